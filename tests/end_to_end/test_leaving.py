"""Leaving, whatever brings it about: the terminal is as it was, the last key and the last letter are on disk."""

from __future__ import annotations

import os
import signal
import sqlite3
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.steps import find
from tests.terminal import Terminal, matinee


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    con = sqlite3.connect(home / "personal.db")
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def restored(terminal: Terminal) -> bool:
    """Whether the alternate screen and the mouse are off and what is typed is echoed."""
    for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?1000h", b"\x1b[?1000l"), (b"\x1b[?1003h", b"\x1b[?1003l")):
        if terminal.raw.rfind(off) < terminal.raw.rfind(on):
            return False
    return bool(termios.tcgetattr(terminal._master)[3] & termios.ECHO)


def ctrl_q(terminal: Terminal) -> None:
    terminal.type("\x11")


def sent(sign: int) -> Callable[[Terminal], None]:
    return lambda terminal: os.kill(terminal.process.pid, sign)


ENDS = {
    "ctrl+q": ctrl_q,
    **{sign.name: sent(sign) for sign in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)},
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_last_key_and_letter_are_on_disk_and_the_terminal_as_it_was(
    starter: Path, end: Callable[[Terminal], None]
) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("8e")
        terminal.until("Headline")
        terminal.type("Shoes\rThey will not stop.")
        end(terminal)
        assert terminal.finish() == 0
        assert restored(terminal)
    assert rows(starter, "SELECT value FROM my_rating") == [(8,)]
    assert rows(starter, "SELECT headline, text FROM my_draft") == [("Shoes", "They will not stop.")]


def test_a_key_typed_just_before_a_signal_is_heard(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("8")
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.finish() == 0
    assert rows(starter, "SELECT value FROM my_rating") == [(8,)]


def test_the_last_letters_of_a_note_are_saved(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("A")
        terminal.until("Your note on")
        terminal.type("Restored in 2009.")
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.finish() == 0
    assert rows(starter, "SELECT text FROM my_note") == [("Restored in 2009.",)]


def test_a_terminal_that_goes_away_takes_nothing_with_it(starter: Path) -> None:
    terminal = matinee(starter)
    try:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("e")
        terminal.until("Headline")
        terminal.type("Gone")
        terminal.until("Gone")
        os.close(terminal._master)
        assert terminal.process.wait(20) == 0
    finally:
        if terminal.process.poll() is None:
            terminal.process.kill()
    assert rows(starter, "SELECT headline FROM my_draft") == [("Gone",)]


def test_a_change_that_waits_is_waited_for(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("7")
        terminal.until("undoes")
        other = sqlite3.connect(starter / "personal.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        terminal.type("8\x11")
        terminal.until("Saving ")
        other.execute("COMMIT")
        other.close()
        assert terminal.finish() == 0
    assert rows(starter, "SELECT value FROM my_rating") == [(8,)]


def test_a_change_that_cannot_be_saved_at_the_end_is_said(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("7")
        terminal.until("undoes")
        other = sqlite3.connect(starter / "personal.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        terminal.type("8e")
        terminal.until("Headline")
        terminal.type("Unheard")
        terminal.type("\x11")
        assert terminal.finish() == 1
        other.close()
        assert restored(terminal)
        said = terminal.raw[terminal.raw.rfind(b"\x1b[?1049l") :].decode()
        assert "Not saved: rate The Red Shoes" in said and "Not saved: save draft" in said and "Unheard" in said
        assert "Traceback" not in said
    assert rows(starter, "SELECT value FROM my_rating") == [(7,)]


def test_a_draft_is_written_while_typing_goes_on(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("e")
        terminal.until("Headline")
        end = time.monotonic() + 3.0
        while time.monotonic() < end:  # never a pause of the length that writes a draft
            terminal.type("x")
            terminal.read(0.1)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.process.wait(10)
    assert rows(starter, "SELECT length(headline) > 3 FROM my_draft") == [(1,)]
