"""Did you know: trivia, goofs, quotes, connections, soundtrack, credits and versions, with the spoiler guard."""

from __future__ import annotations

from typing import Any, ClassVar

from db.reading import sections
from screens.places import Place
from screens.section import GuardedSection
from widgets.facts_sheet import AT_ONCE, facts_sheet
from widgets.page import Page
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

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._shown: dict[str, int] = dict(place.state.get("shown", {}))

    async def read(self, title_id: int) -> Any:
        """All of it."""
        return await self.ask(sections.did_you_know, title_id)

    def sheet(self, section: Any, cells: int) -> Sheet:
        """Spoilers shut or open."""
        return facts_sheet(section, cells, spoilers=self.spoilers, shown=self._shown)

    def open(self, what: object) -> None:
        """The line that leads to more of a section opens here."""
        if isinstance(what, str) and what.startswith("more:"):
            name = what.removeprefix("more:")
            self._shown[name] = self._shown.get(name, AT_ONCE) + AT_ONCE
            self.query_one("#sheet", Page).relay()
        else:
            super().open(what)

    def remember(self) -> dict[str, Any]:
        """Also how much of each section is shown."""
        return super().remember() | {"shown": self._shown}
