"""The episodes of a series: its seasons with the viewer's progress, one of them laid out, the next one to see marked."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.findings import Season
from db.base.records.pages import Episode
from widgets.progress import progress
from widgets.sheet import Line, Sheet, Span, Spot, heading, prose, span, wrap
from widgets.text import plural
from widgets.title_line import title_line

#: Cells before an episode's line: the mark of the next one.
_MARK = 2


def season_name(number: int | None, *, short: bool = False) -> str:
    """``Season 2``, ``Specials``, ``Season unknown``."""
    if number is None:
        return "Unknown" if short else "Season unknown"
    if number == 0:
        return "Specials"
    return str(number) if short else f"Season {number}"


def place_of(episode: Episode) -> str:
    """``season 2, episode 3``, as far as it is known."""
    parts = [f"season {episode.season}" if episode.season else season_name(episode.season).lower()]
    if episode.number is not None:
        parts.append(f"episode {episode.number}")
    return ", ".join(parts)


def episode_sheet(
    seasons: Sequence[Season], front: int | None, episodes: Sequence[Episode], upcoming: Episode | None, cells: int
) -> Sheet:
    """Progress over the whole series, the seasons, and the episodes of season ``front``."""
    sheet = Sheet([[]])
    if not seasons:
        sheet.add(*prose("No episodes here. IMDb's title.episode data set fills them.", cells, "muted"))
        return sheet
    total, seen = sum(each.episodes for each in seasons), sum(each.seen for each in seasons)
    sheet.add([heading(plural(total, "episode"))[0], Span("   "), *progress(seen, total)])
    if upcoming:
        spot = Spot(("next", upcoming.card.id), upcoming.card, upcoming.card)
        line = [span("Next  ", "gold", spot), span(upcoming.card.title, "link", spot)]
        sheet.add(*wrap([*line, span(f"  {place_of(upcoming)}", "muted", spot)], cells, indent=6))
    sheet.gap()
    sheet.add(*wrap(_choices(seasons, front), cells, indent=10))
    here = next((each for each in seasons if each.number == front), seasons[0])
    sheet.gap()
    sheet.add([span(season_name(front), "b text"), span("  " + plural(here.episodes, "episode"), "muted")])
    sheet.gap()
    digits = max((len(str(each.number)) for each in episodes if each.number is not None), default=1)
    for each in episodes:
        sheet.add(_line(each, digits, cells, following=upcoming is not None and upcoming.card.id == each.card.id))
    if len(episodes) < here.episodes:
        sheet.add([], [span(f" and {here.episodes - len(episodes):,} more, which search finds", "muted")])
    return sheet


def _choices(seasons: Sequence[Season], front: int | None) -> Line:
    """``Seasons   1 ✓  2  3``; those seen whole are ticked."""
    line: Line = [span("Seasons", "muted"), Span("   ")]
    for each in seasons:
        spot = Spot(("season", each.number), f"season:{'' if each.number is None else each.number}")
        name = season_name(each.number, short=True)
        done = "\u00a0✓" if each.episodes == each.seen else ""
        line += [span(name + done, "b accent" if each.number == front else "link", spot), Span("   ")]
    return line


def _line(episode: Episode, digits: int, cells: int, *, following: bool) -> Line:
    spot = Spot(("episode", episode.card.id), episode.card, episode.card)
    number = str(episode.number if episode.number is not None else "–").rjust(digits)
    card = episode.card._replace(note="next" if following else "")
    line = title_line(card._replace(series=""), cells - _MARK, spot=spot, number=number, kind=False)
    mark = Span("▶ " if following else "  ", "gold", spot)
    return [
        mark,
        *(piece._replace(ink="b gold") if following and piece.text.strip() == card.title else piece for piece in line[1:]),
    ]
