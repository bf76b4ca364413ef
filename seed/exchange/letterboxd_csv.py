"""The CSV that Letterboxd imports, and that ``matinee export letterboxd`` and other services write: films with their ids.

A row with a day is a viewing; one without says how the film is rated, what is written of it, or only that it was seen.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from db.base.ids import number as id_number
from db.base.records.exchange import FILM, FileRead, Mention, Rating, Reading, Record, Review, Viewing
from db.base.text import line, prose
from seed.exchange import table, values
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed, Format
from seed.exchange.table import Row

_OTHERS = ("rating10", "rating", "rewatch", "tags", "review")


def claims(held: Held) -> str | None:
    """``films``, by the columns: a title or an id, a day, and one of the others."""
    columns = table.columns(held)
    named = table.has(columns, "title") or table.has(columns, "imdbid")
    return "films" if named and table.has(columns, "watcheddate") and any(name in columns for name in _OTHERS) else None


def read(files: Sequence[Claimed]) -> Reading:
    """Every row of every file."""
    reading, met = Reading(), Counter[tuple[object, ...]]()
    for _, held in files:
        before = len(reading.records), len(reading.unplaced)
        rows = 0
        try:
            for row in table.rows(held):
                rows += 1
                try:
                    reading.add(*_records(row, met))
                except ValueError as error:
                    reading.refuse(row.origin, str(error))
        except Unreadable as trouble:
            del reading.records[before[0] :], reading.unplaced[before[1] :]
            reading.files.append(FileRead(held.name, 0, str(trouble)))
        else:
            reading.files.append(FileRead(held.name, rows))
    return reading


def _records(row: Row, met: Counter[tuple[object, ...]]) -> list[Record]:
    of, day = _film(row), values.day(row["watcheddate"])
    rating = values.points(row["rating10"]) if row["rating10"] else values.points(row["rating"], most=5)
    text = prose(html.unescape(row["review"]))
    film: tuple[str | int, ...] = (of.imdb,) if of.imdb is not None else (of.name, of.year or 0)
    said = ("viewing", *film, day or "")
    made: list[Record] = []
    viewing: tuple[str | int, ...] = ()
    if day is not None:
        met[said] += 1
        viewing = (*said, met[said])
        rewatch = True if row["rewatch"].lower() in ("true", "yes") else None
        tags = values.words(row["tags"])
        made.append(Viewing(origin=row.origin, key=viewing, of=of, at=day, rewatch=rewatch, rating=rating, tags=tags))
    elif rating is not None:
        made.append(Rating(origin=row.origin, key=("rating", *film), of=of, value=rating, at=None))
    if text:
        rows = 0 if made else 1
        made.append(Review(origin=row.origin, key=("review", *film, text), rows=rows, of=of, text=text, viewing=viewing))
    if not made:
        made.append(Viewing(origin=row.origin, key=("seen", *film), of=of, at=None, once=True))
    return made


def _film(row: Row) -> Mention:
    name, imdb = line(row["title"])[:500], id_number(row["imdbid"], "tt") if row["imdbid"] else None
    if not name and not imdb:
        raise ValueError("no film is named")
    try:
        tmdb = values.number(row["tmdbid"])
    except ValueError:
        tmdb = None
    try:
        year = values.year(row["year"])
    except ValueError:
        year = None
    return Mention(name, year, FILM, imdb or None, tmdb)


FORMAT = Format(
    name="letterboxd-csv",
    label="CSV for Letterboxd's import",
    brings="films seen, ratings, tags, reviews, with IMDb's ids",
    source="matinee export letterboxd, and other services that write for Letterboxd",
    claims=claims,
    read=read,
)
