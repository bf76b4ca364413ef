"""Narrowing a list by the words and filters of the search line (``powell 1940..1950 >7.5 unseen``).

Words, and filters of which a card tells, are decided in memory; for the others (a director, a country, a list) the catalogue is
asked first, once a line, by :func:`passing`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from db.base import fold
from db.base.records.cards import TitleCard
from db.search.filters import BY_FIELD, Filter
from db.search.filters.conditions import conditions
from db.search.query import Query, parse

#: Letters from which on a word may be somebody's name.
_NAME = 3
#: The titles that pass each filter of which a card does not tell.
Passing = Mapping[Filter, Collection[int]]

#: Titles that search leaves out (episodes without a name of their own) stand on lists too, so ``title_rank`` may lack them.
_AMONG = """SELECT t.id FROM json_each(?) JOIN title AS t ON t.id = value LEFT JOIN title_rank AS r ON r.title_id = t.id
WHERE 1"""


@lru_cache(8)
def _parsed(text: str) -> Query:
    return parse(text)


def to_ask(text: str) -> tuple[Filter, ...]:
    """The filters of ``text`` for which :func:`passing` has to be asked."""
    filters = (term.filter for term in _parsed(text).terms)
    asked = [one for one in filters if one is not None and BY_FIELD[one.field].holds is None]
    return tuple(dict.fromkeys([*asked, *_people(text)]))


def _people(text: str) -> list[Filter]:
    """The words of ``text`` as people's names: each that is long enough, and all of them together."""
    words = [word for term in _parsed(text).terms if not term.filter for word in term.words]
    named = [word for word in words if len(word) >= _NAME]
    return [Filter("person", value=word) for word in dict.fromkeys([*named, *([" ".join(words)] if len(words) > 1 else [])])]


def passing(con: sqlite3.Connection, filters: Iterable[Filter], title_ids: Iterable[int]) -> dict[Filter, frozenset[int]]:
    """Those of ``title_ids`` that pass each of ``filters``."""
    asked = json.dumps(list(title_ids))
    found = {}
    for one in filters:
        where = conditions(con, (one,), None, adult=True, personal=True)
        found[one] = frozenset(
            row[0] for row in con.execute(_AMONG + where.sql.replace("r.title_id", "t.id"), (asked, *where.values))
        )
    return found


def narrowed(text: str, found: Passing | None = None) -> Callable[[TitleCard, Iterable[str]], bool]:
    """A test of (card, other texts about it) by ``text``: every word begins a word of theirs or is the name of somebody who worked
    on it, every filter holds.

    A term that may be either ("drama", "1948") keeps what passes one way or the other. ``found`` is what :func:`passing` gave.
    """
    terms = _parsed(text).terms
    known = found or {}
    together = known.get(whole[-1], ()) if (whole := _people(text)) else ()

    def test(card: TitleCard, others: Iterable[str] = ()) -> bool:
        said: list[str] = []

        def named(wanted: tuple[str, ...]) -> bool:
            if not said:
                said.extend(fold.words(" ".join((card.title, card.original_title or "", str(card.year or ""), *others))))
            return all(
                any(word.startswith(typed) for word in said) or card.id in known.get(Filter("person", value=typed), ())
                for typed in wanted
            )

        def passes(wanted: Filter) -> bool:
            holds = BY_FIELD[wanted.field].holds
            return holds(wanted, card) if holds else card.id in known.get(wanted, ())

        return all(
            (term.filter is not None and passes(term.filter))
            or (bool(term.words) and (named(term.words) or (term.filter is None and card.id in together)))
            for term in terms
        )

    return test
