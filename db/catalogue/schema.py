"""The tables of ``catalogue.db`` as SQLModel models, and the views that keep its documents open to SQL.

The core (credits, filmographies, akas) is stored as one JSON document a title or person, read whole as a page needs it:
at IMDb's size a row per principal would cost 2.5 times the import and twice the file. The sections of a title page are
ordinary tables, each row with its ``source_id``. ``docs/schema.md`` documents the public face.

Importing this module imports SQLModel (half a second on a first start): a catalogue is made from ``schema.sql``, the same
tables written out (:mod:`db.catalogue.ddl`). After a change here write it anew: ``python -m db.catalogue.script``.
"""

from __future__ import annotations

from sqlalchemy import Column, Computed, Index, Text, text
from sqlmodel import Field, MetaData, SQLModel


class CatalogueModel(SQLModel):
    """Base of every table in ``catalogue.db``; a metadata of its own keeps the two files apart."""

    metadata = MetaData()


class Source(CatalogueModel, table=True):
    """What was read: kind (``starter``, ``imdb``, ``list``, ``pack``), from where, of what date, with what result."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    location: str | None = None
    dated: str | None = Field(default=None, description="the data's own date, ISO")
    read_at: str = Field(description="when it was read, ISO, UTC")
    rows_read: int = 0
    rows_refused: int = 0
    note: str | None = None


class Fact(CatalogueModel, table=True):
    """Facts about the catalogue itself by key: ``build`` (random: another in every build), ``built_at``, ``ranked_by``
    (``votes`` or ``acclaim``), counts.
    """

    key: str = Field(primary_key=True)
    value: str


class FormerTitle(CatalogueModel, table=True):
    """What a title without an id of IMDb's has become: every import knows those of the imports before."""

    __tablename__ = "former_title"
    old_id: int = Field(primary_key=True)
    new_id: int


class FormerPerson(CatalogueModel, table=True):
    """What a person without an id of IMDb's has become."""

    __tablename__ = "former_person"
    old_id: int = Field(primary_key=True)
    new_id: int


class DoubtfulTitle(CatalogueModel, table=True):
    """A title that a title without an id of IMDb's may be."""

    __tablename__ = "doubtful_title"
    old_id: int = Field(primary_key=True)
    candidate_id: int = Field(primary_key=True)


# -- core ----------------------------------------------------------------------------------------------------------


class Title(CatalogueModel, table=True):
    """A film, series, episode, short or game. ``original`` is null where it equals ``title``; read ``original_title``."""

    id: int = Field(primary_key=True, description="the number of the tconst; negative where there is none")
    kind: str
    title: str
    original: str | None = None
    original_title: str | None = Field(
        default=None, sa_column=Column(Text, Computed("coalesce(original, title)", persisted=False))
    )
    year: int | None = None
    end_year: int | None = None
    runtime_minutes: int | None = None
    is_adult: int = 0
    average_rating: float | None = None
    num_votes: int | None = None
    rating_as_of: str | None = Field(default=None, description="date or year of the rating, ISO")
    genres: str | None = Field(default=None, description="joined by commas")
    acclaim: int | None = Field(
        default=None, description="order where there are no votes: polls and prizes, see seed.acclaim"
    )
    series_id: int | None = None
    season: int | None = None
    episode: int | None = None

    __table_args__ = (
        Index("title_series", "series_id", "season", "episode", sqlite_where=Column("series_id").is_not(None)),
    )


class Person(CatalogueModel, table=True):
    """Anyone credited. ``known_for`` holds title ids, ``professions`` IMDb's words, both joined by commas."""

    id: int = Field(primary_key=True, description="the number of the nconst; negative where there is none")
    name: str
    birth_year: int | None = None
    death_year: int | None = None
    professions: str | None = None
    known_for: str | None = None


class Category(CatalogueModel, table=True):
    """The codes by which the documents below name a credit's category (``actress``, ``director``, …)."""

    code: int = Field(primary_key=True)
    name: str = Field(unique=True)


class CreditDocument(CatalogueModel, table=True):
    """A title's credits in order: ``[[person_id, category code, character, job, credited as], …]``, trailing nulls cut."""

    __tablename__ = "credit_document"
    title_id: int = Field(primary_key=True)
    credits: str


class FilmographyDocument(CatalogueModel, table=True):
    """A person's titles, the most noted first: ``[title_id * 256 + category code, …]``."""

    __tablename__ = "filmography_document"
    person_id: int = Field(primary_key=True)
    titles: str


class AkaDocument(CatalogueModel, table=True):
    """A title's other names: ``[[title, region, language, types, attributes], …]``, trailing nulls cut."""

    __tablename__ = "aka_document"
    title_id: int = Field(primary_key=True)
    akas: str


class PersonAka(CatalogueModel, table=True):
    """A name under which a person has also been credited."""

    __tablename__ = "person_aka"
    person_id: int = Field(primary_key=True)
    name: str = Field(primary_key=True)


# -- sections: every row belongs to a title and says its source ------------------------------------------------------


class Section(CatalogueModel):
    """What all rows of a section share. ``id`` gives the order in which the source had them."""

    id: int | None = Field(default=None, primary_key=True)
    title_id: int = Field(index=True)
    source_id: int


class Plot(Section, table=True):
    """``kind`` is ``outline`` (the plot line), ``summary`` (the storyline) or ``synopsis`` (tells the ending)."""

    kind: str
    text: str
    author: str | None = None


