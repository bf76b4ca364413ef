"""Folding whole columns: what :func:`db.base.fold.key` does to one name, in vectorised form (a test holds the two together)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import polars as pl

from db.base import fold

#: Beyond it Unicode has but tags and private use.
_END = 0x33480


@cache
def _classes() -> tuple[str, str, str]:
    """Character classes as :mod:`db.base.fold` understands them: combining marks, characters of words, CJK characters."""
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
    beyond_ascii = names.str.len_bytes() != names.str.len_chars()
    return _changed(_ascii(names), beyond_ascii, lambda found: _unicode(names.gather(found)))


def _changed(names: pl.Series, where: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """``names`` with some of them changed: ``change`` is given their places. Few need most of the changes."""
    found = where.fill_null(False).arg_true()
    return names.scatter(found, change(found)) if found.len() else names


def _replaced(names: pl.Series, pattern: str, by: str) -> pl.Series:
    return _changed(names, names.str.contains(pattern), lambda found: names.gather(found).str.replace_all(pattern, by))


def _words(names: pl.Series, in_words: str) -> pl.Series:
    """Whatever is not of a word made one space, none at the ends."""
    untidy = names.str.contains(f"[^{in_words} ]|  |^ | $")
    return _changed(
        names, untidy, lambda found: names.gather(found).str.replace_all(f"[^{in_words}]+", " ").str.strip_chars(" ")
    )


def _ascii(names: pl.Series) -> pl.Series:
    folded = names.str.to_lowercase()
    folded = _replaced(_replaced(folded, "['`]", ""), "&", " and ")
    return _words(folded, "a-z0-9")


def _unicode(names: pl.Series) -> pl.Series:
    combining, in_words, single = _classes()
    folded = names.str.to_lowercase()
    special = f"[{''.join(fold.SPECIAL)}{fold.APOSTROPHES}]"
    replaced = {**fold.SPECIAL, **dict.fromkeys(fold.APOSTROPHES, "")}
    folded = _changed(
        folded,
        folded.str.contains(special),
        lambda found: folded.gather(found).str.replace_many(list(replaced), list(replaced.values())),
    )
    folded = _replaced(folded.str.normalize("NFKD"), f"[{combining}]", "").str.normalize("NFC").str.to_lowercase()
    return _words(_replaced(folded, f"([{single}])", " $1 "), in_words)
