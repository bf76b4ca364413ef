"""Handing a title on: copy it as text, or copy or open its address elsewhere."""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from db.base.records.cards import TitleCard
from screens.desktop import browse, copy_locally
from screens.dialogs.frame import Dialog
from screens.working import start
from widgets.plate import Plate
from widgets.rows import Rows
from widgets.share import Shared, ways
from widgets.sheet import Line, Sheet, Span, cell, span, wrap
from widgets.title_line import year_of


class ShareDialog(Dialog[None]):
    """Enter copies a text or opens an address; ``y`` copies either. What is copied stands under the list in full."""

    KEYS = (("Enter", "copy, or open an address"), ("y", "copy"), ("Esc", "done"))
    BINDINGS = [Binding("y", "copy", "Copy", show=False)]
    DEFAULT_CSS = """
    ShareDialog #text { margin: 1 0 0 0; }
    ShareDialog.-low #text { margin: 0; }
    ShareDialog.-low Rows { max-height: 3; }
    """

    def __init__(self, card: TitleCard) -> None:
        super().__init__()
        self._card = card
        self._said = ""

    def name_line(self) -> Line:
        """The title."""
        return [span("Share", "b text"), span("  " + self._card.title), span("  " + year_of(self._card), "muted")]

    def inside(self) -> ComposeResult:
        """The ways, and the text of the one under the cursor."""
        yield Rows(self._draw, lambda way: way.name, id="ways", ground="panel")
        yield Plate(self._text, id="text", ground="panel")

    def on_mount(self) -> None:
        """Show them."""
        found = ways(self._card)
        rows = self.query_one(Rows)
        rows.styles.height = len(found)
        rows.show(found)
        rows.focus()

    @staticmethod
    def _draw(way: Shared, cells: int, lit: bool) -> Line:
        return [
            Span("▸ " if lit else "  ", "accent"),
            cell(way.name, 12, "b text" if lit else "text"),
            cell(way.text, max(4, cells - 14), "link" if way.opens else "muted"),
        ]

    def _text(self, cells: int) -> Sheet:
        way = self.query_one(Rows).record
        lines = wrap([span(way.text if way else "", "text")], cells)
        if len(lines) > 6:
            lines = [*lines[:6], [span("…", "muted")]]
        return Sheet([*lines, *wrap([span(self._said, "done")], cells)])

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
        self._said = ""
        self.query_one("#text", Plate).relay()

    @on(Rows.Opened)
    def _chosen(self, event: Rows.Opened) -> None:
        event.stop()
        way: Shared = event.record
        if way.opens:
            start(self, self._browse(way.text), group="share")
        else:
            start(self, self._copy(way.text), group="share")

    async def _browse(self, address: str) -> None:
        opened = await asyncio.get_running_loop().run_in_executor(None, browse, address)
        self._say("Opened in your browser." if opened else "No browser could be started; y copies the address.")

    def action_copy(self) -> None:
        """Copy what is under the cursor."""
        way: Shared | None = self.query_one(Rows).record
        if way:
            start(self, self._copy(way.text), group="share")

    async def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        local = await asyncio.get_running_loop().run_in_executor(None, copy_locally, text)
        self._say("Copied." if local else "Copied through the terminal. If pasting fails, select the text above.")

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self.query_one("#text", Plate).relay()
