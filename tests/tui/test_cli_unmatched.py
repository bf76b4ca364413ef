"""``matinee unmatched``: what is in doubt, and the viewer's answers; every command reconciles before it reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.personal import follows, ratings, setup
from db.personal.desk import Desk
from tests.db.reading.renewed import STARTER, WORLD
from tui.cli import run

pytestmark = pytest.mark.usefixtures("quiet_log")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Records said with the starter, and all of IMDb since."""
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path / "home"))
    home = Home.of(tmp_path / "home")
    STARTER.put(home)
    setup.prepare(home)
    desk = Desk(home)
    for one, (title, year, kind) in STARTER.titles.items():
        ratings.rate(desk, TitleCard(one, title, year, kind), 8)
    follows.follow(desk, -10, "Marga Stolz")
    desk.close()
    WORLD.put(home)
    yield home


def out(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    capsys.readouterr()
    assert run(list(argv)) == 0
    return capsys.readouterr().out


def test_records_are_where_they_belong_in_every_command(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(out(capsys, "show", "tt0000001", "--json"))["your_rating"] == 8
    assert "Undone: Following" in out(capsys, "undo")


def test_reconciling_leaves_all_in_the_one_file(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys, "show", "tt0000001")
    assert sorted(path.name for path in home.data.glob("personal.db*")) == ["personal.db"]


def test_undo_alone_reconciles_too(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys, "undo")
    desk = Desk(home)
    with desk.plain() as con:
        assert con.execute("SELECT title_id FROM my_title WHERE said_id = -1").fetchone() == (1,)
    desk.close()


def test_doubts_are_shown_and_answered(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(out(capsys, "unmatched", "--json"))
    assert [(each.get("title") or each["name"], len(each["candidates"])) for each in found] == [
        ("Far Away", 1),
        ("Namesake", 3),
        ("Marga Stolz", 2),
    ]
    assert found[1]["candidates"][0] == {"tconst": "tt0000041", "title": "Namesake", "year": 1940, "kind": "movie"}
    assert "Far Away" in (text := out(capsys, "unmatched")) and "tt0000022" in text
    away, namesake, marga = (each["number"] for each in found)
    assert "Far Away is Far Away (2025)" in out(capsys, "unmatched", "answer", str(away), "tt0000022")
    assert "Namesake is none of those offered" in out(capsys, "unmatched", "answer", str(namesake), "none")
    assert "Marga Stolz is Marga Stolz" in out(capsys, "unmatched", "answer", str(marga), "nm0000009")
    assert json.loads(out(capsys, "unmatched", "--json")) == []
    assert json.loads(out(capsys, "show", "tt0000022", "--json"))["your_rating"] == 8
    for _ in range(3):
        out(capsys, "undo")
    assert len(json.loads(out(capsys, "unmatched", "--json"))) == 3


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [(("99", "none"), "no question 99"), (("1", "red"), "is no id"), (("1", "tt7777777"), "no title tt7777777")],
)
def test_an_answer_that_is_none_is_a_sentence(
    home: Home, capsys: pytest.CaptureFixture[str], answer: tuple[str, str], sentence: str
) -> None:
    capsys.readouterr()
    assert run(["unmatched", "answer", *answer]) == 1
    assert sentence in capsys.readouterr().err


def test_doctor_counts_what_has_no_place_and_what_waits(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys, "undo")
    found = {each["what"]: each for each in json.loads(out(capsys, "doctor", "--json"))}["records"]
    assert found["state"] == "warning"
    assert found["found"] == "1 title of yours not in this catalogue; 2 questions waiting"
    assert "matinee unmatched" in found["remedy"]


def test_rows_of_a_file_whose_name_is_no_text_are_kept(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / os.fsdecode(b"di\xffary.csv")
    path.write_text(
        "Date,Name,Year,Letterboxd URI,Watched Date\n2024-05-03,Nobody Knows It,1990,https://boxd.it/1,2024-05-03\n"
    )
    assert "Imported Letterboxd export: 1 viewing." in out(capsys, "import", "--yes", str(path))
    desk = Desk(home)
    with desk.plain() as con:
        assert con.execute("SELECT json_extract(row, '$.file') FROM my_unmatched").fetchall() == [("di\ufffdary.csv",)]
    desk.close()
