"""Records brought in: once, as one action, beside what the viewer said; what is in doubt waits with its original row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.base.records.exchange import (
    EPISODE,
    FILM,
    SERIES,
    Entry,
    Follow,
    Like,
    ListHead,
    Mention,
    Note,
    Origin,
    PersonMention,
    Rating,
    Record,
    Review,
    SeriesState,
    Tag,
    Viewing,
)
from db.library import Library
from db.personal import answers, diary, journal, lists, ratings, setup
from db.personal.bringing.merge import Merged
from db.personal.desk import Desk
from db.personal.models import JOURNALLED
from db.reading import questions, viewings
from db.reading.bringing import Choices, Plan, Source, settle
from tests.counts import cases
from tests.db.reading.catalogued import put
from tests.db.reading.test_matching import TITLES, WATCH

TIDE = Mention("Low Tide", 1999, FILM)
KILN = Mention("The Kiln", 2004, FILM)
LOST = Mention("Nobody Knows It", 1990, FILM)
PART = Mention("", None, EPISODE, series=Mention("Harbour Watch", 2001, SERIES), season=1, number=2)
MINE = ListHead(("mine",), "Sea films", about="wet", ranked=True)
WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")


def at(line: int) -> Origin:
    return Origin("diary.csv", line, f"row {line}")


class House:
    """A home with a catalogue, its library and its desk."""

    def __init__(self, folder: Path) -> None:
        self.home = Home.of(folder)
        put(self.home, TITLES)
        setup.prepare(self.home)
        self.library, self.desk = Library(self.home), Desk(self.home)

    @property
    def con(self) -> sqlite3.Connection:
        return self.library.connection()

    def bring(self, records: Sequence[Record], choices: Choices | None = None, format: str = "test") -> Merged:
        plan = Plan.of(self.con, [Source(format, "test export", records)])
        previewed = plan.preview(self.con, choices or Choices())[0]
        _, (written,) = plan.bring(self.desk, choices or Choices())
        assert previewed.counts == written.counts and previewed.written == written.written
        assert not (previewed.writes or previewed.titles or previewed.people)  # they would fill the memory twice
        settle(self.con, self.desk)
        return written

    def told(self, merged: Merged, kind: str) -> dict[str, int]:
        return {name: number for name, number in merged.counts[kind].items() if number}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.con.execute(query).fetchall()

    def said(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that the viewer's actions wrote."""
        names = [str(model.__tablename__) for model in JOURNALLED]
        return {name: self.rows(f"SELECT * FROM {name} ORDER BY uid") for name in names}

    def close(self) -> None:
        self.library.close()
        self.desk.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    yield made
    made.close()


LIFE: list[Record] = [
    Viewing(origin=at(1), key=("viewing", "a"), of=TIDE, at="2020-05-01", rating=8, tags=("Sea", "sea"), rewatch=True),
    Viewing(origin=at(2), key=("viewing", "b"), of=TIDE, at="2020-05-01"),
    Viewing(origin=at(3), key=("viewing", "c"), of=PART, at="2021-02-03T23:30:00Z"),
    Viewing(origin=at(4), key=("seen", "a"), of=TIDE, at=None, once=True),
    Viewing(origin=at(5), key=("seen", "d"), of=Mention("Alone", 2015, FILM), at=None, once=True),
    Viewing(origin=at(6), key=("viewing", "e"), of=KILN, at="2022-01-01"),
    Viewing(origin=at(7), key=("viewing", "f"), of=LOST, at="2022-01-02"),
    Rating(origin=at(8), key=("rating", "a"), of=TIDE, value=9, at="2020-05-02"),
    Rating(origin=at(9), key=("rating", "s"), of=Mention("Harbour Watch", 2001, SERIES), value=7, at=None, season=1),
    Review(origin=at(10), key=("review", "a"), of=TIDE, text="Cold.\n\nWet.", viewing=("viewing", "a"), at="2020-05-03"),
    Like(origin=at(11), key=("like", "a"), of=TIDE, at="2020-05-02"),
    Tag(origin=at(12), key=("tag", "a"), of=TIDE, word="Ships"),
    Note(origin=at(13), key=("note", "a"), of=TIDE, text="borrowed"),
    SeriesState(origin=at(14), key=("state", "s"), of=Mention("Harbour Watch", 2001, SERIES), state="paused"),
    Follow(origin=at(15), key=("follow", "p"), of=PersonMention("Ada Marsh", 4711)),
    Entry(origin=at(16), key=("entry", 1), of=TIDE, on=MINE, note="first"),
    Entry(origin=at(17), key=("entry", 2), of=KILN, on=MINE),
    Entry(origin=at(18), key=("entry", 3), of=Mention("Ember", 2016, FILM), on=WATCHLIST),
]


