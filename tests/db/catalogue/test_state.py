"""In what state a catalogue file is found."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.catalogue import state


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.db"
    with closing(sqlite3.connect(path)) as con:
        con.execute("CREATE TABLE title (id INTEGER PRIMARY KEY, title TEXT)")
        con.executemany("INSERT INTO title VALUES (?, ?)", [(one, "x" * 200) for one in range(500)])
        con.commit()
    return path


def damage(path: Path) -> None:
    with path.open("r+b") as broken:
        broken.seek(path.stat().st_size // 2)
        broken.write(b"\xff" * 4096)


def test_a_whole_file_is_looked_through_once(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    before = state.unsound
    monkeypatch.setattr(state, "unsound", lambda path: looked.append(path) or before(path))
    assert [state.unsound_since(file, tmp_path / "sound") for _ in range(3)] == [None] * 3
    assert looked == [file]


def test_a_file_that_changed_is_looked_through_again(file: Path, tmp_path: Path) -> None:
    assert state.unsound_since(file, tmp_path / "sound") is None
    damage(file)
    os.utime(file, ns=(1, 1))
    assert state.unsound_since(file, tmp_path / "sound") is not None
    assert state.unsound_since(file, tmp_path / "sound") is not None


def test_another_file_in_its_place_is_looked_through(file: Path, tmp_path: Path) -> None:
    assert state.unsound_since(file, tmp_path / "sound") is None
    other = tmp_path / "other.db"
    other.write_bytes(file.read_bytes())
    damage(other)
    other.replace(file)
    assert state.unsound_since(file, tmp_path / "sound") is not None


def test_nothing_to_remember_with_is_no_trouble(file: Path, tmp_path: Path) -> None:
    assert state.unsound_since(file, tmp_path / "nowhere" / "sound") is None
    damage(file)
    assert state.unsound_since(file, tmp_path / "nowhere" / "sound") is not None
