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
    Note,
    Owned,
    PersonMention,
    Rating,
    Reading,
    Record,
    Review,
    SeriesState,
    Viewing,
)
from seed.exchange import reader, trakt, trakt_rows
from seed.exchange.container import opened
from seed.exchange.formats import recognise
from tests.counts import cases
from tests.seed.exchange.reading import SAMPLES, checked, export_of, of_kind, one, packed, survives

FILM_ROW = {"title": "The Kiln", "year": 2004, "ids": {"trakt": 1, "slug": "the-kiln-2004", "imdb": "tt9000001", "tmdb": 77}}
TIDE_ROW = {"title": "Low Tide", "year": 1961, "ids": {"trakt": 2, "imdb": None, "tmdb": 78}}
SHOW_ROW = {"title": "Harbour Watch", "year": 2001, "ids": {"trakt": 5, "tvdb": 88, "tmdb": 99}}
PART_ROW = {"season": 1, "number": 2, "title": "Rain", "ids": {"trakt": 51, "tvdb": 881}}
KILN = Mention("The Kiln", 2004, FILM, 9000001, 77)
TIDE = Mention("Low Tide", 1961, FILM, None, 78)
WATCH = Mention("Harbour Watch", 2001, SERIES, None, 99, 88)
RAIN = Mention("Rain", None, EPISODE, None, None, 881, WATCH, 1, 2)
GWEN = {"name": "Gwen Starling", "ids": {"trakt": 3, "imdb": "nm9000001"}}
THEN = "2024-05-03T22:15:00.000Z"
WHEN = "2024-05-03T22:15:00Z"

Json = dict[str, Any]
Files = dict[str, list[Json]]


def play(number: int | None, at: str | None, **of: Any) -> Json:
    row = {"id": number, "watched_at": at, "action": "watch", "type": next(iter(of)), **of}
    return row if number is not None else {key: each for key, each in row.items() if key != "id"}


def comment(number: int, text: str, **more: Any) -> Json:
    said = {"id": number, "parent_id": 0, "comment": text, "spoiler": False, "review": False, "created_at": THEN}
    return {"comment": said | more | {"user": {"username": "ottoline", "name": "Otto L."}}}


def note(number: int | None, text: str, **of: Any) -> Json:
    said = {
        "id": number,
        "notes": text,
        "privacy": "private",
        "spoiler": False,
        "created_at": THEN,
        "user": {"username": "ottoline"},
    }
    return {"attached_to": {"type": next(iter(of))}, "type": next(iter(of)), **of, "note": said}


def listed(rank: int | None, at: str | None = THEN, notes: str | None = None, **of: Any) -> Json:
    return {"id": 900, "rank": rank, "listed_at": at, "notes": notes, "type": next(iter(of)), **of}


def a_list(number: int, name: str, **more: Any) -> Json:
    return {"name": name, "description": "", "privacy": "private", "display_numbers": False, "sort_by": "rank",
            "ids": {"trakt": number, "slug": "x"}, "user": {"username": "ottoline"}} | more  # fmt: skip


