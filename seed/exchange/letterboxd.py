"""Letterboxd's export: a zip or its unpacked folder, 2018 to today, single files of it, and a diary that a web page was read into.

Films have no ids, only a name and a year. The address in the diary and in reviews is that of the entry, elsewhere it is the
film's. Stars in halves become points: 4.5 stars are 9.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from db.base.records.exchange import (
    FILM,
    Entry,
    FileRead,
    Like,
    ListHead,
    Mention,
    Origin,
    Rating,
    Reading,
    Record,
    Review,
    Viewing,
)
from db.base.text import line
from seed.exchange import table, values
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed, Format
from seed.exchange.table import Row
from seed.exchange.text import lines

_FILM = ("date", "name", "year", "letterboxd uri")
_LIST_HEAD = "letterboxd list export"
#: Lines that a list may have above the names of its columns: its description has several.
_MOST_HEAD = 10_000
_WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")
_FAVOURITES = ListHead(("favourites",), "Favourites", "favourites")
#: Files that are known by their names where their content says nothing: some real ones hold NUL bytes only.
_NAMED = ("diary", "reviews", "ratings", "watched", "watchlist")


def claims(held: Held) -> str | None:
    """What a file is in the export, by its columns; those of one shape are told apart by their names."""
    parts = held.name.lower().split("/")
    stem = parts[-1].removesuffix(".csv")
    columns = table.columns(held)
    if not columns:
        return stem if stem in _NAMED and parts[-1].endswith(".csv") and held.size else None
    if columns[0].startswith(_LIST_HEAD) or columns == ["position", "name", "year", "url", "description"]:
        role = "list"
    elif table.has(columns, *_FILM):
        role = _of_films(columns, stem)
    elif table.has(columns, "watched date", "film"):
        role = "scraped"
    elif table.has(columns, "username", "favorite films"):
        return "profile"
    elif "likes" in parts[:-1] or columns == ["date", "content", "comment"]:
        role = "others"
    else:
        return None
    return "left" if any(part in ("deleted", "orphaned") for part in parts[:-1]) else role


def _of_films(columns: Sequence[str], stem: str) -> str:
    if "review" in columns:
        return "reviews"
    if "watched date" in columns:
        return "diary"
    if "rating" in columns:
        return "ratings"
    for word, role in (("watchlist", "watchlist"), ("watched", "watched"), ("films", "likes"), ("like", "likes")):
        if word in stem:
            return role
    return "unnamed"


@dataclass(slots=True)
class _Export:
    """What is read so far, and what files say of each other."""

    reading: Reading = field(default_factory=Reading)
    logged: set[str] = field(default_factory=set)
    """Addresses of diary entries."""
    films: dict[str, Mention] = field(default_factory=dict)
    """Films by their own addresses."""
    namesakes: frozenset[Mention] = frozenset()
    """What two films or more, with addresses of their own, are called."""
    met: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def key(self, what: str, row: Row, of: Mention, day: str | None = None) -> tuple[str | int, ...]:
        """The record's lasting name: its address, or what it says and the how-manieth of that it is."""
        if address := row["letterboxd uri"] or row["url"]:
            return (what, address)
        said = (what, of.name, of.year or 0, day or "")
        self.met[said] += 1
        return (*said, self.met[said])


#: Files in the order in which they are read: reviews need the diary, favourites the films.
_ORDER = (
    "diary",
    "scraped",
    "watched",
    "ratings",
    "likes",
    "watchlist",
    "list",
    "unnamed",
    "reviews",
    "profile",
    "others",
    "left",
)


def read(files: Sequence[Claimed]) -> Reading:
    """Everything in the files that were claimed."""
    export = _Export(namesakes=_namesakes(files))
    for role, held in sorted(files, key=lambda claimed: _ORDER.index(claimed.role)):
        if role == "left":
            export.reading.unread.append(held.name)
            continue
        before = len(export.reading.records), len(export.reading.unplaced)
        try:
            rows = _FILES[role](export, held)
        except Unreadable as trouble:
            del export.reading.records[before[0] :], export.reading.unplaced[before[1] :]
            export.reading.files.append(FileRead(held.name, 0, str(trouble)))
        else:
            export.reading.files.append(FileRead(held.name, rows))
    return export.reading


#: Files whose addresses are those of films.
_OF_FILMS = frozenset(("watched", "ratings", "likes", "watchlist"))


