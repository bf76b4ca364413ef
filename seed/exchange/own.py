"""Matinee's own JSON: everything that the viewer said, read as rows of ``personal.db``. docs/export.md describes it.

:mod:`seed.exchange.own_layout` has the arrays and their fields, :mod:`seed.exchange.own_out` the way out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from db.base import ids
from db.base.ids import uid_of
from db.base.records.exchange import FileRead, Mention, Origin, PersonMention, Reading, Row
from seed.exchange import json_rows
from seed.exchange.container import MOST, Held, Unreadable
from seed.exchange.formats import Claimed, Format
from seed.exchange.json_stream import Stream
from seed.exchange.own_layout import DECIDED, LAYOUT, Field, Section
from seed.exchange.own_outline import READ, SUBJECTS, outline
from seed.exchange.own_types import is_uid, whole_letters
from seed.exchange.text import decoded

#: The mark of the format; it stands first in what Matinee writes.
_MARK = re.compile(r'"matinee"\s*:\s*\{[^{}]{0,400}"format"\s*:\s*\d')
_INSIDE = {section.inside: section for section in LAYOUT if section.inside}
_HISTORY = "The history of what was done belongs to the place where it was done; the records themselves are read."


def _claims(held: Held) -> str | None:
    try:
        head = decoded(held, head=True).lstrip("\ufeff \t\r\n")
    except Unreadable:
        return None
    return "records" if head.startswith("{") and _MARK.search(head) else None


def _read(files: Sequence[Claimed]) -> Reading:
    reading = Reading()
    for _, held in files:
        try:
            found = outline(held)
            reading.files.append(FileRead(held.name, _File(held, reading).read(found)))
        except Unreadable as error:
            held.drop()
            reading.files.append(FileRead(held.name, 0, str(error)))
    return reading


class _File:
    """One file while it is read: the titles and people it names, and the uids of the rows found so far."""

    def __init__(self, held: Held, reading: Reading) -> None:
        self._held, self._name, self._reading = held, held.name, reading
        self._found: dict[str, set[str]] = {"title": set(), "person": set(), "list": set(), "viewing": set()}
        self._met: set[tuple[str, str]] = set()
        self._unknown: set[tuple[str, str]] = set()

    def read(self, found: Mapping[str, int]) -> int:
        """Read everything; the number of rows that the file holds."""
        rows = 0
        wanted = [key for key in READ if key in found]
        in_order = wanted == [key for key in found if key in READ]
        for keys in [wanted] if in_order else [[key] for key in wanted]:  # others refer to what stands first in the layout
            stream = Stream(self._held, MOST)
            for key in stream.members():
                if key not in keys:
                    stream.passed()
                elif key in SUBJECTS:
                    self._subjects(key, stream)
                else:
                    rows += self._array(READ[key], stream)
        for key, count in found.items():
            if key not in READ and key != "matinee":
                rows += count
                why = _HISTORY if key == "history" else "This version of Matinee does not know what this is."
                self._reading.refuse(Origin(self._name, 1, whole_letters(key[:200])), why, count)
        return rows

    # -- titles and people

    def _subjects(self, key: str, stream: Stream) -> None:
        if stream.peek() != "{":
            stream.passed()
            return
        what, prefix = SUBJECTS[key]
        for number, uid in enumerate(stream.members(), 1):
            value = stream.value()
            try:
                if not is_uid(uid):
                    raise ValueError(f"{uid[:40]!r} is no uid: 32 hexadecimal digits")
                row = _subject(value, uid, what, prefix, Origin(self._name, number))
            except ValueError as error:
                origin = Origin(self._name, number, json_rows.written({uid: value}))
                self._reading.refuse(origin, _sentence(f"A {what}: {error}"), 0)
                continue
            self._found[what].add(uid)
            if uid in self._reading.subjects:
                continue
            self._reading.add(row)
            place, name, year = (
                row.values.get(f"{what}_id"),
                str(row.values["title" if what == "title" else "name"]),
                row.values["year"],
            )
            imdb = place if isinstance(place, int) else None
            self._reading.subjects[uid] = (
                Mention(name, year if isinstance(year, int) else None, str(row.values["kind"]), imdb)
                if what == "title"
                else PersonMention(name, imdb)
            )

    # -- rows

    def _array(self, section: Section, stream: Stream) -> int:
        """Read an array, and the arrays inside its rows; the number of rows in all."""
        if stream.peek() != "[":
            origin = Origin(self._name, 1, json_rows.written(stream.value()))
            self._reading.refuse(origin, f"{section.key} is no array.")
            return 1
        inner = _INSIDE.get(section.key)
        rows = 0
        for number, _ in enumerate(stream.items(), 1):
            value = stream.value()
            rows += 1
            entries: Any = value.pop(inner.key, []) if inner is not None and isinstance(value, dict) else []
            uid = self._row(section, number, value)
            if inner is None:
                continue
            if not isinstance(entries, list):
                entries = [None]
            rows += len(entries)
            if uid is None and entries:
                why = f"The {section.noun[0]} that it belongs to makes no sense."
                self._reading.refuse(Origin(self._name, number), why, len(entries))
                continue
            for at, entry in enumerate(entries, 1):
                self._row(inner, at, entry, {"list_id": str(uid)})
        return rows

    def _row(self, section: Section, number: int, value: Any, refers: Mapping[str, str] | None = None) -> str | None:
        """Read a row; its uid, or None where it makes no sense."""
        try:
            row = self._sense(section, Origin(self._name, number), value, dict(refers or {}))
        except ValueError as error:
            origin = Origin(self._name, number, json_rows.written(value))
            self._reading.refuse(origin, _sentence(f"A {section.noun[0]}: {error}"))
            return None
        self._reading.add(row)
        self._met.add((section.key, row.uid))
        if section.key in ("lists", "viewings"):
            self._found[section.key[:-1]].add(row.uid)
        return row.uid

    def _sense(self, section: Section, origin: Origin, value: Any, refers: dict[str, str]) -> Row:
        if not isinstance(value, dict):
            raise ValueError("it is no object")
        values: dict[str, Any] = {}
        for field in section.fields:
            found = _field(field, value)
            if not field.refers:
                values[field.column] = found
            elif found is not None and found in self._found[field.refers]:
                refers[field.column] = found
            elif found is not None:
                if field.required or field.refers != "viewing":
                    raise ValueError(f"{field.name} names a {field.refers} that the file does not hold")
                self._reading.refuse(origin, f"The {field.refers} of a {section.noun[0]} is not in the file.", 0)
        if {"my_id", "my_person_id"} <= {field.column for field in section.fields} and len(refers.keys() - {"list_id"}) != 1:
            raise ValueError("it is about neither a title nor a person, or about both")
        uid = value.get("uid") if section.has_uid else uid_of(section.key, refers.get("my_id"))
        if not is_uid(uid):
            raise ValueError("it has no uid of 32 hexadecimal digits")
        if (section.key, uid) in self._met:
            raise ValueError(f"its uid {uid} stands twice in the file")
        known = {field.name for field in section.fields} | {"uid"}
        for name in sorted(value.keys() - known):
            if (section.key, name) not in self._unknown and len(self._unknown) < _MOST_UNKNOWN:
                self._unknown.add((section.key, name))
                why = f"This version of Matinee does not know “{whole_letters(name[:80])}” of a {section.noun[0]}."
                self._reading.refuse(origin, why, 0)
        return Row(
            origin=origin, key=(section.key, str(uid)), table=section.table, uid=str(uid), values=values, refers=refers
        )


#: Fields without a meaning that are named.
_MOST_UNKNOWN = 100


def _field(field: Field, value: dict[str, Any]) -> Any:
    if field.name not in value:
        if field.required:
            raise ValueError(f"{field.name} is missing")
        return field.default
    try:
        return field.type.into(value[field.name])
    except ValueError as error:
        raise ValueError(f"{field.name} {error}") from error


def _subject(value: Any, uid: str, what: str, prefix: str, origin: Origin) -> Row:
    """A row of ``my_title`` or ``my_person``, which counts for none of the file's rows."""
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        raise ValueError("it has no name")
    year, kind, decided = value.get("year"), value.get("kind", "movie"), value.get("decided_by", "id")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool) or not 0 < year < 10_000):
        raise ValueError("year is no year")
    if not isinstance(kind, str) or decided not in DECIDED:
        raise ValueError("kind or decided_by is none that Matinee knows")
    place = _id(value.get("imdb", value.get("local")), prefix)
    said = _id(value["said"], prefix) if "said" in value else place
    name = whole_letters(value["name"])
    values: dict[str, str | int | float | None] = {f"{what}_id": place, "said_id": said, "year": year, "decided_by": decided}
    values |= {"title": name, "kind": whole_letters(kind)} if what == "title" else {"name": name}
    return Row(origin=origin, key=(what, uid), rows=0, table=f"my_{what}", uid=uid, values=values)


def _id(written: Any, prefix: str) -> int | None:
    if written is None:
        return None
    found = ids.number(written, prefix) if isinstance(written, str) else None
    if found is None:
        raise ValueError(f"{str(written)[:40]!r} is no id such as {prefix}0000001")
    return found


def _sentence(text: str) -> str:
    return f"{whole_letters(text)}."


FORMAT = Format(
    name="own",
    label="Matinee's own JSON",
    brings="everything you said: viewings, ratings, reviews, lists, tags, notes and the rest",
    source="matinee export json FILE",
    claims=_claims,
    read=_read,
)
