"""The journal: every row the viewer's actions touch, before and after, which gives undo, redo and history for everything.

Triggers on every table of :data:`db.personal.models.JOURNALLED` write a ``journal_change`` for each row, under the action
that stands in ``journal_now``. A change outside an action is refused, so that nothing can slip past. Undo and redo set
whole rows to what the journal holds, however many, in one transaction; they are not written down again.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from db.base.clock import now
from db.base.errors import BadInput, NotFound
from db.base.records.cards import Done
from db.base.records.pages import Action

if TYPE_CHECKING:
    from db.personal.desk import Desk

#: A row of a table: the table's name and the row's uid.
Row = tuple[str, str]

_LATER = """
  SELECT later.action_id FROM journal_change AS this
  JOIN journal_change AS later
    ON later.table_name = this.table_name AND later.row_key = this.row_key AND later.action_id > this.action_id
  JOIN journal_action AS act ON act.id = later.action_id AND act.undone_at IS NULL
  WHERE this.action_id = """


# -- undo and redo ---------------------------------------------------------------------------------------------------


def undo(desk: Desk) -> Done:
    """Take back the last action that is not taken back yet."""
    with desk.plain(references=False) as con:
        found = con.execute("SELECT max(id) FROM journal_action WHERE undone_at IS NULL").fetchone()[0]
        if found is None:
            return Done("There is nothing to undo", changed=False)
        return _take_back(con, [found])


def undo_action(desk: Desk, *action_ids: int) -> Done:
    """Take back one action, or a group of them as one; BadInput where later actions built on what they changed."""
    with desk.plain(references=False) as con:
        wanted = sorted(set(action_ids), reverse=True)
        for action_id in wanted:
            found = con.execute("SELECT sentence, undone_at FROM journal_action WHERE id = ?", (action_id,)).fetchone()
            if found is None:
                raise NotFound("That is not in the history.")
            if found[1] is not None:
                raise BadInput(f"“{found[0]}” is undone already.")
        return _take_back(con, wanted)


def redo(desk: Desk) -> Done:
    """Do again what was last undone, as long as nothing new was done since."""
    with desk.plain(references=False) as con:
        found = con.execute(
            "SELECT id, sentence FROM journal_action WHERE dropped = 0 AND undone_turn ="
            " (SELECT max(undone_turn) FROM journal_action WHERE dropped = 0) ORDER BY id"
        ).fetchall()
        if not found:
            return Done("There is nothing to redo", changed=False)
        for action_id, _sentence in found:
            rows: dict[Row, str | None] = {}
            for table, key, after in con.execute(
                "SELECT table_name, row_key, after FROM journal_change WHERE action_id = ? ORDER BY id", (action_id,)
            ):
                rows[table, key] = after
            _set(con, rows)
        _sound(con, "redone")
        con.executemany(
            "UPDATE journal_action SET undone_at = NULL, undone_turn = NULL, turned_at = ? WHERE id = ?",
            [(now(), row[0]) for row in found],
        )
        return Done("Done again: " + _named([row[1] for row in found]), found[-1][0])


def _take_back(con: sqlite3.Connection, newest_first: list[int]) -> Done:
    """Undo the actions, each row to what it was before; BadInput where that cannot be, and nothing is changed then."""
    turn = con.execute("SELECT coalesce(max(undone_turn), 0) + 1 FROM journal_action").fetchone()[0]
    said = []
    for action_id in newest_first:
        later = con.execute(f"{_LATER} ? LIMIT 1", (action_id,)).fetchone()
        (sentence,) = con.execute("SELECT sentence FROM journal_action WHERE id = ?", (action_id,)).fetchone()
        if later:
            (since,) = con.execute("SELECT sentence FROM journal_action WHERE id = ?", later).fetchone()
            raise BadInput(f"“{sentence}” cannot be undone by itself: “{since}” came after it.", "Undo that first.")
        rows: dict[Row, str | None] = {}
        for table, key, before in con.execute(
            "SELECT table_name, row_key, before FROM journal_change WHERE action_id = ? ORDER BY id DESC", (action_id,)
        ):
            rows[table, key] = before
        _set(con, rows)
        con.execute(
            "UPDATE journal_action SET undone_at = ?1, turned_at = ?1, undone_turn = ?2 WHERE id = ?3",
            (now(), turn, action_id),
        )
        said.append(sentence)
    _sound(con, "undone by itself")
    return Done("Undone: " + _named(said), newest_first[0])


def _named(sentences: list[str]) -> str:
    return sentences[0] if len(sentences) == 1 else f"{len(sentences)} actions, “{sentences[0]}” the latest"


def _set(con: sqlite3.Connection, rows: dict[Row, str | None]) -> None:
    """Make each row what its JSON says, or absent. All go out before any comes in, so that none stands in another's way.

    A row written before a column was there takes that column's default.
    """
    con.execute("INSERT INTO journal_now (one, action_id) VALUES (1, 0)")
    tables: dict[str, tuple[list[tuple[str]], list[dict[str, Any]]]] = {}
    for (table, uid), state in rows.items():
        out, back = tables.setdefault(table, ([], []))
        out.append((uid,))
        if state is not None:
            back.append(json.loads(state))
    try:
        for table, (out, _) in tables.items():
            con.executemany(f'DELETE FROM "{table}" WHERE uid = ?', out)
        for table, (_, back) in tables.items():
            known = [column[1] for column in con.execute(f'PRAGMA table_info("{table}")')]
            of_shape: dict[tuple[str, ...], list[list[Any]]] = {}
            for row in back:
                names = tuple(name for name in known if name in row)
                of_shape.setdefault(names, []).append([row[name] for name in names])
            for names, values in of_shape.items():
                columns = ", ".join(f'"{name}"' for name in names)
                con.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join("?" * len(names))})', values)
    except sqlite3.IntegrityError as error:
        raise _stands_in_the_way("brought back") from error
    con.execute("DELETE FROM journal_now")


def _sound(con: sqlite3.Connection, done: str) -> None:
    """Refuse what would leave a row hanging on one that is gone."""
    if con.execute("PRAGMA foreign_key_check").fetchone():
        raise _stands_in_the_way(done)


def _stands_in_the_way(done: str) -> BadInput:
    return BadInput(f"That cannot be {done}: something done since stands in its way.", "Undo what came later first.")


# -- history ---------------------------------------------------------------------------------------------------------


def history(
    con: sqlite3.Connection, *, limit: int = 200, before: int | None = None, kind: str | None = None
) -> list[Action]:
    """What the viewer did, latest first; ``before`` is the id to go on from, ``kind`` keeps one kind (``rate``, …)."""
    found = con.execute(
        f"""SELECT id, at, kind, sentence, (SELECT shown_id FROM my_title WHERE my_title.id = done.my_id), undone_at IS NOT NULL,
            undone_at IS NULL AND NOT EXISTS ({_LATER} done.id)
        FROM journal_action AS done WHERE id < coalesce(?, 9e18) AND (? IS NULL OR kind = ?) ORDER BY id DESC LIMIT ?""",
        (before, kind, kind, limit),
    )
    return [
        Action(action_id, at, kind, sentence, title_id, bool(undone), bool(can_undo))
        for action_id, at, kind, sentence, title_id, undone, can_undo in found
    ]
