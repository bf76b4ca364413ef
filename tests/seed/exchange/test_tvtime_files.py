"""TV Time's files: which are opened, JSON of Out and Liberator, damage, and anything at all."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import FILM, SERIES, Entry, Mention, SeriesState, Viewing
from seed.exchange import formats
from seed.exchange.container import Held, opened
from seed.exchange.tvtime import FORMAT
from tests.counts import cases
from tests.seed.exchange.tvtime_export import (
    COUNTED_COLUMNS,
    FOLLOWED_COLUMNS,
    OUT_FILMS,
    OUT_SERIES,
    REWATCHED_COLUMNS,
    SEEN_COLUMNS,
    V1,
    V1_COLUMNS,
    V2,
    V2_COLUMNS,
    film,
    held,
    kinds,
    opening,
    part,
    read_all,
    seen,
    series,
    sheet,
    standing,
    told,
    watched,
    whys,
)


@pytest.fixture(autouse=True)
def _only_this_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MODULES", ("tvtime",))


# -- Out and Liberator -------------------------------------------------------------------------------------------------


def test_series_of_out(tmp_path: Path) -> None:
    episodes = [
        part(1, "2020-01-01 20:15:00", rewatch_count=0, watched_count=2),
        part(2, None),
        part(3, None, is_watched=False),
        part(4, "2020-02-01T20:15:00.000Z", special=True),
    ]
    reading = told(tmp_path, {OUT_SERIES: [series(*episodes, created_at="2019-01-01T00:00:00Z")]})
    assert seen(reading) == [
        ("The Lamp Room S1 E1 Part 1", "2020-01-01T20:15:00Z"),
        ("The Lamp Room S1 E1 Part 1", None),
        ("The Lamp Room S1 E2 Part 2", None),
        ("The Lamp Room S0 E4 Part 4", "2020-02-01T20:15:00Z"),
    ]
    assert {each.of.series for each in kinds(reading, Viewing)} == {Mention("The Lamp Room", 2003, SERIES, 123, tvdb=777)}
    assert [(each.state, each.at) for each in kinds(reading, SeriesState)] == [("under way", "2019-01-01T00:00:00Z")]
    assert [file.rows for file in reading.files] == [4]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("archived", ["paused"]),
        ("stopped", ["paused"]),
        ("up_to_date", ["under way"]),
        ("continuing", ["under way"]),
        ("watch_later", ["under way", "watchlist"]),
        ("unfollowed", []),
    ],
)
def test_status_of_a_series_of_out(tmp_path: Path, status: str, expected: list[str]) -> None:
    reading = told(tmp_path, {OUT_SERIES: [series(part(1, None), status=status)]})
    others = [each for each in reading.records if not isinstance(each, Viewing)]
    found = [each.state if isinstance(each, SeriesState) else each.on.kind for each in others]  # type: ignore[attr-defined]
    assert found == expected


def test_films_of_out(tmp_path: Path) -> None:
    films = [
        {"id": {"tvdb": 5, "imdb": "tt0000042"}, "title": "Salt Road", "year": 2019, "is_watched": True, "rewatch_count": 1}
        | {"watched_at": "2021-05-02T19:00:00Z", "created_at": "2021-01-01T00:00:00Z"},
        {"id": {"tvdb": 6, "imdb": ""}, "title": "Later", "year": "1999", "is_watched": False},
        {"id": None, "title": None},
        "no film",
    ]
    reading = told(tmp_path, {OUT_FILMS: films})
    assert [(each.of, each.at) for each in kinds(reading, Viewing)] == [
        (Mention("Salt Road", 2019, FILM, 42, tvdb=5), "2021-05-02T19:00:00Z"),
        (Mention("Salt Road", 2019, FILM, 42, tvdb=5), None),
    ]
    assert [each.of for each in kinds(reading, Entry)] == [Mention("Later", 1999, FILM, None, tvdb=6)]
    assert whys(reading) == ["It cannot be read: it names no film: title is empty."] * 2


def test_ids_of_out_complete_what_the_gdpr_export_tells(tmp_path: Path) -> None:
    known = {"id": {"tvdb": 5, "imdb": "tt0000042"}, "title": "Salt Road", "year": 2019, "is_watched": True}
    files: dict[str, str | bytes | list[Any]] = {
        V1: sheet(V1_COLUMNS, film("watch"), film("rewatch", at="2022-01-01 10:00:00")),
        V2: sheet(V2_COLUMNS, watched(1, bulk_type="season")),
        OUT_FILMS: [known | {"watched_at": "2021-05-02T19:00:00Z", "rewatch_count": 1}],
        OUT_SERIES: [series(part(1, "2020-01-01 20:15:00"), part(2, "2020-01-02 20:15:00"))],
    }
    reading = told(tmp_path, files)
    assert seen(reading) == [
        ("The Lamp Room S1 E1 Part 1", None),
        ("Salt Road (2019)", "2021-05-02T19:00:00Z"),
        ("Salt Road (2019)", "2022-01-01T10:00:00Z"),
        ("The Lamp Room S1 E2 Part 2", "2020-01-02T20:15:00Z"),
    ]
    assert [each.of.imdb for each in kinds(reading, Viewing) if each.of.series is None] == [42, 42]
    assert len({each.of.series for each in kinds(reading, Viewing) if each.of.series}) == 1


def test_two_films_of_one_name_and_year_stay_two(tmp_path: Path) -> None:
    films = [
        {"id": {"tvdb": n}, "title": "Salt Road", "year": 2019, "is_watched": True, "watched_at": at}
        for n, at in ((1, None), (2, None), (3, "2021-05-02T19:00:00Z"))
    ]
    reading = told(tmp_path, {OUT_FILMS: films})
    assert [each.of.tvdb for each in kinds(reading, Viewing)] == [1, 2, 3]
    assert len({each.key for each in reading.records}) == 3


def test_a_film_of_two_files_is_one_where_its_moment_agrees(tmp_path: Path) -> None:
    known = {"title": "Salt Road", "year": 2020, "is_watched": True, "watched_at": "2021-05-02T19:00:00Z"}
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, film("watch")), OUT_FILMS: [known]})
    assert [each.of.label for each in kinds(reading, Viewing)] == ["Salt Road (2019)"]
    assert whys(reading) == [f"told by {V1} already"]


def test_a_film_that_two_files_keep_for_later_is_told_once(tmp_path: Path) -> None:
    known = {"title": "Salt Road", "year": 2019, "is_watched": False, "id": {"imdb": "tt0000042"}}
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, film("towatch")), OUT_FILMS: [known]})
    assert [each.of for each in kinds(reading, Entry)] == [Mention("Salt Road", 2019, FILM, 42)]
    assert whys(reading) == [f"told by {V1} already"]


# -- recognition, and files that are not opened ------------------------------------------------------------------------


class Closed(Exception):
    """A file was opened that must stay shut."""


def closed(name: str) -> Held:
    def read(most: int) -> bytes:
        raise Closed(name)

    return Held(name, 10, read)


@pytest.mark.parametrize("name", ["access_token.csv", "x/ip_address.csv", "user.csv", "ratings.csv", "tvtime-failed-1.json"])
def test_other_files_are_not_opened_to_be_recognised(name: str) -> None:
    FORMAT.claims(closed(name))


def test_nothing_beside_the_named_files_of_an_export_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gdpr-data.zip"
    others = ["access_token.csv", "ip_address.csv", "user.csv", "webhook_data.csv", "tvtime-failed-2026-07-04.json"]
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"gdpr-data/{V2}", sheet(V2_COLUMNS, watched(1)))
        for other in others:
            packed.writestr(f"gdpr-data/{other}", "id,token\n1,secret\n")
    real = zipfile.ZipFile.open
    entries: list[str] = []

    def noted(self: zipfile.ZipFile, name: zipfile.ZipInfo, *rest: Any, **more: Any) -> Any:
        entries.append(name.filename)
        return real(self, name, *rest, **more)

    monkeypatch.setattr(zipfile.ZipFile, "open", noted)
    reading = opening(path)
    assert set(entries) == {f"gdpr-data/{V2}"}
    assert sorted(reading.unread) == sorted(f"gdpr-data/{other}" for other in others)
    assert "secret" not in repr(reading)


def test_a_folder_of_secrets_alone_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "access_token.csv").write_text("id\n1\n")
    (tmp_path / "user.csv").write_text("id\n1\n")
    with opened(tmp_path) as container:
        assert formats.recognise(container) == ([], ["access_token.csv", "user.csv"])


def test_files_of_other_folders_stay_with_their_formats(tmp_path: Path) -> None:
    (tmp_path / "imdb").mkdir()
    (tmp_path / "imdb" / "ratings.csv").write_text("Const\n")
    (tmp_path / V2).write_text(sheet(V2_COLUMNS, watched(1)))
    (tmp_path / "user.csv").write_text("id\n")
    with opened(tmp_path) as container:
        (export,), unknown = formats.recognise(container)
    assert {claimed.held.name: claimed.role for claimed in export.files} == {V2: "tracking", "user.csv": "unread"}
    assert unknown == ["imdb/ratings.csv"]


def test_files_beside_a_loose_file_stay_with_their_formats(tmp_path: Path) -> None:
    (tmp_path / "ratings.csv").write_text("Const\n")
    (tmp_path / V2).write_text(sheet(V2_COLUMNS, watched(1)))
    with opened(tmp_path) as container:
        (export,), unknown = formats.recognise(container)
    assert [claimed.held.name for claimed in export.files] == [V2]
    assert unknown == ["ratings.csv"]


@pytest.mark.parametrize(
    ("name", "content", "role"),
    [
        (V2, sheet(V2_COLUMNS), "tracking"),
        (V2.upper(), sheet(V2_COLUMNS), "tracking"),
        ("tracking-prod-records-v2 (1).csv", sheet(V2_COLUMNS), "tracking"),
        (V2, sheet(V2_COLUMNS, separator=";"), "tracking"),
        (V2, "\ufeff" + sheet(V2_COLUMNS), "tracking"),
        (V2, "a,b\n1,2\n", None),
        (V2, "a\rb,c\r1,2\r", None),
        (V2, "", "tracking"),
        (V2, "\0\0\0", "tracking"),
        (V1, sheet(V1_COLUMNS), "tracking-1"),
        ("seen_episode_latest.csv", sheet(SEEN_COLUMNS), "seen"),
        ("seen_episode.json", sheet(SEEN_COLUMNS), None),
        ("show_seen_episode_latest.csv", sheet(SEEN_COLUMNS), None),
        ("episodes.csv", sheet(SEEN_COLUMNS), None),
        ("followed_tv_show.csv", "tv_show_id,tv_show_name\n", None),
        (OUT_SERIES, "[]", "out-series"),
        (OUT_FILMS, '\n[ {"title": "x"}]', "out-films"),
        (OUT_FILMS, '{"movies": []}', None),
        (OUT_FILMS, '[{"a": 1}]', None),
        ("tvtime-series-2026.csv", "tvdb_id\n", "unread"),
        ("access_token.csv", "id\n", "unread"),
        ("user.csv", "id\n", None),
    ],
)
def test_files_are_known_by_their_name_and_then_by_their_header(name: str, content: str, role: str | None) -> None:
    data = content.encode()
    assert FORMAT.claims(Held(name, len(data), lambda: io.BytesIO(data))) == role


def test_semicolons_and_windows_line_ends(tmp_path: Path) -> None:
    text = sheet(V2_COLUMNS, watched(1), standing(), separator=";").replace("\n", "\r\n")
    assert len(told(tmp_path, {V2: text}).records) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\0" * 100, "it holds nothing but NUL bytes"),
        (b"", "it is empty"),
        (b"<!DOCTYPE html><p>", "it is a web page, not the file that its name promises"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_others(tmp_path: Path, content: bytes, why: str) -> None:
    reading = told(tmp_path, {V2: content, V1: sheet(V1_COLUMNS, film("watch")), OUT_FILMS: content})
    assert {(file.name, file.rows, file.trouble) for file in reading.files} == {
        (V2, 0, why),
        (V1, 1, ""),
        (OUT_FILMS, 0, why),
    }


def test_a_json_file_that_is_cut_adds_nothing(tmp_path: Path) -> None:
    text = json.dumps([series(part(1, None))])[:-20]
    reading = told(tmp_path, {OUT_SERIES: text, V2: sheet(V2_COLUMNS, watched(1))})
    assert [file.trouble[:24] for file in reading.files] == ["", "it ends in the middle (l"]
    assert len(reading.records) == 1


def test_more_episodes_than_a_life_has_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.exchange.table.MOST_ROWS", 3)
    reading = told(tmp_path, {OUT_SERIES: [series(*(part(n, None) for n in range(1, 6)))]})
    assert [(file.rows, file.trouble) for file in reading.files] == [(0, "it has more than 3 episodes")]
    assert not reading.records and not reading.unplaced


def test_deeply_nested_json_and_odd_text(tmp_path: Path) -> None:
    deep = '[{"title": "x", "seasons": ' + "[" * 900 + "]" * 900 + "}]"
    odd = '[{"title": "\\ud800\\u0007[/x] \\u202eName", "is_watched": true, "watched_at": "\\ud800"}, {"title": "\\ud800"}]'
    reading = told(tmp_path, {OUT_SERIES: deep, OUT_FILMS: odd, "tvtime-movies-2.json": "[" * 100_000})
    for each in reading.records:
        each.origin.text.encode()
    for left in reading.unplaced:
        left.origin.text.encode(), left.why.encode()


# -- anything ----------------------------------------------------------------------------------------------------------

MOMENTS = st.sampled_from(
    ["2020-01-01 20:15:00", "2020-01-02 20:15:00", "1588450000", "2020-01-01", "9999-12-31", "0000", "x"]
)
SMALL = st.sampled_from(["", "0", "1", "2", "3", "-1", "1.0", "x", "99999999999999999999", "777", "778", "true", "false"])
WORDS = st.sampled_from(
    [
        *(
            "watch-episode-1",
            "rewatch-episode-1",
            "user-series-1",
            "watch",
            "rewatch",
            "follow",
            "towatch",
            "count-x",
            "movie",
        ),
        *("episode", "series", "season", "The Lamp Room", "The Lamp Room (2005)", "(2005)", "…", "[/x]", '"', "\n", "a,b"),
    ]
)
CELLS = st.one_of(SMALL, MOMENTS, WORDS, st.text(max_size=8))
SHEETS = {
    V2: V2_COLUMNS,
    V1: V1_COLUMNS,
    "seen_episode.csv": SEEN_COLUMNS,
    "seen_episode_source.csv": SEEN_COLUMNS,
    "rewatched_episode.csv": REWATCHED_COLUMNS,
    "followed_tv_show.csv": FOLLOWED_COLUMNS,
    "user_tv_show_data.csv": COUNTED_COLUMNS,
}


@settings(max_examples=cases(150, 5_000), deadline=None)
@given(st.data())
def test_any_cells_are_told_exactly_once(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(SHEETS)), max_size=4, unique=True))
    files = []
    for name in names:
        row = st.dictionaries(st.sampled_from(SHEETS[name]), CELLS, max_size=12)
        files.append(held(name, sheet(SHEETS[name], *data.draw(st.lists(row, max_size=8)))))
    first, again = read_all(files), read_all(files)
    assert [each.key for each in first.records] == [each.key for each in again.records]


@settings(max_examples=cases(100, 3_000), deadline=None)
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(V2_COLUMNS, SMALL | MOMENTS | WORDS)), max_size=12))
def test_the_same_rows_in_another_order_have_the_same_keys(rows: list[dict[str, object]]) -> None:
    one, other = (read_all([held(V2, sheet(V2_COLUMNS, *each))]) for each in (rows, rows[::-1]))
    for kind in (SeriesState, Entry):
        assert len(kinds(one, kind)) == len(kinds(other, kind))
    assert len(kinds(one, Viewing)) == len(kinds(other, Viewing))


@settings(max_examples=cases(150, 5_000), deadline=None)
@given(st.sampled_from([*SHEETS, OUT_SERIES, OUT_FILMS]), st.binary(max_size=300), st.booleans())
def test_any_bytes(name: str, data: bytes, headed: bool) -> None:
    head = ("[" if name.endswith("json") else sheet(SHEETS[name])) if headed else ""
    read_all([held(name, head.encode() + data)])


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), MOMENTS, WORDS, st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
IDS = st.one_of(JSON, st.fixed_dictionaries({"tvdb": st.integers(-1, 5), "imdb": st.sampled_from([None, "tt0000001", "x"])}))
EPISODES = st.fixed_dictionaries(
    {"is_watched": st.just(True)},
    optional=dict.fromkeys(("watched_at", "special", "rewatch_count", "watched_count", "name"), JSON)
    | {"number": st.integers(-1, 4) | JSON, "id": IDS},
)
SEASONS = st.fixed_dictionaries(
    {"number": st.integers(-1, 3) | JSON, "episodes": st.lists(EPISODES | JSON, max_size=4) | JSON}
)
TITLES = st.fixed_dictionaries(
    {"title": WORDS | JSON, "id": IDS},
    optional=dict.fromkeys(("year", "status", "is_watched", "watched_at", "created_at", "rewatch_count"), JSON)
    | {"seasons": st.lists(SEASONS | JSON, max_size=3) | JSON},
)


@settings(max_examples=cases(150, 5_000), deadline=None)
@given(st.lists(TITLES | JSON, max_size=4), st.lists(TITLES | JSON, max_size=4))
def test_any_json(shows: list[object], films: list[object]) -> None:
    read_all(
        [held(OUT_SERIES, json.dumps(shows)), held(OUT_FILMS, json.dumps(films)), held(V2, sheet(V2_COLUMNS, watched(1)))]
    )


@settings(max_examples=cases(30, 500), deadline=None)
@given(st.lists(st.text("abcdefgh_-", min_size=1, max_size=8), max_size=6))
def test_any_names_of_files(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in [*names, V2]:
            (Path(folder) / name).write_text(sheet(V2_COLUMNS, watched(1)))
        assert len(kinds(opening(Path(folder)), Viewing)) == 1
