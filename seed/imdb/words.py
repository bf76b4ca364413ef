"""The vocabulary for slips at IMDb's size: what :mod:`db.search.typos` does word by word, for whole columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import polars as pl

from db.base import buckets
from db.search import typos
from db.search.typos import BASE, BEGINNINGS, LENGTH, MIX, SHIFT

_U64 = pl.UInt64


def write(con: sqlite3.Connection, noted: list[pl.Series]) -> None:
    """Write the vocabulary of these names (each series in rank order, folded, a title's or person's by newlines) into ``con``."""
    words = gathered(noted)
    begun = _beginnings(words)
    long = words.filter(pl.col("word").str.len_chars() > LENGTH).select("word", "frequency")
    found = _found(begun["word"])
    typos.write(con, begun.iter_rows(), long.iter_rows(), _buckets(found))


def gathered(noted: list[pl.Series]) -> pl.DataFrame:
    """``word`` and ``frequency`` of all words of more than two letters, the most noted first."""
    parts = []
    for names in noted:
        listed = names.head(typos.NOTED).alias("word").to_frame().with_row_index("rank", offset=1)
        listed = listed.with_columns(pl.col("word").str.replace_all("\n", " ", literal=True).str.split(" ").list.unique())
        parts.append(listed.explode("word"))
    every = pl.concat(parts).filter(pl.col("word").str.len_chars() > 2, ~pl.col("word").str.contains(r"^\p{Nd}+$"))
    words = every.group_by("word").agg(pl.col("rank").min(), pl.len().cast(pl.Int64).alias("frequency"))
    return words.sort("rank", "word").select("word", "frequency")


def _beginnings(words: pl.DataFrame) -> pl.DataFrame:
    """``word``, ``frequency`` and ``whole`` of the words' beginnings, in the order in which they are first met."""
    whole = pl.col("word").str.slice(0, LENGTH)
    shorter = (pl.col("word").str.slice(0, length) for length in BEGINNINGS)
    listed = words.select(
        "frequency", whole=whole, word=pl.concat_list(whole, *shorter).list.unique(maintain_order=True)
    ).explode("word")
    return listed.group_by("word", maintain_order=True).agg(
        pl.col("frequency").sum(), whole=(pl.col("word") == pl.col("whole")).any()
    )


def _found(words: pl.Series) -> pl.DataFrame:
    """``hash`` and ``place`` of every word's deletions, in order."""
    placed = words.alias("word").to_frame().with_row_index("place", offset=1)
    placed = placed.with_columns(length=pl.col("word").str.len_chars())
    parts = [pl.DataFrame(schema={"hash": pl.UInt32, "place": pl.UInt32})]
    for length in sorted(placed["length"].unique()):
        rows = placed.filter(pl.col("length") == length)
        letters = [_codes(rows["word"].str.slice(at, 1)).alias(f"letter{at}") for at in range(length)]
        rows = rows.select("place").hstack(letters)
        parts += [
            rows.select(hash=(one * _lit(MIX) // _lit(2**SHIFT)).cast(pl.UInt32), place="place")
            for one in _numbers(length, typos.slips(length))
        ]
    return pl.concat(parts).unique().sort("hash", "place")


def _codes(letters: pl.Series) -> pl.Series:
    """The numbers of single letters."""
    different = letters.unique()
    return letters.replace_strict(different, [ord(letter) for letter in different], return_dtype=_U64)


def _lit(number: int) -> pl.Expr:
    return pl.lit(number % 2**64, _U64)


def _numbers(length: int, depth: int) -> Iterator[pl.Expr]:
    """The numbers of words of this length with up to ``depth`` letters left out, as :func:`db.search.typos.hashes` has them."""
    before = [_lit(0)]
    for at in range(length):
        before.append(before[-1] * _lit(BASE) + pl.col(f"letter{at}"))
    whole = before[-1]
    yield whole
    if depth:
        less = [before[at] - before[at + 1] for at in range(length)]
        alone = [less[at] * _lit(pow(BASE, length - 1 - at, 2**64)) for at in range(length)]
        for one in alone:
            yield whole + one
        if depth > 1:
            first = [less[at] * _lit(pow(BASE, length - 2 - at, 2**64)) for at in range(length - 1)]
            for at in range(length - 1):
                for other in range(at + 1, length):
                    yield whole + first[at] + alone[other]


def _buckets(found: pl.DataFrame) -> Iterator[tuple[int, bytes]]:
    sizes = (found["hash"] // 2**16).rle().struct.unnest().select("value", "len")
    return buckets.rows(sizes.iter_rows(), typos.CODES, ((found["hash"] % 2**16).to_list(), found["place"].to_list()))
