"""What a file of the viewer's own records says: plain records that a format's reader makes and ``personal.db`` takes in.

A reader (``seed.exchange``) turns bytes into these and knows no database. Each record says where it was read
(:class:`Origin`) and has a ``key``: the source's own name for it, from which its uid is made, so that the same record of
another export, or on another machine, is the same row.

A moment (``at``) is an instant in UTC (``2026-05-03T20:15:00Z``), a day (``2026-05-03``), or None where it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from db.base import fold
from db.base.ids import uid_of

#: What a file may say of a title's kind: one of IMDb's words, ``film`` for any film, ``series`` for any series, or nothing.
FILM, SERIES, EPISODE, ANY = "film", "series", "tvEpisode", ""


class Mention(NamedTuple):
    """A title as a file names it. An episode names its series, season and number; ``name`` may be empty then.

    ``apart`` is what tells it from another title of its name and year in the same file: an address, an id of another service.
    ``also`` is the name in another reading of the same words, in which their last number is no year: ``Harbour Watch 2049``.
    """

    name: str
    year: int | None = None
    kind: str = ANY
    imdb: int | None = None
    tmdb: int | None = None
    tvdb: int | None = None
    series: Mention | None = None
    season: int | None = None
    number: int | None = None
    apart: str = ""
    also: str = ""

    @property
    def label(self) -> str:
        """For people: ``Moonlight (2016)``; ``Twin Peaks S1 E2``."""
        if self.series is not None:
            place = f" S{self.season} E{self.number}" if self.season is not None and self.number is not None else ""
            return f"{self.series.name}{place}{f' {self.name}' if self.name else ''}"
        return f"{self.name} ({self.year})" if self.year else self.name


class PersonMention(NamedTuple):
    """A person as a file names them."""

    name: str
    imdb: int | None = None


class Match(NamedTuple):
    """What a mention means: the title of the catalogue (``place``), or the ``candidates`` that it may be, or neither.

    ``how`` says by what it was decided: ``id`` (of IMDb's, which stands even where the catalogue lacks it), ``map``,
    ``answer``, ``name``, ``year`` (its name, a year beside), ``number`` (season and number), or why it was not: ``asked``
    (it has candidates), ``series`` (its series is undecided), ``season`` (its season has more episodes than the catalogue's),
    ``lost`` (its series has no match), ``none``.
    """

    place: int | None = None
    how: str = "none"
    candidates: tuple[int, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether the viewer has to decide."""
        return self.place is None and self.how in ("asked", "series", "season")


class Origin(NamedTuple):
    """Where a record was read: the file's name, its line or place counted from 1, and the row as it was written."""

    file: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records have. ``rows`` is 0 for a record that only accompanies another of the same row."""

    origin: Origin
    key: tuple[str | int, ...] = ()
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing(Record):
    """A film or episode seen. With ``once``: seen at some time, of which nothing new is said where a viewing is known."""

    of: Mention
    at: str | None
    once: bool = False
    rewatch: bool | None = None
    rating: int | None = None
    liked: bool | None = None
    tags: tuple[str, ...] = ()
    place: str = ""
    company: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """1 to 10 points for a title; for a season of a series where ``season`` is given."""

    of: Mention
    value: int
    at: str | None
    season: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Like(Record):
    """A ♥ on a title."""

    of: Mention
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    """A word on a title."""

    of: Mention
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A private note on a title or a person."""

    of: Mention | PersonMention
    text: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A review; of the viewing whose key is ``viewing``, if that is given."""

    of: Mention
    text: str
    headline: str = ""
    spoiler: bool = False
    at: str | None = None
    viewing: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow(Record):
    """A person followed."""

    of: PersonMention
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned(Record):
    """A title that the viewer has, and where."""

    of: Mention
    location: str
    medium: str = "file"
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesState(Record):
    """How the viewer stands with a series."""

    of: Mention
    state: Literal["under way", "paused", "dropped", "finished"]
    at: str | None = None


@dataclass(frozen=True, slots=True)
class ListHead:
    """A list itself. ``key`` names it within its source; the watchlist and the four favourites are there already."""

    key: tuple[str | int, ...]
    name: str
    kind: Literal["list", "watchlist", "favourites"] = "list"
    about: str = ""
    ranked: bool = False
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A title or person on a list, in the order in which entries come."""

    of: Mention | PersonMention
    on: ListHead
    note: str = ""
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Record):
    """A row of ``personal.db`` as another ``personal.db`` had it, for Matinee's own format, which loses nothing.

    ``values`` are its columns without those that refer to other rows; ``refers`` says by column the uid of the title, person,
    list or viewing meant (:attr:`Reading.subjects` says which titles and people these are). Rows of ``my_title`` and
    ``my_person`` come along with ``rows`` 0, before those that refer to them: under which id they were said, and who decided.
    """

    table: str
    uid: str
    values: dict[str, str | int | float | None]
    refers: dict[str, str] = field(default_factory=dict)


class Unplaced(NamedTuple):
    """Rows for which Matinee has no place, or of which no sense could be made; ``why`` is a sentence or what it is."""

    origin: Origin
    why: str
    rows: int = 1


class FileRead(NamedTuple):
    """A file that was read: ``rows`` are those it holds, heads and blank lines not counted; ``trouble`` says why none were."""

    name: str
    rows: int
    trouble: str = ""


@dataclass(slots=True)
class Reading:
    """All that a format's reader found in the files of one export.

    ``unread`` names files that are left alone on purpose; ``subjects`` has, for :class:`Row`, titles and people by their uids.
    """

    records: list[Record] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    subjects: dict[str, Mention | PersonMention] = field(default_factory=dict)

    def add(self, *records: Record) -> None:
        """More records."""
        self.records += records

    def refuse(self, origin: Origin, why: str, rows: int = 1) -> None:
        """Set rows aside, and say why."""
        self.unplaced.append(Unplaced(origin, why, rows))


#: What the counts of a preview are kept by, in the order in which they are shown.
KINDS = ("viewings", "ratings", "lists", "reviews", "tags", "likes", "follows", "notes", "owned", "states", "others")


def kind_of(record: Record) -> str:
    """Under which of :data:`KINDS` a record is counted."""
    return _KIND_OF_TABLE.get(record.table, "others") if isinstance(record, Row) else _KIND_OF[type(record)]


_KIND_OF: dict[type[Record], str] = {
    Viewing: "viewings",
    Rating: "ratings",
    Entry: "lists",
    Review: "reviews",
    Tag: "tags",
    Like: "likes",
    Follow: "follows",
    Note: "notes",
    Owned: "owned",
    SeriesState: "states",
}


_KIND_OF_TABLE = {
    "said_diary": "viewings", "said_rating": "ratings", "said_season": "ratings", "my_list": "lists", "said_list_entry": "lists",
    "said_favourite": "lists", "said_review": "reviews", "said_review_version": "reviews", "said_draft": "reviews",
    "said_tag": "tags", "said_like": "likes", "said_follow": "follows", "said_note": "notes", "said_owned": "owned",
    "said_state": "states",
}  # fmt: skip


def mentions(records: Sequence[Record]) -> list[Mention]:
    """The titles that records are about, each once, the series of episodes too."""
    found: dict[Mention, None] = {}
    for record in records:
        of = getattr(record, "of", None)
        if isinstance(of, Mention):
            if of.series is not None:
                found[of.series] = None
            found[of] = None
    return list(found)


def uid_of_mention(of: Mention | PersonMention) -> str:
    """The uid of the row that a mention without a place hangs on: the same for the same name, year and kind in any export."""
    if isinstance(of, PersonMention):
        return uid_of("named", "person", fold.key(of.name) or of.name)
    name = fold.key(of.name) or of.name
    if of.series is not None:
        place = (of.season, of.number) if of.season is not None and of.number is not None else (name,)
        return uid_of("named", EPISODE, uid_of_mention(of.series), *place)
    return uid_of("named", of.kind, name, of.year, *([of.apart] if of.apart else ()))