def _namesakes(files: Sequence[Claimed]) -> frozenset[Mention]:
    address: dict[Mention, str] = {}
    several: set[Mention] = set()
    for role, held in files:
        if role in _OF_FILMS:
            with suppress(Unreadable):  # said when the file is read for its records
                for row in table.rows(held):
                    with suppress(ValueError):
                        if (found := row["letterboxd uri"]) and address.setdefault(of := _film(row), found) != found:
                            several.add(of)
    return frozenset(several)


def _each(export: _Export, rows: Iterator[Row], record: Callable[[Row], Sequence[Record]]) -> int:
    """Make the records of each row; a row of which no sense can be made is refused by itself."""
    count = 0
    for row in rows:
        count += 1
        try:
            export.reading.add(*record(row))
        except ValueError as error:
            export.reading.refuse(row.origin, str(error))
    return count


def _film(row: Row, name: str = "name", year: str = "year") -> Mention:
    title = line(row[name])
    if not title:
        raise ValueError("no film is named")
    try:
        dated = values.year(row[year])
    except ValueError:
        dated = None
    return Mention(title[:500], dated, FILM)


def _stars(cell: str) -> int | None:
    """Points of stars: ``4.5``, ``4,5``, ``★★★★½``."""
    if "★" in cell or "½" in cell:
        cell = str(cell.count("★") + 0.5 * ("½" in cell))
    return values.points(cell, most=5)


def _rewatch(row: Row) -> bool | None:
    """Yes is said; an empty cell only says that nothing was."""
    return True if row["rewatch"].lower() in ("yes", "true") else None


def _tags(row: Row) -> tuple[str, ...]:
    return values.words(row["tags"].replace(";", ","))


# -- files -------------------------------------------------------------------------------------------------------------


def _diary(export: _Export, held: Held) -> int:
    def record(row: Row) -> Sequence[Record]:
        of, day = _film(row), values.day(row["watched date"])
        export.logged.add(row["letterboxd uri"])
        key = export.key("viewing", row, of, day)
        rating = _stars(row["rating"])
        return [Viewing(origin=row.origin, key=key, of=of, at=day, rewatch=_rewatch(row), rating=rating, tags=_tags(row))]

    return _each(export, table.rows(held), record)


def _scraped(export: _Export, held: Held) -> int:
    def record(row: Row) -> Sequence[Record]:
        of, day = _film(row, "film", "released"), values.day(row["watched date"])
        rating = _stars(row["my rating"])
        key = export.key("viewing", row, of, day)
        return [Viewing(origin=row.origin, key=key, of=of, at=day, rewatch=_rewatch(row), rating=rating)]

    return _each(export, table.rows(held), record)


def _reviews(export: _Export, held: Held) -> int:
    def record(row: Row) -> Sequence[Record]:
        of, text = _film(row), values.unmarked(row["review"])
        day, address = values.day(row["watched date"]), row["letterboxd uri"]
        if not text:
            raise ValueError("the review is empty")
        viewing: tuple[str | int, ...] = ("viewing", address) if address and (address in export.logged or day) else ()
        made: list[Record] = [
            Review(
                origin=row.origin, key=export.key("review", row, of, day), of=of, text=text, at=values.day(row["date"]),
                viewing=viewing,
            )
        ]  # fmt: skip
        if day and address and address not in export.logged:
            export.logged.add(address)
            rating = _stars(row["rating"])
            made.append(
                Viewing(
                    origin=row.origin,
                    key=viewing,
                    rows=0,
                    of=of,
                    at=day,
                    rewatch=_rewatch(row),
                    rating=rating,
                    tags=_tags(row),
                )
            )
        return made

    return _each(export, table.rows(held), record)


def _ratings(export: _Export, held: Held) -> int:
    def record(row: Row) -> Sequence[Record]:
        of, value = _known(export, row), _stars(row["rating"])
        if value is None:
            raise ValueError("the rating is empty")
        key = export.key("rating", row, of)
        return [Rating(origin=row.origin, key=key, of=of, value=value, at=values.day(row["date"]))]

    return _each(export, table.rows(held), record)


def _watched(export: _Export, held: Held) -> int:
    def record(row: Row) -> Sequence[Record]:
        of = _known(export, row)
        return [Viewing(origin=row.origin, key=export.key("seen", row, of), of=of, at=None, once=True)]

    return _each(export, table.rows(held), record)


