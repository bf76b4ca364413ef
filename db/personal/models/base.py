"""What the models of ``personal.db`` have in common: their metadata, uids, and the key that names a title."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from sqlalchemy import text
from sqlmodel import Field, MetaData, SQLModel


class PersonalModel(SQLModel):
    """Base of every table in ``personal.db``."""

    metadata = MetaData()


#: For tables with ids of their own: an id is never given twice, so that a row which undo brings back finds its place free.
ONCE = {"sqlite_autoincrement": True}


def uid_column() -> Any:
    """A row's uid; random unless it is given."""
    return Field(
        default_factory=lambda: token_hex(16),
        unique=True,
        sa_column_kwargs={"server_default": text("(lower(hex(randomblob(16))))")},
    )


def title_column(**options: Any) -> Any:
    """The id of a row of ``my_title``."""
    return Field(foreign_key="my_title.id", **options)


def person_column(**options: Any) -> Any:
    """The id of a row of ``my_person``."""
    return Field(foreign_key="my_person.id", **options)
