"""JSON documents made of columns: texts as literals, rows as arrays, a title's rows as one array of arrays."""

from __future__ import annotations

import json
from collections.abc import Callable

import polars as pl

_SPECIAL = r'["\\\x00-\x1f\x7f]'
#: An array of one character without anything that needs an escape, as nearly all are.
_ONE = r'^\["[^"\\\x00-\x1f\x7f]*"\]$'
#: What is inside such an array: a JSON text.
_TEXT = r'^"[^"\\\x00-\x1f\x7f]*"$'


def literal(texts: pl.Series) -> pl.Series:
    """Every text as a JSON string, quotes and all; nulls stay."""
    special = texts.str.contains(_SPECIAL).fill_null(False)
    if special.any():  # only the few that need escapes cost a Python call
        places = special.arg_true()
        escaped = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts.gather(places)]
        texts = texts.clone().scatter(places, pl.Series(escaped, dtype=pl.String))
    return ('"' + texts + '"').alias(texts.name)


def repeated(texts: pl.Series, made: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """``made`` of texts of which there are few different ones: each is made once."""
    different = texts.unique().drop_nulls()
    places = texts.cast(pl.Enum(different)).to_physical()
    return made(different).gather(places).alias(texts.name)


def characters(arrays: pl.Series) -> pl.Series:
    """IMDb's arrays of characters as one JSON string each: ``["Mary","Jane"]`` is ``"Mary / Jane"``; null what nobody can read."""
    made = arrays.str.strip_prefix("[").str.strip_suffix("]")
    places = (~arrays.str.contains(_ONE)).fill_null(False).arg_true()
    if not places.len():
        return made
    several = made.gather(places).str.replace_all('","', " / ", literal=True)
    by_hand = (~several.str.contains(_TEXT)).arg_true()
    if by_hand.len():
        odd = arrays.gather(places.gather(by_hand))
        several = several.scatter(by_hand, pl.Series([_by_hand(array) for array in odd], dtype=pl.String))
    return made.scatter(places, several)


def _by_hand(array: str) -> str | None:
    """An array with escapes in it, or something that is no array at all and is kept as it is; None if it is nested without end."""
    try:
        names = json.loads(array, strict=False)
    except ValueError:
        names = array
    except RecursionError:
        return None
    joined = " / ".join(map(str, names)) if isinstance(names, list) else str(names)
    return json.dumps(joined, ensure_ascii=False)


def array(first: list[pl.Expr], rest: list[pl.Expr]) -> pl.Expr:
    """``[a,b,c]`` of columns that are JSON already; nulls at the end of ``rest`` are cut, others written."""
    pieces = [pl.lit("[")]
    for number, part in enumerate(first):
        pieces += [pl.lit(","), part] if number else [part]
    for number, part in enumerate(rest):
        later = pl.any_horizontal([other.is_not_null() for other in rest[number + 1 :]] or [pl.lit(False)])
        pieces.append(pl.coalesce(pl.lit(",") + part, pl.when(later).then(pl.lit(",null"))))
    return pl.concat_str(*pieces, pl.lit("]"), ignore_nulls=True)


def joined(rows: pl.DataFrame, by: str, document: str) -> pl.DataFrame:
    """The rows of each group (they stand together, in order) as one array; a frame of ``by`` and ``document``."""
    return strung(rows, by, document, ",").with_columns(pl.concat_str(pl.lit("["), document, pl.lit("]")).alias(document))


def strung(rows: pl.DataFrame, by: str, texts: str, between: str) -> pl.DataFrame:
    """The texts of each group of rows (they stand together, in any order) as one; a frame of ``by`` and ``texts``."""
    numbered = rows.select(pl.col(by).rle_id().set_sorted().alias("group"), texts)
    grouped = numbered.group_by("group", maintain_order=True).agg(texts)
    return grouped.select(rows[by].rle().struct.field("value").alias(by), pl.col(texts).list.join(between))
