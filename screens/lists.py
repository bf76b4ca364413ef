"""All lists: the watchlist, the viewer's own, their tags, the catalogue's, each with its progress."""

from __future__ import annotations

from db.base.records.cards import ListCard
from db.personal import lists, tags
from db.reading import canon_lists, my_lists
from screens.base import MatineeScreen
from screens.dialogs import Ask
from screens.places import Place
from screens.reader import Paged
from widgets.list_lines import lists_sheet
from widgets.sheet import Sheet


class ListsScreen(Paged):
    """Lists with their sizes and progress; make, rename, describe and delete one's own; rename tags and drop them."""

    KEYS = ("new", "rename", "edit", "delete", "undo", "redo", "search", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._own: list[ListCard] = []
        self._tags: list[ListCard] = []
        self._built_in: list[ListCard] = []

    async def read(self) -> None:
        """All kinds of lists."""
        self._own = await self.ask(my_lists.my_lists, adult=self.house.adult)
        self._tags = await self.ask(my_lists.my_tags)
        self._built_in = await self.ask(canon_lists.lists)

    def sheet(self, cells: int) -> Sheet:
        """Yours, your tags, then the built-in ones."""
        return lists_sheet(self._own, self._tags, self._built_in, cells)

    def _chosen(self, what: str) -> ListCard | None:
        """The own list or tag under the cursor; a sentence where another is."""
        card = self.page.cursor.goes if self.page.cursor else None
        if not isinstance(card, ListCard):
            self.house.say("No list is in view here.")
            return None
        if card.kind == "watchlist":
            self.house.say(f"The watchlist is always there; it cannot be {what}.")
            return None
        if card.kind == "canon":
            self.house.say(f"{card.name} is built in; it cannot be {what}. n makes a list of your own.")
            return None
        return card

    # -- commands

    def action_new(self) -> None:
        """Make a list."""
        self.dialog(self._new())

    async def _new(self) -> None:
        name = await self.show_dialog(Ask("A new list", "", "its name"), lambda name: self.keep(lists.create_list, name))
        if name:
            found = next((card for card in await self.ask(my_lists.my_lists) if card.name == name), None)
            if found:
                self.page.move_to(("list", found.key))

    def action_rename(self) -> None:
        """Give the list under the cursor another name."""
        if card := self._chosen("renamed"):
            self.dialog(self._rename(card))

    async def _rename(self, card: ListCard) -> None:
        what = "tag" if card.kind == "tag" else "list"

        async def rename(name: str) -> None:
            if card.kind == "tag":
                await self.keep(tags.rename_tag, card.name, name)
            else:
                await self.keep(lists.rename_list, list_id(card), name, card.about)

        await self.show_dialog(Ask(f"Rename the {what}", card.name, "its name"), rename)

    def action_edit(self) -> None:
        """Say what the list under the cursor is for, or what a smart one searches for."""
        if card := self._chosen("described anew"):
            if card.kind == "tag":
                self.house.say("A tag is no more than its word; R changes that.")
            else:
                self.dialog(change_search(self, card) if card.kind == "smart" else self._describe(card))

    async def _describe(self, card: ListCard) -> None:
        asked = Ask(f"What {card.name} is for", card.about, "a sentence; empty clears it")
        await self.show_dialog(asked, lambda about: self.keep(lists.rename_list, list_id(card), card.name, about))

    async def action_delete(self) -> None:
        """Delete the list under the cursor, or take the tag off all titles; undo brings it back with all that was on it."""
        if card := self._chosen("deleted"):
            if card.kind == "tag":
                await self.act(tags.drop_tag, card.name)
            else:
                await self.act(lists.delete_list, list_id(card))


def list_id(card: ListCard) -> int:
    """The number of an own list, as the writing functions take it."""
    return int(card.key.partition(":")[2])


async def change_search(screen: MatineeScreen, card: ListCard) -> None:
    """Let the viewer change what a smart list searches for."""
    asked = Ask(f"What {card.name} searches for", card.query, "words and filters: drama 1940..1950 unseen")
    await screen.show_dialog(asked, lambda query: screen.keep(lists.change_search, list_id(card), query))
