"""A home with the real starter catalogue, built once for all end-to-end tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.base.home import Home
from db.personal import setup
from seed.starter_build import build_starter


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter catalogue and an empty personal file."""
    folder = tmp_path_factory.mktemp("starter")
    home = Home.of(folder)
    home.make()
    build_starter(home)
    setup.prepare(home)
    return folder


@pytest.fixture
def starter(built: Path, tmp_path: Path) -> Path:
    """A copy of that home for one test."""
    folder = tmp_path / "starter"
    shutil.copytree(built, folder)
    return folder
