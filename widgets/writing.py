"""Several lines to write in; what is pasted is cleaned line by line."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from widgets.text import clean


class Writing(TextArea):
    """Plain text."""

    def on_paste(self, event: events.Paste) -> None:
        """Clean the text before TextArea's own handler, which Textual calls next, takes it in."""
        lines = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        event.text = "\n".join(clean(line) for line in lines)
