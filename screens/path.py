"""Connections: how two people are connected, over the whole catalogue."""

from __future__ import annotations

import threading
from typing import Any, ClassVar

from db.base.records.findings import PathAnswer
from db.reading import people
from db.reading.paths import connect
from screens.places import Back, Place
from screens.reader import Paged
from screens.title_keys import TitleKeys
from widgets.path_sheet import SCOPES, path_sheet
from widgets.sheet import Sheet

#: Chains of the same length that are shown.
SHOWN = 5


class PathScreen(Paged, TitleKeys):
    """``place.subject`` is (first, last): ids of people, None for one who is still to be asked for."""

    KEYS: ClassVar[tuple[str, ...]] = ("path_to", "filter", "rate_1", "watchlist", "log", "path", "undo", "search", "help")

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._answer: PathAnswer | None = None
        self._names = ("", "")
        self._scope: tuple[bool, bool] = place.state.get("scope", (True, False))
        self._leaving = threading.Event()

    def load(self) -> None:
        """Look for the way; what is looked for is said meanwhile."""
        self.page.show(self.sheet)
        super().load()

    async def read(self) -> None:
        """Look for the way, where both ends are known."""
        # A search that is no longer wanted must not keep the reading thread from what is.
        self._leaving.set()
        self._leaving = leaving = threading.Event()
        first, last = self.place.subject
        known = await self.ask(people.cards_of, [each for each in (first, last) if each is not None])
        self._names = tuple(known[each].name if each in known else "" for each in (first, last))  # type: ignore[assignment]
        if first is None or last is None:
            return
        self.show_so_far()  # their names
        films, appearances = self._scope
        self._answer = await self.ask(
            connect, first, last, films=films, appearances=appearances, adult=self.house.adult, limit=SHOWN,
            cancelled=leaving.is_set,
        )  # fmt: skip

    def show(self) -> None:
        """The chain; ask for whoever is missing."""
        super().show()
        if None in self.place.subject:
            self._ask_for(self.place.subject[0])

    def sheet(self, cells: int) -> Sheet:
        """The chain."""
        return path_sheet(self._answer, self._scope, self._names, cells)

    def remember(self) -> dict[str, Any]:
        """Also the scope."""
        return super().remember() | {"scope": self._scope}

    def on_unmount(self) -> None:
        """What is being looked for is not wanted any more."""
        self._leaving.set()

    # -- asking for people

    def _ask_for(self, first: int | None) -> None:
        self.dialog(self._choose(first))

    async def _choose(self, first: int | None) -> None:
        from screens.dialogs.people import PersonDialog

        if first is None:
            one = await self.show_dialog(PersonDialog("First person"))
            if one is None:
                self._nobody()
                return
            first, name = one.id, one.name
        else:
            name = self._names[0]
        other = await self.show_dialog(PersonDialog(f"How is {name} connected to …"))
        if other is None:
            self._nobody()
        else:
            self.go(Place("path", (first, other.id), f"{name} and {other.name}"), instead=True)

    def _nobody(self) -> None:
        """No one was chosen: where there is no chain to look at, back to where one came from."""
        if None in self.place.subject:
            self.post_message(Back())

    # -- commands

    def action_path_to(self) -> None:
        """The way to somebody else."""
        self._ask_for(self.place.subject[0])

    def action_filter(self) -> None:
        """Count more, or films only again."""
        scopes = list(SCOPES)
        self._scope = scopes[(scopes.index(self._scope) + 1) % len(scopes)]
        self._answer = None
        self.load()
