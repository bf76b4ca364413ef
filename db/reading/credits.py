"""All credits of a title: the catalogue's, completed by what sources name: parts, spellings, and people who are not in it.

Sources name people without ids. A name that is credited in the same department already is that person; others stand behind in
billing order, and lead nowhere.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from db.base import fold
from db.base.records.pages import Credit, NamedCredit
from db.catalogue import documents
from db.catalogue.documents import PERFORMING
from db.reading.told import told

#: Billing of those who are named without one.
_LAST = 1_000_000


def credits(con: sqlite3.Connection, title_id: int) -> tuple[Credit, ...]:
    """The catalogue's credits in their order, with what sources add to each, then the others by department."""
    own = documents.credits(con, title_id)
    named: tuple[NamedCredit, ...] = told(con, title_id, "credits").join("credits", ())
    if not named:
        return own
    known: dict[tuple[str, str], NamedCredit] = {}
    for each in sorted(named, key=lambda one: one.billing or _LAST):
        known.setdefault(_key(each.name, each.category), each)
    made = []
    for credit in own:
        more = known.pop(_key(credit.name, credit.category), None) or known.pop(
            _key(credit.credited_as or "", credit.category), None
        )
        made.append(_completed(credit, more) if more is not None else credit)
    return (*made, *(_nameless(each) for each in known.values()))


def _key(name: str, category: str) -> tuple[str, str]:
    return fold.key(name), "cast" if category in PERFORMING else category


def _completed(credit: Credit, more: NamedCredit) -> Credit:
    return replace(
        credit,
        character=credit.character or _part(more) or None,
        job=credit.job or (more.note if not more.character else "") or None,
        credited_as=credit.credited_as or more.credited_as or None,
    )


def _nameless(each: NamedCredit) -> Credit:
    """A credit of somebody whom the catalogue does not name there."""
    part = _part(each) if each.category in PERFORMING else ""
    return Credit(0, each.name, each.category, each.note if not part else None, part or None, each.credited_as or None)


def _part(each: NamedCredit) -> str:
    return f"{each.character} ({each.note})" if each.character and each.note else each.character
