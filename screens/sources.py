"""Sources: what the catalogue holds and from where, and what would fill the empty sections."""

from __future__ import annotations

from db.catalogue import home
from db.records import SourceCard
from screens.places import Place
from screens.reader import Paged
from widgets.sheet import Sheet
from widgets.sources_sheet import sources_sheet


class SourcesScreen(Paged):
    """Every source with its rows and dates."""

    KEYS = ("charts_screen", "lists_screen", "search", "palette", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._sources: list[SourceCard] = []
        self._totals = (0, 0)

    async def read(self) -> None:
        """Sources and totals."""
        self._totals = await self.ask(home.totals)
        self._sources = await self.ask(home.sources)
        self.show_page()

    def sheet(self, cells: int) -> Sheet:
        """Laid out."""
        return sources_sheet(self._sources, *self._totals, cells)
