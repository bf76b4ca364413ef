"""Titles by their exact names: whatever is asked, what a look at every title would find."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base import fold
from db.base.home import Home
from db.catalogue import ddl, facets, lookup
from db.search import index
from seed.imdb import names as columns
from tests.catalogues import RED, small_home
from tests.counts import cases

_NAME = st.sampled_from(["Home", "home!", "Höme", "The Red Shoes", "東京の夜", "x" * 30, "x" * 31, "Home Alone in the Rain"])
_NAMES = _NAME | st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)
_YEAR = st.none() | st.integers(1845, 1853) | st.integers(1990, 1993) | st.just(2110)
_TITLE = st.tuples(
    _NAMES, st.none() | _NAMES, _YEAR, st.sampled_from(["movie", "tvEpisode", "short"]), st.lists(_NAMES, max_size=3)
)


def made(titles: list[tuple[str, str | None, int | None, str, list[str]]], *, parts: int = 1) -> sqlite3.Connection:
    """A catalogue of these titles in rank order: the first is title 1 of rank 1."""
    con = sqlite3.connect(":memory:")
    ddl.create(con)
    index.create(con)
    rows = []
    for rank, (title, original, year, kind, akas) in enumerate(titles, 1):
        con.execute(
            "INSERT INTO title (id, kind, title, original, year, is_adult) VALUES (?, ?, ?, ?, ?, 0)",
            (rank, kind, title, original, year),
        )
        if akas:
            con.execute("INSERT INTO aka_document VALUES (?, ?)", (rank, json.dumps([[aka] for aka in akas])))
        all_names = "\n".join(name for name in (title, original, *akas) if name)
        rows.append((rank, rank, all_names, year, facets.pack(kind, None, None, 0)))
    for part in range(parts):
        index.add_titles(con, [row for row in rows if row[0] % parts == part])
    return con


@settings(deadline=None, max_examples=cases(60, 2000))
@given(st.lists(_TITLE, max_size=12), _NAMES, _YEAR, st.integers(0, 2), st.none() | st.sampled_from([["movie"], ["short"]]))
def test_what_a_look_at_every_title_would_find(
    titles: list[tuple[str, str | None, int | None, str, list[str]]],
    name: str,
    year: int | None,
    within: int,
    kinds: list[str] | None,
) -> None:
    def bears(title: str, original: str | None, its_year: int | None, kind: str, akas: list[str]) -> bool:
        known = {fold.key(one) for one in (title, original or title, *akas)}
        in_time = year is None or (its_year is not None and abs(its_year - year) <= within)
        return fold.key(name) in known - {""} and in_time and (kinds is None or kind in kinds)

    with closing(made(titles, parts=2)) as con:
        found = lookup.by_name(con, name, year, kinds, within=within)
        assert [one.id for one in found] == [number for number, one in enumerate(titles, 1) if bears(*one)]
        assert lookup.by_names(con, [(name, year), ("", None), (name, year)], kinds, within=within) == [found, [], found]


@settings(deadline=None, max_examples=cases(60, 2000))
@given(st.lists(st.tuples(st.lists(_NAMES, min_size=1, max_size=4), _YEAR), max_size=20))
def test_whole_columns_make_the_same_rows(titles: list[tuple[list[str], int | None]]) -> None:
    documents = [("\n".join(fold.key(name) for name in held), year) for held, year in titles]
    with closing(sqlite3.connect(":memory:")) as one, closing(sqlite3.connect(":memory:")) as other:
        for con in (one, other):
            con.execute(lookup.TABLE)
        lookup.add(one, ((rank, names, year) for rank, (names, year) in enumerate(documents, 1)))
        columns.write(other, pl.DataFrame(documents, schema={"names": pl.String, "year": pl.Int16}, orient="row"))
        everything = "SELECT * FROM title_names ORDER BY bucket"
        assert one.execute(everything).fetchall() == other.execute(everything).fetchall()


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    home: Home = small_home(tmp_path)
    with closing(sqlite3.connect(home.catalogue)) as con:
        yield con


def test_how_a_title_bears_its_name(con: sqlite3.Connection) -> None:
    for name, how in (
        ("the glass harbour", "title"),
        ("Glashamnen", "original"),
        ("Le port de verre", "aka"),
        ("雪の港", "aka"),
    ):
        (found,) = lookup.by_name(con, name, 1951)
        assert (found.id, found.title, found.year, found.how) == (RED, "The Glass Harbour", 1951, how)
    assert lookup.by_name(con, "Glashamnen", 1950) == [] != lookup.by_name(con, "Glashamnen", 1950, within=1)
    assert lookup.by_name(con, "Glashamnen", kinds=["short"]) == []