def test_a_life_comes_in_whole_and_goes_with_one_undo(house: House) -> None:
    empty = house.said()
    merged = house.bring(LIFE)
    assert house.told(merged, "viewings") == {"new": 4, "same": 1, "unsure": 1, "unmatched": 1}
    assert house.told(merged, "lists") == {"new": 2, "unsure": 1}
    seen = house.rows("SELECT title_id, watched_on, rewatch, rating, tags FROM my_diary WHERE title_id = 1 ORDER BY uid")
    assert sorted(seen, key=str) == [(1, "2020-05-01", 0, None, "[]"), (1, "2020-05-01", 1, 8, '["sea"]')] or len(seen) == 2
    assert house.rows("SELECT title_id FROM my_diary WHERE watched_on IS NULL") == [(10,)]
    assert house.rows("SELECT title_id, season, value FROM my_season") == [(WATCH, 1, 7)]
    assert house.rows("SELECT text, viewing_id IS NOT NULL FROM my_review") == [("Cold.\n\nWet.", 1)]
    assert house.rows("SELECT name, about, ranked FROM my_list WHERE kind = 'list'") == [("Sea films", "wet", 1)]
    assert house.rows("SELECT person_id FROM my_follow") == [(4711,)]
    journal.undo(house.desk)
    assert house.said() == empty
    assert len(journal.history(house.con)) == 1


def test_the_same_again_changes_nothing(house: House) -> None:
    house.bring(LIFE)
    before = house.said()
    merged = house.bring(LIFE)
    assert not merged.writes and house.said() == before
    assert len(journal.history(house.con)) == 1
    counted = {name for outcomes in merged.counts.values() for name, number in outcomes.items() if number}
    assert counted == {"same", "unsure", "unmatched"}


def test_after_an_undo_all_comes_again(house: House) -> None:
    house.bring(LIFE)
    before = {name: len(rows) for name, rows in house.said().items()}
    journal.undo(house.desk)
    house.bring(LIFE)
    assert {name: len(rows) for name, rows in house.said().items()} == before


def test_next_months_export_adds_what_is_new_and_leaves_what_the_viewer_changed(house: House) -> None:
    house.bring(LIFE)
    ratings.rate(house.desk, TitleCard(1, "Low Tide", 1999), 3)
    (entry,) = viewings.entries(house.con, title_id=10)
    diary.delete_entry(house.desk, entry.id)
    lists.take_off(house.desk, house.rows("SELECT id FROM my_list WHERE kind = 'watchlist'")[0][0], 11)
    later = Viewing(origin=at(30), key=("viewing", "z"), of=TIDE, at="2023-01-01")
    merged = house.bring([*LIFE, later])
    assert merged.written == {"viewings": 1} or +merged.written == {"viewings": 1}
    assert house.rows("SELECT value FROM my_rating") == [(3,)]
    assert house.rows("SELECT 1 FROM my_diary WHERE title_id = 10") == []
    assert [(each.mine, each.theirs, each.taken) for each in merged.differences] == [("3", "9", False)]


def test_what_only_an_import_wrote_follows_its_source(house: House) -> None:
    house.bring(LIFE)
    moved = Viewing(origin=at(1), key=("viewing", "a"), of=TIDE, at="2020-05-04", rating=8, tags=("sea",), rewatch=True)
    better = Rating(origin=at(8), key=("rating", "a"), of=TIDE, value=10, at="2020-06-01")
    merged = house.bring([moved, better])
    assert house.told(merged, "viewings") == {"changed": 1} and house.told(merged, "ratings") == {"changed": 1}
    assert house.rows("SELECT 1 FROM my_diary WHERE watched_on = '2020-05-04'") == [(1,)]
    assert house.rows("SELECT value FROM my_rating") == [(10,)]
    assert not house.bring([moved, better]).writes


def test_a_viewing_that_was_logged_by_hand_is_the_same(house: House) -> None:
    diary.log(house.desk, TitleCard(1, "Low Tide", 1999), "2020-05-01")
    merged = house.bring(LIFE[:2])
    assert house.told(merged, "viewings") == {"same": 1, "new": 1}
    assert house.rows("SELECT count(*) FROM my_diary") == [(2,)]


@pytest.mark.parametrize(("choice", "kept"), [("mine", 5), ("theirs", 9), ("newer", 9)])
def test_the_viewer_chooses_whose_rating_stays(house: House, clock: Any, choice: Any, kept: int) -> None:
    clock.set("2019-01-01T00:00:00")
    ratings.rate(house.desk, TitleCard(1, "Low Tide", 1999), 5)
    house.bring([LIFE[7]], Choices(ratings=choice))
    assert house.rows("SELECT value FROM my_rating") == [(kept,)]


@pytest.mark.parametrize(("choice", "days"), [("no", []), ("unknown", [(None,)]), ("day", [("2020-05-02",)])])
def test_a_rated_film_is_seen_only_if_the_viewer_says_so(house: House, choice: Any, days: list[tuple[str | None]]) -> None:
    house.bring([LIFE[7]], Choices(rated=choice))
    assert house.rows("SELECT watched_on FROM my_diary") == days


