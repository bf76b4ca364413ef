"""Reviews: what the house, review sets and the viewer wrote; sort, filter, vote, write."""

from __future__ import annotations

from typing import Any, ClassVar

from db.base.records.pages import Review
from db.personal import reviews as own
from db.reading import sections
from screens.places import Place
from screens.section import GuardedSection
from widgets.page import Page
from widgets.review_sheet import AT_ONCE, FILTERS, ORDERS, reviews_sheet
from widgets.sheet import Sheet


class ReviewsScreen(GuardedSection):
    """Every review of a title."""

    SECTION = "reviews"
    KEYS: ClassVar[tuple[str, ...]] = (
        "edit",
        "vote",
        "sort",
        "filter",
        "spoilers",
        "rate_1",
        "watchlist",
        "credits",
        "trivia",
        "undo",
        "help",
    )

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._order = place.state.get("order", "helpful")
        self._wanted = place.state.get("wanted", "all")
        self._versions = False
        self._shown = int(place.state.get("shown", AT_ONCE))

    async def read(self, title_id: int) -> Any:
        """Reviews, critics, own versions and draft."""
        reviews = await self.ask(sections.reviews, title_id)
        critics = await self.ask(sections.critics, title_id)
        versions = await self.ask(own.versions, title_id)
        draft = await self.ask(own.draft, title_id)
        return reviews, critics, versions, "draft" if draft else ""

    def sheet(self, section: Any, cells: int) -> Sheet:
        """In the chosen order."""
        reviews, critics, versions, draft = section
        return reviews_sheet(
            reviews, critics, versions, draft, cells, spoilers=self.spoilers, order=self._order, wanted=self._wanted,
            show_versions=self._versions, shown=self._shown,
        )  # fmt: skip

    def remember(self) -> dict[str, Any]:
        """Also order, filter and how many are shown."""
        return super().remember() | {"order": self._order, "wanted": self._wanted, "shown": self._shown}

    def _next(self, choices: dict[str, str], now: str) -> str:
        names = list(choices)
        return names[(names.index(now) + 1) % len(names)] if now in names else names[0]

    def action_sort(self) -> None:
        """The next order."""
        self._order = self._next(ORDERS, self._order)
        self.query_one("#sheet", Page).relay()

    def action_filter(self) -> None:
        """The next filter; that for critics only where there are some."""
        choices = dict(FILTERS)
        if not (self.section_read and self.section_read[1].critics):
            del choices["critics"]
        self._show_those(self._next(choices, self._wanted))

    def _show_those(self, wanted: str) -> None:
        self._wanted, self._shown = wanted, AT_ONCE
        self.query_one("#sheet", Page).relay()

    def action_versions(self) -> None:
        """Show or hide the earlier versions of one's own review."""
        self._versions = not self._versions
        self.query_one("#sheet", Page).relay()

    def _review_in_view(self) -> Review | None:
        spot = self.query_one("#sheet", Page).cursor
        if spot is None or not isinstance(spot.key, tuple) or spot.key[0] != "review":
            return None
        return next((review for review in self.section_read[0] if review.digest == spot.key[1]), None)

    async def action_vote(self) -> None:
        """Helpful, not helpful, no vote, in turn."""
        review = self._review_in_view()
        if review is None or review.own or self.page is None:
            self.house.say("Move to somebody else's review to say whether it was helpful.")
            return
        turn = {None: True, True: False, False: None}
        await self.act(own.vote, self.page.card, review, turn[review.my_vote])

    async def action_delete(self) -> None:
        """Take one's own review away."""
        if self.page and self.page.own_review:
            await self.act(own.delete_review, self.title_id)
        else:
            self.house.say("There is no review of yours to remove.")

    def open(self, what: object) -> None:
        """The lines that write or show versions."""
        if what == "edit":
            self.action_edit()
        elif what == "versions":
            self.action_versions()
        elif what == "critics":
            self._show_those("critics")
        elif what == "more":
            self._shown += AT_ONCE
            self.query_one("#sheet", Page).relay()
        elif what is not None:
            super().open(what)
