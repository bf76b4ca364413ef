"""Making the tables of a new ``catalogue.db``, from ``schema.sql`` beside this module, without importing the models."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.base import ddl
from db.catalogue import mark

#: Written by ``python -m db.catalogue.script``; a test holds it to the models.
SCRIPT = Path(__file__).with_name("schema.sql")


def indexes() -> list[str]:
    """``CREATE INDEX`` for every index; run after the rows are in."""
    return [statement for statement in ddl.statements(SCRIPT) if statement.startswith("CREATE INDEX")]


def create(con: sqlite3.Connection, *, with_indexes: bool = True) -> None:
    """Make every table and view in an empty database file, and mark it as a catalogue of this version."""
    wanted = ddl.statements(SCRIPT)
    ddl.run(con, [part for part in wanted if with_indexes or not part.startswith("CREATE INDEX")])
    con.execute(f"PRAGMA application_id = {mark.APPLICATION_ID}")
    con.execute(f"PRAGMA user_version = {mark.SCHEMA_VERSION}")


def sections(con: sqlite3.Connection) -> list[str]:
    """The tables whose rows belong to a title and name their source, in a fixed order."""
    rows = con.execute(
        "SELECT name FROM sqlite_master AS made WHERE type = 'table' AND (SELECT count(*) FROM pragma_table_info(made.name)"
        " WHERE name IN ('id', 'title_id', 'source_id')) = 3 ORDER BY name"
    )
    return [row[0] for row in rows]