def test_what_is_in_doubt_is_asked_once_and_the_answer_is_remembered(house: House) -> None:
    house.bring(LIFE)
    asked = questions.waiting(house.con)
    assert [doubt.said_of.id < 0 for doubt in asked] == [True, True]
    assert [{one.id for one in doubt.candidates} for doubt in asked] == [{4, 5}, set()]
    answers.answer(house.desk, asked[0].number, 5, "The Kiln")
    settle(house.con, house.desk)
    assert house.rows("SELECT title_id FROM my_diary WHERE watched_on = '2022-01-01'") == [(5,)]
    again = Viewing(origin=at(40), key=("viewing", "y"), of=KILN, at="2024-01-01")
    assert house.told(house.bring([again]), "viewings") == {"new": 1}
    assert house.rows("SELECT title_id FROM my_diary WHERE watched_on = '2024-01-01'") == [(5,)]


def test_a_series_in_doubt_is_one_question_for_all_its_episodes(house: House) -> None:
    unsure = Mention("Harbour Watch", None)
    records = [
        Viewing(origin=at(one), key=("v", one), of=Mention("", None, EPISODE, series=unsure, season=1, number=one), at=None)
        for one in (1, 2, 3)
    ]
    assert house.told(house.bring(records), "viewings") == {"unsure": 3}
    (doubt,) = questions.waiting(house.con)
    assert {one.id for one in doubt.candidates} == {15, WATCH}
    answers.answer(house.desk, doubt.number, WATCH)
    settle(house.con, house.desk)
    assert sorted(house.rows("SELECT title_id FROM my_diary")) == [(601,), (602,), (603,)]
    assert questions.waiting(house.con) == []


def test_a_series_that_the_catalogue_lacks_is_one_question(house: House) -> None:
    lost = Mention("Nobody Airs It", 1999, SERIES)
    records = [
        Viewing(origin=at(one), key=("v", one), of=Mention("", None, EPISODE, series=lost, season=1, number=one), at=None)
        for one in (1, 2, 3)
    ]
    assert house.told(house.bring(records), "viewings") == {"unmatched": 3}
    (doubt,) = questions.waiting(house.con)
    assert doubt.candidates == () and isinstance(doubt.said_of, TitleCard) and doubt.said_of.title == "Nobody Airs It"


def test_rows_without_a_match_are_kept_and_tried_again(house: House) -> None:
    house.bring(LIFE)
    kept = [json.loads(row)["text"] for (row,) in house.rows("SELECT row FROM my_unmatched ORDER BY id")]
    assert kept == ["row 6", "row 7", "row 17"]
    from tests.db.reading.catalogued import Title

    put(house.home, [*TITLES, Title(77, "Nobody Knows It", 1990, votes=3)])
    settle(house.con, house.desk)
    assert house.rows("SELECT title_id FROM my_diary WHERE watched_on = '2022-01-02'") == [(77,)]


def test_two_exports_of_one_life_make_no_viewing_twice(house: House) -> None:
    first = Source("one", "one", LIFE[:2])
    second = Source("two", "two", [Viewing(origin=at(1), key=("play", 1), of=TIDE, at="2020-05-01T10:00:00Z")])
    Plan.of(house.con, [first, second]).bring(house.desk, Choices())
    assert house.rows("SELECT count(*) FROM my_diary") == [(2,)]


_FILMS = st.sampled_from([TIDE, KILN, LOST, Mention("Alone", 2015, FILM), Mention("Salt", 2010, FILM), PART])
_DAYS = st.none() | st.sampled_from(["2020-01-01", "2020-01-02", "2021-05-05T20:00:00Z"])


@st.composite
def _lives(draw: st.DrawFn) -> list[Record]:
    made: list[Record] = []
    for number in range(draw(st.integers(0, 12))):
        of, when = draw(_FILMS), draw(_DAYS)
        key = draw(st.sampled_from([("k", number), ("k", number % 3)]))
        which = draw(st.integers(0, 4))
        if which == 0:
            made.append(
                Viewing(origin=at(number), key=("viewing", *key), of=of, at=when, once=draw(st.booleans()) and not when)
            )
        elif which == 1:
            made.append(Rating(origin=at(number), key=("rating", *key), of=of, value=draw(st.integers(1, 10)), at=when))
        elif which == 2:
            made.append(Review(origin=at(number), key=("review", *key), of=of, text=draw(st.text(min_size=1, max_size=5))))
        elif which == 3:
            made.append(Entry(origin=at(number), key=("entry", *key), of=of, on=draw(st.sampled_from([MINE, WATCHLIST]))))
        else:
            made.append(Tag(origin=at(number), key=("tag", *key), of=of, word=draw(st.text(max_size=5))))
    return made


@settings(deadline=None, max_examples=cases(40, 2000))
@given(_lives())
def test_any_life_adds_up_comes_once_and_goes_whole(tmp_path_factory: pytest.TempPathFactory, life: list[Record]) -> None:
    house = House(tmp_path_factory.mktemp("life") / "home")
    try:
        empty = house.said()
        merged = house.bring(life)
        assert sum(sum(outcomes.values()) for outcomes in merged.counts.values()) == len(life)
        before = house.said()
        again = house.bring(life)
        assert not again.writes or {each.fresh for each in again.writes} == {False}
        assert {name: len(rows) for name, rows in house.said().items()} == {name: len(rows) for name, rows in before.items()}
        for _ in journal.history(house.con):
            journal.undo(house.desk)
        assert house.said() == empty
    finally:
        house.close()
