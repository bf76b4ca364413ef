"""The lists that hold a title, as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.cards import OnList
from widgets.sheet import Sheet, Span, Spot, cell, heading, span
from widgets.text import day, plural


def onlists_sheet(lists: Sequence[OnList], cells: int) -> Sheet:
    """Name, place on it, progress, date; ``l`` puts the title on more."""
    sheet = Sheet([heading("Lists", plural(len(lists), "list") if lists else "")])
    if not lists:
        sheet.add([span(" Not on any list  ", "muted"), span("l", "b gold"), span(" add to a list", "muted")])
        return sheet
    sheet.gap()
    cells = min(cells, 110)
    for entry in lists:
        spot = Spot(("list", entry.key), entry)
        place = f"{entry.position} of {entry.size}" if entry.position else plural(entry.size, "title")
        score = f"{entry.score} votes" if entry.score else ""
        seen = f"{entry.seen} of {entry.size} seen"
        rest = " · ".join(filter(None, [place, score, seen, entry.by, day(entry.date, short=True)]))
        name = max(16, cells // 2 - 4)
        sheet.add(
            [
                Span(" ", "text", spot),
                cell(entry.name, name, "text", spot),
                Span("  ", "text", spot),
                cell(rest, cells - name - 3, "muted", spot),
            ]
        )
    return sheet
