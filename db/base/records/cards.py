"""Cards: the frozen records of lists and search, all that the first screens need.

They stand apart from ``db.base.records.pages``, and are named tuples, because making forty dataclasses takes longer than the first
frame may, and because a list makes many of them. Ids are the numbers of tconst and nconst; ``None`` and empty tuples
mean "not known here".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = str
"""IMDb's word for what a title is: ``movie``, ``short``, ``tvSeries``, ``tvEpisode``, ``videoGame``, …"""


class Mine(NamedTuple):
    """What the viewer has said of a title, in short: enough for the marks beside its name."""

    rating: int | None = None
    on_watchlist: bool = False
    times_seen: int = 0
    last_seen: str | None = None
    lists: int = 0
    reviewed: bool = False
    owned: bool = False
    tags: tuple[str, ...] = ()
    liked: bool = False

    @property
    def seen(self) -> bool:
        """Watched to the end, or rated."""
        return self.times_seen > 0 or self.rating is not None


class TitleCard(NamedTuple):
    """A title in a list: one line of search results, a filmography, a watchlist."""

    id: int
    title: str
    year: int | None
    kind: Kind = "movie"
    rating: float | None = None
    votes: int | None = None
    mine: Mine = Mine()
    original_title: str | None = None
    end_year: int | None = None
    runtime: int | None = None
    genres: tuple[str, ...] = ()
    note: str = ""
    """What the list has to say of it: a character, a reason, a note, the aka that matched."""
    series: str = ""
    """The name of the series that an episode is of."""

    @property
    def full_title(self) -> str:
        """The title, an episode's behind its series: ``Harbour Watch: Rain``."""
        return f"{self.series}: {self.title}" if self.series else self.title

    @property
    def leads_to(self) -> tuple[str, int, str]:
        """Its page."""
        return "title", self.id, self.title


class PersonCard(NamedTuple):
    """A person in a list."""

    id: int
    name: str
    birth_year: int | None = None
    death_year: int | None = None
    professions: tuple[str, ...] = ()
    known_for: str = ""
    """The title they are best known by, with its year."""

    @property
    def leads_to(self) -> tuple[str, int, str]:
        """Their page."""
        return "person", self.id, self.name


class DiaryEntry(NamedTuple):
    """One viewing; ``watched_on`` is empty where the day is not known."""

    id: int
    card: TitleCard
    watched_on: str
    rewatch: bool = False
    rating: int | None = None
    place: str = ""
    company: str = ""
    stopped_at: int | None = None
    note: str = ""
    liked: bool | None = None
    tags: tuple[str, ...] = ()


class ListCard(NamedTuple):
    """A list among lists. ``kind``: ``watchlist``, ``list``, ``smart``, ``tag``, ``canon``."""

    key: str
    name: str
    kind: str
    size: int
    seen: int = 0
    about: str = ""
    by: str = ""
    ranked: bool = False
    query: str = ""

    @property
    def leads_to(self) -> tuple[str, str, str]:
        """Its entries."""
        return "list", self.key, self.name


class UpNext(NamedTuple):
    """A series under way and its next episode; ``last`` is the day on which one was last seen (ISO, None: not known)."""

    series: TitleCard
    episode: TitleCard
    season: int | None
    number: int | None
    seen: int
    """Of ``episodes``, specials left out."""
    episodes: int
    last: str | None = None
    resting: bool = False
    """Not watched for a while."""


class HomePage(NamedTuple):
    """What the home screen shows under its search line."""

    watchlist: tuple[TitleCard, ...] = ()
    watchlist_size: int = 0
    visited: tuple[TitleCard | PersonCard, ...] = ()
    lists: tuple[ListCard, ...] = ()
    on_this_day: tuple[tuple[str, TitleCard], ...] = ()
    """(why, card): a release, a birth, one's own viewing on this day of another year."""
    recent: tuple[DiaryEntry, ...] = ()
    titles: int = 0
    people: int = 0
    up_next: tuple[UpNext, ...] = ()
    records: bool = True
    """Whether the viewer has said anything yet: else home says how to bring records in."""
    doubts: int = 0
    """Titles that an import could not place for certain, with candidates to choose from."""


class Hit(NamedTuple):
    """One search result; ``matched`` names the aka that matched where it is not the title."""

    card: TitleCard | PersonCard
    matched: str = ""


class Chip(NamedTuple):
    """A filter understood in the search line: ``text`` as typed, ``label`` as shown."""

    text: str
    label: str


class Answer(NamedTuple):
    """The answer to one search: ``number`` is the question's, so that a stale one can be dropped."""

    number: int
    text: str
    hits: tuple[Hit, ...] = ()
    chips: tuple[Chip, ...] = ()
    corrected: str = ""
    """What was searched for instead, when a typo was mended."""
    milliseconds: float = 0.0
    more: bool = False
    failed: bool = False
    """Whether the catalogue could not be searched; the log says why."""


class Done(NamedTuple):
    """A change that is on disk: what was done, and the action that undo takes back."""

    sentence: str
    action_id: int | None = None
    changed: bool = True


class OnList(NamedTuple):
    """A list that holds a title: ``key`` opens it (``my:3``, ``watchlist``, ``canon:ss2012``)."""

    key: str
    name: str
    by: str
    size: int
    position: int | None = None
    date: str = ""
    seen: int = 0
    score: int | None = None

    @property
    def leads_to(self) -> tuple[str, str, str]:
        """Its entries."""
        return "list", self.key, self.name


class ListEntry(NamedTuple):
    """A title on a list, with its place and what was noted about it there."""

    position: int
    card: TitleCard
    note: str = ""
    added_at: str = ""
    score: int | None = None
    entry_id: int | None = None


SortKey = Literal["order", "title", "year", "rating", "mine", "runtime", "added", "votes"]
