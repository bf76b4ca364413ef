"""What is in doubt, one question at a time: the rows as they were, and the candidates with what tells them apart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.base.errors import NotFound
from db.base.records.cards import TitleCard
from db.base.records.findings import Question
from db.base.records.kept import KeptRow, unpacked
from db.catalogue import documents
from db.personal.identity import TITLES_SAID
from db.reading.cards import cards
from db.reading.questions import SERIES

#: Original rows that are shown of many, and directors of a candidate.
_ROWS, _DIRECTORS = 4, 2
#: Questions about titles that are still to be answered.
_OPEN = f"""
FROM my_question AS q JOIN my_title AS m ON m.id = q.my_id
WHERE q.subject = 'title' AND (m.id IN ({TITLES_SAID}) OR m.uid IN ({SERIES}))
  AND NOT EXISTS (SELECT 1 FROM my_answer AS a WHERE a.subject_uid = m.uid)"""
_OF_TITLE = "json_extract(row, '$.title') = ?1 OR json_extract(row, '$.series') = ?1"
#: Those with candidates come first.
_ORDER = "ORDER BY q.candidates = '[]', q.id"
#: Titles of rows that are episodes of one series.
_EPISODES = (
    "SELECT json_extract(row, '$.title') FROM my_unmatched WHERE json_valid(row) AND json_extract(row, '$.series') = ?"
)


def numbers(con: sqlite3.Connection) -> list[int]:
    """The numbers of all questions, in their order."""
    return [row[0] for row in con.execute(f"SELECT q.id {_OPEN} {_ORDER}")]


def offered(con: sqlite3.Connection) -> int:
    """How many questions have candidates to choose from; a millisecond where there are none."""
    if con.execute("SELECT 1 FROM my_question LIMIT 1").fetchone() is None:
        return 0
    return int(con.execute(f"SELECT count(*) {_OPEN} AND q.candidates <> '[]'").fetchone()[0])


def question(con: sqlite3.Connection, number: int) -> Question:
    """One question; NotFound where it is answered."""
    row = con.execute(
        "SELECT m.shown_id, m.uid, m.title, m.year, m.kind, q.candidates FROM my_question AS q"
        " JOIN my_title AS m ON m.id = q.my_id WHERE q.id = ? AND q.subject = 'title'",
        (number,),
    ).fetchone()
    if row is None:
        raise NotFound("That question is not there any more.")
    shown_id, uid, name, year, kind, candidates = row
    offered = cards(con, json.loads(candidates))
    kept = con.execute(
        f"SELECT row FROM my_unmatched WHERE json_valid(row) AND ({_OF_TITLE}) ORDER BY id", (uid,)
    ).fetchall()
    told = [each for (row,) in kept if (each := _unpacked(row)) is not None]
    series = next((each.series for each in told if each.series and each.title == uid), None)
    directors = _directors(con, offered)
    return Question(
        number=number,
        said_of=TitleCard(shown_id, name, year, kind),
        candidates=tuple(offered.values()),
        directors=directors,
        rows=tuple((each.file, each.line, each.text) for each in told[:_ROWS]),
        total=len(told),
        series=series,
    )


def _unpacked(row: str) -> KeptRow | None:
    try:
        return unpacked(row)
    except ValueError:  # another Matinee's, of a shape that this one does not know
        return None


def _directors(con: sqlite3.Connection, titles: Iterable[int]) -> dict[int, str]:
    entries = {
        title_id: [one.person_id for one in rows if one.category == "director"][:_DIRECTORS]
        for title_id, rows in documents.entries(con, titles).items()
    }
    names = documents.names(con, (person for people in entries.values() for person in people))
    return {title_id: ", ".join(names[one] for one in people if one in names) for title_id, people in entries.items()}


def of_series(con: sqlite3.Connection, series: str) -> list[tuple[int, int, str]]:
    """The questions about episodes of one series that have a candidate: number, the first candidate's id, its name."""
    found = con.execute(
        f"SELECT q.id, json_extract(q.candidates, '$[0]') {_OPEN}"
        f" AND q.candidates <> '[]' AND m.uid IN ({_EPISODES}) {_ORDER}",
        (series,),
    ).fetchall()
    known = cards(con, [one for _, one in found])
    return [(number, one, known[one].full_title) for number, one in found if one in known]
