"""On lists: which lists, the viewer's and the built-in ones, hold this title."""

from __future__ import annotations

from typing import Any

from db.reading import titles
from screens.section import SectionScreen
from widgets.onlists_sheet import onlists_sheet
from widgets.sheet import Sheet


class OnListsScreen(SectionScreen):
    """The lists that hold it, with size and progress."""

    SECTION = "onlists"

    async def read(self, title_id: int) -> Any:
        """The lists."""
        return await self.ask(titles.on_lists, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """One line a list."""
        return onlists_sheet(section, cells)
