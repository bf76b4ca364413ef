"""A series: its seasons, the next episode to see, an episode's neighbours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from db.base.home import Home
from db.base.records.findings import Season
from db.library import Library
from db.personal import diary, ratings
from db.personal.desk import Desk
from db.reading import episodes, titles
from db.reading.cards import card
from tests.catalogues import EPISODE, RED, SERIES, write

#: (id, season, number) beside season 2, episode 3, which is there already.
MORE = ((31, 1, 1), (32, 1, 2), (33, 2, 1), (34, 2, 4), (35, 0, 1), (36, None, None), (37, 10, 1))


@pytest.fixture
def series(home: Home) -> Iterator[sqlite3.Connection]:
    """Seven episodes more."""
    for title_id, season, number in MORE:
        write(
            home,
            "INSERT INTO title (id, kind, title, is_adult, series_id, season, episode) VALUES (?, 'tvEpisode', ?, 0, ?, ?, ?)",
            title_id, f"Watch {title_id}", SERIES, season, number,
        )  # fmt: skip
    library = Library(home)
    yield library.connection()
    library.close()


def upcoming(con: sqlite3.Connection) -> int | None:
    found = episodes.next_unseen(con, SERIES)
    return found.card.id if found else None


def test_seasons_in_order_with_specials_and_the_unknown_last(series: sqlite3.Connection, desk: Desk) -> None:
    ratings.rate(desk, card(series, 33), 7)
    diary.log(desk, card(series, EPISODE), "2026-05-01")
    diary.log(desk, card(series, 31), "2026-05-01", stopped_at=5)  # given up is not seen
    assert episodes.seasons(series, SERIES) == (
        Season(1, 2, 0), Season(2, 3, 2), Season(10, 1, 0), Season(0, 1, 0), Season(None, 1, 0),
    )  # fmt: skip
    assert episodes.seasons(series, RED) == ()


def test_the_episodes_of_a_season(series: sqlite3.Connection) -> None:
    assert [(one.card.id, one.number) for one in episodes.episodes(series, SERIES, 2)] == [(33, 1), (EPISODE, 3), (34, 4)]
    assert [one.card.id for one in episodes.episodes(series, SERIES, None)] == [36]
    assert len(episodes.episodes(series, SERIES, 2, limit=2)) == 2
    assert episodes.episodes(series, SERIES, 3) == ()


def test_the_next_to_see_is_behind_the_last_seen_and_else_the_first_left(series: sqlite3.Connection, desk: Desk) -> None:
    assert upcoming(series) == 31
    ratings.rate(desk, card(series, EPISODE), 8)
    assert upcoming(series) == 34
    ratings.rate(desk, card(series, 34), 8)
    assert upcoming(series) == 37
    ratings.rate(desk, card(series, 37), 8)
    assert upcoming(series) == 31  # nothing behind it: what was passed over
    for title_id, after in ((31, 32), (32, 33), (33, 35), (35, 36), (36, None)):
        ratings.rate(desk, card(series, title_id), 8)
        assert upcoming(series) == after


def test_pages_name_the_neighbours_and_the_next_one(series: sqlite3.Connection) -> None:
    page = titles.page(series, EPISODE)
    assert page.before is not None and page.after is not None
    assert (page.before.card.id, page.after.card.id, page.counts.episodes) == (33, 34, 0)
    first, last = titles.page(series, 31), titles.page(series, 37)
    assert first.before is None and first.after is not None and first.after.card.id == 32
    assert last.after is None and last.before is not None and last.before.card.id == 34
    assert titles.page(series, 36).before is None and titles.page(series, 36).after is None
    whole = titles.page(series, SERIES)
    assert whole.counts.episodes == 8 and whole.after is not None and whole.after.card.id == 31 and whole.before is None
    film = titles.page(series, RED)
    assert film.counts.episodes == 0 and film.before is None and film.after is None
