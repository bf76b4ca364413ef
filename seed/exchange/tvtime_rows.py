"""Rows of a TV Time export: what a row of any file can say, and the rows of the CSV files of the GDPR zip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from db.base.records.exchange import Origin
from db.base.text import line
from seed.exchange import table, values
from seed.exchange.container import Held

#: Repeats that one row may count; a larger number is damage.
MOST_REPEATS = 100
#: Why rows of TV Time's own book-keeping have no place.
COUNTER = "a counter or note of TV Time's own"
_EPOCH = re.compile(r"\d{9,17}(?:\.\d+)?|\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
_YES = ("true", "1", "yes")


class Show(NamedTuple):
    """A series as a row names it: the name with its year in parentheses where it has one, and ids."""

    name: str
    tvdb: int | None = None
    imdb: int | None = None


@dataclass(slots=True, kw_only=True)
class Part:
    """A row about an episode (``show`` is set) or a film. ``wish`` is empty for what was seen, else TV Time's word."""

    origin: Origin
    rank: int
    name: str = ""
    show: Show | None = None
    season: int | None = None
    number: int | None = None
    special: bool = False
    year: int | None = None
    imdb: int | None = None
    tvdb: int | None = None
    at: str | None = None
    wish: str = ""
    again: bool = False
    repeats: int = 0
    bulk: bool = False


@dataclass(slots=True, kw_only=True)
class Standing:
    """A row about how the viewer stands with a series. ``counted`` is TV Time's own count of episodes seen."""

    origin: Origin
    rank: int
    show: Show
    followed: bool
    archived: bool
    later: bool
    counted: int = 0
    at: str | None = None


@dataclass(slots=True, kw_only=True)
class Count:
    """A row that counts the episodes seen of a series."""

    origin: Origin
    show: Show
    seen: int


@dataclass(slots=True)
class Rows:
    """What the rows of all files say, those of the newest file first."""

    parts: list[Part] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)


#: What a reader makes of one row: what it says, or why it has no place; ValueError where it makes no sense.
Made = Part | Standing | Count | str
#: Rows of a file, each to be read by itself, since one that makes no sense is refused by itself.
Pending = Iterator[tuple[Origin, Callable[[], Made]]]


def csv_rows(reader: Callable[[table.Row, int], Made], held: Held, rank: int) -> Pending:
    """The rows of a CSV file."""
    for row in table.rows(held):
        yield row.origin, partial(reader, row, rank)


# -- CSV: the GDPR zip -------------------------------------------------------------------------------------------------


def _tracked(row: table.Row, rank: int) -> Made:
    """A row of tracking-prod-records-v2.csv: its ``key`` (or ``type``) says what it is about."""
    word = (row["key"] or row["type"]).lower().replace("_", "-")
    if row["entity_type"].lower() == "movie":
        return _tracked_once(row, rank)
    if word.startswith("user-series") or (word == "follow" and row["entity_type"] == "series"):
        return Standing(
            origin=row.origin,
            rank=rank,
            show=_show(row),
            followed=_flag(row["is_followed"]) or word == "follow",
            archived=_flag(row["is_archived"]),
            later=_flag(row["is_for_later"]),
            counted=values.number(row["ep_watch_count"]) or 0,
            at=moment(row["followed_at"]) or moment(row["created_at"]),
        )
    if word.startswith(("watch-episode", "rewatch-episode")) or word in ("watch", "rewatch"):
        return _episode(row, rank, again=word.startswith("rewatch"))
    return COUNTER


def _tracked_once(row: table.Row, rank: int) -> Made:
    """A row of tracking-prod-records.csv: films, episodes, and counters."""
    entity, word = row["entity_type"].lower(), (row["type"] or row["key"]).lower()
    if entity == "movie" and word in ("watch", "rewatch", "follow", "towatch"):
        wish = word if word in ("follow", "towatch") else ""
        if not (name := line(row["movie_name"])):
            raise ValueError("it names no film: movie_name is empty")
        return Part(
            origin=row.origin,
            rank=rank,
            name=name,
            year=_year(row["release_date"]),
            at=(moment(row["watch_date"]) if not wish else None) or moment(row["created_at"]),
            wish=wish,
            again=word == "rewatch",
            repeats=0 if wish else _repeats(row["rewatch_count"]),
            bulk=_bulk(row["bulk_type"]),
        )
    if entity == "episode" and word in ("watch", "rewatch"):
        return _episode(row, rank, again=word == "rewatch")
    return COUNTER


