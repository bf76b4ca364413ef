"""TV Time's GDPR export of all generations: what its rows become, and that what is told twice comes in once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from db.base.records.exchange import EPISODE, FILM, SERIES, Entry, Mention, SeriesState, Viewing
from seed.exchange import formats
from tests.seed.exchange.tvtime_export import (
    COUNTED_COLUMNS,
    FOLLOWED_COLUMNS,
    REWATCHED_COLUMNS,
    SEEN_COLUMNS,
    V1,
    V1_COLUMNS,
    V2,
    V2_COLUMNS,
    film,
    kinds,
    old,
    opening,
    seen,
    sheet,
    standing,
    told,
    watched,
    whys,
)

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"


@pytest.fixture(autouse=True)
def _only_this_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MODULES", ("tvtime",))


# -- episodes ----------------------------------------------------------------------------------------------------------


def test_an_episode_seen_is_a_viewing_of_its_series_season_and_number(tmp_path: Path) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, watched(3, "2020-01-03 23:59:59"))})
    (viewing,) = kinds(reading, Viewing)
    series = Mention("The Lamp Room", None, SERIES, tvdb=777)
    assert viewing.of == Mention("", None, EPISODE, tvdb=9003, series=series, season=1, number=3)
    assert viewing.at == "2020-01-03T23:59:59Z"
    assert viewing.rewatch is None
    assert viewing.key == ("viewing", "episode", 9003, 0)


def test_a_year_in_a_series_name_is_its_year(tmp_path: Path) -> None:
    named = [watched(1, series_name="Kite Hill (2005)"), watched(2, series_name="Kite Hill (US)", s_id=2, ep_id=2)]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *named)})
    assert [(each.of.series.name, each.of.series.year) for each in kinds(reading, Viewing)] == [
        ("Kite Hill", 2005),
        ("Kite Hill (US)", None),
    ]


def test_specials_are_in_season_0(tmp_path: Path) -> None:
    rows = [watched(1, season=0), watched(2, season=1, is_special="true")]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows)})
    assert [(each.of.season, each.of.number) for each in kinds(reading, Viewing)] == [(0, 1), (0, 2)]


def test_older_columns_of_numbers_are_read_where_the_newer_are_empty(tmp_path: Path) -> None:
    row = watched(4) | {"s_no": "", "ep_no": "", "ep_id": ""}
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, row)})
    assert [each.of[6:9] for each in kinds(reading, Viewing)] == [(kinds(reading, Viewing)[0].of.series, 1, 4)]
    assert kinds(reading, Viewing)[0].of.tvdb == 9004


def test_an_episode_whose_number_is_lost_is_named_by_its_id(tmp_path: Path) -> None:
    rows = [watched(n, season=3, ep_no=0, episode_number=0) for n in (1, 2)]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows)})
    assert [(each.of.number, each.of.name) for each in kinds(reading, Viewing)] == [
        (None, "TheTVDB episode 9001"),
        (None, "TheTVDB episode 9002"),
    ]


def test_repeats_are_viewings_of_an_unknown_day(tmp_path: Path) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, watched(1, rewatch_count=2))})
    assert [(each.at, each.rewatch, each.rows) for each in kinds(reading, Viewing)] == [
        ("2020-01-01T20:15:00Z", None, 1),
        (None, True, 0),
        (None, True, 0),
    ]
    assert len({each.key for each in reading.records}) == 3


def test_repeats_with_rows_of_their_own_are_not_counted_twice(tmp_path: Path) -> None:
    rows = [
        watched(1, "2023-04-05 10:00:00", key="rewatch-episode-9001-1"),
        watched(1, rewatch_count=2),
    ]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows)})
    assert [(each.at, each.rewatch) for each in kinds(reading, Viewing)] == [
        ("2020-01-01T20:15:00Z", None),
        ("2023-04-05T10:00:00Z", True),
        (None, True),
    ]


def test_what_was_seen_again_was_seen_before(tmp_path: Path) -> None:
    rows = [watched(1, "2023-04-05 10:00:00", key="rewatch-episode-9001-1")]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows)})
    assert [(each.at, each.rewatch, each.once, each.rows) for each in kinds(reading, Viewing)] == [
        ("2023-04-05T10:00:00Z", True, False, 1),
        (None, None, True, 0),
    ]


def test_repeats_alone_are_all_told(tmp_path: Path) -> None:
    reading = told(tmp_path, {"rewatched_episode.csv": sheet(REWATCHED_COLUMNS, old(1, cpt=3))})
    assert [(each.at, each.rewatch, each.rows) for each in kinds(reading, Viewing)] == [
        ("2020-01-01T20:15:00Z", True, 1),
        (None, None, 0),
        (None, True, 0),
        (None, True, 0),
    ]


def test_viewings_of_a_known_day_come_first(tmp_path: Path) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, watched(1) | {"created_at": ""}, watched(1))})
    assert [(each.key[-1], each.at) for each in kinds(reading, Viewing)] == [(0, "2020-01-01T20:15:00Z"), (1, None)]


def test_the_same_row_twice_is_one_viewing(tmp_path: Path) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, watched(1), watched(1))})
    assert [each.key for each in reading.records] == [("viewing", "episode", 9001, 0)] * 2


def test_keys_do_not_depend_on_the_place_in_the_file(tmp_path: Path) -> None:
    rows = [watched(1, rewatch_count=1), watched(2), watched(2, "2022-01-01 10:00:00", key="rewatch-episode-x"), standing()]
    one = told(tmp_path / "one", {V2: sheet(V2_COLUMNS, *rows)})
    other = told(tmp_path / "other", {V2: sheet(V2_COLUMNS, watched(5), *reversed(rows))})
    assert {each.key for each in one.records} <= {each.key for each in other.records}
    assert len({each.key for each in one.records}) == len(one.records)


@pytest.mark.parametrize("bulk", ["season", "fill-previous"])
def test_what_was_marked_at_once_has_no_day(tmp_path: Path, bulk: str) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, watched(1, bulk_type=bulk), watched(2, "2020-01-01 20:15:00"))})
    assert seen(reading) == [("The Lamp Room S1 E1", None), ("The Lamp Room S1 E2", "2020-01-01T20:15:00Z")]


def test_the_episode_from_which_earlier_ones_were_filled_keeps_its_day(tmp_path: Path) -> None:
    second = "2020-01-01 20:15:00"
    rows = [watched(n, second, bulk_type="fill-previous") for n in (1, 2, 3)] + [watched(4, second)]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows)})
    assert [at for _, at in seen(reading)] == [None, None, None, "2020-01-01T20:15:00Z"]


def test_many_of_one_day_were_not_marked_at_once(tmp_path: Path) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *(watched(n, "2020-01-01") for n in range(1, 6)))})
    assert [at for _, at in seen(reading)] == ["2020-01-01"] * 5


def test_three_of_a_series_in_one_second_were_marked_at_once(tmp_path: Path) -> None:
    second = "2018-03-04 21:00:07"
    rows = [watched(n, second) for n in (1, 2, 3)] + [watched(n, "2018-03-05 21:00:07") for n in (4, 5)]
    rows += [watched(9, second, s_id=778, series_name="Other")]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows)})
    assert [at for _, at in seen(reading)] == [None] * 3 + ["2018-03-05T21:00:07Z"] * 2 + ["2018-03-04T21:00:07Z"]


def test_rows_without_a_key_are_known_by_their_type(tmp_path: Path) -> None:
    columns = [column for column in V2_COLUMNS if column != "key"]
    rows = [
        watched(1) | {"type": "watch-episode"},
        watched(2) | {"type": "watch", "entity_type": "episode"},
        standing() | {"type": "user-series"},
        {"type": "count-week"},
    ]
    for row in rows:
        row.pop("key", None)
    reading = told(tmp_path, {V2: sheet(columns, *rows)})
    assert [type(each) for each in reading.records] == [Viewing, Viewing, SeriesState]
    assert whys(reading) == ["a counter or note of TV Time's own"]


def test_films_and_follows_in_the_newest_file(tmp_path: Path) -> None:
    columns = [*(column for column in V2_COLUMNS if column != "key"), "movie_name", "release_date"]
    follow = {"type": "follow", "entity_type": "series", "series_name": "The Lamp Room", "created_at": "2020-01-01 10:00:00"}
    reading = told(tmp_path, {V2: sheet(columns, film("watch"), film("towatch", "Later"), follow)})
    assert [(type(each), each.of.label) for each in reading.records] == [  # type: ignore[attr-defined]
        (Viewing, "Salt Road (2019)"),
        (Entry, "Later (2019)"),
        (Entry, "The Lamp Room"),
    ]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"created_at": "2019-13-45 00:00:00"}, "'2019-13-45 00:00:00' is no date; TV Time writes dates like"),
        ({"created_at": "2199-01-01 00:00:00"}, "is not one on which a film can have been seen"),
        ({"created_at": "yesterday"}, "'yesterday' is no date"),
        ({"ep_no": "1.5"}, "'1.5' is no whole number"),
        ({"s_no": "-4"}, "-4 is no number of a season or an episode"),
        ({"rewatch_count": "5000000000"}, "it counts 5000000000 repeats; no more than 100 are believed"),
        ({"series_name": "", "s_id": ""}, "it names no series"),
        ({"ep_no": "0", "episode_number": "", "ep_id": "", "episode_id": ""}, "it does not say which episode"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_itself(tmp_path: Path, cells: dict[str, object], why: str) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, watched(1) | cells, watched(2))})
    assert [label for label, _ in seen(reading)] == ["The Lamp Room S1 E2"]
    assert [why in each for each in whys(reading)] == [True]
    assert [each.origin.line for each in reading.unplaced] == [2]


def test_repeats_without_end_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.exchange.tvtime_records._MOST_REPEATS", 5)
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *(watched(n, rewatch_count=4) for n in (1, 2, 3)))})
    assert len(reading.records) == 3 + 5
    assert whys(reading) == ["It counts repeats beyond the 5 that are believed."] * 2


# -- generations -------------------------------------------------------------------------------------------------------


def test_a_viewing_that_several_files_tell_comes_in_once(tmp_path: Path) -> None:
    v1 = {"type": "watch", "entity_type": "episode", "series_name": "The Lamp Room", "season_number": 1}
    files: dict[str, str | bytes | list[Any]] = {
        V2: sheet(V2_COLUMNS, watched(1), watched(2)),
        V1: sheet(V1_COLUMNS, v1 | {"episode_number": 1, "created_at": "2020-01-01 20:15:00"}),
        "seen_episode.csv": sheet(SEEN_COLUMNS, old(1), old(2), old(3)),
        "seen_episode_source.csv": sheet(SEEN_COLUMNS, old(2, episode_id=9002)),
        "seen_episode_latest.csv": sheet(SEEN_COLUMNS, old(3)),
    }
    reading = told(tmp_path, files)
    assert [label for label, _ in seen(reading)] == [f"The Lamp Room S1 E{n}" for n in (1, 2, 3)]
    assert Counter(whys(reading)) == {f"told by {V2} already": 4, "told by seen_episode.csv already": 1}
    assert {each.of.series for each in kinds(reading, Viewing)} == {Mention("The Lamp Room", None, SERIES, tvdb=777)}


def test_an_older_export_names_the_series_by_its_number_too(tmp_path: Path) -> None:
    row = {"type": "watch", "entity_type": "episode", "series_id": 777, "season_number": 1, "episode_number": 1}
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, row | {"series_name": "The Lamp"}), V2: sheet(V2_COLUMNS, watched(1))})
    assert len(kinds(reading, Viewing)) == 1
    assert whys(reading) == [f"told by {V2} already"]


def test_the_oldest_files_alone_are_enough(tmp_path: Path) -> None:
    files: dict[str, str | bytes | list[Any]] = {
        "seen_episode.csv": sheet(SEEN_COLUMNS, old(1), old(2)),
        "rewatched_episode.csv": sheet(REWATCHED_COLUMNS, old(2, "2021-06-07 08:09:10", cpt=2)),
        "followed_tv_show.csv": sheet(FOLLOWED_COLUMNS, {"tv_show_id": 777, "tv_show_name": "The Lamp Room", "archived": 0}),
    }
    reading = told(tmp_path, files)
    assert seen(reading) == [
        ("The Lamp Room S1 E1", "2020-01-01T20:15:00Z"),
        ("The Lamp Room S1 E2", "2020-01-02T20:15:00Z"),
        ("The Lamp Room S1 E2", "2021-06-07T08:09:10Z"),
        ("The Lamp Room S1 E2", None),
    ]
    assert kinds(reading, Viewing)[0].of.series.tvdb == 777
    assert [each.state for each in kinds(reading, SeriesState)] == ["under way"]
    assert kinds(reading, Viewing)[0].key == ("viewing", "episode", 777, 1, 1, 0)


def test_repeats_of_an_older_file_are_not_added_to_those_of_the_newest(tmp_path: Path) -> None:
    again = watched(1, "2022-01-01 10:00:00", key="rewatch-episode-9001-1")
    files: dict[str, str | bytes | list[Any]] = {
        V2: sheet(V2_COLUMNS, watched(1), again, watched(2, rewatch_count=1), watched(3)),
        "rewatched_episode.csv": sheet(
            REWATCHED_COLUMNS,
            old(1, "2022-01-01 10:00:01", cpt=1),
            old(2, "2021-06-07 08:09:10", cpt=1),
            old(3, cpt=0),
        ),
    }
    reading = told(tmp_path, files)
    assert [at for _, at in seen(reading)] == [
        "2020-01-01T20:15:00Z",
        "2022-01-01T10:00:00Z",
        "2020-01-02T20:15:00Z",
        "2021-06-07T08:09:10Z",
        "2020-01-03T20:15:00Z",
    ]
    assert whys(reading) == ["a count of zero", f"told by {V2} already"]


def test_two_exports_of_one_kind_are_told_once(tmp_path: Path) -> None:
    rows = [watched(1), watched(2)]
    files: dict[str, str | bytes | list[Any]] = {
        f"2024/{V2}": sheet(V2_COLUMNS, rows[0]),
        f"2025/{V2}": sheet(V2_COLUMNS, *rows),
    }
    reading = told(tmp_path, files)
    assert len(kinds(reading, Viewing)) == 2
    assert whys(reading) == [f"told by 2025/{V2} already"]


def test_two_series_of_one_name_stay_apart(tmp_path: Path) -> None:
    rows = [watched(1), watched(1, s_id=778, ep_id=5, episode_id=5)]
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, *rows), "seen_episode.csv": sheet(SEEN_COLUMNS, old(1))})
    assert [each.of.series.tvdb for each in kinds(reading, Viewing)] == [777, 778, None]


# -- films -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("", "2021-05-02T19:00:00Z"),
        ("1588450000", "2020-05-02T20:06:40Z"),
        ("1588450000000", "2020-05-02T20:06:40Z"),
        ("1588450000000000", "2020-05-02T20:06:40Z"),
        ("1.58845e+09", "2020-05-02T20:06:40Z"),
        ("2020-05-02 20:06:40", "2020-05-02T20:06:40Z"),
        ("2020-05-02 20:06:40 +0000 UTC", "2020-05-02T20:06:40Z"),
        ("2020-05-02", "2020-05-02"),
        ("1970-01-01 00:00:00", "2021-05-02T19:00:00Z"),
    ],
)
def test_a_film_was_seen_on_its_watch_date_or_else_when_it_was_marked(tmp_path: Path, cell: str, at: str) -> None:
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, film("watch", watch_date=cell))})
    (viewing,) = kinds(reading, Viewing)
    assert viewing.of == Mention("Salt Road", 2019, FILM)
    assert viewing.at == at
    assert viewing.key == ("viewing", "film", "Salt Road", 2019, at, 0)


def test_a_film_seen_again_is_two_viewings(tmp_path: Path) -> None:
    rows = [film("rewatch", at="2023-01-01 10:00:00"), film("watch", rewatch_count=1)]
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, *rows)})
    assert [(each.at, each.rewatch) for each in kinds(reading, Viewing)] == [
        ("2021-05-02T19:00:00Z", None),
        ("2023-01-01T10:00:00Z", True),
    ]


@pytest.mark.parametrize("release", ["0001-01-01 00:00:00", "0000-00-00", "", "soon"])
def test_an_unknown_release_is_no_year(tmp_path: Path, release: str) -> None:
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, film("watch", release_date=release))})
    assert kinds(reading, Viewing)[0].of.year is None


def test_films_of_one_name_and_two_years_are_two(tmp_path: Path) -> None:
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, film("watch"), film("watch", release_date="1954-01-01"))})
    assert [each.of.year for each in kinds(reading, Viewing)] == [2019, 1954]


def test_films_to_watch_are_on_the_watchlist_until_they_are_seen(tmp_path: Path) -> None:
    rows = [
        film("follow"),
        film("towatch"),
        film("follow", "Seen"),
        film("watch", "Seen"),
        film("watch", "Once More"),
        film("towatch", "Once More", at="2022-01-01 00:00:00"),
        film("towatch", "Once More", at="2020-01-01 00:00:00"),
        film("count-movie", ""),
        film("towatch", ""),
    ]
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, *rows)})
    entries = kinds(reading, Entry)
    assert [(each.of.name, each.on.kind) for each in entries] == [
        ("Salt Road", "watchlist"),
        ("Salt Road", "watchlist"),
        ("Once More", "watchlist"),
    ]
    assert len({each.key for each in entries}) == 2
    assert sorted(whys(reading)) == [
        "It cannot be read: it names no film: movie_name is empty.",
        "a counter or note of TV Time's own",
        "on the watchlist until it was seen",
        "on the watchlist until it was seen",
    ]


def test_many_films_marked_at_once_have_no_day(tmp_path: Path) -> None:
    reading = told(tmp_path, {V1: sheet(V1_COLUMNS, *(film("watch", name) for name in ("A", "B", "C")))})
    assert [at for _, at in seen(reading)] == [None] * 3
    assert len({each.key for each in reading.records}) == 3


# -- series ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "rows", "expected"),
    [
        ({}, [watched(1)], ["under way"]),
        ({}, [], ["watchlist"]),
        ({"ep_watch_count": 12}, [], ["under way"]),
        ({"is_for_later": "true"}, [], ["watchlist"]),
        ({"is_for_later": "true"}, [watched(1)], ["under way", "watchlist"]),
        ({"is_archived": "true"}, [watched(1)], ["paused"]),
        ({"is_archived": "true", "is_for_later": "true"}, [], ["paused"]),
        ({"is_archived": "1", "is_followed": "0"}, [], ["paused"]),
        ({"is_followed": "false"}, [watched(1)], []),
        ({"is_followed": "false", "is_for_later": "true"}, [], ["watchlist"]),
    ],
)
def test_how_the_viewer_stands_with_a_series(
    tmp_path: Path, cells: dict[str, object], rows: list[dict[str, object]], expected: list[str]
) -> None:
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, standing(**cells), *rows)})
    others = [each for each in reading.records if not isinstance(each, Viewing)]
    found = [each.state if isinstance(each, SeriesState) else each.on.kind for each in others]  # type: ignore[attr-defined]
    assert found == expected
    assert whys(reading) == ([] if expected else ["a series that is not followed any more"])
    assert {each.of.label for each in others} <= {"The Lamp Room"}  # type: ignore[attr-defined]
    for each in others:
        assert each.at in (None, "2020-01-01T00:00:00Z")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("cell", "at"), [("1577836800000000", "2020-01-01T00:00:00Z"), ("", "2018-01-01T00:00:00Z")])
def test_a_series_is_under_way_since_it_was_followed(tmp_path: Path, cell: str, at: str) -> None:
    row = standing(followed_at=cell, created_at="2018-01-01 00:00:00")
    reading = told(tmp_path, {V2: sheet(V2_COLUMNS, row, watched(1))})
    assert [each.at for each in kinds(reading, SeriesState)] == [at]


def test_older_follows_fill_what_the_newest_file_does_not_tell(tmp_path: Path) -> None:
    rows = [
        {"tv_show_id": 777, "tv_show_name": "The Lamp Room", "archived": 1},
        {"tv_show_id": 5, "tv_show_name": "Put Away", "archived": 1},
        {"tv_show_id": 6, "tv_show_name": "Not Begun", "archived": 0, "active": 1},
        {"tv_show_id": 7, "tv_show_name": "Left", "archived": 0, "active": 0},
    ]
    files: dict[str, str | bytes | list[Any]] = {
        V2: sheet(V2_COLUMNS, standing(), watched(1)),
        "followed_tv_show.csv": sheet(FOLLOWED_COLUMNS, *rows),
    }
    reading = told(tmp_path, files)
    assert [(each.of.name, each.state) for each in kinds(reading, SeriesState)] == [
        ("The Lamp Room", "under way"),
        ("Put Away", "paused"),
    ]
    assert [each.of.name for each in kinds(reading, Entry)] == ["Not Begun"]
    assert whys(reading) == [f"told by {V2} already", "a series that is not followed any more"]


def test_counts_are_checked_and_have_no_place(tmp_path: Path) -> None:
    def count(tvdb: int, seen: object) -> dict[str, object]:
        return {"tv_show_id": tvdb, "tv_show_name": "The Lamp Room" if tvdb == 777 else f"S{tvdb}", "nb_episodes_seen": seen}

    rows = [watched(1), watched(2), watched(3, season=0), watched(4, s_id=778, series_name="S778")]
    for number, why in ((1, "names more"), (2, "to check"), (3, "to check"), (9, "names fewer")):
        folder = tmp_path / str(number)
        counts = sheet(COUNTED_COLUMNS, count(777, number), count(778, 1), count(779, 0), count(780, "many"))
        reading = told(folder, {V2: sheet(V2_COLUMNS, *rows), "user_tv_show_data.csv": counts})
        assert len(kinds(reading, Viewing)) == 4
        said = [each.why for each in reading.unplaced if each.origin.line == 2]
        assert [why in each for each in said] == [True]
        assert sorted(each.why for each in reading.unplaced if each.origin.line > 2) == [
            "It cannot be read: 'many' is no whole number.",
            "a count of episodes seen, used to check",
            "a count of episodes seen, used to check",
        ]


# -- the real thing ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = opening(SAMPLES / "tvtime" / "gdpr-data")
    assert {file.name: (file.rows, file.trouble) for file in reading.files} == {
        V2: (7, ""),
        V1: (7, ""),
        "followed_tv_show.csv": (2, ""),
        "user_tv_show_data.csv": (2, ""),
    }
    assert sorted(reading.unread) == ["access_token.csv", "ip_address.csv"]
    assert Counter(type(each).__name__ for each in reading.records) == {"Viewing": 9, "Entry": 3, "SeriesState": 1}
    episodes = [each for each in kinds(reading, Viewing) if each.of.kind == EPISODE]
    assert [each.at is None for each in episodes] == [False, False, True, False, True, False]
    assert sum(each.of.season == 0 for each in episodes) == 1
    assert {(each.of.series.tvdb, each.of.series.year) for each in episodes} == {(121361, None), (78804, 2005)}
    assert [each.state for each in kinds(reading, SeriesState)] == ["paused"]
    assert {each.of.tvdb for each in kinds(reading, Entry)} == {81189, None}
    assert sorted(each.rows for each in reading.unplaced) == [1] * 6
