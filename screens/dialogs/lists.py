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
    """Each answer is a list to put the title on or take it off, or the name of a new one; it stays open until it is left.

    ``submit`` carries an answer out and returns the lists as they are then.
    """

    KEYS = (("Enter", "on or off"), ("n", "new list"), ("Esc", "done"))
    BINDINGS = [Binding("n", "new", "New list", show=False), Binding("l", "leave", "Done", show=False)]
    DEFAULT_CSS = """
    ListsDialog Entry { display: none; margin: 0 1; }
    ListsDialog.-naming Entry { display: block; }
    """

    def __init__(self, card: TitleCard, membership: list[Choice]) -> None:
        super().__init__()
        self._card, self._membership = card, membership

    def name_line(self) -> Line:
        """The title."""
        return [span("Lists", "b text"), span("  " + self._card.title, "text"), span("  " + year_of(self._card), "muted")]

    def inside(self) -> ComposeResult:
        """The lists, and the line for a new one's name."""
        yield Rows(self._draw, lambda choice: choice[0].key, id="choices", ground="panel")
        yield Entry(placeholder="name of the new list", id="new-name")

    def on_mount(self) -> None:
        """Show them."""
        self._show(self._membership)
        self.query_one(Rows).focus()

    def _show(self, membership: list[Choice]) -> None:
        rows = self.query_one(Rows)
        rows.styles.height = max(1, len(membership))
        rows.show(membership)

    def accepted(self, value: ListCard | str, brought: list[Choice]) -> None:
        """The lists as they are now; a new one's name is done with."""
        self._show(brought)
        if isinstance(value, str):
            self.query_one(Entry).value = ""
            self._to_lists()

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
        self.answer(event.record[0])

    def action_new(self) -> None:
        """Type the name of a new list."""
        self.add_class("-naming")
        self.query_one(Entry).focus()

    def action_leave(self) -> None:
        """Out of the naming first, then out."""
        if self.has_class("-naming") and not self.busy:
            self.complain("")
            self._to_lists()
        else:
            super().action_leave()

    def _to_lists(self) -> None:
        self.remove_class("-naming")
        self.query_one(Rows).focus()

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.answer(event.value.strip())
