"""A connection for many searches, which remembers what lines came to, and which titles the viewer has marked.

Many lines begin with the same letters, and letters are taken back; the catalogue stays as it is while it is open.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from db.base.records.cards import Chip
from db.personal import marks

#: Lines whose outcome is kept, the last ones asked for; some 1 KB each.
MOST = 500


class Outcome(NamedTuple):
    """What a line came to: ``places`` are ranks, negative ones of people, best first; ``matched`` other names by title id."""

    places: array[int]
    matched: Mapping[int, str]
    chips: tuple[Chip, ...]
    corrected: str
    more: bool


class Lines:
    """Outcomes by line."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Outcome] = {}

    def find(self, line: Hashable) -> Outcome | None:
        """What the same line came to, if that is kept."""
        if (outcome := self._known.pop(line, None)) is not None:
            self._known[line] = outcome  # the last one asked for
        return outcome

    def keep(self, line: Hashable, outcome: Outcome) -> None:
        """Keep an outcome, in place of the one that nobody has asked for the longest."""
        self._known[line] = outcome
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]


class Connection(sqlite3.Connection):
    """To a catalogue, read-only; ``has_personal`` says whether ``personal.db`` is attached and holds its tables."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.lines = Lines()
        self.has_personal = False
        self._marked: tuple[int, frozenset[int]] = (-1, frozenset())

    @property
    def marked(self) -> frozenset[int]:
        """The titles that the viewer has marked, few of all that searches find; read anew when ``personal.db`` has changed."""
        (version,) = self.execute("PRAGMA mine.data_version").fetchone()
        if version != self._marked[0]:
            self._marked = version, marks.said(self)
        return self._marked[1]
