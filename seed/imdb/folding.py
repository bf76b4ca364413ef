"""Folding whole columns: what :func:`db.fold.key` does to one name, in vectorised form (a test holds the two together)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import polars as pl

from db import fold


#: Beyond it Unicode has but tags and private use.
_END = 0x33480


@cache
def _classes() -> tuple[str, str, str]:
    """Character classes as :mod:`db.fold` understands them: combining marks, characters of words, CJK characters."""
    every = [chr(code) for code in range(0x80, _END) if not 0xD800 <= code < 0xE000]
    combining = [char for char in every if unicodedata.combining(char)]
    single = re.compile(f"[{fold.CJK}]")
    in_words = [char for char in every if char.isalnum() or single.match(char)]
    return _class(combining), "a-z0-9" + _class(in_words), _class([char for char in every if single.match(char)])


def _class(chars: list[str]) -> str:
    """The inside of a regular expression's brackets that matches ``chars``, which are in order."""
    ranges: list[list[int]] = []
    for code in map(ord, chars):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in ranges)


def keys(names: pl.Series) -> pl.Series:
    """``fold.key`` of every name; nulls stay."""
    plain = names.str.len_bytes() == names.str.len_chars()
    folded = _ascii(names)
    others = (~plain).fill_null(False)
    if others.any():
        places = others.arg_true()
        folded = folded.scatter(places, _unicode(names.gather(places)))
    return folded


def _ascii(names: pl.Series) -> pl.Series:
    folded = names.str.to_lowercase()
    if folded.str.contains("['`&]").any():
        folded = folded.str.replace_all("['`]", "").str.replace_all("&", " and ", literal=True)
    return folded.str.replace_all("[^a-z0-9]+", " ").str.strip_chars(" ")


def _unicode(names: pl.Series) -> pl.Series:
    combining, in_words, single = _classes()
    special = fold.SPECIAL
    folded = names.str.to_lowercase().str.replace_many(list(special), list(special.values()))
    folded = folded.str.replace_all(f"[{''.join(fold.APOSTROPHES)}]", "")
    folded = folded.str.normalize("NFKD").str.replace_all(f"[{combining}]", "").str.normalize("NFC").str.to_lowercase()
    folded = folded.str.replace_all(f"([{single}])", " $1 ")
    return folded.str.replace_all(f"[^{in_words}]+", " ").str.strip_chars(" ")
