"""The diary: one entry a viewing. Writing it, and reading it by title, month and day."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, TypedDict, Unpack

from db.cards import DiaryEntry, Done, TitleCard
from db.catalogue.cards import cards
from db.errors import BadInput, NotFound
from db.personal.words import day, line, now, points, prose

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


# -- reading ---------------------------------------------------------------------------------------------------------


def entries(
    con: sqlite3.Connection,
    *,
    year: int | None = None,
    month: int | None = None,
    title_id: int | None = None,
    limit: int = 200,
    offset: int = 0,
) -> list[DiaryEntry]:
    """Viewings, latest first: all, or those of a year, of a month of it, or of one title."""
    where, values = _when(year, month)
    if title_id is not None:
        where, values = f"{where} AND d.title_id = ?", [*values, title_id]
    rows = con.execute(
        f"""SELECT d.id, d.title_id, d.watched_on, d.rewatch, d.rating, d.place, d.company, d.stopped_at, d.note
        FROM my_diary AS d WHERE {where} ORDER BY d.watched_on DESC, d.id DESC LIMIT ? OFFSET ?""",
        [*values, limit, offset],
    ).fetchall()
    found = cards(con, (row[1] for row in rows))
    return [DiaryEntry(row[0], found[row[1]], row[2], bool(row[3]), *row[4:]) for row in rows]


def count(con: sqlite3.Connection, *, year: int | None = None, month: int | None = None) -> int:
    """How many viewings the diary holds, in all or of a year or month."""
    where, values = _when(year, month)
    return int(con.execute(f"SELECT count(*) FROM my_diary AS d WHERE {where}", values).fetchone()[0])


def months(con: sqlite3.Connection) -> dict[str, int]:
    """Viewings by month (``2026-05``), latest first; months without any are left out."""
    return dict(
        con.execute("SELECT substr(watched_on, 1, 7) AS month, count(*) FROM my_diary GROUP BY month ORDER BY month DESC")
    )


def days(con: sqlite3.Connection, year: int, month: int) -> dict[int, int]:
    """Viewings by day of a month; days without any are left out."""
    where, values = _when(year, month)
    return dict(
        con.execute(
            f"SELECT CAST(substr(watched_on, 9) AS INTEGER) AS day, count(*) FROM my_diary AS d WHERE {where} GROUP BY day",
            values,
        )
    )


def _when(year: int | None, month: int | None) -> tuple[str, list[str | int]]:
    if year is None:
        return "1", []
    begin, end = (f"{year:04d}-{month:02d}", f"{year:04d}-{month:02d}~") if month else (f"{year:04d}", f"{year:04d}~")
    return "d.watched_on BETWEEN ? AND ?", [begin, end]
