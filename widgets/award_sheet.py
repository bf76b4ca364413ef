"""Awards as a sheet: by event and year, category, who, won or nominated."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.cards import PersonCard
from db.base.records.pages import Award
from widgets.sheet import Line, Sheet, Span, Spot, cell, heading, span, stack, wrap
from widgets.story_sheet import nothing_here
from widgets.text import plural


def awards_sheet(awards: Sequence[Award], cells: int) -> Sheet:
    """Every nomination, the winners first under each event."""
    if not awards:
        return Sheet(nothing_here(["awards"], cells))
    cells = min(cells, 110)
    events = dict.fromkeys((award.event, award.year) for award in awards)
    return Sheet(
        stack(
            *(
                _event(event, year, [a for a in awards if (a.event, a.year) == (event, year)], cells)
                for event, year in events
            )
        )
    )


def _event(event: str, year: int | None, awards: Sequence[Award], cells: int) -> list[Line]:
    won = sum(award.won for award in awards)
    note = f"{won} won of {plural(len(awards), 'nomination')}" if won else plural(len(awards), "nomination")
    lines: list[Line] = [heading(f"{event} {year or ''}".strip(), note)]
    label = min(34, max(14, cells // 3))
    for at, award in enumerate(sorted(awards, key=lambda award: not award.won)):
        mark = [Span(" ★ won        ", "gold")] if award.won else [Span("   nominated  ", "muted")]
        names: Line = []
        for place, (name, person_id) in enumerate(award.people):
            if names:
                names.append(Span(", "))
            spot = Spot((event, year, at, place), PersonCard(person_id, name)) if person_id is not None else None
            names.append(span(name, "link" if spot else "text", spot))
        if award.note:
            names.append(span(f"  {award.note}", "muted"))
        rows = wrap(names, max(12, cells - label - 16)) if names else [[]]
        for n, row in enumerate(rows):
            head = (
                [*mark, cell(award.category, label, "text" if award.won else "muted"), Span("  ")]
                if n == 0
                else [Span(" " * (16 + label))]
            )
            lines.append([*head, *row])
    return lines
