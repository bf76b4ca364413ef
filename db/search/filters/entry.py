"""What one entry of the registry of filters is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from db.base.records.cards import TitleCard


class Filter(NamedTuple):
    """One condition of a search line. Numbers are whole and inclusive (``rating`` in tenths); ``value`` is a word or a name."""

    field: str
    low: int | None = None
    high: int | None = None
    value: str = ""


class Parsed(NamedTuple):
    """A filter read from the line, and the label of its chip. ``only``: the text cannot be a word of a title as well."""

    filter: Filter
    label: str
    only: bool = False


class Condition(NamedTuple):
    """A filter in SQL, on ``title_rank AS r`` and ``title AS t``.

    ``cost`` orders the conditions: 0 reads the row at hand, 3 another table. ``among`` is a query for the ids of all titles
    that can pass, where such a query is cheaper than walking the titles by rank; ``among_values`` are its parameters.
    """

    cost: int
    sql: str
    values: tuple[object, ...] = ()
    among: str = ""
    among_values: tuple[object, ...] = ()


class Entry(NamedTuple):
    """A filter: how it is written, what it means in SQL and of a card, and what help says about it.

    ``keyed(key, value)`` reads ``key:value`` for each of ``keys``; ``bare(text, folded)`` reads a word, or two, without a key.
    ``holds`` is the same condition on a card in memory, None where a card does not tell; then SQL is asked.
    ``unsaid`` says whether the filter passes a title about which the viewer has said nothing; a filter that has it reads the
    viewer's records. ``values(con, typed)`` lists what may follow the colon, for completion.
    """

    field: str
    help: str
    examples: tuple[str, ...]
    condition: Callable[[sqlite3.Connection, Filter], Condition]
    keys: tuple[str, ...] = ()
    keyed: Callable[[str, str], Parsed | None] | None = None
    bare: Callable[[str, str], Parsed | None] | None = None
    holds: Callable[[Filter, TitleCard], bool] | None = None
    unsaid: Callable[[Filter], bool] | None = None
    values: Callable[[sqlite3.Connection, str], list[str]] | None = None

    @property
    def personal(self) -> bool:
        """Whether it reads the viewer's records."""
        return self.unsaid is not None


def completed(typed: str, words: dict[str, str] | dict[str, tuple[str, ...]]) -> str | None:
    """The word meant: itself, or the first that begins so, since ``type:fi`` is on its way to ``type:film``."""
    return typed if typed in words else next((word for word in words if word.startswith(typed)), None)


def begun(typed: str, words: dict[str, str] | dict[str, tuple[str, ...]]) -> list[str]:
    """The words that begin with what is typed."""
    return [word for word in words if word.startswith(typed)]


def within(value: int | None, wanted: Filter) -> bool:
    """Whether a number is known and inside the limits of a filter."""
    return (
        value is not None and (wanted.low is None or value >= wanted.low) and (wanted.high is None or value <= wanted.high)
    )
