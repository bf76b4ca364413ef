"""Invented records for the tests of Matinee's own JSON: a random ``personal.db``, and a strict loader of what was read.

``invent`` fills an empty file with rows of every table; ``load`` writes the rows of a reading into another. Both write plain
SQL with the journal off.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from random import Random
from typing import Any

from db.base.records.exchange import Reading, Row
from db.personal import ddl, file

#: Pieces of text that have broken exports: quotes, markup, formulas, controls, other scripts.
PIECES = (
    "Rain", "a \"quoted\" word", "comma, semicolon; tab\there", "=1+1", "-5", "@home", "'=already", "+", "line\nbreak\r\nand\rmore",
    "<b>bold</b> & &amp; <br>", "[REC] [/x]", "七人の侍", "العربية", "Ame\u0301lie", "🎬", "nul\x00nul", "\x1b[31m", "\u2028", "\ufeff",
    "\\", "{}", "null", "'", "  ends blank  ",
)  # fmt: skip
KINDS = ("movie", "short", "tvSeries", "tvMiniSeries", "tvEpisode", "tvMovie", "video", "videoGame", "")


@cache
def _empty() -> bytes:
    con = sqlite3.connect(":memory:", isolation_level=None)
    ddl.create(con)
    con.execute(f"PRAGMA user_version = {file.VERSION}")
    con.execute("INSERT INTO my_reconciled (one) VALUES (1)")
    return bytes(con.serialize())


def empty() -> sqlite3.Connection:
    """A personal file in memory, with no list in it."""
    con = sqlite3.connect(":memory:", isolation_level=None)
    con.deserialize(_empty())
    return con


@contextmanager
def unjournalled(con: sqlite3.Connection) -> Iterator[None]:
    """Changes that the journal does not hold, in one transaction."""
    con.execute("BEGIN")
    con.execute("INSERT INTO journal_now (one, action_id) VALUES (1, 0)")
    yield
    con.execute("DELETE FROM journal_now")
    con.execute("COMMIT")


class Life:
    """Random values, and the rows that they go into."""

    def __init__(self, con: sqlite3.Connection, seed: int) -> None:
        self.con, self.random = con, Random(seed)

    def uid(self) -> str:
        return f"{self.random.getrandbits(128):032x}"

    def text(self) -> str:
        return " ".join(self.random.choice(PIECES) for _ in range(self.random.randint(0, 3)))

    def name(self) -> str:
        return self.text() or "Untitled"

    def time(self) -> str:
        day = f"20{self.random.randint(10, 25)}-{self.random.randint(1, 12):02d}-{self.random.randint(1, 28):02d}"
        return self.random.choice((day, f"{day}T20:15:0{self.random.randint(0, 9)}.000Z", f"{day}T01:02:03Z"))

    def maybe(self, value: Any) -> Any:
        return self.random.choice((value, None))

    def insert(self, table: str, **values: Any) -> int:
        values.setdefault("uid", self.uid())
        if table == "said_draft":
            del values["uid"]
        names = ", ".join(f'"{name}"' for name in values)
        done = self.con.execute(
            f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
        )
        return int(done.lastrowid or 0)

    def fill(self, size: int = 4) -> None:
        """Some titles and people, and about ``size`` rows in every table."""
        roll = self.random
        titles = [self._subject("title", number) for number in range(1, size + 2)]
        people = [self._subject("person", number) for number in range(1, size + 2)]
        lists = [
            self.insert("my_list", kind=kind, name=f"{self.name()} {number}", about=self.text(), created_at=self.time(),
                        query=self.text() if kind == "smart" else None, position=roll.random() * 9, ranked=roll.randint(0, 1))
            for number, kind in enumerate(["watchlist", *roll.choices(("list", "smart"), k=roll.randint(0, size))])
        ]  # fmt: skip
        for place in range(1, roll.randint(1, 5)):
            self.insert("said_favourite", place=place, my_id=roll.choice(titles), chosen_at=self.time())
        for _ in range(roll.randint(0, size)):
            self._row(roll.choice(titles), roll.choice(titles), roll.choice(people), roll.choice(lists))

    def _subject(self, what: str, number: int) -> int:
        roll = self.random
        place = self.maybe(roll.choice((number, -number * 1000, 20_000_000 + number)))
        said = roll.choice((place, place, 30_000_000 + number, None))
        decided = roll.choice(("id", "former", "name", "viewer", "none"))
        if what == "person":
            return self.insert(
                "my_person", person_id=place, said_id=said, name=self.name(), year=self.maybe(1926), decided_by=decided
            )
        return self.insert(
            "my_title",
            title_id=place,
            said_id=said,
            title=self.name(),
            year=self.maybe(1999),
            kind=roll.choice(KINDS),
            decided_by=decided,
        )

    def _row(self, title: int, other: int, person: int, on: int) -> None:
        """A row in every table, of these titles and people."""
        roll, time = self.random, self.time
        one = roll.choice(({"my_id": title}, {"my_person_id": person}))
        spoken = json.dumps([self.text() for _ in range(roll.randint(0, 2))], ensure_ascii=False)
        viewing = self.insert(
            "said_diary", my_id=title, watched_on=self.maybe(time()[:10]), rewatch=self.maybe(roll.randint(0, 1)),
            rating=self.maybe(roll.randint(1, 10)), liked=self.maybe(roll.randint(0, 1)), tags=spoken, place=self.text(),
            company=self.text(), stopped_at=self.maybe(roll.randint(0, 90)), note=self.text(), logged_at=time(),
        )  # fmt: skip
        self.insert("said_rating", my_id=title, value=roll.randint(1, 10), rated_at=time())
        self.insert("said_like", my_id=title, liked_at=time())
        self.insert("said_season", my_id=title, season=roll.randint(0, 3), value=roll.randint(1, 10), rated_at=time())
        self.insert(
            "said_state", my_id=title, state=roll.choice(("under way", "paused", "dropped", "finished")), since=time()
        )
        self.insert("said_list_entry", list_id=on, position=roll.randint(0, 9) / 2, note=self.text(), added_at=time(), **one)
        text = {"headline": self.text(), "text": self.text(), "spoiler": roll.randint(0, 1)}
        review = self.uid()
        self.insert(
            "said_review",
            uid=review,
            my_id=title,
            viewing_id=self.maybe(viewing),
            written_at=time(),
            edited_at=time(),
            **text,
        )
        self.insert(
            "said_review_version",
            my_id=title,
            review_uid=self.maybe(review),
            kind=roll.choice(("review", "draft")),
            saved_at=time(),
            **text,
        )
        self.insert("said_draft", my_id=title, saved_at=time(), **text)
        self.insert("said_vote", my_id=title, review=self.uid(), helpful=roll.randint(0, 1))
        self.insert("said_tag", my_id=title, tag=self.name())
        self.insert("said_note", text=self.text(), edited_at=time(), **one)
        self.insert("said_hidden", my_id=title, under_id=self.maybe(other))
        value = roll.choice(
            ('"a text"', "[1, null]", '{"name": "Ame\u0301lie"}', '{"spaced":1}', '["\\u00e9"]', "1.5", '["\\ud800"]')
        )
        self.insert("said_correction", my_id=title, section=self.text(), value=value, made_at=time())
        self.insert("said_follow", my_person_id=person, followed_at=time())
        self.insert(
            "said_owned", my_id=title, medium=roll.choice(("file", "shelf")), location=self.text(), raw=self.maybe("ff2f00"),
            size=self.maybe(2**40), fingerprint=self.maybe("ab"), note=self.text(), added_at=time(),
        )  # fmt: skip
        self.insert("said_thread", my_id=title, subject=self.text(), notes='[["2020-01-02", "é"]]', edited_at=time())
        self.insert("said_duel", winner_id=title, loser_id=other, judged_at=time())
        subject, asked = roll.choice((("title", title), ("person", person)))
        (of,) = self.con.execute(f"SELECT uid FROM my_{subject} WHERE id = ?", (asked,)).fetchone()
        self.insert(
            "my_answer",
            subject_uid=of,
            subject=subject,
            answer_id=self.maybe(-7 if subject == "title" else 9),
            refused="[1, -2]",
            answered_at=time(),
        )
        self.insert("my_decision", origin="letterboxd", key=self.text(), my_id=self.maybe(title), decided_at=time())
        row = roll.choice(
            (self.text(), json.dumps({"title": of, "series": None, "text": self.text()}, ensure_ascii=False), "[]")
        )
        self.insert("my_unmatched", origin=roll.choice(("imdb", "trakt")), row=row, candidates="[5]", seen_at=time())


def invent(seed: int, size: int = 4) -> sqlite3.Connection:
    """A personal file in memory with invented records."""
    con = empty()
    with unjournalled(con):
        Life(con, seed).fill(size)
    return con


def load(con: sqlite3.Connection, reading: Reading) -> None:
    """Write the rows of a reading into an empty file, in their order. Whatever does not fit fails."""
    ids: dict[tuple[str, str], int] = {}
    refers = {
        "my_id": "my_title", "my_person_id": "my_person", "list_id": "my_list", "viewing_id": "said_diary", "under_id": "my_title",
        "winner_id": "my_title", "loser_id": "my_title",
    }  # fmt: skip
    with unjournalled(con):
        for row in reading.records:
            assert isinstance(row, Row)
            values: dict[str, Any] = dict(row.values) if row.table == "said_draft" else {"uid": row.uid, **row.values}
            values |= {column: ids[refers[column], uid] for column, uid in row.refers.items()}
            names = ", ".join(f'"{name}"' for name in values)
            done = con.execute(
                f"INSERT INTO {row.table} ({names}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
            )
            ids[row.table, row.uid] = int(done.lastrowid or 0)
