"""Rows of Trakt's files as records: plays, ratings, list entries, comments, notes, the collection and hidden series."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.base.records.exchange import (
    SERIES,
    Entry,
    ListHead,
    Note,
    Origin,
    Owned,
    Rating,
    Record,
    Review,
    SeriesState,
    Unplaced,
    Viewing,
)
from db.base.text import line, prose
from seed.exchange import values
from seed.exchange.container import Unreadable
from seed.exchange.json_rows import part, parts, whole, words, written
from seed.exchange.table import MOST_ROWS
from seed.exchange.trakt_titles import Name, Subject, Titles, counted, has, person, place

#: What the file of a list's entries is called: the list's id, and its name as it stands in addresses.
LIST = re.compile(r"lists-list-(?P<id>[0-9]{1,15})(-(?P<slug>.*))?")

_AGAIN = "told by the history already"
_WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")
_FAVORITES = ListHead(("favorites",), "Favorites", ranked=True)
_MEDIA = {
    "bluray": "Blu-ray", "hddvd": "HD DVD", "dvd": "DVD", "vcd": "VCD", "vhs": "VHS", "betamax": "Betamax",
    "laserdisc": "LaserDisc", "digital": "Digital copy",
}  # fmt: skip
#: Files of series that are hidden from the progress of what is watched; one that was reset is watched again.
_GIVEN_UP = re.compile(r"hidden-(dropped|progress-watched)(-[0-9]+)?")
_SPOILER = re.compile(r"\[/?spoiler\]", re.IGNORECASE)

#: What a row tells: a record, or rows without a place.
Told = Record | Unplaced


@dataclass(slots=True)
class Export:
    """What the files that were read say about those that follow."""

    titles: Titles = field(default_factory=Titles)
    heads: dict[int, ListHead] = field(default_factory=dict)
    """Lists by their ids."""
    ranks: dict[tuple[str, int], int] = field(default_factory=dict)
    """Places of entries in their lists, by file and row."""
    seen: set[Name] = field(default_factory=set)
    """Films, series and episodes in the history; episodes also by series, season and number."""
    met: Counter[Name] = field(default_factory=Counter)
    """Plays that have no id."""


class Row(NamedTuple):
    """A row, where it was read, and what its file is called in an export of 2026."""

    said: dict[str, Any]
    origin: Origin
    stem: str


def _moment(row: dict[str, Any], name: str) -> str | None:
    said = row.get(name)
    if said is not None and not isinstance(said, str):
        raise ValueError(f"{name} is no moment such as 2026-05-03T20:15:00.000Z")
    return values.moment(said)


# -- plays -------------------------------------------------------------------------------------------------------------


def _history(export: Export, row: Row) -> Sequence[Told]:
    about, at, number = export.titles.about(row.said), _moment(row.said, "watched_at"), whole(row.said, "id")
    if about.of.kind == SERIES:
        raise ValueError("it names a series, while films and episodes are played")
    key: Name = ("viewing", number) if number is not None else ("viewing", *about.name, at or "")
    if number is None:
        export.met[key] += 1
        key = (*key, export.met[key])
    export.seen.add(about.name)
    if about.of.series is not None:
        show = export.titles.show(row.said)
        export.seen |= {show.name, place(show, about.of.season, about.of.number)}
    return [Viewing(origin=row.origin, key=key, of=about.of, at=at)]


def _watched(export: Export, row: Row) -> Sequence[Told]:
    """The last play of a film, or of each episode of a series, where the history has none. An episode counts as a row."""
    if not has(row.said, "show"):
        film = export.titles.about(row.said)
        return [_last(row.said, row.origin, film, film.name in export.seen)]
    show = export.titles.show(row.said)
    told: list[Told] = []
    for season in parts(row.said, "seasons"):
        number = counted(season, "number")
        for said in parts(season, "episodes"):
            if len(told) == MOST_ROWS:
                raise Unreadable(f"it has more than {MOST_ROWS:,} episodes")
            origin = row.origin._replace(text=written({"title": show.of.name, "season": number, **said}))
            try:
                episode = export.titles.episode(said, show, number)
                told.append(_last(said, origin, episode, _place(show, episode) in export.seen))
            except ValueError as error:
                told.append(Unplaced(origin, str(error)))
    return told or [Unplaced(row.origin, _AGAIN if show.name in export.seen else "a series without its episodes")]


def _place(show: Subject, episode: Subject) -> Name:
    of = episode.of
    return episode.name if of.number is None else place(show, of.season, of.number)


def _last(said: dict[str, Any], origin: Origin, about: Subject, known: bool) -> Told:
    if known:
        return Unplaced(origin, _AGAIN)
    at, plays = _moment(said, "last_watched_at"), whole(said, "plays")
    if plays is not None and plays < 1:
        raise ValueError("it was played less than once")
    again = plays is not None and plays > 1
    note = f"The last of {plays:,} plays; Trakt's export does not say when the others were." if again else ""
    key = ("play", *about.name, at or "")
    return Viewing(origin=origin, key=key, of=about.of, at=at, rewatch=True if again else None, note=note)


def _playback(export: Export, row: Row) -> Sequence[Told]:
    raise ValueError("begun and not played to the end")


# -- opinions ----------------------------------------------------------------------------------------------------------


def _rating(export: Export, row: Row) -> Sequence[Told]:
    about, at, said = export.titles.about(row.said), _moment(row.said, "rated_at"), row.said.get("rating")
    if isinstance(said, bool) or not isinstance(said, int | float | str | None):
        raise ValueError("the rating is no number from 1 to 10")
    if (value := values.points(said)) is None:
        raise ValueError("there is no rating from 1 to 10")
    return [Rating(origin=row.origin, key=("rating", *about.name), of=about.of, value=value, at=at, season=about.season)]


def _comment(export: Export, row: Row) -> Sequence[Told]:
    """Every comment is a review, a short one too: a title has one note only, which hides no spoiler."""
    said = part(row.said, "comment")
    text, number, at = prose(words(said, "comment")), whole(said, "id"), _moment(said, "created_at")
    if has(row.said, "list"):
        raise ValueError("a comment on a list")
    if (whole(said, "parent_id") or 0) > 0:
        raise ValueError("a reply to another comment")
    if not text:
        raise ValueError("the comment is empty")
    about = export.titles.about(row.said)
    review = Review(
        origin=row.origin,
        key=("review", number) if number is not None else ("review", *about.name, text),
        of=about.of,
        text=prose(_SPOILER.sub("", text)) or text,
        headline="" if about.season is None else f"Season {about.season}",
        spoiler=said.get("spoiler") is True or _SPOILER.search(text) is not None,
        at=at,
    )
    return [review]


def _note(export: Export, row: Row) -> Sequence[Told]:
    said = part(row.said, "note")
    text, number, at = prose(words(said, "notes")), whole(said, "id"), _moment(said, "created_at")
    if not text:
        raise ValueError("the note is empty")
    if has(row.said, "person"):
        who = person(row.said)
        return [Note(origin=row.origin, key=_numbered("note", number, "person", who.name), of=who, text=text, at=at)]
    about = export.titles.about(row.said)
    text = text if about.season is None else f"Season {about.season}: {text}"
    return [Note(origin=row.origin, key=_numbered("note", number, *about.name), of=about.of, text=text, at=at)]


def _numbered(what: str, number: int | None, *otherwise: str | int) -> Name:
    return (what, number) if number is not None else (what, *otherwise)


# -- lists, and what is owned or given up ------------------------------------------------------------------------------


def head(row: dict[str, Any]) -> tuple[int, ListHead] | None:
    """A list and its id, by its own row; None where that has no id."""
    number = whole(part(row, "ids"), "trakt")
    if number is None:
        return None
    try:
        at = _moment(row, "created_at")
    except ValueError:
        at = None
    name, ranked = _spaced(words(row, "name")), row.get("display_numbers") is True and words(row, "sort_by") in ("", "rank")
    return number, ListHead(("list", number), name, about=prose(words(row, "description")), ranked=ranked, at=at)


def _list_of(export: Export, stem: str) -> ListHead:
    """The list whose entries a file holds. Where the export does not say what it is called, the file's name does."""
    if (named := LIST.fullmatch(stem)) is not None:
        number = int(named["id"])
        return export.heads.get(number) or ListHead(("list", number), _spaced((named["slug"] or "").replace("-", " ")))
    for word, on in (("watchlist", _WATCHLIST), ("favorites", _FAVORITES)):
        if word in stem:
            return on
    return ListHead(("list", stem), _spaced(stem.replace("-", " ")))


