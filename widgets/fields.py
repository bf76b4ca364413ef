"""A line to type into that holds only what a terminal can show: pasted escapes and controls are cleaned as they come."""

from __future__ import annotations

from textual.widgets import Input

from widgets.text import clean


class Field(Input):
    """One line of text."""

    def validate_value(self, value: str) -> str:
        """Clean whatever is typed, pasted or set."""
        return clean(value)
