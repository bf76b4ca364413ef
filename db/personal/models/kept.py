"""What is kept beside the viewer's records, not under the journal: texts that were replaced, drafts, visits, choices."""

from __future__ import annotations

from sqlmodel import Field

from db.personal.models.base import ONCE, PersonalModel, title_column, uid_column


class MyReviewVersion(PersonalModel, table=True):
    """A text that is no longer what stands: a review before an edit or a deletion, a draft that was thrown away.

    Kept for good: undo and redo leave it. Triggers write those of reviews (:data:`db.personal.ddl.KEEP_TEXTS`).
    """

    __tablename__ = "said_review_version"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    my_id: int = title_column(index=True)
    review_uid: str | None = Field(default=None, index=True)
    kind: str = Field(default="review", description="review or draft")
    headline: str = ""
    text: str
    spoiler: int = 0
    saved_at: str


class MyDraft(PersonalModel, table=True):
    """An unfinished review, saved as it is typed."""

    __tablename__ = "said_draft"
    my_id: int = title_column(primary_key=True)
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
