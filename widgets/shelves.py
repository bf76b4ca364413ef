"""The home screen's shelves as a sheet: up next, watchlist, continue, lists with progress, on this day."""

from __future__ import annotations

from db.base.records.cards import DiaryEntry, HomePage, ListCard, PersonCard, TitleCard
from widgets.progress import bar
from widgets.sheet import Line, Sheet, Span, Spot, beside, cell, heading, prose, span, stack, wrap
from widgets.text import day, plural
from widgets.title_line import lifespan, place_code, year_of

#: Cells of a list's progress; and from how many on a series is shown with the name of its next episode.
_BAR, _BOTH = 8, 30


def shelves_sheet(home: HomePage, cells: int, trouble: str = "") -> Sheet:
    """Two columns when wide, three when very wide. ``trouble`` says why the viewer's own shelves cannot be shown."""
    if trouble:
        return Sheet([*prose(trouble, cells, "error"), [], *stack(_lists(home, cells), _this_day(home, cells))])
    if cells >= 150:
        column = (cells - 8) // 3
        left = stack(_bring_in(home, column), _up_next(home, column), _watchlist(home, column), _recent(home, column))
        middle = stack(_visited(home, column), _this_day(home, column))
        return Sheet(beside(beside(left, middle, column, 4), stack(_lists(home, column, 16)), 2 * column + 4, 4))
    if cells >= 100:
        column = (cells - 4) // 2
        shelves = (_bring_in, _up_next, _watchlist, _recent, _this_day)
        left = stack(*(shelf(home, column) for shelf in shelves))
        return Sheet(beside(left, stack(_visited(home, column), _lists(home, column)), column, 4))
    return Sheet(
        stack(*(shelf(home, cells) for shelf in (_bring_in, _up_next, _watchlist, _visited, _lists, _recent, _this_day)))
    )


def _title_row(card: TitleCard, cells: int, shelf: str, note: str = "", note_cells: int = 13) -> Line:
    spot = Spot((shelf, card.id, note), card, card)
    rated = f"★{card.rating:.1f}" if card.rating is not None else "★ –"
    yours = str(card.mine.rating or "–")
    line = [Span(" ", "text", spot)]
    if note:
        line += [cell(note, note_cells, "muted", spot), Span(" ", "text", spot)]
    room = max(8, cells - 1 - (note_cells + 1 if note else 0) - 16)
    line += [
        cell(card.full_title, room, "text", spot),
        cell(year_of(card)[:4], 6, "muted", spot, to_right=True),
        cell(rated, 6, "gold" if card.rating is not None else "muted", spot, to_right=True),
        cell(yours, 4, "b text" if card.mine.rating else "muted", spot, to_right=True),
    ]
    return line


def _watchlist(home: HomePage, cells: int, most: int = 7) -> list[Line]:
    spot = Spot(("shelf", "watchlist"), ListCard("watchlist", "Watchlist", "watchlist", home.watchlist_size))
    lines = [heading("Watchlist", plural(home.watchlist_size, "title") if home.watchlist_size else "", spot=spot, key="W")]
    if not home.watchlist:
        lines.append([span(" Empty. Find a film and press ", "muted"), span("w", "b gold"), span(".", "muted")])
    return lines + [_title_row(card, cells, "watchlist") for card in home.watchlist[:most]]


def _bring_in(home: HomePage, cells: int) -> list[Line]:
    """How records come in from elsewhere, while there are none; and what is to be decided of those that came."""
    if home.doubts:
        spot = Spot(("decide",), "deciding_screen")
        return [[Span(" "), span(f"{plural(home.doubts, 'title')} to decide", "link", spot)]]
    if home.records:
        return []
    spot = Spot(("bring",), "bring_in")
    said = [span("Bring in your records", "link", spot), span("  from Letterboxd, IMDb, Trakt, TV Time and others", "muted")]
    return wrap([Span(" "), *said, span("   Ctrl+O", "gold")], cells, indent=1)


def _up_next(home: HomePage, cells: int, most: int = 4) -> list[Line]:
    """The next episode of the series seen last; what was not watched for a while is left to ``matinee next``."""
    lively = [each for each in home.up_next if not each.resting][:most]
    if not lively:
        return []
    lines = [heading("Up next", "d logs it")]
    for each in lively:
        spot = Spot(("next", each.series.id), each.episode, each.episode)
        place = place_code(each.season, each.number)
        count = f"{each.seen:,} of {each.episodes:,}"
        room = max(8, cells - 2 - len(place) - _BAR - len(count) - 4)
        name = f"{each.series.title}  {each.episode.title}" if room >= _BOTH else each.series.title
        lines.append([
            Span(" ", "text", spot), cell(name, room, "text", spot), Span(" ", "text", spot), span(place, "gold", spot),
            Span("  ", "text", spot), *bar(each.seen, each.episodes, _BAR, spot),
            cell(count, len(count) + 2, "muted", spot, to_right=True),
        ])  # fmt: skip
    return lines


def _visited(home: HomePage, cells: int, most: int = 6) -> list[Line]:
    lines = [heading("Continue", "pages last open")]
    if not home.visited:
        lines.append([span(" Recently viewed pages appear here.", "muted")])
    for record in home.visited[:most]:
        if isinstance(record, PersonCard):
            spot = Spot(("visited-person", record.id), record)
            lines.append(
                [
                    Span(" ", "text", spot),
                    cell(record.name, max(8, cells - 17), "link", spot),
                    cell(lifespan(record), 16, "muted", spot, to_right=True),
                ]
            )
        else:
            lines.append(_title_row(record, cells, "visited"))
    return lines


def _lists(home: HomePage, cells: int, most: int = 8) -> list[Line]:
    lines = [heading("Lists", "progress", spot=Spot(("shelf", "lists"), "lists_screen"), key="B")]
    counts = [f"{entry.seen:,} of {entry.size:,}" for entry in home.lists[:most]]
    room = max(map(len, counts), default=0)
    for entry, count in zip(home.lists, counts, strict=False):
        spot = Spot(("list", entry.key), entry)
        lines.append([
            Span(" ", "text", spot), cell(entry.name, max(8, cells - _BAR - room - 4), "text", spot), Span(" ", "text", spot),
            *bar(entry.seen, entry.size, _BAR, spot), cell(count, room + 2, "muted", spot, to_right=True),
        ])  # fmt: skip
    return lines


def _as_rated(entry: DiaryEntry) -> TitleCard:
    """The title with the rating of that viewing, where it has one."""
    return entry.card._replace(mine=entry.card.mine._replace(rating=entry.rating or entry.card.mine.rating))


def _recent(home: HomePage, cells: int, most: int = 4) -> list[Line]:
    if not home.recent:
        return []
    lines = [heading("Diary", "last seen", spot=Spot(("shelf", "diary"), "diary_screen"), key="Y")]
    return lines + [
        _title_row(
            _as_rated(entry),
            cells,
            "diary",
            day(entry.watched_on, short=True),
        )
        for entry in home.recent[:most]
    ]


def _this_day(home: HomePage, cells: int, most: int = 4) -> list[Line]:
    if not home.on_this_day:
        return []
    shown = home.on_this_day[:most]
    wide = min(max(len(why) for why, _ in shown), cells // 2)
    return [heading("On this day"), *(_title_row(card, cells, "day", why, wide) for why, card in shown)]
