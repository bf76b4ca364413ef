"""Rows of another ``personal.db`` (Matinee's own JSON) beside those that are here: every table, each row by its uid.

What is here under the same uid or in the same place (the rating of a title, the entry of a list) stays, unless only an import
wrote it or, for ratings, the viewer wants theirs. A list of a name that is taken gets a number; there is one watchlist.
"""

from __future__ import annotations

from typing import Any

from db.base.records.brought import Outcome
from db.base.records.exchange import Row, kind_of
from db.personal.bringing.merge import Merge, Source, cut, free_name
from db.personal.dump import TABLES

#: What of a table there can be only one: columns, or those that refer to other rows.
_ONCE: dict[str, tuple[str, ...]] = {
    "said_rating": ("my_id",), "said_like": ("my_id",), "said_state": ("my_id",), "said_season": ("my_id", "season"),
    "said_favourite": ("place",), "said_note": ("my_id", "my_person_id"), "said_follow": ("my_person_id",),
    "said_list_entry": ("list_id", "my_id", "my_person_id"), "said_tag": ("my_id", "tag"), "said_vote": ("my_id", "review"),
    "my_answer": ("subject_uid",), "my_decision": ("origin", "key"), "said_draft": ("my_id",),
}  # fmt: skip
#: Columns that refer to other rows, and to which table.
_REFERS = {column: to for table in TABLES for column, to in table.refers.items()}
_WATCHLIST = "watchlist"


def take_rows(merge: Merge, source: Source, rows: list[Row]) -> None:
    """Merge the rows of one file, in their order."""
    here = _Here(merge)
    for row in rows:
        if row.table in ("my_title", "my_person"):
            _subject(merge, row)
            continue
        outcome = here.take(row)
        kind = kind_of(row)
        merge.merged.counts[kind][outcome] += row.rows
        merge.merged.written[kind] += outcome == "new"


def _subject(merge: Merge, row: Row) -> None:
    held, made = (
        (merge.held.titles, merge.merged.titles) if row.table == "my_title" else (merge.held.people, merge.merged.people)
    )
    if row.uid not in held.place_of:
        held.place_of[row.uid] = row.uid
        made[row.uid] = dict(row.values)


class _Here:
    """The rows that are here, by uid and by what there can be only one of."""

    def __init__(self, merge: Merge) -> None:
        self._merge = merge
        dump = merge.held.dump()
        self._by_uid: dict[str, dict[str, Row]] = {}
        self._once: dict[tuple[Any, ...], Row] = {}
        self._names: set[str] = set()
        self._alias: dict[str, str] = {}
        """A list of the file by its uid: the list here that it is."""
        for table in TABLES:
            found = self._by_uid[table.name] = {row.uid: row for row in dump.rows(table.name)}
            for row in found.values():
                self._hold(row)

    def _hold(self, row: Row) -> None:
        if (key := _key(row)) is not None:
            self._once[key] = row
        if row.table == "my_list":
            self._names.add(str(row.values["name"]).casefold())

    def take(self, row: Row) -> Outcome:
        """What a row is beside those that are here; what is new, or taken, is written."""
        row = self._renamed(row)
        kept = self._by_uid[row.table].get(row.uid) or self._once.get(_key(row) or ())
        if kept is None and row.table == "my_list":
            kept = self._watchlist(row)
        if kept is None:
            self._write(row)
            return "new"
        if (kept.values, kept.refers) == (row.values, row.refers):
            return "same"
        return self._differ(kept, row)

    def _renamed(self, row: Row) -> Row:
        """The row with references to lists that are here under another uid."""
        on = row.refers.get("list_id")
        if on is None or on not in self._alias:
            return row
        refers = row.refers | {"list_id": self._alias[on]}
        return Row(
            origin=row.origin, key=row.key, rows=row.rows, table=row.table, uid=row.uid, values=row.values, refers=refers
        )

    def _watchlist(self, row: Row) -> Row | None:
        if row.values["kind"] != _WATCHLIST:
            return None
        kept = next((each for each in self._by_uid["my_list"].values() if each.values["kind"] == _WATCHLIST), None)
        if kept is not None:
            self._alias[row.uid] = kept.uid
        return kept

    def _differ(self, kept: Row, row: Row) -> Outcome:
        if kept.table == "my_list" and kept.values["kind"] == _WATCHLIST:
            if not self._merge.held.spoken_of(kept.uid):  # it is there from the first start on, with a moment of its own
                self._merge.update(kept.table, kept.uid, dict(row.values))
            return "same"
        taken = self._merge.held.untouched(kept.uid) or (
            kept.table == "said_rating" and self._merge.choices.ratings == "theirs"
        )
        differing = [name for name, value in row.values.items() if kept.values.get(name) != value and name != "position"]
        if row.table == "my_list":
            differing = [name for name in differing if name != "name"]  # another list may have that name here
        mine = ", ".join(str(kept.values[name]) for name in differing)
        theirs = ", ".join(str(row.values[name]) for name in differing)
        self._merge.differ(kind_of(row), self._label(row), mine or "another", theirs or "another", taken)
        if taken and differing:
            self._merge.update(row.table, kept.uid, {name: row.values[name] for name in differing})
        return "changed"

    def _label(self, row: Row) -> str:
        title = row.refers.get("my_id", "")
        named = self._merge.merged.titles.get(title)
        return cut(named["title"] if named else self._merge.held.titles.names.get(title, row.values.get("name", row.table)))

    def _write(self, row: Row) -> None:
        values = dict(row.values)
        if row.table == "my_list":
            values["name"] = free_name(str(values["name"]), self._names)
        refers = {column: (_REFERS[column], uid) for column, uid in row.refers.items()}
        self._merge.insert(row.table, row.uid, values, **refers)
        self._by_uid[row.table][row.uid] = row
        self._hold(row)


def _key(row: Row) -> tuple[Any, ...] | None:
    """What there can be only one of."""
    columns = _ONCE.get(row.table)
    if columns is None:
        return None
    return (row.table, *(row.refers.get(column, row.values.get(column)) for column in columns))
