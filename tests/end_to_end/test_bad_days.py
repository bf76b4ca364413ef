"""Bad days in a real terminal: each is a clear sentence, films can still be found, and nothing is lost."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT, matinee


def damage(home: Path) -> None:
    for path in home.glob("personal.db-*"):
        path.unlink()
    (home / "personal.db").write_bytes(b"no database" * 500)


def future(home: Path) -> None:
    con = sqlite3.connect(home / "personal.db")
    con.execute("PRAGMA user_version = 99")
    con.close()


@pytest.mark.parametrize(("harm", "sentence"), [(damage, "database."), (future, "newer")])
def test_records_that_cannot_be_used(starter: Path, harm: object, sentence: str) -> None:
    harm(starter)  # type: ignore[operator]
    before = (starter / "personal.db").read_bytes()
    with matinee(starter) as terminal:
        terminal.type("red sho")
        terminal.until("▸ The Red Shoes")
        terminal.until(sentence)
        terminal.type("\r")
        terminal.until("Overview")
        terminal.type("8")
        terminal.until(sentence)  # a key had taken it away
        assert "undoes" not in terminal.text
        assert "Traceback" not in terminal.text
    assert (starter / "personal.db").read_bytes() == before


def test_a_catalogue_that_cannot_be_read_is_put_aside_and_built_anew(starter: Path) -> None:
    (starter / "catalogue.db").write_bytes(b"x" * 9000)
    with matinee(starter) as terminal:
        terminal.type("red sho")
        terminal.until("▸ The Red Shoes")
        terminal.until("damaged")
    assert list(starter.glob("catalogue.db.damaged-*"))


def test_settings_that_cannot_be_used_are_named_by_line_and_key(starter: Path) -> None:
    (starter / "config.toml").write_text('spoilers = "maybe"\n[keys]\nnope = "x"\n', encoding="utf-8")
    with matinee(starter) as terminal:
        terminal.until("'spoilers'")
        terminal.until("'keys.nope'")


def test_a_very_small_terminal(starter: Path) -> None:
    with matinee(starter, size=(40, 10)) as terminal:
        terminal.type("red sho")
        terminal.until("The Red Shoes")
        terminal.type("\r")
        terminal.until("1948")
        terminal.settle(0.3)
        assert "Traceback" not in terminal.text


def test_without_a_terminal_a_sentence(starter: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui"], cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60
    )
    assert done.returncode == 1
    assert "needs a terminal" in done.stderr and "Traceback" not in done.stderr


def test_two_matinees_on_one_home(starter: Path) -> None:
    with matinee(starter) as one, matinee(starter) as other:
        for terminal, words, title, value in (
            (one, "red sho", "The Red Shoes", "8"),
            (other, "brief enc", "Brief Encounter", "9"),
        ):
            terminal.type(words)
            terminal.until(f"▸ {title}")
            terminal.type("\r")
            terminal.until("Overview")
            terminal.type(value)
            terminal.until(f"{title} {value}")
    con = sqlite3.connect(starter / "personal.db")
    assert sorted(con.execute("SELECT value FROM my_rating")) == [(8,), (9,)]
    con.close()


def test_nothing_raw_reaches_the_terminal(starter: Path) -> None:
    con = sqlite3.connect(starter / "catalogue.db")
    hostile = "\x1b]0;owned\x07\x1b[31mRed\x9b5m \u202eShoes [/x] [REC]"
    con.execute("UPDATE title SET title = ? WHERE id = 40725", (hostile,))
    con.execute("UPDATE plot SET text = ? WHERE title_id = 40725", (hostile,))
    con.commit()
    con.close()
    with matinee(starter) as terminal:
        terminal.type("red sho")
        terminal.until("[REC]")
        terminal.type("\r")
        terminal.until("Overview")
        terminal.settle(0.3)
        assert b"owned\x07" not in terminal.raw and b"\x1b]0;owned" not in terminal.raw and b"\x9b5m" not in terminal.raw
        assert "\u202e".encode() not in terminal.raw
