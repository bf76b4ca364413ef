"""The vocabulary for slips, made of whole columns, is the one that is made word by word."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base import fold
from db.search import typos
from seed.imdb import words
from tests.counts import cases

_NAMES = st.lists(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=24) | st.text("abc 1é東", max_size=30), min_size=1, max_size=3),
    max_size=12,
)


def told(con: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [con.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("search_word", "typo")]


@settings(deadline=None, max_examples=cases(40, 1000))
@given(_NAMES, _NAMES)
def test_both_write_the_same(titles: list[list[str]], people: list[list[str]]) -> None:
    noted = [["\n".join(fold.key(name) for name in one) for one in held] for held in (titles, people)]
    with closing(sqlite3.connect(":memory:")) as con:
        typos.create(con)
        for names in noted:
            typos.gather(con, enumerate(names, 1))
        typos.finish(con)
        by_word = told(con)
    with closing(sqlite3.connect(":memory:")) as con:
        typos.create(con)
        words.write(con, [pl.Series(names, dtype=pl.String) for names in noted])
        by_column = told(con)
    assert by_column == by_word
