"""Charts: which there are, and one of them ranked, with the formula or an honest word on what orders it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from db.base.records.cards import ListCard, ListEntry
from db.reading import charts
from db.reading.sorting import name_order
from screens.narrowing import Narrowing
from screens.places import Place
from screens.reader import Paged
from screens.title_keys import TitleKeys
from widgets.chart_sheet import chart_head, charts_sheet
from widgets.list_lines import entry_line
from widgets.sheet import Line, Sheet

#: The first entries are shown while the rest is read.
FIRST = 60
SORTS = {"rank": "by rank", "year": "newest first", "title": "by title", "mine": "your best first"}


class ChartsScreen(Paged):
    """The charts and canon lists there are."""

    KEYS = ("lists_screen", "watchlist_screen", "diary_screen", "undo", "search", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._charts: list[ListCard] = []
        self._canon: list[ListCard] = []

    async def read(self) -> None:
        """Charts and canon lists."""
        self._charts = await self.ask(charts.charts)
        self._canon = await self.ask(charts.lists)

    def sheet(self, cells: int) -> Sheet:
        """Heads, genres, decades, canon."""
        return charts_sheet(self._charts, self._canon, cells)

    def open(self, what: object) -> None:
        """A chart opens as a chart, a canon list as a list."""
        if isinstance(what, ListCard) and what.kind == "chart":
            self.go(Place("chart", what.key, what.name))
        else:
            super().open(what)


class ChartScreen(Narrowing, TitleKeys):
    """One chart, ranked."""

    KEYS = ("rate_1", "watchlist", "log", "filter", "sort", "lists", "share", "undo", "search", "help")
    LEAST_HEAD = 3

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._card: ListCard | None = None
        self._entries: list[ListEntry] = []
        self._sort = place.state.get("sort", "rank")

    async def read(self) -> None:
        """The chart's card, its first entries, then all of them: a few hundred at most."""
        self._card = await self.ask(charts.chart_card, self.place.subject)
        entries = await self.ask(charts.chart_entries, self.place.subject, adult=self.house.adult, limit=FIRST)
        if len(entries) == FIRST:
            if not self._entries and not self._come_back and self._sort == "rank":
                self._entries = entries
                self.show_so_far()
            rest = self._card.size - FIRST
            entries += await self.ask(
                charts.chart_entries, self.place.subject, adult=self.house.adult, limit=rest, offset=FIRST
            )
        self._entries = entries

    def records(self) -> Sequence[ListEntry]:
        """In the order chosen."""
        if self._sort == "year":
            return sorted(self._entries, key=lambda entry: -(entry.card.year or 0))
        if self._sort == "title":
            return sorted(self._entries, key=lambda entry: name_order(entry.card.title))
        if self._sort == "mine":
            return sorted(self._entries, key=lambda entry: -(entry.card.mine.rating or 0))
        return self._entries

    def nothing(self) -> str:
        """An honest word."""
        return "No title of this catalogue is in this chart."

    def head(self, cells: int) -> Sheet:
        """Name, what orders it, how many of them the viewer has seen."""
        if self._card is None:
            return super().head(cells)
        return chart_head(self._card, self._entries, SORTS[self._sort], cells)

    def draw(self, record: ListEntry, cells: int, lit: bool) -> Line:
        """Rank, title, ratings, marks."""
        return entry_line(record, cells, lit, len(str(len(self._entries))))

    def key(self, record: ListEntry) -> Hashable:
        """The title."""
        return record.card.id

    def action_sort(self) -> None:
        """Another order."""
        names = list(SORTS)
        self._sort = names[(names.index(self._sort) + 1) % len(names)]
        self.show()

    def remember(self) -> dict[str, object]:
        """Also the order."""
        return super().remember() | {"sort": self._sort}