def _likes(export: _Export, held: Held) -> int:
    def record(row: Row) -> Sequence[Record]:
        of = _known(export, row)
        return [Like(origin=row.origin, key=export.key("like", row, of), of=of, at=values.day(row["date"]))]

    return _each(export, table.rows(held), record)


def _watchlist(export: _Export, held: Held) -> int:
    return _entries(export, table.rows(held), _WATCHLIST)


def _unnamed(export: _Export, held: Held) -> int:
    """Films under a name that says nothing: a list of that name."""
    name = _name_of(held)
    return _entries(export, table.rows(held), ListHead(("file", name), name))


def _list(export: _Export, held: Held) -> int:
    head, skip = _list_head(held)
    return _entries(export, table.rows(held, skip=skip), head)


def _entries(export: _Export, rows: Iterator[Row], on: ListHead) -> int:
    def record(row: Row) -> Sequence[Record]:
        of = _known(export, row) if on.kind == "watchlist" else _film(row)
        named = export.key("entry", row, of)
        note = values.unmarked(row["description"])
        at = values.day(row["date"])
        return [Entry(origin=row.origin, key=(named[0], *on.key, *named[1:]), of=of, on=on, note=note, at=at)]

    return _each(export, rows, record)


def _known(export: _Export, row: Row) -> Mention:
    """The film of a row whose address is the film's own."""
    of = _film(row)
    if address := row["letterboxd uri"]:
        if of in export.namesakes:
            of = of._replace(apart=address)
        export.films[address] = of
    return of


def _list_head(held: Held) -> tuple[ListHead, int]:
    """What a list says of itself, and how many lines stand above the names of its columns."""
    begun = (each.replace("\0", "") for each in islice(lines(held), _MOST_HEAD))
    said: dict[str, str] = {}
    if next(begun, "").lstrip("\ufeff").lower().startswith(_LIST_HEAD):
        csv.field_size_limit(table.MOST_ROW)
        reader = csv.reader(begun)
        names: list[str] = []
        before = 0
        try:
            for cells in reader:
                lower = [cell.strip().lower() for cell in cells]
                if lower[:2] == ["position", "name"]:
                    return _head(held, said), 1 + before
                if any(lower):
                    if names:
                        said = dict(zip(names, cells, strict=False))
                    names = names or lower
                before = reader.line_num
        except csv.Error as error:
            raise Unreadable(f"line {reader.line_num + 1}: {error}") from error
        raise Unreadable("it names no films")
    return _head(held, said), 0


def _head(held: Held, said: dict[str, str]) -> ListHead:
    name = line(said.get("name", "")) or _name_of(held)
    about = values.unmarked(said.get("description", ""))
    if tags := ", ".join(values.words(said.get("tags", ""))):
        about = f"{about}\n\nTags: {tags}".strip()
    try:
        at = values.day(said.get("date", ""))
    except ValueError:
        at = None
    return ListHead((said.get("url", "").strip() or name,), name, about=about, at=at)


def _name_of(held: Held) -> str:
    return line(re.sub(r"[-_]+", " ", held.base.rpartition(".")[0] or held.base)) or "Letterboxd list"


def _profile(export: _Export, held: Held) -> int:
    """The four favourite films; nothing else of the profile is read."""
    count = 0
    for row in table.rows(held):
        for address in values.words(row["favorite films"]):
            count += 1
            of = export.films.get(address)
            origin = Origin(row.origin.file, row.origin.line, address)
            if of is None:
                export.reading.refuse(origin, "a favourite film that the export does not name")
            else:
                export.reading.add(Entry(origin=origin, key=("favourite", address), of=of, on=_FAVOURITES))
    return count


def _others(export: _Export, held: Held) -> int:
    """What is about other people's lists and reviews."""
    count = 0
    for row in table.rows(held):
        count += 1
        export.reading.refuse(row.origin, "it is about other people's lists or reviews")
    return count


_FILES: dict[str, Callable[[_Export, Held], int]] = {
    "diary": _diary, "scraped": _scraped, "watched": _watched, "ratings": _ratings, "likes": _likes, "watchlist": _watchlist,
    "list": _list, "unnamed": _unnamed, "reviews": _reviews, "profile": _profile, "others": _others,
}  # fmt: skip

FORMAT = Format(
    name="letterboxd",
    label="Letterboxd export",
    brings="diary, films watched, ratings, reviews, likes, watchlist, lists, favourites",
    source="letterboxd.com: Settings, Data, Export your data",
    claims=claims,
    read=read,
)
