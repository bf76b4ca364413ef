"""From filters to one :class:`~db.search.where.Where`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from db.catalogue.facets import ADULT_SHIFT
from db.search.filters import BY_FIELD
from db.search.filters.entry import Condition, Filter
from db.search.filters.kinds import of_kinds
from db.search.where import Where


def conditions(
    con: sqlite3.Connection, filters: Sequence[Filter], kinds: Sequence[str] | None, *, adult: bool, personal: bool
) -> Where:
    """``AND …`` for all of ``filters``, for titles of ``kinds`` (None for any). ``personal``: the viewer's records are there."""
    if not filters:
        return _unfiltered(None if kinds is None else tuple(kinds), adult=adult)
    parts = [*_always(kinds, adult=adult), *(_condition(con, one, personal=personal) for one in filters)]
    found = next((part for part in parts if part.among), None)
    parts.sort(key=lambda part: part.cost)
    return Where(
        "".join(f" AND {part.sql}" for part in parts),
        tuple(value for part in parts for value in part.values),
        *((found.among, found.among_values) if found else ()),
    )


def _condition(con: sqlite3.Connection, wanted: Filter, *, personal: bool) -> Condition:
    entry = BY_FIELD[wanted.field]
    if entry.unsaid and not personal:
        return Condition(0, "1" if entry.unsaid(wanted) else "0")
    return entry.condition(con, wanted)


@lru_cache(16)
def _unfiltered(kinds: tuple[str, ...] | None, *, adult: bool) -> Where:
    """What holds for most lines."""
    return Where("".join(f" AND {part.sql}" for part in _always(kinds, adult=adult)), ())


def _always(kinds: Sequence[str] | None, *, adult: bool) -> list[Condition]:
    parts = [] if adult else [Condition(0, f"r.facets & {1 << ADULT_SHIFT} = 0")]
    return parts if kinds is None else [*parts, of_kinds(kinds)]
