"""Cast and crew: everyone credited, by department."""

from __future__ import annotations

from typing import Any

from db.reading import credits
from screens.section import SectionScreen
from widgets.credit_sheet import credit_sheet
from widgets.sheet import Sheet


class CreditsScreen(SectionScreen):
    """The full credits; Enter opens a person."""

    SECTION = "credits"

    async def read(self, title_id: int) -> Any:
        """All credits."""
        return await self.ask(credits.credits, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """By department."""
        return credit_sheet(section, cells)
