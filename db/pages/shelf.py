"""Pages for reading: what all sources tell of a title, by section, in the order of the sources' names.

A shelf belongs to one connection of the library and is opened with it; a source's file is opened when it is first read.
"""

from __future__ import annotations

import logging
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from db.base.home import Home
from db.base.records.sources import Entry
from db.base.sqlite import ERRORS
from db.pages import entries, file, places

log = logging.getLogger(__name__)

#: What reading a damaged file may raise.
_DAMAGE = (*ERRORS, zlib.error, ValueError, TypeError, LookupError)


class Mark(NamedTuple):
    """A source as a page names it: its name, its label, and the line that its terms ask for."""

    name: str
    label: str
    credit: str

    @property
    def shown(self) -> str:
        """What is shown where its data is."""
        return f"{self.label}: {self.credit}" if self.credit else self.label


class Shelf:
    """The sources of a home whose places are those of the catalogue's ``build``."""

    def __init__(self, home: Home, build: str) -> None:
        self._home = home
        self._places = places.opened(home)
        known = dict(self._places.execute("SELECT source, stamp FROM stamp")) if self._places is not None else {}
        self._current = {name for name in file.names(home) if known.get(name) == places.stamp_of(home, name, build)}
        self._open: dict[str, tuple[sqlite3.Connection, Mark] | None] = {}

    def close(self) -> None:
        """Close every file."""
        for held in self._open.values():
            if held is not None:
                held[0].close()
        self._open.clear()
        if self._places is not None:
            self._places.close()
            self._places = None

    def interrupt(self) -> None:
        """Stop queries that run."""
        for con in [self._places, *(held[0] for held in self._open.values() if held is not None)]:
            if con is not None:
                con.interrupt()

    def counts(self, title_id: int) -> Counter[str]:
        """How many entries each section has; the same told by several sources counts each time."""
        found: Counter[str] = Counter()
        for con, mark, subjects in self._of(title_id):
            try:
                for (tally,) in con.execute(f"SELECT tally FROM page WHERE subject IN ({_marks(subjects)})", subjects):
                    found.update(entries.tallied(tally))
            except _DAMAGE as error:
                self._give_up(mark, error)
        return found

    def told(self, title_id: int, *sections: str, person: bool = False) -> dict[str, list[tuple[Mark, Entry]]]:
        """Entries by section."""
        found: dict[str, list[tuple[Mark, Entry]]] = defaultdict(list)
        for mark, section, here in self._entries(title_id, sections, person=person):
            found[section] += [(mark, entry) for entry in here]
        return found

    def each(self, title_id: int, section: str) -> Iterator[tuple[Mark, Entry]]:
        """Entries of one section, read as they are asked for."""
        for mark, _, here in self._entries(title_id, (section,)):
            for entry in here:
                yield mark, entry

    def _entries(
        self, place: int, sections: tuple[str, ...], *, person: bool = False
    ) -> Iterator[tuple[Mark, str, list[Entry]]]:
        asked = set(sections)
        for con, mark, subjects in self._of(place, person=person):
            try:
                rows = con.execute(
                    f"SELECT tally, body FROM page WHERE subject IN ({_marks(subjects)}) ORDER BY id", subjects
                )
                for tally, body in rows:
                    if entries.tallied(tally).keys() & asked:
                        for section, here in entries.unpacked(body, sections):
                            yield mark, section, here
            except _DAMAGE as error:
                self._give_up(mark, error)

    def _give_up(self, mark: Mark, error: BaseException) -> None:
        """Read no more of a damaged file: pages are shown without it. An interrupted query is none."""
        if "interrupted" in str(error):
            raise error
        log.warning("the pages of %s cannot be read: %s", mark.name, error)
        self._open[mark.name] = None

    def marks(self) -> list[Mark]:
        """All sources."""
        return [held[1] for name in file.names(self._home) if (held := self._source(name)) is not None]

    def _of(self, place: int, *, person: bool = False) -> Iterator[tuple[sqlite3.Connection, Mark, list[int]]]:
        if self._places is None:
            return
        of_source: dict[str, list[int]] = {}
        try:
            found = self._places.execute(
                "SELECT source, subject FROM place WHERE place = ? AND person = ?", (place, int(person))
            ).fetchall()
        except ERRORS as error:
            if "interrupted" in str(error):
                raise
            log.warning("the places of pages cannot be read: %s", error)
            self._places = None
            return
        for name, subject in found:
            of_source.setdefault(name, []).append(subject)
        for name, subjects in of_source.items():
            if (held := self._source(name)) is not None:
                yield *held, subjects

    def _source(self, name: str) -> tuple[sqlite3.Connection, Mark] | None:
        if name not in self._open:
            self._open[name] = self._opened(name)
        return self._open[name]

    def _opened(self, name: str) -> tuple[sqlite3.Connection, Mark] | None:
        con = file.opened(file.path_of(self._home, name)) if name in self._current else None
        if con is None:
            return None
        try:
            told = file.about(con)
        except ERRORS:
            con.close()
            return None
        return con, Mark(name, told.get("label", name), told.get("credit", ""))


class Shelved(sqlite3.Connection):
    """A connection of the library, with the pages of its home."""

    home: Home
    _shelf: Shelf | None = None

    @property
    def shelf(self) -> Shelf:
        """The pages; opened when they are first asked for."""
        if self._shelf is None:
            row = self.execute("SELECT value FROM fact WHERE key IN ('build', 'built_at') ORDER BY key LIMIT 1").fetchone()
            self._shelf = Shelf(self.home, str(row[0]) if row else "?")
        return self._shelf

    def interrupt(self) -> None:
        """Stop queries that run, in the pages too."""
        super().interrupt()
        if self._shelf is not None:
            self._shelf.interrupt()

    def close(self) -> None:
        """Close the pages too."""
        if self._shelf is not None:
            self._shelf.close()
        super().close()


def shelved(home: Home) -> type[Shelved]:
    """The type of connections with the pages of a home."""
    return type("Shelved", (Shelved,), {"home": home})


def shelf_of(con: sqlite3.Connection) -> Shelf | None:
    """The pages beside a connection; None where there are none."""
    return con.shelf if isinstance(con, Shelved) else None


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))
