"""Lists as lines: a list among lists with its progress, and a title on a list."""

from __future__ import annotations

from db.base.records.cards import ListCard, ListEntry
from widgets.progress import bar, words
from widgets.sheet import Line, Sheet, Span, Spot, at_most, beside, cell, fit_line, heading, line_width, prose, span
from widgets.text import clean, day, plural, width
from widgets.title_line import title_line

#: From this width on a list's entries show when they were added.
DATED = 92
#: From this width on the viewer's lists stand beside the built-in ones.
TWO_COLUMNS = 136
_SAID = 16
#: The words that say the order: a click puts the list into another.
SORTS = Spot("sort", "sort", resting=False)


def list_lines(card: ListCard, cells: int) -> list[Line]:
    """A list among lists: name and progress, and under it what it is about."""
    spot = Spot(("list", card.key), card)
    said = words(card.seen, card.size) if card.size else "empty"
    tail = [*bar(card.seen, card.size, 12 if cells >= 84 else 6, spot), cell("  " + said, _SAID + 2, "muted", spot)]
    line = [
        Span(" ", "text", spot),
        cell(card.name, max(6, cells - 2 - line_width(tail)), "link", spot),
        Span(" ", "text", spot),
    ]
    lines: list[Line] = [[*line, *tail]]
    if card.query:
        lines.append([span("   searches ", "muted"), cell(card.query, max(4, cells - 13), "muted")])
    if card.about:
        lines.append([span("   "), cell(" ".join(card.about.split()), max(4, cells - 4), "muted")])
    return lines


def lists_sheet(own: list[ListCard], tags: list[ListCard], built_in: list[ListCard], cells: int) -> Sheet:
    """All lists, the viewer's first, then their tags."""
    column = (cells - 4) // 2 if cells >= TWO_COLUMNS else cells
    first = _group("Yours", "n makes one", own, column)
    if len(own) == 1:
        first += [[], *prose("Lists of your own: n makes one, l puts any title on it.", column, "muted")]
    if tags:
        first += [[], *_group("Tags", "# tags any title", tags, column)]
    second = _group("Built in", plural(len(built_in), "list"), built_in, column)
    lines = beside(first, second, column, gap=4) if column < cells else [*first, [], *second]
    return Sheet([[], *lines])


def _group(name: str, note: str, cards: list[ListCard], cells: int) -> list[Line]:
    lines: list[Line] = [heading(name, note), []]
    for card in cards:
        lines += list_lines(card, cells)
    return lines


def list_head(card: ListCard, order: str, cells: int, note: str = "") -> Sheet:
    """A list's name, progress, what it is about and in what order it stands."""
    by = f"  by {card.by}" if card.by and card.by != "you" else ""
    name = [span("tagged " if card.kind == "tag" else "", "muted"), span(card.name, "b text"), span(by, "muted")]
    sheet = Sheet([fit_line(name, cells)])
    if card.query:
        sheet.add(fit_line([span("searches ", "muted"), span(card.query, "text")], cells))
    if card.about:
        sheet.add(*at_most(prose(card.about, cells), 3, cells))
    line = [*bar(card.seen, card.size, 20), span("  " + (words(card.seen, card.size) if card.size else "empty"), "text")]
    said = clean(" · ".join(filter(None, [note, order])))
    room = cells - line_width(line)
    if room > width(said) + 3:
        sheet.add([*line, Span(" " * (room - width(said))), span(said, "muted", SORTS)])
    else:
        sheet.add(line, [span(said, "muted", SORTS)])
    return sheet


def entry_line(entry: ListEntry, cells: int, lit: bool, digits: int = 3) -> Line:
    """``▸  12 The Red Shoes  note   1948  film  ★8.3  8  ✓+   3 May 2026``; a poll's own figure where it has one."""
    number = str(entry.position).rjust(digits)
    note = " ".join(entry.note.split())
    if cells < DATED:
        return title_line(entry.card, cells, lit=lit, note=note, number=number)
    last = f"{entry.score:,}" if entry.score is not None else day(entry.added_at, short=True)
    line = title_line(entry.card, cells - 13, lit=lit, note=note, number=number)
    return [*line, Span(" "), cell(last, 12, "muted", to_right=True)]
