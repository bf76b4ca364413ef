"""Bring in your records: an export read, compared with what is there, and taken in by one step."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from db.base.records.brought import CHOICES, Choices, Preview
from screens.places import Place
from screens.reader import Paged
from widgets.bringing_sheet import bringing_sheet
from widgets.sheet import Sheet, span

if TYPE_CHECKING:
    from db.base.home import Home
    from db.base.records.cards import Done
    from db.personal.bringing.merge import Source
    from db.personal.desk import Desk
    from db.reading.bringing import Plan
    from seed.exchange.reader import Found


def _planned(con: sqlite3.Connection, home: Home, sources: Sequence[Source]) -> Plan:
    from db.catalogue import id_maps
    from db.reading.bringing import Plan

    with id_maps.opened(home) as id_map:
        return Plan.of(con, sources, id_map)


class BringingScreen(Paged):
    """The preview of one path; ``place.subject`` is the path."""

    KEYS: ClassVar[tuple[str, ...]] = ("bring", "undo", "search", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._found: Found | None = None
        self._plan: Plan | None = None
        self._choices = Choices(**place.state.get("choices", {}))
        self._previews: tuple[Preview, ...] = ()
        self._done = ""

    async def read(self) -> None:
        """Read the files once, then compare them with what is there now."""
        from db.personal.bringing.merge import Source
        from seed.exchange import reader

        if self._found is None:
            self._found = await asyncio.to_thread(reader.read, Path(str(self.place.subject)))
        exports = self._found.exports
        sources = [Source(export.format.name, export.format.label, export.reading.records) for export in exports]
        plan = self._plan
        if plan is None:
            plan = self._plan = await self.ask(_planned, self.house.library.home, sources)
        merged = await self.ask(plan.preview, self._choices)
        self._previews = tuple(export.preview(self._found.path, part) for export, part in zip(exports, merged, strict=True))

    def sheet(self, cells: int) -> Sheet:
        """The preview, or what is being done."""
        if not self._previews:
            return Sheet([[], [span("Reading …", "muted")]])
        return bringing_sheet(self._previews, self._choices, cells, self._done)

    def remember(self) -> dict[str, object]:
        """The choices too."""
        return super().remember() | {"choices": {name: getattr(self._choices, name) for name in CHOICES}}

    def open(self, what: object) -> None:
        """Change a choice, or bring the records in."""
        if isinstance(what, str) and what.startswith("choice:"):
            name = what.removeprefix("choice:")
            values = list(CHOICES[name][1])
            chosen = values[(values.index(getattr(self._choices, name)) + 1) % len(values)]
            self._choices = replace(self._choices, **{name: chosen})  # type: ignore[arg-type]  # one of the values that it has
            self.load()
        elif what == "bring":
            self.action_bring()
        else:
            super().open(what)

    def action_bring(self) -> None:
        """Bring the records in."""
        if self._plan is not None:
            self.work(self._bring(self._plan), group="bringing", exclusive=True)

    async def _bring(self, plan: Plan) -> None:
        def bring(desk: Desk) -> Done:
            return plan.bring(desk, self._choices)[0]

        if (done := await self.change(bring)) is not None:
            self._done = done.sentence if done.changed else "Everything was there already"
            self.house.settle()
            self.load()
