"""Words the viewer puts on titles."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.personal.words import line, named
from db.records import Done, TitleCard

if TYPE_CHECKING:
    from db.personal.desk import Desk


def tag(desk: Desk, card: TitleCard, word: str) -> Done:
    """Put a word on ``card``, in lower case."""
    from db.personal.models import MyTag

    word = named(word, "tag", 60).lower()
    with desk.action("tag", f"Tagged {line(card.title)} {word}", card.id) as act:
        if act.session.get(MyTag, (card.id, word)) is None:
            act.keep(card)
            act.session.add(MyTag(title_id=card.id, tag=word))
        else:
            act.sentence = f"{line(card.title)} is tagged {word} already"
    return act.done()


def untag(desk: Desk, card: TitleCard, word: str) -> Done:
    """Take a word off ``card``."""
    from db.personal.models import MyTag

    word = named(word, "tag", 60).lower()
    with desk.action("tag", f"Took the tag {word} off {line(card.title)}", card.id) as act:
        held = act.session.get(MyTag, (card.id, word))
        if held:
            act.session.delete(held)
        else:
            act.sentence = f"{line(card.title)} is not tagged {word}"
    return act.done()


def tags_of(con: sqlite3.Connection, title_id: int) -> tuple[str, ...]:
    """The words on a title, by the alphabet."""
    return tuple(row[0] for row in con.execute("SELECT tag FROM my_tag WHERE title_id = ? ORDER BY tag", (title_id,)))


def all_tags(con: sqlite3.Connection) -> dict[str, int]:
    """Every word in use and on how many titles, most used first."""
    return dict(con.execute("SELECT tag, count(*) FROM my_tag GROUP BY tag ORDER BY count(*) DESC, tag"))
