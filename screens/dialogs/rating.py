"""The rating bar: ten stars moved with the arrow keys, for keyboards whose digits need Shift."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding

from db.base.records.cards import TitleCard
from screens.dialogs.frame import Dialog
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, Span, span
from widgets.title_line import year_of


class RatingBar(Dialog[int]):
    """Answers with 1 to 10, or 0 to clear; None when left."""

    KEYS = (("← →", "more or less"), ("1–0", "at once"), ("Enter", "save"), ("x", "clear"), ("Esc", "cancel"))
    BINDINGS = [
        Binding("left,h,down,j,minus", "by(-1)", "Less", show=False),
        Binding("right,l,up,k,plus", "by(1)", "More", show=False),
        Binding("home", "put(1)", "Least", show=False),
        Binding("end", "put(10)", "Most", show=False),
        Binding("enter,space,r", "keep", "Keep", show=False),
        Binding("x,delete", "clear", "Clear", show=False),
        *(Binding(str(value % 10), f"put({value})", str(value), show=False) for value in range(1, 11)),
    ]

    def __init__(self, card: TitleCard) -> None:
        super().__init__()
        self._card = card
        self._value = card.mine.rating or 0

    def name_line(self) -> Line:
        """The title."""
        return [span(self._card.title, "b text"), span("  " + year_of(self._card), "muted")]

    def inside(self) -> ComposeResult:
        """The stars."""
        yield Plate(self._stars, id="stars", ground="panel")

    def _stars(self, cells: int) -> Sheet:
        value = self._value
        gap = " " if cells >= 30 else ""
        line: Line = [
            Span(gap.join("★" * value) + (gap if value else ""), "gold"),
            Span(gap.join("☆" * (10 - value)), "muted"),
            Span(f"   {value}" if value else "   –", "b text"),
            Span("/10", "muted"),
        ]
        said = f"yours is {self._card.mine.rating}" if self._card.mine.rating else "not rated yet"
        everyone = f" · everyone's is {self._card.rating:.1f}" if self._card.rating is not None else ""
        return Sheet([line, [span(said + everyone, "muted")]])

    def action_by(self, by: int) -> None:
        """One star more or less; from none to the middle."""
        self.action_put(max(1, min(10, self._value + by)) if self._value else 6 if by > 0 else 5)

    def action_put(self, value: int) -> None:
        """So many stars."""
        self._value = value
        self.query_one("#stars", Plate).relay()

    def action_keep(self) -> None:
        """Answer; nothing chosen is nothing said."""
        if self._value:
            self.answer(self._value)
        else:
            self.action_leave()

    def action_clear(self) -> None:
        """Take the rating away."""
        self.answer(0)

    def on_click(self, event: events.Click) -> None:
        """A click on a star keeps so many."""
        plate = self.query_one("#stars", Plate)
        spot = event.screen_offset - plate.region.offset
        step = 2 if plate.size.width - 2 >= 30 else 1
        if spot.y == 0 and 1 <= spot.x < 1 + 10 * step:
            self.answer((spot.x - 1) // step + 1)
