"""The tables, indexes and journal triggers of ``personal.db``, kept in ``schema.sql`` beside this module.

The script is generated from the models by ``python -m db.personal.ddl`` and a test holds the two together: making the
file, on the first start, then needs no SQLModel.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

SCRIPT = Path(__file__).with_name("schema.sql")


def create(con: sqlite3.Connection) -> None:
    """Make every table, index and trigger in an empty database, within the transaction that is open."""
    for statement in _statements():
        con.execute(statement)


def drop_triggers(con: sqlite3.Connection) -> None:
    """Take the journal's triggers off, for the time of a migration."""
    found = con.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'journal_*'").fetchall()
    for (name,) in found:
        con.execute(f'DROP TRIGGER "{name}"')


def create_triggers(con: sqlite3.Connection) -> None:
    """Lay the journal's triggers again, as the tables are now."""
    for statement in _statements():
        if statement.startswith("CREATE TRIGGER"):
            con.execute(statement)


def names() -> set[tuple[str, str]]:
    """(type, name) of everything that :func:`create` makes, as ``sqlite_master`` lists it."""
    found = re.findall(r"^CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER|VIEW) (\w+)", SCRIPT.read_text(encoding="utf-8"), re.M)
    return {(kind.lower(), name) for kind, name in found}


def _statements() -> list[str]:
    return SCRIPT.read_text(encoding="utf-8").split("\n\n")


# -- generated from the models -----------------------------------------------------------------------------------------


def generate() -> str:
    """The script as the models want it, statements parted by blank lines."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

    from db.personal.models import JOURNALLED, PersonalModel

    made = []
    for table in PersonalModel.metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        parts: list[ExecutableDDLElement] = [CreateTable(table), *(CreateIndex(index) for index in indexes)]
        for part in parts:
            lines = str(part.compile(dialect=sqlite.dialect())).strip().splitlines()
            made.append("\n".join(line.rstrip().replace("\t", "  ") for line in lines if line.strip()))
    for model in JOURNALLED:
        table = PersonalModel.metadata.tables[str(model.__tablename__)]
        made += _triggers(
            table.name, [column.name for column in table.columns], [column.name for column in table.primary_key]
        )
    return "\n\n".join(made) + "\n"


def _triggers(table: str, columns: list[str], keys: list[str]) -> list[str]:
    """What writes the journal of one table; a change outside an action is refused."""
    rows = {
        "INSERT": [(_array("NEW", keys), "NULL", _object("NEW", columns), "")],
        "DELETE": [(_array("OLD", keys), _object("OLD", columns), "NULL", "")],
    }
    moved = f"{_array('OLD', keys)} IS NOT {_array('NEW', keys)}"  # to another primary key: one row goes, one comes
    after = f"CASE WHEN {moved} THEN NULL ELSE {_object('NEW', columns)} END"
    rows["UPDATE"] = [
        (_array("OLD", keys), _object("OLD", columns), after, ""),
        (_array("NEW", keys), "NULL", _object("NEW", columns), f" WHERE {moved}"),
    ]
    return [
        f"CREATE TRIGGER journal_{table}_{event.lower()} AFTER {event} ON {table}\n"
        "WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN\n"
        "  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')\n"
        "    WHERE NOT EXISTS (SELECT 1 FROM journal_now);\n"
        + "".join(
            "  INSERT INTO journal_change (action_id, table_name, row_key, before, after)\n"
            f"    SELECT action_id, '{table}', {key},\n      {before},\n      {after}\n    FROM journal_now{where};\n"
            for key, before, after, where in written
        )
        + "END"
        for event, written in rows.items()
    ]


def _array(side: str, columns: list[str]) -> str:
    return "json_array(" + ", ".join(f'{side}."{name}"' for name in columns) + ")"


def _object(side: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns) + ")"


if __name__ == "__main__":
    SCRIPT.write_text(generate(), encoding="utf-8")
