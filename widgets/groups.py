"""Rows under headings: a blank row, a heading, and the records that belong to it. The cursor steps over the first two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from widgets.sheet import Line, span

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading among rows; ``key`` is what its records have in common."""

    key: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank row before a heading."""

    key: str


def grouped(
    records: Iterable[R], key: Callable[[R], str], heading: Callable[[str, int], Heading]
) -> list[Heading | Gap | R]:
    """``records``, which stand in the order of their keys, each run of a key under ``heading(key, how many)``."""
    keyed = [(key(record), record) for record in records]
    counts = Counter(held for held, _ in keyed)
    rows: list[Heading | Gap | R] = []
    last: str | None = None
    for held, record in keyed:
        if held != last:
            if rows:
                rows.append(Gap(held))
            rows.append(heading(held, counts[held]))
            last = held
        rows.append(record)
    return rows


def group_line(record: Heading | Gap) -> Line:
    """``May 2026  12 films``, or a blank line."""
    if isinstance(record, Gap):
        return []
    return [span(" "), span(record.title, "b text"), span("  " + record.note, "muted")]
