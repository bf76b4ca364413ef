"""Help: every key that works on a screen, in groups, from the command registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from widgets.sheet import Line, Sheet, beside, cell, heading, span, wrap

#: From this width on the groups stand in two columns.
TWO_COLUMNS = 108

#: Cells for the keys, the same in every group.
KEYS = 16

#: Keys that move, which belong to pages and lists themselves and not to any command.
MOVING = (
    ("j k ↓ ↑", "Down and up", "To the next or previous thing to open."),
    ("← →", "Across", "To what stands beside."),
    ("Tab", "Next", "To the next thing on a page; from the search line to the results."),
    ("PgDn PgUp Space", "Leaf", "A screenful on or back."),
    ("g G Home End", "Ends", "To the top or the bottom."),
    ("Enter", "Open", "Open what the cursor stands on; a click does too."),
)


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command as help and palette show it; ``where`` says in words where it works."""

    id: str
    title: str
    help: str
    keys: str
    where: str
    together: tuple[str, str, str] | None = None
    """Keys, title and help of the commands that are told in one row with it."""


def help_sheet(name: str, commands: Sequence[CommandRow], cells: int, filters: Sequence[tuple[str, str]] = ()) -> Sheet:
    """This screen, titles, moving, everywhere; ``filters`` are the examples and meanings of the search line's filters."""
    column = (cells - 6) // 2 if cells >= TWO_COLUMNS else cells
    here = [row for row in commands if row.where not in {"everywhere", "wherever a title is in view"}]
    titles = _together([row for row in commands if row.where == "wherever a title is in view"])
    anywhere = [row for row in commands if row.where == "everywhere"]
    first = [
        *_group(f"On {name}", _together(here), column),
        *_group("On the title in view", titles, column),
        *_group("Moving", MOVING, column),
    ]
    second = _group("Everywhere", _together(anywhere), column)
    second += _filters(filters, column)
    lines = beside(first, second, column, gap=6) if column < cells else [*first, *second]
    lines += wrap(
        [span("Every key can be changed under [keys] in config.toml; Ctrl+P finds every command by name.", "muted")], cells
    )
    return Sheet([[], *lines])


def _filters(filters: Sequence[tuple[str, str]], cells: int) -> list[Line]:
    """What may be typed beside words, in the search line and in the filter line of a list."""
    if not filters:
        return []
    lines: list[Line] = [heading("Filters, in the search line and under f"), []]
    for examples, meaning in filters:
        lines += [
            [span(" "), *row] for row in wrap([span(examples, "gold"), span("  " + meaning, "muted")], cells - 1, indent=2)
        ]
    return [*lines, []]


def _together(rows: Sequence[CommandRow]) -> list[tuple[str, str, str]]:
    """Keys, title and help of each row; those that are told together (the ten ratings) in one."""
    return list(dict.fromkeys(row.together or (row.keys, row.title, row.help) for row in rows))


def _group(name: str, rows: Sequence[tuple[str, str, str]], cells: int) -> list[Line]:
    if not rows:
        return []
    keys = KEYS if cells >= 60 else 10
    lines: list[Line] = [heading(name), []]
    for written, title, text in rows:
        words = wrap([span(title, "text"), span("  " + text, "muted")], max(12, cells - keys - 1))
        lines += [
            [span(" "), cell(written if not at else "", keys, "b gold"), *row] for at, row in enumerate(words)
        ]  # fmt: skip
    return [*lines, []]
