"""Which title a mention means: what is certain is decided, two candidates are a question."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.home import Home
from db.base.records.exchange import ANY, EPISODE, FILM, SERIES, Match, Mention
from db.library import Library
from db.personal import setup
from db.reading.matching import match
from tests.db.reading.catalogued import Title, put

WATCH = 500
TITLES = [
    Title(1, "Low Tide", 1999, votes=5000),
    Title(2, "Low Tide", 1999, "short", votes=40),
    Title(3, "Low Tide", 2000, votes=90_000),
    Title(4, "The Kiln", 2004, votes=300),
    Title(5, "The Kiln", 2004, votes=250),
    Title(6, "Salt", 2011, "short", votes=20),
    Title(7, "Salt", 2010, votes=40_000),
    Title(8, "Ofen", 2008, votes=900, akas=("Furnace",)),
    Title(9, "Furnace", 2008, "video", votes=10),
    Title(10, "Alone", 2015, votes=70),
    Title(11, "Ember", 2016, "tvMovie", votes=70),
    Title(12, "The Relay", 1980, votes=5),
    Title(13, "The Relay", 1981, votes=5),
    Title(14, "The Relay", 1983, votes=5),
    Title(15, "Harbour Watch", 2001, votes=800),
    Title(16, "Harbour Runner 1984", 2020, votes=700),
    Title(17, "Kiln Race 2000", 1975, votes=60),
    Title(18, "Kiln Race 2000", 2019, votes=60),
    Title(WATCH, "Harbour Watch", 2001, "tvSeries", votes=900),
    *(Title(600 + one, f"Part {one}", 2001, "tvEpisode", series=WATCH, season=1, number=one) for one in range(1, 4)),
    Title(610, "Rain", 2002, "tvEpisode", series=WATCH, season=2, number=1),
    Title(611, "Wind", 2002, "tvEpisode", series=WATCH, season=2, number=2),
]


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    home = Home.of(tmp_path / "home")
    put(home, TITLES)
    setup.prepare(home)
    library = Library(home)
    yield library.connection()
    library.close()


def one(con: sqlite3.Connection, of: Mention) -> Match:
    return match(con, [of])[of]


@pytest.mark.parametrize(
    ("of", "place", "how"),
    [
        (Mention("whatever", 1900, imdb=999_999), 999_999, "id"),
        (Mention("Low Tide", 1999, FILM), 1, "name"),
        (Mention("low tide!", 2000, FILM), 3, "name"),
        (Mention("Alone", 2014, FILM), 10, "year"),
        (Mention("Alone", None, FILM), 10, "name"),
        (Mention("Ember", 2016, FILM), 11, "name"),
        (Mention("Harbour Watch", 2001, FILM), 15, "name"),
        (Mention("Harbour Watch", None, SERIES), WATCH, "name"),
        (Mention("Alone", 2015, ANY), 10, "name"),
        (Mention("Harbour Runner", 1984, ANY, also="Harbour Runner 1984"), 16, "name"),
        (Mention("Alone", 2015, ANY, also="Harbour Runner 1984"), 10, "name"),  # the first reading comes first
    ],
)
def test_what_is_certain_is_decided(con: sqlite3.Connection, of: Mention, place: int, how: str) -> None:
    assert one(con, of)[:2] == (place, how)


@pytest.mark.parametrize(
    ("of", "candidates"),
    [
        (Mention("The Kiln", 2004, FILM), {4, 5}),  # two of one year, both known
        (Mention("Salt", 2011, FILM), {6, 7}),  # a short of that year, and a far better known feature a year before
        (Mention("Low Tide", 1999, ANY), {1, 2, 3}),  # the file does not say that it means films
        (Mention("Furnace", 2008, "movie"), {8, 9}),  # the one bears the name, the other is known by it
        (Mention("The Relay", 1982, FILM), {13, 14}),  # a year off on both sides
        (Mention("Low Tide", None, FILM), {1, 2, 3}),
        (Mention("Harbour Watch", 2001, ANY), {15, WATCH}),
        (Mention("Kiln Race", 2000, ANY, also="Kiln Race 2000"), {17, 18}),
    ],
)
def test_two_candidates_are_a_question(con: sqlite3.Connection, of: Mention, candidates: set[int]) -> None:
    found = one(con, of)
    assert found.place is None and found.unsure and set(found.candidates) == candidates


@pytest.mark.parametrize(
    "of",
    [
        Mention("Nobody Knows It", 1990, FILM),
        Mention("", 1999, FILM),
        Mention("Alone", 1990, FILM),
        Mention("A", 1990, ANY, also="A 1990"),
    ],
)
def test_what_the_catalogue_lacks_has_no_match(con: sqlite3.Connection, of: Mention) -> None:
    assert one(con, of) == Match()


def episode(season: int | None, number: int | None, name: str = "", series: str = "Harbour Watch") -> Mention:
    return Mention(name, None, EPISODE, series=Mention(series, 2001, SERIES), season=season, number=number)


def test_episodes_are_found_by_number_and_by_name(con: sqlite3.Connection) -> None:
    asked = [
        episode(1, 2),
        episode(2, 1, "Rain"),
        episode(2, 2, "Nebel"),
        episode(None, None, "Wind"),
        episode(0, 1, "Rain"),
    ]
    found = match(con, asked)
    assert [found[of][:2] for of in asked] == [
        (602, "number"), (610, "number"), (611, "number"), (611, "name"), (610, "name"),
    ]  # fmt: skip


def test_a_name_of_another_number_is_a_question(con: sqlite3.Connection) -> None:
    found = one(con, episode(2, 1, "Wind"))
    assert (found.place, found.how, set(found.candidates)) == (None, "asked", {610, 611})


def test_a_season_with_more_episodes_than_the_catalogue_knows_is_undecided(con: sqlite3.Connection) -> None:
    asked = [episode(2, 1), episode(2, 2, "Wind"), episode(2, 3), episode(1, 3)]
    found = match(con, asked)
    assert [found[of].how for of in asked] == ["season", "number", "season", "number"]
    assert found[asked[0]].candidates == (610,)


def test_episodes_wait_for_their_series(con: sqlite3.Connection) -> None:
    unsure = Mention("", None, EPISODE, series=Mention("Harbour Watch", 2001, ANY), season=1, number=1)
    unknown = episode(1, 1, series="Nobody Knows It")
    found = match(con, [unsure, unknown])
    assert (found[unsure].how, found[unsure].unsure) == ("series", True)
    assert (found[unknown].how, found[unknown].unsure) == ("lost", False)


def test_an_id_map_comes_before_names(con: sqlite3.Connection) -> None:
    ids = {("tmdb", False, 77): 5, ("tvdb", True, 78): WATCH}
    film, series = Mention("The Kiln", 2004, FILM, tmdb=77), Mention("?", None, SERIES, tvdb=78)
    part = Mention("", None, EPISODE, series=series, season=1, number=1)
    found = match(con, [film, part], lambda service, of_series, number: ids.get((service, of_series, number)))
    assert (found[film].place, found[series].place, found[part].place) == (5, WATCH, 601)
