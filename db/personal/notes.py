"""The viewer's private notes on titles and people."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Literal

from db.base.clock import now
from db.base.ids import uid_of
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
    with desk.action("note", f"Noted on {name}", card.id if of_title else None) as act:
        rows = act.of_title(MyNote, card.id) if of_title else act.of_person(MyNote, card.id)
        held = max(rows, key=lambda row: (row.edited_at, row.id or 0), default=None)
        if (held.text if held else "") == text:
            act.sentence = f"The note on {name} is as it was"
        elif held and not text:
            act.clear(rows)
            act.sentence = f"Took the note off {name}"
        elif held:
            held.text, held.edited_at = text, now()
        elif isinstance(card, TitleCard):
            said = act.keep(card)
            act.session.add(MyNote(my_id=said.id, uid=uid_of("note", said.uid), text=text, edited_at=now()))
        else:
            said = act.keep_person(card)
            act.session.add(MyNote(my_person_id=said.id, uid=uid_of("note", said.uid), text=text, edited_at=now()))
    return act.done()


def note(con: sqlite3.Connection, subject: Subject, subject_id: int) -> str:
    """The note on a title or person, or an empty string."""
    where = "my_note WHERE title_id" if subject == "title" else "my_person_note WHERE person_id"
    found = con.execute(f"SELECT text FROM {where} = ?", (subject_id,)).fetchone()
    return str(found[0]) if found else ""
