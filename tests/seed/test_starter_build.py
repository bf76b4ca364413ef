"""From text to catalogue: who is who, what is tied to what, in which order; and what a first start does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.base.home import Home
from db.base.ids import stable
from db.catalogue import mark as mark_of
from db.catalogue.state import catalogue_state
from db.library import Library
from seed import starter_build
from seed.acclaim import is_palme, score
from seed.starter_build import build_starter, ensure_catalogue
from seed.starter_films import read_films
from seed.starter_records import StarterAward, StarterError
from seed.starter_rows import money, noted
from tests.catalogues import DUST, FERRY, FILMS, LIGHTS, QUILL, REC, RED, REEL, REEL2, SHORE, STARLING, TERN, starter_folder


@pytest.fixture
def con(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    refused: list[StarterError] = []
    path = build_starter(Home.of(tmp_path / "home"), folder=starter_folder(tmp_path / "text"), refused=refused)
    assert refused == []
    con = sqlite3.connect(path)
    yield con
    con.close()


def one(con: sqlite3.Connection, sql: str, *values: object) -> Any:
    return con.execute(sql, values).fetchone()


def test_titles(con: sqlite3.Connection) -> None:
    row = one(
        con,
        "SELECT kind, title, original_title, year, runtime_minutes, average_rating, num_votes, rating_as_of, genres"
        " FROM title WHERE id = ?",
        RED,
    )
    assert row == ("movie", "The Glass Harbour", "Glashamnen", 1951, 112, 8.3, 18662, "2015", "Drama,Music,Romance")
    assert one(con, "SELECT average_rating, num_votes, rating_as_of, original_title FROM title WHERE id = ?", SHORE) == (
        None,
        None,
        None,
        "The Glass Shore",
    )
    assert {row[0] for row in con.execute("SELECT id FROM title WHERE id < 0")} == {LIGHTS, DUST}


def test_credits_stand_in_imdbs_order_and_people_are_one(con: sqlite3.Connection) -> None:
    rows = con.execute(
        "SELECT category, person.name, job, character, credited_as FROM principal JOIN person ON person.id = person_id"
        " WHERE title_id = ? ORDER BY ordering",
        (RED,),
    ).fetchall()
    assert [row[:2] for row in rows[:6]] == [
        ("actress", "Gwen Starling"), ("actor", "Hal Brand"), ("actress", "Iris Vane"), ("actor", "Jon Ask"),
        ("actor", "Steve Park"), ("director", "Ada Quill"),
    ]  # fmt: skip
    assert rows[2][3:] == ("Old Marta", "Iris Vayne") and rows[7][:3] == ("writer", "Ina Lund", "novel")
    assert rows[-1][:2] == ("costume_designer", "Fay Rook")
    assert one(con, "SELECT id, birth_year, death_year, professions, known_for FROM person WHERE name = 'Gwen Starling'") == (
        STARLING, 1926, 2006, "actress", f"{RED},{SHORE}",
    )  # fmt: skip
    parks = con.execute("SELECT id, birth_year FROM person WHERE name = 'Steve Park' ORDER BY birth_year").fetchall()
    assert parks == [(stable("person", "Steve Park"), None), (stable("person", "Steve Park [1969]"), 1969)]
    assert one(con, "SELECT count(*) FROM person WHERE name = 'Nobody Here'") == (0,)


def test_filmographies_mirror_credits(con: sqlite3.Connection) -> None:
    credits = set(con.execute("SELECT DISTINCT person_id, title_id, category FROM principal"))
    films = con.execute("SELECT person_id, title_id, category FROM filmography").fetchall()
    assert set(films) == credits and len(films) == len(set(films))


def test_names_one_goes_by(con: sqlite3.Connection) -> None:
    names = set(
        con.execute(
            "SELECT name, person_aka.name FROM person_aka JOIN person ON person.id = person_id".replace(
                "SELECT name", "SELECT person.name"
            )
        )
    )
    assert names == {("Gwen Starling", "Gwendolen Starling"), ("Iris Vane", "Iris Vayne"), ("Bo Tern", "B. Tern")}


def test_sections(con: sqlite3.Connection) -> None:
    assert con.execute("SELECT kind, author FROM plot WHERE title_id = ? ORDER BY id", (RED,)).fetchall() == [
        ("outline", None), ("summary", "Matinee"), ("synopsis", "Matinee"),
    ]  # fmt: skip
    assert con.execute("SELECT country, date, note FROM release_date WHERE title_id = ? ORDER BY id", (RED,)).fetchall() == [
        ("Sweden", "1951-03-02", "Stockholm"), ("United Kingdom", "1951-02", "trade show"),
        ("United Kingdom", "1951-09-06", None), ("United States", "1952", None),
    ]  # fmt: skip
    assert con.execute("SELECT kind, currency, amount, note FROM business WHERE title_id = ? ORDER BY id", (RED,)).fetchall() == [
        ("budget", "GBP", 120_000, "estimated"), ("gross", "USD", 1_000_000, None),
        ("opening weekend", None, None, "lost with the studio's books"),
    ]  # fmt: skip
    assert con.execute("SELECT headline, rating, author FROM review WHERE title_id = ? ORDER BY id", (RED,)).fetchall() == [
        ("All at sea", 9, "Matinee"), ("Wet", 6, "Matinee"),
    ]  # fmt: skip
    assert one(con, "SELECT certificate, note FROM certificate WHERE country = 'United States'") == ("Not Rated", "re-rated")
    assert one(con, "SELECT title, region, attributes FROM title_aka WHERE title_id = ? AND ordering = 2", RED) == (
        "Le port de verre",
        "France",
        "restored version",
    )
    people = json.loads(one(con, "SELECT people FROM award WHERE category = 'Directing'")[0])
    assert people == [["Ada Quill", QUILL], ["Harbour Pictures Ltd", None]]


def test_connections_go_both_ways_once(con: sqlite3.Connection) -> None:
    ties = con.execute("SELECT title_id, kind, other_id FROM connection ORDER BY title_id, kind").fetchall()
    assert ties == [
        (RED, "followed by", SHORE), (RED, "referenced in", None), (SHORE, "follows", RED),
        (REEL, "remade as", REEL2), (REEL2, "remake of", REEL),
    ]  # fmt: skip


def test_lists_written_and_made(con: sqlite3.Connection) -> None:
    found = con.execute(
        "SELECT key, position, title_id, score, e.note FROM list JOIN list_entry AS e ON list_id = list.id"
        " ORDER BY list.id, position"
    ).fetchall()
    assert found == [
        ("ss2012", 1, RED, 117, None), ("ss2012", 2, FERRY, 4, "a late entry"),
        ("sea", 1, FERRY, None, "the wettest"), ("sea", 2, LIGHTS, None, None),
        ("best-picture", 1, RED, None, "1952"),
        ("palme-dor", 1, SHORE, None, "1955"), ("palme-dor", 2, REEL, None, "1968"),
    ]  # fmt: skip


def test_acclaim_orders_the_search(con: sqlite3.Connection) -> None:
    assert one(con, "SELECT acclaim FROM title WHERE id = ?", RED) == (4 * 117 + 60 + 12 + 5 + 2 + 30,)
    ranked = [row[0] for row in con.execute("SELECT title_id FROM title_rank ORDER BY rank")]
    assert ranked[:3] == [RED, SHORE, REEL] and len(ranked) == 12
    (film,) = (film for film in read_films(FILMS, "t") if film.title == "Night Ferry")
    assert score(film) == 2 and score(film, 4) == 18
    assert one(con, "SELECT person_id FROM person_rank WHERE rank = 1") == (QUILL,)


@pytest.mark.parametrize(
    ("year", "category", "won", "is_one"),
    [
        (1954, "Grand Prix", True, True), (1955, "Grand Prix", True, False), (1968, "Grand Prix du Festival", True, True),
        (1967, "Grand Prix Spécial du Jury", True, False), (1999, "Grand Prix", True, False), (1999, "Palme d'Or", True, True),
        (1999, "Palme d'Or", False, False), (1999, "Palme d'Or (Short)", True, False),
    ],
)  # fmt: skip
def test_what_counts_as_the_top_prize_at_cannes(year: int, category: str, won: bool, is_one: bool) -> None:
    assert is_palme(StarterAward("Cannes", year, won, category, ())) is is_one
    assert not is_palme(StarterAward("Venice", year, won, category, ()))


def test_the_search_finds_them(con: sqlite3.Connection) -> None:
    def search(table: str, words: str) -> list[int]:
        kind = table.removesuffix("_search")
        sql = f"SELECT {kind}_id FROM {table} JOIN {kind}_rank ON rank = {table}.rowid WHERE {table} MATCH ? ORDER BY {table}.rowid"
        return [row[0] for row in con.execute(sql.replace("ON rank", f"ON {kind}_rank.rank"), (words,))]

    assert search("title_search", "glashamnen") == [RED] and search("title_search", "port verre") == [RED]
    assert search("title_search", "rec signal") == [REC]
    assert search("person_search", "gwendolen") == [STARLING] and search("person_search", "tern") == [TERN]


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the two that say when they were written."""
    con = sqlite3.connect(path)
    names = [
        row[0]
        for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        if row[0] != "source"
    ]
    found = {name: con.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    found["fact"] = [row for row in found["fact"] if row[0] not in ("built_at", "build")]
    con.close()
    return found


def test_the_same_text_makes_the_same_tables(tmp_path: Path) -> None:
    folder = starter_folder(tmp_path / "text")
    first, second = (build_starter(Home.of(tmp_path / name), folder=folder) for name in ("one", "two"))
    assert dump(first) == dump(second)


def test_bad_records_are_left_out_and_counted(tmp_path: Path) -> None:
    films = FILMS + "\n# Dust (1912)\nplot: Again.\n\n# Broken (1950)\nruntime: x\n\n# Copy (1990)\nid: tt9000001\n"
    lists = ("# L\nkey: l\n- Nowhere (1900)\n- Dust (1912)\n- Dust (1912)\n",)
    refused: list[StarterError] = []
    path = build_starter(
        Home.of(tmp_path / "home"), folder=starter_folder(tmp_path / "text", films=films, lists=lists), refused=refused
    )
    assert [error.problem.partition(":")[0] for error in refused] == [
        "Broken (1950)", "Dust (1912) stands twice in the catalogue", "Copy (1990) stands twice in the catalogue",
        "Nowhere (1900) is not in the catalogue", "Dust (1912) is on it twice",
    ]  # fmt: skip
    con = sqlite3.connect(path)
    assert one(con, "SELECT rows_read, rows_refused FROM source") == (12, 5)
    assert one(con, "SELECT plot.text FROM plot JOIN title ON title.id = title_id WHERE title = 'Dust'") == (
        "A horse is not stolen.",
    )
    con.close()


def test_notes_and_sums() -> None:
    assert noted("Eagle (United States, 1948)") == ("Eagle", "United States, 1948")
    assert noted("a (b) (c (d))") == ("a (b)", "c (d)") and noted("plain") == ("plain", None)
    assert money("GBP 5,000") == ("GBP", 5000, None) and money("5 (est.)") == (None, 5, "est.")


# -- a first start ---------------------------------------------------------------------------------------------------


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(starter_build.starter, "HERE", starter_folder(tmp_path / "text"))


def mark(path: Path, **pragmas: int) -> None:
    with closing(sqlite3.connect(path)) as con:
        for name, value in pragmas.items():
            con.execute(f"PRAGMA {name} = {value}")


@pytest.mark.usefixtures("small")
class TestEnsure:
    def test_an_empty_home_gets_the_starter(self, tmp_path: Path) -> None:
        home, told = Home.of(tmp_path / "home"), list[str]()
        assert ensure_catalogue(home, lambda stage, done, total: told.append(stage)) == "The starter catalogue is built."
        assert catalogue_state(home.catalogue) == "ready" and told[0] == "reading"
        stamp = home.catalogue.stat().st_mtime_ns
        assert ensure_catalogue(home) == "ready" and home.catalogue.stat().st_mtime_ns == stamp

    def test_a_damaged_one_is_kept_aside(self, tmp_path: Path) -> None:
        home = Home.of(tmp_path / "home")
        home.make()
        for number in range(2):
            home.catalogue.write_bytes(b"no database" * number * 100 + b"!")
            before = {*home.data.glob("catalogue.db.damaged-*")}
            said = ensure_catalogue(home)
            assert "is damaged" in said and catalogue_state(home.catalogue) == "ready"
            (kept,) = {*home.data.glob("catalogue.db.damaged-*")} - before
            assert kept.name in said and kept.read_bytes() == b"no database" * number * 100 + b"!"
        assert len(before) == 1 and before.pop().read_bytes() == b"!"  # the first one is there still

    def test_an_older_one_is_kept_under_a_clear_name(self, tmp_path: Path) -> None:
        home = Home.of(tmp_path / "home")
        ensure_catalogue(home)
        mark(home.catalogue, user_version=mark_of.SCHEMA_VERSION - 1)
        said = ensure_catalogue(home)
        assert "older Matinee" in said and "matinee import" in said and catalogue_state(home.catalogue) == "ready"
        (kept,) = home.data.glob("catalogue.db.*")
        assert kept.name.startswith("catalogue.db.older-") and kept.name in said

    def test_a_newer_one_stays_and_the_starter_is_used_beside_it(self, tmp_path: Path) -> None:
        home = Home.of(tmp_path / "home")
        ensure_catalogue(home)
        mark(home.catalogue, user_version=99)
        before = home.catalogue.read_bytes()
        for _ in range(2):
            said = ensure_catalogue(home)
            assert "newer Matinee" in said and "starter films" in said
        assert home.catalogue.read_bytes() == before and catalogue_state(home.starter) == "ready"
        library = Library(home)
        assert library.catalogue == home.starter and library.connection().execute("SELECT count(*) FROM title").fetchone()[0]
        mark(home.catalogue, user_version=mark_of.SCHEMA_VERSION)
        assert library.catalogue == home.catalogue  # moved back as soon as it can be read
        library.close()

    def test_one_that_cannot_be_read_now_stays(self, tmp_path: Path) -> None:
        home = Home.of(tmp_path / "home")
        home.catalogue.mkdir(parents=True)  # root may read any file, but no folder as one
        said = ensure_catalogue(home)
        assert "cannot be read now" in said and home.catalogue.is_dir() and catalogue_state(home.starter) == "ready"
        assert Library(home).catalogue == home.starter

    def test_another_programs_is_kept_aside(self, tmp_path: Path) -> None:
        home = Home.of(tmp_path / "home")
        ensure_catalogue(home)
        mark(home.catalogue, application_id=7)
        assert "not a file of Matinee's" in ensure_catalogue(home) and catalogue_state(home.catalogue) == "ready"

    def test_what_another_built_meanwhile_is_taken(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        home = Home.of(tmp_path / "home")
        states = iter(["missing", "ready"])
        monkeypatch.setattr(starter_build, "catalogue_state", lambda path: next(states))
        assert ensure_catalogue(home) == "ready" and not home.catalogue.exists()
