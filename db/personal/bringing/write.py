"""Writing a merge: one action, one transaction, one undo."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from db.base.records.cards import Done
from db.personal.bringing.merge import Merged, Write

if TYPE_CHECKING:
    from db.personal.desk import Desk

#: The tables in the order in which they are written: what others refer to comes first.
_ORDER = ("my_list", "said_diary")
#: Tables that hang on a title alone.
_WITHOUT_UID = ("said_draft",)


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
    for table, made in (("my_title", merged.titles), ("my_person", merged.people)):
        for columns, rows in groupby(made.items(), lambda item: tuple(item[1])):
            _insert(con, table, [*columns, "uid"], [[*values.values(), uid] for uid, values in rows])


def _rows(con: sqlite3.Connection, merged: Merged) -> None:
    """The rows, table by table, each in its order, which may mean something: it becomes that of their ids."""
    tables: dict[str, list[Write]] = defaultdict(list)
    for each in merged.writes:
        tables[each.table].append(each)
    for table in sorted(tables, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        targets = {target for each in tables[table] for target, _ in each.refers.values()}
        ids = {target: dict(con.execute(f"SELECT uid, id FROM {target}").fetchall()) for target in targets}
        for (fresh, columns), writes in groupby(tables[table], _shape):
            rows = [
                [*each.values.values(), *(ids[target].get(uid) for target, uid in each.refers.values()), each.uid]
                for each in writes
            ]
            if table in _WITHOUT_UID:
                _insert(con, table, columns, [row[:-1] for row in rows])
            elif fresh:
                _insert(con, table, [*columns, "uid"], rows)
            else:
                changes = ", ".join(f'"{column}" = ?' for column in columns)
                con.executemany(f"UPDATE {table} SET {changes} WHERE uid = ?", rows)


def _shape(each: Write) -> tuple[bool, tuple[str, ...]]:
    return each.fresh, (*each.values, *each.refers)


def _insert(con: sqlite3.Connection, table: str, columns: Sequence[str], rows: list[list[object]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    con.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)
