"""Records of what is found by following the catalogue: chains between people, seasons, changes, and an import under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.pages import Credit


@dataclass(frozen=True, slots=True)
class PathStep:
    """One link of a chain: ``left`` and ``right`` both worked on ``title``; the next link begins with ``right``."""

    title: TitleCard
    left: Credit
    right: Credit


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of shared titles from one person to another."""

    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """How two people are connected: the shortest chains, the most notable one first; none where there is none.

    ``certain`` is False where a shorter chain may exist or, without any, where the search was given up.
    """

    first: PersonCard
    last: PersonCard
    paths: tuple[Path, ...] = ()
    certain: bool = True
    looked_at: int = 0
    """How many people and titles were looked at."""
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Season:
    """A season of a series: how many episodes it has, and how many of them the viewer has seen."""

    number: int | None
    episodes: int
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Riser:
    """A title that climbed between two snapshots; ``before`` is None where it was not ranked yet."""

    card: TitleCard
    rank: int
    before: int | None
    gained: int
    """Places climbed; for one that was not ranked, from behind the last."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A film of the viewer's ratings whose average has moved between two snapshots."""

    card: TitleCard
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new since the snapshot before the last. ``note`` says, in a sentence, what cannot be told yet."""

    since: str = ""
    until: str = ""
    films: tuple[tuple[PersonCard, tuple[TitleCard, ...]], ...] = ()
    """New titles of the people followed."""
    risers: tuple[Riser, ...] = ()
    drifts: tuple[Drift, ...] = ()
    followed: tuple[PersonCard, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Importing:
    """An import as it stands. ``share`` of the whole is estimated, ``left`` are seconds; None while nobody can tell."""

    folder: str
    stage: str = "beginning"
    rows: int = 0
    of: int = 0
    rate: float = 0.0
    """Rows a second in this stage."""
    share: float = 0.0
    left: float | None = None
    seconds: float = 0.0
    over: bool = False
    stopping: bool = False
    said: tuple[str, ...] = ()
    """What came of it, in sentences, once it is over."""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class SourceOfPages:
    """A source of pages that is here: what was read of it, how its titles fared, and what its terms are."""

    name: str
    format: str
    label: str
    rows: int
    refused: int
    titles: int
    """Titles and people that were found in the catalogue."""
    unsure: int
    unmatched: int
    dated: str
    bytes: int
    terms: str
    location: str


@dataclass(frozen=True, slots=True)
class Fillable:
    """Something that can be read into pages: what it is, what it fills, where it is published, how large, under which terms."""

    label: str
    fills: str
    published: str
    size: str
    terms: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something said of a title or person that the catalogue does not hold, and whom or what it may mean there."""

    number: int
    said_of: TitleCard | PersonCard
    candidates: tuple[TitleCard | PersonCard, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A title in doubt: what the file said of it, and the candidates to choose from."""

    number: int
    said_of: TitleCard
    candidates: tuple[TitleCard, ...]
    directors: Mapping[int, str]
    """By candidate."""
    rows: tuple[tuple[str, int, str], ...]
    """The first of its rows as they were: file, line, text."""
    total: int
    """How many rows it is about."""
    series: str | None = None
    """The uid of its series, for an episode: other questions are about the same one."""
