"""Trakt's export: the zip of 2026, older layouts, and single files in the shape of its API.

Every play in the history is a viewing; without a history the last play of each film and episode is. Titles have ids of several
services. A play of 1970, or without a moment, was at a time not known.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.base.ids import number as id_number
from db.base.records.exchange import (
    EPISODE,
    FILM,
    SERIES,
    Entry,
    FileRead,
    ListHead,
    Mention,
    Origin,
    Owned,
    PersonMention,
    Rating,
    Reading,
    Record,
    Review,
    SeriesState,
    Viewing,
)
from db.base.text import line, prose
from seed.exchange import values
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed, Format
from seed.exchange.json_rows import part, parts, rows, whole, words, written
from seed.exchange.text import decoded

_WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")
#: Roles by what a file is called, for one that holds nothing or cannot be read; and files that are left alone.
_NAMED = (
    (re.compile(r"^watched-history(-\d+)?$"), "history"), (re.compile(r"^watched-(movies|shows)(-\d+)?$"), "watched"),
    (re.compile(r"^ratings-(movies|shows|seasons|episodes)(-\d+)?$"), "ratings"), (re.compile(r"^lists-lists$"), "heads"),
    (re.compile(r"^lists-(watchlist|favorites|list-.*?)(-\d+)?$"), "entries"),
    (re.compile(r"^comments-[a-z]+(-\d+)?$"), "comments"),
    (re.compile(r"^collection-(movies|shows|episodes)(-\d+)?$"), "owned"), (re.compile(r"^hidden-[a-z_-]+(-\d+)?$"), "hidden"),
    (re.compile(r"^(_errors|user-[a-z-]+|network-[a-z-]+|likes-[a-z-]+|notes-[a-z-]+)$"), "left"),
)  # fmt: skip
_LIST = re.compile(r"^lists-list-(?P<id>\d+)-")
_MEDIA = {
    "bluray": "Blu-ray", "hddvd": "HD DVD", "dvd": "DVD", "vcd": "VCD", "vhs": "VHS", "betamax": "Betamax",
    "laserdisc": "LaserDisc",
}  # fmt: skip
_AGAIN = "told by the history already"


def claims(held: Held) -> str | None:
    """What a file is, by the keys of its first row; one without rows is known by its name."""
    stem = held.base.lower().removesuffix(".json")
    if stem == held.base.lower():
        return None
    named = next((role for pattern, role in _NAMED if pattern.match(stem)), None)
    if named == "left":
        return named
    row = _first(held)
    if row is None:
        return named
    kinds = ("movie", "show", "episode", "season", "person")
    about = any(isinstance(row.get(kind), dict) for kind in kinds)
    for key, role in (
        ("watched_at", "history"), ("plays", "watched"), ("rated_at", "ratings"), ("listed_at", "entries"), ("comment", "comments"),
        ("collected_at", "owned"), ("last_collected_at", "owned"), ("hidden_at", "hidden"),
    ):  # fmt: skip
        if key in row and (about or key == "comment"):
            return role
    return "heads" if {"name", "privacy", "ids"} <= set(row) else named


def _first(held: Held) -> dict[str, Any] | None:
    """The first object of the array that a file holds; None where there is none."""
    try:
        text = decoded(held, head=True).lstrip("\ufeff \r\n\t")
    except Unreadable:
        return None
    if not text.startswith("["):
        return None
    begun = text[1:].lstrip()
    try:
        found, _ = json.JSONDecoder().raw_decode(begun)
    except (ValueError, RecursionError):
        # A first row longer than the head, such as a series with all its episodes: its keys are enough.
        found = {key: {} for key in re.findall(r'"(\w+)":', begun[:4_000])} if begun.startswith("{") else None
    return found if isinstance(found, dict) else None


@dataclass(slots=True)
class _Export:
    """What is read so far."""

    reading: Reading = field(default_factory=Reading)
    history: bool = False
    heads: dict[int, ListHead] = field(default_factory=dict)
    met: Counter[tuple[object, ...]] = field(default_factory=Counter)


_ORDER = ("heads", "history", "watched", "ratings", "entries", "comments", "owned", "hidden", "left")


def read(files: Sequence[Claimed]) -> Reading:
    """Everything in the files that were claimed."""
    export = _Export()
    export.history = any(claimed.role == "history" for claimed in files)
    lists = {int(named["id"]) for claimed in files if (named := _LIST.match(claimed.held.base))}
    for role, held in sorted(files, key=lambda claimed: _ORDER.index(claimed.role)):
        if role == "left":
            export.reading.unread.append(held.name)
            continue
        try:
            found = rows(held)
        except Unreadable as trouble:
            export.reading.files.append(FileRead(held.name, 0, str(trouble)))
            continue
        count = 0
        for at, row in enumerate(found, 1):
            origin = Origin(held.name, at, written(row))
            if role == "heads":
                count += _head(export, row, origin, lists)
                continue
            count += 1
            try:
                export.reading.add(*_ROWS[role](export, held, row, origin))
            except ValueError as error:
                export.reading.refuse(origin, str(error))
        export.reading.files.append(FileRead(held.name, count))
    return export.reading


# -- what a row is about -----------------------------------------------------------------------------------------------


def _ids(of: dict[str, Any]) -> tuple[int | None, int | None, int | None]:
    """IMDb's, TMDB's and TheTVDB's."""
    ids = part(of, "ids")
    return id_number(words(ids, "imdb"), "tt") or None, whole(ids, "tmdb"), whole(ids, "tvdb")


