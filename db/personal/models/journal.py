"""The journal: what was done, and every row before and after."""

from __future__ import annotations

from sqlalchemy import Index
from sqlmodel import Field

from db.personal.models.base import ONCE, PersonalModel, uid_column


class JournalAction(PersonalModel, table=True):
    """One thing the viewer did, which one undo takes back. ``undone_at`` is set while it is undone, ``undone_turn`` counts
    the undoings: redo takes the highest first. The journal is never shortened.
    """

    __tablename__ = "journal_action"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    at: str
    kind: str = Field(description="rate, watchlist, list, log, review, import, …")
    sentence: str = Field(description="what was done, as history shows it")
    my_id: int | None = Field(default=None, description="the title it was about")
    origin: str = Field(default="", description="the installation that did it")
    undone_at: str | None = None
    undone_turn: int | None = None
    turned_at: str | None = Field(default=None, description="when it was last undone or done again")
    dropped: int = Field(default=0, description="1 once a later action has made redo impossible")


class JournalChange(PersonalModel, table=True):
    """One row before and after, as JSON objects; null where it did not exist. Written by triggers alone.

    ``row_key`` is the row's uid: the latest change of a uid that is not undone says whether the row is deleted, for ever.
    """

    __tablename__ = "journal_change"
    __table_args__ = (Index("journal_change_row", "table_name", "row_key"), ONCE)
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="journal_action.id", index=True)
    table_name: str
    row_key: str
    before: str | None = None
    after: str | None = None


class JournalNow(PersonalModel, table=True):
    """The action that is being written; the triggers read it. At most one row, none outside a transaction; 0 while the
    journal itself plays changes back, which are not written down again.
    """

    __tablename__ = "journal_now"
    one: int = Field(primary_key=True, default=1)
    action_id: int
