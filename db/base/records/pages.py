"""Records of whole pages: what the screens of titles, people, lists and history show. Plain and frozen, like the cards."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.base.records.cards import DiaryEntry, PersonCard, TitleCard


@dataclass(frozen=True, slots=True)
class Credit:
    """One person's part in a title."""

    person_id: int
    name: str
    category: str
    job: str | None = None
    character: str | None = None
    credited_as: str | None = None

    @property
    def leads_to(self) -> tuple[str, int, str]:
        """The person's page."""
        return "person", self.person_id, self.name


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of text in a section. ``kind`` is the goof's or plot's kind; ``by`` its author; ``source`` where it is from."""

    text: str
    kind: str = ""
    by: str = ""
    spoiler: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Aka:
    """Another name of a title, and where it went by it."""

    title: str
    region: str = ""
    language: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with where it holds and a note: a certificate, a release, a location, a company, a technical value."""

    kind: str
    value: str
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """One nomination; ``people`` are (name, person id or None)."""

    event: str
    year: int | None
    category: str
    won: bool
    people: tuple[tuple[str, int | None], ...] = ()
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """How another title is tied to this one; ``other`` is None where the catalogue does not hold it."""

    kind: str
    title: str
    year: int | None
    other: TitleCard | None = None
    note: str = ""
    source: str = ""

    @property
    def leads_to(self) -> tuple[str, int, str] | None:
        """The other title, where the catalogue has it."""
        return self.other.leads_to if self.other else None


@dataclass(frozen=True, slots=True)
class Song:
    """A piece of music heard, with its credit lines."""

    song: str
    credits: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """An exchange: (speaker or "", words) by (speaker, words)."""

    lines: tuple[tuple[str, str], ...]
    spoiler: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody's review, or the viewer's own (``own``)."""

    headline: str
    text: str
    rating: int | None = None
    author: str = ""
    date: str = ""
    place: str = ""
    spoiler: bool = False
    helpful: int | None = None
    voted: int | None = None
    own: bool = False
    source: str = ""
    my_vote: bool | None = None
    own_id: int | None = None

    @property
    def digest(self) -> str:
        """What a vote on this review is remembered by."""
        from hashlib import blake2b

        return blake2b(f"{self.author}\n{self.headline}\n{self.text}".encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Critic:
    """A critic's verdict. ``score`` is as printed (``3.5/5``, ``B-``); ``fresh`` is whether it recommends, where that is said."""

    text: str
    author: str = ""
    publisher: str = ""
    score: str = ""
    fresh: bool | None = None
    top: bool = False
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Critics:
    """What critics wrote of a title, and what they agree on."""

    consensus: Item | None = None
    critics: tuple[Critic, ...] = ()
    sources: tuple[str, ...] = ()
    """Where entries of sources are from, as it is shown."""


@dataclass(frozen=True, slots=True)
class NamedCredit:
    """A credit that names a person instead of pointing to one; ``billing`` is the place in the opening or closing credits."""

    name: str
    category: str
    character: str = ""
    credited_as: str = ""
    note: str = ""
    billing: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewVersion:
    """A review of the viewer's as it stood at ``saved_at``, or a draft that was thrown away."""

    headline: str
    text: str
    spoiler: bool
    saved_at: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a title, answered."""

    question: str
    answer: str
    spoiler: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """A suggestion and why it is made."""

    card: TitleCard
    reason: str
    plot: str = ""
    certificate: str = ""
    directors: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A title's move in the ranks between two snapshots; ``by`` is ``votes`` or ``votes gained``."""

    rank: int
    change: int
    since: str
    until: str
    by: str = "votes"


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode of a series, with its place in it."""

    card: TitleCard
    season: int | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries each section of a title page holds: what its tabs show."""

    credits: int = 0
    trivia: int = 0
    goofs: int = 0
    quotes: int = 0
    connections: int = 0
    soundtrack: int = 0
    crazy_credits: int = 0
    versions: int = 0
    reviews: int = 0
    lists: int = 0
    akas: int = 0
    questions: int = 0
    episodes: int = 0
    critics: int = 0

    @property
    def did_you_know(self) -> int:
        """All that the did-you-know screen shows."""
        return (
            self.trivia + self.goofs + self.quotes + self.connections + self.soundtrack + self.crazy_credits + self.versions
        )


