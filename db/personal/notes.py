"""The viewer's private notes on titles and people."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal

from db.base.clock import now
from db.base.records.cards import Done, PersonCard, TitleCard
from db.base.text import line, prose

if TYPE_CHECKING:
    from db.personal.desk import Desk

Subject = Literal["title", "person"]


def set_note(desk: Desk, card: TitleCard | PersonCard, text: str) -> Done:
    """Keep a note on a title or person; empty text takes it away."""
    from db.personal.models import MyNote

    text = prose(text)
    of_title = isinstance(card, TitleCard)
    name = line(card.title if isinstance(card, TitleCard) else card.name)
    subject: Subject = "title" if of_title else "person"
    with desk.action("note", f"Noted on {name}", card.id if of_title else None) as act:
        held = act.session.get(MyNote, (subject, card.id))
        if (held.text if held else "") == text:
            act.sentence = f"The note on {name} is as it was"
        elif held and not text:
            act.session.delete(held)
            act.sentence = f"Took the note off {name}"
        elif held:
            held.text, held.edited_at = text, now()
        else:
            if isinstance(card, TitleCard):
                act.keep(card)
            act.session.add(MyNote(subject=subject, subject_id=card.id, text=text, edited_at=now()))
    return act.done()


def note(con: sqlite3.Connection, subject: Subject, subject_id: int) -> str:
    """The note on a title or person, or an empty string."""
    found = con.execute("SELECT text FROM my_note WHERE subject = ? AND subject_id = ?", (subject, subject_id)).fetchone()
    return str(found[0]) if found else ""
