"""A line to type into that holds only what a terminal can show: pasted escapes and controls are cleaned as they come."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from widgets.text import clean


class Field(Input):
    """One line of text, as wide as its place: its length, unlike Input's own, never makes the screen lay itself out anew."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    def validate_value(self, value: str) -> str:
        """Clean whatever is typed, pasted or set."""
        return clean(value)
