"""The tags of a title: put one on or take it off with Enter, one in use or a new word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from db.cards import TitleCard
from db.personal.words import line
from screens.dialogs.frame import Dialog, Entry
from widgets.rows import Rows
from widgets.sheet import Line, Span, cell, span
from widgets.text import plural
from widgets.title_line import year_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A tag, on how many titles it is, and whether on this one."""

    word: str
    titles: int
    held: bool


class TagsDialog(Dialog[str]):
    """Answers with the tag to put on the title or take off it; None when done.

    ``known`` are all tags and on how many titles each is; ``at`` is the one that the cursor begins on.
    """

    KEYS = (("↑ ↓", "choose"), ("Enter", "on or off"), ("Esc", "done"))
    DEFAULT_CSS = """
    TagsDialog Entry { margin: 0 1 1 1; }
    TagsDialog.-low Entry { margin: 0 1; }
    TagsDialog Rows { height: 10; max-height: 100%; }
    TagsDialog.-low Rows { height: 1fr; }
    TagsDialog.-low > #panel { height: 100%; }
    """
    BINDINGS = [
        Binding("down,ctrl+n", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "leaf(1)", "Page down", show=False),
        Binding("pageup", "leaf(-1)", "Page up", show=False),
    ]

    def __init__(self, card: TitleCard, held: tuple[str, ...], known: Mapping[str, int], at: str = "") -> None:
        super().__init__()
        self._card, self._begin = card, at
        of_it = [Choice(word, known.get(word, 1), True) for word in held]
        self._choices = of_it + [Choice(word, titles, False) for word, titles in known.items() if word not in held]

    def name_line(self) -> Line:
        """The title."""
        return [span("Tags", "b text"), span("  " + self._card.title, "text"), span("  " + year_of(self._card), "muted")]

    def inside(self) -> ComposeResult:
        """The line, and the tags that answer to it."""
        yield Entry(placeholder="a word, new or in use", id="word")
        yield Rows(self._draw, lambda choice: choice.word, id="tags", ground="panel", steady=True)

    def on_mount(self) -> None:
        """Ready to type, the cursor where it was."""
        self.query_one(Rows).can_focus = False
        self.query_one(Entry).focus()
        self._show("", lit=self._begin)

    @staticmethod
    def _draw(choice: Choice, cells: int, lit: bool) -> Line:
        return [
            Span("▸ " if lit else "  ", "accent"),
            Span("✓ " if choice.held else "· ", "done" if choice.held else "muted"),
            cell(choice.word, max(4, cells - 4 - 13 - 1), "b text" if lit else "text"),
            cell(plural(choice.titles, "title") if choice.titles else "new", 13, "muted", to_right=True),
        ]

    def _show(self, typed: str, lit: str = "") -> None:
        """The tags that hold what is typed; first that very word, be it new or not."""
        word = line(typed).lower()
        found = [choice for choice in self._choices if word in choice.word]
        same = [choice for choice in found if choice.word == word] or ([Choice(word, 0, False)] if word else [])
        rows = [*same, *(choice for choice in found if choice not in same)]
        self.query_one(Rows).show(rows, keep=False, lit=lit or None, empty="No tags yet: type a word.")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value, lit="" if event.value.strip() else self._begin)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        if (choice := self.query_one(Rows).record) is not None:
            self.dismiss(choice.word)

    @on(Rows.Opened)
    def _clicked(self, event: Rows.Opened) -> None:
        event.stop()
        self.dismiss(event.record.word)

    def action_step(self, by: int) -> None:
        """The next or previous tag."""
        self.query_one(Rows).action_step(by)

    def action_leaf(self, by: int) -> None:
        """A screenful on or back."""
        self.query_one(Rows).action_leaf(by)