def _name(of: dict[str, Any]) -> str:
    return line(words(of, "title"))[:500]


def _year(of: dict[str, Any]) -> int | None:
    year = whole(of, "year")
    return year if year is not None and 1870 <= year <= 2200 else None


def _film(row: dict[str, Any]) -> Mention:
    of = part(row, "movie")
    imdb, tmdb, _ = _ids(of)
    if not _name(of) and imdb is None:
        raise ValueError("no film is named")
    return Mention(_name(of), _year(of), FILM, imdb, tmdb)


def _show(row: dict[str, Any]) -> Mention:
    of = part(row, "show")
    imdb, tmdb, tvdb = _ids(of)
    if not _name(of) and imdb is None:
        raise ValueError("no series is named")
    return Mention(_name(of), _year(of), SERIES, imdb, tmdb, tvdb)


def _episode(row: dict[str, Any], show: Mention, season: int | None = None) -> Mention:
    imdb, tmdb, tvdb = _ids(row)
    place = whole(row, "season") if season is None else season
    number = whole(row, "number")
    if imdb is None and (place is None or number is None) and not _name(row):
        raise ValueError("no episode is named")
    return Mention(_name(row), None, EPISODE, imdb, tmdb, tvdb, show, place, number)


def _of(row: dict[str, Any]) -> Mention:
    """The film, series or episode of a row."""
    if "movie" in row:
        return _film(row)
    if "episode" in row:
        return _episode(part(row, "episode"), _show(row))
    return _show(row)


def _numbers(of: Mention) -> tuple[str | int, ...]:
    """What names a title in a key."""
    if of.imdb is not None:
        return (of.imdb,)
    if of.series is not None:
        return (*_numbers(of.series), of.season or 0, of.number or 0, of.name)
    return (of.name, of.year or 0)


# -- rows --------------------------------------------------------------------------------------------------------------


