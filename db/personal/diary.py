"""Writing the diary: one entry a viewing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

from db.base.clock import day, now
from db.base.errors import BadInput, NotFound
from db.base.records.cards import Done, TitleCard
from db.base.text import line, prose
from db.personal.ratings import points
from db.personal.tags import spelled

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.personal.act import Act
    from db.personal.desk import Desk
    from db.personal.models import MyDiary


class Viewing(TypedDict, total=False):
    """What may be said of a viewing besides its day.

    ``rewatch`` None follows from the other viewings; ``stopped_at`` is the minute of giving up.
    """

    rewatch: bool | None
    rating: int | None
    liked: bool | None
    tags: Sequence[str]
    place: str
    company: str
    stopped_at: int | None
    note: str


class Edit(Viewing, total=False):
    """What may be changed of an entry: the day too."""

    watched_on: str | None


# -- writing ---------------------------------------------------------------------------------------------------------


def log(desk: Desk, card: TitleCard, watched_on: str | None, **fields: Unpack[Viewing]) -> Done:
    """Write a viewing of ``card`` into the diary: on the day ``watched_on`` (ISO), or None where the day is not known."""
    from db.personal.models import MyDiary

    day_seen = None if watched_on is None else day(watched_on)
    with desk.action("log", title_id=card.id) as act:
        before = _seen_before(act, card.id, day_seen)
        entry = MyDiary(my_id=act.keep(card).id, watched_on=day_seen, logged_at=now())
        _fill(entry, fields)
        act.session.add(entry)
        again = " again" if (before if entry.rewatch is None else entry.rewatch) else ""
        act.sentence = f"Logged {line(card.title)}{again}, {_seen_on(day_seen)}"
    return act.done()


def log_all(desk: Desk, cards: Sequence[TitleCard], watched_on: str | None, what: str) -> Done:
    """Write a viewing of each of ``cards``, as one action; ``what`` names them together (``season 2 of Harbour Watch``)."""
    from db.personal.models import MyDiary

    day_seen = None if watched_on is None else day(watched_on)
    with desk.action("log") as act:
        said = act.keep_all(*cards)
        act.session.add_all(MyDiary(my_id=said[card.id].id, watched_on=day_seen, logged_at=now()) for card in cards)
        number = f"{len(cards):,} {'episode' if len(cards) == 1 else 'episodes'}"
        act.sentence = f"Logged {line(what)} ({number}), {_seen_on(day_seen)}"
    return act.done()


def edit_entry(desk: Desk, entry_id: int, **fields: Unpack[Edit]) -> Done:
    """Change what an entry says; fields that are not given stay."""
    with desk.action("log") as act:
        entry = _find(act.session, entry_id)
        name = act.name(entry.my_id)
        act.about(entry.my_id)
        if "watched_on" in fields:
            seen = fields["watched_on"]
            entry.watched_on = None if seen is None else day(seen)
        shown = act.con.execute("SELECT rewatch FROM my_diary WHERE id = ?", (entry_id,)).fetchone()[0]
        if fields.get("rewatch") == bool(shown):  # as it follows, or was said: nothing new is said
            fields.pop("rewatch")
        _fill(entry, fields)
        changed = act.session.is_modified(entry)
        act.sentence = f"Changed the diary entry of {name}" if changed else f"The diary entry of {name} is as it was"
    return act.done()


def delete_entry(desk: Desk, entry_id: int) -> Done:
    """Take a viewing out of the diary."""
    with desk.action("log") as act:
        entry = _find(act.session, entry_id)
        act.about(entry.my_id)
        act.sentence = f"Deleted the diary entry of {act.name(entry.my_id)}, {entry.watched_on or 'of a day unknown'}"
        act.session.delete(entry)
    return act.done()


def _fill(entry: MyDiary, fields: Viewing) -> None:
    if "rewatch" in fields:
        entry.rewatch = None if fields["rewatch"] is None else int(fields["rewatch"])
    if "liked" in fields:
        entry.liked = None if fields["liked"] is None else int(fields["liked"])
    if "tags" in fields:
        entry.tags = json.dumps(list(dict.fromkeys(map(spelled, fields["tags"]))), ensure_ascii=False)
    if "rating" in fields:
        entry.rating = points(fields["rating"])
    if "stopped_at" in fields:
        minute = fields["stopped_at"]
        if minute is not None and not 0 <= minute <= 100_000:
            raise BadInput(f"Minute {minute} cannot be.", "Write the minute at which you stopped, or nothing.")
        entry.stopped_at = minute
    if "place" in fields:
        entry.place = line(fields["place"])
    if "company" in fields:
        entry.company = line(fields["company"])
    if "note" in fields:
        entry.note = prose(fields["note"])


def _seen_before(act: Act, title_id: int, watched_on: str | None) -> bool:
    """Whether a viewing of that day would be one of a film seen before, as far as the other viewings say."""
    return bool(
        act.con.execute(
            "SELECT 1 FROM my_diary WHERE title_id = ? AND stopped_at IS NULL"
            " AND coalesce(watched_on, '') <= coalesce(?, '') LIMIT 1",
            (title_id, watched_on),
        ).fetchone()
    )


def _seen_on(watched_on: str | None) -> str:
    return f"seen {watched_on}" if watched_on else "seen, day unknown"


def _find(session: Session, entry_id: int) -> MyDiary:
    from db.personal.models import MyDiary

    entry = session.get(MyDiary, entry_id)
    if entry is None:
        raise NotFound("That diary entry is not there any more.")
    return entry
