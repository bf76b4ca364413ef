"""The tables of ``personal.db`` as SQLModel models, checks and foreign keys in the schema.

What the viewer says hangs on a :class:`MyTitle`, which keeps the film's name and year: it is shown and exported even when
the catalogue does not hold the film. Times are ISO strings in UTC with milliseconds (``2026-05-03T20:15:00.000Z``); days
are ISO dates of the viewer's own calendar. Every table in :data:`JOURNALLED` is under the journal's triggers.

Importing this module imports SQLModel (0.2 s): reading does not need it.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, MetaData, SQLModel


class PersonalModel(SQLModel):
    """Base of every table in ``personal.db``."""

    metadata = MetaData()


#: For tables with ids of their own: an id is never given twice, so that a row which undo brings back finds its place free.
ONCE = {"sqlite_autoincrement": True}


class MyTitle(PersonalModel, table=True):
    """A title of which the viewer has said something, as it was called then. A name, not a statement: undo leaves it."""

    __tablename__ = "my_title"
    title_id: int = Field(primary_key=True)
    title: str
    year: int | None = None
    kind: str = "movie"


class MyRating(PersonalModel, table=True):
    """The viewer's rating, 1 to 10."""

    __tablename__ = "my_rating"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 10", name="rating_1_to_10"),)
    title_id: int = Field(primary_key=True, foreign_key="my_title.title_id")
    value: int
    rated_at: str


