"""Details: countries, languages, releases, akas, locations, box office, companies, technical."""

from __future__ import annotations

from typing import Any

from db.reading import sections
from screens.section import SectionScreen
from widgets.sheet import Sheet
from widgets.story_sheet import details_sheet


class DetailsScreen(SectionScreen):
    """Where, when, by whom it was made and shown."""

    SECTION = "details"

    async def read(self, title_id: int) -> Any:
        """The details."""
        return await self.ask(sections.details, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """Two columns when wide."""
        return details_sheet(section, cells)
