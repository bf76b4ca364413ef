"""What ``personal.db`` holds now, as far as records of a file are compared with it: read once, before they are looked at.

A title is known by its *place*: the id under which screens show it (``shown_id``), so that rows of ``my_title`` that have
become one title are one here too. What has no row yet is known by the uid that its row will have.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, NamedTuple

from db.base import fold
from db.base.ids import uid_of
from db.personal.dump import Dump

#: A title or person: its place, or the uid of the row to come.
Place = int | str

_TITLES = "SELECT uid, shown_id, title_id, title, year FROM my_title ORDER BY said_id IS shown_id, id DESC"
_PEOPLE = "SELECT uid, shown_id, person_id, name, year FROM my_person ORDER BY said_id IS shown_id, id DESC"
#: Rows that an import wrote, whose change was not undone: was their last change an import, and did it delete them?
_BROUGHT = """
WITH brought AS (
  SELECT DISTINCT c.table_name, c.row_key FROM journal_action AS a JOIN journal_change AS c ON c.action_id = a.id
  WHERE a.kind = 'import' AND a.undone_at IS NULL)
SELECT b.row_key, a.kind = 'import', c.after IS NULL FROM brought AS b
JOIN journal_change AS c ON c.table_name = b.table_name AND c.row_key = b.row_key
JOIN journal_action AS a ON a.id = c.action_id AND a.undone_at IS NULL ORDER BY c.id
"""
#: Viewings as imports wrote them: the row of the title, and the day.
_AS_BROUGHT = """
SELECT c.row_key, t.shown_id, json_extract(c.after, '$.watched_on')
FROM json_each(?) AS asked JOIN journal_change AS c ON c.table_name = 'said_diary' AND c.row_key = asked.value
JOIN journal_action AS a ON a.id = c.action_id AND a.kind = 'import' AND a.undone_at IS NULL
JOIN my_title AS t ON t.id = json_extract(c.after, '$.my_id')
WHERE c.after IS NOT NULL ORDER BY c.id
"""


class Since(NamedTuple):
    """What became of a row that an import wrote: still as it was brought, or deleted since."""

    untouched: bool
    deleted: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of a table: its uid, the columns that are compared, and the uid of the title row that it hangs on."""

    uid: str
    values: dict[str, Any]
    on: str = ""


class Subjects:
    """The viewer's titles, or people: which row to write to for a place, and which are to be made."""

    def __init__(self, con: sqlite3.Connection, what: str) -> None:
        self._what = what
        self.uid_at: dict[Place, str] = {}
        self.place_of: dict[str, Place] = {}
        self.placed: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self._called: dict[str, tuple[str, int | None]] = {}
        self._namesakes: dict[tuple[str, int | None], list[str]] | None = None
        for uid, shown, placed, name, year in con.execute(_TITLES if what == "title" else _PEOPLE):
            self.uid_at[shown] = uid
            self.place_of[uid] = shown
            if placed is not None:
                self.placed[uid] = placed
            self.call(uid, name, year)

    def call(self, uid: str, name: str, year: int | None) -> None:
        """Remember what a row is called."""
        self.names[uid] = name
        self._called[uid] = name, year
        if self._namesakes is not None:
            self._namesakes[_folded(name, year)].append(uid)

    def alike(self, uid: str) -> list[Place]:
        """The places where the title of a row may be: its own, then those of other rows of its name and year, where one of
        the two has none in the catalogue.
        """
        own = self.place_of[uid]
        if len(self.placed) == len(self.names):
            return [own]
        if self._namesakes is None:
            self._namesakes = defaultdict(list)
            for each, called in self._called.items():
                self._namesakes[_folded(*called)].append(each)
        others = self._namesakes[_folded(*self._called[uid])]
        here = uid in self.placed
        return list(dict.fromkeys([own, *(self.place_of[one] for one in others if not (here and one in self.placed))]))

    def at(self, place: int) -> tuple[str, bool]:
        """The uid of the row to write to for an id of the catalogue, and whether it has to be made."""
        if place in self.uid_at:
            return self.uid_at[place], False
        uid = uid_of(self._what, place)
        if uid in self.place_of:  # a row that is another title now
            uid = token_hex(16)
        self.uid_at[place], self.place_of[uid] = uid, place
        return uid, True

    def unplaced(self, uid: str) -> tuple[Place, bool]:
        """The place of the row of this uid, and whether it has to be made."""
        if uid in self.place_of:
            return self.place_of[uid], False
        self.place_of[uid] = uid
        return uid, True


def _folded(name: str, year: int | None) -> tuple[str, int | None]:
    return fold.key(name) or name, year


