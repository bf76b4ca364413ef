"""Records of what is found by following the catalogue: chains between people, seasons, what has changed since last time."""

from __future__ import annotations

from dataclasses import dataclass

from db.records import Credit, PersonCard, TitleCard


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