@dataclass(frozen=True, slots=True)
class TitlePage:
    """A title page's head and overview; the screens of single sections read more."""

    card: TitleCard
    original_title: str
    is_adult: bool
    rating_as_of: str
    certificate: str
    release: Fact | None
    """First release at home: ``kind`` country, ``value`` ISO date."""
    plot: str
    directors: tuple[Credit, ...]
    writers: tuple[Credit, ...]
    cast: tuple[Credit, ...]
    """First billed; all credits are on the cast screen."""
    awards: tuple[Award, ...]
    trivia: Item | None
    review: Review | None
    similar: tuple[Similar, ...]
    counts: Counts
    diary: tuple[DiaryEntry, ...]
    move: Move | None = None
    series: TitleCard | None = None
    season: int | None = None
    episode: int | None = None
    before: Episode | None = None
    after: Episode | None = None
    """An episode's neighbours; of a series, ``after`` is the next one that the viewer has not seen."""
    own_review: bool = False
    note: str = ""
    """The viewer's private note."""
    owned: tuple[Owned, ...] = ()
    """Where the viewer has it."""
    source: str = ""
    """Where the core record is from: ``Matinee``, ``IMDb data sets of 2026-11-15``."""
    glance: Glance = field(default_factory=lambda: Glance())
    """The first of its sections."""
    plot_from: str = ""
    """The source of the plot, where it is not the catalogue's."""


@dataclass(frozen=True, slots=True)
class Storyline:
    """Summaries, synopsis, keywords, taglines, certificates, advice."""

    plots: tuple[Item, ...] = ()
    keywords: tuple[str, ...] = ()
    taglines: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    certificates: tuple[Fact, ...] = ()
    advisory: tuple[Item, ...] = ()
    sources: tuple[str, ...] = ()
    """Where entries of sources are from, as it is shown."""


@dataclass(frozen=True, slots=True)
class Details:
    """Countries, languages, releases, akas, locations, business, companies, technical."""

    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    releases: tuple[Fact, ...] = ()
    akas: tuple[Aka, ...] = ()
    locations: tuple[Fact, ...] = ()
    business: tuple[Fact, ...] = ()
    companies: tuple[Fact, ...] = ()
    technical: tuple[Fact, ...] = ()
    literature: tuple[Fact, ...] = ()
    links: tuple[Fact, ...] = ()
    sources: tuple[str, ...] = ()
    """Where entries of sources are from, as it is shown."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a title's overview shows of its sections: the first of each that does not tell the ending."""

    story: Item | None = None
    stories: int = 0
    """Summaries and synopses."""
    keywords: tuple[str, ...] = ()
    taglines: tuple[str, ...] = ()
    certificates: tuple[Fact, ...] = ()
    details: Details = Details()
    goof: Item | None = None
    quote: Quote | None = None
    connection: Connection | None = None
    song: Song | None = None
    question: Question | None = None
    consensus: Item | None = None
    lists: tuple[str, ...] = ()
    """Names of the first lists of the catalogue that hold it."""


@dataclass(frozen=True, slots=True)
class DidYouKnow:
    """Trivia, goofs, quotes, connections, soundtrack, crazy credits, alternate versions, questions."""

    trivia: tuple[Item, ...] = ()
    goofs: tuple[Item, ...] = ()
    quotes: tuple[Quote, ...] = ()
    connections: tuple[Connection, ...] = ()
    soundtrack: tuple[Song, ...] = ()
    crazy_credits: tuple[Item, ...] = ()
    versions: tuple[Item, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[str, ...] = ()
    """Where entries of sources are from, as it is shown."""


@dataclass(frozen=True, slots=True)
class Role:
    """One line of a filmography: a title and what the person did there."""

    card: TitleCard
    category: str
    job: str | None = None
    character: str | None = None
    credited_as: str | None = None


@dataclass(frozen=True, slots=True)
class CoStar:
    """Somebody who shares titles with a person."""

    person: PersonCard
    together: int
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person's page."""

    card: PersonCard
    also_known_as: tuple[str, ...]
    biography: tuple[Item, ...]
    known_for: tuple[TitleCard, ...]
    roles: tuple[Role, ...]
    """The filmography, by category as in IMDb and newest first within it."""
    co_stars: tuple[CoStar, ...]
    seen: int
    """How many of the titles the viewer has seen or rated."""
    followed: bool = False
    note: str = ""
    """The viewer's private note."""
    awards: tuple[tuple[TitleCard, Award], ...] = ()


@dataclass(frozen=True, slots=True)
class Owned:
    """A place where the viewer has a title: ``location`` is a path (``medium`` is ``file``) or a ``shelf``, to be shown;
    ``path`` is it byte by byte.
    """

    id: int
    medium: str
    location: str
    path: bytes = b""
    size: int | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the viewer did, as history shows it."""

    id: int
    at: str
    kind: str
    sentence: str
    title_id: int | None = None
    undone: bool = False
    can_undo: bool = True


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What was read into the catalogue."""

    kind: str
    name: str
    location: str
    dated: str
    read_at: str
    rows_read: int
    rows_refused: int
    note: str = ""
