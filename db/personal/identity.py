"""What the viewer's records hang on: rows of ``my_title`` and ``my_person``, found by the ids that screens know, or made.

Several rows may be one title by now (a film of the starter catalogue that got an id of IMDb's); what is written goes to one
of them, what is cleared is cleared on all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from secrets import token_hex
from typing import NamedTuple

from db.base.ids import uid_of
from db.base.records.cards import PersonCard, TitleCard
from db.base.text import line

#: The name of a title while nobody has said it.
UNNAMED = "?"


#: Queries for the rows of ``my_title`` and ``my_person`` of which something is said now: undo leaves the rows themselves.
TITLES_SAID = " UNION ALL ".join(
    f"SELECT {column} FROM {table}"
    for table, column in (
        *((f"said_{name}", "my_id") for name in (
            "rating", "like", "favourite", "season", "state", "list_entry", "diary", "review", "vote", "tag", "note", "hidden",
            "correction", "owned", "thread", "draft",
        )),
        ("said_hidden", "under_id"), ("said_duel", "winner_id"), ("said_duel", "loser_id"), ("my_decision", "my_id"),
    )
)  # fmt: skip
PEOPLE_SAID = " UNION ALL ".join(f"SELECT my_person_id FROM said_{name}" for name in ("follow", "note", "list_entry"))


class Said(NamedTuple):
    """A row of ``my_title`` or ``my_person``: its own id, its uid, and the name it was said under."""

    id: int
    uid: str
    name: str


#: Of several rows that are one title, that which was said under this very id comes last, then the oldest.
_FOUND = """SELECT shown_id, id, uid, {name} FROM {table} WHERE shown_id IN (SELECT value FROM json_each(?))
ORDER BY shown_id, said_id IS shown_id, id DESC"""
_TITLES = _FOUND.format(table="my_title", name="title")
_PEOPLE = _FOUND.format(table="my_person", name="name")


def titles(con: sqlite3.Connection, title_id: int) -> list[Said]:
    """Every row that is this title, that to write to last."""
    return [Said(*row[1:]) for row in con.execute(_TITLES, (json.dumps([title_id]),))]


def people(con: sqlite3.Connection, person_id: int) -> list[Said]:
    """Every row that is this person, that to write to last."""
    return [Said(*row[1:]) for row in con.execute(_PEOPLE, (json.dumps([person_id]),))]


def keep_titles(con: sqlite3.Connection, cards: Iterable[TitleCard]) -> dict[int, Said]:
    """The row to write to for each card, by the card's id; made where there is none."""
    wanted = {card.id: card for card in cards}
    found = _known(con, _TITLES, wanted)
    nameless = [(line(wanted[key].title), wanted[key].year, said.id) for key, said in found.items() if said.name == UNNAMED]
    con.executemany("UPDATE my_title SET title = ?, year = ? WHERE id = ? AND ?1 <> ''", nameless)
    fresh = [card for key, card in wanted.items() if key not in found]
    if fresh:
        uids = _uids(con, "title", [card.id for card in fresh])
        con.executemany(
            "INSERT INTO my_title (uid, title_id, said_id, title, year, kind) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (uid, card.id, card.id, line(card.title) or UNNAMED, card.year, card.kind)
                for uid, card in zip(uids, fresh, strict=True)
            ],
        )
        found |= _known(con, _TITLES, [card.id for card in fresh])
    return found


def keep_person(con: sqlite3.Connection, card: PersonCard) -> Said:
    """The row to write to for a person; made where there is none."""
    found = _known(con, _PEOPLE, [card.id])
    if not found:
        (uid,) = _uids(con, "person", [card.id])
        con.execute(
            "INSERT INTO my_person (uid, person_id, said_id, name, year) VALUES (?, ?, ?, ?, ?)",
            (uid, card.id, card.id, line(card.name) or UNNAMED, card.birth_year),
        )
        found = _known(con, _PEOPLE, [card.id])
    return found[card.id]


def keep_unplaced(con: sqlite3.Connection, title: str, year: int | None, kind: str, source: str, key: str) -> Said:
    """The row for a title that no id is known of, as the record ``key`` of an export names it; reconciling finds its place."""
    uid = uid_of(source, key)
    con.execute(
        "INSERT OR IGNORE INTO my_title (uid, title, year, kind, decided_by) VALUES (?, ?, ?, ?, 'none')",
        (uid, line(title) or UNNAMED, year, kind),
    )
    return Said(*con.execute("SELECT id, uid, title FROM my_title WHERE uid = ?", (uid,)).fetchone())


def _known(con: sqlite3.Connection, query: str, ids: Iterable[int]) -> dict[int, Said]:
    return {row[0]: Said(*row[1:]) for row in con.execute(query, (json.dumps(list(ids)),))}


def _uids(con: sqlite3.Connection, what: str, ids: Sequence[int]) -> list[str]:
    """A uid for each id: the same on every machine, unless a row that is another title now has it."""
    made = [uid_of(what, each) for each in ids]
    table = "my_title" if what == "title" else "my_person"
    taken = con.execute(f"SELECT uid FROM {table} WHERE uid IN (SELECT value FROM json_each(?))", (json.dumps(made),))
    gone = {row[0] for row in taken}
    return [token_hex(16) if uid in gone else uid for uid in made]