class Held:
    """All that records are compared with. ``con`` may be the reading connection or the writer's."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.titles = Subjects(con, "title")
        self.people = Subjects(con, "person")
        self.since = {uid: Since(bool(brought), bool(gone)) for uid, brought, gone in con.execute(_BROUGHT)}
        self.rows: dict[str, dict[str, Kept]] = {}
        """By table and uid: only of the tables below."""
        self._con = con
        self.rating = self._latest("said_rating", "value, rated_at", "rated_at")
        self.season = self._latest("said_season", "season, value, rated_at", "rated_at", "season")
        self.state = self._latest("said_state", "state, since", "since")
        self.like = self._latest("said_like", "liked_at", "liked_at")
        self.note = self._latest("said_note", "text, edited_at", "edited_at")
        self.tag = self._latest("said_tag", "tag", "id", "tag")
        self.owned = self._latest("said_owned", "medium, location", "id", "location")
        self.follow = self._of_people("said_follow", "followed_at")
        self.person_note = self._of_people("said_note", "text, edited_at")
        self.viewings: dict[tuple[Place, str | None], list[str]] = defaultdict(list)
        """Uids of viewings by title and day; behind them those that imports brought there, and the viewer moved or deleted."""
        self.seen: set[Place] = set()
        """Titles seen, and those whose viewings, brought by an import, the viewer deleted: they do not come again."""
        self._diary()
        self.texts: set[tuple[Place, str]] = set()
        """Reviews by title and text."""
        self._reviews()
        self.lists: dict[str, tuple[str, str]] = {}
        """Kind and name by a list's uid."""
        self.entries: dict[tuple[str, Place], Kept] = {}
        """By list and title or person."""
        self.ends: dict[str, float] = {}
        self._lists()
        self.favourites: dict[int, Place] = dict(con.execute("SELECT place, title_id FROM my_favourite").fetchall())
        self.unmatched = {row[0] for row in con.execute("SELECT uid FROM my_unmatched")}

    def deleted(self, uid: str) -> bool:
        """Whether a row came by an import and was deleted since: it does not come again."""
        return uid in self.since and self.since[uid].deleted

    def untouched(self, uid: str) -> bool:
        """Whether a row is as an import left it, so that the same source may change it."""
        return uid in self.since and self.since[uid].untouched

    def spoken_of(self, uid: str) -> bool:
        """Whether the viewer ever changed a row."""
        return self._con.execute("SELECT 1 FROM journal_change WHERE row_key = ? LIMIT 1", (uid,)).fetchone() is not None

    def dump(self) -> Dump:
        """Every row that is here."""
        return Dump(self._con)

    # -- reading

    def _latest(self, table: str, columns: str, order: str, key: str = "") -> dict[Any, Kept]:
        """The row that counts by place, or by place and the column ``key``."""
        names = [name.strip() for name in columns.split(",")]
        picked = ", ".join(f"s.{name}" for name in names)
        found: dict[Any, Kept] = {}
        for shown, uid, *values in self._con.execute(
            f"SELECT t.shown_id, s.uid, {picked} FROM {table} AS s JOIN my_title AS t ON t.id = s.my_id ORDER BY s.{order}"
        ):
            kept = Kept(uid, dict(zip(names, values, strict=True)))
            found[(shown, kept.values[key]) if key else shown] = kept
            self.rows.setdefault(table, {})[uid] = kept
        return found

    def _of_people(self, table: str, columns: str) -> dict[Place, Kept]:
        names = [name.strip() for name in columns.split(",")]
        picked = ", ".join(f"s.{name}" for name in names)
        return {
            shown: Kept(uid, dict(zip(names, values, strict=True)))
            for shown, uid, *values in self._con.execute(
                f"SELECT p.shown_id, s.uid, {picked} FROM {table} AS s JOIN my_person AS p ON p.id = s.my_person_id"
            )
        }

    def _diary(self) -> None:
        columns = ("watched_on", "rewatch", "rating", "liked", "tags", "place", "company", "note", "logged_at")
        rows = self.rows.setdefault("said_diary", {})
        for on, shown, uid, *values in self._con.execute(
            f"SELECT t.uid, t.shown_id, s.uid, {', '.join(f's.{name}' for name in columns)}"
            " FROM said_diary AS s JOIN my_title AS t ON t.id = s.my_id ORDER BY s.id"
        ):
            rows[uid] = Kept(uid, dict(zip(columns, values, strict=True)), on)
            self.viewings[shown, values[0]].append(uid)
            self.seen.add(shown)
        changed = [uid for uid, since in self.since.items() if not since.untouched]
        found = self._con.execute(_AS_BROUGHT, (json.dumps(changed),)).fetchall() if changed else []
        for uid, (shown, day) in {uid: (shown, day) for uid, shown, day in found}.items():  # the last import that wrote it
            if uid not in self.viewings[shown, day]:
                self.viewings[shown, day].append(uid)
                self.seen.add(shown)

    def _reviews(self) -> None:
        rows = self.rows.setdefault("said_review", {})
        for on, shown, uid, headline, text, spoiler in self._con.execute(
            "SELECT t.uid, t.shown_id, s.uid, s.headline, s.text, s.spoiler"
            " FROM said_review AS s JOIN my_title AS t ON t.id = s.my_id"
        ):
            rows[uid] = Kept(uid, {"headline": headline, "text": text, "spoiler": spoiler}, on)
            self.texts.add((shown, text))

    def _lists(self) -> None:
        for uid, kind, name, last in self._con.execute(
            "SELECT l.uid, kind, name, (SELECT max(e.position) FROM said_list_entry AS e WHERE e.list_id = l.id)"
            " FROM my_list AS l"
        ):
            self.lists[uid] = (kind, name)
            self.ends[uid] = float(int(last or 0))
        for of, shown in (("my_title", "my_id"), ("my_person", "my_person_id")):
            for list_uid, place, uid, note in self._con.execute(
                f"SELECT l.uid, t.shown_id, s.uid, s.note FROM said_list_entry AS s JOIN my_list AS l ON l.id = s.list_id"
                f" JOIN {of} AS t ON t.id = s.{shown}"
            ):
                self.entries[list_uid, place] = Kept(uid, {"note": note})
