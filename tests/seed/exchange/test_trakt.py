"""Trakt's exports, of 2026 and before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import (
    EPISODE,
    FILM,
    SERIES,
    Entry,
    Mention,
    Owned,
    PersonMention,
    Rating,
    Review,
    SeriesState,
    Viewing,
)  # fmt: skip
from seed.exchange import reader
from tests.counts import cases
from tests.seed.exchange.reading import SAMPLES, checked, export_of, of_kind, one, survives

FILM_ROW = {"title": "The Kiln", "year": 2004, "ids": {"trakt": 1, "imdb": "tt9000001", "tmdb": 77}}
SHOW_ROW = {"title": "Harbour Watch", "year": 2001, "ids": {"trakt": 5, "tvdb": 88, "tmdb": 99}}
PART_ROW = {"season": 1, "number": 2, "title": "Rain", "ids": {"tvdb": 881}}
KILN = Mention("The Kiln", 2004, FILM, 9000001, 77)
WATCH = Mention("Harbour Watch", 2001, SERIES, None, 99, 88)
RAIN = Mention("Rain", None, EPISODE, None, None, 881, WATCH, 1, 2)


def play(number: int | None, at: str | None, **of: Any) -> dict[str, Any]:
    return {"id": number, "watched_at": at, "action": "watch", "type": next(iter(of)), **of}


WHOLE: dict[str, list[dict[str, Any]]] = {
    "watched-history-1.json": [
        play(1, "2024-05-03T22:15:00.000Z", movie=FILM_ROW),
        play(2, "1970-01-01T00:00:00.000Z", movie=FILM_ROW),
        play(3, None, episode=PART_ROW, show=SHOW_ROW),
    ],
    "watched-history-2.json": [
        play(1, "2024-05-03T22:15:00.000Z", movie=FILM_ROW),
        play(4, "2024-05-03T22:15:00+02:00", movie=FILM_ROW),
        play(5, "9999-01-01T00:00:00Z", movie=FILM_ROW),
        play(6, "2024-05-03T22:15:00Z", movie={"title": "", "ids": {}}),
    ],
    "watched-movies.json": [{"plays": 2, "last_watched_at": "2024-05-03T22:15:00.000Z", "movie": FILM_ROW}],
    "ratings-movies.json": [{"rated_at": "2024-05-03T22:20:00.000Z", "rating": 10, "type": "movie", "movie": FILM_ROW}],
    "ratings-seasons.json": [{"rated_at": None, "rating": 7, "type": "season", "season": {"number": 1}, "show": SHOW_ROW}],
    "ratings-episodes.json": [{"rated_at": None, "rating": 9, "type": "episode", "episode": PART_ROW, "show": SHOW_ROW}],
    "lists-watchlist.json": [
        {"listed_at": "2024-02-01T00:00:00.000Z", "notes": "rain", "type": "movie", "movie": FILM_ROW},
        {"listed_at": "2024-02-01T00:00:00.000Z", "type": "season", "season": {"number": 1}, "show": SHOW_ROW},
    ],
    "lists-lists.json": [
        {"name": "Sea", "description": "wet", "privacy": "private", "display_numbers": True, "sort_by": "rank", "ids": {"trakt": 12}},
        {"name": "Empty", "description": "", "privacy": "private", "ids": {"trakt": 13}},
    ],
    "lists-list-12-sea.json": [
        {"rank": 1, "listed_at": "2024-02-01T00:00:00.000Z", "type": "movie", "movie": FILM_ROW},
        {"rank": 2, "listed_at": None, "type": "person", "person": {"name": "Gwen Starling", "ids": {"imdb": "nm9000001"}}},
    ],
    "comments-movies.json": [
        {"type": "movie", "movie": FILM_ROW, "comment": {"id": 3, "comment": "Cold.", "spoiler": True, "created_at": "2024-06-01T10:00:00.000Z"}},
        {"type": "list", "list": {"name": "x"}, "comment": {"id": 4, "comment": "Nice list."}},
    ],
    "collection-movies.json": [{"collected_at": "2024-01-01T00:00:00.000Z", "movie": FILM_ROW, "metadata": {"media_type": "bluray"}}],
    "hidden-progress-watched.json": [{"hidden_at": "2024-01-01T00:00:00.000Z", "type": "show", "show": SHOW_ROW}],
    "hidden-calendar.json": [{"hidden_at": "2024-01-01T00:00:00.000Z", "type": "show", "show": SHOW_ROW}],
    "_errors.json": [{"endpoint": "x", "error": "timeout"}],
}  # fmt: skip


def dumped(files: dict[str, list[dict[str, Any]]]) -> dict[str, str | bytes]:
    return {name: json.dumps(rows) for name, rows in files.items()}


def test_a_whole_export(tmp_path: Path) -> None:
    reading = export_of(tmp_path, dumped(WHOLE), "trakt")
    viewings = of_kind(reading, Viewing)
    assert [(each.of, each.at, each.key) for each in viewings] == [
        (KILN, "2024-05-03T22:15:00Z", ("viewing", 1)),
        (KILN, None, ("viewing", 2)),
        (RAIN, None, ("viewing", 3)),
        (KILN, "2024-05-03T22:15:00Z", ("viewing", 1)),
        (KILN, "2024-05-03T20:15:00Z", ("viewing", 4)),
    ]
    assert [(each.of, each.value, each.season) for each in of_kind(reading, Rating)] == [
        (RAIN, 9, None),
        (KILN, 10, None),
        (WATCH, 7, 1),
    ]
    entries = [(each.on.name, each.on.ranked, each.of, each.note) for each in of_kind(reading, Entry)]
    assert entries == [
        ("Sea", True, KILN, ""), ("Sea", True, PersonMention("Gwen Starling", 9000001), ""), ("Watchlist", False, KILN, "rain"),
    ]  # fmt: skip
    assert [(each.text, each.spoiler, each.at) for each in of_kind(reading, Review)] == [
        ("Cold.", True, "2024-06-01T10:00:00Z")
    ]
    assert [(each.of, each.location, each.medium) for each in of_kind(reading, Owned)] == [(KILN, "Blu-ray", "shelf")]
    assert [(each.of, each.state) for each in of_kind(reading, SeriesState)] == [(WATCH, "dropped")]
    assert reading.unread == ["_errors.json"]
    assert {each.origin.file for each in reading.unplaced} == {
        "watched-history-2.json", "watched-movies.json", "lists-watchlist.json", "lists-lists.json", "comments-movies.json",
        "hidden-calendar.json",
    }  # fmt: skip


def test_without_a_history_the_last_plays_count(tmp_path: Path) -> None:
    seasons = [
        {
            "number": 1,
            "episodes": [{"number": one, "plays": 1, "last_watched_at": "2024-09-10T13:52:56.000Z"} for one in (1, 2)],
        }
    ]
    rows = [{"plays": 2, "last_watched_at": "2024-09-10T13:52:56.000Z", "show": SHOW_ROW, "seasons": seasons}]
    reading = export_of(tmp_path, dumped({"ada/watched/watched-shows.json": rows}), "trakt")
    found = of_kind(reading, Viewing)
    assert [(each.of.number, each.rows, each.at) for each in found] == [
        (1, 1, "2024-09-10T13:52:56Z"),
        (2, 0, "2024-09-10T13:52:56Z"),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('[{"id": 1, "watched_at": "x', "ends in the middle"),
        ("[" * 100_000, "nested"),
        ("[1, 2", "ends in the middle"),
        ("[}]", "no JSON"),
    ],
)
def test_a_file_that_is_cut_or_no_json_is_named(tmp_path: Path, data: str, said: str) -> None:
    reading = export_of(
        tmp_path, {"watched-history-1.json": data, **dumped({"ratings-movies.json": WHOLE["ratings-movies.json"]})}, "trakt"
    )
    trouble = {file.name: file.trouble for file in reading.files}
    assert said in trouble["watched-history-1.json"] and trouble["ratings-movies.json"] == ""


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["movie", "show", "ids", "title", "year", "imdb", "x"]), inside, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(deadline=None, max_examples=cases(80, 3000))
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_whatever_rows_hold_they_add_up(tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("export")
    rows = [dict(row) for row in WHOLE[name]]
    row = data.draw(st.sampled_from(rows))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(_JSON)
    for each, text in dumped(WHOLE | {name: rows}).items():
        (folder / each).write_text(str(text), encoding="utf-8")
    survives(folder)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not kept with the code")
def test_real_shapes() -> None:
    reading = checked(one(reader.read(SAMPLES / "trakt" / "export-2026").exports, "trakt"))
    assert len({each.key for each in of_kind(reading, Viewing)}) == 4 and len(of_kind(reading, Viewing)) == 5
    checked(one(reader.read(SAMPLES / "trakt" / "import_trakt_watched.json").exports, "trakt"))
