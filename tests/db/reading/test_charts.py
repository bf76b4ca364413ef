"""Charts by acclaim and by votes, the catalogue's lists, home, and what is counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

import pytest

from db.base.errors import NotFound
from db.base.home import Home
from db.catalogue import sources
from db.library import Library
from db.personal import diary, lists, ratings, visits
from db.personal.desk import Desk
from db.reading import charts, home, people, similar, titles
from db.reading.cards import card
from tests.catalogues import BUSAN, DUST, FERRY, HOURS, LIGHTS, REC, RED, REEL, REEL2, SHORE, STARLING, WINTER, write


def ids(found: tuple[object, ...]) -> list[int]:
    return [card.id for card in found]  # type: ignore[attr-defined]


@pytest.fixture
def voted(home: Home) -> Iterator[sqlite3.Connection]:
    """The small catalogue as if votes ranked it."""
    for title_id, rating, votes in ((RED, 8.0, 50_000), (REEL, 9.0, 10_000), (FERRY, 8.9, 1_000_000), (DUST, 10.0, 5)):
        write(home, "UPDATE title SET average_rating = ?, num_votes = ? WHERE id = ?", rating, votes, title_id)
    write(home, "UPDATE fact SET value = 'votes' WHERE key = 'ranked_by'")
    library = Library(home)
    yield library.connection()
    library.close()


def test_without_votes_acclaim_orders(con: sqlite3.Connection) -> None:
    assert not charts.by_votes(con)
    assert ids(charts.top_rated(con, limit=3)) == ids(charts.most_rated(con, limit=3)) == [RED, SHORE, REEL]
    assert ids(charts.top_rated(con, limit=2, offset=1)) == [SHORE, REEL]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"kind": "short"}, {LIGHTS}), ({"genre": "Musical"}, {REEL, REEL2}), ({"decade": 2000}, {BUSAN, WINTER, REC}),
        ({"country": "Sweden"}, {RED, FERRY}), ({"country": "Sweden", "genre": "Crime", "decade": 1950, "kind": "movie"}, {FERRY}),
        ({"decade": 1800}, set()),
    ],
)  # fmt: skip
def test_charts_are_narrowed(con: sqlite3.Connection, narrowed: dict[str, object], found: set[int]) -> None:
    assert set(ids(charts.most_rated(con, **narrowed))) == found  # type: ignore[arg-type]


def test_words_that_name_no_kind_or_genre_are_said(con: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="no kind of title called film"):
        charts.most_rated(con, kind="film")
    with pytest.raises(NotFound, match="no genre called Sad"):
        charts.top_rated(con, genre="Sad")


def test_with_votes_the_weighted_rating_orders(voted: sqlite3.Connection) -> None:
    found = charts.top_rated(voted)
    assert ids(found) == [FERRY, RED, REEL, DUST]
    assert found[1].note == f"weighted {(50_000 * 8.0 + 25_000 * 7.0) / 75_000:.2f}"
    assert "25,000" in charts.FORMULA


def test_the_charts_there_are(con: sqlite3.Connection) -> None:
    found = {card.key: card for card in charts.charts(con)}
    assert found["chart:top"].name == "Most acclaimed" and "Sight & Sound" in found["chart:top"].about
    assert {"chart:genre:Drama", "chart:decade:1950", "chart:decade:1910"} <= set(found) and "chart:most" not in found


def test_the_charts_there_are_with_votes(voted: sqlite3.Connection) -> None:
    found = {card.key: card for card in charts.charts(voted)}
    assert found["chart:top"].name == "Top rated" and charts.FORMULA in found["chart:top"].about and "chart:most" in found
    assert [entry.card.id for entry in charts.chart_entries(voted, "chart:most", limit=1)] == [RED]
    assert charts.chart_entries(voted, "chart:top")[0].note.startswith("weighted")


def test_reading_a_chart(con: sqlite3.Connection) -> None:
    found = charts.chart_entries(con, "chart:top", limit=2, offset=1)
    assert [(entry.position, entry.card.id) for entry in found] == [(2, SHORE), (3, REEL)]
    assert [entry.card.id for entry in charts.chart_entries(con, "chart:genre:Musical")] == [REEL, REEL2]
    assert [entry.card.id for entry in charts.chart_entries(con, "chart:decade:1960")] == [REEL]
    assert charts.chart_entries(con, "chart:top", offset=250) == []
    with pytest.raises(NotFound, match="no chart chart:genre:War"):
        charts.chart_entries(con, "chart:genre:War")


# -- lists -----------------------------------------------------------------------------------------------------------


def test_lists_with_progress(con: sqlite3.Connection, desk: Desk) -> None:
    ratings.rate(desk, card(con, FERRY), 7)
    assert [(one.key, one.size, one.seen, one.ranked) for one in charts.lists(con)] == [
        ("canon:ss2012", 2, 1, True), ("canon:sea", 2, 1, False), ("canon:best-picture", 1, 0, False),
        ("canon:palme-dor", 2, 0, False),
    ]  # fmt: skip
    assert charts.list_card(con, "canon:sea").about == "Salt and no land." and charts.list_card(con, "sea").by == "Matinee"
    assert [(entry.position, entry.card.id, entry.note, entry.score) for entry in charts.list_entries(con, "canon:ss2012")] == [
        (1, RED, "", 117), (2, FERRY, "a late entry", 4),
    ]  # fmt: skip
    assert charts.list_entries(con, "canon:ss2012", sort="mine")[0].card.mine.rating == 7
    assert [entry.position for entry in charts.list_entries(con, "canon:ss2012", sort="year", limit=1)] == [2]
    for ask in (charts.list_card, charts.list_entries):
        with pytest.raises(NotFound, match="no list canon:x"):
            ask(con, "canon:x")


# -- home ------------------------------------------------------------------------------------------------------------


def test_home(con: sqlite3.Connection, desk: Desk) -> None:
    lists.toggle_watchlist(desk, card(con, SHORE))
    lists.create_list(desk, "Fog")
    diary.log(desk, card(con, HOURS), "2020-09-06")
    visits.visit(desk, "title", RED, "The Glass Harbour", 1951)
    page = home.home(con, date(2026, 9, 6))
    assert [one.id for one in page.watchlist] == [SHORE] and page.watchlist_size == 1
    assert [one.id for one in page.visited] == [RED] and [entry.card.id for entry in page.recent] == [HOURS]
    assert [one.name for one in page.lists[:2]] == ["Fog", "Sight & Sound 2012"]
    assert [(why, one.id) for why, one in page.on_this_day] == [
        ("2020: you watched it", HOURS), ("1951: released in United Kingdom", RED),
    ]  # fmt: skip
    assert (page.titles, page.people) == home.totals(con) and page.titles == 14
    assert home.on_this_day(con, date(2026, 9, 7)) == () and home.on_this_day(con, date(1951, 9, 6)) == ()


def test_sources(con: sqlite3.Connection) -> None:
    starter, pack = sources.sources(con)
    assert (starter.kind, starter.name, starter.rows_read, starter.rows_refused) == (
        "starter",
        "Matinee's starter catalogue",
        12,
        0,
    )
    assert (pack.location, pack.dated, pack.note) == ("pack.zip", "2026-01-02", "one row refused")


def test_no_page_scans_the_core(con: sqlite3.Connection) -> None:
    """What a catalogue of twelve million titles could not bear: a plan that reads a whole table of the core."""
    asked: list[str] = []
    con.set_trace_callback(asked.append)
    titles.page(con, RED)
    titles.details(con, RED)
    titles.storyline(con, RED)
    titles.on_lists(con, RED)
    similar.similar(con, RED)
    people.page(con, STARLING)
    charts.chart_entries(con, "chart:top")
    charts.lists(con)
    charts.list_entries(con, "canon:sea")
    home.home(con, date(2026, 9, 6))
    con.set_trace_callback(None)
    assert len(asked) > 60
    core = {"title", "person", "credit_document", "filmography_document", "aka_document", "person_aka", "t", "p"}
    core |= {"keyword", "award", "release_date", "connection", "trivia", "plot", "review", "biography", "popularity"}
    scans = [
        (step, sql)
        for sql in asked
        for *_, step in con.execute(f"EXPLAIN QUERY PLAN {sql}")
        if step.startswith("SCAN") and step.split()[1] in core
    ]
    assert scans == []
