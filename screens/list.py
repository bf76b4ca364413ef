"""One list: the watchlist, one of the viewer's own, or one of the catalogue's."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from db.cards import ListCard
from db.catalogue import lists as canon
from db.errors import MatineeError
from db.personal import choices, lists, shelves
from db.records import ListEntry, SortKey
from screens.dialogs import Ask
from screens.narrowing import Narrowing
from screens.places import Place
from screens.title_keys import TitleKeys
from widgets.list_lines import entry_line, list_head
from widgets.sheet import Line, Sheet

SORTS: dict[SortKey, str] = {
    "order": "in its own order",
    "title": "by title",
    "year": "newest first",
    "rating": "best rated first",
    "mine": "your best first",
    "runtime": "shortest first",
    "added": "last added first",
}
#: The first entries are shown while the rest is read.
FIRST, ALL = 200, 1_000_000


class ListScreen(Narrowing, TitleKeys):
    """The entries of a list, sorted, narrowed, moved, annotated, taken off."""

    KEYS = ("rate_1", "watchlist", "log", "filter", "sort", "move_down", "edit", "delete", "undo", "search", "help")
    LEAST_HEAD = 3

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._key = str(place.subject)
        self._card: ListCard | None = None
        self._entries: list[ListEntry] = []
        self._sort: SortKey = "order"

    @property
    def own(self) -> bool:
        """Whether the viewer may change it."""
        return not self._key.startswith(canon.PREFIX)

    async def read(self) -> None:
        """The list's card, its first entries, then all of them."""
        sort = await self.ask(choices.remembered, f"sort:{self._key}", "order")
        self._sort = next((known for known in self._sorts() if known == sort), "order")
        read: Callable[..., list[ListEntry]] = shelves.entries if self.own else canon.list_entries
        self._card = await self.ask(shelves.list_card if self.own else canon.list_card, self._key)
        entries = await self.ask(read, self._key, sort=self._sort, limit=FIRST)
        if len(entries) == FIRST:
            if not self._entries and not self._come_back:  # show these at once, unless one comes back further down
                self._entries = entries
                self.refill()
            entries = [*entries, *await self.ask(read, self._key, sort=self._sort, limit=ALL, offset=FIRST)]
        self._entries = entries
        self.refill()

    def _sorts(self) -> list[SortKey]:
        return [sort for sort in SORTS if self.own or sort != "added"]

    def records(self) -> Sequence[ListEntry]:
        """All entries."""
        return self._entries

    def said(self, record: ListEntry) -> tuple[str, ...]:
        """The note is searched too."""
        return (record.note,)

    def nothing(self) -> str:
        """How to fill it."""
        if self._key == "watchlist":
            return "Nothing on your watchlist. Press w wherever a title is in view."
        return "Nothing on this list. Press l wherever a title is in view." if self.own else "Nothing on this list."

    def head(self, cells: int) -> Sheet:
        """Name, about, progress, order."""
        if self._card is None:
            return super().head(cells)
        ranked = self._card.ranked and self._sort == "order"
        return list_head(self._card, "by rank" if ranked else SORTS[self._sort], cells)

    def draw(self, record: ListEntry, cells: int, lit: bool) -> Line:
        """Position, title, note, ratings, day added."""
        return entry_line(record, cells, lit, len(str(self._card.size if self._card else 0)))

    def key(self, record: ListEntry) -> Hashable:
        """Title and, on a list that ranks one twice, its place."""
        return record.card.id if self.own else (record.card.id, record.position)

    # -- commands

    async def action_sort(self) -> None:
        """Another order; remembered for this list."""
        sorts = self._sorts()
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self.house.write(choices.remember, f"sort:{self._key}", self._sort).add_done_callback(
            lambda _: self.app.call_later(self.load)
        )

    async def _entry_of_own(self, what: str) -> tuple[int, ListEntry] | None:
        """The list's number and the entry under the cursor; a sentence where there is none or the list is built in."""
        entry = self.rows.record
        if not self.own:
            self.house.say(f"This list is built in; {what}. l puts a title on a list of your own.")
            return None
        if entry is None:
            self.house.say("No title is in view here.")
            return None
        try:
            return await self.ask(shelves.list_id, self._key), entry
        except MatineeError as error:
            self.house.say(str(error), trouble=True)
            return None

    async def action_move_entry(self, by: int) -> None:
        """Move the entry under the cursor."""
        if self._sort != "order" and self.own:
            self.house.say(f"The list stands {SORTS[self._sort]}; s leads back to its own order, in which entries move.")
            return
        if found := await self._entry_of_own("its entries do not move"):
            await self.change(lists.move, found[0], found[1].card.id, by, quiet=True)

    async def action_delete(self) -> None:
        """Take the title under the cursor off the list."""
        if found := await self._entry_of_own("nothing is taken off it"):
            await self.change(lists.take_off, found[0], found[1].card.id)

    def action_edit(self) -> None:
        """Note something on the entry under the cursor."""
        self.work(self._annotate(), group="dialog")

    async def _annotate(self) -> None:
        if found := await self._entry_of_own("its notes stay as they are"):
            list_id, entry = found
            note = await self.app.push_screen_wait(Ask(f"Note on {entry.card.title}", entry.note, "empty clears it"))
            if note is not None:
                await self.change(lists.annotate, list_id, entry.card.id, note)

    def action_rename(self) -> None:
        """Give the list another name."""
        self.work(self._rename(), group="dialog")

    async def _rename(self) -> None:
        card = self._card
        if card is None or card.kind == "watchlist" or not self.own:
            self.house.say("Only lists of your own can be renamed.")
            return
        name = await self.app.push_screen_wait(Ask("Rename the list", card.name, "its name"))
        if name:
            await self.change(lists.rename_list, await self.ask(shelves.list_id, self._key), name, card.about)
