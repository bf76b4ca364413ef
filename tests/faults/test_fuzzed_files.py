"""Copies of both files with bytes changed, pages swapped, ends cut, schemas broken: damage is said, or all is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.base.home import Home
from db.catalogue.state import catalogue_state
from db.personal import diary, file, lists, ratings, reviews, tags
from db.personal.desk import Desk
from tests.catalogues import FERRY, HOURS, RED, SHORE, small_home
from tests.counts import cases
from tests.faults.files import Said, call, film
from tests.terminal import ROOT

pytestmark = pytest.mark.usefixtures("quiet_log")

#: What is asked of every spoiled home, in this order; each answers in JSON.
ASKED = ("diary", "history", "list", "list watchlist", "list Harbours", "show tt9000001", "search glass", "search my:>3")
#: Words of which one must be in what is said of damage.
SAID = ("damaged", "not a file of Matinee", "no database", "newer Matinee", "older Matinee", "earlier Matinee", "is empty")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with some hundred rows of the viewer's."""
    home = small_home(tmp_path_factory.mktemp("fuzzed"))
    with closing(Desk(home)) as desk:
        for number in range(1, 60):
            ratings.rate(desk, film(number), 1 + number % 10)
            diary.log(desk, film(number), f"2026-0{1 + number % 5}-1{number % 9}", rating=8)
        for title_id in (RED, SHORE, FERRY, HOURS):
            ratings.rate(desk, film(title_id), 7)
            lists.toggle_watchlist(desk, film(title_id))
            reviews.save_review(desk, film(title_id), "A headline", "Fog. " * 300, False)
            tags.tag(desk, film(title_id), "rainy")
        lists.create_list(desk, "Harbours")
    return home


def spoiled(data: bytes, chance: Random) -> bytes:
    """The file with one kind of damage."""
    page = 8192 if data[16:18] == b"\x20\x00" else 4096
    pages = len(data) // page
    kind = chance.randrange(6)
    if kind == 0:
        return data[: chance.randrange(len(data))]
    made = bytearray(data)
    if kind == 1:
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            made[chance.randrange(len(made))] = chance.randrange(256)
    elif kind == 2:  # where pages say what they hold
        start = chance.randrange(pages) * page
        made[start + chance.randrange(12)] = chance.randrange(256)
    elif kind == 3:
        one, two = (chance.randrange(pages) * page for _ in range(2))
        made[one : one + page], made[two : two + page] = data[two : two + page], data[one : one + page]
    elif kind == 4:
        start = chance.randrange(pages) * page
        made[start : start + page] = bytes(page) if chance.random() < 0.5 else chance.randbytes(page)
    else:
        found = chance.choice(list(re.finditer(rb"CREATE (?:TABLE|INDEX|UNIQUE INDEX|TRIGGER|VIEW)", data)))
        at = found.start() + chance.randrange(200)
        made[at] = chance.choice((0xFF, 0xC3, 0x00, 0x28, chance.randrange(256)))
    return bytes(made)


def rows(answer: str) -> int:
    """How many things a JSON answer tells of."""
    found: Any = json.loads(answer)
    if isinstance(found, dict):
        return sum(len(value) for value in found.values() if isinstance(value, list)) or 1
    return len(found)


def ask(words: str) -> Said:
    return call(*words.split(), "--json")


def sentence(said: Said, case: str) -> None:
    """A failure is a sentence, and never one about Matinee itself."""
    assert "Traceback" not in said.out + said.err, case
    assert "went wrong" not in said.err, (case, said.err)
    if said.status:
        assert said.status == 1 and (said.err + said.out).strip(), case


def try_copies(
    built: Home, own_home: Path, which: Callable[[Home], Path], count: int, seed: int
) -> tuple[int, int, list[tuple[str, str]]]:
    """Spoil ``count`` copies of one file and ask everything; (said to be damaged, whole, rows missing)."""
    whole = which(built).read_bytes()
    shutil.copytree(built.data, own_home)
    home = Home.of(own_home)
    expected = {words: rows(ask(words).out) for words in ASKED}
    path, chance, told, sound, missing = which(home), Random(seed), 0, 0, list[tuple[str, str]]()
    for number in range(count):
        data = spoiled(whole, chance)
        if data == whole:
            continue
        shutil.rmtree(own_home)
        shutil.copytree(built.data, own_home)
        path.write_bytes(data)
        case = f"case {number} of seed {seed}"
        asked = {words: ask(words) for words in ASKED}
        for words, said in asked.items():
            sentence(said, f"{case}: {words}")
            # A catalogue has no second record of what it holds: an id that reads as another takes one row from a list.
            fewest = expected[words] if path == home.personal else min(1, expected[words])
            if not said.status and rows(said.out) < fewest:
                missing.append((f"{case}: {words}", said.out[:80]))
            if said.status and path == home.personal:
                assert any(word in said.err for word in SAID), (case, words, said.err)
        before = path.read_bytes() if path.exists() else b""
        wrote = call("rate", "tt9000001", "3")
        sentence(wrote, f"{case}: rate")
        if path == home.personal:
            if wrote.status:
                assert path.read_bytes() == before, f"{case}: something was written into a damaged file"
            else:
                assert file.examine(path) == file.VERSION, case
        sentence(call("doctor"), f"{case}: doctor")
        failed = any(said.status for said in asked.values())
        told, sound = told + failed, sound + (not failed)
    return told, sound, missing


