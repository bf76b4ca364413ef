"""From version 1: nothing is lost, and all that was done before can be undone."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.base.home import Home
from db.personal import backup, journal, ratings, setup
from db.personal.desk import Desk
from db.personal.models import JOURNALLED
from tests.counts import cases
from tests.db.personal.films import film
from tests.db.personal.version_1 import Viewer

#: Numbers that version 1 did not have: the migration counts them up as it meets their rows.
NUMBERED = {"said_tag", "said_note", "said_hidden", "said_review"}


def state(path: Path) -> dict[str, Any]:
    """Every row under the journal by its uid, titles and people by the ids they were said under."""
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(path)) as con:
        con.row_factory = sqlite3.Row
        titles = {row[0]: row[1] for row in con.execute("SELECT id, said_id FROM my_title")}
        people = {row[0]: row[1] for row in con.execute("SELECT id, said_id FROM my_person")}
        for model in JOURNALLED:
            table = str(model.__tablename__)
            for row in con.execute(f"SELECT * FROM {table}"):
                told = dict(row)
                for name in told.keys() & {"my_id", "under_id", "winner_id", "loser_id"}:
                    told[name] = titles.get(told[name])
                if "my_person_id" in told:
                    told["my_person_id"] = people.get(told["my_person_id"])
                if table in NUMBERED:
                    del told["id"]
                found[f"{table} {told['uid']}"] = told
        assert con.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert con.execute("PRAGMA foreign_key_check").fetchall() == []
    return found


def texts(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as con:
        return {row[0] for row in con.execute("SELECT text FROM my_review UNION SELECT text FROM my_review_version")}


def live(home: Home) -> set[int]:
    """The actions that are not undone."""
    with closing(sqlite3.connect(home.personal)) as con:
        return {row[0] for row in con.execute("SELECT id FROM journal_action WHERE undone_at IS NULL")}


@pytest.mark.parametrize("seed", range(cases(4, 100)))
def test_undo_walks_back_across_the_migration(tmp_path: Path, seed: int) -> None:
    home = Home.of(tmp_path / "home")
    viewer = Viewer(home, seed)
    steps, before = cases(50, 500), {}
    at = sorted(viewer.chance.sample(range(steps), 3))
    for number in range(steps):
        if number in at:
            early = Home.of(tmp_path / f"at-{number}")
            viewer.copy(early)
            before[number] = early, viewer.con.execute("SELECT max(id) FROM journal_action").fetchone()[0] or 0
        viewer.step()
    undone_at_all = {
        row[0] for row in viewer.con.execute("SELECT text FROM my_review UNION SELECT text FROM my_review_version")
    }
    viewer.con.close()
    setup.prepare(home)
    assert setup.ready(home)
    assert undone_at_all <= texts(home.personal)
    with Desk(home).plain() as con:
        journalled = con.execute("SELECT count(*) FROM journal_action WHERE undone_at IS NULL").fetchone()[0]
    desk, whole, texts_now = Desk(home), state(home.personal), texts(home.personal)
    backs = 0
    for early, last in sorted(before.values(), key=lambda pair: -pair[1]):
        setup.prepare(early)
        while max(live(home), default=0) > last:
            assert journal.undo(desk).changed
            backs += 1
        # What the copy has done and the file has undone since is undone in the copy too.
        there, kept = Desk(early), live(home)
        while live(early) and max(live(early)) not in kept:
            journal.undo(there)
        there.close()
        if live(early) == kept:  # else something was undone then, and is done again now
            assert state(home.personal) == state(early.personal)
    while journal.undo(desk).changed:
        backs += 1
    assert backs == journalled
    assert [told["name"] for told in state(home.personal).values()] == ["Watchlist"]
    assert texts_now <= texts(home.personal)
    for _ in range(backs):
        assert journal.redo(desk).changed
    assert state(home.personal) == whole
    assert texts_now <= texts(home.personal)
    desk.close()


def test_two_copies_of_one_file_migrate_to_the_same_rows(tmp_path: Path) -> None:
    one, other = Home.of(tmp_path / "one"), Home.of(tmp_path / "other")
    viewer = Viewer(one, 3)
    for _ in range(80):
        viewer.step()
    viewer.copy(other)
    viewer.con.close()
    for home in (one, other):
        setup.prepare(home)
    assert state(one.personal) == state(other.personal)


def test_drafts_visits_and_the_copy_before(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "home")
    viewer = Viewer(home, 1)
    with viewer:
        viewer.con.execute("INSERT INTO my_draft VALUES (-5, 'Head', 'Half a sen', 1, '2026-01-01T00:00:00.000Z')")
        viewer.con.execute("INSERT INTO my_visit VALUES ('title', -5, 'Пётр', 1937, '2026-01-01T00:00:00.000Z')")
        viewer.con.execute("INSERT INTO my_choice VALUES ('a', 'b')")
    viewer.con.close()
    setup.prepare(home)
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("SELECT title_id, headline, text, spoiler FROM my_draft").fetchall() == [
            (-5, "Head", "Half a sen", 1)
        ]
        assert con.execute("SELECT title, year FROM my_title").fetchall() == [("Пётр", 1937)]
        assert con.execute("SELECT subject_id FROM my_visit").fetchall() == [(-5,)]
        assert con.execute("SELECT value FROM my_choice").fetchall() == [("b",)]
    (before,) = [path for path in backup.copies(home) if path.name.startswith("before-version-2-")]
    with closing(sqlite3.connect(before)) as con:
        assert con.execute("PRAGMA user_version").fetchone() == (1,)
        assert con.execute("SELECT text FROM my_draft").fetchall() == [("Half a sen",)]


def test_an_id_given_in_version_1_is_not_given_again(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "home")
    viewer = Viewer(home, 5)
    for _ in range(40):
        viewer._act("log", viewer.do_log)
    (last,) = viewer.con.execute("SELECT seq FROM sqlite_sequence WHERE name = 'my_diary'").fetchone()
    viewer.con.close()
    setup.prepare(home)
    from db.personal import diary

    desk = Desk(home)
    diary.log(desk, film(1), "2026-05-03")
    desk.close()
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("SELECT max(id) FROM said_diary").fetchone() == (last + 1,)


def test_a_row_of_the_journal_with_fewer_columns_takes_the_defaults(home: Home, desk: Desk) -> None:
    ratings.rate(desk, film(1), 8)
    from db.personal import lists

    lists.create_list(desk, "Noir")
    lists.delete_list(desk, 2)
    with desk.plain() as con:
        for number, before in con.execute("SELECT id, before FROM journal_change WHERE table_name = 'my_list'").fetchall():
            if before:
                told = json.loads(before)
                del told["ranked"], told["about"], told["query"]
                con.execute("UPDATE journal_change SET before = ? WHERE id = ?", (json.dumps(told), number))
    assert journal.undo(desk).changed
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("SELECT name, ranked, about, query FROM my_list WHERE id = 2").fetchone() == ("Noir", 0, "", None)


def test_a_migration_cut_off_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, spare = Home.of(tmp_path / "home"), Home.of(tmp_path / "spare")
    viewer = Viewer(home, 8)
    for _ in range(30):
        viewer.step()
    viewer.copy(spare)
    viewer.con.close()
    with monkeypatch.context() as patched:
        patched.setattr(setup.ddl, "create_derived", lambda con: 1 / 0)
        with pytest.raises(Exception, match="brought up to date"):
            setup.prepare(home)
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("PRAGMA user_version").fetchone() == (1,)
    setup.prepare(home)
    setup.prepare(spare)
    assert state(home.personal) == state(spare.personal)
    shutil.rmtree(spare.data)
