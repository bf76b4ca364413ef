"""Rows of another ``personal.db`` (Matinee's own JSON) beside those that are here: every table, each row by its uid.

What is here under the same uid or in the same place (the rating of a title, the entry of a list) stays, unless only an import
wrote it or, for ratings, the viewer wants theirs. What an import brought and the viewer deleted does not come again. A title that
is here under another uid is that title; a list of a name that is taken gets a number; there is one watchlist.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from db.base.clock import local_day
from db.base.records.brought import Outcome
from db.base.records.exchange import Row, kind_of
from db.personal.bringing.merge import Merge, Source, Write, cut, free_name
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
#: Columns that say when something was said, or in which order it stands: no difference by themselves.
_NO_DIFFERENCE = frozenset(
    ("logged_at", "rated_at", "liked_at", "added_at", "created_at", "edited_at", "written_at", "followed_at", "chosen_at",
     "saved_at", "seen_at", "decided_at", "answered_at", "position")
)  # fmt: skip


def take_rows(merge: Merge, source: Source, rows: list[Row]) -> None:
    """Merge the rows of one file, in their order."""
    here = _Here(merge)
    for row in rows:
        if row.table in ("my_title", "my_person"):
            here.subject(row)
            continue
        outcome = here.take(row)
        kind = kind_of(row)
        merge.merged.counts[kind][outcome] += row.rows
        merge.merged.written[kind] += outcome == "new"


class _Here:
    """The rows that are here, by uid and by what there can be only one of."""

    def __init__(self, merge: Merge) -> None:
        self._merge = merge
        dump = merge.held.dump()
        self._by_uid: dict[str, dict[str, Row]] = {}
        self._once: dict[tuple[Any, ...], Row] = {}
        self._names: set[str] = set()
        self._alias: dict[str, str] = {}
        """A list, title or person of the file by its uid: the one here that it is."""
        for table in TABLES:
            found = self._by_uid[table.name] = {row.uid: row for row in dump.rows(table.name)}
            for row in found.values():
                self._hold(row)

    def _hold(self, row: Row) -> None:
        if (key := _key(row)) is not None:
            self._once[key] = row
        if row.table == "my_list":
            self._names.add(str(row.values["name"]).casefold())

    def subject(self, row: Row) -> None:
        """A title or person of the file: made, unless it is here."""
        held, made = self._merge.held, self._merge.merged
        subjects, fresh = (held.titles, made.titles) if row.table == "my_title" else (held.people, made.people)
        if row.uid in subjects.place_of:
            return
        place = row.values["title_id" if row.table == "my_title" else "person_id"]
        if isinstance(place, int) and place in subjects.uid_at:
            self._alias[row.uid] = subjects.uid_at[place]
            return
        subjects.place_of[row.uid] = place if isinstance(place, int) else row.uid
        if isinstance(place, int):
            subjects.uid_at[place], subjects.placed[row.uid] = row.uid, place
        name, year = str(row.values["title" if row.table == "my_title" else "name"]), row.values["year"]
        subjects.call(row.uid, name, year if isinstance(year, int) else None)
        fresh[row.uid] = dict(row.values)

    def take(self, row: Row) -> Outcome:
        """What a row is beside those that are here; what is new, or taken, is written."""
        row = self._renamed(row)
        kept = self._by_uid[row.table].get(row.uid) or self._once.get(_key(row) or ())
        if kept is None and row.table == "my_list":
            kept = self._watchlist(row)
        if kept is None:
            if self._merge.held.deleted(row.uid):
                return "same"
            self._write(row)
            return "new"
        return self._differ(kept, row)

    def _renamed(self, row: Row) -> Row:
        """The row with references to lists, titles and people that are here under another uid."""
        refers = {column: self._alias.get(uid, uid) for column, uid in row.refers.items()}
        return row if refers == row.refers else replace(row, refers=refers)

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
        differing = [
            name for name, value in row.values.items() if kept.values.get(name) != value and name not in _NO_DIFFERENCE
        ]
        if row.table == "my_list":
            differing = [name for name in differing if name != "name"]  # another list may have that name here
        moved = {column: uid for column, uid in row.refers.items() if not self._one(kept.refers.get(column), uid)}
        if not differing and not moved:
            return "same"
        taken = self._taken(kept, row)
        mine = ", ".join(
            [*(str(kept.values[name]) for name in differing), *(self._named(kept.refers.get(one)) for one in moved)]
        )
        theirs = ", ".join([*(str(row.values[name]) for name in differing), *(self._named(uid) for uid in moved.values())])
        self._merge.differ(kind_of(row), self._label(row), mine, theirs, taken)
        if taken:
            values = {
                name: row.values[name] for name in row.values if name in differing or name in _NO_DIFFERENCE - {"position"}
            }
            refers = {column: (_REFERS[column], uid) for column, uid in moved.items()}
            self._merge.merged.writes.append(Write(row.table, kept.uid, values, refers, False))
        return "changed"

    def _taken(self, kept: Row, row: Row) -> bool:
        """Whether the file's row takes the place of the one here."""
        untouched = self._merge.held.untouched(kept.uid)
        if kept.table == "said_favourite":  # the four are chosen together: one by one, a title would stand there twice
            return False
        if kept.table not in ("said_rating", "said_season"):
            return untouched
        later = local_day(str(row.values["rated_at"])) > local_day(str(kept.values["rated_at"]))
        return {"theirs": True, "newer": later, "mine": untouched}[self._merge.choices.ratings]

    def _one(self, mine: str | None, theirs: str) -> bool:
        """Whether two uids are one title, person, list or viewing."""
        places = self._merge.held.titles.place_of
        return mine == theirs or (mine in places and places[mine] == places.get(theirs))

    def _named(self, uid: str | None) -> str:
        return self._merge.held.titles.names.get(uid or "", "another")

    def _label(self, row: Row) -> str:
        return cut(self._merge.held.titles.names.get(row.refers.get("my_id", ""), row.values.get("name", row.table)))

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
