"""History as lines: days, and what was done on them; what is undone says so in a word."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Action
from widgets.sheet import Line, Span, cell, span
from widgets.text import day, plural


@dataclass(frozen=True, slots=True)
class Day:
    """A heading among the rows."""

    iso: str
    count: int


def moment(at: str) -> tuple[str, str]:
    """(day, time) of a UTC moment in the viewer's own zone: ``("2026-05-03", "21:15")``."""
    try:
        local = datetime.datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at[:10], at[11:16]
    return local.date().isoformat(), f"{local:%H:%M}"


def grouped(actions: Sequence[Action]) -> list[Day | Action]:
    """Actions under a heading for each day, in the order given."""
    days = [moment(action.at)[0] for action in actions]
    rows: list[Day | Action] = []
    for at, action in enumerate(actions):
        if not at or days[at] != days[at - 1]:
            rows.append(Day(days[at], days.count(days[at])))
        rows.append(action)
    return rows


def day_line(record: Day) -> Line:
    """``3 May 2026  4 actions``."""
    return [span(day(record.iso), "b text"), span("  " + plural(record.count, "action"), "muted")]


def action_line(action: Action, cells: int, lit: bool) -> Line:
    """``▸ 21:15  Rated The Red Shoes 8        undone``."""
    said = "undone" if action.undone else "" if action.can_undo else "built upon"
    ink = "muted" if action.undone else "b text" if lit else "text"
    return [
        Span("▸ " if lit else "  ", "accent"),
        span(moment(action.at)[1] + "  ", "muted"),
        cell(action.sentence, max(8, cells - 9 - 12), ink),
        cell(said, 12, "muted", to_right=True),
    ]
