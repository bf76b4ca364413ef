"""JSON documents made of columns: texts as literals, rows as arrays, a title's rows as one array of arrays."""

from __future__ import annotations

import json

import polars as pl

_SPECIAL = r'["\\\x00-\x1f\x7f]'


def literal(texts: pl.Series) -> pl.Series:
    """Every text as a JSON string, quotes and all; nulls stay. Only the few that need escapes cost a Python call."""
    special = texts.str.contains(_SPECIAL).fill_null(False)
    if special.any():
        places = special.arg_true()
        escaped = pl.Series([json.dumps(text, ensure_ascii=False)[1:-1] for text in texts.gather(places)], dtype=pl.String)
        texts = texts.scatter(places, escaped)
    return '"' + texts + '"'


def characters(arrays: pl.Series) -> pl.Series:
    """IMDb's arrays of characters as one JSON string each: ``["Mary","Jane"]`` is ``"Mary / Jane"``."""
    inside = arrays.str.slice(2, arrays.str.len_chars() - 4).str.replace_all('","', " / ", literal=True)
    regular = arrays.str.starts_with('["') & arrays.str.ends_with('"]') & ~inside.str.contains(_SPECIAL)
    made = '"' + inside + '"'
    others = ~regular.fill_null(True)
    if others.any():
        places = others.arg_true()
        made = made.scatter(places, pl.Series([_by_hand(array) for array in arrays.gather(places)], dtype=pl.String))
    return made


def _by_hand(array: str) -> str:
    """An array with escapes in it, or something that is no array at all, which is kept as it is."""
    try:
        names = json.loads(array, strict=False)
    except ValueError:
        names = [array]
    if not isinstance(names, list):
        names = [names]
    return json.dumps(" / ".join(str(name) for name in names), ensure_ascii=False)


def array(first: list[pl.Expr], rest: list[pl.Expr]) -> pl.Expr:
    """``[a,b,c]`` of columns that are JSON already; nulls at the end of ``rest`` are cut, others written."""
    tail = pl.lit("]")
    for part in reversed(rest):
        filled = pl.when(part.is_not_null()).then(pl.concat_str(pl.lit(","), part, tail))
        tail = filled.otherwise(pl.when(tail == "]").then(pl.lit("]")).otherwise(pl.lit(",null") + tail))
    head = [piece for part in first for piece in (pl.lit(","), part)][1:]
    return pl.concat_str(pl.lit("["), *head, tail)


def joined(rows: pl.DataFrame, by: str, document: str) -> pl.DataFrame:
    """The rows of each group (they stand together) as one array; a frame of ``by`` and ``document``."""
    grouped = rows.group_by(by, maintain_order=True).agg(pl.col(document).str.join(","))
    return grouped.with_columns(pl.concat_str(pl.lit("["), pl.col(document), pl.lit("]")).alias(document))
