"""Help: every key that works on the screen one came from."""

from __future__ import annotations

from db.search.filters import FILTERS
from screens.reader import Paged
from widgets.help_sheet import CommandRow, help_sheet
from widgets.sheet import Sheet

#: Screens by name → how help calls them.
NAMES = {
    "home": "the first screen", "search": "the first screen", "title": "a title's page", "credits": "cast and crew",
    "storyline": "storyline",
    "details": "details", "facts": "did you know", "reviews": "reviews", "awards": "awards", "similar": "more like this",
    "onlists": "lists of a title", "person": "a person's page", "lists": "lists", "list": "a list", "diary": "the diary",
    "charts": "charts", "chart": "a chart", "history": "history", "sources": "sources", "help": "help",
    "bringing": "bringing records in", "deciding": "what is to be decided", "episodes": "episodes", "path": "connections",
    "changes": "what is new",
}  # fmt: skip


#: Screens whose line takes filters.
FILTERED = frozenset(("home", "search", "list", "chart"))


class HelpScreen(Paged):
    """Keys in groups: this screen, titles, moving, everywhere. ``place.subject`` is the name of the screen asked about."""

    KEYS = ("palette", "theme", "search")

    async def read(self) -> None:
        """Nothing is asked: the registry knows."""
        self._commands: list[CommandRow] = self.house.commands_on(str(self.place.subject))

    def sheet(self, cells: int) -> Sheet:
        """The keys."""
        name = str(self.place.subject)
        filters = [("  ".join(entry.examples), entry.help) for entry in FILTERS] if name in FILTERED else []
        return help_sheet(NAMES.get(name, "this screen"), self._commands, cells, filters)
