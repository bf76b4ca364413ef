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

#: Name of a file with the entries of a list: the list's id and slug.
LIST = re.compile(r"lists-list-(?P<id>[0-9]{1,15})(-(?P<slug>.*))?")

_AGAIN = "already in the history"
_WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")
_FAVORITES = ListHead(("favorites",), "Favorites", ranked=True)
_MEDIA = {
    "bluray": "Blu-ray", "hddvd": "HD DVD", "dvd": "DVD", "vcd": "VCD", "vhs": "VHS", "betamax": "Betamax",
    "laserdisc": "LaserDisc", "digital": "Digital copy",
}  # fmt: skip
#: Files of dropped series. ``hidden-progress-watched-reset`` is none of them: those series are watched again.
_GIVEN_UP = re.compile(r"hidden-(dropped|progress-watched)(-[0-9]+)?")
_SPOILER = re.compile(r"\[/?spoiler\]", re.IGNORECASE)

#: What is made of a row: a record, or a reason why there is none.
Made = Record | Unplaced


@dataclass(slots=True)
class Export:
    """What is known from the files read so far."""

    titles: Titles = field(default_factory=Titles)
    heads: dict[int, ListHead] = field(default_factory=dict)
    """Lists by their ids."""
    ranks: dict[tuple[str, int], int] = field(default_factory=dict)
    """Ranks of list entries, by file and row."""
    seen: set[Name] = field(default_factory=set)
    """Films, series and episodes of the history; episodes also by series, season and number."""
    fresh: set[Name] = field(default_factory=set)
    """Those of the current file; they count once the whole file was read."""
    met: Counter[Name] = field(default_factory=Counter)
    """Plays without an id, counted."""


class Row(NamedTuple):
    """A row, where it was read, and the name of its file as in exports of 2026."""

    said: dict[str, Any]
    origin: Origin
    stem: str


def _moment(row: dict[str, Any], name: str) -> str | None:
    said = row.get(name)
    if said is not None and not isinstance(said, str):
        raise ValueError(f"{name} is no moment such as 2026-05-03T20:15:00.000Z")
    return values.moment(said)


# -- plays -------------------------------------------------------------------------------------------------------------


def _history(export: Export, row: Row) -> Sequence[Made]:
    about, at, number = export.titles.about(row.said), _moment(row.said, "watched_at"), whole(row.said, "id")
    if about.of.kind == SERIES:
        raise ValueError("a play names a series: it must name a film or an episode")
    key: Name = ("viewing", number) if number is not None else ("viewing", *about.name, at or "")
    if number is None:
        export.met[key] += 1
        key = (*key, export.met[key])
    export.fresh.add(about.name)
    if about.of.series is not None:
        show = export.titles.show(row.said)
        export.fresh |= {show.name, place(show, about.of.season, about.of.number)}
    return [Viewing(origin=row.origin, key=key, of=about.of, at=at)]


def _watched(export: Export, row: Row) -> Sequence[Made]:
    """The last play of a film or of each episode of a series, unless the history has it. Each episode counts as a row."""
    if not has(row.said, "show"):
        film = export.titles.about(row.said)
        return [_last(row.said, row.origin, film, film.name in export.seen)]
    show = export.titles.show(row.said)
    made: list[Made] = []
    for season in parts(row.said, "seasons"):
        number = counted(season, "number")
        for said in parts(season, "episodes"):
            if len(made) == MOST_ROWS:
                raise Unreadable(f"it has more than {MOST_ROWS:,} episodes")
            origin = row.origin._replace(text=written({"title": show.of.name, "season": number, **said}))
            try:
                episode = export.titles.episode(said, show, number)
                made.append(_last(said, origin, episode, _place(show, episode) in export.seen))
            except ValueError as error:
                made.append(Unplaced(origin, str(error)))
    return made or [
        Unplaced(
            row.origin,
            _AGAIN if show.name in export.seen else "a series without its episodes: the export does not say which were seen",
        )
    ]


def _place(show: Subject, episode: Subject) -> Name:
    of = episode.of
    return episode.name if of.number is None else place(show, of.season, of.number)


