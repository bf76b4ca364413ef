"""Sources: what the catalogue holds and from where, what would fill the empty sections, and an import under way."""

from __future__ import annotations

from typing import ClassVar

from db.base.records.findings import Importing
from db.base.records.pages import SourceCard
from db.catalogue import sources
from db.reading import home
from screens.places import Place
from screens.reader import Paged
from widgets.sheet import Sheet
from widgets.sources_sheet import sources_sheet

#: Seconds between two looks at how far an import is.
_LOOK = 0.25


class SourcesScreen(Paged):
    """Every source with its rows and dates; an import is begun and stopped here."""

    KEYS: ClassVar[tuple[str, ...]] = ("import", "stop_import", "charts_screen", "lists_screen", "search", "palette", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._sources: list[SourceCard] = []
        self._totals = (0, 0)
        self._shown: Importing | None = None

    def on_mount(self) -> None:
        """Follow an import; the reading is begun by every screen's own handler, which Textual calls too."""
        self.set_interval(_LOOK, self._look)

    async def read(self) -> None:
        """Sources and totals."""
        self._totals = await self.ask(home.totals)
        self._sources = await self.ask(sources.sources)
        self._shown = self.house.imports.state

    def sheet(self, cells: int) -> Sheet:
        """Laid out."""
        return sources_sheet(self._sources, *self._totals, cells, self._shown)

    def _look(self) -> None:
        """Draw anew what an import has to say, where it says something new."""
        if self.house.imports.state is not self._shown and self._sources:
            self._shown = self.house.imports.state
            self.page.relay()

    # -- commands

    def action_import_data(self) -> None:
        """Import IMDb's data sets from a folder."""
        if self._under_way():
            self.house.say("An import is under way; X stops it.")
        else:
            self.dialog(self._import())

    async def _import(self) -> None:
        from screens.dialogs.importing import ImportDialog

        folder = await self.show_dialog(ImportDialog())
        if folder is not None:
            self.house.imports.start(folder)

    def action_stop_import(self) -> None:
        """Give the import up."""
        if self._under_way():
            self.house.imports.stop()
        else:
            self.house.say("No import is under way.")

    def _under_way(self) -> bool:
        state = self.house.imports.state
        return state is not None and not state.over
