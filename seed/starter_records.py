"""What the starter's text says, as plain frozen records: a film, its credits, awards and items; a person; a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

GENRES = frozenset(
    "Action Adventure Animation Biography Comedy Crime Documentary Drama Family Fantasy Film-Noir History Horror "
    "Music Musical Mystery News Romance Sci-Fi Short Sport Thriller War Western".split()
)
GOOF_KINDS = frozenset(
    (
        "continuity",
        "plot",
        "fact",
        "anachronism",
        "equipment",
        "audio",
        "geography",
        "character",
        "miscellaneous",
        "not a goof",
    )
)
CONNECTION_KINDS = frozenset(
    (
        "follows", "followed by", "remake of", "remade as", "version of", "spin off from", "references",
        "referenced in", "features", "featured in", "spoofs", "spoofed in",
    )
)  # fmt: skip
#: Keys that hold people, and the category under which IMDb files them.
CREW_KEYS = {
    "directors": "director",
    "writers": "writer",
    "producers": "producer",
    "music": "composer",
    "camera": "cinematographer",
    "editing": "editor",
    "design": "production_designer",
}


class StarterError(ValueError):
    """A record that cannot be read: says which file, which line and what to do."""

    def __init__(self, source: str, line: int, problem: str) -> None:
        super().__init__(f"{source}:{line}: {problem}")
        self.source, self.line, self.problem = source, line, problem


class StarterCredit(NamedTuple):
    """One person's part in one film: ``category`` in IMDb's words, ``cast`` for performers until their gender is known."""

    name: str
    category: str
    job: str | None = None
    character: str | None = None
    credited_as: str | None = None


@dataclass(frozen=True, slots=True)
class StarterAward:
    """One nomination; ``year`` is the ceremony's, ``people`` as the text names them."""

    prize: str
    year: int
    won: bool
    category: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StarterItem:
    """A bullet: a piece of trivia, a goof (with its kind), a version, a crazy credit."""

    text: str
    spoiler: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class StarterReview:
    """A house review, signed Matinee by the builder; ``spoiler`` where it tells the ending."""

    rating: int
    headline: str
    text: str
    spoiler: bool = False


class StarterEpisode(NamedTuple):
    """An episode of a series: ``date`` is its first showing, ISO, shortened to what is known."""

    season: int
    number: int
    title: str
    date: str | None = None
    runtime: int | None = None


@dataclass(frozen=True, slots=True)
class StarterFilm:
    """One film as the text has it. ``id`` is the number of its tconst, or None where no reference has one."""

    title: str
    year: int
    source: str
    line: int
    id: int | None = None
    original: str | None = None
    kind: str = "movie"
    runtime: int | None = None
    genres: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    rating: tuple[float, int | None, int] | None = None
    plot: str | None = None
    storyline: str | None = None
    synopsis: str | None = None
    keywords: tuple[str, ...] = ()
    credits: tuple[StarterCredit, ...] = ()
    akas: tuple[tuple[str, str, str | None], ...] = ()
    certificates: tuple[tuple[str, str], ...] = ()
    #: (country, ISO date shortened to what is known, note)
    release: tuple[tuple[str, str, str | None], ...] = ()
    awards: tuple[StarterAward, ...] = ()
    locations: tuple[tuple[str, str | None], ...] = ()
    business: tuple[tuple[str, str], ...] = ()
    companies: tuple[tuple[str, str], ...] = ()
    technical: tuple[tuple[str, str], ...] = ()
    #: (question, answer, whether the answer tells the ending)
    faq: tuple[tuple[str, str, bool], ...] = ()
    ended: int | None = None
    episodes: tuple[StarterEpisode, ...] = ()
    trivia: tuple[StarterItem, ...] = ()
    goofs: tuple[StarterItem, ...] = ()
    connections: tuple[tuple[str, str, int, str | None], ...] = ()
    soundtrack: tuple[tuple[str, tuple[str, ...]], ...] = ()
    versions: tuple[StarterItem, ...] = ()
    crazy_credits: tuple[StarterItem, ...] = ()
    reviews: tuple[StarterReview, ...] = ()

    @property
    def label(self) -> str:
        """``Title (Year)``, as lists and connections name the film."""
        return f"{self.title} ({self.year})"

    @property
    def in_depth(self) -> bool:
        """Whether the film has what the catalogue promises of a film in depth."""
        return bool(self.storyline and self.reviews and len(self.trivia) >= 5)


@dataclass(frozen=True, slots=True)
class StarterPerson:
    """A line of ``people.txt``; ``gender`` is ``f``, ``m`` or empty."""

    name: str
    gender: str = ""
    birth_year: int | None = None
    death_year: int | None = None
    id: int | None = None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StarterList:
    """A built-in list: ``entries`` are (title, year, note, score) in order."""

    name: str
    key: str
    by: str
    about: str
    ranked: bool
    entries: tuple[tuple[str, int, str | None, int | None], ...]
    source: str
