"""The title page: everything about one title in summary, and the way to all of it."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from db.personal import visits
from screens.section import SectionScreen
from widgets.page import Page
from widgets.sheet import Sheet
from widgets.title_sheet import overview


class TitleScreen(SectionScreen):
    """The overview: head, tabs and the summaries scroll as one sheet."""

    SECTION = "title"

    def body(self) -> ComposeResult:
        """One sheet."""
        yield Page(id="sheet")

    async def read(self, title_id: int) -> Any:
        """Remember the visit, for "continue" on the home screen."""
        if self.page and not self.place.state.get("visited"):
            self.place.state["visited"] = True
            self.house.write(visits.visit, "title", title_id, self.page.card.title, self.page.card.year, aside=True)
        return None

    def sheet(self, section: Any, cells: int) -> Sheet:
        """The overview."""
        assert self.page is not None
        return overview(self.page, cells)