def _spaced(name: str) -> str:
    return line(name)[:200] or "Trakt list"


def _entry(export: Export, row: Row) -> Sequence[Told]:
    on, note, at = _list_of(export, row.stem), prose(words(row.said, "notes")), _moment(row.said, "listed_at")
    if (rank := whole(row.said, "rank")) is not None:
        export.ranks[row.origin.file, row.origin.line] = rank
    if has(row.said, "person"):
        who = person(row.said)
        if on.kind == "watchlist":
            raise ValueError("a person on the watchlist, which is for titles")
        key = ("entry", *on.key, "person", who.imdb or who.name)
        return [Entry(origin=row.origin, key=key, of=who, on=on, note=note, at=at)]
    about = export.titles.about(row.said)
    if about.season is not None:  # the series, with the season as its note
        note = f"Season {about.season}: {note}" if note else f"Season {about.season}"
    return [Entry(origin=row.origin, key=("entry", *on.key, *about.name), of=about.of, on=on, note=note, at=at)]


def _owned(export: Export, row: Row) -> Sequence[Told]:
    """No path is known: a digital copy too is on a shelf, which is named after the medium."""
    about, metadata = export.titles.about(row.said), part(row.said, "metadata")
    where = _MEDIA.get(words(metadata, "media_type"), "")
    if where == "Blu-ray" and words(metadata, "resolution") == "uhd_4k":
        where = "4K Blu-ray"
    at = _moment(row.said, "collected_at") or _moment(row.said, "last_collected_at")
    return [Owned(origin=row.origin, key=("owned", *about.name, where), of=about.of, location=where, medium="shelf", at=at)]


def _hidden(export: Export, row: Row) -> Sequence[Told]:
    if _GIVEN_UP.fullmatch(row.stem) is None:
        raise ValueError("hidden from a calendar, from suggestions or from another progress only")
    about, at = export.titles.about(row.said), _moment(row.said, "hidden_at")
    if about.of.kind != SERIES or about.season is not None:
        raise ValueError("hidden from the progress, and no series")
    return [SeriesState(origin=row.origin, key=("state", *about.name), of=about.of, state="dropped", at=at)]


#: What makes records of a row, by the role of its file; ValueError says why it is none.
ROWS: dict[str, Callable[[Export, Row], Sequence[Told]]] = {
    "history": _history, "watched": _watched, "playback": _playback, "ratings": _rating, "comments": _comment, "notes": _note,
    "entries": _entry, "owned": _owned, "hidden": _hidden,
}  # fmt: skip
