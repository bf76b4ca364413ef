"""A line to type in over rows that answer to it; the cursor keys move through the rows while one types."""

from __future__ import annotations

from typing import TypeVar

from textual.binding import Binding

from screens.dialogs.frame import Dialog
from widgets.rows import Rows

R = TypeVar("R")


class Picker(Dialog[R]):
    """A dialog of one ``Entry`` and one ``Rows``, which :meth:`inside` gives; the focus stays on the line."""

    DEFAULT_CSS = """
    Picker Entry { margin: 0 1 1 1; }
    Picker.-low Entry { margin: 0 1; }
    Picker Rows { max-height: 100%; }
    Picker.-low Rows { height: 1fr; }
    Picker.-low > #panel { height: 100%; }
    """
    BINDINGS = [
        Binding("down,ctrl+n", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "leaf(1)", "Page down", show=False),
        Binding("pageup", "leaf(-1)", "Page up", show=False),
    ]

    def action_step(self, by: int) -> None:
        """The next or previous row."""
        self.query_one(Rows).action_step(by)

    def action_leaf(self, by: int) -> None:
        """A screenful on or back."""
        self.query_one(Rows).action_leaf(by)
