"""Copies: one a day, the right ones kept, and the way back."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.base.errors import NotFound, PersonalUnusable
from db.base.home import Home
from db.personal import backup, file, ratings, setup
from db.personal.desk import Desk
from db.personal.restore import restore
from tests.db.personal.films import film


def rated(path: Path) -> list[tuple[int, int]]:
    con = sqlite3.connect(path)
    found = con.execute("SELECT title_id, value FROM my_rating ORDER BY title_id").fetchall()
    con.close()
    return found


def test_one_copy_a_day_before_the_first_change(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, value in [(date(2026, 5, 3), 8), (date(2026, 5, 3), 9), (date(2026, 5, 4), 10)]:
        monkeypatch.setattr(backup, "today", lambda day=day: day)
        desk = Desk(home)
        ratings.rate(desk, film(1), value)
        desk.close()
    assert rated(home.backups / "personal-2026-05-03.db") == []
    assert rated(home.backups / "personal-2026-05-04.db") == [(1, 9)]
    assert rated(home.personal) == [(1, 10)]
    assert len(backup.copies(home)) == 2


def test_asked_for_twice_at_once_it_is_made_once(home: Home) -> None:
    desk = Desk(home)
    ratings.rate(desk, film(1), 8)
    desk.close()
    for copy in backup.copies(home):
        copy.unlink()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(backup.daily, [home] * 8))
    assert len(set(made)) == 1 and rated(backup.copies(home)[0]) == [(1, 8)]


def test_a_week_of_days_and_a_month_of_weeks_are_kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = date(2026, 2, 20)
    for number in range(40):
        day = first + timedelta(days=number)
        monkeypatch.setattr(backup, "today", lambda day=day: day)
        made = backup.daily(home)
        assert made is not None and made.name == f"personal-{day}.db"
        os.utime(made, (number, number))
    kept = sorted(path.name.removeprefix("personal-").removesuffix(".db") for path in backup.copies(home))
    assert kept == [
        "2026-03-08", "2026-03-15", "2026-03-22", "2026-03-24",
        "2026-03-25", "2026-03-26", "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31",
    ]  # fmt: skip
    latest = backup.latest(home)
    assert latest is not None and latest.name == "personal-2026-03-31.db"


def test_copies_made_for_other_reasons_are_not_let_go(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    backup.copy(home, home.backups / "before-version-2.db")
    for number in range(1, 29):
        monkeypatch.setattr(backup, "today", lambda number=number: date(2026, 2, number))
        backup.daily(home)
    assert (home.backups / "before-version-2.db").exists()
    assert not [path for path in home.backups.iterdir() if path.suffix == ".part"]


def test_nothing_to_copy(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "none")
    assert backup.daily(home) is None
    assert backup.latest(home) is None


def test_a_damaged_file_makes_no_copy_and_drives_none_out(home: Home) -> None:
    good = home.backups / "personal-2026-01-01.db"
    backup.copy(home, good)
    home.personal.write_bytes(b"no more" * 1000)
    with pytest.raises(PersonalUnusable):
        backup.daily(home)
    assert backup.copies(home) == [good]
    assert list(home.backups.iterdir()) == [good]


def test_a_copy_that_cannot_be_written_does_not_stop_a_change(home: Home) -> None:
    home.backups.write_bytes(b"a file where the folder should be")
    with pytest.raises(PersonalUnusable, match="No copy"):
        backup.daily(home)
    assert ratings.rate(Desk(home), film(1), 8).changed
    assert rated(home.personal) == [(1, 8)]


def test_restoring_keeps_what_was_there_and_open_programs_go_on(home: Home) -> None:
    desk = Desk(home)
    ratings.rate(desk, film(1), 8)
    saved = home.backups / "saved.db"
    backup.copy(home, saved)
    ratings.rate(desk, film(1), 3)
    reader = sqlite3.connect(home.personal)
    kept = restore(home, saved).kept
    assert reader.execute("SELECT value FROM my_rating").fetchall() == [(8,)]
    assert kept is not None and kept.parent == home.backups and rated(kept) == [(1, 3)]
    ratings.rate(desk, film(2), 7)
    assert rated(home.personal) == [(1, 8), (2, 7)]
    assert setup.ready(home)
    assert restore(home, kept).kept is not None
    assert rated(home.personal) == [(1, 3)]
    desk.close()
    reader.close()


@pytest.mark.parametrize("harm", ["damaged", "gone", "empty"])
def test_restoring_in_the_place_of_a_file_that_is_no_more(home: Home, harm: str) -> None:
    desk = Desk(home)
    ratings.rate(desk, film(1), 8)
    saved = home.backups / "saved.db"
    backup.copy(home, saved)
    desk.close()
    if harm == "gone":
        home.personal.unlink()
    else:
        home.personal.write_bytes(b"no more" * 1000 if harm == "damaged" else b"")
    kept = restore(home, saved).kept
    assert rated(home.personal) == [(1, 8)] and setup.ready(home)
    if harm == "damaged":
        assert kept is not None and kept.read_bytes() == b"no more" * 1000
    assert ratings.rate(Desk(home), film(2), 7).changed


def test_only_a_whole_copy_of_a_known_version_is_restored(home: Home, tmp_path: Path) -> None:
    ratings.rate(Desk(home), film(1), 8)
    with pytest.raises(NotFound):
        restore(home, tmp_path / "none.db")
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(b"no more" * 1000)
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE bookmark (address TEXT)").connection.close()
    newer = tmp_path / "newer.db"
    backup.copy(home, newer)
    con = sqlite3.connect(newer)
    con.execute(f"PRAGMA user_version = {file.VERSION + 1}")
    con.close()
    cut = tmp_path / "cut.db"
    cut.write_bytes(newer.read_bytes()[:20_000])
    for path in (wrong, other, newer, cut):
        with pytest.raises(PersonalUnusable):
            restore(home, path)
    assert rated(home.personal) == [(1, 8)]
