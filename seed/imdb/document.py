"""JSON documents made of columns: texts as literals, rows as arrays, a title's rows as one array of arrays."""

from __future__ import annotations

import json

import polars as pl

_SPECIAL = r'["\\\x00-\x1f\x7f]'
_ESCAPES = r"[\\\x00-\x1f\x7f]"


def literal(texts: pl.Series) -> pl.Series:
    """Every text as a JSON string, quotes and all; nulls stay. Only the few that need escapes cost a Python call."""
    special = texts.str.contains(_SPECIAL).fill_null(False)
    if special.any():
        places = special.arg_true()
        escaped = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts.gather(places)]
        texts = texts.clone().scatter(places, pl.Series(escaped, dtype=pl.String))
    return ('"' + texts + '"').alias(texts.name)


def characters(arrays: pl.Series) -> pl.Series:
    """IMDb's arrays of characters as one JSON string each: ``["Mary","Jane"]`` is ``"Mary / Jane"``."""
    made = arrays.str.strip_prefix("[").str.strip_suffix("]")
    regular = arrays.str.starts_with('["') & arrays.str.ends_with('"]')
    regular &= (made.str.count_matches('"', literal=True) == 2) & ~made.str.contains(_ESCAPES)
    others = ~regular.fill_null(True)
    if others.any():
        places = others.arg_true()
        made = made.scatter(places, pl.Series([_by_hand(array) for array in arrays.gather(places)], dtype=pl.String))
    return made


def _by_hand(array: str) -> str:
    """An array of several, with escapes in it, or something that is no array at all and is kept as it is."""
    try:
        names = json.loads(array, strict=False)
    except ValueError:
        names = array
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
    grouped = rows.with_columns(pl.col(by).set_sorted()).group_by(by, maintain_order=True).agg(document)
    return grouped.with_columns(pl.concat_str(pl.lit("["), pl.col(document).list.join(","), pl.lit("]")).alias(document))
