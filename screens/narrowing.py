"""A list that can be narrowed: ``f`` opens a filter line, which takes the words and filters of the search line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from screens.places import Place
from screens.reader import Listing
from widgets.filter_line import FilterInput, FilterLine

if TYPE_CHECKING:
    from db.search.filters import Filter


class Narrowing(Listing):
    """A head, a filter line, and the rows that pass it."""

    def body(self) -> ComposeResult:
        """Head, filter line, rows."""
        head, rows = super().body()
        yield head
        yield FilterLine()
        yield rows

    def records(self) -> Sequence[Any]:
        """All that has been read, in the order chosen."""
        raise NotImplementedError

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._passing: dict[Filter, frozenset[int]] = {}
        self._asked_of = 0  # how many records the answers in _passing are about

    def narrow(self, words: str) -> Sequence[Any]:
        """Those of :meth:`records` that pass ``words``."""
        from db.search.narrow import narrowed

        passes = narrowed(words, self._passing)
        return [record for record in self.records() if (card := self.card(record)) and passes(card, self.said(record))]

    def said(self, record: Any) -> tuple[str, ...]:
        """Other texts of a record that words may match."""
        return (getattr(record, "note", ""),)

    def nothing(self) -> str:
        """What stands where there are no rows at all."""
        return "Nothing here yet."

    def show(self) -> None:
        """Show what has been read, through the filter."""
        line = self.query_one(FilterLine)
        if self._come_back and self._come_back.get("filter"):
            line.restore(self._come_back["filter"])
        words = line.value.strip()
        if len(self.records()) != self._asked_of:  # more has been read since
            self._passing, self._asked_of = {}, len(self.records())
        if words and self._unknown(words):
            self.work(self._ask_and_show(words), group="narrowing", exclusive=True)
            return
        shown = self.narrow(words) if words else self.records()
        line.say(f"{len(shown):,} of {len(self.records()):,}" if words else "")
        self.show_rows(shown, "No titles match." if words else self.nothing())

    def _unknown(self, words: str) -> list[Filter]:
        """The filters of ``words`` that neither a card nor an earlier answer tells of."""
        from db.search.narrow import to_ask

        return [one for one in to_ask(words) if one not in self._passing]

    async def _ask_and_show(self, words: str) -> None:
        from db.search.narrow import passing

        ids = [card.id for record in self.records() if (card := self.card(record))]
        self._passing |= await self.ask(passing, self._unknown(words), ids)
        self.show()

    def load(self) -> None:
        """Read anew, and ask the catalogue anew."""
        self._passing = {}
        super().load()

    def remember(self) -> dict[str, Any]:
        """Cursor, scroll and filter."""
        return super().remember() | {"filter": self.query_one(FilterLine).value}

    def action_filter(self) -> None:
        """Narrow what is shown."""
        self.query_one(FilterLine).open()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._come_back is None:
            self.show()

    @on(FilterInput.Left)
    def _to_rows(self) -> None:
        line = self.query_one(FilterLine)
        if not line.value.strip():
            line.close()
        self.rows.focus()

    @on(FilterInput.GivenUp)
    def _no_filter(self) -> None:
        self.query_one(FilterLine).close()
        self.rows.focus()
