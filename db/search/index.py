"""The search tables inside ``catalogue.db``, and how a builder or an importer fills them.

``create(con)``, then ``add_titles`` and ``add_people`` (in any number of calls, rows in rank order), then ``finish(con)``, and
when titles, people and the other names are in their tables, ``write_cards(con)``.
Only ``sqlite3`` is needed. Names may come as written or, with ``folded=True``, already in the form of :func:`db.base.fold.key`:
words parted by single spaces, names by newlines, nothing else (a bulk importer makes that form in vectorised code).

- ``title_search``, ``person_search``: contentless FTS5 tables whose rowid is the rank, 1 for the most noted, so that
  ``ORDER BY rowid LIMIT n`` stops early. One document a title: all its names and its year as a word.
- ``title_noted``, ``person_noted``: the same for the most noted alone. FTS5 goes through all there is where little answers, so
  what is only guessed at is looked for here.
- ``title_form``: the forms of the names of the most noted (:mod:`db.search.forms`), in which ``rocky iv`` is ``rocky4``.
- ``title_names``: every title by its exact names (:mod:`db.catalogue.lookup`), which lifts "Her" over everything that begins so.
- ``title_rank``, ``person_rank``: from rank to id, with what filters need of a title packed into one integer.
- ``title_card``, ``person_card``: what is shown of the noted, side by side in their order, so that a search reads a few pages
  instead of several a hit.
- ``noted_aka``: the other names of the noted titles, line by line as they are searched and as they are written, to see which of
  them answers.
- ``search_word``, ``typo``: the words of the most noted, and their deletion neighbourhoods (see :mod:`db.search.typos`);
  words of more than seven letters stand there twice, by their beginning and whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from db.base import fold
from db.catalogue import lookup
from db.search import typos
from db.search.akas import taken_apart
from db.search.forms import forms

Row = TypeVar("Row")
#: (rank, title id, names joined by newlines, year, facets): names are the title, the original title and all akas.
TitleRow = tuple[int, int, str, int | None, int]
#: (rank, person id, names joined by newlines).
PersonRow = tuple[int, int, str]

_SPARE = "content='', detail=none, columnsize=0"
_TABLES = (
    *(
        f"CREATE VIRTUAL TABLE {table} USING fts5(names, {_SPARE}, prefix='1 2 3 4 5 6 7', tokenize=ascii)"
        for table in ("title_search", "person_search", "title_noted", "person_noted")
    ),
    f"CREATE VIRTUAL TABLE title_form USING fts5(names, {_SPARE}, tokenize=ascii)",
    "CREATE TABLE title_rank (rank INTEGER PRIMARY KEY, title_id INTEGER NOT NULL, year INTEGER, facets INTEGER NOT NULL)",
    "CREATE TABLE person_rank (rank INTEGER PRIMARY KEY, person_id INTEGER NOT NULL)",
    "CREATE TABLE noted_aka (rank INTEGER PRIMARY KEY, keys TEXT NOT NULL, names TEXT NOT NULL)",
    """CREATE TABLE title_card (
      rank INTEGER PRIMARY KEY, title_id INTEGER NOT NULL, title TEXT NOT NULL, original TEXT, year INTEGER, kind TEXT NOT NULL,
      average_rating REAL, num_votes INTEGER, end_year INTEGER, runtime_minutes INTEGER, genres TEXT, facets INTEGER NOT NULL
    )""",
    """CREATE TABLE person_card (
      rank INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, name TEXT NOT NULL, birth_year INTEGER, death_year INTEGER,
      professions TEXT, known_for TEXT
    )""",
)
#: The title that a person of the table ``person AS p`` is best known by, with its year.
KNOWN_FOR = """(SELECT title || coalesce(' (' || year || ')', '') FROM title WHERE id = CAST(p.known_for AS INTEGER))"""
#: Rows are read in the order of their ids, which is that of the pages they lie in; without a LIMIT, SQLite drops that order.
_CARDS = (
    "DELETE FROM title_card",
    """INSERT INTO title_card
    SELECT r.rank, t.id, t.title, t.original, t.year, t.kind, t.average_rating, t.num_votes, t.end_year, t.runtime_minutes,
      t.genres, r.facets
    FROM (SELECT * FROM title_rank WHERE rank <= {noted} ORDER BY title_id LIMIT -1) AS r CROSS JOIN title AS t ON t.id = r.title_id
    ORDER BY r.rank""",
    "DELETE FROM person_card",
    """INSERT INTO person_card
    SELECT r.rank, p.id, p.name, p.birth_year, p.death_year, p.professions, {known_for}
    FROM (SELECT * FROM person_rank WHERE rank <= {noted} ORDER BY person_id LIMIT -1) AS r
    CROSS JOIN person AS p ON p.id = r.person_id
    ORDER BY r.rank""",
)
#: Documents of other names of the noted from one rank up to another.
_AKAS = """
SELECT r.rank, akas FROM (SELECT rank, title_id FROM title_rank WHERE rank > ? AND rank <= ? ORDER BY title_id LIMIT -1) AS r
CROSS JOIN aka_document AS d ON d.title_id = r.title_id"""
#: Made when ``title_rank`` is full.
RANK_INDEX = "CREATE INDEX title_rank_id ON title_rank (title_id)"
#: The full-text tables; SQLite keeps each in tables of its own, named after it.
FTS = ("title_search", "person_search", "title_noted", "person_noted", "title_form")
#: Bytes that a table under construction gathers in memory before it writes; asked for only as far as there is text.
HASH_SIZE = 128 << 20
#: Titles and people down to this rank are noted.
NOTED = 300_000
#: Titles down to this rank are found by their forms: nobody asks by another numeral for what hardly anybody knows.
FORMED = 100_000
_CHUNK = 20_000


def create(con: sqlite3.Connection) -> None:
    """Make the empty search tables."""
    for statement in (*_TABLES, lookup.TABLE):
        con.execute(statement)
    for table in FTS:
        con.execute(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 0)")
        con.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {HASH_SIZE})")
    typos.create(con)


def add_titles(con: sqlite3.Connection, rows: Iterable[TitleRow], *, folded: bool = False, words: bool = True) -> None:
    """Add titles in rank order. ``names`` holds every distinct name; leave generic unrated episodes out.

    With ``words`` off the vocabulary for slips is left as it is.
    """
    for chunk in _chunks(rows):
        if not folded:
            chunk = [(rank, id_, _keys(names), year, bits) for rank, id_, names, year, bits in chunk]
        con.executemany(
            "INSERT INTO title_search(rowid, names) VALUES (?, ?)",
            ((rank, _dated(names, year)) for rank, _, names, year, _ in chunk),
        )
        con.executemany(
            "INSERT INTO title_noted(rowid, names) VALUES (?, ?)",
            ((rank, _dated(names, year)) for rank, _, names, year, _ in chunk if rank <= NOTED),
        )
        con.executemany(
            "INSERT INTO title_rank VALUES (?, ?, ?, ?)", ((rank, id_, year, bits) for rank, id_, _, year, bits in chunk)
        )
        lookup.add(con, ((rank, names, year) for rank, _, names, year, _ in chunk))
        if words:
            typos.gather(con, ((row[0], row[2]) for row in chunk))


def add_people(con: sqlite3.Connection, rows: Iterable[PersonRow], *, folded: bool = False, words: bool = True) -> None:
    """Add people in rank order; ``names`` holds every name they were credited by."""
    for chunk in _chunks(rows):
        if not folded:
            chunk = [(rank, id_, _keys(names)) for rank, id_, names in chunk]
        con.executemany("INSERT INTO person_search(rowid, names) VALUES (?, ?)", ((rank, names) for rank, _, names in chunk))
        con.executemany(
            "INSERT INTO person_noted(rowid, names) VALUES (?, ?)",
            ((rank, names) for rank, _, names in chunk if rank <= NOTED),
        )
        con.executemany("INSERT INTO person_rank VALUES (?, ?)", ((rank, id_) for rank, id_, _ in chunk))
        if words:
            typos.gather(con, ((row[0], row[2]) for row in chunk))


def finish(con: sqlite3.Connection) -> None:
    """After the last row: merge each index into one piece and write the vocabulary for typos."""
    for table in FTS:
        con.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    con.execute(RANK_INDEX)
    typos.finish(con)


def write_cards(con: sqlite3.Connection, step: Callable[[int, int], object] = lambda done, total: None) -> None:
    """Write what is shown of the noted, anew if need be; titles, people, other names and the ranks are complete.

    ``step`` hears how much is done of how much.
    """
    step(0, NOTED)
    for statement in _CARDS:
        con.execute(statement.format(noted=NOTED, known_for=KNOWN_FOR))
    con.execute("DELETE FROM noted_aka")
    con.execute("INSERT INTO title_form(title_form) VALUES ('delete-all')")
    for after in range(0, NOTED, _CHUNK):
        documents = con.execute(_AKAS, (after, min(after + _CHUNK, NOTED))).fetchall()
        akas = [(rank, *taken_apart(document)) for rank, document in sorted(documents)]
        con.executemany("INSERT INTO noted_aka VALUES (?, ?, ?)", akas)
        if after < FORMED:
            con.executemany("INSERT INTO title_form(rowid, names) VALUES (?, ?)", _forms(con, after, akas))
        step(min(after + _CHUNK, NOTED), NOTED)
    con.execute("INSERT INTO title_form(title_form) VALUES ('optimize')")


def _forms(con: sqlite3.Connection, after: int, akas: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """The forms of the names of one chunk of the noted, by rank."""
    others = {rank: keys for rank, keys, _ in akas}
    rows = con.execute(
        "SELECT rank, title, ifnull(original, title) FROM title_card WHERE rank > ? AND rank <= ? ORDER BY rank",
        (after, after + _CHUNK),
    )
    for rank, title, original in rows.fetchall():
        keys = dict.fromkeys([fold.key(title), fold.key(original), *others.get(rank, "").split("\n")])
        yield rank, "\n".join(dict.fromkeys(one for key in keys for one in forms(key) if one))


def _dated(names: str, year: int | None) -> str:
    return f"{names} {year}" if year else names


def _keys(names: str) -> str:
    return "\n".join(fold.key(name) for name in names.split("\n"))


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk
