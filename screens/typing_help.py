"""Help while a search is typed: Tab completes the value of a filter, Up brings earlier searches back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from screens.places import Place
from screens.title_keys import TitleKeys
from widgets.search_line import SearchLine

if TYPE_CHECKING:  # what the first frame does without
    from screens.recall import Recall


class TypingHelp(TitleKeys):
    """A screen with a search line."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.offers: tuple[str, ...] = ()
        """Values that the filter being typed may have."""
        self._recall: Recall | None = None
        self._recalled = ""

    def offered(self) -> None:
        """There are other values to offer."""

    def helped(self, words: str, *, ask: bool) -> None:
        """The line has changed: ask what may follow the colon of the filter that is being typed."""
        if self._recall and words != self._recalled:
            self._recall.typed()
        if ":" in words and ask:
            self.work(partial(self._read_offers, words), group="offers", exclusive=True)
        elif self.offers:
            self.offers = ()

    async def _read_offers(self, words: str) -> None:
        from screens.recall import offers

        self.offers = await self.ask(offers, words)
        self.offered()

    @on(SearchLine.Completed)
    def _tabbed(self) -> None:
        line = self.query_one(SearchLine)
        if not self.offers:
            line.action_leave(False)
            return
        from screens.recall import completed

        line.value = completed(line.value, self.offers[0])
        line.cursor_position = len(line.value)

    @on(SearchLine.Recalled)
    async def _recalling(self, event: SearchLine.Recalled) -> None:
        from db.personal import choices
        from screens.recall import KEY, Recall

        line = self.query_one(SearchLine)
        if self._recall is None and event.by > 0:
            self._recall = Recall(await self.ask(choices.remembered, KEY))
        words = self._recall.step(event.by, line.value) if self._recall else None
        if words is not None:
            self._recalled = line.value = words
            line.cursor_position = len(words)
        elif event.by < 0:
            line.action_leave(False)

    async def keep_search(self) -> None:
        """Remember the line whose hit is opened."""
        from db.personal import choices
        from screens.recall import KEY, Recall

        words = self.query_one(SearchLine).value.strip()
        if words:
            if self._recall is None:
                self._recall = Recall(await self.ask(choices.remembered, KEY))
            self.house.write(choices.remember, KEY, self._recall.keep(words))
