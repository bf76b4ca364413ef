"""Charts: those there are, and the head of one."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.cards import ListCard, ListEntry
from widgets.list_lines import list_head, list_lines
from widgets.sheet import Line, Sheet, Spot, beside, heading, prose, span
from widgets.text import clean, fit, plural, width

#: From this width on the canon stands beside the charts.
TWO_COLUMNS = 112

#: (what stands after ``chart:`` in the key, heading).
_GROUPS = (("genre:", "By genre"), ("decade:", "By decade"), ("country:", "By country"))


def charts_sheet(charts: Sequence[ListCard], canon: Sequence[ListCard], cells: int) -> Sheet:
    """The general charts with what orders them, then genres, decades and countries as words, then the canon lists."""
    column = max(46, cells // 2 - 20) if cells >= TWO_COLUMNS else cells
    first: list[Line] = []
    placed: list[ListCard] = []
    for part, name in _GROUPS:
        cards = [card for card in charts if card.key.removeprefix("chart:").startswith(part)]
        placed += cards
        if cards:
            first += [[], heading(name), [], *_words(cards, column)]
    heads = [card for card in charts if card not in placed]
    top: list[Line] = [heading("Charts"), []]
    for card in heads:
        spot = Spot(("chart", card.key), card)
        size = f"  {card.size:,}"
        name = fit(clean(card.name), column - 1 - len(size))
        top.append([span(" ", "text", spot), span(name, "link", spot), span(size, "muted", spot)])
        top += [[span("   "), *line] for line in prose(card.about, column - 3, "muted")]
    if not heads:
        top += prose("No charts here: the catalogue is empty.", column, "muted")
    first = [*top, *first]
    second: list[Line] = [heading("Canon", plural(len(canon), "list")), []]
    for card in canon:
        second += list_lines(card, cells - column - 4 if column < cells else cells)
    lines = beside(first, second, column, gap=4) if column < cells else [*first, [], *second]
    return Sheet([[], *lines])


def _words(cards: Sequence[ListCard], cells: int) -> list[Line]:
    """Names in columns, each a spot."""
    wide = min(cells - 1, max(len(card.name) for card in cards) + 3)
    across = max(1, (cells - 1) // wide)
    lines: list[Line] = []
    for at, card in enumerate(cards):
        if at % across == 0:
            lines.append([span(" ")])
        name = fit(clean(card.name), wide - 1)
        spot = Spot(("chart", card.key), card)
        lines[-1] += [span(name, "link", spot), span(" " * (wide - width(name)))]
    return lines


def chart_head(card: ListCard, entries: Sequence[ListEntry], order: str, cells: int) -> Sheet:
    """Name, formula, and progress over the titles it really holds."""
    seen = sum(entry.card.mine.seen for entry in entries)
    return list_head(card._replace(size=len(entries), seen=seen), order, cells)
