"""Writing Matinee's own JSON: one object, one row a line, keys and rows in a fixed order.

Two exports of the same records are the same text, apart from ``written_at``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from db.base import ids
from db.base.records.exchange import Row
from seed.exchange.own_layout import FORMAT_VERSION, LAYOUT, OF_TABLE, Section, fields_out


class Action(Protocol):
    """One action of the journal: its columns, the uid of the title it was about, and the rows before and after."""

    @property
    def values(self) -> dict[str, Any]:
        """The columns, by their names."""

    @property
    def title(self) -> str | None:
        """The uid of the title that it was about."""

    @property
    def changes(self) -> Iterable[tuple[str, str, Row | None, Row | None]]:
        """Table, uid, the row before and the row after."""


class Said(Protocol):
    """What is written: the rows of each table, the titles and people that they name, and the journal where it is wanted."""

    @property
    def version(self) -> int:
        """The version of ``personal.db``."""

    def subjects(self, table: str) -> Iterable[Row]:
        """Rows of ``my_title`` or ``my_person``, by their uids."""

    def rows(self, table: str) -> Iterable[Row]:
        """The rows of a table, in the order in which they are written."""

    def history(self) -> Iterable[Action] | None:
        """The journal, oldest first; None where it is not wanted."""


def pieces(said: Said, written_at: str, counts: Counter[str]) -> Iterator[str]:
    """The text in pieces; ``counts`` has, at the end, the rows of every array by its name."""
    head = {"format": FORMAT_VERSION, "written_at": written_at, "schema": said.version}
    yield f'{{\n"matinee": {_line(head)}'
    for key, table in (("titles", "my_title"), ("people", "my_person")):
        yield from _lines(key, (f"{_line(row.uid)}: {_line(_subject(row))}" for row in said.subjects(table)), "{}")
    inside = {section.inside: section for section in LAYOUT if section.inside}
    for section in LAYOUT:
        if section.inside:
            continue
        counts[section.key] = 0
        inner = inside.get(section.key)
        yield from _lines(section.key, _array(said, section, inner, counts), "[]")
    if (history := said.history()) is not None:
        counts["history"] = 0
        yield from _lines("history", _history(history, counts), "[]")
    yield "\n}\n"


def _lines(key: str, lines: Iterable[str], brackets: str) -> Iterator[str]:
    """An array or object, a line for each of its members."""
    yield f",\n{_line(key)}: {brackets[0]}"
    before = "\n"
    for each in lines:
        yield before + each
        before = ",\n"
    yield brackets[1] if before == "\n" else f"\n{brackets[1]}"


def _array(said: Said, section: Section, inner: Section | None, counts: Counter[str]) -> Iterator[str]:
    held: dict[str | None, list[dict[str, Any]]] = {}
    if inner is not None:
        counts[inner.key] = 0
        for row in said.rows(inner.table):
            held.setdefault(row.refers.get("list_id"), []).append(fields_out(inner, row))
            counts[inner.key] += 1
    for row in said.rows(section.table):
        counts[section.key] += 1
        fields = fields_out(section, row)
        if inner is not None:
            fields[inner.key] = held.get(row.uid, [])
        yield _line(fields)


def _subject(row: Row) -> dict[str, Any]:
    """A title or person: its id of IMDb's, or Matinee's own; ``said`` only where that is another."""
    of_title = row.table == "my_title"
    spelled = ids.tconst if of_title else ids.nconst
    place, said = row.values["title_id" if of_title else "person_id"], row.values["said_id"]
    found: dict[str, Any] = {}
    if isinstance(place, int):
        found["imdb" if place > 0 else "local"] = spelled(place)
    found |= {"name": row.values["title" if of_title else "name"], "year": row.values["year"]}
    if of_title:
        found["kind"] = row.values["kind"]
    if said != place:
        found["said"] = spelled(said) if isinstance(said, int) else None
    return found | {"decided_by": row.values["decided_by"]}


def _history(history: Iterable[Action], counts: Counter[str]) -> Iterator[str]:
    for action in history:
        counts["history"] += 1
        changes = []
        for table, uid, *states in action.changes:
            section = OF_TABLE.get(table)
            before, after = (
                fields_out(section, state, whole=False) if section is not None and state is not None else None
                for state in states
            )
            changes.append({"of": section.key if section else table, "uid": uid, "before": before, "after": after})
        yield _line(action.values | {"title": action.title, "changes": changes})


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
