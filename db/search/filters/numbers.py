"""Filters that compare a number: ``>7.5``, ``votes>=10k``, ``runtime<100``, ``<2h``, ``mine>7``."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

from db.base.records.cards import TitleCard
from db.catalogue.facets import RATING_SHIFT
from db.search.filters.entry import Condition, Entry, Filter, Parsed, within

_COMPARED = re.compile(r"(?P<name>[a-z]*)(?P<sign><=|>=|<|>|=)(?P<number>\d{1,9}(?:[.,]\d+)*)(?P<unit>min|m|h|k)?")
_UNITS = {"h": 60, "k": 1000}
_SYMBOLS = {">=": "≥", "<=": "≤"}


def comparison(
    field: str,
    label: str,
    *,
    units: tuple[str, ...] = (),
    nameless: Callable[[float, str], bool] | None = None,
    scale: int = 1,
) -> Callable[[str, str], Parsed | None]:
    """A reader of ``name>5``; ``nameless(number, unit)`` says whether a comparison without a name means this field.

    ``label`` is the chip's, with ``{sign}`` and ``{n}``; limits are rounded to whole numbers after ``scale``.
    """

    def read(text: str, _folded: str) -> Parsed | None:
        found = _COMPARED.fullmatch(text)
        if found is None or found["name"] not in ("", field):
            return None
        digits, unit = found["number"], found["unit"] or ""
        if field == "votes" or digits.count(",") > 1:
            digits = digits.replace(",", "")
        try:
            number = float(digits.replace(",", "."))
        except ValueError:
            return None
        if not found["name"] and not (nameless and nameless(number, unit)):
            return None
        if unit and unit not in units:
            return None
        number *= _UNITS.get(unit, 1)
        whole = round(number * scale, 6)
        above, below = int(whole // 1), int(-(-whole // 1))  # rounded down, rounded up
        low, high = {
            ">": (above + 1, None), ">=": (below, None), "<": (None, below - 1), "<=": (None, above), "=": (below, above),
        }[found["sign"]]  # fmt: skip
        shown = str(int(number)) if field == "year" else f"{number:,.1f}".removesuffix(".0")
        sign = _SYMBOLS.get(found["sign"], found["sign"])
        return Parsed(Filter(field, low, high), label.format(sign=sign, n=shown), only=True)

    return read


def _rating(_con: sqlite3.Connection, wanted: Filter) -> Condition:
    limits = max(wanted.low or 1, 1), 100 if wanted.high is None else wanted.high
    return Condition(0, f"(r.facets >> {RATING_SHIFT}) & 127 BETWEEN ? AND ?", limits)


def _column(column: str) -> Callable[[sqlite3.Connection, Filter], Condition]:
    def condition(_con: sqlite3.Connection, wanted: Filter) -> Condition:
        return Condition(2, f"{column} BETWEEN ? AND ?", (wanted.low or 0, 1 << 40 if wanted.high is None else wanted.high))

    return condition


_RATED = "SELECT title_id FROM my_rating WHERE value BETWEEN ? AND ?"


def _mine(_con: sqlite3.Connection, wanted: Filter) -> Condition:
    limits = wanted.low or 0, 10 if wanted.high is None else wanted.high
    return Condition(1, f"EXISTS ({_RATED} AND title_id = r.title_id)", limits, _RATED, limits)


def _holds_rating(wanted: Filter, card: TitleCard) -> bool:
    return card.rating is not None and within(round(card.rating * 10), wanted)


RATING = Entry(
    "rating",
    "IMDb's rating",
    (">7.5", "<5"),
    _rating,
    bare=comparison("rating", "rating {sign} {n}", nameless=lambda number, unit: not unit and number <= 10, scale=10),
    holds=_holds_rating,
)
VOTES = Entry(
    "votes",
    "how many have rated it",
    ("votes>10000", "votes>=10k"),
    _column("t.num_votes"),
    bare=comparison("votes", "votes {sign} {n}", units=("k",)),
    holds=lambda wanted, card: within(card.votes, wanted),
)
RUNTIME = Entry(
    "runtime",
    "how long it runs",
    ("<100min", "<2h", "runtime>180"),
    _column("t.runtime_minutes"),
    bare=comparison(
        "runtime", "{sign} {n} min", units=("min", "m", "h"), nameless=lambda _number, unit: unit in ("min", "m", "h")
    ),
    holds=lambda wanted, card: within(card.runtime, wanted),
)
MINE = Entry(
    "mine",
    "your own rating",
    ("mine>7",),
    _mine,
    bare=comparison("mine", "my rating {sign} {n}"),
    holds=lambda wanted, card: within(card.mine.rating, wanted),
    unsaid=lambda _wanted: False,
)
