"""Reconciling: which title or person of the catalogue in use each of the viewer's is now.

Nothing that the viewer did, and so not in the history: undo of what came before works across it. It may be done at any time
and any number of times; cut off, it is done the next time. A stamp says in less than a millisecond that nothing is to be done.
What is in doubt is asked (``matinee unmatched``), once; the answer is remembered.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from db.base.clock import now
from db.base.home import Home
from db.base.records.exchange import Match, Mention, uid_of_mention
from db.base.records.kept import unpacked
from db.catalogue import id_maps
from db.library import Library
from db.personal.bringing import joining
from db.personal.desk import Desk
from db.personal.places import Answer, Decision, Facts, Named, Subject, by_ids, by_name
from db.reading import matching, namesakes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reconciling did: titles and people that are others now, and questions that wait.

    ``unknown`` counts those without candidates: the catalogue has nothing of that name.
    """

    moved: int = 0
    waiting: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the viewer's titles or people stand, and where the catalogue's."""

    subject: Literal["title", "person"]
    mine: str
    place: str
    columns: str
    theirs: str
    former: str
    named: Callable[[sqlite3.Connection, Subject], Named]


_TITLES = _Table(
    "title", "my_title", "title_id", "title, year, kind", "title", "former_title", namesakes.title,
)  # fmt: skip
_PEOPLE = _Table(
    "person", "my_person", "person_id", "name, year, ''", "person", "former_person", namesakes.person,
)  # fmt: skip
_ASKED_BY_VERSION_1 = """SELECT json_extract(row, '$.title_id'), candidates FROM my_unmatched WHERE origin = 'starter'
AND CASE WHEN json_valid(row) THEN json_type(row, '$.title_id') END = 'integer'
AND CASE WHEN json_valid(candidates) THEN json_type(candidates) END = 'array'"""
#: What a stamp says: the catalogue's build, the highest ids looked at, the answers heard.
_Stamp = tuple[str, int, int, int]


def pending(con: sqlite3.Connection) -> bool:
    """Whether there is anything to reconcile; ``con`` has both files, as everywhere here."""
    known = con.execute("SELECT build, titles, people, heard FROM mine.my_reconciled").fetchone()
    if known is None:  # no records, or none that can be read
        return False
    build, _, _, answers = _present(con)
    if (known[0], known[3]) != (build, answers):
        return True
    doubtful = "EXISTS (SELECT 1 FROM doubtful_title WHERE old_id = said_id)" if _all(con, "doubtful_title") else "0"
    new = "id > ? AND coalesce(said_id, -1) < 0 AND (NOT EXISTS (SELECT 1 FROM {} AS held WHERE held.id = said_id) OR {})"
    return any(
        con.execute(f"SELECT 1 FROM {table.mine} WHERE {new.format(table.theirs, doubt)} LIMIT 1", (last,)).fetchone()
        for table, last, doubt in ((_TITLES, known[1], doubtful), (_PEOPLE, known[2], "0"))
    )


def reconcile(con: sqlite3.Connection, desk: Desk) -> Outcome:
    """Put every title and person of the viewer's in its place, in one transaction; raises what a locked file raises."""
    stamp = _present(con)
    moves: list[tuple[str, int | None, str, int, int | None]] = []
    questions: list[tuple[str, int, str]] = []
    for table in (_TITLES, _PEOPLE):
        for subject, decision in _decided(con, desk.home, table):
            if (decision.place, decision.decided_by) != (subject.place, subject.decided_by):
                moves.append((table.mine, decision.place, decision.decided_by, subject.id, subject.place))
            if decision.ask or decision.open:
                questions.append((table.subject, subject.id, json.dumps(decision.ask)))
    visits = _visits(con)
    with desk.plain() as plain:
        for table_name, place, decided_by, number, before in moves:
            column = "title_id" if table_name == "my_title" else "person_id"
            plain.execute(
                f"UPDATE {table_name} SET {column} = ?, decided_by = ? WHERE id = ? AND {column} IS ?",
                (place, decided_by, number, before),
            )
        plain.executemany("UPDATE OR REPLACE my_visit SET subject_id = ? WHERE subject = ? AND subject_id = ?", visits)
        _write_questions(plain, questions)
        plain.execute(
            "INSERT INTO my_reconciled (one, build, titles, people, heard, answers) VALUES (1, ?1, ?2, ?3, ?4, ?4)"
            " ON CONFLICT (one) DO UPDATE SET build = ?1, titles = ?2, people = ?3, heard = ?4",
            stamp,
        )
    moved = sum(place != before for _, place, _, _, before in moves)
    if moved:
        joining.join(desk)
    unknown = sum(candidates == "[]" for _, _, candidates in questions)
    return Outcome(moved, len(questions) - unknown, unknown)


def settle(home: Home, *, patience: float = 5.0) -> Outcome | None:
    """Reconcile what there is in a home, if need be; None where nothing was to be done."""
    library, desk = Library(home), Desk(home, patience=patience)
    try:
        con = library.connection()
        return reconcile(con, desk) if pending(con) else None
    finally:
        library.close()
        desk.close()


# -- what is known ---------------------------------------------------------------------------------------------------


