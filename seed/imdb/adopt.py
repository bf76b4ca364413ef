"""What the viewer said of films and people that have got ids of IMDb's moves to these, in one action that undo takes back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from sqlalchemy import text
from sqlmodel import Session

from db.base.clock import now
from db.base.home import Home
from db.base.sqlite import uri
from db.personal.desk import Desk
from seed.imdb.keep import Moves

#: Tables and the columns of theirs that hold a title's id.
_TITLES = (
    ("my_rating", "title_id"), ("my_list_entry", "title_id"), ("my_diary", "title_id"), ("my_review", "title_id"),
    ("my_review_version", "title_id"), ("my_review_vote", "title_id"), ("my_tag", "title_id"), ("my_hidden", "title_id"),
    ("my_hidden", "under"), ("my_correction", "title_id"), ("my_owned", "title_id"), ("my_thread", "title_id"),
    ("my_duel", "winner_id"), ("my_duel", "loser_id"), ("my_decision", "title_id"),
)  # fmt: skip
_ORIGIN = "starter"


def adopt(home: Home, moves: Moves) -> tuple[int, int]:
    """Move the records of ``moves``; where the new title has such a record already, the old one stays with the old.

    Films of doubt are put among the unmatched, once. Returns how many titles and people moved, and how many are in doubt.
    """
    with closing(sqlite3.connect(uri(home.personal, mode="ro"), uri=True)) as con:
        spoken = _spoken_of(con)
        followed = {row[0] for row in con.execute("SELECT person_id FROM my_follow")}
        followed |= {row[0] for row in con.execute("SELECT subject_id FROM my_note WHERE subject = 'person'")}
        asked = {
            json.loads(row[0]).get("title_id")
            for row in con.execute("SELECT row FROM my_unmatched WHERE origin = ?", (_ORIGIN,))
        }
    titles = {old: new for old, new in moves.titles.items() if old in spoken}
    people = {old: new for old, new in moves.people.items() if old in followed}
    doubtful = {old: new for old, new in moves.doubtful.items() if old in spoken and old not in asked}
    if titles or people or doubtful:
        desk = Desk(home)
        try:
            with desk.action(
                "import", f"IMDb's titles took over what you said of {len(titles)} films of the starter catalogue"
            ) as act:
                _move_titles(act.session, titles)
                _move_people(act.session, people)
                _ask(act.session, doubtful, spoken)
        finally:
            desk.close()
    return len(titles) + len(people), len(doubtful)


def _spoken_of(con: sqlite3.Connection) -> dict[int, tuple[str, int | None]]:
    """Titles of which there is some record, with their names and years."""
    told = " UNION ".join(f"SELECT {column} FROM {table}" for table, column in _TITLES)
    told += " UNION SELECT subject_id FROM my_note WHERE subject = 'title'"
    return {
        row[0]: (row[1], row[2])
        for row in con.execute(f"SELECT title_id, title, year FROM my_title WHERE title_id IN ({told})")
    }


def _move_titles(session: Session, titles: dict[int, int]) -> None:
    for old, new in titles.items():
        ids = {"old": old, "new": new}
        session.execute(
            text("INSERT OR IGNORE INTO my_title SELECT :new, title, year, kind FROM my_title WHERE title_id = :old"), ids
        )
        for table, column in _TITLES:
            session.execute(text(f"UPDATE OR IGNORE {table} SET {column} = :new WHERE {column} = :old"), ids)
        session.execute(
            text("UPDATE OR IGNORE my_note SET subject_id = :new WHERE subject = 'title' AND subject_id = :old"), ids
        )
        session.execute(text("UPDATE OR IGNORE my_draft SET title_id = :new WHERE title_id = :old"), ids)
        session.execute(
            text("UPDATE OR IGNORE my_visit SET subject_id = :new WHERE subject = 'title' AND subject_id = :old"), ids
        )


def _move_people(session: Session, people: dict[int, int]) -> None:
    for old, new in people.items():
        ids = {"old": old, "new": new}
        session.execute(text("UPDATE OR IGNORE my_follow SET person_id = :new WHERE person_id = :old"), ids)
        session.execute(
            text("UPDATE OR IGNORE my_note SET subject_id = :new WHERE subject = 'person' AND subject_id = :old"), ids
        )
        session.execute(
            text("UPDATE OR IGNORE my_visit SET subject_id = :new WHERE subject = 'person' AND subject_id = :old"), ids
        )


def _ask(session: Session, doubtful: dict[int, list[int]], spoken: dict[int, tuple[str, int | None]]) -> None:
    for old, candidates in doubtful.items():
        title, year = spoken[old]
        session.execute(
            text("INSERT INTO my_unmatched (origin, row, candidates, seen_at) VALUES (:origin, :row, :candidates, :now)"),
            {
                "origin": _ORIGIN, "now": now(), "candidates": json.dumps(candidates),
                "row": json.dumps({"title_id": old, "title": title, "year": year}, ensure_ascii=False),
            },
        )  # fmt: skip
