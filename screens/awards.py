"""Awards: every prize and nomination of a title."""

from __future__ import annotations

from typing import Any

from db.reading import sections
from screens.section import SectionScreen
from widgets.award_sheet import awards_sheet
from widgets.sheet import Sheet


class AwardsScreen(SectionScreen):
    """By event, category and nominee."""

    SECTION = "awards"

    async def read(self, title_id: int) -> Any:
        """All awards."""
        return await self.ask(sections.awards, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """By event."""
        return awards_sheet(section, cells)
