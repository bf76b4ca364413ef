"""A title as one line of a list: name, year, kind, rating, yours, marks; columns the same everywhere."""

from __future__ import annotations

from db.base.records.cards import Mine, PersonCard, TitleCard
from widgets.sheet import Line, Span, Spot, cell, span
from widgets.text import kind_word, years

#: Cells of the columns right of the name: year, kind, ★ rating, yours, marks.
YEAR, KIND, RATING, YOURS, MARKS = 10, 11, 5, 4, 5


#: Below this width a line keeps only name and year.
TINY = 48


def year_of(card: TitleCard) -> str:
    """``1948``; ``1999–2007`` for a series."""
    return years(card.year, card.end_year, series=card.kind in {"tvSeries", "tvMiniSeries"} and card.end_year is not None)


def marks(mine: Mine) -> list[Span]:
    """Seen, on the watchlist, reviewed: a glyph each, never colour alone."""
    return [
        Span("✓" if mine.times_seen else " ", "done"),
        Span("+" if mine.on_watchlist else " ", "link"),
        Span("¶" if mine.reviewed else " ", "muted"),
        Span("⌂" if mine.owned else " ", "muted"),
    ]


def rating_cells(card: TitleCard) -> list[Span]:
    """``★8.3`` or a quiet dash, then the viewer's own."""
    rating = (
        Span(f"★{card.rating:.1f}".rjust(RATING), "gold")
        if card.rating is not None
        else Span("★ –".ljust(RATING - 1).rjust(RATING), "muted")
    )
    yours = Span(f"{card.mine.rating}".rjust(YOURS), "b text") if card.mine.rating else Span("–".rjust(YOURS), "muted")
    return [rating, yours]


def title_line(
    card: TitleCard,
    cells: int,
    *,
    lit: bool = False,
    spot: Spot | None = None,
    note: str = "",
    number: str = "",
    kind: bool = True,
) -> Line:
    """``▸ The Red Shoes   1948  film  ★8.3   8  ✓+``; ``number`` stands before, ``note`` takes what room the name leaves."""
    wide = cells >= 64
    tiny = cells < TINY
    tail = 6 if tiny else YEAR + RATING + YOURS + MARKS + (KIND if wide and kind else 0) + 2
    room = max(8, cells - tail - 2 - (len(number) + 1 if number else 0))
    head = [Span("▸ " if lit else "  ", "accent", spot)]
    if number:
        head.append(Span(number + " ", "muted", spot))
    name = span(card.full_title, "b text" if lit else "text", spot)
    note = note or card.note
    if note and room - name.width > 8:
        names = [name, Span("  ", "text", spot), cell(note, room - name.width - 2, "muted", spot)]
    else:
        names = [cell(card.full_title, room, name.ink, spot)]
    line: Line = [*head, *names, Span(" ", "text", spot), cell(year_of(card), 5 if tiny else YEAR, "muted", spot)]
    if tiny:
        return line
    if wide and kind:
        line.append(cell(kind_word(card.kind), KIND, "muted", spot))
    line += [Span(piece.text, piece.ink, spot) for piece in rating_cells(card)]
    line.append(Span(" ", "text", spot))
    line += [Span(piece.text, piece.ink, spot) for piece in marks(card.mine)]
    return line


def lifespan(card: PersonCard) -> str:
    """``1926–2006``, ``1969–``, or nothing."""
    if card.birth_year is None and card.death_year is None:
        return ""
    return f"{card.birth_year or ''}–{card.death_year or ''}"


def person_line(card: PersonCard, cells: int, *, lit: bool = False, spot: Spot | None = None) -> Line:
    """``▸ Moira Shearer  1926–2006  person  The Red Shoes (1948)``."""
    wide = cells >= 64
    tail = YEAR + RATING + YOURS + MARKS + (KIND if wide else 0) + 2
    room = max(8, cells - tail - 2)
    name = span(card.name, "b link" if lit else "link", spot)
    known = card.known_for
    if known and room - name.width > 8:
        names = [name, Span("  ", "text", spot), cell(known, room - name.width - 2, "muted", spot)]
    else:
        names = [cell(card.name, room, name.ink, spot)]
    line: Line = [Span("▸ " if lit else "  ", "accent", spot), *names, Span(" ", "text", spot)]
    line.append(cell(lifespan(card), YEAR, "muted", spot))
    if wide:
        line.append(cell("person", KIND, "muted", spot))
    return line


def place_code(season: int | None, number: int | None) -> str:
    """``S2 E3``, as far as it is known."""
    if season is None or number is None:
        return "–"
    return f"S{season} E{number}"
