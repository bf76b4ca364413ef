"""The frame of every dialog: a panel in the middle of the screen, its name, its body, its keys."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from widgets.fields import Field
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, Span, fit_line, span, wrap

R = TypeVar("R")


class Dialog(ModalScreen[R], Generic[R]):
    """A panel; Escape dismisses it with None. A dialog adds :meth:`inside` and says its keys."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $ink-ground 60%; }
    Dialog > #panel {
        width: 68; max-width: 100%; height: auto; max-height: 100%; background: $ink-panel; color: $ink-text;
        border-left: outer $ink-accent; padding: 1 1;
    }
    Dialog.-low > #panel { padding: 0; }
    Dialog #keys { margin-top: 1; }
    Dialog.-low #keys { margin-top: 0; }
    Dialog #name { margin-bottom: 1; }
    Dialog.-low #name { margin-bottom: 0; }
    Dialog Rows, Dialog VerticalScroll {
        scrollbar-color: $ink-rule; scrollbar-background: $ink-panel; scrollbar-background-hover: $ink-panel;
        scrollbar-background-active: $ink-panel;
    }
    Dialog Rows { height: auto; max-height: 14; background: $ink-panel; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        Binding("escape", "leave", "Never mind", show=False),
        Binding("ctrl+q", "app.quit", "Quit", show=False, priority=True),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", "keep"), ("Esc", "leave"))

    def name_line(self) -> Line:
        """What the dialog is about."""
        return []

    def inside(self) -> ComposeResult:
        """What stands between name and keys."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Name, body, keys."""
        with Vertical(id="panel"):
            yield Plate(lambda cells: Sheet([fit_line(self.name_line(), cells)]), id="name", ground="panel")
            yield from self.inside()
            yield Plate(self._keys, id="keys", ground="panel")

    def _keys(self, cells: int) -> Sheet:
        line: Line = []
        for key, does in self.KEYS:
            # Blanks that must not part a key from its word.
            line += [Span("   " if line else ""), span(key.replace(" ", "\u00a0"), "b gold"), span(f"\u00a0{does}", "muted")]
        return Sheet(wrap(line, cells))

    def action_leave(self) -> None:
        """Never mind."""
        self.dismiss(None)


class Entry(Field):
    """An input on a dialog's panel: one line, underlit, without a border."""

    DEFAULT_CSS = """
    Entry, Entry:focus { border: none; height: 1; padding: 0 1; background: $ink-ground; color: $ink-text; }
    Entry:focus { background: $ink-row; }
    Entry > .input--placeholder, Entry > .input--suggestion { color: $ink-muted; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, **named: Any) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False, **named)
