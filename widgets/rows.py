"""A list of records, one line each, of which only the lines in view are drawn.

The owner gives the records and a function that draws one. The cursor stays on its record (by ``key``) when they change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from typing import Any, NamedTuple

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from widgets.ink import inks
from widgets.scrolled import Scrolled
from widgets.sheet import Line, span, strip

Draw = Callable[[Any, int, bool], Line]
"""(record, cells, under the cursor) → the line to draw."""


class _Painted(NamedTuple):
    """What a line was painted from."""

    row: int
    record: Any
    lit: bool
    there: bool
    empty: str


class Rows(Scrolled, can_focus=True):
    """A list of records, one line each."""

    DEFAULT_CSS = "Rows { height: 1fr; }"

    BINDINGS = [
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("pagedown,space,ctrl+f", "leaf(1)", "Page down", show=False),
        Binding("pageup,ctrl+b", "leaf(-1)", "Page up", show=False),
        Binding("home,g", "edge(-1)", "First", show=False),
        Binding("end,G", "edge(1)", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    class Opened(Message):
        """Enter or a click on a record."""

        def __init__(self, rows: Rows, record: Any) -> None:
            super().__init__()
            self.rows, self.record = rows, record

        @property
        def control(self) -> Rows:
            """The list itself."""
            return self.rows

    class Moved(Message):
        """The cursor stands on another record."""

        def __init__(self, rows: Rows, record: Any) -> None:
            super().__init__()
            self.rows, self.record = rows, record

    class LeftTop(Message):
        """Up was pressed on the first row."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

    def __init__(
        self,
        draw: Draw,
        key: Callable[[Any], Hashable],
        *,
        id: str | None = None,
        empty: str = "",
        ground: str = "ground",
        steady: bool = False,
    ) -> None:
        super().__init__(id=id)
        self._ground, self._steady = ground, steady
        self._draw, self._key = draw, key
        self._records: Sequence[Any] = ()
        self._cursor = 0
        self._empty = empty
        self._painted: dict[int, _Painted] = {}
        self.selectable: Callable[[Any], bool] = lambda record: True

    # -- what it holds

    def show(
        self,
        records: Sequence[Any],
        *,
        keep: bool = True,
        empty: str | None = None,
        lit: Hashable | None = None,
        scroll: int | None = None,
    ) -> None:
        """All the records there are. With ``keep`` the cursor stays on the same record, else it returns to the first;
        ``lit`` and ``scroll`` are a state to come back to.
        """
        held = self.record
        key = lit if lit is not None else self._key(held) if keep and held is not None else None
        if empty is not None:
            self._empty = empty
        self._records = tuple(records)
        self.hold(max(self.count, 1))
        if scroll is not None:
            self.scroll_to(y=scroll, animate=False, force=True)
        at = next((n for n, record in enumerate(records) if key is not None and self._key(record) == key), None)
        self._put(at if at is not None else (min(self._cursor, len(records) - 1) if keep and key else 0), settle=True)
        self._repaint()

    def _content(self, y: int) -> _Painted:
        """What line ``y`` is to be painted from."""
        row = y + self.scroll_offset.y
        empty = self._empty if row == 0 and not self.count else ""
        return _Painted(row, self._at(row), row == self._cursor, row < self.count, empty)

    def _repaint(self) -> None:
        """Draw the lines that differ from what was last painted, and no others: most keys typed change few of them.

        What was painted is noted when it is painted, not worked out from what was held before: a list that was hidden
        meanwhile has no size, and Textual still keeps its old lines.
        """
        for y in {*self._painted, *range(self.size.height)}:
            if self._painted.get(y) != self._content(y):
                self._painted.pop(y, None)
                self.refresh_line(y + self.scroll_offset.y)

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self._records)

    @property
    def record(self) -> Any:
        """The record under the cursor; None while there is none."""
        return self._at(self._cursor)

    def _at(self, row: int) -> Any:
        """The record of a row; None where there is none."""
        return self._records[row] if 0 <= row < len(self._records) else None

    @property
    def state(self) -> tuple[Hashable | None, int]:
        """Cursor (by key) and scroll, to come back to."""
        return (self._key(self.record) if self.record is not None else None), self.scroll_offset.y

    @property
    def line_in_use(self) -> int | None:
        """The line of this widget on which the cursor stands; None while there is no row."""
        return self._cursor - self.scroll_offset.y if self.count else None

    @property
    def at(self) -> int:
        """The cursor's row."""
        return self._cursor

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """One record."""
        self._painted[y] = self._content(y)
        row = y + self.scroll_offset.y
        cells = self.size.width
        room = self.scrollable_content_region.width  # what the scroll bar leaves
        ink = inks(self.app)
        if row >= self.count:
            empty = [span(" " + self._empty, "muted")] if row == 0 and self._empty else []
            return strip(empty, cells, ink, ground=self._ground)
        lit = row == self._cursor
        on = "row" if lit and (self.has_focus or self._steady) else self._ground
        return strip(self._draw(self._records[row], room, lit), cells, ink, ground=on)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        self.hold(max(self.count, 1))
        self._put(self._cursor, settle=True)

    # -- the cursor

    def go(self, row: int) -> None:
        """Put the cursor on ``row``."""
        self._put(row)

    def _standable(self, row: int) -> int:
        """The nearest row that can be stood on, at or after ``row``, else before it."""
        for near in chain(range(row, self.count), range(row - 1, -1, -1)):
            if self.selectable(self._records[near]):
                return near
        return row

    def _put(self, row: int, *, settle: bool = False) -> None:
        row = self._standable(max(0, min(row, self.count - 1)))
        moved = row != self._cursor
        self.refresh_line(self._cursor)
        self.refresh_line(row)
        self._cursor = row
        top, height = self.scroll_offset.y, self.size.height or self.count  # unseen as yet: there is no view to keep it in
        first = row - 1 if row == 1 and not self.selectable(self._records[0]) else row  # a heading stays in sight
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, force=True)
        if moved or settle:
            self.post_message(self.Moved(self, self.record))

    def action_step(self, by: int) -> None:
        """One row on or back, over rows that cannot be stood on."""
        if by < 0 and self._cursor == 0:
            self.post_message(self.LeftTop(self))
            return
        row = self._cursor + by
        while 0 <= row < self.count and not self.selectable(self._records[row]):
            row += by
        if 0 <= row < self.count:
            self._put(row)

    def action_leaf(self, by: int) -> None:
        """A screenful on or back."""
        self._put(self._cursor + by * max(1, self.size.height - 1))

    def action_edge(self, by: int) -> None:
        """To the first or last record."""
        self._put(0 if by < 0 else self.count - 1)

    def action_open(self) -> None:
        """Open the record under the cursor."""
        if self.record is not None and self.selectable(self.record):
            self.post_message(self.Opened(self, self.record))

    def on_click(self, event: events.Click) -> None:
        """A click acts on a row as Enter does."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < self.count and self.selectable(self._records[row]):
            self._put(row)
            self.action_open()
