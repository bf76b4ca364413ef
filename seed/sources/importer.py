"""Reading what a viewer downloaded into ``pages/``: recognised by content, each source into a file of its own, and placed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.base.errors import BadInput, MatineeError
from db.base.home import Home
from db.base.records.sources import Told
from db.pages import places
from db.pages.file import Counted, NewSource
from db.pages.places import Tally
from db.reading import placing
from seed.exchange.container import Container, Held, Unreadable, opened
from seed.exchange.formats import Claimed
from seed.sources.formats import Source, recognise

#: Files of a folder: a set of reviews has a hundred thousand.
FILES = 300_000
#: Pieces between two looks at how far it is.
_LOOK = 2_000

#: Told how far it is: stage, done, of how many.
Progress = Callable[[str, int, int], object]


class Cancelled(MatineeError):
    """The viewer stopped it; what was there stays."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that was read: its name and label, its rows, and how its subjects fared."""

    source: Source
    name: str
    label: str
    path: Path
    counted: Counted
    tally: Tally

    def sentence(self) -> str:
        """For people."""
        said = f"{self.label}: {_many(self.counted.rows, 'row')}, {self.tally.matched:,} matched"
        left = [
            f"{number:,} {what}"
            for number, what in ((self.tally.unsure, "in doubt"), (self.tally.unmatched, "not in this catalogue"))
            if number
        ]
        aside = f" ({', '.join(left)})" if left else ""
        refused = f"; {_many(self.counted.refused, 'row')} could not be used" if self.counted.refused else ""
        return f"{said}{aside}{refused}."


def recognised(path: Path) -> list[Source]:
    """The sources that read what is at ``path``; none where it cannot be opened."""
    try:
        with opened(path, files=FILES) as container:
            return [source for source, _ in recognise(container)[0]]
    except BadInput:
        return []


def take(
    con: Callable[[], sqlite3.Connection],
    home: Home,
    path: Path,
    progress: Progress = lambda stage, done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Taken]:
    """Read every source at ``path``; ``con`` gives a connection with both files, for placing. BadInput changes nothing."""
    with opened(path, files=FILES) as container:
        found, _ = recognise(container)
        if not found:
            raise BadInput(f"{path} holds no film data that Matinee reads.", "See what it reads: matinee formats")
        return [_one(con(), home, container, source, files, progress, cancelled) for source, files in found]


def _one(
    con: sqlite3.Connection,
    home: Home,
    container: Container,
    source: Source,
    files: Sequence[Claimed],
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Taken:
    name, label = source.name_of(container.path), source.label_of(container.path)
    stage = f"reading {label}"
    about = {
        "format": source.name,
        "label": label,
        "credit": source.credit,
        "terms": source.terms,
        "location": str(container.path),
    }
    held = [each.held for each in files]
    with NewSource(home, name, about) as new:
        try:
            for number, piece in enumerate(source.read(files)):
                if number % _LOOK == 0:
                    if cancelled():
                        raise Cancelled("The import was stopped.", "The sources are as they were.")
                    progress(stage, *_bytes(held))
                if isinstance(piece, Told):
                    new.add(piece)
                else:
                    new.refuse(piece)
        except Unreadable as trouble:
            raise BadInput(f"{container.path} cannot be read: {trouble}.", "Nothing was changed; get it again.") from trouble
        counted = new.finish()
    placing.place(con, home, name, lambda done, total: progress(f"finding the titles of {label}", done, total))
    placed = places.opened(home)
    tally = places.tally(placed, name) if placed is not None else Tally()
    if placed is not None:
        placed.close()
    return Taken(source, name, label, container.path, counted, tally)


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _bytes(held: Sequence[Held]) -> tuple[int, int]:
    done = sum(each.done for each in held)
    return done, max(done, sum(each.whole for each in held))
