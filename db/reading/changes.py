"""What is new since the snapshot before the last: films of the people followed, risers, ratings that moved.

A catalogue knows nothing of the one before it but the ranks. What the people followed had done by then is therefore kept
with the viewer's records (:func:`db.personal.follows.keep_films`) whenever an import is about to replace the catalogue.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.findings import Changes, Drift
from db.catalogue import documents
from db.personal import follows
from db.reading import moves
from db.reading.cards import cards, people

#: New titles of one person, risers and ratings that are told.
_FILMS, _RISERS, _DRIFTS = 20, 25, 50


def changes(con: sqlite3.Connection, *, adult: bool = False) -> Changes:
    """All of it; where there is nothing to compare with, the note says so."""
    followed = tuple(people(con, follows.followed(con)).values())
    held = moves.snapshots(con)
    if len(held) < 2:
        return Changes(followed=followed, note=moves.missing(con))
    new, old = held
    films, unknown = _new_films(con, followed, new.day, adult=adult)
    return Changes(
        since=old.day,
        until=new.day,
        films=films,
        risers=moves.risers(con, adult=adult, limit=_RISERS),
        drifts=_drifts(con, new.id, old.id),
        followed=followed,
        note=_unknown(unknown),
    )


def films_of_followed(con: sqlite3.Connection) -> tuple[str, dict[int, list[int]]]:
    """The day of the last snapshot (empty where there is none), and the titles of everybody followed, by person."""
    held = moves.snapshots(con, 1)
    found = {
        person_id: list(dict.fromkeys(title_id for title_id, _ in documents.filmography(con, person_id)))
        for person_id in follows.followed(con)
    }
    return held[0].day if held else "", found


def _new_films(
    con: sqlite3.Connection, followed: tuple[PersonCard, ...], day: str, *, adult: bool
) -> tuple[tuple[tuple[PersonCard, tuple[TitleCard, ...]], ...], list[str]]:
    """By person, newest first; and the names of those of whom it is not known what they had done before."""
    found, unknown = [], []
    for who in followed:
        before = follows.kept_films(con, who.id, day)
        if before is None:
            unknown.append(who.name)
            continue
        listed = dict.fromkeys(title_id for title_id, _ in documents.filmography(con, who.id) if title_id not in before)
        hidden = set() if adult else _adult(con, listed)
        fresh = [card for card in cards(con, listed).values() if card.kind != "tvEpisode" and card.id not in hidden]
        if fresh:
            fresh.sort(key=lambda card: (-(card.year or 9999), -(card.votes or 0), card.id))
            found.append((who, tuple(fresh[:_FILMS])))
    return tuple(found), unknown


def _adult(con: sqlite3.Connection, title_ids: Iterable[int]) -> set[int]:
    """Those of ``title_ids`` that are adult."""
    rows = con.execute(
        "SELECT id FROM title WHERE id IN (SELECT value FROM json_each(?)) AND is_adult <> 0", (json.dumps(list(title_ids)),)
    )
    return {row[0] for row in rows}


def _drifts(con: sqlite3.Connection, new: int, old: int) -> tuple[Drift, ...]:
    """Films that the viewer rated whose average moved by a tenth or more, the furthest first."""
    rows = con.execute(
        """SELECT mine.title_id, old.average_rating, new.average_rating FROM my_rating AS mine
        JOIN popularity AS new ON new.snapshot_id = ? AND new.title_id = mine.title_id
        JOIN popularity AS old ON old.snapshot_id = ? AND old.title_id = mine.title_id
        WHERE abs(new.average_rating - old.average_rating) > 0.05
        ORDER BY abs(new.average_rating - old.average_rating) DESC, new.num_votes DESC LIMIT ?""",
        (new, old, _DRIFTS),
    ).fetchall()
    found = cards(con, (row[0] for row in rows))
    return tuple(Drift(found[title_id], before, now) for title_id, before, now in rows if title_id in found)


def _unknown(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"You began to follow {shown} since; new films show from the next import on."
