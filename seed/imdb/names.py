"""The table ``title_names`` at IMDb's size: what :func:`db.catalogue.lookup.add` does title by title, for whole columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import polars as pl

from db.base import buckets
from db.catalogue.lookup import BASE, BEFORE, CODES, LOWER, MIX, PIECE, PIECES, SHIFT

_DOCUMENTS, _ROWS = 500_000, 500_000
_WHOLE = pl.UInt64
_HASHES, _RANGES = 2 ** (64 - SHIFT), 8


def write(con: sqlite3.Connection, documents: pl.DataFrame) -> None:
    """Fill the table, which is empty, from ``names`` (folded, by newlines) and ``year`` of titles in rank order."""
    parts = [_entries(documents.slice(start, _DOCUMENTS), start) for start in range(0, max(1, documents.height), _DOCUMENTS)]
    for entries in _sorted(parts):
        for piece in _pieces(entries):
            sizes = (piece["hash"] // LOWER).rle().struct.unnest().select("value", "len")
            columns = [(piece["hash"] % LOWER).to_list(), piece["rank"].to_list(), piece["year"].to_list()]
            con.executemany("INSERT INTO title_names VALUES (?, ?)", buckets.rows(sizes.iter_rows(), CODES, columns))


def _sorted(parts: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """All entries in the order of hash and rank, each once: a few ranges of hashes one after the other, to bound the memory."""
    for low in range(0, _HASHES, _HASHES // _RANGES):
        within = pl.col("hash").is_between(low, low + _HASHES // _RANGES, closed="left")
        entries = pl.concat([part.filter(within) for part in parts]).sort("hash", "rank")
        repeated = (entries["hash"] == entries["hash"].shift()) & (entries["rank"] == entries["rank"].shift())
        yield entries.filter(~repeated.fill_null(False)) if repeated.any() else entries


def _entries(documents: pl.DataFrame, before: int) -> pl.DataFrame:
    """``hash``, ``rank`` and ``year`` for each name."""
    code = (pl.col("year").cast(pl.Int32) - BEFORE).clip(1, 255).fill_null(0).cast(pl.UInt8)
    ranked = documents.select(
        year=code,
        rank=pl.int_range(before + 1, before + pl.len() + 1, dtype=pl.UInt32),
        name=pl.col("names").str.split("\n"),
    )
    ranked = ranked.explode("name").filter(pl.col("name") != "")
    return ranked.select("rank", "year", hash=_hashed(ranked["name"]))


def _hashed(names: pl.Series) -> pl.Series:
    """:func:`db.catalogue.lookup.hashed` of each."""
    zeros = pl.lit(bytes(PIECE), pl.Binary)
    name = pl.col("name")
    padded, led = name + pl.lit(bytes(PIECES * PIECE), pl.Binary), zeros + name
    pieces = [padded.bin.slice(at, PIECE) for at in range(0, PIECES * PIECE, PIECE)]
    number = name.bin.size().cast(_WHOLE)
    for piece in (*pieces, led.bin.tail(PIECE)):
        number = number * pl.lit(BASE, _WHOLE) + piece.bin.reinterpret(dtype=_WHOLE, endianness="little")
    made = number * pl.lit(MIX, _WHOLE) // pl.lit(2**SHIFT, _WHOLE)
    return names.cast(pl.Binary).alias("name").to_frame().select(hash=made).to_series()


def _pieces(entries: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Slices with no row of the table in two of them."""
    start = 0
    while start < entries.height:
        end = min(entries.height, start + _ROWS)
        if end < entries.height:
            end = int(entries["hash"].search_sorted((int(entries["hash"][end]) // LOWER + 1) * LOWER, side="left"))
        yield entries.slice(start, end - start)
        start = end
