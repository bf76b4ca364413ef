"""A database's script: statements in a file beside their models, parted by blank lines, and how models are written out as such.

A new database is made from its script, which needs no SQLModel; a test holds the script to the models.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Column, MetaData
    from sqlalchemy.schema import ExecutableDDLElement


def statements(script: Path) -> list[str]:
    """The statements of a script, in their order."""
    return script.read_text(encoding="utf-8").strip().split("\n\n")


def run(con: sqlite3.Connection, wanted: Iterable[str]) -> None:
    """Carry out statements, within the transaction that is open."""
    for statement in wanted:
        con.execute(statement)


def joined(wanted: Iterable[str]) -> str:
    """The text of a script."""
    return "".join(f"{statement.strip()}\n\n" for statement in wanted).removesuffix("\n")


# -- from models -----------------------------------------------------------------------------------------------------


def tables(metadata: MetaData) -> list[str]:
    """``CREATE TABLE`` for every table of the models, in an order that SQLite takes.

    What a model takes where nothing is given, the table takes too: a row of an older version, which has fewer columns, then
    needs no more than SQL.
    """
    from sqlalchemy import DefaultClause, text
    from sqlalchemy.schema import CreateTable

    for table in metadata.sorted_tables:
        for column in table.columns:
            default = _default(column)
            if default is not None and column.server_default is None:
                column.server_default = DefaultClause(text(default))
    return [_written(CreateTable(table)) for table in metadata.sorted_tables]


def indexes(metadata: MetaData) -> list[str]:
    """``CREATE INDEX`` for every index of the models."""
    from sqlalchemy.schema import CreateIndex

    return [
        _written(CreateIndex(index))
        for table in metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]


def _default(column: Column[object]) -> str | None:
    value = getattr(column.default, "arg", None)
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value) if isinstance(value, int | float) and not column.primary_key else None


def _written(part: ExecutableDDLElement) -> str:
    from sqlalchemy.dialects import sqlite

    lines = str(part.compile(dialect=sqlite.dialect())).strip().splitlines()
    return "\n".join(line.rstrip().replace("\t", "  ") for line in lines if line.strip())
