"""Matinee's own JSON through the whole way: out of one home, into another, and out again."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.errors import BadInput
from db.base.home import Home
from db.base.ids import uid_of
from db.base.records.cards import TitleCard
from db.library import Library
from db.personal import diary, favourites, journal, lists, ratings, setup
from db.personal.desk import Desk
from db.personal.dump import Dump
from db.reading import deciding, reconcile, taking
from db.reading.bringing import Choices, Plan, Source
from seed.exchange import reader
from seed.exchange.own_out import pieces
from tests.counts import cases
from tests.db.reading.catalogued import put
from tests.db.reading.test_matching import TITLES
from tests.seed.exchange import lives

TIDE = TitleCard(1, "Low Tide", 1999)


class House:
    """A home, its library and desk."""

    def __init__(self, folder: Path) -> None:
        self.home = Home.of(folder)
        put(self.home, TITLES)
        setup.prepare(self.home)
        self.library, self.desk = Library(self.home), Desk(self.home)

    @property
    def con(self) -> sqlite3.Connection:
        return self.library.connection()

    def written(self) -> str:
        with closing(sqlite3.connect(self.home.personal)) as con:
            return text_of(con)

    def bring(self, path: Path, choices: Choices | None = None) -> Counter[str]:
        sources = [Source(one.format.name, one.format.label, one.reading.records) for one in reader.read(path).exports]
        _, (merged,) = Plan.of(self.con, sources).bring(self.desk, choices or Choices())
        told: Counter[str] = Counter()
        for outcomes in merged.counts.values():
            told.update(outcomes)
        return +told

    def close(self) -> None:
        self.library.close()
        self.desk.close()


def text_of(con: sqlite3.Connection) -> str:
    """The records as JSON, without the moment of writing."""
    return "".join(pieces(Dump(con), "2026-05-03T20:15:00.000Z", Counter()))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    yield made
    made.close()


@settings(deadline=None, max_examples=cases(60, 5000))
@given(st.integers(0, 2**32), st.integers(0, 5))
def test_what_is_brought_in_goes_out_again_the_same(tmp_path_factory: pytest.TempPathFactory, seed: int, size: int) -> None:
    folder = tmp_path_factory.mktemp("own")
    with closing(lives.invent(seed, size)) as life:
        watchlist = life.execute("SELECT uid FROM my_list WHERE kind = 'watchlist'").fetchone()[0]
        text = text_of(life).replace(watchlist, uid_of("watchlist"))
    (folder / "records.json").write_text(text, encoding="utf-8")
    house = House(folder / "home")
    try:
        house.bring(folder / "records.json")
        assert ordered(house.written()) == ordered(text)
        assert set(house.bring(folder / "records.json")) <= {"same"}
        before = len(journal.history(house.con))
        assert before <= 1
    finally:
        house.close()


def ordered(text: str) -> object:
    """The file's arrays, rows by their uids: which order they come in is another test's."""
    data = json.loads(text)
    found = {}
    for key, value in data.items():
        found[key] = sorted(value, key=lambda row: json.dumps(row, sort_keys=True)) if isinstance(value, list) else value
    return found


def test_records_move_to_a_new_home_with_everything(house: House, tmp_path: Path) -> None:
    ratings.rate(house.desk, TIDE, 8)
    diary.log(house.desk, TIDE, "2026-05-01", note="late")
    lists.create_list(house.desk, "Sea", "wet")
    lists.toggle_watchlist(house.desk, TitleCard(10, "Alone", 2015))
    path = tmp_path / "records.json"
    path.write_text(house.written(), encoding="utf-8")
    other = House(tmp_path / "other")
    try:
        told = other.bring(path)
        assert set(told) == {"new", "same"} and other.written() == house.written()
        assert other.con.execute("SELECT value FROM my_rating WHERE title_id = 1").fetchone() == (8,)
        journal.undo(other.desk)
        assert other.con.execute("SELECT count(*) FROM my_rating").fetchone() == (0,)
        assert other.con.execute("SELECT name FROM my_list").fetchall() == [("Watchlist",)]
    finally:
        other.close()


def test_what_is_here_stays_and_lists_of_one_name_stand_beside_each_other(house: House, tmp_path: Path) -> None:
    ratings.rate(house.desk, TIDE, 8)
    lists.create_list(house.desk, "Sea", "wet")
    path = tmp_path / "records.json"
    path.write_text(house.written(), encoding="utf-8")
    other = House(tmp_path / "other")
    try:
        ratings.rate(other.desk, TIDE, 3)
        lists.create_list(other.desk, "sea")
        assert other.bring(path)["changed"] == 1
        assert other.con.execute("SELECT value FROM my_rating").fetchall() == [(3,)]
        assert sorted(row[0] for row in other.con.execute("SELECT name FROM my_list")) == ["Sea (2)", "Watchlist", "sea"]
        other.bring(path, Choices(ratings="theirs"))
        assert other.con.execute("SELECT value FROM my_rating").fetchall() == [(8,)]
    finally:
        other.close()


def test_a_file_of_a_newer_version_is_refused_whole(house: House, tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text(re.sub(r'"format":\s*1', '"format": 99', house.written()), encoding="utf-8")
    with pytest.raises(BadInput, match="newer Matinee"):
        reader.read(path)


@pytest.mark.parametrize(("here", "kept"), [("2020-01-01", 8), ("2027-01-01", 3)])
def test_the_newer_rating_is_taken_where_the_viewer_wants_it(
    house: House, tmp_path: Path, clock: Any, here: str, kept: int
) -> None:
    clock.set("2024-01-01T00:00:00")
    ratings.rate(house.desk, TIDE, 8)
    path = _written(house, tmp_path)
    other = House(tmp_path / "other")
    try:
        clock.set(f"{here}T00:00:00")
        ratings.rate(other.desk, TIDE, 3)
        other.bring(path, Choices(ratings="newer"))
        assert other.con.execute("SELECT value FROM my_rating").fetchall() == [(kept,)]
    finally:
        other.close()


def test_what_was_brought_and_cleared_does_not_come_again(house: House, tmp_path: Path) -> None:
    ratings.rate(house.desk, TIDE, 8)
    path = _written(house, tmp_path)
    other = House(tmp_path / "other")
    try:
        other.bring(path)
        ratings.rate(other.desk, TIDE, None)
        assert set(other.bring(path)) == {"same"}
        assert other.con.execute("SELECT value FROM my_rating").fetchall() == []
    finally:
        other.close()


def test_favourites_that_are_here_stay_and_the_preview_says_so(house: House, tmp_path: Path) -> None:
    alone = TitleCard(10, "Alone", 2015)
    for card in (TIDE, alone):
        favourites.choose(house.desk, card)
    path = _written(house, tmp_path)
    other = House(tmp_path / "other")
    try:
        for card in (alone, TIDE):
            favourites.choose(other.desk, card)
        assert other.bring(path)["changed"] == 2
        assert [row[0] for row in other.con.execute("SELECT title_id FROM my_favourite ORDER BY place")] == [10, 1]
    finally:
        other.close()


def test_a_moment_alone_is_no_difference(house: House, tmp_path: Path) -> None:
    diary.log(house.desk, TIDE, "2026-05-01")
    data = json.loads(house.written())
    data["viewings"][0]["logged_at"] = "2026-06-01T00:00:00.000Z"
    path = tmp_path / "records.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert set(house.bring(path)) == {"same"}


def test_a_title_that_is_here_under_another_uid_is_that_title(house: House, tmp_path: Path) -> None:
    ratings.rate(house.desk, TIDE, 8)
    uid = "ab" * 16
    data = json.loads(house.written())
    (known,) = data["titles"]
    text = json.dumps(data).replace(known, uid).replace(data["ratings"][0]["uid"], "cd" * 16)
    path = tmp_path / "records.json"
    path.write_text(text, encoding="utf-8")
    ratings.rate(house.desk, TIDE, 5)
    house.bring(path)
    assert house.con.execute("SELECT value FROM said_rating").fetchall() == [(5,)]
    assert house.con.execute("SELECT count(*) FROM my_title").fetchone() == (1,)


@pytest.mark.parametrize("row", ["[]", "5", '"x"', "{}", '{"mention": [[5], "x"], "title": 7}', '{"mention": ["A", "x"]}'])
@pytest.mark.parametrize("origin", ["letterboxd", "starter"])
def test_a_row_without_a_match_of_any_shape_harms_nothing(house: House, tmp_path: Path, row: str, origin: str) -> None:
    data = json.loads(house.written())
    kept = {"uid": "ef" * 16, "origin": origin, "row": row, "candidates": "[7]", "seen_at": "2026-05-03"}
    data["unmatched"] = [kept]
    path = tmp_path / "records.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    house.bring(path)
    reconcile.reconcile(house.con, house.desk)
    assert len(taking.unmatched(house.con)) <= 1 and deciding.numbers(house.con) == []
    journal.undo(house.desk)
    assert house.con.execute("SELECT count(*) FROM my_unmatched").fetchone() == (0,)


def _written(house: House, folder: Path) -> Path:
    path = folder / "records.json"
    path.write_text(house.written(), encoding="utf-8")
    return path