WHOLE: Files = {
    "watched-history-1.json": [
        play(1, THEN, movie=FILM_ROW),
        play(2, "1970-01-01T00:00:00.000Z", movie=FILM_ROW),
        play(3, None, episode=PART_ROW, show=SHOW_ROW),
    ],
    "watched-history-2.json": [
        play(1, THEN, movie=FILM_ROW),
        play(4, "2024-05-03T22:15:00+02:00", movie=FILM_ROW),
        play(5, "9999-01-01T00:00:00Z", movie=FILM_ROW),
        play(6, "2024-05-03T22:15:00Z", movie={"title": "", "ids": {}}),
        play(7, THEN, show=SHOW_ROW),
    ],
    "watched-movies.json": [{"plays": 2, "last_watched_at": THEN, "movie": FILM_ROW}],
    "watched-shows.json": [{"plays": 1, "last_watched_at": THEN, "reset_at": None, "show": SHOW_ROW}],
    "watched-playback.json": [{"progress": 50, "paused_at": THEN, "id": 1, "type": "movie", "movie": FILM_ROW}],
    "ratings-movies.json": [{"rated_at": THEN, "rating": 10, "type": "movie", "movie": FILM_ROW}],
    "ratings-shows.json": [{"rated_at": THEN, "rating": 8, "type": "show", "show": SHOW_ROW}],
    "ratings-seasons.json": [
        {"rated_at": None, "rating": 7, "type": "season", "season": {"number": 0}, "show": SHOW_ROW},
        {"rated_at": None, "rating": 7, "type": "season", "season": {}, "show": SHOW_ROW},
    ],
    "ratings-episodes.json": [{"rated_at": None, "rating": 9, "type": "episode", "episode": PART_ROW, "show": SHOW_ROW}],
    "lists-watchlist.json": [
        listed(2, show=SHOW_ROW),
        listed(1, notes="rain", movie=FILM_ROW),
        listed(3, season={"number": 1}, show=SHOW_ROW),
        listed(4, episode=PART_ROW, show=SHOW_ROW),
        listed(5, person=GWEN),
    ],
    "lists-favorites.json": [listed(1, movie=TIDE_ROW)],
    "lists-lists.json": [
        a_list(12, "Sea", description="wet", display_numbers=True, created_at="2020-01-01T00:00:00.000Z"),
        a_list(13, "Empty"),
        a_list(14, "Elsewhere"),
    ],
    "lists-list-12-sea.json": [listed(1, movie=FILM_ROW), listed(2, None, person=GWEN)],
    "lists-list-13-empty.json": [],
    "comments-movies.json": [
        {"type": "movie", "movie": FILM_ROW} | comment(3, "Cold.", spoiler=True),
        {"type": "movie", "movie": FILM_ROW} | comment(4, "Quite so.", parent_id=77),
    ],
    "comments-lists.json": [{"type": "list", "list": {"name": "x"}} | comment(5, "Nice list.")],
    "notes-movies.json": [note(1, "Lent to Ada", movie=FILM_ROW)],
    "collection-movies.json": [{"collected_at": THEN, "movie": FILM_ROW, "metadata": {"media_type": "bluray"}}],
    "hidden-progress-watched.json": [{"hidden_at": THEN, "type": "show", "show": SHOW_ROW}],
    "hidden-calendar.json": [{"hidden_at": THEN, "type": "show", "show": SHOW_ROW}],
    "likes-comments.json": [{"liked_at": THEN, "type": "comment", "movie": FILM_ROW} | comment(6, "Theirs.")],
    "network-friends.json": [{"friends_at": THEN, "user": {"username": "bob"}}],
    "_errors.json": [{"endpoint": "x", "error": "timeout"}],
    "user-profile.json": [],
}  # fmt: skip


def dumped(files: Files) -> dict[str, str | bytes]:
    return {name: json.dumps(rows) for name, rows in files.items()}


def read(tmp_path: Path, **files: list[Json]) -> Reading:
    """The reading of files whose names are written with ``_``."""
    return export_of(tmp_path, dumped({f"{name.replace('_', '-')}.json": rows for name, rows in files.items()}), "trakt")


def whys(reading: Reading) -> list[tuple[str, int, str]]:
    return [(each.origin.file.removesuffix(".json"), each.origin.line, each.why) for each in reading.unplaced]


def said(reading: Reading) -> list[str]:
    return [why for _, _, why in whys(reading)]


def test_a_whole_export(tmp_path: Path) -> None:
    reading = export_of(tmp_path, dumped(WHOLE), "trakt")
    assert [(each.of, each.at, each.key) for each in of_kind(reading, Viewing)] == [
        (KILN, WHEN, ("viewing", 1)),
        (KILN, None, ("viewing", 2)),
        (RAIN, None, ("viewing", 3)),
        (KILN, WHEN, ("viewing", 1)),
        (KILN, "2024-05-03T20:15:00Z", ("viewing", 4)),
    ]
    assert [(each.of, each.value, each.season) for each in of_kind(reading, Rating)] == [
        (RAIN, 9, None), (KILN, 10, None), (WATCH, 7, 0), (WATCH, 8, None),
    ]  # fmt: skip
    assert [(each.on.name, each.on.kind, each.on.ranked, each.of, each.note) for each in of_kind(reading, Entry)] == [
        ("Favorites", "list", True, TIDE, ""),
        ("Sea", "list", True, KILN, ""),
        ("Sea", "list", True, PersonMention("Gwen Starling", 9000001), ""),
        ("Watchlist", "watchlist", False, KILN, "rain"),
        ("Watchlist", "watchlist", False, WATCH, "Season 1"),
        ("Watchlist", "watchlist", False, WATCH, "Season 1"),
        ("Watchlist", "watchlist", False, RAIN, ""),
    ]
    sea = of_kind(reading, Entry)[1].on
    assert (sea.about, sea.at, sea.key) == ("wet", "2020-01-01T00:00:00Z", ("list", 12))
    assert [(each.of, each.text, each.spoiler, each.at) for each in of_kind(reading, Review)] == [
        (KILN, "Cold.", True, WHEN)
    ]
    assert [(each.of, each.text, each.at) for each in of_kind(reading, Note)] == [(KILN, "Lent to Ada", WHEN)]
    assert [(each.of, each.location, each.medium) for each in of_kind(reading, Owned)] == [(KILN, "Blu-ray", "shelf")]
    assert [(each.of, each.state, each.at) for each in of_kind(reading, SeriesState)] == [(WATCH, "dropped", WHEN)]
    assert sorted(reading.unread) == ["_errors.json", "likes-comments.json", "network-friends.json", "user-profile.json"]
    assert sorted((file, row) for file, row, _ in whys(reading)) == [
        ("comments-lists", 1), ("comments-movies", 2), ("hidden-calendar", 1), ("lists-lists", 2), ("lists-lists", 3),
        ("lists-watchlist", 5), ("ratings-seasons", 2), ("watched-history-2", 3), ("watched-history-2", 4),
        ("watched-history-2", 5), ("watched-movies", 1), ("watched-playback", 1), ("watched-shows", 1),
    ]  # fmt: skip
    rows = {file.name: file.rows for file in reading.files}
    heads = {"lists-lists.json": 2}  # the row of a list is not counted, its entries are
    assert rows == {name: heads.get(name, len(of)) for name, of in WHOLE.items() if name not in reading.unread}
    assert not any(file.trouble for file in reading.files)


