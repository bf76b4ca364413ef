"""The tables, indexes, views and triggers of ``personal.db``, kept in ``schema.sql`` beside this module.

The script is generated from the models by ``python -m db.personal.ddl`` and a test holds the two together: making the
file, on the first start, then needs no SQLModel.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from db.base import ddl

SCRIPT = Path(__file__).with_name("schema.sql")

#: Keep the text of a review that is changed or goes, whoever does it: the viewer, undo or redo. Once is enough for each text.
KEEP_TEXTS = tuple(
    f"""CREATE TRIGGER keep_text_{event.lower().partition(" ")[0]} AFTER {event} ON said_review
{when}BEGIN
  INSERT INTO said_review_version (my_id, review_uid, headline, text, spoiler, saved_at)
    SELECT OLD.my_id, OLD.uid, OLD.headline, OLD.text, OLD.spoiler, OLD.edited_at
    WHERE NOT EXISTS (SELECT 1 FROM said_review_version AS kept WHERE kept.review_uid = OLD.uid AND kept.text = OLD.text
      AND kept.headline = OLD.headline AND kept.spoiler = OLD.spoiler);
END"""
    for event, when in (
        (
            "UPDATE OF headline, text, spoiler",
            "WHEN OLD.headline <> NEW.headline OR OLD.text <> NEW.text OR OLD.spoiler <> NEW.spoiler ",
        ),
        ("DELETE", ""),
    )
)
#: An answer, or one taken back, is heard by the next reconciling.
_HEAR_ANSWERS = tuple(
    f"CREATE TRIGGER hear_answer_{event.lower()} AFTER {event} ON my_answer BEGIN\n"
    "  UPDATE my_reconciled SET answers = answers + 1;\nEND"
    for event in ("INSERT", "UPDATE", "DELETE")
)
#: Whether a title has several rows, so that the views need not look for others of the many that have one.
_SEE_TWINS = tuple(
    f"CREATE TRIGGER see_twins_{event.lower().partition(' ')[0]} AFTER {event} ON my_title BEGIN\n"
    "  UPDATE my_title SET twin = (SELECT count(*) FROM my_title AS o WHERE o.shown_id = my_title.shown_id) > 1\n"
    f"    WHERE shown_id IN ({', '.join(f'{side}.shown_id' for side in sides)});\nEND"
    for event, sides in (("INSERT", ("NEW",)), ("UPDATE OF title_id", ("OLD", "NEW")), ("DELETE", ("OLD",)))
)


def create(con: sqlite3.Connection) -> None:
    """Make every table, index, view and trigger in an empty database, within the transaction that is open."""
    ddl.run(con, ddl.statements(SCRIPT))


def drop_derived(con: sqlite3.Connection) -> None:
    """Take views and triggers off, for the time of a migration."""
    found = con.execute("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchall()
    ddl.run(con, [f'DROP {kind} "{name}"' for kind, name in sorted(found)])


def create_derived(con: sqlite3.Connection) -> None:
    """Lay views and triggers again, as the tables are now."""
    ddl.run(con, [part for part in ddl.statements(SCRIPT) if part.startswith(("CREATE VIEW", "CREATE TRIGGER"))])


def names() -> set[tuple[str, str]]:
    """(type, name) of everything that :func:`create` makes, as ``sqlite_master`` lists it."""
    found = re.findall(r"^CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER|VIEW) (\w+)", SCRIPT.read_text(encoding="utf-8"), re.M)
    return {(kind.lower(), name) for kind, name in found}


# -- generated from the models -----------------------------------------------------------------------------------------


def generate() -> str:
    """The script as the models want it."""
    from db.personal.models import JOURNALLED, PersonalModel
    from db.personal.views import VIEWS

    metadata = PersonalModel.metadata
    made = [*ddl.tables(metadata), *ddl.indexes(metadata), *VIEWS, *KEEP_TEXTS, *_HEAR_ANSWERS, *_SEE_TWINS]
    for model in JOURNALLED:
        table = metadata.tables[str(model.__tablename__)]
        made += _triggers(table.name, [column.name for column in table.columns])
    return ddl.joined(made)


def _triggers(table: str, columns: list[str]) -> list[str]:
    """What writes the journal of one table; a change outside an action is refused, and so is another uid for a row."""
    written = {
        "INSERT": ("NEW", "NULL", _object("NEW", columns)),
        "UPDATE": ("OLD", _object("OLD", columns), _object("NEW", columns)),
        "DELETE": ("OLD", _object("OLD", columns), "NULL"),
    }
    return [
        f"CREATE TRIGGER journal_{table}_{event.lower()} AFTER {event} ON {table}\n"
        "WHEN (SELECT action_id FROM journal_now) IS NOT 0 BEGIN\n"
        "  SELECT RAISE(ABORT, 'a change outside an action: Matinee alone writes here, so that all can be undone')\n"
        "    WHERE NOT EXISTS (SELECT 1 FROM journal_now);\n"
        + ("  SELECT RAISE(ABORT, 'a row keeps its uid') WHERE OLD.uid <> NEW.uid;\n" if event == "UPDATE" else "")
        + "  INSERT INTO journal_change (action_id, table_name, row_key, before, after)\n"
        f"    SELECT action_id, '{table}', {side}.uid,\n      {before},\n      {after}\n    FROM journal_now;\n"
        "END"
        for event, (side, before, after) in written.items()
    ]


def _object(side: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns) + ")"


if __name__ == "__main__":
    SCRIPT.write_text(generate(), encoding="utf-8")