class Keyword(Section, table=True):
    """A plot keyword."""

    keyword: str = Field(index=True)


class Tagline(Section, table=True):
    """An advertising line."""

    text: str


class Country(Section, table=True):
    """A country of production."""

    country: str


class Language(Section, table=True):
    """A language spoken."""

    language: str
    note: str | None = None


class Certificate(Section, table=True):
    """A country's classification."""

    country: str
    certificate: str
    note: str | None = None


class ContentAdvisory(Section, table=True):
    """Why a certificate was given; ``topic`` such as ``violence``."""

    __tablename__ = "content_advisory"
    topic: str
    text: str
    spoiler: int = 0


class ReleaseDate(Section, table=True):
    """``date`` is ISO, shortened to what is known (``1948-09-06``, ``1948-09``, ``1948``)."""

    __tablename__ = "release_date"
    country: str
    date: str
    note: str | None = None

    __table_args__ = (Index("release_date_day", text("substr(date, 6)")),)


class Location(Section, table=True):
    """Where it was filmed."""

    place: str
    note: str | None = None


class Business(Section, table=True):
    """``kind``: ``budget``, ``gross``, ``opening weekend``, ``rentals``, ``admissions``; ``amount`` in whole units."""

    kind: str
    currency: str | None = None
    amount: int | None = None
    place: str | None = None
    date: str | None = None
    note: str | None = None


class Company(Section, table=True):
    """``kind``: ``production``, ``distribution``, ``effects``, ``other``."""

    kind: str
    name: str
    note: str | None = None


class Technical(Section, table=True):
    """``kind``: ``sound mix``, ``colour``, ``aspect ratio``, ``negative``, ``printed``, ``runtime``, …"""

    kind: str
    value: str
    note: str | None = None


class Trivia(Section, table=True):
    """One item of trivia."""

    text: str
    spoiler: int = 0


class Goof(Section, table=True):
    """``kind``: ``continuity``, ``fact``, …, ``not a goof``."""

    kind: str
    text: str
    spoiler: int = 0


class Quote(Section, table=True):
    """One exchange: ``lines`` is JSON, ``[[speaker or null, words], …]``."""

    lines: str
    spoiler: int = 0


class Connection(Section, table=True):
    """``kind`` as in ``follows``, ``referenced in``; ``other_id`` is null where the other title is not in the catalogue."""

    kind: str
    other_id: int | None = Field(default=None, index=True)
    other_title: str
    other_year: int | None = None
    note: str | None = None


class Soundtrack(Section, table=True):
    """A song with its credit lines, joined by newlines."""

    song: str
    credits: str | None = None


class CrazyCredit(Section, table=True):
    """An oddity of the credits."""

    __tablename__ = "crazy_credit"
    text: str
    spoiler: int = 0


class AlternateVersion(Section, table=True):
    """A cut that differs."""

    __tablename__ = "alternate_version"
    text: str
    spoiler: int = 0


class Award(Section, table=True):
    """One nomination. ``people`` is JSON, ``[[name, person_id or null], …]``; ``won`` is 1 or 0."""

    event: str = Field(description="Oscar, Cannes, BAFTA, …")
    year: int | None = Field(default=None, description="of the ceremony")
    category: str | None = None
    won: int = 0
    people: str = "[]"
    note: str | None = None


class Review(Section, table=True):
    """Somebody's review; the starter's are the house's own, signed Matinee. ``helpful`` of ``voted`` where known."""

    headline: str | None = None
    rating: int | None = None
    author: str | None = None
    place: str | None = None
    date: str | None = None
    text: str
    spoiler: int = 0
    helpful: int | None = None
    voted: int | None = None


class Similar(Section, table=True):
    """More like this, best first, with its reason."""

    other_id: int
    score: float
    reason: str | None = None


class Question(Section, table=True):
    """A frequently asked question."""

    question: str
    answer: str
    spoiler: int = 0


class Thread(Section, table=True):
    """A thread of dated notes; ``notes`` is JSON, ``[[author, date, text], …]``."""

    subject: str
    notes: str


class News(Section, table=True):
    """An item that mentions this title."""

    headline: str
    text: str | None = None
    outlet: str | None = None
    date: str | None = None
    address: str | None = None


class Literature(Section, table=True):
    """Novels, screenplays, interviews and essays about a title (``kind``: ``novel``, ``adapted work``, ``essay``, …)."""

    kind: str
    text: str


class TrailerLink(Section, table=True):
    """An address of a trailer or of the film's own site."""

    __tablename__ = "link"
    kind: str
    label: str | None = None
    address: str


class Biography(CatalogueModel, table=True):
    """A fact about a person: ``kind`` ``biography``, ``birth place``, ``trivia``, ``quote``, ``height``, …"""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True)
    source_id: int
    kind: str
    text: str


class CatalogueList(CatalogueModel, table=True):
    """A built-in or imported list. ``ranked`` is 1 where the order means something."""

    __tablename__ = "list"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    author: str | None = None
    about: str | None = None
    dated: str | None = None
    ranked: int = 0
    source_id: int


class CatalogueListEntry(CatalogueModel, table=True):
    """A film on a list; ``score`` is the list's own figure, such as votes in a poll."""

    __tablename__ = "list_entry"
    list_id: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    title_id: int = Field(index=True)
    score: int | None = None
    note: str | None = None
