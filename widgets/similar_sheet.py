"""More like this as a sheet: a card each, with why it is here."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Similar
from widgets.sheet import Line, Sheet, Span, Spot, beside, heading, indented, prose, span, stack, wrap
from widgets.text import plural, runtime
from widgets.title_line import marks, rating_cells, year_of


def similar_sheet(found: Sequence[Similar], cells: int, rated: int | None = None) -> Sheet:
    """Cards in one column, or two when wide."""
    note = f"because you gave it {rated}" if rated else plural(len(found), "film")
    sheet = Sheet([heading("More like this", note if found else "")])
    if not found:
        sheet.add([span(" Nothing near it in this catalogue.", "muted")])
        return sheet
    sheet.gap()
    if cells < 110:
        sheet.add(*stack(*(_card(entry, cells) for entry in found)))
        return sheet
    column = (cells - 4) // 2
    for at in range(0, len(found), 2):
        left = _card(found[at], column)
        right = _card(found[at + 1], column) if at + 1 < len(found) else []
        sheet.add(*beside(left, right, column, gap=4), [])
    return sheet


def _card(entry: Similar, cells: int) -> list[Line]:
    card = entry.card
    spot = Spot(("similar", card.id), card, card)
    head: Line = [span(card.title, "b text", spot), span(f"  {year_of(card)}", "muted", spot)]
    facts = "  ·  ".join(filter(None, [entry.certificate, runtime(card.runtime), ", ".join(card.genres)]))
    rating: Line = [Span(piece.text.strip() + " ", piece.ink, spot) for piece in rating_cells(card)]
    rating.insert(1, Span(" yours ", "muted", spot))
    status = [Span(piece.text + " ", piece.ink, spot) for piece in marks(card.mine) if piece.text.strip()]
    makers = ", ".join(entry.directors[:2])
    stars = ", ".join(entry.stars[:3])
    lines = [*wrap(head, cells), [Span("  "), *rating, *status, span(f"  {facts}", "muted", spot)]]
    lines += indented(wrap([Span("why  ", "gold", spot), span(entry.reason, "text", spot)], cells - 2, indent=5), 2)
    if entry.plot:
        lines += indented(prose(entry.plot, cells - 2, "muted"), 2)
    if makers or stars:
        lines += indented(wrap([span(" — ".join(filter(None, [makers, stars])), "link")], cells - 2), 2)
    return lines
