"""A private note of a few lines."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from screens.dialogs.frame import Dialog
from widgets.sheet import Line, span
from widgets.writing import Writing


class NoteDialog(Dialog[str]):
    """Answers with the note as written, empty to clear it; None when left. What was typed is not left without a warning.

    ``keep`` writes a note without an answer: the text that stands here when the program ends.
    """

    KEYS = (("F2", "save"), ("Esc", "cancel"))
    BINDINGS = [
        Binding("ctrl+s,f2", "keep", "Save", show=False, priority=True),
        Binding("escape", "leave", "Cancel", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteDialog Writing {
        border: none; padding: 0 1; margin: 0 1; height: 6; background: $ink-ground; color: $ink-text;
    }
    NoteDialog Writing:focus { border: none; }
    NoteDialog.-low Writing { height: 1fr; }
    NoteDialog.-low > #panel { height: 100%; }
    """

    def __init__(self, name: str, text: str, keep: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._about, self._text, self._keep_text = name, text, keep
        self._now = text
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

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._now = event.text_area.text

    def action_keep(self) -> None:
        """Keep what is written, all that was typed before this key included, which is heard before the text's own."""
        self.query_one(Writing).call_later(self._keep)

    def _keep(self) -> None:
        self.answer(self.query_one(Writing).text)

    def action_leave(self) -> None:
        """Leave; what was written since is lost, which is said once before."""
        self.query_one(Writing).call_later(self._leave)

    def _leave(self) -> None:
        text = self.query_one(Writing).text
        if self.busy:
            return
        if text in (self._text, self._warned):
            self.dismiss(None)
        else:
            self._warned = text
            self.complain("F2 saves the note; Esc once more leaves it as it was.")

    def keep_unsaved(self) -> None:
        """Save the note: undo brings the one before back."""
        if self._keep_text and not self.answered and self._now != self._text:
            self._text = self._now
            self._keep_text(self._now)
