"""A home for each test of a screen: the small catalogue, built once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.base.home import Home
from tests.catalogues import small_home


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return small_home(tmp_path_factory.mktemp("small"))


@pytest.fixture
def home(_built: Home, tmp_path: Path) -> Home:
    """A home with the small catalogue and an empty ``personal.db``, the test's own."""
    shutil.copytree(_built.data, tmp_path / "own")
    return Home.of(tmp_path / "own")
