"""History as lines: days, and what was done on them; what is undone says so in a word."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.clock import local
from db.base.records.pages import Action
from widgets.groups import Gap, Heading, grouped
from widgets.sheet import Line, Span, cell, span
from widgets.text import day, plural


def by_day(actions: Sequence[Action]) -> list[Heading | Gap | Action]:
    """Actions under their days, in the order given."""
    return grouped(
        actions,
        lambda action: local(action.at)[0],
        lambda iso, count: Heading(iso, day(iso), plural(count, "action")),
    )


def action_line(action: Action, cells: int, lit: bool) -> Line:
    """``▸ 21:15  Rated The Red Shoes 8        undone``."""
    said = "undone" if action.undone else "" if action.can_undo else "changed later"
    ink = "muted" if action.undone else "b text" if lit else "text"
    return [
        Span("▸ " if lit else "  ", "accent"),
        span(local(action.at)[1] + "  ", "muted"),
        cell(action.sentence, max(8, cells - 9 - 14), ink),
        cell(said, 14, "muted", to_right=True),
    ]