def test_personal_files(built: Home, own_home: Path) -> None:
    told, sound, missing = try_copies(built, own_home, lambda home: home.personal, cases(12, 500), 1948)
    print(f"{told} said to be damaged, {sound} whole, {missing}")
    assert missing == [] and told > sound


def test_catalogues(built: Home, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seed.starter.HERE", built.data.parent / "starter")  # what takes a damaged one's place
    told, sound, missing = try_copies(built, own_home, lambda home: home.catalogue, cases(8, 500), 1951)
    print(f"{told} said to be damaged, {sound} whole, {missing}")
    assert missing == []


def test_a_few_through_real_processes(built: Home, tmp_path: Path) -> None:
    chance = Random(7)
    for number in range(cases(2, 25)):
        for which in ("personal", "catalogue")[: cases(1, 2)]:
            home = Home.of(tmp_path / f"{number}-{which}")
            shutil.copytree(built.data, home.data)
            path: Path = getattr(home, which)
            path.write_bytes(spoiled(path.read_bytes(), chance))
            done = subprocess.run(
                [sys.executable, "-m", "tui", "diary", "--json"],
                env={**os.environ, "MATINEE_HOME": str(home.data), "PYTHONPATH": str(ROOT)},
                cwd=ROOT, capture_output=True, text=True,
            )  # fmt: skip
            assert "Traceback" not in done.stderr and "went wrong" not in done.stderr
            assert done.returncode in {0, 1} and (done.returncode == 0) == bool(done.stdout.strip())


# -- one damage at a time


def test_one_byte_of_the_ratings_root_page_is_not_an_empty_diary(built: Home, own_home: Path) -> None:
    shutil.copytree(built.data, own_home)
    home = Home.of(own_home)
    with closing(sqlite3.connect(home.personal)) as con:
        (page,) = con.execute(
            "SELECT rootpage FROM sqlite_master WHERE name IN ('my_rating', 'said_rating') LIMIT 1"
        ).fetchone()
    with home.personal.open("rb+") as held:
        held.seek((page - 1) * 4096)
        held.write(b"\x7f")
    before = home.personal.read_bytes()
    for words in ("diary", "history", "list", "search glass", "rate tt9000001 4"):
        said = call(*words.split())
        assert said.status == 1 and "is damaged" in said.err and "matinee restore" in said.err, words
    assert home.personal.read_bytes() == before


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE said_diary SET watched_on = NULL WHERE id = 3",
        "UPDATE said_diary SET watched_on = x'ff00' WHERE id = 3",
        "UPDATE said_diary SET watched_on = 20260503 WHERE id = 3",
        "UPDATE said_rating SET value = 'eight' WHERE my_id = 1",
        "UPDATE said_rating SET value = 800 WHERE my_id = 1",
        "UPDATE my_list SET name = NULL",
        "UPDATE journal_action SET at = x'c3' WHERE id = 2",
    ],
)
def test_cells_that_hold_what_they_may_not_are_never_an_internal_error(built: Home, own_home: Path, harm: str) -> None:
    shutil.copytree(built.data, own_home)
    home = Home.of(own_home)
    with closing(sqlite3.connect(home.personal, isolation_level=None)) as con:
        con.execute("PRAGMA ignore_check_constraints = 1")
        for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            con.execute(f"DROP TRIGGER {name}")
        con.execute("PRAGMA writable_schema = 1")
        con.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'")
        con.execute("PRAGMA writable_schema = RESET")
        con.execute(harm)
    for words in ASKED:
        sentence(ask(words), words)
    said = call("doctor")
    assert said.status == 1 and "damaged" in said.out


def test_a_schema_that_is_not_utf_8_is_damage(built: Home, own_home: Path) -> None:
    shutil.copytree(built.data, own_home)
    home = Home.of(own_home)
    data = bytearray(home.personal.read_bytes())
    data[data.index(b"CREATE TABLE said_tag") + 15] = 0xFF
    home.personal.write_bytes(data)
    for words in ASKED:
        said = ask(words)
        assert said.status == 1 and "damaged" in said.err, words
    assert call("doctor").status == 1


def test_doctor_reads_every_page_of_both(built: Home, own_home: Path) -> None:
    shutil.copytree(built.data, own_home)
    home = Home.of(own_home)
    for path, table in ((home.catalogue, "person_aka"), (home.personal, "said_review_version")):
        with closing(sqlite3.connect(path)) as con:
            (page,) = con.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            (size,) = con.execute("PRAGMA page_size").fetchone()
        with path.open("rb+") as held:
            held.seek((page - 1) * size)
            held.write(b"\x03")
    assert catalogue_state(home.catalogue) == "ready"
    found = {finding["what"]: finding for finding in json.loads(call("doctor", "--json").out)}
    assert found["catalogue"]["state"] == found["personal"]["state"] == "trouble"
