"""The diary as lines: months, viewings, totals, and a month as a calendar."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence

from db.base.records.cards import DiaryEntry
from widgets.groups import Gap, Heading, grouped
from widgets.sheet import Line, Sheet, Span, Spot, cell, span
from widgets.text import MONTHS, plural, runtime

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: From this width on the calendar shows two films a day.
ROOMY = 96


def month_name(month: str) -> str:
    """``May 2026`` for ``2026-05``; nothing stands for days unknown."""
    if not month:
        return "Day unknown"
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def turned(month: str, by: int) -> str:
    """The month ``by`` months on; no further than the years 1 to 9999."""
    at = max(12, min(9999 * 12 + 11, int(month[:4]) * 12 + int(month[5:7]) - 1 + by))
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def by_month(entries: Sequence[DiaryEntry]) -> list[Heading | Gap | DiaryEntry]:
    """Viewings under their months, in the order given."""
    return grouped(
        entries,
        lambda entry: entry.watched_on[:7],
        lambda month, count: Heading(month, month_name(month), plural(count, "film")),
    )


def viewing_line(entry: DiaryEntry, cells: int, lit: bool) -> Line:
    """``▸  3 Sun  The Red Shoes  1948  ★ 8  again · at home · with Ann · a note``; without the star it is the film's rating,
    where the viewing has none of its own.
    """
    when = datetime.date.fromisoformat(entry.watched_on) if entry.watched_on else None
    said = " · ".join(filter(None, [
        "again" if entry.rewatch else "",
        f"stopped at {runtime(entry.stopped_at) or 'the start'}" if entry.stopped_at is not None else "",
        f"at {entry.place}" if entry.place else "",
        f"with {entry.company}" if entry.company else "",
        " ".join(entry.note.split()),
    ]))  # fmt: skip
    room = cells - 2 - 8 - 6 - 6
    name = min(max(20, room * 9 // 20), 48)
    rated = Span("–".rjust(5), "muted")
    if entry.rating:
        rated = Span(f"★ {entry.rating}".rjust(5), "gold")
    elif entry.card.mine.rating:
        rated = Span(str(entry.card.mine.rating).rjust(5), "text")
    return [
        Span("▸ " if lit else "  ", "accent"),
        span(f"{when.day:>2} {WEEKDAYS[when.weekday()]}  " if when else " " * 8, "muted"),
        cell(entry.card.full_title, name, "b text" if lit else "text"),
        cell(str(entry.card.year or ""), 6, "muted", to_right=True), rated, Span("  "),
        cell(said, max(4, room - name - 1), "muted"),
    ]  # fmt: skip


def totals(entries: Sequence[DiaryEntry], year: str) -> str:
    """``2026: 42 films, 71 h, 5 seen again``."""
    of_year = [entry for entry in entries if entry.watched_on.startswith(year)]
    minutes = sum(entry.stopped_at if entry.stopped_at is not None else entry.card.runtime or 0 for entry in of_year)
    again = sum(entry.rewatch for entry in of_year)
    parts = [
        plural(len(of_year), "film"),
        f"{minutes // 60:,} h" if minutes >= 60 else "",
        f"{again} seen again" if again else "",
    ]
    return f"{year}: " + ", ".join(filter(None, parts))


def diary_head(months: dict[str, int], said: str, view: str, cells: int) -> Sheet:
    """How much there is, the year in view, and the years there are."""
    head: Line = [span("Diary", "b text"), span("  " + plural(sum(months.values()), "viewing"), "muted")]
    if said:
        head.append(span("   " + said, "text"))
    years: dict[str, int] = {}
    for month, count in months.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    line: Line = []
    for year, count in years.items():
        piece = [span(("   " if line else "") + year, "muted"), span(f" {count}", "text")]
        if sum(each.width for each in (*line, *piece)) > cells - 4:
            line.append(span("  …", "muted"))
            break
        line += piece
    return Sheet([head, line])


# -- the calendar ----------------------------------------------------------------------------------------------------


def calendar_sheet(month: str, entries: Sequence[DiaryEntry], today: str, cells: int) -> Sheet:
    """A month, a row a week, Monday first; a day is a spot by its ISO date and says how many films it saw, and which."""
    by_day: dict[int, list[DiaryEntry]] = {}
    for entry in entries:
        if entry.watched_on[:7] == month:
            by_day.setdefault(int(entry.watched_on[8:10]), []).append(entry)
    wide = max(4, (cells - 1) // 7)
    count = sum(map(len, by_day.values()))
    sheet = Sheet(
        [[span(month_name(month), "b text"), span("  " + (plural(count, "film") if count else "no films"), "muted")], []]
    )
    sheet.add([cell(" " + name[: wide - 1], wide, "muted") for name in WEEKDAYS])
    sheet.add([Span("─" * (wide * 7 - 1), "rule")])
    deep = 3 if cells >= ROOMY else 2
    for week in calendar.Calendar().monthdayscalendar(int(month[:4]), int(month[5:7])):
        rows: list[Line] = [[] for _ in range(deep)]
        for number in week:
            iso = f"{month}-{number:02d}"
            spot = Spot(iso, iso) if number else None
            for row, line in enumerate(_day(number, by_day.get(number, []), iso == today, wide - 1, deep, spot)):
                rows[row] += [*line, Span(" ")]
        sheet.add(*rows)
    return sheet


def _day(number: int, seen: list[DiaryEntry], today: bool, cells: int, deep: int, spot: Spot | None) -> list[Line]:
    if not number:
        return [[Span(" " * cells)] for _ in range(deep)]
    ink = "b accent" if today else "b text" if seen else "muted"
    mark = f"✓{len(seen)}" if seen else ""
    lines: list[Line] = [[cell(f" {number:>2}", 3, ink, spot), cell(mark, max(0, cells - 3), "done", spot, to_right=True)]]
    for row in range(deep - 1):
        text = ""
        if row < len(seen) and cells >= 6:
            last = row == deep - 2 and len(seen) > deep - 1
            text = f"and {len(seen) - row} more" if last and deep > 2 else seen[row].card.full_title
        lines.append([cell(" " + text, cells, "text", spot)])
    return lines