def test_nothing_of_users_is_kept(tmp_path: Path) -> None:
    reading = export_of(tmp_path, dumped(WHOLE), "trakt")
    kept = repr(reading)
    assert "Cold." in kept and "ottoline" not in kept and "Otto L." not in kept and "bob" not in kept


@pytest.mark.parametrize(
    "name", ["user-settings", "user-profile", "user-stats", "network-following", "likes-lists", "_errors"]
)
def test_files_about_the_account_are_not_opened(tmp_path: Path, name: str) -> None:
    path = packed(
        tmp_path / "export.zip", {f"{name}.json": '{"email": "x@example.invalid"}', **dumped(only("ratings-movies"))}
    )
    with opened(path) as container:
        for held in container.files:
            if held.base.startswith(name):
                held._open = lambda: pytest.fail("it was opened")
        exports, unknown = recognise(container)
        reading = checked(exports[0].format.read(exports[0].files))
    assert (reading.unread, unknown) == ([f"{name}.json"], [])


def test_files_about_the_account_alone_are_no_export(tmp_path: Path) -> None:
    with opened(packed(tmp_path / "export.zip", {"user-profile.json": "{}", "_errors.json": "[]"})) as container:
        assert recognise(container) == ([], ["_errors.json", "user-profile.json"])


def only(*names: str) -> Files:
    return {f"{name}.json": WHOLE[f"{name}.json"] for name in names}


# -- recognition -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in WHOLE if WHOLE[name] and name not in ("likes-comments.json", "network-friends.json", "_errors.json")])  # fmt: skip
def test_files_are_known_by_their_content(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps(WHOLE[name]), encoding="utf-8")
    (tmp_path / name).write_text(json.dumps(WHOLE[name]), encoding="utf-8")
    with opened(tmp_path) as container:
        renamed, called = container.files
        assert trakt.claims(renamed) == trakt.claims(called) != None  # noqa: E711


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("watched-history.json", "history"), ("watched-history-12.json", "history"), ("Watched-History-2 (1).JSON", "history"),
        ("watched-shows.json", "watched"), ("lists-list-12-top-100-2.json", "entries"), ("lists-collaborations.json", "heads"),
        ("hidden-progress_watched.json", "hidden"), ("ada/watched/history.json", "history"), ("ada/ratings/movies.json", "ratings"),
        ("ada/lists/watchlist.json", "entries"), ("ada/lists/list-12-sea.json", "entries"), ("lists/lists.json", "heads"),
        ("comments/seasons.json", "comments"), ("ada/hidden/dropped.json", "hidden"), ("ada/user/profile.json", "unread"),
        ("notes-collection_items.json", "notes"), ("movies.json", None), ("history.json", None), ("watched-history.csv", None),
        ("my-ratings-movies-old.json", None),
    ],
)  # fmt: skip
def test_an_empty_file_is_known_by_its_name(tmp_path: Path, name: str, role: str | None) -> None:
    with opened(packed(tmp_path / "export.zip", {name: "[]"})) as container:
        assert [trakt.claims(held) for held in container.files] == [role]


def test_other_json_is_left_to_others(tmp_path: Path) -> None:
    others: dict[str, str | bytes] = {
        "a.json": '[{"title": "The Kiln"}]', "b.json": '{"movies": []}', "c.json": '[1, {"watched_at": null, "movie": {}}]',
        "d.json": '[{"watched_at": null, "movie": "The Kiln"}]', "e.json": "[", "f.json": "", "g.json": "\0\0\0", "h.json": "[[{",
        "likes.json": '[{"liked_at": null, "movie": {}, "comment": {}}]',
    }  # fmt: skip
    with opened(packed(tmp_path / "export.zip", others)) as container:
        assert {held.name: trakt.claims(held) for held in container.files} == dict.fromkeys(others)


def test_a_first_row_longer_than_the_head(tmp_path: Path) -> None:
    seasons = [{"number": 1, "episodes": [{"number": at, "plays": 1, "last_watched_at": THEN} for at in range(1, 2_000)]}]
    rows = json.dumps([{"plays": 1, "last_watched_at": THEN, "show": SHOW_ROW, "seasons": seasons}])
    reading = export_of(tmp_path, {"some.json": rows}, "trakt")
    assert len(rows) > 70_000 and len(of_kind(reading, Viewing)) == 1_999


