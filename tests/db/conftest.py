"""The small catalogue and a connection to it, for every test of the readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.home import Home
from db.library import Library
from db.personal.desk import Desk
from tests.catalogues import small_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


@pytest.fixture
def con(home: Home) -> Iterator[sqlite3.Connection]:
    library = Library(home)
    yield library.connection()
    library.close()


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    desk = Desk(home)
    yield desk
    desk.close()
