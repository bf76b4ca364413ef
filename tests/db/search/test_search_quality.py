"""The right title first: more than two hundred queries as people type them, against the starter catalogue itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.base.home import Home
from db.search import engine, searcher
from seed import starter_build

QUERIES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("queries.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    home = Home.of(tmp_path_factory.mktemp("starter"))
    starter_build.build_starter(home)
    held = searcher.connect(home)
    yield held
    held.close()


def target(con: sqlite3.Connection, entry: dict[str, Any]) -> int:
    """The id of what a query looks for."""
    if "person" in entry:
        row = con.execute("SELECT id FROM person WHERE name = ?", (entry["person"],)).fetchone()
    else:
        row = con.execute("SELECT id FROM title WHERE title = ? AND year = ?", (entry["title"], entry["year"])).fetchone()
    assert row is not None, f"the starter catalogue lacks {entry}"
    return int(row[0])


def test_the_right_one_first(con: sqlite3.Connection) -> None:
    misses, far = [], []
    for entry in QUERIES:
        wanted = target(con, entry)
        hits = [hit.card.id for hit in engine.search(con, entry["q"]).hits]
        if hits[:1] != [wanted]:
            misses.append(entry["q"])
        if wanted not in hits[:5]:
            far.append(entry["q"])
    assert len(QUERIES) >= 200
    assert len(misses) <= 0.05 * len(QUERIES), misses
    assert len(far) <= 0.02 * len(QUERIES), far


@pytest.mark.parametrize("name", ["The Red Shoes", "Seven Samurai", "A Woman Under the Influence"])
def test_found_while_it_is_typed(con: sqlite3.Connection, name: str) -> None:
    for end in range(len(name) // 2, len(name) + 1):
        hits = engine.search(con, name[:end]).hits
        assert any(getattr(hit.card, "title", "") == name for hit in hits), name[:end]