# -- plays -------------------------------------------------------------------------------------------------------------


def test_plays_without_an_id_are_told_apart_by_their_moment_and_count(tmp_path: Path) -> None:
    rows = [play(None, THEN, movie=FILM_ROW), play(None, None, movie=FILM_ROW), play(None, THEN, movie=FILM_ROW)]
    once = [each.key for each in of_kind(read(tmp_path, watched_history=rows), Viewing)]
    assert once == [
        ("viewing", "movie", "trakt", 1, WHEN, 1),
        ("viewing", "movie", "trakt", 1, "", 1),
        ("viewing", "movie", "trakt", 1, WHEN, 2),
    ]
    again = [play(None, "2025-01-01T00:00:00Z", movie=FILM_ROW), *rows[::-1]]
    assert set(once) < {each.key for each in of_kind(read(tmp_path, watched_history=again), Viewing)}


def test_keys_outlast_ids_of_other_services(tmp_path: Path) -> None:
    """Trakt adds an IMDb id to a film, or corrects its name: the film is the same."""
    later = FILM_ROW | {"title": "Kiln", "ids": {"trakt": 1, "tmdb": 77}}
    for rows in ([play(None, THEN, movie=FILM_ROW)], [play(None, THEN, movie=later)]):
        reading = read(
            tmp_path, watched_history=rows, ratings_movies=[{"rating": 1, "rated_at": THEN, "movie": rows[0]["movie"]}]
        )
        assert [each.key for each in reading.records] == [
            ("viewing", "movie", "trakt", 1, WHEN, 1),
            ("rating", "movie", "trakt", 1),
        ]


@pytest.mark.parametrize(
    ("ids", "named"),
    [
        ({"imdb": "tt9000001", "tmdb": 77}, ("imdb", 9000001)), ({"imdb": "", "tmdb": 77}, ("tmdb", 77)),
        ({"tmdb": None}, ("The Kiln", 2004)), ({"imdb": "local-5", "tmdb": -1, "trakt": 0}, ("The Kiln", 2004)),
        ({"imdb": "nm0000001", "trakt": True}, ("The Kiln", 2004)), (None, ("The Kiln", 2004)),
    ],
)  # fmt: skip
def test_names_of_titles_without_trakts_id(tmp_path: Path, ids: object, named: tuple[str | int, ...]) -> None:
    (found,) = read(tmp_path, watched_history=[play(None, None, movie=FILM_ROW | {"ids": ids})]).records
    assert found.key == ("viewing", "movie", *named, "", 1)
    assert isinstance(found, Viewing) and found.of.imdb in (None, 9000001) and found.of.tmdb in (None, 77)


def test_one_title_of_trakts_is_one_mention(tmp_path: Path) -> None:
    other = FILM_ROW | {"title": "Kiln, The", "year": 2005}
    reading = read(tmp_path, watched_history=[play(1, THEN, movie=FILM_ROW), play(2, THEN, movie=other)])
    assert [each.of for each in of_kind(reading, Viewing)] == [KILN, KILN]


def test_episodes(tmp_path: Path) -> None:
    rows = [
        play(1, THEN, episode=PART_ROW, show=SHOW_ROW),
        play(2, THEN, episode={"season": 0, "number": 0, "title": None, "ids": {}}, show=SHOW_ROW),
        play(3, THEN, episode={"title": "Fog", "ids": {}}, show=SHOW_ROW),
        play(4, THEN, episode={"season": 1, "number": 3, "ids": {"imdb": "tt9000009"}}),
        play(5, THEN, movie=None, episode=PART_ROW, show=SHOW_ROW),
        play(6, THEN, episode={"season": 1, "number": 3, "title": "Fog", "ids": {}}),
        play(7, THEN, episode={"season": 1, "number": -3, "ids": {}}, show=SHOW_ROW),
        play(8, THEN, episode=PART_ROW, show={"title": " ", "ids": {"trakt": 9}}),
    ]
    reading = read(tmp_path, watched_history=rows)
    assert [each.of for each in of_kind(reading, Viewing)] == [
        RAIN,
        Mention("", None, EPISODE, series=WATCH, season=0, number=0),
        Mention("Fog", None, EPISODE, series=WATCH),
        Mention("", None, EPISODE, 9000009, season=1, number=3),
        RAIN,
    ]
    assert [row for _, row, _ in whys(reading)] == [6, 7, 8]


SEASONS = [
    {"number": 1, "episodes": [{"number": at, "plays": at, "last_watched_at": THEN} for at in (1, 2)]},
    {"number": 2, "episodes": [{"number": 1, "plays": 1, "last_watched_at": "yesterday"}, {"number": 2, "plays": 0}]},
]


