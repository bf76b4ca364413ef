"""Making the personal file ready: created, migrated, or refused unharmed."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from db.base.errors import MatineeError, PersonalUnusable
from db.base.home import Home
from db.personal import backup, choices, ddl, file, journal, ratings, setup
from db.personal.desk import Desk
from tests.db.personal.films import film

THIRD = '''
"""A revision of these tests."""
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "0003", "0002", None, None

def upgrade():
    op.create_table("my_extra", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("said_rating") as batch:
        batch.add_column(sa.Column("mood", sa.String()))
    op.execute("UPDATE said_rating SET mood = 'glad'")
'''


def schema_of(con: sqlite3.Connection) -> set[str]:
    """Every table, index and trigger, in words that do not depend on white space."""
    found = con.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    return {re.sub(r"\s+", "", sql) for (sql,) in found}


def test_a_new_file_is_ready_and_holds_the_watchlist(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "new" / "home")
    assert not setup.ready(home)
    setup.prepare(home)
    assert setup.ready(home)
    con = sqlite3.connect(home.personal)
    assert con.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert con.execute("SELECT kind, name FROM my_list").fetchall() == [("watchlist", "Watchlist")]
    assert con.execute("SELECT version_num FROM alembic_version").fetchall() == [(f"{file.VERSION:04d}",)]
    assert journal.history(con) == []
    con.close()
    setup.prepare(home)
    assert setup.ready(home)


def test_script_models_and_revisions_say_the_same(home: Home) -> None:
    assert ddl.SCRIPT.read_text(encoding="utf-8") == ddl.generate(), "run python -m db.personal.ddl"
    from alembic import command
    from alembic.config import Config

    con = sqlite3.connect(":memory:", isolation_level=None)
    config = Config()
    config.set_main_option("script_location", str(setup.MIGRATIONS))
    with file.engine(con).connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert con.execute("SELECT version_num FROM alembic_version").fetchall() == [(f"{file.VERSION:04d}",)]
        ddl.create_derived(con)
        assert schema_of(con) == schema_of(sqlite3.connect(home.personal))


def third_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str = THIRD) -> None:
    """As if this were a Matinee of the next version."""
    migrations = tmp_path / "100% migrations"
    shutil.copytree(setup.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    (migrations / "versions" / "0003_third.py").write_text(revision, encoding="utf-8")
    monkeypatch.setattr(setup, "MIGRATIONS", migrations)
    monkeypatch.setattr(file, "VERSION", 3)


def test_an_older_file_is_migrated_after_a_copy(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(home)
    ratings.rate(desk, film(1), 8)
    desk.close()
    third_version(tmp_path, monkeypatch)
    assert not setup.ready(home)
    setup.prepare(home)
    assert setup.ready(home)
    con = sqlite3.connect(home.personal)
    assert con.execute("SELECT my_id, value, mood FROM said_rating").fetchall() == [(1, 8, "glad")]
    assert con.execute("SELECT count(*) FROM my_extra").fetchone() == (0,)
    assert con.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]
    with pytest.raises(sqlite3.IntegrityError, match="outside an action"):
        con.execute("DELETE FROM said_rating")
    con.close()
    (before,) = [path for path in backup.copies(home) if path.name.startswith("before-version-3-")]
    old = sqlite3.connect(before)
    assert file.mark(old) == (file.APPLICATION_ID, 2)
    assert old.execute("SELECT title_id, value FROM my_rating").fetchall() == [(1, 8)]
    old.close()


@pytest.mark.parametrize("harm", ["SET my_id = 99", "SET nonsense = 1"])
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    desk = Desk(home)
    ratings.rate(desk, film(1), 8)
    desk.close()
    con = sqlite3.connect(home.personal)
    before = schema_of(con)
    third_version(tmp_path, monkeypatch, THIRD.replace("SET mood = 'glad'", harm))
    with pytest.raises(PersonalUnusable, match="brought up to date"):
        setup.prepare(home)
    assert schema_of(con) == before
    assert file.mark(con) == (file.APPLICATION_ID, 2)
    assert con.execute("SELECT title_id, value FROM my_rating").fetchall() == [(1, 8)]
    con.close()


def test_a_file_from_a_newer_version_is_refused_unharmed(home: Home) -> None:
    con = sqlite3.connect(home.personal)
    con.execute(f"PRAGMA user_version = {file.VERSION + 1}")
    con.execute("PRAGMA journal_mode = DELETE")
    con.close()
    before = home.personal.read_bytes()
    assert not setup.ready(home)
    for attempt in (lambda: setup.prepare(home), lambda: ratings.rate(Desk(home), film(1), 8)):
        with pytest.raises(PersonalUnusable, match="newer Matinee") as found:
            attempt()
        assert found.value.remedy == "Update Matinee."
    assert home.personal.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"Not a database at all, but a letter. " * 200, "not a file of Matinee's"), (b"\0" * 8192, "not a file of Matinee's")],
)
def test_what_is_no_database_is_refused_unharmed(home: Home, content: bytes, sentence: str) -> None:
    home.personal.write_bytes(content)
    assert not setup.ready(home)
    with pytest.raises(PersonalUnusable, match=sentence):
        setup.prepare(home)
    assert home.personal.read_bytes() == content


def test_somebody_elses_database_is_refused_unharmed(tmp_path: Path) -> None:
    home = Home.of(tmp_path)
    con = sqlite3.connect(home.personal)
    con.execute("CREATE TABLE bookmark (address TEXT)")
    con.close()
    before = home.personal.read_bytes()
    with pytest.raises(PersonalUnusable, match="not a file of Matinee's"):
        setup.prepare(home)
    assert home.personal.read_bytes() == before


def test_an_empty_file_is_a_new_one_unless_there_are_copies(home: Home) -> None:
    home.personal.write_bytes(b"")
    setup.prepare(home)
    assert setup.ready(home)
    backup.daily(home)
    home.personal.write_bytes(b"")
    with pytest.raises(PersonalUnusable, match="is empty, though copies") as found:
        setup.prepare(home)
    assert "matinee restore" in found.value.remedy
    assert home.personal.stat().st_size == 0


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    home = Home.of(tmp_path)
    home.personal.mkdir()
    assert not setup.ready(home)
    with pytest.raises(MatineeError, match="cannot be opened"):
        setup.prepare(home)


def test_browsing_never_imports_sqlmodel(home: Home) -> None:
    """Screens import these modules at start-up; visits, drafts, choices and undo are plain SQL."""
    script = (
        "import sys; from pathlib import Path; from db.base.home import Home;"
        "from db.personal import (choices, diary, follows, hidden, journal, lists, marks, notes, owned, ratings, reviews, setup,"
        " tags, visits); from db.reading import home, my_lists, titles, viewings; from db.personal.desk import Desk;"
        f"home = Home.of(Path({str(home.data)!r})); setup.prepare(home); assert setup.ready(home); desk = Desk(home);"
        "visits.visit(desk, 'title', 1, 'A'); choices.remember(desk, 'a', 'b'); reviews.save_draft(desk, 1, '', 'x', False);"
        "journal.undo(desk);"
        "print([name for name in ('sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'textual', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    con = sqlite3.connect(home.personal)
    assert choices.remembered(con, "a") == "b"
    con.close()
