"""What sources tell of a title beside what the catalogue has: joined section by section, the same told twice shown once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from db.base import fold
from db.base.records.pages import Aka, Award, Connection, Critic, Fact, Item, Question, Quote, Review, Song
from db.base.records.sources import Entry
from db.pages.shelf import Mark, shelf_of

T = TypeVar("T", bound=Entry)


class Told:
    """The entries of some sections from all sources, in the order of the sources' names."""

    def __init__(self, found: Mapping[str, Sequence[tuple[Mark, Entry]]]) -> None:
        self._found = found
        self._used: dict[str, None] = {}

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of what was joined, as they are shown."""
        return tuple(self._used)

    def join(self, section: str, own: Sequence[T]) -> tuple[T, ...]:
        """What the catalogue has, then what sources add to it, each entry with where it is from."""
        more = self._found.get(section)
        if not more:
            return tuple(own)
        met = {_face(entry) for entry in own}
        joined = list(own)
        for mark, entry in more:
            if (face := _face(entry)) not in met:
                met.add(face)
                self._used[mark.shown] = None
                joined.append(cast(T, _marked(entry, mark)))
        return tuple(joined)

    def first(self, section: str) -> Entry | None:
        """The first entry that does not give the story away; None where there is none."""
        for mark, entry in self._found.get(section, ()):
            if not getattr(entry, "spoiler", False):
                self._used[mark.shown] = None
                return _marked(entry, mark)
        return None


def told(con: sqlite3.Connection, title_id: int, *sections: str, person: bool = False) -> Told:
    """The entries of ``sections`` of a title, or of a person."""
    shelf = shelf_of(con)
    return Told(shelf.told(title_id, *sections, person=person)) if shelf is not None else Told({})


def first(con: sqlite3.Connection, title_id: int, section: str) -> Entry | None:
    """The first entry of a section that does not give the story away, without reading the rest."""
    shelf = shelf_of(con)
    if shelf is None:
        return None
    return next(
        (_marked(one, mark) for mark, one in shelf.each(title_id, section) if not getattr(one, "spoiler", False)), None
    )


def counts(con: sqlite3.Connection, title_id: int) -> Mapping[str, int]:
    """How many entries sources have, by section."""
    shelf = shelf_of(con)
    return shelf.counts(title_id) if shelf is not None else {}


def _marked(entry: Entry, mark: Mark) -> Entry:
    if isinstance(entry, str) or not hasattr(entry, "source"):
        return entry
    return cast(Entry, replace(cast(Any, entry), source=mark.shown))


#: What makes two entries the same, by their type.
_FACES: dict[type, Callable[[Any], object]] = {
    str: lambda one: fold.key(one.replace("-", " ")),
    Item: lambda one: fold.key(one.text),
    Fact: lambda one: (one.kind.casefold(), fold.key(one.value) or one.value),
    Aka: lambda one: (fold.key(one.title), one.region),
    Award: lambda one: (one.event, one.year, fold.key(one.category), tuple(fold.key(name) for name, _ in one.people)),
    Connection: lambda one: (one.kind, fold.key(one.title), one.year),
    Song: lambda one: fold.key(one.song),
    Quote: lambda one: tuple(fold.key(words) for _, words in one.lines),
    Review: lambda one: one.text[:200],
    Critic: lambda one: (one.author, one.publisher, one.text[:200]),
    Question: lambda one: fold.key(one.question),
}


def _face(entry: Entry) -> object:
    made = _FACES.get(type(entry))
    return made(entry) if made is not None else entry