class MyList(PersonalModel, table=True):
    """A list: ``kind`` is ``watchlist`` (there is one), ``list`` or ``smart`` (``query`` is a saved search)."""

    __tablename__ = "my_list"
    __table_args__ = (
        CheckConstraint("kind IN ('watchlist', 'list', 'smart')", name="list_kind"),
        Index("my_list_one_watchlist", "kind", unique=True, sqlite_where=text("kind = 'watchlist'")),
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str = "list"
    name: str = Field(unique=True)
    about: str = ""
    query: str | None = None
    position: float = 0.0
    created_at: str


class MyListEntry(PersonalModel, table=True):
    """A title on a list. ``position`` is a fraction, so that an entry moves without touching the others."""

    __tablename__ = "my_list_entry"
    __table_args__ = (
        UniqueConstraint("list_id", "title_id", name="once_a_list"),
        ForeignKeyConstraint(["list_id"], ["my_list.id"], ondelete="CASCADE"),
        Index("my_list_entry_order", "list_id", "position"),
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    list_id: int
    title_id: int = Field(foreign_key="my_title.title_id", index=True)
    position: float
    note: str = ""
    added_at: str


class MyDiary(PersonalModel, table=True):
    """One viewing. ``stopped_at`` is the minute at which the viewer gave up or paused; ``rating`` as it was that day."""

    __tablename__ = "my_diary"
    __table_args__ = (
        CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 10", name="diary_rating_1_to_10"),
        Index("my_diary_day", "watched_on"),
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    title_id: int = Field(foreign_key="my_title.title_id", index=True)
    watched_on: str
    rewatch: int = 0
    rating: int | None = None
    place: str = ""
    company: str = ""
    stopped_at: int | None = None
    note: str = ""
    logged_at: str


class MyReview(PersonalModel, table=True):
    """The viewer's review of a title as it stands now; one a title."""

    __tablename__ = "my_review"
    title_id: int = Field(primary_key=True, foreign_key="my_title.title_id")
    headline: str = ""
    text: str
    spoiler: int = 0
    written_at: str
    edited_at: str


class MyReviewVersion(PersonalModel, table=True):
    """A review as it stood before an edit; written once, never changed."""

    __tablename__ = "my_review_version"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    title_id: int = Field(foreign_key="my_title.title_id", index=True)
    headline: str = ""
    text: str
    spoiler: int = 0
    saved_at: str


class MyReviewVote(PersonalModel, table=True):
    """Whether the viewer found a review helpful; ``review`` is a digest of its text, so that it survives an import."""

    __tablename__ = "my_review_vote"
    title_id: int = Field(primary_key=True, foreign_key="my_title.title_id")
    review: str = Field(primary_key=True)
    helpful: int


class MyTag(PersonalModel, table=True):
    """A word the viewer put on a title."""

    __tablename__ = "my_tag"
    title_id: int = Field(primary_key=True, foreign_key="my_title.title_id")
    tag: str = Field(primary_key=True)


class MyNote(PersonalModel, table=True):
    """A private note on a title (``subject`` ``title``) or a person (``person``)."""

    __tablename__ = "my_note"
    subject: str = Field(primary_key=True)
    subject_id: int = Field(primary_key=True)
    text: str
    edited_at: str


class MyHidden(PersonalModel, table=True):
    """A title the viewer does not want suggested under another (or, with ``under`` 0, anywhere)."""

    __tablename__ = "my_hidden"
    title_id: int = Field(primary_key=True, foreign_key="my_title.title_id")
    under: int = Field(primary_key=True, default=0)


class MyCorrection(PersonalModel, table=True):
    """A field corrected or an entry added to a section, kept apart from the catalogue; ``value`` is JSON."""

    __tablename__ = "my_correction"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    title_id: int = Field(foreign_key="my_title.title_id", index=True)
    section: str
    value: str
    made_at: str


class MyFollow(PersonalModel, table=True):
    """A person whose new films the viewer wants to hear of."""

    __tablename__ = "my_follow"
    person_id: int = Field(primary_key=True)
    name: str
    followed_at: str


class MyOwned(PersonalModel, table=True):
    """A file or shelf of the viewer's that holds a title."""

    __tablename__ = "my_owned"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    title_id: int = Field(foreign_key="my_title.title_id", index=True)
    medium: str = "file"
    location: str
    note: str = ""
    added_at: str


class MyThread(PersonalModel, table=True):
    """A thread of the viewer's own on a title's board."""

    __tablename__ = "my_thread"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    title_id: int = Field(foreign_key="my_title.title_id", index=True)
    subject: str
    notes: str = Field(default="[]", description="JSON, [[date, text], …]")
    edited_at: str


class MyDuel(PersonalModel, table=True):
    """This or that: the viewer preferred ``winner_id`` to ``loser_id``."""

    __tablename__ = "my_duel"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    winner_id: int = Field(foreign_key="my_title.title_id")
    loser_id: int = Field(foreign_key="my_title.title_id")
    judged_at: str


class MyDecision(PersonalModel, table=True):
    """Which title a row of somebody's export means: remembered for the next import."""

    __tablename__ = "my_decision"
    origin: str = Field(primary_key=True, description="letterboxd, imdb, …")
    key: str = Field(primary_key=True)
    title_id: int | None = None
    decided_at: str


class MyUnmatched(PersonalModel, table=True):
    """A row of an import that named no title for sure; waits here with its original text."""

    __tablename__ = "my_unmatched"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    origin: str
    row: str
    candidates: str = "[]"
    seen_at: str


# -- not under the journal -----------------------------------------------------------------------------------------


class MyDraft(PersonalModel, table=True):
    """An unfinished review, saved as it is typed."""

    __tablename__ = "my_draft"
    title_id: int = Field(primary_key=True)
    headline: str = ""
    text: str = ""
    spoiler: int = 0
    saved_at: str


class MyVisit(PersonalModel, table=True):
    """A title or person page last opened: what "continue" on the home screen shows."""

    __tablename__ = "my_visit"
    subject: str = Field(primary_key=True)
    subject_id: int = Field(primary_key=True)
    name: str
    year: int | None = None
    visited_at: str = Field(index=True)


class MyChoice(PersonalModel, table=True):
    """What the program remembers for the viewer: theme, sort and filter of a list."""

    __tablename__ = "my_choice"
    key: str = Field(primary_key=True)
    value: str


class JournalAction(PersonalModel, table=True):
    """One thing the viewer did, which one undo takes back. ``undone_at`` is set while it is undone, ``undone_turn`` counts
    the undoings: redo takes the highest first.
    """

    __tablename__ = "journal_action"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    at: str
    kind: str = Field(description="rate, watchlist, list, log, review, import, …")
    sentence: str = Field(description="what was done, as history shows it")
    title_id: int | None = None
    origin: str = Field(default="", description="the machine that did it")
    undone_at: str | None = None
    undone_turn: int | None = None
    dropped: int = Field(default=0, description="1 once a later action has made redo impossible")


class JournalChange(PersonalModel, table=True):
    """One row before and after, as JSON objects; null where it did not exist. Written by triggers alone."""

    __tablename__ = "journal_change"
    __table_args__ = (Index("journal_change_row", "table_name", "row_key"), ONCE)
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="journal_action.id", index=True)
    table_name: str
    row_key: str = Field(description="the row's primary key, a JSON array")
    before: str | None = None
    after: str | None = None


class JournalNow(PersonalModel, table=True):
    """The action that is being written; the triggers read it. At most one row, none outside a transaction; 0 while the
    journal itself plays changes back, which are not written down again.
    """

    __tablename__ = "journal_now"
    one: int = Field(primary_key=True, default=1)
    action_id: int


#: Tables whose every change is journalled.
JOURNALLED: tuple[type[PersonalModel], ...] = (
    MyRating, MyList, MyListEntry, MyDiary, MyReview, MyReviewVersion, MyReviewVote, MyTag, MyNote, MyHidden,
    MyCorrection, MyFollow, MyOwned, MyThread, MyDuel, MyDecision, MyUnmatched,
)  # fmt: skip
