"""A person's page: life, filmography by category with the viewer's own ratings and progress, co-stars, awards."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from db.base.records.cards import TitleCard
from db.base.records.pages import PersonPage, Role
from db.personal import choices, visits
from db.reading import people
from screens.places import Place
from screens.reader import Listing
from screens.title_keys import TitleKeys
from widgets.page import Page
from widgets.person_sheet import SORTS, about, categories, category_word, in_order, of_category, person_head, role_line
from widgets.sheet import Line, Sheet

#: A filmography of so many lines leaves room for the rest under it on a narrow screen.
SHORT = 6


class PersonScreen(Listing, TitleKeys):
    """The head, the filmography, and beside it (or, when narrow, behind ``V``) the facts about the person."""

    KEYS = (
        "rate_1",
        "watchlist",
        "follow",
        "path",
        "filter",
        "sort",
        "view",
        "log",
        "lists",
        "share",
        "undo",
        "search",
        "help",
    )
    LEAST_HEAD = 6
    DEFAULT_CSS = """
    PersonScreen #columns { height: 1fr; }
    PersonScreen #rows { margin: 0 1 0 0; width: 1fr; }
    PersonScreen #about { display: none; width: 1fr; }
    PersonScreen.-wide #about, PersonScreen.-very-wide #about { display: block; width: 44; margin: 0 0 0 2; }
    PersonScreen.-very-wide #about { width: 84; }
    PersonScreen.-narrow.-short #columns { layout: vertical; }
    PersonScreen.-narrow.-short #rows { height: auto; max-height: 8; }
    PersonScreen.-narrow.-short #about { display: block; margin: 1 0 0 0; }
    PersonScreen.-narrow.-about #about { display: block; margin: 0; }
    PersonScreen.-narrow.-about #rows { display: none; }
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._page: PersonPage | None = None
        self._category: str = place.state.get("category", "")
        self._sort = ""  # not known before it is read or chosen

    def body(self) -> ComposeResult:
        """Head, then filmography and facts."""
        head: Widget
        rows: Widget
        head, rows = super().body()
        yield head
        yield Horizontal(rows, Page(id="about"), id="columns")

    async def read(self) -> None:
        """The page, and the order chosen for filmographies."""
        if not self._sort:
            sort = await self.ask(choices.remembered, "sort:person", "newest")
            self._sort = self._sort or (sort if sort in dict(SORTS) else "newest")
        self._page = await self.ask(people.page, self.place.subject)
        if not self.place.state.get("visited"):
            self.place.state["visited"] = True
            self.house.write(visits.visit, "person", self.place.subject, self._page.card.name, aside=True)
        options = [name for name, _ in categories(self._page.roles)]
        if self._category not in options:
            self._category = options[0] if options else ""

    def show(self) -> None:
        """The filmography in the chosen order, and the facts beside it."""
        page = self._page
        if page is None:
            return
        back = self._come_back or {}
        self.query_one("#about", Page).show(lambda cells: about(page, cells), lit=back.get("about"))
        if back.get("aside"):
            self.action_view()
        roles = in_order(of_category(page.roles, self._category), self._sort)
        self.set_class(len(roles) <= SHORT, "-short")
        self.show_rows(roles, "No titles by this person here. IMDb's data sets fill filmographies.")

    def head(self, cells: int) -> Sheet:
        """The head, or the name alone while the rest is read."""
        if self._page is None:
            return super().head(cells)
        return person_head(self._page, self._category, self._sort, cells)

    def draw(self, record: Role, cells: int, lit: bool) -> Line:
        """A line of the filmography."""
        return role_line(record, cells, lit)

    def key(self, record: Role) -> Hashable:
        """Title and part."""
        return (record.card.id, record.category, record.job, record.character)

    def remember(self) -> dict[str, Any]:
        """Cursor, scroll, category and which side was looked at."""
        about_page = self.query_one("#about", Page)
        return super().remember() | {
            "category": self._category,
            "about": about_page.state[0],
            "aside": about_page.has_focus,
        }

    def subject(self) -> TitleCard | None:
        """The title under the cursor, on either side."""
        if isinstance(self.focused, Page):
            spot = self.focused.cursor
            return spot.card if spot and isinstance(spot.card, TitleCard) else None
        return super().subject()

    # -- commands

    def action_filter(self) -> None:
        """The next category of the filmography."""
        options = [name for name, _ in categories(self._page.roles)] if self._page else []
        if len(options) < 2:
            only = category_word(options[0]).lower() if options else ""
            self.house.say(f"All of it is shown: there is only {only}." if only else "There is no filmography to narrow.")
            return
        self._category = options[(options.index(self._category) + 1) % len(options)]
        self.show()

    async def action_sort(self) -> None:
        """Another order of the filmography; remembered."""
        names = [name for name, _ in SORTS]
        self._sort = names[(names.index(self._sort or "newest") + 1) % len(names)]
        self.show()
        self.house.write(choices.remember, "sort:person", self._sort, aside=True)

    def action_note(self) -> None:
        """Keep a private note on the person."""
        if self._page:
            self.dialog(self.annotate(self._page.card))

    async def action_follow(self) -> None:
        """Follow the person, or follow them no more."""
        from db.personal import follows

        if self._page is None:
            self.house.say("Nobody is in view here.")
        elif self._page.followed:
            await self.act(follows.unfollow, self._page.card.id)
        else:
            await self.act(follows.follow, self._page.card.id, self._page.card.name)

    def action_view(self) -> None:
        """Over to the facts about the person, and back to the filmography."""
        aside = self.query_one("#about", Page)
        if aside.has_focus:
            self.remove_class("-about")
            self.rows.focus()
        else:
            self.add_class("-about")
            aside.focus()
