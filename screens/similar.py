"""More like this: films near this one, each with its reason; rate and list them in place, hide what does not interest."""

from __future__ import annotations

from typing import Any, ClassVar

from db.personal import hidden
from db.reading import similar
from screens.section import SectionScreen
from widgets.sheet import Sheet
from widgets.similar_sheet import similar_sheet

MOST = 24


class SimilarScreen(SectionScreen):
    """Suggestions for one title."""

    SECTION = "similar"
    KEYS: ClassVar[tuple[str, ...]] = (
        "rate_1",
        "watchlist",
        "hide",
        "log",
        "lists",
        "credits",
        "trivia",
        "reviews",
        "undo",
        "help",
    )

    async def read(self, title_id: int) -> Any:
        """The suggestions."""
        return await self.ask(similar.similar, title_id, MOST)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """A card each."""
        return similar_sheet(section, cells, self.page.card.mine.rating if self.page else None)

    async def action_hide(self) -> None:
        """Do not suggest the one under the cursor here again."""
        card = self.subject()
        if card is None or card.id == self.title_id:
            self.house.say("Move to a suggestion to hide it.")
            return
        await self.act(hidden.hide, card, self.title_id)
