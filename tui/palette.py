"""The palette: every command by name, with its keys; and the themes, seen while one chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.fuzzy import Matcher
from textual.widgets import Input

from screens.dialogs.frame import Dialog, Entry
from screens.dialogs.picker import Picker
from widgets.help_sheet import CommandRow
from widgets.rows import Rows
from widgets.sheet import Line, Span, cell, span

if TYPE_CHECKING:
    from tui.app import MatineeApp

THEME = "theme:"


async def open_palette(app: MatineeApp) -> None:
    """Lay the palette over the screen in front; what is chosen there runs on it."""
    commands = list(app.commands_here())
    commands += [
        CommandRow(THEME + name, f"Theme: {name}", "Use this theme.", "", "everywhere") for name in theme_names(app)
    ]
    chosen = await app.page.show_dialog(Palette(commands))
    if chosen is None:
        return
    if chosen.startswith(THEME):
        app.keep_theme(chosen.removeprefix(THEME))
    else:
        app.call_next(app.run_command, chosen)


async def open_themes(app: MatineeApp) -> None:
    """Choose a theme; each is shown while the cursor stands on it."""
    before = app.theme
    chosen = await app.page.show_dialog(Themes(theme_names(app), before))
    if chosen is None:
        app.theme = before
    else:
        app.keep_theme(chosen)


def theme_names(app: MatineeApp) -> list[str]:
    """Matinee's own themes first, then Textual's, without those that need the terminal's own colours."""
    from tui.themes import THEMES

    own = [theme.name for theme in THEMES]
    others = sorted(
        name for name in app.available_themes if name not in own and not name.startswith(("ansi", "textual-ansi"))
    )
    return own + others


def matching(commands: list[CommandRow], words: str) -> list[CommandRow]:
    """The commands that match ``words`` letter by letter, best first; all of them for none."""
    if not words.strip():
        return commands
    matcher = Matcher(words.strip())
    scored = []
    for row in commands:
        score = max(matcher.match(row.title), matcher.match(row.help) / 3)
        scored.append((score / 2 if row.id.startswith(THEME) else score, row))  # there are many themes, and few are wanted
    return [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


class Palette(Picker[str]):
    """Type a few letters of a command's name; Enter runs it."""

    KEYS = (("↑ ↓", "choose"), ("Enter", "run"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette > #panel { width: 76; margin: 2 0; }
    Palette.-low > #panel { margin: 0; }
    Palette Rows { height: 12; }
    """
    BINDINGS = [
        Binding("ctrl+p", "leave", "Leave", show=False, priority=True),
    ]

    def __init__(self, commands: list[CommandRow]) -> None:
        super().__init__()
        self._commands = commands

    def name_line(self) -> Line:
        """What this is."""
        return [span("Commands", "b text")]

    def inside(self) -> ComposeResult:
        """The line, and the commands that match."""
        yield Entry(placeholder="what do you want to do?", id="wanted")
        yield Rows(self._draw, lambda row: row.id, id="commands", ground="panel", steady=True)

    def on_mount(self) -> None:
        """All of them, and ready to type."""
        self.query_one(Rows).can_focus = False
        self.query_one(Rows).show(self._commands)
        self.query_one(Entry).focus()

    @staticmethod
    def _draw(row: CommandRow, cells: int, lit: bool) -> Line:
        keys = 13
        title = 26 if cells >= 60 else cells - 3 - keys
        return [
            Span("▸ " if lit else "  ", "accent"),
            cell(row.title, title, "b text" if lit else "text"),
            cell(row.help, max(0, cells - 3 - title - keys), "muted"),
            cell(row.keys, keys, "gold", to_right=True),
            Span(" "),
        ]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(Rows).show(matching(self._commands, event.value), keep=False, empty="No command by that name.")

    @on(Input.Submitted)
    def _run(self, event: Input.Submitted) -> None:
        event.stop()
        row: CommandRow | None = self.query_one(Rows).record
        if row:
            self.answer(row.id)

    @on(Rows.Opened)
    def _clicked(self, event: Rows.Opened) -> None:
        event.stop()
        self.answer(event.record.id)


class Themes(Dialog[str]):
    """Themes by name, each shown while the cursor stands on it."""

    KEYS = (("↑ ↓", "preview"), ("Enter", "use"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    Themes { background: $ink-ground 0%; align: right middle; }
    Themes > #panel { width: 34; }
    """

    def __init__(self, names: list[str], now: str) -> None:
        super().__init__()
        self._names, self._now = names, now

    def name_line(self) -> Line:
        """What this is."""
        return [span("Themes", "b text")]

    def inside(self) -> ComposeResult:
        """The names."""
        yield Rows(self._draw, lambda name: name, id="names", ground="panel")

    def on_mount(self) -> None:
        """The current one first."""
        rows = self.query_one(Rows)
        rows.styles.height = len(self._names)
        rows.show(self._names, lit=self._now)
        rows.focus()

    def _draw(self, name: str, cells: int, lit: bool) -> Line:
        worn = "current" if name == self._now else ""
        return [
            Span("▸ " if lit else "  ", "accent"),
            cell(name, max(8, cells - 10), "b text" if lit else "text"),
            cell(worn, 7, "muted", to_right=True),
        ]

    @on(Rows.Moved)
    def _seen(self, event: Rows.Moved) -> None:
        event.stop()
        if event.record:
            self.app.theme = event.record

    @on(Rows.Opened)
    def _kept(self, event: Rows.Opened) -> None:
        event.stop()
        self.answer(event.record)
