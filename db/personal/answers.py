"""The viewer's answers: which title or person of the catalogue something said of an unknown one means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import NotFound
from db.base.ids import uid_of
from db.base.records.cards import Done
from db.base.text import line

if TYPE_CHECKING:
    from db.personal.act import Act
    from db.personal.desk import Desk


def answer(desk: Desk, question_id: int, place: int | None, name: str = "") -> Done:
    """Say which title or person is meant, by its id and ``name``; None for none of those offered. It is not asked again.

    What was said moves there with the next reconciling; undo takes the answer back.
    """
    with desk.action("identity") as act:
        subject, my_id, called = _answer(act, question_id, place)
        act.sentence = f"{called} is none of those offered" if place is None else f"{called} is {line(name) or place}"
        if subject == "title":
            act.about(my_id)
    return act.done()


def answer_all(desk: Desk, answers: Sequence[tuple[int, int, str]], what: str) -> Done:
    """Answer several questions as one action: number, id and name of each; ``what`` names them together."""
    with desk.action("identity") as act:
        for number, place, _ in answers:
            _answer(act, number, place)
        act.sentence = f"Decided {len(answers):,} of {line(what)}"
    return act.done()


def _answer(act: Act, question_id: int, place: int | None) -> tuple[str, int, str]:
    """Write one answer; subject, id and name of what was asked about. NotFound where the question is gone."""
    from db.personal.models import MyAnswer

    asked = act.con.execute("SELECT subject, my_id, candidates FROM my_question WHERE id = ?", (question_id,)).fetchone()
    if asked is None:
        raise NotFound("That question is not there any more.")
    subject, my_id, candidates = asked
    table, column = ("my_title", "title") if subject == "title" else ("my_person", "name")
    uid, called = act.con.execute(f"SELECT uid, {column} FROM {table} WHERE id = ?", (my_id,)).fetchone()
    held = act.session.get(MyAnswer, uid) or MyAnswer(
        subject_uid=uid, uid=uid_of("answer", uid), subject=subject, answered_at=now()
    )
    held.answer_id, held.refused, held.answered_at = place, candidates if place is None else "[]", now()
    act.session.add(held)
    return subject, my_id, called
