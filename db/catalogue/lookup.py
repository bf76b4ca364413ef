"""Titles by their exact name, of all titles: primary names, original ones and akas, with or without a year.

Names are the same if they fold to the same (:func:`db.base.fold.key`). The table ``title_names`` (:mod:`db.base.buckets`) has
for the hash of every such name the title's rank and its year; what is found is looked at again in the title itself. Episodes
that have only a number for a name and no votes are not in it.

A builder adds titles by :func:`add`; an import makes the same rows in vectorised code (``seed.imdb.names``).
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from db.base import buckets, fold
from db.catalogue.documents import akas
from db.catalogue.facets import KINDS

TABLE = "CREATE TABLE title_names (bucket INTEGER PRIMARY KEY, found BLOB NOT NULL)"
#: What a row holds: the lower 32 bits of hashes, ranks, and years (:func:`year_code`).
CODES = "IIB"
#: What a name's hash is made with: 64 bits, of which the upper 50 are kept; the upper 18 of these name the row.
BASE, MIX, WORD, SHIFT, LOWER = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 2**64 - 1, 14, 2**32
#: Bytes of a name that its hash is made of: as many pieces of eight from its beginning, and the last eight.
PIECES, PIECE = 3, 8
#: Years are kept as one byte: those from the year after this one on.
BEFORE = 1850
#: Rows that one statement asks for, and titles that are looked at for one name.
_AT_ONCE, _MOST = 500, 5000


class Candidate(NamedTuple):
    """A title that bears the name; ``how`` says whether as its ``title``, its ``original`` one or an ``aka``."""

    id: int
    kind: str
    title: str
    original: str
    year: int | None
    votes: int | None
    how: str


def by_name(
    con: sqlite3.Connection, name: str, year: int | None = None, kinds: Collection[str] | None = None, *, within: int = 0
) -> list[Candidate]:
    """The titles that bear ``name``, the most noted first; of ``year``, or up to ``within`` years beside it, where one is given."""
    return by_names(con, [(name, year)], kinds, within=within)[0]


def by_names(
    con: sqlite3.Connection,
    asked: Sequence[tuple[str, int | None]],
    kinds: Collection[str] | None = None,
    *,
    within: int = 0,
) -> list[list[Candidate]]:
    """:func:`by_name` of many names and years, in their order; what lies together in the file is read together."""
    keys = [fold.key(name) for name, _ in asked]
    held = _ranks(con, zip(keys, (year for _, year in asked), strict=True), within)
    titles = _titles(con, {rank for ranks in held for rank in ranks}, kinds)
    found = []
    for key, (_, year), ranks in zip(keys, asked, held, strict=True):
        bearing = (_named(con, titles[rank], key) for rank in ranks if rank in titles)
        found.append([one for one in bearing if one is not None and (year is None or _near(one.year, year, within))])
    return found


def ranks(con: sqlite3.Connection, keys: Iterable[str], year: int | None = None) -> list[int]:
    """The ranks of the titles one of whose names is one of ``keys`` (folded), in order; of ``year`` alone, where it is given."""
    return sorted({rank for found in _ranks(con, [(key, year) for key in keys], 0) for rank in found})


def _near(year: int | None, wanted: int, within: int) -> bool:
    return year is not None and abs(year - wanted) <= within


def _ranks(con: sqlite3.Connection, asked: Iterable[tuple[str, int | None]], within: int) -> list[list[int]]:
    """For each key and year the ranks of what may be meant."""
    wanted = [(hashed(key), year) if key else None for key, year in asked]
    rows = sorted({one[0] // LOWER for one in wanted if one})
    laid: dict[int, bytes] = {}
    for part in _parts(rows):
        sql = "SELECT bucket, found FROM title_names WHERE bucket IN (SELECT value FROM json_each(?))"
        laid.update(con.execute(sql, (json.dumps(part),)))
    return [_of_row(laid.get(one[0] // LOWER, b""), one[0] % LOWER, one[1], within) if one else [] for one in wanted]


def _of_row(found: bytes, lower: int, year: int | None, within: int) -> list[int]:
    lowers, ranks, years = buckets.columns(found, CODES)
    at, taken = bisect_left(lowers, lower), list[int]()
    codes = range(year_code(year - within), year_code(year + within) + 1) if year is not None else range(256)
    while at < len(lowers) and lowers[at] == lower and len(taken) < _MOST:
        if years[at] in codes:
            taken.append(ranks[at])
        at += 1
    return taken


def _titles(con: sqlite3.Connection, ranks: Iterable[int], kinds: Collection[str] | None) -> dict[int, Candidate]:
    """By rank, as the titles themselves have it; ``how`` is not said yet."""
    codes = None if kinds is None else {KINDS.index(kind) for kind in kinds if kind in KINDS}
    ids: dict[int, int] = {}
    for part in _parts(sorted(ranks)):
        sql = "SELECT title_id, rank, facets & 15 FROM title_rank WHERE rank IN (SELECT value FROM json_each(?))"
        ids.update(
            (one, rank) for one, rank, kind in con.execute(sql, (json.dumps(part),)) if codes is None or kind in codes
        )
    found = dict[int, Candidate]()
    for part in _parts(sorted(ids)):
        sql = (
            "SELECT id, kind, title, coalesce(original, title), year, num_votes FROM title"
            " WHERE id IN (SELECT value FROM json_each(?))"
        )
        for title_id, kind, title, original, year, votes in con.execute(sql, (json.dumps(part),)):
            found[ids[title_id]] = Candidate(title_id, kind, title, original, year, votes, "")
    return found


def _named(con: sqlite3.Connection, one: Candidate, key: str) -> Candidate | None:
    """``one`` with how it bears the name; None if it only seemed so."""
    if fold.key(one.title) == key:
        return one._replace(how="title")
    if fold.key(one.original) == key:
        return one._replace(how="original")
    return one._replace(how="aka") if any(fold.key(str(aka[0])) == key for aka in akas(con, one.id)) else None


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))


# -- filling it ----------------------------------------------------------------------------------------------------


def hashed(key: str) -> int:
    """50 bits that stand for a folded name."""
    name = key.encode(errors="replace")
    pieces = [name[at : at + PIECE].ljust(PIECE, b"\0") for at in range(0, PIECES * PIECE, PIECE)]
    number = len(name)
    for piece in (*pieces, name[-PIECE:].rjust(PIECE, b"\0")):
        number = (number * BASE + int.from_bytes(piece, "little")) & WORD
    return (number * MIX & WORD) >> SHIFT


def year_code(year: int | None) -> int:
    """A year as one byte; 0 where there is none."""
    return 0 if year is None else min(max(year - BEFORE, 1), 255)


def add(con: sqlite3.Connection, rows: Iterable[tuple[int, str, int | None]]) -> None:
    """Add titles: rank, folded names by newlines, and year."""
    more: dict[int, set[tuple[int, int, int]]] = defaultdict(set)
    for rank, names, year in rows:
        for key in filter(None, names.split("\n")):
            number = hashed(key)
            more[number // LOWER].add((number % LOWER, rank, year_code(year)))
    for part in _parts(sorted(more)):
        sql = "SELECT bucket, found FROM title_names WHERE bucket IN (SELECT value FROM json_each(?))"
        for bucket, found in con.execute(sql, (json.dumps(part),)):
            more[bucket].update(zip(*buckets.columns(found, CODES), strict=True))
    laid = [(bucket, sorted(entries)) for bucket, entries in sorted(more.items())]
    columns = [[entry[place] for _, entries in laid for entry in entries] for place in range(len(CODES))]
    sizes = Counter({bucket: len(entries) for bucket, entries in laid})
    con.executemany("INSERT OR REPLACE INTO title_names VALUES (?, ?)", buckets.rows(sizes.items(), CODES, columns))
