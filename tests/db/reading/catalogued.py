"""A catalogue written title by title: with votes, other names and episodes, in the order of their votes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from db.base.home import Home
from db.catalogue import ddl, facets
from db.search import index


@dataclass(frozen=True)
class Title:
    """One title; an episode names its series, season and number."""

    id: int
    title: str
    year: int | None = None
    kind: str = "movie"
    votes: int | None = None
    akas: tuple[str, ...] = ()
    series: int | None = None
    season: int | None = None
    number: int | None = None


def put(home: Home, titles: Sequence[Title]) -> None:
    """Write these titles in the place of the catalogue before."""
    home.make()
    path = home.data / "catalogue.new"
    path.unlink(missing_ok=True)
    con = sqlite3.connect(path, isolation_level=None)
    con.execute("PRAGMA synchronous = OFF")
    con.execute("BEGIN")
    ddl.create(con)
    index.create(con)
    ranked = sorted(titles, key=lambda one: -(one.votes or 0))
    con.executemany(
        "INSERT INTO title (id, title, year, kind, num_votes, is_adult, series_id, season, episode)"
        " VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)",
        [(one.id, one.title, one.year, one.kind, one.votes, one.series, one.season, one.number) for one in ranked],
    )
    con.executemany(
        "INSERT INTO aka_document VALUES (?, ?)",
        [(one.id, json.dumps([[aka] for aka in one.akas])) for one in ranked if one.akas],
    )
    rows = [
        (rank, one.id, "\n".join((one.title, *one.akas)), one.year, facets.pack(one.kind, None, None, False))
        for rank, one in enumerate(ranked, 1)
    ]
    index.add_titles(con, rows)
    index.finish(con)
    index.write_cards(con)
    con.execute("INSERT INTO fact VALUES ('build', ?)", (token_hex(16),))
    con.execute("COMMIT")
    con.close()
    path.replace(home.catalogue)
