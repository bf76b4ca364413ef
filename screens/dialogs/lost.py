"""The viewer's records are gone, though there were some: what is to be done."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from screens.dialogs.frame import Dialog
from widgets.plate import Plate
from widgets.rows import Rows
from widgets.sheet import Line, Sheet, Span, cell, prose, span


class LostRecords(Dialog[str]):
    """Answers with ``restore``, ``begin`` or ``quit``; None to browse films meanwhile. ``copied`` is the latest copy's day."""

    KEYS = (("↑ ↓", "choose"), ("Enter", "do it"), ("Esc", "browse films meanwhile"))
    DEFAULT_CSS = """
    LostRecords #why { margin-bottom: 1; }
    LostRecords Rows { max-height: 3; }
    """

    def __init__(self, sentence: str, copied: str) -> None:
        super().__init__()
        self._sentence = sentence
        self._choices = [
            *([("restore", f"Restore the latest copy, of {copied}")] if copied else []),
            ("begin", "Begin anew, with empty records"),
            ("quit", "Quit"),
        ]

    def name_line(self) -> Line:
        """What has happened."""
        return [span("Your records are gone", "b error")]

    def inside(self) -> ComposeResult:
        """The sentence, and what can be done."""
        yield Plate(lambda cells: Sheet(prose(self._sentence, cells, "text")), id="why", ground="panel")
        yield Rows(self._draw, lambda choice: choice[0], id="choices", ground="panel")

    def on_mount(self) -> None:
        """The first choice under the cursor."""
        rows = self.query_one(Rows)
        rows.show(self._choices)
        rows.focus()

    @staticmethod
    def _draw(choice: tuple[str, str], cells: int, lit: bool) -> Line:
        return [Span("▸ " if lit else "  ", "accent"), cell(choice[1], max(4, cells - 2), "b text" if lit else "text")]

    @on(Rows.Opened)
    def _chosen(self, event: Rows.Opened) -> None:
        event.stop()
        self.answer(event.record[0])