def test_without_a_history_the_last_plays_count(tmp_path: Path) -> None:
    reading = export_of(
        tmp_path,
        dumped({
            "ada/watched/watched-movies.json": [{"plays": 3, "last_watched_at": THEN, "movie": FILM_ROW}],
            "ada/watched/watched-shows.json": [
                {"plays": 5, "last_watched_at": THEN, "show": SHOW_ROW, "seasons": SEASONS},
                {"plays": 5, "last_watched_at": THEN, "show": SHOW_ROW | {"ids": {"trakt": 6}}},
            ],
        }),
        "trakt",
    )  # fmt: skip
    found = of_kind(reading, Viewing)
    assert [(each.of.name, each.of.season, each.of.number, each.at, each.rewatch) for each in found] == [
        ("The Kiln", None, None, WHEN, True),
        ("", 1, 1, WHEN, None),
        ("", 1, 2, WHEN, True),
    ]
    assert [each.note[:19] for each in found] == ["The last of 3 plays", "", "The last of 2 plays"]
    assert [each.key for each in found] == [
        ("play", "movie", "trakt", 1, WHEN),
        ("play", "episode", "show", "trakt", 5, 1, 1, WHEN),
        ("play", "episode", "show", "trakt", 5, 1, 2, WHEN),
    ]
    assert {file.name.rpartition("/")[2]: file.rows for file in reading.files} == {
        "watched-movies.json": 1,
        "watched-shows.json": 5,
    }
    assert '"season": 2' in reading.unplaced[0].origin.text and "is no date" in said(reading)[0]
    assert said(reading)[1:] == [
        "the number of plays is below 1",
        "a series without its episodes: the export does not say which were seen",
    ]


def test_what_the_history_lacks_comes_from_the_last_plays(tmp_path: Path) -> None:
    """A part of the history is missing, as _errors.json of a real export may say, or cannot be read."""
    files = dumped({
        "watched-history-1.json": [play(1, THEN, movie=FILM_ROW), play(2, THEN, episode=PART_ROW, show=SHOW_ROW)],
        "watched-movies.json": [{"plays": 2, "last_watched_at": THEN, "movie": each} for each in (FILM_ROW, TIDE_ROW)],
        "watched-shows.json": [{"plays": 2, "last_watched_at": THEN, "show": SHOW_ROW, "seasons": SEASONS[:1]}],
    })  # fmt: skip
    files["watched-history-2.json"] = json.dumps([play(3, THEN, movie=TIDE_ROW)])[
        :-1
    ]  # it names the film, and gives nothing
    reading = export_of(tmp_path, files, "trakt")
    assert [(each.of, each.key[0]) for each in of_kind(reading, Viewing)] == [
        (KILN, "viewing"),
        (RAIN, "viewing"),
        (TIDE, "play"),
        (RAIN._replace(name="", tvdb=None, number=1), "play"),
    ]
    assert said(reading) == ["already in the history"] * 2
    assert [file.name for file in reading.files if file.trouble] == ["watched-history-2.json"]


def test_more_episodes_than_any_life_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trakt_rows, "MOST_ROWS", 1)
    shows: list[Json] = [{"plays": 1, "last_watched_at": THEN, "show": SHOW_ROW, "seasons": SEASONS[:1]}]
    reading = read(tmp_path, watched_shows=shows, ratings_movies=WHOLE["ratings-movies.json"])
    assert {file.name: "more than 1 episodes" in file.trouble for file in reading.files} == {
        "watched-shows.json": True,
        "ratings-movies.json": False,
    }
    assert not of_kind(reading, Viewing)


# -- opinions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "points"), [(1, 1), (10, 10), ("8", 8), (8.0, 8), (0, None), (11, None), (8.5, None), ("8,5", None), (None, None),
        (True, None), ([8], None), ("", None), (float("nan"), None), (-3, None), (10**300, None)],
)  # fmt: skip
def test_values_of_ratings(tmp_path: Path, value: object, points: int | None) -> None:
    reading = read(tmp_path, ratings_movies=[{"rated_at": THEN, "rating": value, "type": "movie", "movie": FILM_ROW}])
    assert [each.value for each in of_kind(reading, Rating)] == ([] if points is None else [points])
    assert all("rating" in why for why in said(reading)) and len(reading.unplaced) == (points is None)


@pytest.mark.parametrize(
    "at", ["2024-13-03T22:15:00Z", "tomorrow", "9999-01-01T00:00:00Z", 1714774500, {}, "1200-01-01T00:00:00Z"]
)
def test_a_moment_that_is_none_refuses_the_row_alone(tmp_path: Path, at: object) -> None:
    row = {"rating": 5, "rated_at": THEN, "movie": FILM_ROW}
    reading = read(tmp_path, ratings_movies=[row, row | {"rated_at": at}, row])
    assert len(of_kind(reading, Rating)) == 2 and [row for _, row, _ in whys(reading)] == [2]


