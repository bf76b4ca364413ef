"""Words the viewer puts on titles."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.errors import NotFound
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.text import line, named

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.personal.desk import Desk
    from db.personal.identity import Said
    from db.personal.models import MyTag


def spelled(word: str) -> str:
    """A tag as it is kept: one line, in lower case. BadInput where it is empty or too long."""
    return named(word, "tag", 60).lower()


def tag(desk: Desk, card: TitleCard, word: str) -> Done:
    """Put a word on ``card``, in lower case."""
    from db.personal.models import MyTag

    word = spelled(word)
    with desk.action("tag", f"Tagged {line(card.title)} {word}", card.id) as act:
        if not act.of_title(MyTag, card.id, MyTag.tag == word):
            act.session.add(_tag(act.keep(card), word))
        else:
            act.sentence = f"{line(card.title)} is tagged {word} already"
    return act.done()


def untag(desk: Desk, card: TitleCard, word: str) -> Done:
    """Take a word off ``card``."""
    from db.personal.models import MyTag

    word = spelled(word)
    with desk.action("tag", f"Took the tag {word} off {line(card.title)}", card.id) as act:
        held = act.of_title(MyTag, card.id, MyTag.tag == word)
        act.clear(held)
        if not held:
            act.sentence = f"{line(card.title)} is not tagged {word}"
    return act.done()


def rename_tag(desk: Desk, word: str, other: str) -> Done:
    """Call a tag otherwise on every title; where the other is in use too, the two become one."""
    from sqlmodel import select

    from db.personal.models import MyTag

    other = spelled(other)
    with desk.action("tag", f"Renamed the tag {word} to {other}") as act:
        held = _tagged(act.session, word)
        if word == other:
            act.sentence, held = f"The tag {word} is as it was", []
        there = {each.my_id for each in act.session.exec(select(MyTag).where(MyTag.tag == other))}
        for each in held:
            if each.my_id not in there:
                act.session.add(_tag(act.subject(each.my_id), other))
            act.session.delete(each)
    return act.done()


def drop_tag(desk: Desk, word: str) -> Done:
    """Take a tag off every title."""
    with desk.action("tag") as act:
        held = _tagged(act.session, word)
        act.sentence = f"Took the tag {word} off {len(held):,} {'title' if len(held) == 1 else 'titles'}"
        act.clear(held)
    return act.done()


def _tag(said: Said, word: str) -> MyTag:
    from db.personal.models import MyTag

    return MyTag(my_id=said.id, uid=uid_of("tag", said.uid, word), tag=word)


def _tagged(session: Session, word: str) -> list[MyTag]:
    """The tag's rows; NotFound where there are none."""
    from sqlmodel import select

    from db.personal.models import MyTag

    held = list(session.exec(select(MyTag).where(MyTag.tag == word)))
    if not held:
        raise NotFound(f"No title is tagged {word}.")
    return held


def tags_of(con: sqlite3.Connection, title_id: int) -> tuple[str, ...]:
    """The words on a title, by the alphabet."""
    return tuple(row[0] for row in con.execute("SELECT tag FROM my_tag WHERE title_id = ? ORDER BY tag", (title_id,)))


def all_tags(con: sqlite3.Connection) -> dict[str, int]:
    """Every word in use and on how many titles, most used first."""
    return dict(con.execute("SELECT tag, count(*) FROM my_tag GROUP BY tag ORDER BY count(*) DESC, tag"))
