"""Writing the diary: one entry a viewing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from db.base.clock import day, now
from db.base.errors import BadInput, NotFound
from db.base.records.cards import Done, TitleCard
from db.base.text import line, prose
from db.personal.ratings import points

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.personal.desk import Desk
    from db.personal.models import MyDiary


class Viewing(TypedDict, total=False):
    """What may be said of a viewing besides its day.

    ``rewatch`` None lets the diary see for itself; ``stopped_at`` is the minute of giving up.
    """

    rewatch: bool | None
    rating: int | None
    place: str
    company: str
    stopped_at: int | None
    note: str


class Edit(Viewing, total=False):
    """What may be changed of an entry: the day too."""

    watched_on: str


# -- writing ---------------------------------------------------------------------------------------------------------


def log(desk: Desk, card: TitleCard, watched_on: str, **fields: Unpack[Viewing]) -> Done:
    """Write a viewing of ``card`` on the day ``watched_on`` (ISO) into the diary; a rewatch if it was seen before."""
    from db.personal.models import MyDiary

    watched_on = day(watched_on)
    with desk.action("log", title_id=card.id) as act:
        act.keep(card)
        entry = MyDiary(title_id=card.id, watched_on=watched_on, logged_at=now())
        rewatch = fields.pop("rewatch", None)
        entry.rewatch = int(_seen_before(act.session, card.id, watched_on) if rewatch is None else rewatch)
        _fill(entry, fields)
        act.session.add(entry)
        again = " again" if entry.rewatch else ""
        act.sentence = f"Logged {line(card.title)}{again}, seen {watched_on}"
    return act.done()


def edit_entry(desk: Desk, entry_id: int, **fields: Unpack[Edit]) -> Done:
    """Change what an entry says; fields that are not given stay."""
    with desk.action("log") as act:
        entry = _find(act.session, entry_id)
        name = _name(act.session, entry)
        act.title_id = entry.title_id
        if "watched_on" in fields:
            entry.watched_on = day(fields["watched_on"])
        rewatch = fields.pop("rewatch", None)
        if rewatch is not None:
            entry.rewatch = int(rewatch)
        _fill(entry, fields)
        changed = act.session.is_modified(entry)
        act.sentence = f"Changed the diary entry of {name}" if changed else f"The diary entry of {name} is as it was"
    return act.done()


def delete_entry(desk: Desk, entry_id: int) -> Done:
    """Take a viewing out of the diary."""
    with desk.action("log") as act:
        entry = _find(act.session, entry_id)
        act.title_id = entry.title_id
        act.sentence = f"Deleted the diary entry of {_name(act.session, entry)}, {entry.watched_on}"
        act.session.delete(entry)
    return act.done()


def _fill(entry: MyDiary, fields: Viewing) -> None:
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


def _seen_before(session: Session, title_id: int, watched_on: str) -> bool:
    from sqlmodel import col, select

    from db.personal.models import MyDiary

    seen = select(MyDiary.id).where(
        MyDiary.title_id == title_id, MyDiary.watched_on <= watched_on, col(MyDiary.stopped_at).is_(None)
    )
    return session.exec(seen.limit(1)).first() is not None


def _find(session: Session, entry_id: int) -> MyDiary:
    from db.personal.models import MyDiary

    entry = session.get(MyDiary, entry_id)
    if entry is None:
        raise NotFound("That diary entry is not there any more.")
    return entry


def _name(session: Session, entry: MyDiary) -> str:
    from db.personal.models import MyTitle

    return session.get_one(MyTitle, entry.title_id).title
