"""Records that come again: from another service, under another name, after the viewer changed or deleted them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.cards import TitleCard
from db.base.records.exchange import FILM, Entry, ListHead, Mention, Owned, Rating, Record, Viewing
from db.personal import answers, diary, favourites, journal
from db.reading import questions, taking, viewings
from db.reading.bringing import Choices, Plan, Source, settle
from tests.counts import cases
from tests.db.reading.catalogued import Title, put
from tests.db.reading.test_bringing import LOST, TIDE, House, at
from tests.db.reading.test_matching import TITLES

ALONE = Mention("Alone", 2015, FILM)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "home")
    yield made
    made.close()


def seen(of: Mention, day: str | None = "2020-05-01", key: str = "a", **more: object) -> Viewing:
    return Viewing(origin=at(1), key=("viewing", key), of=of, at=day, **more)  # type: ignore[arg-type]


def once(of: Mention, key: str = "w") -> Viewing:
    return Viewing(origin=at(2), key=("seen", key), of=of, at=None, once=True)


def days(house: House, title_id: int) -> list[str | None]:
    return [row[0] for row in house.rows(f"SELECT watched_on FROM my_diary WHERE title_id = {title_id} ORDER BY watched_on")]


# -- one life, told by several services -----------------------------------------------------------------------------------


def test_a_film_that_the_catalogue_lacks_is_seen_once_however_many_services_tell_it(house: House) -> None:
    numbered = LOST._replace(imdb=88)
    house.bring([seen(LOST), once(LOST)], format="one")
    merged = house.bring([seen(numbered, "2020-05-01T12:00:00Z"), once(numbered)], format="two")
    assert not merged.written["viewings"]
    other_kind = house.bring([seen(LOST._replace(kind="movie")), once(LOST._replace(kind="movie"))], format="three")
    assert not other_kind.written["viewings"]
    put(house.home, [*TITLES, Title(88, LOST.name, LOST.year, votes=3)])
    settle(house.con, house.desk)
    assert days(house, 88) == ["2020-05-01"]


def test_two_names_that_turn_out_to_be_one_title_are_joined_and_nothing_is_lost(house: House) -> None:
    house.bring(
        [seen(LOST, rating=7), seen(LOST, "2020-05-02", "b"), once(Mention("Nobody Knows", 1990, FILM))], format="one"
    )
    house.bring([seen(Mention("Nobody Knows It", 1991, FILM), note="cold")], format="two")
    assert house.rows("SELECT count(*) FROM my_diary") == [(4,)]
    for doubt in questions.waiting(house.con):
        answers.answer(house.desk, doubt.number, 12, "The Relay")
    settle(house.con, house.desk)
    found = house.rows("SELECT watched_on, rating, note FROM my_diary WHERE title_id = 12 ORDER BY watched_on")
    assert found == [("2020-05-01", 7, "cold"), ("2020-05-02", None, "")]
    assert journal.history(house.con)[0].sentence == "Joined 2 viewings that several imports had brought"
    again = house.bring([seen(Mention("Nobody Knows It", 1991, FILM), note="cold")], format="two")
    assert not again.written["viewings"]
    journal.undo(house.desk)
    assert house.rows("SELECT count(*) FROM my_diary") == [(4,)]


def test_what_differs_is_not_joined(house: House) -> None:
    house.bring([seen(LOST, rating=7)], format="one")
    house.bring([seen(Mention("Nobody Knows It", 1991, FILM), rating=3)], format="two")
    for doubt in questions.waiting(house.con):
        answers.answer(house.desk, doubt.number, 12, "The Relay")
    settle(house.con, house.desk)
    assert days(house, 12) == ["2020-05-01", "2020-05-01"]


def test_the_order_of_files_decides_nothing(tmp_path: Path) -> None:
    dated = Source("one", "one", [seen(TIDE), once(ALONE), Rating(origin=at(3), key=("r",), of=TIDE, value=8, at=None)])
    plain = Source("two", "two", [once(TIDE), Rating(origin=at(3), key=("r",), of=ALONE, value=6, at="2020-01-01")])
    found = []
    for number, sources in enumerate(([dated, plain], [plain, dated])):
        house = House(tmp_path / str(number))
        Plan.of(house.con, sources).bring(house.desk, Choices(rated="day"))
        found.append(house.rows("SELECT title_id, watched_on FROM my_diary ORDER BY 1, 2"))
        house.close()
    assert found[0] == found[1] == [(1, "2020-05-01"), (10, None)]


# -- what the viewer deleted or moved does not come back ------------------------------------------------------------------


def test_a_deleted_viewing_does_not_come_back_by_what_else_tells_of_it(house: House) -> None:
    house.bring([seen(TIDE), once(TIDE)], format="one")
    (entry,) = viewings.entries(house.con, title_id=1)
    diary.delete_entry(house.desk, entry.id)
    assert not house.bring([seen(TIDE), once(TIDE)], format="one").written["viewings"]
    assert not house.bring([seen(TIDE, key="other"), once(TIDE)], format="two").written["viewings"]
    assert days(house, 1) == []
    assert house.bring([seen(TIDE, "2021-01-01", "later")], format="two").written["viewings"] == 1


def test_a_viewing_that_the_viewer_gave_another_day_is_known_on_its_first_day_too(house: House) -> None:
    house.bring([seen(TIDE)], format="one")
    (entry,) = viewings.entries(house.con, title_id=1)
    diary.edit_entry(house.desk, entry.id, watched_on="2020-04-30")
    assert not house.bring([seen(TIDE, key="other")], format="two").written["viewings"]
    assert days(house, 1) == ["2020-04-30"]


# -- titles that are corrected where records are from ---------------------------------------------------------------------


def test_a_title_corrected_in_the_next_export_takes_its_viewing_along(house: House) -> None:
    house.bring([seen(TIDE), once(TIDE)])
    merged = house.bring([seen(ALONE), once(ALONE)])
    assert house.told(merged, "viewings") == {"changed": 1, "same": 1}
    assert (days(house, 1), days(house, 10)) == ([], ["2020-05-01"])
    assert [(each.mine, each.theirs) for each in merged.differences] == [("Low Tide, 2020-05-01", "2020-05-01")]
    journal.undo(house.desk)
    assert (days(house, 1), days(house, 10)) == (["2020-05-01"], [])


def test_a_viewing_that_the_viewer_touched_stays_on_its_title(house: House) -> None:
    house.bring([seen(TIDE)])
    (entry,) = viewings.entries(house.con, title_id=1)
    diary.edit_entry(house.desk, entry.id, note="mine")
    house.bring([seen(ALONE)])
    assert (days(house, 1), days(house, 10)) == (["2020-05-01"], [])


def test_a_viewing_on_its_title_raises_no_question_under_an_unknown_name(house: House) -> None:
    house.bring([seen(TIDE)])
    merged = house.bring([seen(LOST)])
    assert house.told(merged, "viewings") == {"same": 1} and days(house, 1) == ["2020-05-01"]
    assert questions.waiting(house.con) == [] and taking.unmatched(house.con) == []


def test_a_title_owned_may_be_corrected(house: House) -> None:
    mine = Owned(origin=at(1), key=("owned", 1), of=TIDE, location="shelf", medium="dvd")
    house.bring([mine])
    merged = house.bring([Owned(origin=at(1), key=("owned", 1), of=ALONE, location="shelf", medium="dvd")])
    assert house.told(merged, "owned") == {"same": 1}


# -- the rest -------------------------------------------------------------------------------------------------------------


def test_rows_whose_title_found_its_place_are_no_longer_without_a_match(house: House) -> None:
    house.bring([seen(LOST)])
    assert [row[2] for row in taking.unmatched(house.con)] == [LOST.name]
    (doubt,) = questions.waiting(house.con)
    answers.answer(house.desk, doubt.number, 12, "The Relay")
    settle(house.con, house.desk)
    assert taking.unmatched(house.con) == []
    assert "rows of imports without a match" not in taking.taken(house.con).others


def test_favourites_fill_the_places_that_are_free(house: House) -> None:
    for card in (TitleCard(1, "Low Tide", 1999), TitleCard(3, "Low Tide", 2000), TitleCard(10, "Alone", 2015)):
        favourites.choose(house.desk, card)
    with house.desk.action("test") as act:
        act.con.execute("DELETE FROM said_favourite WHERE place = 2")
    on = ListHead(("favourites",), "Favourites", "favourites")
    more = [
        Entry(origin=at(n), key=("f", n), of=of, on=on)
        for n, of in enumerate((Mention("Salt", 2010), Mention("Ofen", 2008)))
    ]
    merged = house.bring(more)
    assert house.told(merged, "lists") == {"new": 2}
    assert [row[0] for row in house.rows("SELECT title_id FROM my_favourite ORDER BY place")] == [1, 7, 10, 8]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "UTC"])
def test_another_time_zone_moves_no_viewing(house: House, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        play = seen(TIDE, "2020-05-01T22:30:00Z")
        house.bring([play])
        before = days(house, 1)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        merged = house.bring([play])
        assert not merged.writes and days(house, 1) == before
    finally:
        monkeypatch.undo()
        time.tzset()


def test_two_films_of_one_name_and_year_stay_two(house: House) -> None:
    twins: list[Record] = [
        Rating(origin=at(n), key=("r", n), of=LOST._replace(apart=f"https://films.test/{n}"), value=n + 3, at=None)
        for n in (1, 2)
    ]
    merged = house.bring(twins)
    assert house.told(merged, "ratings") == {"unmatched": 2} and len(questions.waiting(house.con)) == 2
    assert sorted(house.rows("SELECT value FROM my_rating")) == [(4,), (5,)]


_DAYS = st.sampled_from(["2020-01-01", "2020-01-02", None])
_FILMS = st.sampled_from([TIDE, ALONE, LOST, LOST._replace(imdb=88)])


@settings(deadline=None, max_examples=cases(25, 1500))
@given(st.lists(st.tuples(_FILMS, _DAYS), max_size=6))
def test_a_life_that_two_services_tell_alike_has_as_many_viewings_as_either(
    tmp_path_factory: pytest.TempPathFactory, life: list[tuple[Mention, str | None]]
) -> None:
    house = House(tmp_path_factory.mktemp("life") / "home")
    try:
        told = [seen(of, day, str(number)) for number, (of, day) in enumerate(life)]
        house.bring(told, format="one")
        house.bring([seen(each.of, each.at, f"x{number}") for number, each in enumerate(told)], format="two")
        assert house.rows("SELECT count(*) FROM my_diary") == [(len(told),)]
    finally:
        house.close()