def _present(con: sqlite3.Connection) -> _Stamp:
    facts = dict(con.execute("SELECT key, value FROM fact WHERE key IN ('build', 'built_at')"))
    build = facts.get("build") or facts.get("built_at") or "?"
    titles, people, answers = con.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM mine.my_title), (SELECT coalesce(max(id), 0) FROM mine.my_person),"
        " coalesce((SELECT answers FROM mine.my_reconciled), 0)"
    ).fetchone()
    return build, titles, people, answers


def _decided(con: sqlite3.Connection, home: Home, table: _Table) -> Iterable[tuple[Subject, Decision]]:
    """Each of the viewer's titles or people whose id is not one of IMDb's, and where it belongs."""
    subjects = [
        Subject(*row)
        for row in con.execute(
            f"SELECT id, uid, {table.place}, said_id, {table.columns}, decided_by FROM {table.mine}"
            " WHERE coalesce(said_id, -1) < 0 ORDER BY id"
        )
    ]
    answers = {
        uid: Answer(answer_id, frozenset(json.loads(refused)))
        for uid, answer_id, refused in con.execute(
            "SELECT subject_uid, answer_id, refused FROM my_answer WHERE subject = ?", (table.subject,)
        )
    }
    facts = _facts(con, table, subjects, answers)
    decided = {subject.id: by_ids(subject, answers.get(subject.uid), facts) for subject in subjects}
    left = {subject.uid for subject in subjects if decided[subject.id] is None}
    brought = _brought(con, home, left) if table.subject == "title" and left else {}
    for subject in subjects:
        answer = answers.get(subject.uid)
        decision = decided[subject.id] or brought.get(subject.uid)
        yield subject, decision or by_name(answer, table.named(con, subject))


def _brought(con: sqlite3.Connection, home: Home, uids: set[str]) -> dict[str, Decision]:
    """Where titles belong that an import brought and could not place, by the mentions kept with their rows."""
    named: dict[str, Mention] = {}
    for (row,) in con.execute("SELECT row FROM my_unmatched WHERE origin <> 'starter'"):
        try:
            of = unpacked(row).mention
        except ValueError:  # another Matinee's, of a shape that this one does not know
            continue
        named[uid_of_mention(of)] = of
        if of.series is not None:
            named.setdefault(uid_of_mention(of.series), of.series)
    asked = {uid: of for uid, of in named.items() if uid in uids}
    with id_maps.opened(home) as id_map:
        found = matching.match(con, asked.values(), id_map)
    refused = {row[0] for row in con.execute("SELECT subject_uid FROM my_answer WHERE answer_id IS NULL")}
    return {uid: _decision(found[of], asked=uid not in refused) for uid, of in asked.items()}


def _decision(match: Match, *, asked: bool) -> Decision:
    if match.place is not None:
        return Decision(match.place, "name")
    of_itself = match.how not in ("series", "lost")  # else the question is about its series
    return Decision(None, "none", match.candidates if asked and of_itself else (), asked and of_itself)


def _facts(con: sqlite3.Connection, table: _Table, subjects: list[Subject], answers: dict[str, Answer]) -> Facts:
    former = dict(_all(con, table.former))
    doubtful: dict[int, list[int]] = {}
    if table.subject == "title":
        for old_id, candidate in _all(con, "doubtful_title"):
            doubtful.setdefault(old_id, []).append(candidate)
        for old_id, candidates in con.execute(_ASKED_BY_VERSION_1):
            doubtful.setdefault(old_id, [one for one in json.loads(candidates) if isinstance(one, int)])
    met = {one for subject in subjects for one in (subject.said_id, subject.place) if one is not None}
    met |= {answer.id for answer in answers.values() if answer.id is not None}
    more = met
    while more := {former[one] for one in more if one in former} - met:
        met |= more
    held = con.execute(
        f"SELECT id FROM {table.theirs} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(met)),)
    )
    return Facts(frozenset(row[0] for row in held), former, doubtful)


def _all(con: sqlite3.Connection, table: str) -> list[tuple[int, int]]:
    """A table of the catalogue's, in order; one of an earlier version may lack it."""
    there = con.execute("SELECT 1 FROM main.sqlite_master WHERE name = ?", (table,)).fetchone()
    return con.execute(f"SELECT * FROM main.{table} ORDER BY 1, 2").fetchall() if there else []


def _visits(con: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Visits to titles and people that are others now: the new id, what it is of, the old id."""
    return [
        (new_id, table.subject, old_id)
        for table in (_TITLES, _PEOPLE)
        for old_id, new_id in _all(con, table.former)
        if con.execute("SELECT 1 FROM my_visit WHERE subject = ? AND subject_id = ?", (table.subject, old_id)).fetchone()
    ]


def _write_questions(con: sqlite3.Connection, questions: list[tuple[str, int, str]]) -> None:
    """Make the questions these; one that was asked before keeps its number."""
    wanted = {row[:2] for row in questions}
    gone = [row[:1] for row in con.execute("SELECT id, subject, my_id FROM my_question").fetchall() if row[1:] not in wanted]
    con.executemany("DELETE FROM my_question WHERE id = ?", gone)
    con.executemany(
        "INSERT INTO my_question (subject, my_id, candidates, asked_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (subject, my_id) DO UPDATE SET candidates = excluded.candidates",
        [(*row, now()) for row in questions],
    )
