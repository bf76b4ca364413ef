"""A home with a small catalogue of ours and an empty personal file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.home import Home
from db.catalogue import ddl
from db.library import Library
from db.personal import setup
from db.personal.desk import Desk
from tests.db.personal.films import TITLES


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.of(tmp_path / "home")
    setup.prepare(home)
    return home


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    desk = Desk(home)
    yield desk
    desk.close()


@pytest.fixture
def con(home: Home) -> Iterator[sqlite3.Connection]:
    """What reading functions take: the catalogue with the personal file attached."""
    made = sqlite3.connect(home.catalogue)
    ddl.create(made)
    made.executemany(
        "INSERT INTO title (id, kind, title, original, year, runtime_minutes, average_rating, num_votes, genres, is_adult)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        TITLES,
    )
    made.execute("INSERT INTO person VALUES (9, 'Moira Shearer', 1926, 2006, 'actress', NULL)")
    made.commit()
    made.close()
    library = Library(home)
    yield library.connection()
    library.close()
