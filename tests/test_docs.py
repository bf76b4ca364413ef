"""The documents speak of what is there: every table and column of docs/schema.md, every key of the README."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.catalogue import ddl, ranks
from db.pages import file, places
from tests import readme

ROOT = Path(__file__).parent.parent
SCHEMA = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
#: Documents behind the views, and the search index: free to change, so not on the page.
PRIVATE = re.compile(
    r"category|\w+_document|sqlite_.*|(title|person)_(search|noted|exact|rank|card|names)\w*|search_word|typo\w*"
)


def documented() -> dict[str, list[str]]:
    """Columns by table, as the page has them; sections share the three at their head."""
    shared: list[str] = []
    found: dict[str, list[str]] = {}
    for part in re.split(r"^(?=##)", SCHEMA, flags=re.MULTILINE):
        columns = re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE)
        if name := re.match(r"### `(\w+)`", part):
            found[name[1]] = shared + columns
        else:
            shared = columns
    return found


@pytest.fixture
def con() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as con:
        ranks.create(con)
        ddl.create(con)
        for table in (*file.TABLES, *places.TABLES):
            con.execute(table)
        yield con


def test_the_schema_page_and_the_catalogue_agree(con: sqlite3.Connection) -> None:
    made = {
        name: {row[1] for row in con.execute(f"PRAGMA table_xinfo({name})")} - {"original"}  # read original_title
        for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not PRIVATE.fullmatch(name)
    }
    page = documented()
    assert {name: set(columns) for name, columns in page.items()} == made
    assert all(len(columns) == len(set(columns)) for columns in page.values())


def test_the_public_face_has_what_was_promised() -> None:
    promised = {
        "title": "id kind title original_title year end_year runtime_minutes is_adult average_rating num_votes",
        "person": "id name birth_year death_year",
        "principal": "title_id ordering person_id category job character",
        "title_aka": "title_id ordering title region language types attributes",
        "title_genre": "title_id genre",
        "filmography": "person_id title_id category",
    }
    page = documented()
    assert all(set(columns.split()) <= set(page[table]) for table, columns in promised.items())


@pytest.mark.parametrize("sql", re.findall(r"```sql\n(.*?)```", SCHEMA, flags=re.DOTALL))
def test_every_example_runs(con: sqlite3.Connection, sql: str) -> None:
    assert con.execute(sql).fetchall() == []


def test_the_marks_on_the_page_are_those_of_the_file(con: sqlite3.Connection) -> None:
    (application,) = con.execute("PRAGMA application_id").fetchone()
    (version,) = con.execute("PRAGMA user_version").fetchone()
    assert f"`PRAGMA application_id` is {application}" in SCHEMA and f"number of this schema, {version}." in SCHEMA


def test_the_readme_has_the_key_table_of_the_registry() -> None:
    text = readme.README.read_text(encoding="utf-8")
    assert readme.with_keys(text) == text, "run make keys"


def test_every_file_the_readme_points_to_is_there() -> None:
    text = readme.README.read_text(encoding="utf-8")
    pointed = [
        target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target and not target.endswith(".svg")
    ]
    assert pointed and all((ROOT / target).is_file() for target in pointed)


def test_every_command_of_the_readme_is_one() -> None:
    from tui.cli.parser import parse

    block = re.search(r"```sh\n(matinee search.*?)```", readme.README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert block
    import shlex

    for line in block[1].splitlines():
        assert parse(shlex.split(line)[1:]).run