def _history(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    of, at = _of(row), values.moment(words(row, "watched_at"))
    return [Viewing(origin=origin, key=_play(export, whole(row, "id"), of, at), of=of, at=at)]


def _play(export: _Export, number: int | None, of: Mention, at: str | None) -> tuple[str | int, ...]:
    if number is not None:
        return ("viewing", number)
    said = ("viewing", *_numbers(of), at or "")
    export.met[said] += 1
    return (*said, export.met[said])


def _watched(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    """The last play of a film, or of each episode of a series."""
    if export.history:
        raise ValueError(_AGAIN)
    if "movie" in row:
        of, at = _film(row), values.moment(words(row, "last_watched_at"))
        return [Viewing(origin=origin, key=("play", *_numbers(of), at or ""), of=of, at=at)]
    show = _show(row)
    made: list[Record] = []
    for season in parts(row, "seasons"):
        for episode in parts(season, "episodes"):
            of = _episode(episode, show, whole(season, "number"))
            at = values.moment(words(episode, "last_watched_at"))
            made.append(Viewing(origin=origin, key=("play", *_numbers(of), at or ""), rows=0 if made else 1, of=of, at=at))
    if not made:
        raise ValueError("no episode is told")
    return made


def _rating(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    value, at = values.points(whole(row, "rating")), values.moment(words(row, "rated_at"))
    if value is None:
        raise ValueError("the rating is empty")
    season = whole(part(row, "season"), "number") if "season" in row and "episode" not in row else None
    of = _show(row) if season is not None else _of(row)
    key = ("rating", *_numbers(of), -1 if season is None else season)
    return [Rating(origin=origin, key=key, of=of, value=value, at=at, season=season)]


def _head(export: _Export, row: dict[str, Any], origin: Origin, lists: set[int]) -> int:
    """A list's own row: 1 where nothing else in the export tells of it."""
    number = whole(part(row, "ids"), "trakt")
    name = line(words(row, "name")) or "Trakt list"
    ranked = row.get("display_numbers") is True and words(row, "sort_by") in ("", "rank")
    if number in lists:
        about = prose(words(row, "description"))
        export.heads[number or 0] = ListHead(("list", number or 0), name, about=about, ranked=ranked)
        return 0
    export.reading.refuse(origin, "a list whose entries are not in the export")
    return 1


def _entry(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    on, note, at = _list_of(export, held), prose(words(row, "notes")), values.moment(words(row, "listed_at"))
    if "person" in row:
        who = part(row, "person")
        one = PersonMention(line(words(who, "name"))[:200], id_number(words(part(who, "ids"), "imdb"), "nm") or None)
        if not one.name or on.kind == "watchlist":
            raise ValueError("the watchlist is for titles" if one.name else "nobody is named")
        return [
            Entry(origin=origin, key=("entry", *on.key, "person", one.imdb or one.name), of=one, on=on, note=note, at=at)
        ]
    if "season" in row and "episode" not in row:
        raise ValueError("lists hold titles, and a season is none")
    of = _of(row)
    return [Entry(origin=origin, key=("entry", *on.key, *_numbers(of)), of=of, on=on, note=note, at=at)]


def _list_of(export: _Export, held: Held) -> ListHead:
    stem = held.base.rpartition(".")[0]
    if "watchlist" in stem.lower():
        return _WATCHLIST
    if "favorites" in stem.lower():
        return ListHead(("favorites",), "Favorites", ranked=True)
    if (named := _LIST.match(held.base)) and (head := export.heads.get(int(named["id"]))) is not None:
        return head
    name = line(re.sub(r"[-_]+", " ", _LIST.sub("", held.base).rpartition(".")[0])) or "Trakt list"
    return ListHead(("list", int(named["id"]) if named else name.casefold()), name)


def _comment(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    said = part(row, "comment")
    text = prose(words(said, "comment"))
    if not text:
        raise ValueError("the comment is empty")
    if not any(isinstance(row.get(kind), dict) for kind in ("movie", "show", "episode")):
        raise ValueError("it is about somebody else's list")
    season = whole(part(row, "season"), "number") if "season" in row and "episode" not in row else None
    of = _of(row)
    number = whole(said, "id")
    key = ("review", number) if number is not None else ("review", *_numbers(of), text)
    headline = "" if season is None else f"Season {season}"
    at = values.moment(words(said, "created_at"))
    spoiler = said.get("spoiler") is True
    return [Review(origin=origin, key=key, of=of, text=text, headline=headline, spoiler=spoiler, at=at)]


def _owned(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    of = _of(row)
    at = values.moment(words(row, "collected_at") or words(row, "last_collected_at"))
    media = words(part(row, "metadata"), "media_type")
    medium = "file" if media == "digital" else "shelf"
    return [Owned(origin=origin, key=("owned", *_numbers(of)), of=of, location=_MEDIA.get(media, ""), medium=medium, at=at)]


def _hidden(export: _Export, held: Held, row: dict[str, Any], origin: Origin) -> Sequence[Record]:
    """A series hidden from progress, or dropped, is one that the viewer has given up."""
    if "show" not in row or "season" in row or not any(word in held.base for word in ("progress", "dropped")):
        raise ValueError("it is hidden from a calendar or from suggestions only")
    of, at = _show(row), values.moment(words(row, "hidden_at"))
    return [SeriesState(origin=origin, key=("state", *_numbers(of)), of=of, state="dropped", at=at)]


_ROWS: dict[str, Callable[[_Export, Held, dict[str, Any], Origin], Sequence[Record]]] = {
    "history": _history, "watched": _watched, "ratings": _rating, "entries": _entry, "comments": _comment, "owned": _owned,
    "hidden": _hidden,
}  # fmt: skip

FORMAT = Format(
    name="trakt",
    label="Trakt export",
    brings="every play of films and episodes, ratings of films, series, seasons and episodes, lists, comments, what you own",
    source="trakt.tv: Settings, Data, Export",
    claims=claims,
    read=read,
)
