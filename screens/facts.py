"""Did you know: trivia, goofs, quotes, connections, soundtrack, credits and versions, with the spoiler guard."""

from __future__ import annotations

from typing import Any, ClassVar

from db.reading import sections
from screens.section import GuardedSection
from widgets.facts_sheet import facts_sheet
from widgets.sheet import Sheet


class FactsScreen(GuardedSection):
    """What one would tell a friend on the way home."""

    SECTION = "facts"
    KEYS: ClassVar[tuple[str, ...]] = (
        "spoilers",
        "rate_1",
        "watchlist",
        "log",
        "credits",
        "reviews",
        "similar",
        "undo",
        "help",
    )

    async def read(self, title_id: int) -> Any:
        """All of it."""
        return await self.ask(sections.did_you_know, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """Spoilers shut or open."""
        return facts_sheet(section, cells, spoilers=self.spoilers)
