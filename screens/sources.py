"""Sources: what the catalogue and pages hold and from where, what would fill the empty sections, an import under way."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from db.base.errors import MatineeError
from db.base.home import Home
from db.base.records.findings import Importing, SourceOfPages
from db.base.records.pages import SourceCard
from db.catalogue import sources
from db.pages import file, places
from db.reading import home, placing
from screens.places import Place
from screens.reader import Paged
from seed.sources.formats import fillable
from widgets.sheet import Sheet
from widgets.sources_sheet import sources_sheet

#: Seconds between two looks at how far an import is.
_LOOK = 0.25


class SourcesScreen(Paged):
    """Every source with its rows and dates; an import is begun and stopped here."""

    KEYS: ClassVar[tuple[str, ...]] = (
        "import", "bring_in", "delete", "stop_import", "charts_screen", "lists_screen", "search", "palette", "help",
    )  # fmt: skip

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._sources: list[SourceCard] = []
        self._pages: list[SourceOfPages] = []
        self._totals = (0, 0)
        self._shown: Importing | None = None

    def on_mount(self) -> None:
        """Follow an import; the reading is begun by every screen's own handler, which Textual calls too."""
        self.set_interval(_LOOK, self._look)

    async def read(self) -> None:
        """Sources and totals."""
        self._totals = await self.ask(home.totals)
        self._sources = await self.ask(sources.sources)
        self._pages = await asyncio.to_thread(placing.sources, self.house.library.home)
        self._shown = self.house.imports.state

    def sheet(self, cells: int) -> Sheet:
        """Laid out."""
        return sources_sheet(self._sources, self._pages, fillable(), *self._totals, cells, self._shown)

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

    def action_delete(self) -> None:
        """Remove the source under the cursor."""
        spot = self.page.cursor
        name = spot.key[1] if spot is not None and isinstance(spot.key, tuple) and spot.key[0] == "source" else ""
        source = next((each for each in self._pages if each.name == name), None)
        if source is None:
            self.house.say("Move to a source of pages to remove it; IMDb's data stay until others are imported.")
        else:
            self.dialog(self._remove(source))

    async def _remove(self, source: SourceOfPages) -> None:
        from screens.dialogs.choose import Choose, Option

        options = (Option("remove", "Remove it"), Option("keep", "Keep it"))
        question = f"Pages lose what {source.label} tells; the files that it was read from stay where they are."
        if await self.show_dialog(Choose(source.label, question, options)) != "remove":
            return
        try:
            await asyncio.to_thread(_removed, self.house.library.home, source.name)
        except MatineeError as error:
            self.house.say(str(error), trouble=True)
        self.load()

    def action_stop_import(self) -> None:
        """Give the import up."""
        if self._under_way():
            self.house.imports.stop()
        else:
            self.house.say("No import is under way.")

    def _under_way(self) -> bool:
        state = self.house.imports.state
        return state is not None and not state.over


def _removed(home: Home, name: str) -> None:
    file.remove(home, name)
    places.write(home, name, None)
