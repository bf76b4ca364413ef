"""One list: the watchlist, one of the viewer's own, the titles of a tag, or one of the catalogue's lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from db.base.errors import MatineeError
from db.base.records.cards import ListCard, ListEntry, SortKey
from db.personal import choices, lists, tags
from db.reading import canon_lists, my_lists
from screens.dialogs import Ask
from screens.lists import change_search
from screens.narrowing import Narrowing
from screens.places import Place
from screens.title_keys import TitleKeys
from widgets.list_lines import entry_line, list_head
from widgets.sheet import Line, Sheet

SORTS: dict[SortKey, str] = {
    "order": "list order",
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

    def shown_keys(self) -> tuple[str, ...]:
        """Without those that a built-in list, a tag or a smart list refuses."""
        if self.own and not self.smart and not self.tag:
            return self.KEYS
        refused = {"move_down", "edit", "delete"} - ({"edit"} if self.smart else {"delete"} if self.tag else set())
        return tuple(key for key in self.KEYS if key not in refused)

    @property
    def own(self) -> bool:
        """Whether the viewer may change it."""
        return not self._key.startswith(canon_lists.PREFIX)

    @property
    def tag(self) -> str:
        """The tag whose titles these are; empty where it is a list."""
        return self._key.removeprefix(my_lists.TAG) if self._key.startswith(my_lists.TAG) else ""

    @property
    def smart(self) -> bool:
        """Whether it is a saved search."""
        return self._card is not None and self._card.kind == "smart"

    async def read(self) -> None:
        """The list's card, its first entries, then all of them."""
        read: Callable[..., list[ListEntry]] = partial(my_lists.entries, adult=self.house.adult)
        if self.own:
            self._card = await self.ask(my_lists.list_card, self._key, adult=self.house.adult)
        else:
            read = canon_lists.list_entries
            self._card = await self.ask(canon_lists.list_card, self._key)
        sorts = self._sorts()
        sort = await self.ask(choices.remembered, f"sort:{self._key}", sorts[0])
        self._sort = next((known for known in sorts if known == sort), sorts[0])
        if self.smart:  # a search is done once
            self._entries = await self.ask(read, self._key, sort=self._sort, limit=ALL)
            return
        entries = await self.ask(read, self._key, sort=self._sort, limit=FIRST)
        if len(entries) == FIRST:
            if not self._entries and not self._come_back:  # show these at once, unless one comes back further down
                self._entries = entries
                self.show_so_far()
            entries = [*entries, *await self.ask(read, self._key, sort=self._sort, limit=ALL, offset=FIRST)]
        self._entries = entries

    def _sorts(self) -> list[SortKey]:
        lacking = {"order", "added"} if self.tag else {"added"} if self.smart or not self.own else set()
        return [sort for sort in SORTS if sort not in lacking]

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
        if self.tag:
            return f"No title is tagged {self.tag}. Press # wherever a title is in view."
        if self.smart:
            return "This search finds nothing now. Press e to change it."
        return "Nothing on this list. Press l wherever a title is in view." if self.own else "Nothing on this list."

    def head(self, cells: int) -> Sheet:
        """Name, about, progress, order."""
        if self._card is None:
            return super().head(cells)
        order = SORTS[self._sort]
        if self._sort == "order" and (self._card.ranked or self.smart):
            order = "by rank" if self._card.ranked else "by relevance"
        full = self.smart and self._card.size == my_lists.MOST_FOUND
        return list_head(self._card, order, cells, f"the first {my_lists.MOST_FOUND} found" if full else "")

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
        await self.act(choices.remember, f"sort:{self._key}", self._sort, quiet=True)

    def _refusal(self, what: str) -> str:
        """Why the list's entries cannot be changed by hand; empty where they can."""
        if not self.own:
            return f"This list is built in; {what}. l puts a title on a list of your own."
        if self.tag:
            return f"These titles have a tag in common; {what}. s puts them in another order, A notes something on one."
        return lists.FILLS_ITSELF if self.smart else ""

    async def _entry_of_own(self, what: str) -> tuple[int, ListEntry] | None:
        """The list's number and the entry under the cursor; a sentence where there is none or it cannot be changed."""
        entry = self.rows.record
        if refusal := self._refusal(what):
            self.house.say(refusal)
            return None
        if entry is None:
            self.house.say("No title is in view here.")
            return None
        try:
            return await self.ask(my_lists.list_id, self._key), entry
        except MatineeError as error:
            self.house.say(str(error), trouble=True)
            return None

    async def action_move_entry(self, by: int) -> None:
        """Move the entry under the cursor."""
        if self._sort != "order" and not self._refusal(""):
            self.house.say(f"The list stands {SORTS[self._sort]}; s leads back to its own order, in which entries move.")
            return
        if found := await self._entry_of_own("its entries do not move"):
            await self.act(lists.move, found[0], found[1].card.id, by, quiet=True)

    async def action_delete(self) -> None:
        """Take the title under the cursor off the list, or the tag off the title."""
        entry = self.rows.record
        if self.tag and entry is not None:
            await self.act(tags.untag, entry.card, self.tag)
        elif found := await self._entry_of_own("nothing is taken off it"):
            await self.act(lists.take_off, found[0], found[1].card.id)

    def action_edit(self) -> None:
        """Note something on the entry under the cursor; of a smart list change the search."""
        card = self._card
        self.dialog(change_search(self, card) if card and self.smart else self._annotate())

    async def _annotate(self) -> None:
        if found := await self._entry_of_own("its notes stay as they are"):
            list_id, entry = found
            asked = Ask(f"Note on {entry.card.title}", entry.note, "empty clears it")
            await self.show_dialog(asked, lambda note: self.keep(lists.annotate, list_id, entry.card.id, note))

    def action_rename(self) -> None:
        """Give the list another name."""
        self.dialog(self._rename())

    async def _rename(self) -> None:
        card = self._card
        if card is None or card.kind == "watchlist" or not self.own:
            self.house.say("Only lists of your own can be renamed.")
            return
        if self.tag:
            self.house.say("B leads to your lists and tags; there R renames a tag.")
            return
        list_id = await self.ask(my_lists.list_id, self._key)
        asked = Ask("Rename the list", card.name, "its name")
        await self.show_dialog(asked, lambda name: self.keep(lists.rename_list, list_id, name, card.about))
