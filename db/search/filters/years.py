"""The filter on years: ``1948``, ``1950..1965``, ``1950s``, ``seventies``, ``year<1930``."""

from __future__ import annotations

import re
import sqlite3

from db.search.filters.entry import Condition, Entry, Filter, Parsed, within
from db.search.filters.numbers import comparison

_RANGE = re.compile(r"(?P<low>\d{4})?(?P<dots>\.\.|[-–])(?P<high>\d{4})?")
_DECADE = re.compile(r"(?P<century>1[89]|20)?(?P<decade>\d0)['’]?s")
_DECADES = {
    word: 1900 + 10 * place
    for place, word in enumerate(
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), 2
    )
}
_FIRST, _LAST = 1870, 2039

_compared = comparison("year", "year {sign} {n}")


def _is_year(number: int) -> bool:
    return _FIRST <= number <= _LAST


def _label(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"from {low}" if high is None else f"until {high}"
    return f"{low}–{high}" if low != high else str(low)


def _span(low: int | None, high: int | None, *, only: bool = False) -> Parsed:
    return Parsed(Filter("year", low, high), _label(low, high), only)


def _bare(text: str, folded: str) -> Parsed | None:
    if ranged := _RANGE.fullmatch(text):
        low, high = (int(end) if end else None for end in (ranged["low"], ranged["high"]))
        if ranged["dots"] == ".." and (low or high):
            return _span(low, high, only=True)
        if low and high and low <= high and _is_year(low) and _is_year(high):
            return _span(low, high)
        return None
    if decade := _DECADE.fullmatch(text):
        tens = int(decade["decade"])
        century = int(decade["century"] or (20 if tens < 20 else 19))  # "10s" are the present ones, "20s" the silent ones
        low = century * 100 + tens
        return _span(low, low + 9) if _is_year(low) else None
    if folded in _DECADES:
        return _span(_DECADES[folded], _DECADES[folded] + 9)
    if len(text) == 4 and text.isdecimal() and _is_year(int(text)):
        return _span(int(text), int(text))
    return _compared(text, folded)


def _keyed(_key: str, value: str) -> Parsed | None:
    found = _bare(value.strip().lower(), "")
    return found._replace(only=True) if found else None


def _condition(_con: sqlite3.Connection, wanted: Filter) -> Condition:
    return Condition(0, "r.year BETWEEN ? AND ?", (wanted.low or 0, 9999 if wanted.high is None else wanted.high))


YEAR = Entry(
    "year",
    "the year, or a span of years",
    ("1948", "1950..1965", "1950s", "seventies", "year<1930"),
    _condition,
    keys=("year",),
    keyed=_keyed,
    bare=_bare,
    holds=lambda wanted, card: within(card.year, wanted),
)
