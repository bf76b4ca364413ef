"""All lists: the watchlist, the viewer's own, the catalogue's, each with its progress."""

from __future__ import annotations

from db.cards import ListCard
from db.catalogue import lists as canon
from db.personal import lists, shelves
from screens.dialogs import Ask
from screens.places import Place
from screens.reader import Paged
from widgets.list_lines import lists_sheet
from widgets.sheet import Sheet


class ListsScreen(Paged):
    """Lists with their sizes and progress; make, rename, describe and delete one's own."""

    KEYS = ("new", "rename", "edit", "delete", "undo", "redo", "search", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._own: list[ListCard] = []
        self._built_in: list[ListCard] = []

    async def read(self) -> None:
        """Both kinds of lists."""
        self._own = await self.ask(shelves.my_lists)
        self._built_in = await self.ask(canon.lists)
        self.show_page()

    def sheet(self, cells: int) -> Sheet:
        """Yours, then the built-in ones."""
        return lists_sheet(self._own, self._built_in, cells)

    def _chosen(self, what: str) -> ListCard | None:
        """The own list under the cursor; a sentence where another is."""
        card = self.page.cursor.goes if self.page.cursor else None
        if not isinstance(card, ListCard):
            self.house.say("No list is in view here.")
            return None
        if card.kind == "watchlist":
            self.house.say(f"The watchlist is always there; it cannot be {what}.")
            return None
        if not card.key.startswith("my:"):
            self.house.say(f"{card.name} is built in; it cannot be {what}. n makes a list of your own.")
            return None
        return card

    # -- commands

    def action_new(self) -> None:
        """Make a list."""
        self.work(self._new(), group="dialog")

    async def _new(self) -> None:
        name = await self.app.push_screen_wait(Ask("A new list", "", "its name"))
        if name:
            await self.change(lists.create_list, name)
            found = next((card for card in await self.ask(shelves.my_lists) if card.name == name), None)
            if found:
                self.page.move_to(("list", found.key))

    def action_rename(self) -> None:
        """Give the list under the cursor another name."""
        if card := self._chosen("renamed"):
            self.work(self._rename(card), group="dialog")

    async def _rename(self, card: ListCard) -> None:
        name = await self.app.push_screen_wait(Ask("Rename the list", card.name, "its name"))
        if name:
            await self.change(lists.rename_list, list_id(card), name, card.about)

    def action_edit(self) -> None:
        """Say what the list under the cursor is for."""
        if card := self._chosen("described anew"):
            self.work(self._describe(card), group="dialog")

    async def _describe(self, card: ListCard) -> None:
        about = await self.app.push_screen_wait(Ask(f"What {card.name} is for", card.about, "a sentence; empty clears it"))
        if about is not None:
            await self.change(lists.rename_list, list_id(card), card.name, about)

    async def action_delete(self) -> None:
        """Delete the list under the cursor; undo brings it back with all that was on it."""
        if card := self._chosen("deleted"):
            await self.change(lists.delete_list, list_id(card))


def list_id(card: ListCard) -> int:
    """The number of an own list, as the writing functions take it."""
    return int(card.key.partition(":")[2])
