"""``matinee import`` of film data, and ``matinee sources remove``, killed at any moment: a source is there whole, or not at all."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from db.base.home import Home
from db.library import Library
from db.pages import file
from db.personal import setup
from db.reading import placing, sections
from tests.counts import cases
from tests.db.reading.catalogued import Title, put
from tests.faults.test_killed_bringing import killed, run

FILMS, ITEMS = 300, 8


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of so many films, and two editions of a list about them."""
    folder = tmp_path_factory.mktemp("killed-pages")
    home = Home.of(folder / "home")
    put(home, [Title(one, f"Film {one}", 1950, votes=one) for one in range(1, FILMS)])
    setup.prepare(home)
    for edition in ("first", "second"):
        (folder / edition).mkdir()
        items = [f"# Film {one} (1950)\n" + f"- The {edition} says a thing.\n" * ITEMS for one in range(1, FILMS)]
        (folder / edition / "trivia.list").write_text("FILM TRIVIA\n===========\n" + "".join(items))
    return folder


def edition(home: Home) -> str:
    """Which edition a page shows: ``first``, ``second``, or neither; every file is whole, every page of one edition."""
    for name in file.names(home):
        with closing(sqlite3.connect(file.path_of(home, name))) as con:
            assert con.execute("PRAGMA quick_check").fetchone() == ("ok",)
    with closing(Library(home)) as library:
        con = library.connection()
        placing.settle(con, home)
    with closing(Library(home)) as library:
        told = [sections.did_you_know(library.connection(), one).trivia for one in (1, FILMS // 2, FILMS - 1)]
    words = {item.text.split()[1] for items in told for item in items}
    assert {len(items) for items in told} in ({0}, {1}) and len(words) <= 1
    return next(iter(words), "")


def test_a_kill_leaves_a_source_whole(template: Path) -> None:
    home = Home.of(template / "home")
    began = time.monotonic()
    assert run(home, "import", str(template / "first")) == 0
    took = time.monotonic() - began
    assert edition(home) == "first"
    dice = random.Random(5)
    hit = 0
    for _ in range(cases(5, 100)):
        before = edition(home)
        other = "second" if before == "first" else "first"
        hit += killed(home, dice.uniform(0.1, 1.0) * took, "import", str(template / other))
        assert edition(home) in {before, other}
        if dice.random() < 0.4:
            hit += killed(home, dice.uniform(0.1, 1.0) * took, "sources", "remove", "imdb-lists")
            if edition(home) == "":
                assert run(home, "import", str(template / "first")) == 0
    assert hit
    assert run(home, "import", str(template / "first")) == 0
    assert edition(home) == "first" and not list(home.pages.glob("*.db.new"))
