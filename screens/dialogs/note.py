"""A private note of a few lines."""

from __future__ import annotations

from typing import Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding

from screens.dialogs.frame import Dialog
from widgets.sheet import Line, span
from widgets.writing import Writing


class _House(Protocol):
    def say(self, sentence: str) -> None:
        """A toast."""


class NoteDialog(Dialog[str]):
    """Answers with the note as written, empty to clear it; None when left. What was typed is not left without a warning."""

    KEYS = (("F2", "keep"), ("Esc", "leave"))
    BINDINGS = [
        Binding("ctrl+s,f2", "keep", "Keep", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteDialog Writing {
        border: none; padding: 0 1; margin: 0 1; height: 6; background: $ink-ground; color: $ink-text;
    }
    NoteDialog Writing:focus { border: none; }
    NoteDialog.-low Writing { height: 1fr; }
    NoteDialog.-low > #panel { height: 100%; }
    """

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._about, self._text = name, text
        self._warned = ""

    def name_line(self) -> Line:
        """Whom or what it is on."""
        return [span("Your note on ", "muted"), span(self._about, "b text")]

    def inside(self) -> ComposeResult:
        """The text."""
        yield Writing(self._text, soft_wrap=True, show_line_numbers=False, id="note")

    def on_mount(self) -> None:
        """Go on where it ends."""
        area = self.query_one(Writing)
        area.cursor_blink = False
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Keep what is written, all that was typed before this key included, which is heard before the text's own."""
        self.query_one(Writing).call_later(self._keep)

    def _keep(self) -> None:
        self.dismiss(self.query_one(Writing).text)

    def action_leave(self) -> None:
        """Leave; what was written since is lost, which is said once before."""
        self.query_one(Writing).call_later(self._leave)

    def _leave(self) -> None:
        text = self.query_one(Writing).text
        if text in (self._text, self._warned):
            self.dismiss(None)
        else:
            self._warned = text
            cast(_House, self.app).say("F2 keeps the note; Esc once more leaves it as it was.")
