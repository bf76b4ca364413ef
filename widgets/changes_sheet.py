"""What is new since the last snapshot: people followed and their new films, ratings that moved, risers."""

from __future__ import annotations

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.findings import Changes, Drift, Riser
from widgets.sheet import Line, Sheet, Span, Spot, beside, cell, heading, prose, span, wrap
from widgets.text import day, kind_word, plural
from widgets.title_line import RATING, YOURS, rating_cells, year_of

#: From this width on the viewer's own stands beside the risers.
TWO_COLUMNS = 108


def changes_sheet(changes: Changes, cells: int) -> Sheet:
    """The viewer's people and films first, then everybody's."""
    sheet = Sheet([[]])
    since = f"  between the data of {day(changes.since)} and of {day(changes.until)}" if changes.since else ""
    sheet.add(*wrap([span("What is new", "b text"), span(since, "muted")], cells))
    if changes.note:
        sheet.add(*prose(changes.note, cells, "muted"))
    sheet.add([])
    column = (cells - 4) // 2 if cells >= TWO_COLUMNS else cells
    first = [*_films(changes, column), *_drifts(changes, column), *_followed(changes.followed, column)]
    second = _risers(changes, column)
    sheet.add(*(beside(first, second, column, gap=4) if column < cells and second else [*first, *second]))
    return sheet


def _title(card: TitleCard, key: str, cells: int, tail: Line, tail_cells: int) -> Line:
    spot = Spot((key, card.id), card, card)
    rating, yours = rating_cells(card)
    name = max(8, cells - 1 - 6 - 1 - RATING - YOURS - 2 - tail_cells)
    return [
        Span(" ", "text", spot), cell(card.title, name, "text", spot), cell(year_of(card)[:4], 6, "muted", spot, to_right=True),
        Span(" ", "text", spot), Span(rating.text, rating.ink, spot), Span(yours.text, yours.ink, spot), Span("  ", "text", spot),
        *tail,
    ]  # fmt: skip


def _films(changes: Changes, cells: int) -> list[Line]:
    if not changes.since:
        return []
    count = sum(len(films) for _, films in changes.films)
    lines: list[Line] = [heading("New from people you follow", plural(count, "title") if count else ""), []]
    for who, films in changes.films:
        lines.append([Span(" "), span(who.name, "link", Spot(("by", who.id), who))])
        for card in films:
            kind = cell(kind_word(card.kind), 9, "muted", to_right=True)
            lines.append(_title(card, f"new {who.id}", cells, [kind], 9))
    if not changes.films:
        said = "Nothing new from them." if changes.followed else "F on a person's page follows them."
        lines += prose(said, cells, "muted")
    return [*lines, []]


def _drifts(changes: Changes, cells: int) -> list[Line]:
    if not changes.since:
        return []
    lines: list[Line] = [heading("Ratings that moved", "of films you rated"), []]
    lines += [_title(drift.card, "drift", cells, [_moved(drift)], 15) for drift in changes.drifts]
    if not changes.drifts:
        lines += prose("None by a tenth or more.", cells, "muted")
    return [*lines, []]


def _moved(drift: Drift) -> Span:
    arrow = "▲" if drift.now > drift.before else "▼"
    return cell(f"{arrow} {abs(drift.now - drift.before):.1f} from {drift.before:.1f}", 15, "muted", to_right=True)


def _followed(people: tuple[PersonCard, ...], cells: int) -> list[Line]:
    lines: list[Line] = [heading("You follow", plural(len(people), "person", "people") if people else "nobody yet"), []]
    if not people:
        lines += prose("F on a person's page follows them; their new films show here after an import.", cells, "muted")
    line: Line = []
    for who in people:
        line += [span(", " if line else "", "muted"), span(who.name, "link", Spot(("followed", who.id), who))]
    lines += [[Span(" "), *row] for row in wrap(line, cells - 1)] if line else []
    return [*lines, []]


def _risers(changes: Changes, cells: int) -> list[Line]:
    if not changes.since:
        return []
    lines: list[Line] = [heading("Risers", "places gained by votes, among the most noted"), []]
    lines += [_title(riser.card, "riser", cells, [_climb(riser)], 20) for riser in changes.risers]
    if not changes.risers:
        lines += prose("Nothing climbed.", cells, "muted")
    return [*lines, []]


def _climb(riser: Riser) -> Span:
    before = f"from {riser.before:,}" if riser.before is not None else "new here"
    return cell(f"▲ to {riser.rank:,} {before}", 20, "muted", to_right=True)
