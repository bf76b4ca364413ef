"""A person: the head with life and categories, the lines of the filmography, and the facts about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.base.records.cards import TitleCard
from db.base.records.pages import Award, CoStar, PersonPage, Role
from widgets.progress import progress
from widgets.sheet import Line, Sheet, Span, Spot, at_most, beside, cell, heading, indented, prose, span, wrap
from widgets.tabs import tab_row
from widgets.text import kind_word, plural
from widgets.title_line import KIND, MARKS, RATING, YEAR, YOURS, lifespan, marks, rating_cells, title_line, year_of

#: The category that shows every title once.
ALL = "all"
#: From this width on a role has a column of its own.
PART_COLUMN = 84
#: From this width on the facts about a person are set in two columns.
TWO_COLUMNS = 76
LABEL = 11


def category_word(category: str) -> str:
    """``Actress``, ``Archive footage``, ``All``."""
    return category.replace("_", " ").capitalize()


def categories(roles: Sequence[Role]) -> list[tuple[str, int]]:
    """The categories of a filmography in their order with how many titles each has; ``all`` last where there are several."""
    titles: dict[str, set[int]] = {}
    for role in roles:
        titles.setdefault(role.category, set()).add(role.card.id)
    found = [(category, len(ids)) for category, ids in titles.items()]
    return [*found, (ALL, len(set().union(*titles.values())))] if len(found) > 1 else found


def of_category(roles: Sequence[Role], category: str) -> list[Role]:
    """The roles of one category; for ``all`` one for each title, which names all that was done there."""
    if category != ALL:
        return [role for role in roles if role.category == category]
    titles: dict[int, Role] = {}
    for role in roles:
        held = titles.get(role.card.id)
        if held is None:
            titles[role.card.id] = role
        elif role.category not in held.category.split(", "):
            titles[role.card.id] = replace(
                held, category=f"{held.category}, {role.category}", character=held.character or role.character
            )
    return list(titles.values())


SORTS: tuple[tuple[str, str], ...] = (
    ("newest", "newest first"),
    ("oldest", "oldest first"),
    ("rating", "best rated first"),
    ("mine", "your best first"),
)


def in_order(roles: list[Role], sort: str) -> list[Role]:
    """The roles sorted; what has no year or rating comes last."""
    if sort == "oldest":
        return sorted(roles, key=lambda role: (role.card.year is None, role.card.year or 0))
    if sort == "rating":
        return sorted(roles, key=lambda role: -(role.card.rating or -1))
    if sort == "mine":
        return sorted(roles, key=lambda role: -(role.card.mine.rating or -1))
    return sorted(roles, key=lambda role: (role.card.year is not None, -(role.card.year or 0)))


def person_head(page: PersonPage, category: str, sort: str, cells: int) -> Sheet:
    """Name, life, other names, progress, and the categories with the one shown in front."""
    card = page.card
    does = ", ".join(category_word(each) for each in card.professions)
    name = [span(card.name, "b text"), span("  " + lifespan(card), "muted"), span("  " + does, "muted")]
    sheet = Sheet(wrap(name, cells))
    if page.also_known_as:
        sheet.add(*_some("Also", [span(", ".join(page.also_known_as), "muted")], cells, 1))
    options = categories(page.roles)
    total = len({role.card.id for role in page.roles})
    if total:
        sheet.add([cell("Yours", LABEL, "muted"), *progress(page.seen, total)])
        if page.followed:
            sheet.lines[-1].append(span("   followed", "done"))
    if page.note:
        sheet.add(*_some("Note", [span(" ".join(page.note.split()), "text")], cells, 2))
    sheet.add([])
    if not options:
        return sheet
    tabs: list[Line] = [
        [
            span(category_word(name), "b accent" if name == category else "muted"),
            span(f" {count}", "accent" if name == category else "text"),
        ]
        for name, count in options
    ]
    front = next((at for at, (name, _) in enumerate(options) if name == category), 0)
    words, rule = tab_row(tabs, front, cells)
    order = dict(SORTS)[sort]
    used = sum(piece.width for piece in words)
    if cells - used > len(order) + 3:
        words = [*words, Span(" " * (cells - used - len(order))), span(order, "muted")]
    sheet.add(words, rule)
    return sheet


def _some(label: str, value: Line, cells: int, most: int) -> list[Line]:
    """A labelled value in at most ``most`` lines, with an ellipsis where there is more."""
    rows = at_most(wrap(value, cells - LABEL), most, cells - LABEL)
    return [[cell(label if not at else "", LABEL, "muted"), *row] for at, row in enumerate(rows)]


def part_of(role: Role) -> str:
    """What they did: ``Victoria Page``, ``screenplay``, ``director, writer``, with ``(as …)``."""
    several = category_word(role.category).lower() if "," in role.category else ""
    part = " · ".join(filter(None, [several, role.character or role.job]))
    return " ".join(filter(None, [part, f"(as {role.credited_as})" if role.credited_as else ""]))


def role_line(role: Role, cells: int, lit: bool) -> Line:
    """A line of the filmography: title, part, year, kind, ratings, marks."""
    card, part = role.card, part_of(role)
    if cells < PART_COLUMN:
        return title_line(card._replace(note=""), cells, lit=lit, note=part)
    room = cells - 2 - (YEAR + KIND + RATING + YOURS + MARKS + 4)
    name = room * 5 // 9
    return [
        Span("▸ " if lit else "  ", "accent"),
        cell(card.full_title, name, "b text" if lit else "text"), Span("  "),
        cell(part, room - name, "muted"), Span(" "),
        cell(year_of(card), YEAR, "muted"), cell(kind_word(card.kind), KIND, "muted"),
        *rating_cells(card), Span(" "), *marks(card.mine),
    ]  # fmt: skip


# -- facts about them ----------------------------------------------------------------------------------------------


def about(page: PersonPage, cells: int) -> Sheet:
    """Life, known for, co-stars, awards: in one column, or two where there is room."""
    column = (cells - 4) // 2 if cells >= TWO_COLUMNS else cells
    first = [*_block(_life(page, column)), *_block(_known(page, column))]
    second = [*_block(_co_stars(page.co_stars, column)), *_block(_awards(page.awards, column))]
    lines = beside(first, second, column, gap=4) if cells >= TWO_COLUMNS else [*first, *second]
    if not lines:
        lines = prose("Nothing more is known of them here.", cells, "muted")
    return Sheet(lines)


def _block(lines: list[Line]) -> list[Line]:
    return [*lines, []] if lines else []


def _life(page: PersonPage, cells: int) -> list[Line]:
    lines: list[Line] = []
    for item in page.biography:
        if item.kind and item.kind != "biography":
            lines += wrap([span(category_word(item.kind) + "  ", "muted"), span(item.text)], cells, indent=2)
        else:
            lines += [*prose(item.text, cells)]
        if item.by:
            lines.append([span("  "), cell(item.by, cells - 2, "muted")])
    return [heading("Life"), [], *lines] if lines else []


def _known(page: PersonPage, cells: int) -> list[Line]:
    if not page.known_for:
        return []
    lines = [heading("Known for"), []]
    for card in page.known_for:
        spot = Spot(("known", card.id), card, card)
        lines.append(_small_title(card, cells, spot))
    return lines


def _small_title(card: TitleCard, cells: int, spot: Spot) -> Line:
    rating, yours = rating_cells(card)
    return [
        Span(" ", "text", spot), cell(card.full_title, max(8, cells - 1 - 6 - RATING - 1 - YOURS), "text", spot),
        cell(year_of(card)[:4], 6, "muted", spot, to_right=True), Span(" ", "text", spot),
        Span(rating.text, rating.ink, spot), Span(yours.text, yours.ink, spot),
    ]  # fmt: skip


def _co_stars(found: Sequence[CoStar], cells: int) -> list[Line]:
    if not found:
        return []
    lines = [heading("Often with"), []]
    for each in found[:12]:
        spot = Spot(("with", each.person.id), each.person)
        titles = ", ".join(each.titles)
        names = min(24, cells // 2)
        lines.append([
            Span(" ", "text", spot), cell(each.person.name, names, "link", spot),
            cell(f"{each.together}×", 4, "muted", spot, to_right=True), Span("  ", "text", spot),
            cell(titles, max(4, cells - names - 7), "muted", spot),
        ])  # fmt: skip
    return lines


def _awards(found: Sequence[tuple[TitleCard, Award]], cells: int) -> list[Line]:
    if not found:
        return []
    won = sum(award.won for _, award in found)
    lost = len(found) - won
    note = " · ".join(filter(None, [plural(won, "win") if won else "", plural(lost, "nomination") if lost else ""]))
    lines = [heading("Awards", note), []]
    for at, (card, award) in enumerate(found):
        spot = Spot(("award", at), card, card)
        result = "Won" if award.won else "Nominated"
        lines.append([
            Span(" ", "text", spot), cell(str(award.year or ""), 5, "muted", spot),
            cell(result, 10, "gold" if award.won else "muted", spot),
            cell(f"{award.event}, {award.category}", max(4, cells - 16), "text", spot),
        ])  # fmt: skip
        lines += indented([[cell(f"for {card.title}", max(4, cells - 16), "muted", spot)]], 16)
    return lines
