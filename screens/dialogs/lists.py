"""Which lists hold a title: put it on or take it off with Enter, or name a new list."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from db.base.records.cards import ListCard, TitleCard
from screens.dialogs.frame import Dialog, Entry
from widgets.rows import Rows
from widgets.sheet import Line, Span, cell, span
from widgets.text import plural
from widgets.title_line import year_of

Choice = tuple[ListCard, bool]


class ListsDialog(Dialog["ListCard | str"]):
    """Answers with the list to put the title on or take it off, or with the name of a new one; None when done.

    ``at`` is the key of the list that the cursor begins on.
    """

    KEYS = (("Enter", "on or off"), ("n", "new list"), ("Esc", "done"))
    BINDINGS = [Binding("n", "new", "New list", show=False), Binding("l", "leave", "Done", show=False)]
    DEFAULT_CSS = """
    ListsDialog Entry { display: none; margin: 0 1; }
    ListsDialog.-naming Entry { display: block; }
    """

    def __init__(self, card: TitleCard, membership: list[Choice], at: str = "") -> None:
        super().__init__()
        self._card, self._membership, self._begin = card, membership, at

    def name_line(self) -> Line:
        """The title."""
        return [span("Lists", "b text"), span("  " + self._card.title, "text"), span("  " + year_of(self._card), "muted")]

    def inside(self) -> ComposeResult:
        """The lists, and the line for a new one's name."""
        yield Rows(self._draw, lambda choice: choice[0].key, id="choices", ground="panel")
        yield Entry(placeholder="name of the new list", id="new-name")

    def on_mount(self) -> None:
        """Show them, the cursor where it was."""
        rows = self.query_one(Rows)
        rows.styles.height = max(1, len(self._membership))
        rows.show(self._membership, lit=self._begin or None)
        rows.focus()

    @staticmethod
    def _draw(choice: Choice, cells: int, lit: bool) -> Line:
        card, on_it = choice
        size = plural(card.size, "title")
        return [
            Span("▸ " if lit else "  ", "accent"),
            Span("✓ " if on_it else "· ", "done" if on_it else "muted"),
            cell(card.name, max(4, cells - 4 - 13 - 1), "b text" if lit else "text"),
            cell(size, 13, "muted", to_right=True),
        ]

    @on(Rows.Opened)
    def _chosen(self, event: Rows.Opened) -> None:
        event.stop()
        self.dismiss(event.record[0])

    def action_new(self) -> None:
        """Type the name of a new list."""
        self.add_class("-naming")
        self.query_one(Entry).focus()

    def action_leave(self) -> None:
        """Out of the naming first, then out."""
        if self.has_class("-naming"):
            self.remove_class("-naming")
            self.query_one(Rows).focus()
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())
