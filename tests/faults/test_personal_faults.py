"""Bad days of ``personal.db``: each ends in a sentence, and loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from db.base.errors import HomeUnusable, PersonalUnusable
from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import backup, journal, lists, ratings, setup, trouble, visits
from db.personal.desk import Desk
from db.personal.restore import restore

#: What the children of these tests begin with.
PRELUDE = """
import json, os, resource, sys
from pathlib import Path
from db.base.errors import MatineeError
from db.base.home import Home
from db.personal import journal, lists, models, ratings, reviews, setup
from db.personal.desk import Desk
from db.base.records.cards import TitleCard
home = Home.of(Path(sys.argv[1]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.of(tmp_path / "home")
    setup.prepare(home)
    return home


def film(number: int) -> TitleCard:
    return TitleCard(number, f"Film {number}", 1950)


def child(script: str, home: Home, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own that runs ``script`` on ``home``."""
    command = [sys.executable, "-c", PRELUDE + script, str(home.data), *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    """What a child printed; it must end well and say nothing on stderr."""
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return out.strip()


def sound(home: Home) -> bool:
    with closing(sqlite3.connect(home.personal)) as con:
        return con.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def ratings_in(home: Home) -> dict[int, int]:
    with closing(sqlite3.connect(home.personal)) as con:
        return dict(con.execute("SELECT title_id, value FROM my_rating"))


# -- locked


def test_locked_by_another_program(home: Home) -> None:
    desk = Desk(home, patience=0.05)
    ratings.rate(desk, film(1), 8)
    with closing(sqlite3.connect(home.personal, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for attempt in (
            lambda: ratings.rate(desk, film(1), 9),
            lambda: journal.undo(desk),
            lambda: visits.visit(desk, "title", 1, "Film 1"),
            lambda: setup.prepare(home, patience=0.05),
        ):
            with pytest.raises(PersonalUnusable, match="Another program") as found:
                attempt()
            assert "try again" in found.value.remedy
        other.execute("ROLLBACK")
    assert ratings.rate(desk, film(1), 9).changed
    assert ratings_in(home) == {1: 9}


def test_a_writer_waits_for_another(home: Home) -> None:
    """The second gets its turn as soon as the first is done, with no word of a lock."""
    script = """
with Desk(home).plain() as con:
    print("mine", flush=True)
    sys.stdin.readline()
    con.execute("INSERT INTO my_choice VALUES ('a', 'b')")
"""
    process = child(script, home)
    assert process.stdout is not None and process.stdout.readline() == "mine\n"
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(lambda: ratings.rate(Desk(home, patience=60), film(1), 9))
        with pytest.raises(TimeoutError):
            second.result(0.2)
        assert ratings_in(home) == {}
        said(process)  # which closes its stdin, and so lets it go on
        assert second.result(60).changed
    assert ratings_in(home) == {1: 9}


# -- two at once


def test_two_matinees_on_one_home_lose_nothing(home: Home) -> None:
    script = """
first, slowest = int(sys.argv[2]), 0.0
import time
desk = Desk(home)
for number in range(first, first + 60):
    begun = time.perf_counter()
    card = TitleCard(number, f"Film {number}", 1950)
    ratings.rate(desk, card, 1 + number % 10)
    lists.toggle_watchlist(desk, card)
    reviews.save_review(desk, card, "", f"Film {number}", False)
    slowest = max(slowest, time.perf_counter() - begun)
print(slowest)
"""
    both = [child(script, home, str(first)) for first in (1000, 2000)]
    assert max(float(said(process)) for process in both) < 5
    expected = {number: 1 + number % 10 for first in (1000, 2000) for number in range(first, first + 60)}
    assert ratings_in(home) == expected
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("SELECT count(*) FROM my_list_entry").fetchone() == (120,)
        assert con.execute("SELECT count(*) FROM my_review").fetchone() == (120,)
        assert len(journal.history(con, limit=999)) == 360
    assert sound(home)


def test_several_start_at_once_on_an_empty_home(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "new")
    script = "setup.prepare(home)\nratings.rate(Desk(home), TitleCard(int(sys.argv[2]), 'A', None), 5)\n"
    for process in [child(script, home, str(number)) for number in range(1, 5)]:
        said(process)
    assert ratings_in(home) == dict.fromkeys(range(1, 5), 5)
    with closing(sqlite3.connect(home.personal)) as con:
        assert con.execute("SELECT count(*) FROM my_list").fetchone() == (1,)


# -- a full disk


FULL = """
desk = Desk(home)
ratings.rate(desk, TitleCard(1, "Film 1", 1950), 1)
limit = home.personal.with_name("personal.db-wal").stat().st_size + 60_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
done, trouble = 1, None
while trouble is None and done < 500:
    try:
        ratings.rate(desk, TitleCard(done + 1, f"Film {done + 1}", 1950), 1)
        done += 1
    except MatineeError as error:
        trouble = [type(error).__name__, error.sentence, error.remedy]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
journal_free = ratings.rate(desk, TitleCard(done + 1, "After all", 1950), 1).changed
print(json.dumps([done, trouble, journal_free]))
"""


def test_a_full_disk_refuses_a_change_and_keeps_the_others(home: Home) -> None:
    done, (kind, sentence, remedy), again = json.loads(said(child(FULL, home)))
    assert kind == "PersonalUnusable" and "nothing was changed" in sentence and "full" in sentence + remedy
    assert again
    assert 1 < done < 500
    assert ratings_in(home) == dict.fromkeys(range(1, done + 2), 1)
    assert sound(home)


def test_a_full_disk_on_the_first_start(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "full")
    script = """
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    setup.prepare(home)
except MatineeError as error:
    print(type(error).__name__, error)
"""
    assert "PersonalUnusable" in said(child(script, home))
    assert not setup.ready(home)
    setup.prepare(home)
    assert setup.ready(home) and sound(home)


# -- read-only: run as somebody who may not write, since root may


@pytest.fixture
def open_home() -> Iterator[Home]:
    """A home below a folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    home = Home.of(folder / "home")
    setup.prepare(home)
    for path in (home.data, home.cache, home.state):
        path.chmod(0o777)
    yield home
    subprocess.run(["chmod", "-R", "u+rwX", str(folder)], check=True)
    shutil.rmtree(folder)


AS_NOBODY = """
import sqlmodel
from db.personal import backup, file
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
for attempt in (lambda: setup.prepare(home), lambda: ratings.rate(Desk(home), TitleCard(1, "A", None), 5)):
    try:
        attempt()
        print("written")
    except MatineeError as error:
        print(type(error).__name__, error)
"""


def test_a_read_only_file(open_home: Home) -> None:
    open_home.personal.chmod(0o444)
    first, second = said(child(AS_NOBODY, open_home)).splitlines()
    for line in (first, second):
        assert (
            line.startswith("PersonalUnusable") and "read-only" in line and "Make the file and its folder writable" in line
        )
    assert setup.ready(open_home)


def test_a_read_only_folder(open_home: Home) -> None:
    open_home.personal.unlink()
    open_home.data.chmod(0o555)
    first, second = said(child(AS_NOBODY, open_home)).splitlines()
    for line in (first, second):
        assert line.startswith("HomeUnusable") and "Permission denied" in line and "MATINEE_HOME" in line


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HomeUnusable):
        setup.prepare(Home.of(tmp_path / "file" / "home"))


# -- damage


def filled(home: Home) -> None:
    desk = Desk(home)
    with desk.action("import", "Imported") as act:
        from sqlalchemy import insert

        from db.personal.models import MyRating

        said = act.keep_all(*(film(number) for number in range(1, 2000))).values()
        act.session.execute(insert(MyRating), [{"my_id": each.id, "value": 5, "rated_at": "then"} for each in said])
    desk.close()


def test_a_truncated_file_is_refused_unharmed(home: Home) -> None:
    filled(home)
    whole = home.personal.read_bytes()
    for size in (100, 4096, len(whole) // 2):
        home.personal.write_bytes(whole[:size])
        assert not setup.ready(home)
        with pytest.raises(PersonalUnusable, match=r"damaged|not a file of Matinee's"):
            setup.prepare(home)
        with pytest.raises(PersonalUnusable):
            ratings.rate(Desk(home), film(1), 8)
        assert home.personal.read_bytes() == whole[:size]


def test_broken_pages_are_told_when_they_are_met_and_never_copied(home: Home) -> None:
    filled(home)
    for early in backup.copies(home):
        early.unlink()
    backup.copy(home, home.backups / "personal-2020-01-01.db")
    size = home.personal.stat().st_size
    with home.personal.open("rb+") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 3 * 4096))
    with pytest.raises(PersonalUnusable, match="damaged") as found:
        backup.daily(home)
    assert "matinee restore" in found.value.remedy
    with pytest.raises(PersonalUnusable, match="damaged"):
        ratings.rate(Desk(home), film(1000), 8)
    assert [path.name for path in backup.copies(home)] == ["personal-2020-01-01.db"]
    restore(home, backup.copies(home)[0])
    assert len(ratings_in(home)) == 1999 and ratings.rate(Desk(home), film(1000), 8).changed


def test_a_file_that_vanishes_or_is_replaced_under_a_running_program(home: Home) -> None:
    desk = Desk(home)
    ratings.rate(desk, film(1), 8)
    spare = home.data / "spare.db"
    backup.copy(home, spare)
    aside = home.data / "aside.db"
    home.personal.rename(aside)
    with pytest.raises(PersonalUnusable, match="is gone"):
        ratings.rate(desk, film(2), 8)
    spare.rename(home.personal)
    for end in ("-wal", "-shm"):
        home.personal.with_name(f"personal.db{end}").unlink(missing_ok=True)
    assert ratings.rate(desk, film(3), 8).changed
    assert ratings_in(home) == {1: 8, 3: 8}


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, "read-only"),
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_IOERR_WRITE, "out of order"),
        (sqlite3.SQLITE_NOTADB, "not a file of Matinee's"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_MISUSE, "out of order"),
        (None, "out of order"),
    ],
)
def test_every_code_of_sqlite_has_a_sentence(tmp_path: Path, code: int | None, word: str) -> None:
    error = sqlite3.OperationalError("out of order")
    if code is not None:
        error.sqlite_errorcode = code
    told = trouble.explain(tmp_path, error)
    assert str(tmp_path) in told.sentence and word in told.sentence and told.remedy


# -- kill -9


def test_nothing_acknowledged_is_lost_to_a_kill() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill_writer", "--kills", "12", "--seed", str(os.getpid())],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert (told["lost"], told["unsound"], done.returncode) == (0, [], 0)
    assert told["acknowledged"] > 12


def test_the_killing_would_notice_a_loss(home: Home) -> None:
    from tests.faults.kill_writer import PROOFS, lost, unsound

    desk = Desk(home)
    ratings.rate(desk, film(6), 7)
    lists.toggle_watchlist(desk, film(7))
    with closing(sqlite3.connect(home.personal, isolation_level=None)) as con:
        assert lost(con, [6, 7]) == [] and unsound(con) == []
        assert lost(con, [*range(6, 12), 12]) == [8, 9, 10, 12]
        con.execute("INSERT INTO journal_now VALUES (1, 0)")
        con.execute("DELETE FROM said_rating")
        assert unsound(con) == ["an action is still open", "rows and journal disagree"]
        assert lost(con, [6, 7]) == [6]
    assert len(PROOFS) == 6
