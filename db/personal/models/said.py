"""What the viewer says, all of it under the journal."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from db.personal.models.base import ONCE, PersonalModel, person_column, title_column, uid_column


class MyRating(PersonalModel, table=True):
    """The viewer's rating, 1 to 10."""

    __tablename__ = "said_rating"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 10", name="rating_1_to_10"),)
    my_id: int = title_column(primary_key=True)
    uid: str = uid_column()
    value: int
    rated_at: str


class MyLike(PersonalModel, table=True):
    """A ♥ on a title."""

    __tablename__ = "said_like"
    my_id: int = title_column(primary_key=True)
    uid: str = uid_column()
    liked_at: str


class MyFavourite(PersonalModel, table=True):
    """One of the viewer's four favourites, in their order."""

    __tablename__ = "said_favourite"
    __table_args__ = (CheckConstraint("place BETWEEN 1 AND 4", name="four_favourites"),)
    place: int = Field(primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    chosen_at: str


class MySeasonRating(PersonalModel, table=True):
    """The viewer's rating of a season: the title is the series."""

    __tablename__ = "said_season"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 10", name="season_rating_1_to_10"),)
    my_id: int = title_column(primary_key=True)
    season: int = Field(primary_key=True)
    uid: str = uid_column()
    value: int
    rated_at: str


class MySeriesState(PersonalModel, table=True):
    """How the viewer stands with a series: ``under way``, ``paused``, ``dropped`` or ``finished``."""

    __tablename__ = "said_state"
    __table_args__ = (CheckConstraint("state IN ('under way', 'paused', 'dropped', 'finished')", name="series_state"),)
    my_id: int = title_column(primary_key=True)
    uid: str = uid_column()
    state: str
    since: str


class MyList(PersonalModel, table=True):
    """A list: ``kind`` is ``watchlist`` (there is one), ``list`` or ``smart`` (``query`` is a saved search)."""

    __tablename__ = "my_list"
    __table_args__ = (
        CheckConstraint("kind IN ('watchlist', 'list', 'smart')", name="list_kind"),
        Index("my_list_one_watchlist", "kind", unique=True, sqlite_where=text("kind = 'watchlist'")),
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    kind: str = "list"
    name: str = Field(unique=True)
    about: str = ""
    query: str | None = None
    position: float = 0.0
    ranked: int = 0
    created_at: str


class MyListEntry(PersonalModel, table=True):
    """A title or a person on a list. ``position`` is a fraction, so that an entry moves without touching the others."""

    __tablename__ = "said_list_entry"
    __table_args__ = (
        UniqueConstraint("list_id", "my_id", name="title_once_a_list"),
        UniqueConstraint("list_id", "my_person_id", name="person_once_a_list"),
        CheckConstraint("(my_id IS NULL) <> (my_person_id IS NULL)", name="title_or_person"),
        ForeignKeyConstraint(["list_id"], ["my_list.id"], ondelete="CASCADE"),
        Index("said_list_entry_order", "list_id", "position"),
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    list_id: int
    my_id: int | None = title_column(default=None, index=True)
    my_person_id: int | None = person_column(default=None, index=True)
    position: float
    note: str = ""
    added_at: str


class MyDiary(PersonalModel, table=True):
    """One viewing, of a day or (null) of a day unknown. All else is optional.

    ``rewatch`` is null where it follows from the other viewings. ``rating`` and ``liked`` are as they were that day, ``tags``
    a JSON array, ``stopped_at`` the minute at which the viewer gave up or paused. Its review is a :class:`MyReview`.
    """

    __tablename__ = "said_diary"
    __table_args__ = (
        CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 10", name="diary_rating_1_to_10"),
        Index("said_diary_day", "watched_on"),
        Index("said_diary_title", "my_id", "stopped_at", "watched_on"),  # all that a mark needs
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column()
    watched_on: str | None = None
    rewatch: int | None = None
    rating: int | None = None
    liked: int | None = None
    tags: str = "[]"
    place: str = ""
    company: str = ""
    stopped_at: int | None = None
    note: str = ""
    logged_at: str


class MyReview(PersonalModel, table=True):
    """A review of the viewer's as it stands now; a title may have several, and one may belong to a viewing."""

    __tablename__ = "said_review"
    __table_args__ = (
        ForeignKeyConstraint(["viewing_id"], ["said_diary.id"], ondelete="SET NULL"),
        Index("said_review_viewing", "viewing_id"),
        ONCE,
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    viewing_id: int | None = None
    headline: str = ""
    text: str
    spoiler: int = 0
    written_at: str
    edited_at: str


class MyReviewVote(PersonalModel, table=True):
    """Whether the viewer found a review helpful; ``review`` is a digest of its text, so that it survives an import."""

    __tablename__ = "said_vote"
    my_id: int = title_column(primary_key=True)
    review: str = Field(primary_key=True)
    uid: str = uid_column()
    helpful: int


class MyTag(PersonalModel, table=True):
    """A word the viewer put on a title."""

    __tablename__ = "said_tag"
    __table_args__ = (UniqueConstraint("my_id", "tag", name="tag_once_a_title"), Index("said_tag_word", "tag"), ONCE)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column()
    tag: str


class MyNote(PersonalModel, table=True):
    """A private note on a title or a person."""

    __tablename__ = "said_note"
    __table_args__ = (CheckConstraint("(my_id IS NULL) <> (my_person_id IS NULL)", name="note_title_or_person"), ONCE)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int | None = title_column(default=None, unique=True)
    my_person_id: int | None = person_column(default=None, unique=True)
    text: str
    edited_at: str


class MyHidden(PersonalModel, table=True):
    """A title the viewer does not want suggested under another (or, with ``under_id`` null, anywhere)."""

    __tablename__ = "said_hidden"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    under_id: int | None = title_column(default=None, index=True)


class MyCorrection(PersonalModel, table=True):
    """A field corrected or an entry added to a section, kept apart from the catalogue; ``value`` is JSON."""

    __tablename__ = "said_correction"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    section: str
    value: str
    made_at: str


class MyFollow(PersonalModel, table=True):
    """A person whose new films the viewer wants to hear of."""

    __tablename__ = "said_follow"
    my_person_id: int = person_column(primary_key=True)
    uid: str = uid_column()
    followed_at: str


class MyOwned(PersonalModel, table=True):
    """A file or shelf of the viewer's that holds a title.

    ``raw`` has the bytes of a path, in hexadecimal, where ``location`` cannot say them; ``size`` (bytes) and ``fingerprint``
    find a file again that has moved.
    """

    __tablename__ = "said_owned"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    medium: str = "file"
    location: str
    raw: str | None = None
    size: int | None = None
    fingerprint: str | None = None
    note: str = ""
    added_at: str


class MyThread(PersonalModel, table=True):
    """A thread of the viewer's own on a title's board."""

    __tablename__ = "said_thread"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    subject: str
    notes: str = Field(default="[]", description="JSON, [[date, text], …]")
    edited_at: str


class MyDuel(PersonalModel, table=True):
    """This or that: the viewer preferred ``winner_id`` to ``loser_id``."""

    __tablename__ = "said_duel"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    winner_id: int = title_column()
    loser_id: int = title_column()
    judged_at: str


class MyDecision(PersonalModel, table=True):
    """Which title a row of somebody's export means: remembered for the next import."""

    __tablename__ = "my_decision"
    origin: str = Field(primary_key=True, description="letterboxd, imdb, …")
    key: str = Field(primary_key=True)
    uid: str = uid_column()
    my_id: int | None = title_column(default=None)
    decided_at: str


class MyUnmatched(PersonalModel, table=True):
    """A row of an import that named no title for sure; waits here with its original text."""

    __tablename__ = "my_unmatched"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    origin: str
    row: str
    candidates: str = "[]"
    seen_at: str
