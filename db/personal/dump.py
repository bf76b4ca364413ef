"""Everything that the viewer said, as plain rows: with uids in the place of the ids that only this file knows.

Reading needs one connection to ``personal.db`` and sees one moment of it, however long it takes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from db.base.ids import uid_of
from db.base.records.exchange import Origin, Row

_TITLE, _PERSON, _LIST, _VIEWING = "my_title", "my_person", "my_list", "said_diary"


class Table(NamedTuple):
    """A table of what the viewer said: the order of its rows, and which table each of its columns refers to."""

    name: str
    order: str
    refers: dict[str, str]
    has_uid: bool = True


def _of_title(name: str, order: str, **refers: str) -> Table:
    return Table(name, order, {"my_id": _TITLE, **refers})


#: Rows with ids of their own keep their order; those that hang on a title alone go by their time.
TABLES: tuple[Table, ...] = (
    _of_title("said_rating", "rated_at, uid"),
    _of_title("said_like", "liked_at, uid"),
    _of_title("said_favourite", "place"),
    _of_title("said_season", "rated_at, uid"),
    _of_title("said_state", "since, uid"),
    Table(_LIST, "id", {}),
    _of_title("said_list_entry", "list_id, position, id", list_id=_LIST, my_person_id=_PERSON),
    _of_title(_VIEWING, "id"),
    _of_title("said_review", "id", viewing_id=_VIEWING),
    _of_title("said_review_version", "id"),
    Table("said_draft", "saved_at, title_uid", {"my_id": _TITLE}, has_uid=False),
    _of_title("said_vote", "uid"),
    _of_title("said_tag", "id"),
    _of_title("said_note", "id", my_person_id=_PERSON),
    _of_title("said_hidden", "id", under_id=_TITLE),
    _of_title("said_correction", "id"),
    Table("said_follow", "followed_at, uid", {"my_person_id": _PERSON}),
    _of_title("said_owned", "id"),
    _of_title("said_thread", "id"),
    Table("said_duel", "id", {"winner_id": _TITLE, "loser_id": _TITLE}),
    Table("my_answer", "answered_at, uid", {}),
    _of_title("my_decision", "origin, key"),
    Table("my_unmatched", "id", {}),
)
_OF = {table.name: table for table in TABLES}
#: Columns of titles and people that are written; ``twin`` and ``shown_id`` follow from the others.
_SUBJECTS = {
    _TITLE: ("title_id", "said_id", "title", "year", "kind", "decided_by"),
    _PERSON: ("person_id", "said_id", "name", "year", "decided_by"),
}
_ORIGIN = Origin("personal.db", 0)


class Action(NamedTuple):
    """One action of the journal: its columns, the uid of the title it was about, and every row before and after."""

    values: dict[str, Any]
    title: str | None
    changes: tuple[tuple[str, str, Row | None, Row | None], ...]


class Dump:
    """What the viewer said, read while it is asked for. ``history`` adds the journal, and titles of which nothing is said now."""

    def __init__(self, con: sqlite3.Connection, *, history: bool = False) -> None:
        self._con = con
        self._with_history = history
        self.version: int = con.execute("PRAGMA user_version").fetchone()[0]

    def subjects(self, table: str) -> Iterator[Row]:
        """The titles (``my_title``) or people (``my_person``) that something is said of, by their uids."""
        columns = _SUBJECTS[table]
        where = "" if self._with_history else f"WHERE id IN ({_said_of(table)})"
        for uid, *values in self._con.execute(f"SELECT uid, {_named(columns)} FROM {table} {where} ORDER BY uid"):
            yield Row(origin=_ORIGIN, table=table, uid=uid, values=dict(zip(columns, values, strict=True)))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of one of :data:`TABLES`, in its order."""
        spec = _OF[table]
        columns = [name for name in self._columns(table) if name not in ("id", "uid", *spec.refers)]
        joined = "".join(
            f" LEFT JOIN {to} AS r{at} ON r{at}.id = s.{name}" for at, (name, to) in enumerate(spec.refers.items())
        )
        names = [f's."{name}"' for name in columns] + [f"r{at}.uid" for at in range(len(spec.refers))]
        uid = "s.uid" if spec.has_uid else "r0.uid"
        order = ", ".join("r0.uid" if name == "title_uid" else f"s.{name}" for name in spec.order.split(", "))
        for found, *values in self._con.execute(
            f"SELECT {uid}, {', '.join(names)} FROM {table} AS s{joined} ORDER BY {order}"
        ):
            refers = dict(zip(spec.refers, values[len(columns) :], strict=True))
            yield Row(
                origin=_ORIGIN,
                table=table,
                uid=found if spec.has_uid else uid_of("drafts", found),
                values=dict(zip(columns, values, strict=False)),
                refers={name: value for name, value in refers.items() if value is not None},
            )

    def history(self) -> Iterator[Action] | None:
        """The journal, oldest first; None where it is not wanted."""
        return self._actions() if self._with_history else None

    def _actions(self) -> Iterator[Action]:
        uids = {table: dict(self._con.execute(f"SELECT id, uid FROM {table}")) for table in (_TITLE, _PERSON)}
        for table in (_LIST, _VIEWING):  # those deleted since, too
            found = self._con.execute(
                "SELECT DISTINCT json_extract(coalesce(after, before), '$.id'), row_key FROM journal_change"
                f" WHERE table_name = ? UNION SELECT id, uid FROM {table}",
                (table,),
            )
            uids[table] = dict(found.fetchall())
        columns = [name for name in self._columns("journal_action") if name not in ("id", "my_id")]
        for action_id, my_id, *values in self._con.execute(
            f"SELECT id, my_id, {_named(columns)} FROM journal_action ORDER BY id"
        ):
            changes = self._con.execute(
                'SELECT table_name, row_key, "before", "after" FROM journal_change WHERE action_id = ? ORDER BY id',
                (action_id,),
            )
            yield Action(
                dict(zip(columns, values, strict=True)),
                uids[_TITLE].get(my_id),
                tuple(
                    (table, uid, _state(table, uid, before, uids), _state(table, uid, after, uids))
                    for table, uid, before, after in changes
                ),
            )

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._con.execute(f'PRAGMA table_info("{table}")')]