def _last(said: dict[str, Any], origin: Origin, about: Subject, known: bool) -> Made:
    if known:
        return Unplaced(origin, _AGAIN)
    at, plays = _moment(said, "last_watched_at"), whole(said, "plays")
    if plays is not None and plays < 1:
        raise ValueError("the number of plays is below 1")
    again = plays is not None and plays > 1
    note = f"The last of {plays:,} plays; Trakt's export does not say when the others were." if again else ""
    key = ("play", *about.name, at or "")
    return Viewing(origin=origin, key=key, of=about.of, at=at, rewatch=True if again else None, note=note)


def _playback(export: Export, row: Row) -> Sequence[Made]:
    raise ValueError("started, not finished")


# -- opinions ----------------------------------------------------------------------------------------------------------


def _rating(export: Export, row: Row) -> Sequence[Made]:
    about, at, said = export.titles.about(row.said), _moment(row.said, "rated_at"), row.said.get("rating")
    if isinstance(said, bool) or not isinstance(said, int | float | str | None):
        raise ValueError("the rating is no number: it must be 1 to 10")
    if (value := values.points(said)) is None:
        raise ValueError("the rating is missing: it must be 1 to 10")
    return [Rating(origin=row.origin, key=("rating", *about.name), of=about.of, value=value, at=at, season=about.season)]


def _comment(export: Export, row: Row) -> Sequence[Made]:
    """A comment of any length is a review: a title has a single note, and a note has no spoiler flag."""
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


def _note(export: Export, row: Row) -> Sequence[Made]:
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
    """The id and head of a list from its row in ``lists-lists.json``; None without an id."""
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
    """The list whose entries a file holds, named after the file where the export has no row for the list."""
    if (named := LIST.fullmatch(stem)) is not None:
        number = int(named["id"])
        return export.heads.get(number) or ListHead(("list", number), _spaced((named["slug"] or "").replace("-", " ")))
    for word, on in (("watchlist", _WATCHLIST), ("favorites", _FAVORITES)):
        if word in stem:
            return on
    return ListHead(("list", stem), _spaced(stem.replace("-", " ")))


def _spaced(name: str) -> str:
    return line(name)[:200] or "Trakt list"


def _entry(export: Export, row: Row) -> Sequence[Made]:
    on, note, at = _list_of(export, row.stem), prose(words(row.said, "notes")), _moment(row.said, "listed_at")
    if (rank := whole(row.said, "rank")) is not None:
        export.ranks[row.origin.file, row.origin.line] = rank
    if has(row.said, "person"):
        who = person(row.said)
        if on.kind == "watchlist":
            raise ValueError("a person on the watchlist: it holds titles only")
        key = ("entry", *on.key, "person", who.imdb or who.name)
        return [Entry(origin=row.origin, key=key, of=who, on=on, note=note, at=at)]
    about = export.titles.about(row.said)
    if about.season is not None:  # the series, with the season as its note
        note = f"Season {about.season}: {note}" if note else f"Season {about.season}"
    return [Entry(origin=row.origin, key=("entry", *on.key, *about.name), of=about.of, on=on, note=note, at=at)]


def _owned(export: Export, row: Row) -> Sequence[Made]:
    """The medium serves as the name of the shelf, for digital copies too: their paths are not known."""
    about, metadata = export.titles.about(row.said), part(row.said, "metadata")
    where = _MEDIA.get(words(metadata, "media_type"), "")
    if where == "Blu-ray" and words(metadata, "resolution") == "uhd_4k":
        where = "4K Blu-ray"
    at = _moment(row.said, "collected_at") or _moment(row.said, "last_collected_at")
    return [Owned(origin=row.origin, key=("owned", *about.name, where), of=about.of, location=where, medium="shelf", at=at)]


def _hidden(export: Export, row: Row) -> Sequence[Made]:
    if _GIVEN_UP.fullmatch(row.stem) is None:
        raise ValueError("hidden from the calendar, recommendations or other progress only")
    about, at = export.titles.about(row.said), _moment(row.said, "hidden_at")
    if about.of.kind != SERIES or about.season is not None:
        raise ValueError("a hidden film, season or episode: only a hidden series is dropped")
    return [SeriesState(origin=row.origin, key=("state", *about.name), of=about.of, state="dropped", at=at)]


#: Readers of rows, by the role of the file. ValueError says why a row makes no record.
ROWS: dict[str, Callable[[Export, Row], Sequence[Made]]] = {
    "history": _history, "watched": _watched, "playback": _playback, "ratings": _rating, "comments": _comment, "notes": _note,
    "entries": _entry, "owned": _owned, "hidden": _hidden,
}  # fmt: skip
