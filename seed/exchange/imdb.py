"""IMDb's exports of a viewer's ratings, watchlist and lists, in the three layouts there have been, and lists of people.

Every row has an id (tt…, nm…), which decides. Some files have been through a spreadsheet: dates such as 10-09-20, whose
order is taken from the whole file; blank rows; rows with fewer or more cells than there are columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from db.base.ids import number as id_number
from db.base.records.exchange import (
    ANY,
    Entry,
    FileRead,
    ListHead,
    Mention,
    PersonMention,
    Rating,
    Reading,
    Record,
)
from db.base.text import line, prose
from seed.exchange import table, values
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed, Format
from seed.exchange.table import Row

_WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")
#: IMDb's kinds as the exports of all years write them, without blanks and hyphens, in lower case.
_KINDS = {
    "movie": "movie", "featurefilm": "movie", "film": "movie", "tvseries": "tvSeries", "tvminiseries": "tvMiniSeries",
    "miniseries": "tvMiniSeries", "tvmovie": "tvMovie", "tvepisode": "tvEpisode", "tvspecial": "tvSpecial", "tvshort": "tvShort",
    "short": "short", "shortfilm": "short", "video": "video", "videogame": "videoGame", "documentary": "movie",
    "tvpilot": "tvPilot", "musicvideo": "video",
}  # fmt: skip
_TITLE, _PERSON = re.compile(r"\btt\d{5,10}\b"), re.compile(r"\bnm\d{5,10}\b")
#: A date that a spreadsheet has written: day and month in one order or the other, the year last.
_SHORT = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$")


def claims(held: Held) -> str | None:
    """``ratings``, ``watchlist``, ``people`` or ``list``, by the columns; a watchlist is known from a list by its name alone."""
    columns = table.columns(held)
    if not table.has(columns, "const"):
        return None
    if table.has(columns, "position"):
        if table.has(columns, "known for") or (table.has(columns, "name") and not table.has(columns, "title")):
            return "people"
        return "watchlist" if "watchlist" in held.base.lower() else "list"
    return "ratings" if table.has(columns, "your rating") else None


def read(files: Sequence[Claimed]) -> Reading:
    """Ratings first: the rating that a list has of a title is taken only where there is none."""
    reading = Reading()
    rated: set[int] = set()
    for role, held in sorted(files, key=lambda claimed: ("ratings", "watchlist", "list", "people").index(claimed.role)):
        before = len(reading.records), len(reading.unplaced)
        try:
            rows = 0
            month_first = _month_first(table.rows(held))
            record = _record(role, held, rated, month_first)
            for row in table.rows(held):
                rows += 1
                try:
                    reading.add(*record(row))
                except ValueError as error:
                    reading.refuse(row.origin, str(error))
        except Unreadable as trouble:
            del reading.records[before[0] :], reading.unplaced[before[1] :]
            reading.files.append(FileRead(held.name, 0, str(trouble)))
        else:
            reading.files.append(FileRead(held.name, rows))
    return reading


def _record(role: str, held: Held, rated: set[int], month_first: bool | None) -> Callable[[Row], Sequence[Record]]:
    """What makes the records of a row of one file."""
    name = line(re.sub(r"[-_]+", " ", held.base.rpartition(".")[0])) or "IMDb list"
    on = _WATCHLIST if role == "watchlist" else ListHead(("file", name.casefold()), name)

    def day(cell: str) -> str | None:
        return _day(cell, month_first)

    def rating(row: Row, of: Mention, rows: int) -> Rating | None:
        value = values.points(row["your rating"] or row["you rated"])
        if value is None or of.imdb is None:
            return None
        return Rating(origin=row.origin, key=("rating", of.imdb), rows=rows, of=of, value=value, at=day(row["date rated"]))

    def ratings(row: Row) -> Sequence[Record]:
        of = _title(row)
        found = rating(row, of, 1)
        if found is None:
            raise ValueError("the rating is empty")
        rated.add(of.imdb or 0)
        return [found]

    def entry(row: Row) -> Sequence[Record]:
        of = _title(row)
        key = ("entry", *on.key, of.imdb or 0)
        made: list[Record] = [
            Entry(origin=row.origin, key=key, of=of, on=on, note=prose(row["description"]), at=day(row["created"]))
        ]
        if row.extra or of.imdb in rated:  # cells behind an unquoted comma are of other columns
            return made
        try:
            found = rating(row, of, 0)
        except ValueError:
            found = None
        if found is not None:
            rated.add(of.imdb or 0)
            made.append(found)
        return made

    def person(row: Row) -> Sequence[Record]:
        one = _id(row, "nm", _PERSON)
        of = PersonMention(line(row["name"])[:200], one)
        note, at = prose(row["description"]), day(row["created"])
        return [Entry(origin=row.origin, key=("entry", *on.key, "nm", one), of=of, on=on, note=note, at=at)]

    return {"ratings": ratings, "people": person}.get(role, entry)


def _title(row: Row) -> Mention:
    one = _id(row, "tt", _TITLE)
    try:
        year = values.year(row["year"])
    except ValueError:  # a cell of another column: the row is ragged
        year = None
    kind = _KINDS.get(re.sub(r"[\s_-]+", "", row["title type"]).lower(), ANY)
    return Mention(line(row["title"])[:500], year, kind, imdb=one)


def _id(row: Row, prefix: str, written: re.Pattern[str]) -> int:
    """The id in its column, or in the address, or wherever it is in a ragged row."""
    for cell in (row["const"], row["url"], *row.cells.values(), *row.extra):
        if (found := written.search(cell)) is not None:
            return id_number(found[0], prefix) or 0
    raise ValueError(f"there is no id ({prefix}…) in the row")


# -- days --------------------------------------------------------------------------------------------------------------


def _month_first(rows: Iterable[Row]) -> bool | None:
    """Whether the month comes first in dates that a spreadsheet wrote; None where nothing in the file tells."""
    found = {
        (int(match[1]) > 12, int(match[2]) > 12) for row in rows for cell in _dates(row) if (match := _SHORT.match(cell))
    }
    if any(day_first for day_first, _ in found):
        return False
    return True if any(month_first for _, month_first in found) else None


def _dates(row: Row) -> Iterator[str]:
    return (row[name] for name in ("created", "modified", "date rated") if row[name])


def _day(cell: str, month_first: bool | None) -> str | None:
    """A day; None for a spreadsheet's date where neither this nor another row tells which number is the month."""
    short = _SHORT.match(cell)
    if short is None:
        return values.day(cell)
    first, second, year = int(short[1]), int(short[2]), int(short[3])
    if month_first is None and first != second:
        return None
    month, day = (first, second) if month_first else (second, first)
    try:
        return values.day(date(year + 2000 if year < 100 else year, month, day).isoformat())
    except ValueError as error:
        raise ValueError(f"{cell!r} is no date") from error


FORMAT = Format(
    name="imdb",
    label="IMDb export",
    brings="ratings, watchlist, lists of titles and of people",
    source="imdb.com: Your ratings, Your watchlist or a list, Export",
    claims=claims,
    read=read,
)