def test_comments_are_reviews(tmp_path: Path) -> None:
    season = {"type": "season", "season": {"number": 2}, "show": SHOW_ROW}
    reading = read(
        tmp_path,
        comments_movies=[
            {"type": "movie", "movie": FILM_ROW} | comment(1, "One.\r\n\r\nTwo <3 & [REC] *loud* \x1b[31m"),
            {"type": "movie", "movie": FILM_ROW} | comment(2, "It was [spoiler]the tide[/spoiler]."),
            {"type": "movie", "movie": FILM_ROW} | comment(3, " \x00 "),
        ],
        comments_seasons=[season | comment(4, "Better.")],
        comments_episodes=[{"type": "episode", "episode": PART_ROW, "show": SHOW_ROW} | comment(5, "Wet.", review=True)],
    )
    assert [(each.key[1], each.of, each.headline, each.text, each.spoiler) for each in of_kind(reading, Review)] == [
        (5, RAIN, "", "Wet.", False),
        (1, KILN, "", "One.\n\nTwo <3 & [REC] *loud* [31m", False),
        (2, KILN, "", "It was the tide.", True),
        (4, WATCH, "Season 2", "Better.", False),
    ]
    assert said(reading) == ["the comment is empty"]


def test_notes_on_one_title_are_one_note(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        notes_movies=[
            note(1, "Lent to Ada", movie=FILM_ROW),
            note(2, "Came back", movie=FILM_ROW),
            note(3, " ", movie=FILM_ROW),
        ],
        notes_seasons=[note(None, "Skip it", season={"number": 3}, show=SHOW_ROW)],
        notes_people=[note(5, "Saw her on stage", person=GWEN), note(6, "Who?", person={"name": ""})],
        notes_ratings=[note(7, "Lent to Ada", movie=FILM_ROW)],
    )
    assert [(each.of, each.text) for each in of_kind(reading, Note)] == [
        (KILN, "Lent to Ada\nCame back"),
        (KILN, "Lent to Ada\nCame back"),
        (PersonMention("Gwen Starling", 9000001), "Saw her on stage"),
        (KILN, "Lent to Ada\nCame back"),
        (WATCH, "Season 3: Skip it"),
    ]
    assert said(reading) == ["the note is empty", "the person has no name"]


# -- lists, and what is owned or given up ------------------------------------------------------------------------------


def names(reading: Reading) -> list[tuple[str, str]]:
    return [(each.on.name, each.of.name) for each in of_kind(reading, Entry)]


def test_a_long_list_keeps_its_order_over_its_files(tmp_path: Path) -> None:
    pages: Files = {"lists-lists.json": [a_list(12, "Top 100")]}
    for page in range(1, 12):
        pages[f"lists-list-12-top-100-{page}.json"] = [
            listed(page, movie={"title": f"Film {page}", "year": 2000, "ids": {}})
        ]
    assert names(export_of(tmp_path, dumped(pages), "trakt")) == [("Top 100", f"Film {page}") for page in range(1, 12)]


