"""Whom and what the viewer's records are about, and which title or person of the catalogue that is now."""

from __future__ import annotations

from sqlalchemy import Column, Computed, Index, Integer, UniqueConstraint, text
from sqlmodel import Field

from db.personal.models.base import ONCE, PersonalModel, uid_column

#: A title or person that nothing gives an id is shown under a number below all others.
_SHOWN = "coalesce({0}, said_id, -1000000000000000 - id)"


class MyTitle(PersonalModel, table=True):
    """A title of which the viewer has said something, as it was called then. A name, not a statement: undo leaves it.

    ``title_id`` is the catalogue's title that it is now (null while it has no place there), ``said_id`` the one under which
    it was first said, ``shown_id`` what screens know it by. Several rows may be one title now. ``decided_by`` is ``id``,
    ``former`` (the catalogue says what became of an id), ``name``, ``viewer`` or ``none``. ``twin`` is 1 while another row is
    the same title, which triggers see to.
    """

    __tablename__ = "my_title"
    __table_args__ = (Index("my_title_twins", "twin", sqlite_where=text("twin = 1")), ONCE)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    title_id: int | None = Field(default=None, index=True)
    said_id: int | None = None
    shown_id: int | None = Field(
        default=None, sa_column=Column(Integer, Computed(_SHOWN.format("title_id"), persisted=False), index=True)
    )
    title: str
    year: int | None = None
    kind: str = "movie"
    decided_by: str = "id"
    twin: int = 0


class MyPerson(PersonalModel, table=True):
    """A person of whom the viewer has said something, as :class:`MyTitle` is for titles; ``year`` is that of birth."""

    __tablename__ = "my_person"
    __table_args__ = (ONCE,)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = uid_column()
    person_id: int | None = Field(default=None, index=True)
    said_id: int | None = None
    shown_id: int | None = Field(
        default=None, sa_column=Column(Integer, Computed(_SHOWN.format("person_id"), persisted=False), index=True)
    )
    name: str
    year: int | None = None
    decided_by: str = "id"


class MyAnswer(PersonalModel, table=True):
    """Which title or person of the catalogue the viewer says a :class:`MyTitle` or :class:`MyPerson` is: null for none of
    those offered, which ``refused`` lists (JSON). ``subject_uid`` is that row's uid.
    """

    __tablename__ = "my_answer"
    subject_uid: str = Field(primary_key=True)
    uid: str = uid_column()
    subject: str = "title"
    answer_id: int | None = None
    refused: str = "[]"
    answered_at: str


class MyQuestion(PersonalModel, table=True):
    """A title or person in doubt: which of ``candidates`` (JSON) is it? Written anew by each reconciling."""

    __tablename__ = "my_question"
    __table_args__ = (UniqueConstraint("subject", "my_id", name="asked_once"), ONCE)
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(description="title or person")
    my_id: int = Field(description="of my_title or my_person")
    candidates: str = "[]"
    asked_at: str


class MyReconciled(PersonalModel, table=True):
    """With which catalogue the titles and people were last reconciled, and up to which of them. One row.

    ``answers`` is counted up by triggers with every answer given or taken back; ``heard`` is how many of those the last
    reconciling knew.
    """

    __tablename__ = "my_reconciled"
    one: int = Field(primary_key=True, default=1)
    build: str = ""
    titles: int = Field(default=0, description="the highest id of my_title that was looked at")
    people: int = 0
    answers: int = 0
    heard: int = 0
