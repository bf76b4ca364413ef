"""The two databases open together: what is read when one of them cannot be used, and when one is replaced."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.errors import CatalogueDamaged
from db.base.home import Home
from db.base.records.cards import TitleCard
from db.library import Library
from db.personal import ratings, setup
from db.personal.desk import Desk
from db.reading import titles
from db.reading.cards import card
from tests.catalogues import RED, small_home, write


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


@pytest.fixture
def library(home: Home) -> Iterator[Library]:
    library = Library(home)
    yield library
    library.close()


def rate(home: Home, value: int) -> None:
    desk = Desk(home)
    ratings.rate(desk, TitleCard(RED, "The Glass Harbour", 1951), value)
    desk.close()


def spoil(home: Home) -> None:
    for path in home.data.glob("personal.db-*"):
        path.unlink()
    home.personal.write_bytes(b"no database" * 500)


def empty(home: Home) -> None:
    home.personal.unlink()
    sqlite3.connect(home.personal).close()


@pytest.mark.parametrize("harm", [spoil, empty, lambda home: home.personal.unlink()])
def test_films_are_read_without_marks_while_the_records_cannot(home: Home, library: Library, harm: object) -> None:
    rate(home, 8)
    harm(home)  # type: ignore[operator]
    found = library.read(card, RED).result()
    assert found.title == "The Glass Harbour" and found.mine.rating is None
    assert library.read(titles.page, RED).result().card == found
    home.personal.unlink(missing_ok=True)
    shutil.rmtree(home.backups)
    setup.prepare(home)
    rate(home, 9)
    assert library.read(card, RED).result().mine.rating == 9  # looked for again, though the catalogue is the same


def test_every_thread_has_a_connection_of_its_own_and_keeps_it(library: Library) -> None:
    there = library.read(lambda con: con).result()
    assert library.read(lambda con: con).result() is there
    assert library.connection() is library.connection() is not there


def test_nothing_can_be_written_through_it(library: Library) -> None:
    for sql in ("DELETE FROM title", "DELETE FROM mine.said_rating"):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            library.connection().execute(sql)


def test_a_replaced_catalogue_is_moved_to(home: Home, library: Library) -> None:
    before, stamp = library.connection(), library.catalogue_stamp()
    fresh = home.catalogue.with_name("fresh.db")
    fresh.write_bytes(home.catalogue.read_bytes())
    fresh.replace(home.catalogue)
    write(home, "UPDATE title SET title = 'The Glass Harbour, Restored' WHERE id = ?", RED)
    assert library.catalogue_stamp() != stamp
    assert card(library.connection(), RED).title == "The Glass Harbour, Restored"
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        before.execute("SELECT 1")


@pytest.mark.parametrize("held", [None, b"", b"no database" * 500])
def test_a_catalogue_that_is_none_is_a_sentence(home: Home, library: Library, held: bytes | None) -> None:
    home.catalogue.unlink()
    if held is not None:
        home.catalogue.write_bytes(held)
    assert (library.catalogue_stamp() == (0, 0)) is (held is None)
    with pytest.raises(CatalogueDamaged) as found:
        library.read(card, RED).result()
    assert "cannot be opened" in found.value.sentence and found.value.remedy