def test_entries_come_in_the_order_of_their_ranks(tmp_path: Path) -> None:
    rows = [listed(each, movie={"title": f"Film {each}", "ids": {}}) for each in (3, 1, None, 2)]
    found = export_of(tmp_path, dumped({"lists-list-7-b.json": rows, "lists-list-12-a.json": rows[:2]}), "trakt")
    assert names(found) == [
        ("b", "Film 1"), ("b", "Film 2"), ("b", "Film 3"), ("b", "Film None"), ("a", "Film 1"), ("a", "Film 3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "key", "name"),
    [
        ("lists-list-12-my-watchlist.json", ("list", 12), "my watchlist"), ("lists-list-13-favorites.json", ("list", 13), "favorites"),
        ("lists/list-14-rainy-days.json", ("list", 14), "rainy days"), ("lists-list-15.json", ("list", 15), "Trakt list"),
        ("Autumn_films.json", ("list", "autumn-films"), "autumn films"), ("ada/lists/watchlist.json", ("watchlist",), "Watchlist"),
        ("lists-favorites-2.json", ("favorites",), "Favorites"),
    ],
)  # fmt: skip
def test_lists_without_a_row_of_their_own_are_named_after_their_file(
    tmp_path: Path, file: str, key: tuple[str | int], name: str
) -> None:
    (found,) = of_kind(export_of(tmp_path, dumped({file: [listed(1, movie=FILM_ROW)]}), "trakt"), Entry)
    assert (found.on.key, found.on.name) == (key, name)


def test_lists_of_others_and_lists_without_an_id(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        lists_collaborations=[a_list(20, "Ours")],
        lists_lists=[a_list(12, "Sea", created_at="never", sort_by="title", display_numbers=True), a_list(13, "x", ids={})],
        lists_list_12_sea=[listed(1, movie=FILM_ROW)],
    )
    assert [(each.on.name, each.on.ranked, each.on.at) for each in of_kind(reading, Entry)] == [("Sea", False, None)]
    assert [(file, row) for file, row, _ in whys(reading)] == [("lists-collaborations", 1), ("lists-lists", 2)]


def test_seasons_on_a_list_are_the_series_with_a_note(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        lists_watchlist=[
            listed(1, season={"number": 1}, show=SHOW_ROW),
            listed(2, notes="with Ada", season={"number": 2}, show=SHOW_ROW),
        ],
    )
    assert [(each.of, each.note) for each in of_kind(reading, Entry)] == [(WATCH, "Season 1\nSeason 2: with Ada")] * 2
    assert len({each.key for each in reading.records}) == 2


@pytest.mark.parametrize(
    ("metadata", "where"),
    [
        ({"media_type": "bluray", "resolution": "uhd_4k"}, "4K Blu-ray"), ({"media_type": "digital", "resolution": "uhd_4k"}, "Digital copy"),
        ({"media_type": "vhs"}, "VHS"), ({"media_type": "wax cylinder"}, ""), ({"media_type": None}, ""), (None, ""), ("dvd", ""),
    ],
)  # fmt: skip
def test_media(tmp_path: Path, metadata: object, where: str) -> None:
    reading = read(tmp_path, collection_movies=[{"collected_at": THEN, "movie": FILM_ROW, "metadata": metadata}])
    assert [(each.location, each.medium, each.at) for each in of_kind(reading, Owned)] == [(where, "shelf", WHEN)]


def test_collected_series_and_episodes(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        collection_shows=[{"last_collected_at": THEN, "show": SHOW_ROW, "seasons": [{"number": 1, "episodes": []}]}],
        collection_episodes=[{"collected_at": THEN, "type": "episode", "episode": PART_ROW, "show": SHOW_ROW}],
    )
    assert [(each.of, each.at) for each in of_kind(reading, Owned)] == [(RAIN, WHEN), (WATCH, WHEN)]


@pytest.mark.parametrize(
    ("section", "row", "dropped"),
    [
        ("progress-watched", {"show": SHOW_ROW}, True), ("progress-watched-2", {"show": SHOW_ROW}, True), ("dropped", {"show": SHOW_ROW}, True),
        ("progress_watched", {"show": SHOW_ROW}, True), ("progress-watched-reset", {"show": SHOW_ROW}, False),
        ("progress-collected", {"show": SHOW_ROW}, False), ("calendar", {"show": SHOW_ROW}, False),
        ("recommendations", {"movie": FILM_ROW}, False), ("progress-watched", {"season": {"number": 1}, "show": SHOW_ROW}, False),
        ("dropped", {"movie": FILM_ROW}, False),
    ],
)  # fmt: skip
def test_only_series_hidden_from_what_is_watched_are_given_up(
    tmp_path: Path, section: str, row: Json, dropped: bool
) -> None:
    reading = export_of(tmp_path, dumped({f"hidden-{section}.json": [{"hidden_at": THEN, **row}]}), "trakt")
    assert [each.of for each in of_kind(reading, SeriesState)] == [WATCH] * dropped
    assert len(reading.unplaced) == (not dropped)


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('[{"id": 1, "watched_at": "x', "ends in the middle"),
        ("[" * 100_000, "nested"),
        ("[1, 2", "ends in the middle"),
        ("[}]", "no JSON"),
        ('{"id": 1}', "not a list"),
        ("\0" * 90, "NUL"),
        ("", "empty"),
        ("<!DOCTYPE html><html>", "web page"),
    ],
)
def test_a_file_that_is_cut_or_no_json_is_named(tmp_path: Path, data: str, why: str) -> None:
    reading = export_of(tmp_path, {"watched-history-1.json": data, **dumped(only("ratings-movies"))}, "trakt")
    trouble = {file.name: file.trouble for file in reading.files}
    assert why in trouble["watched-history-1.json"] and trouble["ratings-movies.json"] == ""


def test_a_file_that_is_cut_gives_no_row(tmp_path: Path) -> None:
    whole = json.dumps(WHOLE["watched-history-1.json"])
    reading = export_of(tmp_path, {"watched-history-1.json": whole[:-2], **dumped(only("ratings-movies"))}, "trakt")
    assert of_kind(reading, Viewing) == [] and [file.rows for file in reading.files] == [0, 1]


def test_rows_that_are_no_objects_are_counted(tmp_path: Path) -> None:
    rows = json.dumps([WHOLE["ratings-movies.json"][0], 5, None, [], {}])
    reading = export_of(tmp_path, {"ratings-movies.json": rows}, "trakt")
    assert [file.rows for file in reading.files] == [5] and len(reading.unplaced) == 4


def test_names_with_markup_and_controls_stay_names(tmp_path: Path) -> None:
    title = "[REC]\x1b[31m\n\u202e=1+1 \ud800 漢字"
    (found,) = of_kind(read(tmp_path, watched_history=[play(1, THEN, movie=FILM_ROW | {"title": title})]), Viewing)
    assert found.of.name == "[REC] [31m =1+1 漢字"
    assert found.origin.text.encode()


