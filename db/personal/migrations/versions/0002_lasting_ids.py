"""Records hang on rows of ``my_title`` and ``my_person`` by ids of these rows' own, and every row has a uid.

The journal is written anew in the new shape, so that all that was done before can still be undone. What version 1 did not
have is left to its default; uids depend on the file alone, so that two copies of one file, migrated apart, agree.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alembic import op

from db.base.ids import uid_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Row = dict[str, Any]
#: The tables of version 2, as they were then.
SCRIPT = Path(__file__).parent.parent / "version_2.sql"
#: The tables of the journal.
_JOURNAL = ("journal_action", "journal_change", "journal_now")
#: What a title is called while nobody has said its name.
_UNNAMED = "?"
_CHUNK = 5_000


def upgrade() -> None:
    """Put the tables of version 1 aside, make those of version 2, and bring everything over."""
    con: sqlite3.Connection = op.get_bind().connection.dbapi_connection  # type: ignore[assignment]
    tables = "type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
    for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall():
        con.execute(f'DROP INDEX "{name}"')
    old = [row[0] for row in con.execute(f"SELECT name FROM sqlite_master WHERE {tables}").fetchall()]
    for name in old:
        con.execute(f'ALTER TABLE "{name}" RENAME TO "old_{name}"')
    for statement in SCRIPT.read_text(encoding="utf-8").split("\n\n"):
        con.execute(statement)
    _Bringing(con).everything()
    for name in old:
        con.execute(f'DROP TABLE "old_{name}"')


def downgrade() -> None:
    """There is no way back but the copy that was made before."""
    raise NotImplementedError


class _Bringing:
    """Rows of version 1 as rows of version 2, the same whether they stand in a table or in the journal."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.con = con
        watchlist = con.execute("SELECT id, created_at FROM old_my_list WHERE kind = 'watchlist'").fetchone()
        self._watchlist: int = watchlist[0] if watchlist else 0
        self._file: str = watchlist[1] if watchlist else ""
        self._titles: dict[int, tuple[int, str]] = {}
        self._people: dict[int, tuple[int, str]] = {}
        self._numbers: dict[str, dict[Any, int]] = {}
        self._texts: dict[tuple[str, str, str, int], tuple[int, str]] = {}
        self._of: dict[str, tuple[str, Callable[[Row], Row]]] = {
            "my_rating": ("said_rating", self._rating),
            "my_list": ("my_list", self._list),
            "my_list_entry": ("said_list_entry", self._entry),
            "my_diary": ("said_diary", self._viewing),
            "my_review": ("said_review", self._review),
            "my_review_vote": ("said_vote", self._vote),
            "my_tag": ("said_tag", self._tag),
            "my_note": ("said_note", self._note),
            "my_hidden": ("said_hidden", self._hidden),
            "my_correction": ("said_correction", self._titled("correction")),
            "my_follow": ("said_follow", self._follow),
            "my_owned": ("said_owned", self._titled("owned")),
            "my_thread": ("said_thread", self._titled("thread")),
            "my_duel": ("said_duel", self._duel),
            "my_decision": ("my_decision", self._decision),
            "my_unmatched": ("my_unmatched", self._plain("unmatched")),
        }

    def everything(self) -> None:
        """Bring it all over."""
        for row in self._rows("old_my_title"):
            self._title(row["title_id"], row["title"], row["year"], row["kind"])
        for row in self._rows("old_my_follow"):
            self._person(row["person_id"], row["name"])
        for name, (table, convert) in self._of.items():
            for row in self._rows(f"old_{name}"):
                self._insert(table, convert(row))
        self._journal()
        self._versions()
        for row in self._rows("old_my_draft"):
            self._insert("said_draft", self._on_title(row))
        for name in ("my_visit", "my_choice"):
            self.con.execute(f"INSERT INTO {name} SELECT * FROM old_{name}")
        self.con.execute("INSERT INTO my_reconciled (one) VALUES (1)")
        self._sequences()

    # -- titles and people

    def _title(
        self, title_id: int, title: str | None = None, year: int | None = None, kind: str = "movie"
    ) -> tuple[int, str]:
        """Id and uid of the row of a title; one that was never named takes the name under which it was visited."""
        if title_id not in self._titles:
            if title is None:
                sql = "SELECT name, year FROM old_my_visit WHERE subject = 'title' AND subject_id = ?"
                title, year = self.con.execute(sql, (title_id,)).fetchone() or (_UNNAMED, None)
            uid = uid_of("title", title_id)
            row = {"uid": uid, "title_id": title_id, "said_id": title_id, "title": title, "year": year, "kind": kind}
            self._titles[title_id] = self._insert("my_title", row), uid
        return self._titles[title_id]

    def _person(self, person_id: int, name: str | None = None) -> tuple[int, str]:
        if person_id not in self._people:
            if name is None:
                sql = "SELECT name FROM old_my_visit WHERE subject = 'person' AND subject_id = ?"
                (name,) = self.con.execute(sql, (person_id,)).fetchone() or (_UNNAMED,)
            uid = uid_of("person", person_id)
            row = {"uid": uid, "person_id": person_id, "said_id": person_id, "name": name}
            self._people[person_id] = self._insert("my_person", row), uid
        return self._people[person_id]

    # -- rows

    def _on_title(self, row: Row) -> Row:
        """The row with the title's own id in the place of the catalogue's."""
        return {"my_id": self._title(row["title_id"])[0]} | {name: row[name] for name in row if name != "title_id"}

    def _own(self, what: str, key: Any) -> str:
        """The uid of a row of which there may be many."""
        return uid_of("version 1", self._file, what, key)

    def _number(self, what: str, key: Any) -> int:
        """An id for a row that had none."""
        numbers = self._numbers.setdefault(what, {})
        return numbers.setdefault(key, len(numbers) + 1)

    def _plain(self, what: str) -> Callable[[Row], Row]:
        return lambda row: row | {"uid": self._own(what, row["id"])}

    def _titled(self, what: str) -> Callable[[Row], Row]:
        return lambda row: self._on_title(row) | {"uid": self._own(what, row["id"])}

    def _rating(self, row: Row) -> Row:
        return self._on_title(row) | {"uid": uid_of("rating", self._title(row["title_id"])[1])}

    def _list(self, row: Row) -> Row:
        return row | {"uid": self._list_uid(row["id"]), "ranked": 0}

    def _list_uid(self, list_id: int) -> str:
        return uid_of("watchlist") if list_id == self._watchlist else self._own("list", list_id)

    def _entry(self, row: Row) -> Row:
        uid = uid_of("entry", self._list_uid(row["list_id"]), self._title(row["title_id"])[1])
        return self._on_title(row) | {"uid": uid, "my_person_id": None}

    def _viewing(self, row: Row) -> Row:
        """A rewatch was always written down; that it was none then says nothing now."""
        more = {
            "uid": self._own("viewing", row["id"]),
            "rewatch": 1 if row["rewatch"] else None,
            "liked": None,
            "tags": "[]",
        }
        return self._on_title(row) | more

    def _review(self, row: Row) -> Row:
        title_id = row["title_id"]
        return self._on_title(row) | {
            "id": self._number("said_review", title_id), "uid": self._own("review", title_id), "viewing_id": None,
        }  # fmt: skip

    def _vote(self, row: Row) -> Row:
        return self._on_title(row) | {"uid": uid_of("vote", self._title(row["title_id"])[1], row["review"])}

    def _tag(self, row: Row) -> Row:
        key = row["title_id"], row["tag"]
        uid = uid_of("tag", self._title(row["title_id"])[1], row["tag"])
        return self._on_title(row) | {"id": self._number("said_tag", key), "uid": uid}

    def _note(self, row: Row) -> Row:
        of_title, subject_id = row["subject"] == "title", row["subject_id"]
        my_id, uid = self._title(subject_id) if of_title else self._person(subject_id)
        return {
            "id": self._number("said_note", (row["subject"], subject_id)), "uid": uid_of("note", uid),
            "my_id": my_id if of_title else None, "my_person_id": None if of_title else my_id,
            "text": row["text"], "edited_at": row["edited_at"],
        }  # fmt: skip

    def _hidden(self, row: Row) -> Row:
        my_id, uid = self._title(row["title_id"])
        under_id, under = self._title(row["under"]) if row["under"] else (None, "")
        number = self._number("said_hidden", (row["title_id"], row["under"]))
        return {"id": number, "uid": uid_of("hidden", uid, under), "my_id": my_id, "under_id": under_id}

    def _follow(self, row: Row) -> Row:
        my_id, uid = self._person(row["person_id"], row["name"])
        return {"my_person_id": my_id, "uid": uid_of("follow", uid), "followed_at": row["followed_at"]}

    def _duel(self, row: Row) -> Row:
        both = {name: self._title(row[name])[0] for name in ("winner_id", "loser_id")}
        return row | both | {"uid": self._own("duel", row["id"])}

    def _decision(self, row: Row) -> Row:
        my_id = None if row["title_id"] is None else self._title(row["title_id"])[0]
        told = {name: row[name] for name in ("origin", "key", "decided_at")}
        return told | {"uid": uid_of("decision", row["origin"], row["key"]), "my_id": my_id}

    # -- the journal, and texts that only it holds

    def _journal(self) -> None:
        for row in self._rows("old_journal_action"):
            title_id = row.pop("title_id")
            about = self._titles.get(title_id, (None, ""))[0]
            more = {"uid": self._own("action", row["id"]), "my_id": about, "turned_at": row["undone_at"]}
            self._insert("journal_action", row | more)
        chunk: list[tuple[Any, ...]] = []
        for row in self._rows("old_journal_change"):
            states = [json.loads(row[side]) if row[side] else None for side in ("before", "after")]
            if row["table_name"] in ("my_review", "my_review_version"):
                for state in filter(None, states):
                    self._text(state)
            if row["table_name"] not in self._of:  # versions of reviews are kept for good now
                continue
            table, convert = self._of[row["table_name"]]
            before, after = (convert(state) if state else None for state in states)
            moved = before and after and before["uid"] != after["uid"]  # to another title: one row goes, one comes
            for old, new in [(before, None), (None, after)] if moved else [(before, after)]:
                uid = (old or new or {})["uid"]
                chunk.append((row["action_id"], table, uid, _written(old), _written(new)))
            if len(chunk) >= _CHUNK:
                self._changes(chunk)
        self._changes(chunk)

    def _changes(self, chunk: list[tuple[Any, ...]]) -> None:
        self.con.executemany(
            "INSERT INTO journal_change (action_id, table_name, row_key, before, after) VALUES (?, ?, ?, ?, ?)", chunk
        )
        chunk.clear()

    def _text(self, state: Row) -> None:
        key = self._own("review", state["title_id"]), state["headline"], state["text"], state["spoiler"]
        self._texts.setdefault(key, (state["title_id"], state.get("saved_at") or state["edited_at"]))

    def _versions(self) -> None:
        """Every text that a review ever had, but for those that stand."""
        for row in self._rows("old_my_review_version"):
            self._text(row)
        for row in self._rows("old_my_review"):
            self._texts.pop((self._own("review", row["title_id"]), row["headline"], row["text"], row["spoiler"]), None)
        for (review, headline, text, spoiler), (title_id, saved_at) in sorted(
            self._texts.items(), key=lambda item: item[1][1]
        ):
            self._insert(
                "said_review_version",
                {
                    "uid": uid_of("version", review, headline, text, spoiler), "my_id": self._title(title_id)[0],
                    "review_uid": review, "headline": headline, "text": text, "spoiler": spoiler, "saved_at": saved_at,
                },
            )  # fmt: skip

    # -- parts of these

    def _rows(self, table: str) -> Iterator[Row]:
        cursor = self.con.execute(f"SELECT * FROM {table} ORDER BY rowid")
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def _insert(self, table: str, row: Row) -> int:
        columns = ", ".join(f'"{name}"' for name in row)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})"
        return self.con.execute(sql, tuple(row.values())).lastrowid or 0

    def _sequences(self) -> None:
        """Ids that were given once are not given again, also where their rows are gone."""
        last = {name: len(numbers) for name, numbers in self._numbers.items()}
        old = dict(self.con.execute("SELECT name, seq FROM sqlite_sequence WHERE name LIKE 'old_%'"))
        for name, (table, _) in self._of.items():
            last[table] = max(last.get(table, 0), old.get(f"old_{name}", 0))
        for name in _JOURNAL:
            last[name] = old.get(f"old_{name}", 0)
        for table, seq in last.items():
            done = self.con.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, table))
            if seq and not done.rowcount:
                self.con.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, seq))


def _written(state: Row | None) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False, separators=(",", ":"))