@contextmanager
def moment(con: sqlite3.Connection) -> Iterator[None]:
    """All that is read meanwhile is of one moment of the file, whoever writes."""
    con.execute("BEGIN")
    try:
        yield
    finally:
        con.execute("ROLLBACK")


def _state(table: str, uid: str, written: str | None, uids: dict[str, dict[int, str]]) -> Row | None:
    """A row as the journal has it; what it refers to by uids."""
    if written is None:
        return None
    found = json.loads(written)
    spec = _OF.get(table)
    refers = spec.refers if spec is not None else {}
    return Row(
        origin=_ORIGIN,
        table=table,
        uid=uid,
        values={name: value for name, value in found.items() if name not in ("id", "uid", *refers)},
        refers={name: known for name, to in refers.items() if (known := uids[to].get(found.get(name))) is not None},
    )


def _said_of(subject: str) -> str:
    """The query for the ids of titles, or people, that something is said of."""
    found = [
        f"SELECT {column} FROM {table.name} WHERE {column} IS NOT NULL"
        for table in TABLES
        for column, to in table.refers.items()
        if to == subject
    ]
    uids = ["SELECT subject_uid FROM my_answer"]
    if subject == _TITLE:
        uids += [
            f"SELECT CASE WHEN json_valid(row) THEN json_extract(row, '$.{name}') END FROM my_unmatched"
            for name in ("title", "series")
        ]
    found += [f"SELECT id FROM {subject} WHERE uid IN ({uid})" for uid in uids]
    return " UNION ".join(found)


def _named(columns: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
