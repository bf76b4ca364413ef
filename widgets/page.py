"""A page: one scrolling sheet with a cursor that moves from spot to spot."""

from __future__ import annotations

from collections.abc import Hashable

from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from widgets.ink import inks
from widgets.scrolled import Scrolled
from widgets.sheet import Build, Line, PlacedSpot, Sheet, Spot, strip


def _line(lines: list[Line], row: int) -> Line:
    return lines[row] if row < len(lines) else []


class Page(Scrolled, can_focus=True):
    """Draws a sheet laid out for its width; ``j k`` and the arrows move the cursor, Enter opens what it stands on."""

    DEFAULT_CSS = "Page { height: 1fr; }"

    BINDINGS = [
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("right", "across(1)", "Right", show=False),
        Binding("left", "across(-1)", "Left", show=False),
        Binding("tab", "next(1)", "Next", show=False),
        Binding("shift+tab", "next(-1)", "Previous", show=False),
        Binding("pagedown,space,ctrl+f", "leaf(1)", "Page down", show=False),
        Binding("pageup,ctrl+b", "leaf(-1)", "Page up", show=False),
        Binding("home,g", "edge(-1)", "Top", show=False),
        Binding("end,G", "edge(1)", "Bottom", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    class Opened(Message):
        """Enter or a click on a spot."""

        def __init__(self, page: Page, spot: Spot) -> None:
            super().__init__()
            self.page, self.spot = page, spot

        @property
        def control(self) -> Page:
            """The page itself."""
            return self.page

    class Moved(Message):
        """The cursor stands on another spot."""

        def __init__(self, page: Page, spot: Spot | None) -> None:
            super().__init__()
            self.page, self.spot = page, spot

    def __init__(self, build: Build | None = None, *, id: str | None = None, margin: int = 1) -> None:
        super().__init__(id=id)
        self._build = build
        self._margin = margin
        self._sheet = Sheet()
        self._spots: list[PlacedSpot] = []
        self._lit: Hashable | None = None
        self._laid_for = 0
        self._wanted_scroll: int | None = None

    # -- what is drawn

    def show(self, build: Build, *, lit: Hashable | None = None, scroll: int | None = None) -> None:
        """Lay out and draw ``build``; the cursor stays on its spot where the new sheet has it, else stands on ``lit``."""
        self._build = build
        if lit is not None:
            self._lit = lit
        self._wanted_scroll = scroll
        self._lay_out()

    @property
    def waiting(self) -> bool:
        """Whether it has something to draw and no width to lay it out for yet."""
        return self._build is not None and not self._laid_for

    def relay(self) -> None:
        """Lay the same sheet out anew: what it draws from has changed."""
        self._lay_out()

    def _lay_out(self, *, drawing: bool = False) -> None:
        """Lay out for the present width; ``drawing``: as a frame is being drawn, so that no further one need be asked for."""
        cells = self.scrollable_content_region.width - 2 * self._margin
        if cells <= 0 or self._build is None:
            self._laid_for = 0  # not in view: laid out once it is
            return
        before = self._sheet.lines if cells == self._laid_for and self._wanted_scroll is None else None
        top, lit = self.scroll_offset.y, self._lit
        self._laid_for = cells
        self._sheet = self._build(cells)
        self._spots = self._sheet.spots()
        if self._lit not in {placed.spot.key for placed in self._spots}:
            self._lit = self._spots[0].spot.key if self._spots else None
        self.hold(len(self._sheet.lines))
        if self._wanted_scroll is not None:
            self.scroll_to(y=self._wanted_scroll, animate=False, force=True)
            self._wanted_scroll = None
        if drawing:
            return
        if before is None or top != self.scroll_offset.y or lit != self._lit:
            self.refresh()
            return
        for row in range(top, top + self.size.height):  # only what has changed
            if _line(before, row) != _line(self._sheet.lines, row):
                self.refresh_line(row)

    def on_resize(self, event: events.Resize) -> None:
        """Another width is another layout."""
        if self.scrollable_content_region.width - 2 * self._margin != self._laid_for:
            self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line of the sheet."""
        if self.scrollable_content_region.width - 2 * self._margin != self._laid_for:
            self._lay_out(drawing=True)  # the first frame at this width comes before the message that says so
        row = y + self.scroll_offset.y
        line = self._sheet.lines[row] if row < len(self._sheet.lines) else []
        margin = " " * self._margin
        ink = inks(self.app)
        cells = self.size.width
        inner = strip(line, max(0, cells - 2 * self._margin), ink, lit=self._lit if self.has_focus else None)
        if not self._margin:
            return inner
        edge = strip([], len(margin), ink)
        return Strip([*edge, *inner, *edge], cells)

    # -- the cursor

    @property
    def cursor(self) -> Spot | None:
        """The spot the cursor stands on."""
        placed = self._at()
        return placed.spot if placed else None

    @property
    def line_in_use(self) -> int | None:
        """The line of this widget on which the cursor stands; None where there is no spot in view."""
        placed = self._at()
        return placed.y - self.scroll_offset.y if placed and self._visible(placed) else None

    @property
    def state(self) -> tuple[Hashable | None, int]:
        """Cursor and scroll, to come back to."""
        return self._lit, self.scroll_offset.y

    def _at(self) -> PlacedSpot | None:
        return next((placed for placed in self._spots if placed.spot.key == self._lit), None)

    def move_to(self, key: Hashable, *, scroll: bool = True) -> None:
        """Put the cursor on the spot with ``key``."""
        if key == self._lit:
            return
        self._lit = key
        placed = self._at()
        if placed and scroll:
            self.scroll_to_region(Region(0, max(0, placed.y - 1), 1, placed.last - placed.y + 3), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved(self, placed.spot if placed else None))

    def _visible(self, placed: PlacedSpot) -> bool:
        top = self.scroll_offset.y
        return top <= placed.y < top + self.size.height

    def action_step(self, by: int) -> None:
        """To the next spot below or above, in this column where there is one; text without spots scrolls by."""
        here = self._at()
        if here is None:
            self.scroll_relative(y=2 * by, animate=False, force=True)
            return
        if not self._visible(here):
            inside = [placed for placed in self._spots if self._visible(placed)]
            if inside:
                self.move_to(inside[0 if by > 0 else -1].spot.key, scroll=False)
            else:
                self.scroll_relative(y=2 * by, animate=False, force=True)
            return
        beyond = [placed for placed in self._spots if (placed.y - here.y) * by > 0]
        if not beyond:
            self.scroll_relative(y=2 * by, animate=False, force=True)
            return

        def distance(placed: PlacedSpot) -> tuple[int, int]:
            apart = 0 if placed.start < here.end and here.start < placed.end else abs(placed.start - here.start)
            rows = abs(placed.y - here.y)
            return (rows + (0 if apart == 0 else 6 + apart // 8), apart)

        nearest = min(beyond, key=distance)
        reach = self.scroll_offset.y + self.size.height if by > 0 else self.scroll_offset.y
        if (by > 0 and nearest.y >= reach + 3) or (by < 0 and nearest.y < reach - 3):
            self.scroll_relative(y=2 * by, animate=False, force=True)
            return
        self.move_to(nearest.spot.key)

    def action_across(self, by: int) -> None:
        """To the spot beside."""
        here = self._at()
        if here is None:
            return
        aside = [
            placed
            for placed in self._spots
            if (placed.start - here.start) * by > 0 and (placed.y == here.y or abs(placed.start - here.start) > 20)
        ]
        if aside:
            self.move_to(min(aside, key=lambda p: (abs(p.y - here.y), abs(p.start - here.start))).spot.key)

    def action_next(self, by: int) -> None:
        """To the next spot in reading order, round the end."""
        if not self._spots:
            return
        keys = [placed.spot.key for placed in self._spots]
        at = keys.index(self._lit) if self._lit in keys else -by
        self.move_to(keys[(at + by) % len(keys)])

    def action_leaf(self, by: int) -> None:
        """A screenful on or back; the cursor comes along."""
        self.scroll_relative(y=by * max(1, self.size.height - 2), animate=False, force=True)
        self.call_after_refresh(self._cursor_into_view, by)

    def action_edge(self, by: int) -> None:
        """To the first or last line."""
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False, force=True)
        if self._spots:
            self.move_to(self._spots[0 if by < 0 else -1].spot.key, scroll=False)

    def _cursor_into_view(self, by: int) -> None:
        here = self._at()
        if here is None or not self._visible(here):
            inside = [placed for placed in self._spots if self._visible(placed)]
            if inside:
                self.move_to(inside[0 if by > 0 else -1].spot.key, scroll=False)

    def action_open(self) -> None:
        """Open what the cursor stands on."""
        if self.cursor:
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor and opens."""
        row = event.y + self.scroll_offset.y
        if not 0 <= row < len(self._sheet.lines):
            return
        x = self._margin
        for piece in self._sheet.lines[row]:
            if piece.spot is not None and x <= event.x < x + piece.width:
                if piece.spot.resting:
                    self.move_to(piece.spot.key, scroll=False)
                self.post_message(self.Opened(self, piece.spot))
                return
            x += piece.width
