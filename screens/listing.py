"""What screens of rows share: a head, a filter line, a virtual list, and coming back to where one was."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from db.records import TitleCard
from screens.places import Place
from screens.title_keys import TitleKeys
from widgets.filter_line import FilterInput, FilterLine
from widgets.plate import Plate
from widgets.rows import Rows
from widgets.sheet import Line, Sheet, span


class Listing(TitleKeys):
    """A head plate, a filter line that ``f`` opens, and rows; :meth:`records` are what passes the filter."""

    AUTO_FOCUS = "#rows"
    DEFAULT_CSS = """
    Listing #head { margin: 1 1 0 1; }
    Listing #rows { margin: 1 1 0 1; }
    """
    LEAST_HEAD = 2

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._come_back: dict[str, Any] | None = dict(place.state)

    def body(self) -> ComposeResult:
        """Head, filter line, rows."""
        yield Plate(self.head, id="head", least=self.LEAST_HEAD)
        yield FilterLine()
        yield Rows(self.draw, self.key, id="rows", empty="…")

    # -- what a screen says of itself

    def head(self, cells: int) -> Sheet:
        """The head's sheet; before anything is read, the name of the place."""
        return Sheet([[span(self.place.name, "b text")]])

    def draw(self, record: Any, cells: int, lit: bool) -> Line:
        """One row."""
        raise NotImplementedError

    def key(self, record: Any) -> Hashable:
        """What a record is known by when the rows change."""
        raise NotImplementedError

    def card(self, record: Any) -> TitleCard | None:
        """The title a record is about."""
        found = getattr(record, "card", None)
        return found if isinstance(found, TitleCard) else None

    def records(self, words: str) -> Sequence[Any]:
        """The records to show, narrowed by the filter's words."""
        raise NotImplementedError

    def whole(self) -> int:
        """How many records there are without a filter."""
        return len(self.records(""))

    def empty(self) -> str:
        """What stands where there are no rows at all."""
        return "Nothing here yet."

    # -- showing

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#rows", Rows)

    def refill(self) -> None:
        """Show what has been read, through the filter, with the cursor where it was."""
        filter_line = self.query_one(FilterLine)
        back, self._come_back = self._come_back, None
        if back and back.get("filter"):
            filter_line.restore(back["filter"])
        words = filter_line.value.strip()
        shown = self.records(words)
        none = "Nothing passes this filter; Esc in the filter line clears it." if words else self.empty()
        self.query_one("#head", Plate).relay()
        if words:
            filter_line.say(f"{len(shown):,} of {self.whole():,}")
        else:
            filter_line.say("")
        if back and back.get("lit") is not None:
            self.rows.show(shown, empty=none, lit=back["lit"], scroll=back.get("scroll"))
        else:
            self.rows.show(shown, empty=none)

    def remember(self) -> dict[str, Any]:
        """Cursor, scroll and filter."""
        if self._come_back is not None:  # left before anything was shown
            return {}
        lit, scroll = self.rows.state
        return {"lit": lit, "scroll": scroll, "filter": self.query_one(FilterLine).value}

    def subject(self) -> TitleCard | None:
        """The title under the cursor."""
        record = self.rows.record
        return None if record is None else self.card(record)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open(self.card(event.record) or event.record)

    # -- filtering

    def action_filter(self) -> None:
        """Open the filter line."""
        self.query_one(FilterLine).open()

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        if self._come_back is None:
            self.refill()

    @on(FilterInput.Left)
    def _to_rows(self) -> None:
        if not self.query_one(FilterLine).value.strip():
            self.query_one(FilterLine).close()
        self.rows.focus()

    @on(FilterInput.GivenUp)
    def _no_filter(self) -> None:
        self.query_one(FilterLine).close()
        self.rows.focus()
        self.refill()
