"""A viewer of version 1, whose code is gone: random actions on a file of that schema, with its journal and undo."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.base.home import Home
from db.personal import file

SCRIPT = Path(__file__).with_name("versions") / "1.sql"
FILMS = {1: "The Red Shoes", 2: "Black Narcissus", 3: "The Leopard", -4: "[REC] [/x]", -5: "Пётр", 40725: "Seven"}
PEOPLE = {9: "Moira Shearer", -8: "Nobody Known"}


class Viewer:
    """One viewer, at one file."""

    def __init__(self, home: Home, seed: int) -> None:
        home.make()
        self.path = home.personal
        self.chance = random.Random(seed)
        self.con = sqlite3.connect(self.path, isolation_level=None)
        self._clock = 0
        with self:
            for statement in SCRIPT.read_text(encoding="utf-8").split("\n\n"):
                self.con.execute(statement)
            self.con.execute("INSERT INTO journal_now VALUES (1, 0)")
            self.con.execute(
                "INSERT INTO my_list (kind, name, about, position, created_at) VALUES ('watchlist', 'Watchlist', '', 0, ?)",
                (f"2026-01-01T00:00:00.{seed % 1000:03d}Z",),
            )
            self.con.execute("DELETE FROM journal_now")
            self.con.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT"
                             " alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
            self.con.execute("INSERT INTO alembic_version VALUES ('0001')")
            self.con.execute(f"PRAGMA application_id = {file.APPLICATION_ID}")
            self.con.execute("PRAGMA user_version = 1")
        self.con.execute("PRAGMA journal_mode = WAL")
        self.con.execute("PRAGMA recursive_triggers = 1")
        self.con.execute("PRAGMA foreign_keys = 1")

    def __enter__(self) -> None:
        self.con.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self.con.execute("ROLLBACK" if error else "COMMIT")

    def copy(self, home: Home) -> None:
        """This file as it is now, in another home."""
        home.make()
        self.con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.path, home.personal)

    def now(self) -> str:
        self._clock += 1
        return f"2026-02-01T{self._clock // 3600 % 24:02d}:{self._clock // 60 % 60:02d}:{self._clock % 60:02d}.000Z"

    def live(self) -> int:
        """How many actions are not undone."""
        return int(self.con.execute("SELECT count(*) FROM journal_action WHERE undone_at IS NULL").fetchone()[0])

    # -- what it does

    def step(self) -> None:
        """One random action, or a draft, a visit, an undo, a redo."""
        if (luck := self.chance.random()) < 0.12:
            self.undo()
        elif luck < 0.16:
            self.redo()
        elif luck < 0.22:
            self._beside()
        else:
            name = self.chance.choice(sorted(name for name in dir(self) if name.startswith("do_")))
            self._act(name.removeprefix("do_"), getattr(self, name))

    def _act(self, kind: str, do: Callable[[int], None]) -> None:
        title_id = self.chance.choice(list(FILMS))
        with self:
            done = self.con.execute(
                "INSERT INTO journal_action (at, kind, sentence, title_id, origin, dropped) VALUES (?, ?, ?, ?, 'here', 0)",
                (self.now(), kind, f"{kind} {title_id}", title_id),
            )
            self.con.execute("INSERT INTO journal_now VALUES (1, ?)", (done.lastrowid,))
            self.con.execute("INSERT OR IGNORE INTO my_title VALUES (?, ?, 1950, 'movie')", (title_id, FILMS[title_id]))
            do(title_id)
            self.con.execute("DELETE FROM journal_now")
            if self.con.execute("SELECT 1 FROM journal_change WHERE action_id = ?", (done.lastrowid,)).fetchone():
                self.con.execute("UPDATE journal_action SET dropped = 1 WHERE undone_at IS NOT NULL AND dropped = 0")
            else:
                self.con.execute("DELETE FROM journal_action WHERE id = ?", (done.lastrowid,))

    def _one(self, sql: str, *values: object) -> tuple[object, ...] | None:
        rows = self.con.execute(sql, values).fetchall()
        return self.chance.choice(rows) if rows else None

    def do_rate(self, film: int) -> None:
        value = self.chance.choice([None, *range(1, 11)])
        if value is None:
            self.con.execute("DELETE FROM my_rating WHERE title_id = ?", (film,))
        else:
            self.con.execute(
                "INSERT INTO my_rating VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?2, rated_at = ?3",
                (film, value, self.now()),
            )

    def do_list(self, film: int) -> None:
        held = self._one("SELECT id, name FROM my_list WHERE kind <> 'watchlist'")
        match self.chance.randrange(4):
            case 0:
                name = self.chance.choice(["Noir", "Rain", "Ballet"])
                self.con.execute(
                    "INSERT OR IGNORE INTO my_list (kind, name, about, position, created_at) VALUES ('list', ?, '', 1, ?)",
                    (name, self.now()),
                )
            case 1 if held:
                self.con.execute("DELETE FROM my_list WHERE id = ?", (held[0],))
            case 2 if held:
                self.con.execute("UPDATE my_list SET about = ? WHERE id = ?", (self.now(), held[0]))

    def do_entry(self, film: int) -> None:
        (number,) = self._one("SELECT id FROM my_list") or (1,)
        gone = self.con.execute("DELETE FROM my_list_entry WHERE list_id = ? AND title_id = ?", (number, film)).rowcount
        if not gone:
            self.con.execute(
                "INSERT INTO my_list_entry (list_id, title_id, position, note, added_at) VALUES (?, ?, ?, '', ?)",
                (number, film, self._clock, self.now()),
            )

    def do_log(self, film: int) -> None:
        held = self._one("SELECT id FROM my_diary")
        match self.chance.randrange(4):
            case 0 if held:
                self.con.execute("UPDATE my_diary SET note = ?, rating = 7 WHERE id = ?", (self.now(), held[0]))
            case 1 if held:
                self.con.execute("DELETE FROM my_diary WHERE id = ?", held)
            case _:
                self.con.execute(
                    "INSERT INTO my_diary (title_id, watched_on, rewatch, rating, place, company, stopped_at, note, logged_at)"
                    " VALUES (?, ?, ?, ?, 'Filmhaus', '', NULL, '', ?)",
                    (film, f"2026-01-{self.chance.randrange(1, 29):02d}", self.chance.randrange(2), None, self.now()),
                )

    def do_review(self, film: int) -> None:
        text = self.chance.choice(["Good.", "Bad.", "Ugly 🎬", None])
        keep = (
            "INSERT INTO my_review_version (title_id, headline, text, spoiler, saved_at)"
            " SELECT title_id, headline, text, spoiler, edited_at FROM my_review WHERE title_id = ?"
        )
        self.con.execute(keep, (film,))
        if text is None:
            self.con.execute("DELETE FROM my_review WHERE title_id = ?", (film,))
        else:
            self.con.execute(
                "INSERT INTO my_review VALUES (?1, '', ?2, 0, ?3, ?3) ON CONFLICT DO UPDATE SET text = ?2, edited_at = ?3",
                (film, text, self.now()),
            )

    def do_vote(self, film: int) -> None:
        self.con.execute("INSERT OR REPLACE INTO my_review_vote VALUES (?, 'digest', ?)", (film, self.chance.randrange(2)))

    def do_tag(self, film: int) -> None:
        word = self.chance.choice(["rainy", "ballet"])
        if not self.con.execute("DELETE FROM my_tag WHERE title_id = ? AND tag = ?", (film, word)).rowcount:
            self.con.execute("INSERT INTO my_tag VALUES (?, ?)", (film, word))

    def do_note(self, film: int) -> None:
        subject, number = self.chance.choice([("title", film), ("person", self.chance.choice(list(PEOPLE)))])
        if self.chance.random() < 0.3:
            self.con.execute("DELETE FROM my_note WHERE subject = ? AND subject_id = ?", (subject, number))
        else:
            self.con.execute("INSERT OR REPLACE INTO my_note VALUES (?, ?, 'A note.', ?)", (subject, number, self.now()))

    def do_follow(self, film: int) -> None:
        person = self.chance.choice(list(PEOPLE))
        if not self.con.execute("DELETE FROM my_follow WHERE person_id = ?", (person,)).rowcount:
            self.con.execute("INSERT INTO my_follow VALUES (?, ?, ?)", (person, PEOPLE[person], self.now()))

    def do_hide(self, film: int) -> None:
        self.con.execute("INSERT OR IGNORE INTO my_hidden VALUES (?, ?)", (film, self.chance.choice([0, 1])))
        self.con.execute("INSERT OR IGNORE INTO my_title VALUES (1, 'The Red Shoes', 1948, 'movie')")

    def do_own(self, film: int) -> None:
        self.con.execute(
            "INSERT INTO my_owned (title_id, medium, location, note, added_at) VALUES (?, 'shelf', 'Left', '', ?)",
            (film, self.now()),
        )

    def do_import(self, film: int) -> None:
        """As an import moved records from a film without an id to one with an id."""
        self.con.execute("INSERT OR IGNORE INTO my_title VALUES (77, 'Moved', 1950, 'movie')")
        for table in ("my_rating", "my_diary", "my_tag", "my_list_entry"):
            self.con.execute(f"UPDATE OR IGNORE {table} SET title_id = 77 WHERE title_id = ?", (film,))

    def _beside(self) -> None:
        film = self.chance.choice(list(FILMS))
        with self:
            self.con.execute("INSERT OR REPLACE INTO my_draft VALUES (?, '', 'Half a sen', 0, ?)", (film, self.now()))
            self.con.execute(
                "INSERT OR REPLACE INTO my_visit VALUES ('title', ?, ?, 1950, ?)", (film, FILMS[film], self.now())
            )

    # -- undo and redo, as they were

    def undo(self) -> None:
        """Take back the last action; what would leave a loose row is refused, as it was."""
        with suppress(LookupError), self._without_references():
            (found,) = self.con.execute("SELECT max(id) FROM journal_action WHERE undone_at IS NULL").fetchone()
            if found is None:
                return
            (turn,) = self.con.execute("SELECT coalesce(max(undone_turn), 0) + 1 FROM journal_action").fetchone()
            self._play(found, "before", "DESC")
            self.con.execute(
                "UPDATE journal_action SET undone_at = ?, undone_turn = ? WHERE id = ?", (self.now(), turn, found)
            )

    def redo(self) -> None:
        """Do again what was last undone."""
        with suppress(LookupError), self._without_references():
            found = self.con.execute(
                "SELECT id FROM journal_action WHERE dropped = 0 AND undone_turn IS NOT NULL ORDER BY undone_turn DESC LIMIT 1"
            ).fetchone()
            if found:
                self._play(found[0], "after", "ASC")
                self.con.execute("UPDATE journal_action SET undone_at = NULL, undone_turn = NULL WHERE id = ?", found)

    @contextmanager
    def _without_references(self) -> Iterator[None]:
        self.con.execute("PRAGMA foreign_keys = 0")
        try:
            with self:
                yield
                if self.con.execute("PRAGMA foreign_key_check").fetchone():
                    raise LookupError("something done since stands in its way")
        finally:
            self.con.execute("PRAGMA foreign_keys = 1")

    def _play(self, action: int, side: str, order: str) -> None:
        rows = {
            (table, key): state
            for table, key, state in self.con.execute(
                f"SELECT table_name, row_key, {side} FROM journal_change WHERE action_id = ? ORDER BY id {order}", (action,)
            )
        }
        self.con.execute("INSERT INTO journal_now VALUES (1, 0)")
        for table, key in rows:
            info = self.con.execute(f"PRAGMA table_info({table})").fetchall()
            where = " AND ".join(f'"{column[1]}" = ?' for column in sorted(info, key=lambda each: each[5]) if column[5])
            self.con.execute(f"DELETE FROM {table} WHERE {where}", json.loads(key))
        for (table, _), state in rows.items():
            if state is not None:
                values = json.loads(state)
                names = ", ".join(f'"{name}"' for name in values)
                marks = ", ".join("?" * len(values))
                self.con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
        self.con.execute("DELETE FROM journal_now")
