"""Writing a merge: one action, one transaction, one undo."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.base.records.cards import Done
from db.base.text import line
from db.personal.bringing.merge import Merged, Write

if TYPE_CHECKING:
    from db.personal.desk import Desk

#: The tables in the order in which they are written: what others refer to comes first.
_ORDER = ("my_list", "said_diary")
#: The column under which another table refers to a row.
_REFERRED = {"my_title": "id", "my_person": "id", "my_list": "id", "said_diary": "id"}
#: Columns of a title or person without a name yet.
_UNNAMED = "?"


def write(
    desk: Desk, merge: Callable[[sqlite3.Connection], Merged], sentence: Callable[[Merged], str]
) -> tuple[Done, Merged]:
    """Merge once more inside the transaction, so that nothing said meanwhile is overlooked, and write it.

    What fails leaves nothing half done. An import that brings nothing leaves no trace in the history.
    """
    with desk.action("import") as act:
        merged = merge(act.con)
        _subjects(act.con, merged)
        _rows(act.con, merged)
        act.sentence = sentence(merged)
    return act.done(), merged


def _subjects(con: sqlite3.Connection, merged: Merged) -> None:
    con.executemany(
        "INSERT INTO my_title (uid, title_id, said_id, title, year, kind, decided_by) VALUES (?, ?2, ?2, ?3, ?4, ?5, ?6)",
        [
            (uid, place, line(name) or _UNNAMED, year, kind, "none" if place is None else "id")
            for uid, (place, name, year, kind) in merged.titles.items()
        ],
    )
    con.executemany(
        "INSERT INTO my_person (uid, person_id, said_id, name, decided_by) VALUES (?, ?2, ?2, ?3, ?4)",
        [
            (uid, place, line(name) or _UNNAMED, "none" if place is None else "id")
            for uid, (place, name) in merged.people.items()
        ],
    )


def _rows(con: sqlite3.Connection, merged: Merged) -> None:
    """The rows, table by table; those of one shape together."""
    tables: dict[str, list[Write]] = defaultdict(list)
    for each in merged.writes:
        tables[each.table].append(each)
    for table in sorted(tables, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        referred = {
            other: dict(con.execute(f"SELECT uid, {column} FROM {other}").fetchall())
            for other, column in _REFERRED.items()
            if any(other == target for each in tables[table] for target, _ in each.refers.values())
        }
        shapes: dict[tuple[bool, tuple[str, ...]], list[list[object]]] = defaultdict(list)
        for each in tables[table]:
            values = dict(each.values) | {column: referred[other].get(uid) for column, (other, uid) in each.refers.items()}
            shapes[each.fresh, tuple(values)].append([*values.values(), each.uid])
        for (fresh, columns), rows in shapes.items():
            names = [f'"{column}"' for column in columns]
            if fresh:
                places = ", ".join("?" * (len(names) + 1))
                con.executemany(f"INSERT INTO {table} ({', '.join(names)}, uid) VALUES ({places})", rows)
            else:
                con.executemany(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE uid = ?", rows)
