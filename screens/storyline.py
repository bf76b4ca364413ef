"""Storyline: summaries, synopsis behind the guard, keywords, taglines, certificates."""

from __future__ import annotations

from typing import Any, ClassVar

from db.reading import sections
from screens.section import GuardedSection
from widgets.sheet import Sheet
from widgets.story_sheet import storyline_sheet


class StorylineScreen(GuardedSection):
    """What the film tells."""

    SECTION = "storyline"
    KEYS: ClassVar[tuple[str, ...]] = (
        "spoilers",
        "rate_1",
        "watchlist",
        "log",
        "credits",
        "trivia",
        "reviews",
        "similar",
        "undo",
        "help",
    )

    async def read(self, title_id: int) -> Any:
        """The storyline."""
        return await self.ask(sections.storyline, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """Laid out, spoilers shut or open."""
        return storyline_sheet(section, cells, spoilers=self.spoilers)