def test_names_of_files_that_no_export_has(tmp_path: Path) -> None:
    """Numbers of thousands of digits in a name do not stop the reading."""
    name = f"lists-list-1-{'9' * 5_000}.json"
    reading = export_of(tmp_path, dumped({name: [listed(1, movie=FILM_ROW)]}), "trakt")
    assert len(of_kind(reading, Entry)[0].on.name) == 200


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from([THEN, "tt1", "dvd"]),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(
        st.sampled_from(["movie", "show", "episode", "season", "person", "list", "ids", "title", "name", "year", "number", "trakt", "imdb",
                         "comment", "notes", "id", "seasons", "episodes", "plays", "x"]), inside, max_size=4),
    max_leaves=10,
)  # fmt: skip
_ROWS = st.lists(_JSON, max_size=4)


@settings(deadline=None, max_examples=cases(200, 5000))
@given(st.sampled_from(sorted(name for name in WHOLE if WHOLE[name])), st.data())
def test_whatever_rows_hold_they_add_up(tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("export")
    rows = [dict(row) for row in WHOLE[name]]
    row = data.draw(st.sampled_from(rows))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(_JSON)
    for each, text in dumped(WHOLE | {name: rows}).items():
        (folder / each).write_text(str(text), encoding="utf-8")
    survives(folder)


@settings(deadline=None, max_examples=cases(200, 5000))
@given(
    st.dictionaries(
        st.sampled_from(sorted(set(WHOLE) - {"watched-shows.json", "lists-lists.json"})), _ROWS, min_size=1, max_size=4
    )
)
def test_whatever_files_hold_each_row_is_told(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[object]]
) -> None:
    path = tmp_path_factory.mktemp("export")
    for name, rows in files.items():
        (path / name).write_text(json.dumps(rows), encoding="utf-8")
    with opened(path) as container:
        reading = checked(trakt.read([claimed for export in recognise(container)[0] for claimed in export.files]))
    assert {file.name: file.rows for file in reading.files} == {
        file.name: len(files[file.name]) for file in reading.files
    }  # fmt: skip


@settings(deadline=None, max_examples=cases(100, 5000))
@given(st.binary(max_size=80), st.sampled_from(sorted(WHOLE)))
def test_whatever_bytes_a_file_holds(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.mktemp("export")
    (folder / name).write_bytes(data)
    (folder / "ratings-shows.json").write_text(json.dumps(WHOLE["ratings-shows.json"]), encoding="utf-8")
    survives(folder)


# -- the real samples --------------------------------------------------------------------------------------------------

real = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not kept with the code")


def told(reading: Reading) -> dict[str, int]:
    return {file.name: file.rows for file in reading.files}


@real
def test_the_real_shape_of_2026() -> None:
    reading = checked(one(reader.read(SAMPLES / "trakt" / "export-2026").exports, "trakt"))
    assert told(reading) == {
        "watched-history-1.json": 3, "watched-history-2.json": 2, "ratings-movies.json": 1, "ratings-shows.json": 1,
        "lists-watchlist.json": 1,
    }  # fmt: skip
    viewings = of_kind(reading, Viewing)
    assert len({each.key for each in viewings}) == 4 and len(viewings) == 5
    assert [each.key for each in viewings if each.at is None] == [("viewing", 9003)]
    assert [(each.of.season, each.of.number, each.of.series.imdb) for each in viewings if each.of.series] == [(1, 1, 944947)]
    assert [each.value for each in of_kind(reading, Rating)] == [10, 9]
    assert [
        (each.on.kind, each.of.tmdb, each.of.imdb) for each in of_kind(reading, Entry) if isinstance(each.of, Mention)
    ] == [("watchlist", 414425, None)]
    assert reading.unplaced == [] and sorted(reading.unread) == ["_errors.json", "user-profile.json"]


@real
def test_the_real_shapes_of_the_api() -> None:
    watched = checked(one(reader.read(SAMPLES / "trakt" / "import_trakt_watched.json").exports, "trakt"))
    assert told(watched) == {"import_trakt_watched.json": 13} and not watched.unplaced
    assert [(each.of.season, each.of.number) for each in of_kind(watched, Viewing)] == [(1, at) for at in range(1, 14)]
    assert {(each.at, each.rewatch) for each in of_kind(watched, Viewing)} == {("2024-09-10T13:52:56Z", None)}
    ratings = checked(one(reader.read(SAMPLES / "trakt" / "import_trakt_ratings.json").exports, "trakt"))
    assert told(ratings) == {"import_trakt_ratings.json": 1}
    records: list[Record] = ratings.records
    assert [(type(each), each.key) for each in records] == [(Rating, ("rating", "movie", "trakt", 554))]