def _episode(row: table.Row, rank: int, *, again: bool = False, repeats: str = "rewatch_count") -> Part:
    """An episode seen; newer rows count in ``s_no`` and ``ep_no``, older ones in ``season_number`` and ``episode_number``."""
    number = values.number(row["ep_no"]) or values.number(row["episode_number"])
    cells = ("s_no", "season_number", "episode_season_number")
    season = next((found for found in (values.number(row[cell]) for cell in cells) if found is not None), None)
    return episode_seen(
        origin=row.origin,
        rank=rank,
        show=_show(row),
        season=season,
        number=number,
        special=_flag(row["is_special"]),
        tvdb=_id(row["ep_id"]) or _id(row["episode_id"]),
        at=moment(row["created_at"]),
        again=again,
        repeats=_repeats(row[repeats]),
        bulk=_bulk(row["bulk_type"]),
    )


def episode_seen(**fields: Any) -> Part:
    """An episode seen, or ValueError where it cannot be told which. TV Time writes 0 for a number that it has lost."""
    part = Part(**fields)
    if not part.number:
        part.number = None
    for number in (part.season, part.number):
        if number is not None and not 0 <= number < 100_000:
            raise ValueError(f"{number} is no number of a season or an episode")
    if part.tvdb is None and (part.season is None or part.number is None):
        raise ValueError("it does not say which episode: it needs a season and a number, or an id")
    return part


def _rewatched(row: table.Row, rank: int) -> Made:
    """A row of rewatched_episode.csv: how often an episode was seen again, and when that was first."""
    if not values.number(row["cpt"]):
        return "a count of zero"
    return _episode(row, rank, again=True, repeats="cpt")


def _followed(row: table.Row, rank: int) -> Made:
    return Standing(
        origin=row.origin,
        rank=rank,
        show=_show(row),
        followed=_flag(row["active"] or "1"),
        archived=_flag(row["archived"]),
        later=False,
        at=moment(row["created_at"]),
    )


def _counted(row: table.Row, rank: int) -> Made:
    return Count(origin=row.origin, show=_show(row), seen=values.number(row["nb_episodes_seen"]) or 0)


#: Readers of the rows of CSV files, by the role of the file.
CSV: dict[str, Callable[[table.Row, int], Made]] = {
    "tracking": _tracked,
    "tracking-1": _tracked_once,
    "seen": _episode,
    "rewatched": _rewatched,
    "followed": _followed,
    "counted": _counted,
}


# -- cells -------------------------------------------------------------------------------------------------------------


def _show(row: table.Row) -> Show:
    name = line(row["series_name"] or row["tv_show_name"])
    return named(Show(name, _id(row["s_id"]) or _id(row["series_id"]) or _id(row["tv_show_id"])))


def named(show: Show) -> Show:
    """A series that has a name or an id, or ValueError."""
    if not show.name and show.tvdb is None:
        raise ValueError("it names no series")
    return show


def _flag(cell: str) -> bool:
    return cell.lower() in _YES


def _bulk(cell: str) -> bool:
    """Whether a row was made by marking a season, or everything before an episode, at once."""
    return cell.lower() not in ("", "0", "false", "none", "null")


def positive(number: int | None) -> int | None:
    """An id; 0 and less mean that there is none."""
    return number if number is not None and number > 0 else None


def _id(cell: str) -> int | None:
    """TheTVDB's number; what is no number (a UUID) is no id."""
    try:
        return positive(values.number(cell))
    except ValueError:
        return None


def _year(cell: str) -> int | None:
    """The year of a date; TV Time writes year 1 or 0 for one that it does not know."""
    return values.year(cell[:4]) if cell[:4].isdecimal() else None


def _repeats(cell: str) -> int:
    return believed(values.number(cell) or 0)


def believed(count: int) -> int:
    """A number of repeats, or ValueError where no life has so many."""
    if count > MOST_REPEATS:
        raise ValueError(f"it counts {count} repeats; no more than {MOST_REPEATS} are believed")
    return max(count, 0)


def moment(cell: str) -> str | None:
    """An instant in UTC: written out, or as seconds, milliseconds or microseconds since 1970."""
    try:
        if not _EPOCH.fullmatch(cell):
            return values.moment(cell.removesuffix(" UTC"))
        since = int(cell) if cell.isdecimal() else int(float(cell))
        seconds = since // 10**6 if since >= 10**14 else since // 10**3 if since >= 10**11 else since
        return values.moment(datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (ValueError, OverflowError, OSError) as error:
        why = error if isinstance(error, ValueError) and not _EPOCH.fullmatch(cell) else f"{cell[:40]!r} is no date"
        raise ValueError(f"{why}; TV Time writes dates like 2019-04-02 21:14:07") from error
