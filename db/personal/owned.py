"""Where the viewer has a title: files and shelves."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import NotFound
from db.base.records.cards import Done, TitleCard
from db.base.records.pages import Owned
from db.base.text import fit, line, named

if TYPE_CHECKING:
    from db.personal.desk import Desk

#: Characters of a place; systems bear no longer path.
_LONGEST = 4096


def spelled(location: str) -> str:
    """A place as it is kept: ``~`` is the viewer's home; blanks stay as they are, since paths have them too."""
    odd = any("\udc80" <= char <= "\udcff" for char in location)  # bytes that are no text, as Python writes them
    place = location.strip() if odd else fit(location)
    return str(Path(place).expanduser()) if place == "~" or place.startswith("~/") else place


def _shown(place: bytes) -> str:
    """A place as it is shown: what is no text becomes ``�``."""
    return fit(place.decode("utf-8", "replace"))


def own(
    desk: Desk, card: TitleCard, location: str | bytes, *, size: int | None = None, fingerprint: str | None = None
) -> Done:
    """Say that the viewer has ``card``: in the file of that path, or else on that shelf.

    A path is kept byte by byte, also where its bytes are no text: as bytes, or as text with surrogates (:func:`os.fsdecode`).
    """
    from db.personal.models import MyOwned

    where = named(location if isinstance(location, str) else _shown(location), "place", _LONGEST)
    exact = location if isinstance(location, bytes) else os.fsencode(spelled(location))
    medium = "file" if Path(os.fsdecode(exact)).is_absolute() else "shelf"
    shown = _shown(exact)
    raw = None if shown.encode() == exact else exact.hex()
    with desk.action("own", f"{line(card.title)} is yours: {where}", card.id) as act:
        if not act.of_title(MyOwned, card.id, MyOwned.location == shown, MyOwned.raw == raw):
            said = act.keep(card)
            act.session.add(
                MyOwned(
                    my_id=said.id, medium=medium, location=shown, raw=raw, size=size, fingerprint=fingerprint, added_at=now()
                )
            )
        else:
            act.sentence = f"You have {line(card.title)} there already: {where}"
    return act.done()


def disown(desk: Desk, owned_id: int) -> Done:
    """Say that the viewer has it in that place no more."""
    from db.personal.models import MyOwned

    with desk.action("own") as act:
        held = act.session.get(MyOwned, owned_id)
        if held is None:
            raise NotFound("That is not among what you own.")
        act.about(held.my_id)
        act.sentence = f"{act.name(held.my_id)} is no longer yours: {line(held.location)}"
        act.session.delete(held)
    return act.done()


def owned(con: sqlite3.Connection, title_id: int) -> list[Owned]:
    """The places where the viewer has a title, in the order in which they were said."""
    found = con.execute(
        "SELECT id, medium, location, raw, size, fingerprint FROM my_owned WHERE title_id = ? ORDER BY id", (title_id,)
    )
    return [
        Owned(owned_id, medium, location, bytes.fromhex(raw) if raw else location.encode(), size, fingerprint)
        for owned_id, medium, location, raw, size, fingerprint in found
    ]
