"""What the tabs of a title share: the tabs stay on top, one sheet under them, and every key of the title works."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from db.base.errors import NotFound
from db.base.records.cards import TitleCard
from db.base.records.pages import Counts, TitlePage
from db.reading import titles
from screens.places import Place
from screens.title_keys import TitleKeys
from widgets.page import Page
from widgets.sheet import Sheet
from widgets.tabs import TABS, TabStrip, neighbour


class SectionScreen(TitleKeys):
    """A tab of a title; ``place.subject`` is the title's id."""

    SECTION: ClassVar[str] = "title"
    KEYS: ClassVar[tuple[str, ...]] = (
        "rate_1",
        "watchlist",
        "log",
        "lists",
        "credits",
        "trivia",
        "reviews",
        "similar",
        "share",
        "undo",
        "help",
    )

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.page: TitlePage | None = None
        self.section_read: Any = None
        self.title_id = int(place.subject)

    def body(self) -> ComposeResult:
        """Tabs, then the sheet."""
        yield TabStrip(self.SECTION)
        yield Page(id="sheet")

    def load(self) -> None:
        """Read the title and this section, and show them."""
        self.work(self._load, group="load", exclusive=True)

    async def _load(self) -> None:
        try:
            await self.prepared()
        except NotFound as error:
            self.house.say(str(error), trouble=True)
            return
        self.show()

    async def prepare(self) -> None:
        """Read the title and this section."""
        self.page = await self.ask(titles.page, self.title_id)
        self.section_read = await self.read(self.title_id)

    async def read(self, title_id: int) -> Any:
        """What this tab shows beyond the title's page."""
        return None

    def sheet(self, section: Any, cells: int) -> Sheet:
        """Lay this tab out."""
        raise NotImplementedError

    def show(self) -> None:
        """Show what was read, where the viewer left it."""
        assert self.page is not None
        for strip in self.query(TabStrip):
            strip.show(self.page.counts)
        state = self.place.state.pop("sheet", None)
        lit, scroll = state if state else (None, None)
        section = self.section_read
        self.query_one("#sheet", Page).show(lambda cells: self.sheet(section, cells), lit=lit, scroll=scroll)

    def remember(self) -> dict[str, Any]:
        """Cursor and scroll."""
        return {"sheet": self.query_one("#sheet", Page).state}

    def subject(self) -> TitleCard | None:
        """The title under the cursor, else the page's own."""
        focused = self.focused
        if isinstance(focused, Page) and focused.cursor and isinstance(focused.cursor.card, TitleCard):
            return focused.cursor.card
        return self.page.card if self.page else None

    # -- from tab to tab

    def open(self, what: object) -> None:
        """Tabs open here too."""
        if isinstance(what, str) and what.startswith("tab:"):
            self.action_section(what.removeprefix("tab:"))
        elif isinstance(what, str) and what.startswith("star:") and self.page:
            from db.personal import ratings

            self.work(self.change(ratings.rate, self.page.card, int(what.removeprefix("star:"))), group="change")
        else:
            super().open(what)

    def action_section(self, section: str) -> None:
        """To another tab; from the overview a step on, from tab to tab in place."""
        if section == self.SECTION:
            return
        if section == "episodes" and self.page and not self.page.counts.episodes:
            self.house.say("This has no episodes here.")
            return
        if section == "title":
            name = self.page.card.title if self.page else self.place.name
        else:
            name = next(name for screen, name, _ in TABS if screen == section)
        self.go(Place(section, self.title_id, name), instead=self.SECTION != "title" and section != "title")

    def action_turn(self, by: int) -> None:
        """To the next or previous tab."""
        self.action_section(neighbour(self.SECTION, by, self.page.counts if self.page else Counts()))

    def on_tab_strip_chosen(self, event: TabStrip.Chosen) -> None:
        """A click on a tab."""
        self.action_section(event.screen_name)

    def action_edit(self) -> None:
        """Write or edit one's review."""
        if self.page:
            from screens.editor import edit_review

            self.dialog(edit_review(self, self.page.card))


class GuardedSection(SectionScreen):
    """A tab that keeps what gives the story away shut until the film is logged or the viewer opens it."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._opened: bool | None = place.state.get("spoilers")

    @property
    def spoilers(self) -> bool:
        """Whether spoilers are open."""
        if self._opened is not None:
            return self._opened
        return self.house.spoilers or bool(self.page and self.page.card.mine.times_seen)

    def action_spoilers(self) -> None:
        """Open or close them."""
        self._opened = not self.spoilers
        self.query_one("#sheet", Page).relay()

    def open(self, what: object) -> None:
        """A closed item opens all."""
        if what == "spoilers":
            self.action_spoilers()
        else:
            super().open(what)

    def remember(self) -> dict[str, Any]:
        """Also whether spoilers were opened."""
        return super().remember() | ({"spoilers": self._opened} if self._opened is not None else {})
