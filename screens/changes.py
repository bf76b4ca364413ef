"""What is new since the last snapshot, and whom the viewer follows."""

from __future__ import annotations

from typing import ClassVar

from db.base.records.findings import Changes
from db.reading.changes import changes
from screens.places import Place
from screens.reader import Paged
from screens.title_keys import TitleKeys
from widgets.changes_sheet import changes_sheet
from widgets.sheet import Sheet


class ChangesScreen(Paged, TitleKeys):
    """New films of the people followed, ratings that moved, risers."""

    KEYS: ClassVar[tuple[str, ...]] = (
        "rate_1",
        "watchlist",
        "log",
        "lists",
        "share",
        "charts_screen",
        "undo",
        "search",
        "help",
    )

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._changes = Changes()

    async def read(self) -> None:
        """All of it."""
        self._changes = await self.ask(changes, adult=self.house.adult)

    def sheet(self, cells: int) -> Sheet:
        """Laid out."""
        return changes_sheet(self._changes, cells)
