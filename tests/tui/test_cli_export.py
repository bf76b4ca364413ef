"""``matinee export``: what is written, what is said of it, and what is left alone."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db.base.home import Home
from db.base.records.cards import PersonCard
from db.personal import diary, follows, lists, notes, owned, ratings, reviews, tags
from db.personal.desk import Desk
from tests.catalogues import EPISODE, FERRY, LIGHTS, RED, SERIES, SHORE, STARLING, small_home
from tests.conftest import Clock
from tests.screens.records import card_of
from tui.cli import run

pytestmark = pytest.mark.usefixtures("quiet_log")


class Said(NamedTuple):
    """What one call came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Matinee = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


@pytest.fixture
def matinee(home: Home, capsys: pytest.CaptureFixture[str]) -> Matinee:
    def call(*words: object) -> Said:
        capsys.readouterr()
        status = run([str(word) for word in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Said(status, printed.out, printed.err)

    return call


@pytest.fixture
def life(home: Home, clock: Clock) -> Home:
    """A home in which a little of everything was said."""
    desk = Desk(home)
    red, shore, ferry, lights = (card_of(home, one) for one in (RED, SHORE, FERRY, LIGHTS))
    diary.log(desk, red, "2026-05-01", rating=8, tags=["sea"], company="Ada")
    diary.log(desk, red, None)
    diary.log(desk, lights, "2026-05-02")
    diary.log(desk, card_of(home, EPISODE), "2026-05-03")
    diary.log(desk, ferry, "2026-05-03", stopped_at=20)
    ratings.rate(desk, red, 9)
    ratings.rate(desk, card_of(home, SERIES), 7)
    reviews.add_review(desk, red, "Wet", "=fog & <b>sea</b>")
    lists.toggle_watchlist(desk, shore)
    lists.create_list(desk, "Sea: films", "Salt.")
    lists.put(desk, 2, red)
    lists.put_person(desk, 2, PersonCard(STARLING, "Gwen Starling", 1926))
    lists.annotate(desk, 2, RED, "the wettest")
    lists.create_smart(desk, "Fifties", "1950..1959")
    tags.tag(desk, red, "fog")
    notes.set_note(desk, red, "Again in winter.")
    follows.follow(desk, STARLING, "Gwen Starling")
    owned.own(desk, red, "/films/red.mkv")
    with desk.plain() as con:
        con.execute("INSERT INTO journal_now VALUES (1, 0)")
        row = {
            "title": "0" * 32,
            "mention": ["Fog", 1950, "", *[None] * 6],
            "kind": "viewings",
            "file": "diary.csv",
            "line": 7,
            "text": "=Fog,1950",
        }
        con.executemany(
            "INSERT INTO my_unmatched (origin, row, seen_at) VALUES ('letterboxd', ?, '2026-05-03')",
            [(json.dumps(row),), ("an older row",)],
        )
        con.execute("DELETE FROM journal_now")
    desk.close()
    return home


def test_json_to_a_file_says_what_it_wrote(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "json", tmp_path / "out.json")
    assert done.status == 0 and done.err == ""
    assert done.out == (
        "Wrote 2 ratings, 3 lists, 3 list entries, 5 viewings, 1 review, 1 tag, 1 note, 1 person followed, 1 title owned and"
        f" 2 unmatched rows, to {tmp_path / 'out.json'}.\n"
    )
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert data["matinee"] == {"format": 1, "written_at": "2026-05-03T20:15:00.000Z", "schema": 2}
    named = {uid: title["name"] for uid, title in data["titles"].items()}
    assert [(named[row["title"]], row["watched_on"]) for row in data["viewings"]] == [
        ("The Glass Harbour", "2026-05-01"), ("The Glass Harbour", None), ("Harbour Lights", "2026-05-02"),
        ("Fog", "2026-05-03"), ("Night Ferry", "2026-05-03"),
    ]  # fmt: skip
    assert (
        next(title for title in data["titles"].values() if title["name"] == "Harbour Lights")["local"] == f"local-{-LIGHTS}"
    )
    assert "history" not in data
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_json_to_standard_output_is_the_file_and_nothing_else(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "json", "-", "--history")
    assert matinee("export", "json", tmp_path / "x.json", "--history").status == 0
    assert done.out == (tmp_path / "x.json").read_text(encoding="utf-8")
    assert done.err.startswith("Wrote 2 ratings, 3 lists,") and "actions of the history." in done.err
    assert [action["kind"] for action in done.json["history"]][:2] == ["log", "log"]


def test_json_counts_as_json(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "json", tmp_path / "x.json", "--json").json
    assert done["path"] == str(tmp_path / "x.json")
    assert (done["wrote"]["viewings"], done["wrote"]["entries"], done["wrote"]["threads"]) == (5, 3, 0)
    refused = matinee("export", "json", "-", "--json")
    assert (refused.status, refused.out) == (1, "") and "--json says what was written" in refused.err


def test_a_file_that_no_import_would_read_is_said(
    life: Home, matinee: Matinee, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seed.exchange.container.MOST_KEPT", 10_000)
    assert "more than an import reads of one file" in matinee("export", "json", tmp_path / "x.json").err


def test_what_is_there_is_not_written_over_without_force(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("mine")
    refused = matinee("export", "json", tmp_path / "x.json")
    assert refused.status == 1 and "is there already. Name another file, or write over it with --force." in refused.err
    assert (tmp_path / "x.json").read_text() == "mine"
    assert matinee("export", "json", tmp_path / "x.json", "--force").status == 0
    assert matinee("export", "json", tmp_path).status == 0, "a folder takes a file named after the day"
    assert (tmp_path / "matinee-2026-05-03.json").read_bytes() == (tmp_path / "x.json").read_bytes()
    assert matinee("export", "imdb", tmp_path / "i").status == 0
    before = (tmp_path / "i" / "ratings.csv").read_bytes()
    (tmp_path / "i" / "watchlist.csv").unlink()
    again = matinee("export", "imdb", tmp_path / "i")
    assert again.status == 1 and "ratings.csv is there already" in again.err
    assert not (tmp_path / "i" / "watchlist.csv").exists() and (tmp_path / "i" / "ratings.csv").read_bytes() == before
    assert matinee("export", "imdb", tmp_path / "i", "--force").status == 0


@pytest.mark.parametrize("words", [("json", "x.json"), ("letterboxd", "x"), ("unmatched", "x.csv")])
def test_what_cannot_be_written_is_a_sentence(home: Home, matinee: Matinee, tmp_path: Path, words: tuple[str, str]) -> None:
    (tmp_path / "file").write_text("")
    refused = matinee("export", words[0], tmp_path / "file" / words[1])
    assert refused.status == 1 and refused.err.count("\n") == 1
    if words[0] != "letterboxd":
        (tmp_path / "x.csv").mkdir()
        os.mkfifo(tmp_path / "pipe")
        refused = matinee("export", words[0], tmp_path / "pipe", "--force")
        assert refused.status == 1 and "pipe is no file" in refused.err
    else:
        assert "is no folder" in matinee("export", words[0], tmp_path / "file").err


def test_a_link_stays_a_link(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("")
    (tmp_path / "x.json").symlink_to(tmp_path / "real.json")
    assert matinee("export", "json", tmp_path / "x.json", "--force").status == 0
    assert (tmp_path / "x.json").is_symlink() and (tmp_path / "real.json").stat().st_size > 100


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_home_that_cannot_be_written_is_exported(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    life.data.chmod(0o500)
    try:
        assert matinee("export", "json", tmp_path / "x.json").status == 0
    finally:
        life.data.chmod(0o700)


def test_an_export_leaves_the_records_in_their_one_file(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    matinee("unmatched")  # the first command of all reconciles
    before = life.personal.read_bytes()
    for words in (("json", "x.json"), ("letterboxd", "l"), ("imdb", "i"), ("markdown", "m"), ("unmatched", "u.csv")):
        assert matinee("export", words[0], tmp_path / words[1]).status == 0
    assert life.personal.read_bytes() == before
    assert sorted(path.name for path in life.data.glob("personal.db*")) == ["personal.db"]


def test_letterboxd_takes_the_films_and_the_rest_is_said(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "letterboxd", tmp_path / "l")
    assert done.out == f"Wrote 1 review, 2 viewings and 1 rating, to {tmp_path / 'l'}.\n"
    with (tmp_path / "l" / "letterboxd.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["imdbID", "Title", "Year", "Rating10", "WatchedDate", "Rewatch", "Tags", "Review"],
        ["tt9000001", "The Glass Harbour", "1951", "8", "2026-05-01", "true", "sea", ""],
        ["", "Harbour Lights", "1951", "", "2026-05-02", "false", "", ""],
        ["tt9000001", "The Glass Harbour", "1951", "9", "", "", "", "'=fog &amp; &lt;b&gt;sea&lt;/b&gt;"],
    ]
    left = {what: int(count) for count, what in re.findall(r"^ +(\d+)  (.+)$", done.err, re.MULTILINE)}
    assert done.err.startswith("Letterboxd has no place for:\n")
    assert left == {
        "list entries": 2, "rows of imports without a match": 2, "headlines of reviews": 1, "notes": 1, "people followed": 1,
        "places, company and notes of viewings": 1, "ratings of series, episodes and games": 1, "smart lists": 1, "tags": 1,
        "titles on the watchlist": 1, "titles owned": 1, "viewings of a day unknown (the film is written as seen)": 1,
        "viewings of series, episodes and games": 1, "viewings that stopped before the end": 1,
    }  # fmt: skip
    counted = matinee("export", "letterboxd", tmp_path / "l2", "--json")
    assert counted.err == "" and counted.json["left_out"] == left
    assert counted.json["files"] == ["letterboxd.csv"] and counted.json["wrote"] == {
        "viewings": 2,
        "reviews": 1,
        "ratings": 1,
    }


def test_parts_of_an_earlier_export_are_named(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    (tmp_path / "letterboxd-2.csv").write_text("")
    done = matinee("export", "letterboxd", tmp_path)
    assert done.status == 0 and "letterboxd-2.csv is of an earlier export." in done.err
    assert (tmp_path / "letterboxd-2.csv").exists()


def test_imdb_takes_ratings_and_lists_with_what_the_catalogue_knows(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "imdb", tmp_path / "i")
    assert done.out == f"Wrote 2 ratings, 3 list entries and 2 lists, to {tmp_path / 'i'}.\n"
    files = {path.name: list(csv.DictReader(path.open(encoding="utf-8"))) for path in (tmp_path / "i").iterdir()}
    assert set(files) == {"ratings.csv", "watchlist.csv", "Sea- films.csv", "Sea- films (people).csv"}
    red, watch = files["ratings.csv"]
    assert red == {
        "Const": "tt9000001", "Your Rating": "9", "Date Rated": "2026-05-03", "Title": "The Glass Harbour",
        "Original Title": "Glashamnen", "URL": "https://www.imdb.com/title/tt9000001/", "Title Type": "movie",
        "IMDb Rating": "8.3", "Runtime (mins)": "112", "Year": "1951", "Genres": "Drama, Music, Romance",
        "Num Votes": "18662", "Release Date": "1951-02", "Directors": "Ada Quill, Bo Tern",
    }  # fmt: skip
    assert (watch["Const"], watch["Title Type"], watch["Your Rating"]) == ("tt9000020", "tvSeries", "7")
    (entry,) = files["Sea- films.csv"]
    assert (entry["Position"], entry["Const"], entry["Description"], entry["Your Rating"]) == (
        "1",
        "tt9000001",
        "the wettest",
        "9",
    )
    (person,) = files["Sea- films (people).csv"]
    assert (person["Const"], person["Name"], person["Birth Date"]) == ("nm9000001", "Gwen Starling", "1926")
    assert [row["Const"] for row in files["watchlist.csv"]] == ["tt9000002"]
    assert "5  viewings" not in done.err and "       4  viewings\n" in done.err


def test_markdown_of_lists_and_reviews(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "markdown", tmp_path / "m")
    assert done.out == f"Wrote 2 lists, 3 list entries and 1 review, to {tmp_path / 'm'}.\n"
    assert done.err == "Markdown has no place for:\n       1  smart lists\n"
    assert (tmp_path / "m" / "Sea- films.md").read_text(encoding="utf-8") == (
        "# Sea: films\n\nSalt.\n\n- The Glass Harbour (1951)\n\n  the wettest\n- Gwen Starling\n"
    )
    assert (tmp_path / "m" / "reviews.md").read_text(encoding="utf-8") == (
        "# Reviews\n\n## The Glass Harbour (1951)\n\n**Wet**\n\n*9/10, written on 2026-05-03*\n\n=fog \\& \\<b\\>sea\\</b\\>\n"
    )


def test_unmatched_rows_with_their_original_text(life: Home, matinee: Matinee, tmp_path: Path) -> None:
    done = matinee("export", "unmatched", "-")
    assert list(csv.reader(done.out.splitlines())) == [
        ["Source", "Kind", "Title", "Year", "File", "Line", "Seen", "Row"],
        ["letterboxd", "viewings", "Fog", "1950", "diary.csv", "7", "2026-05-03", "'=Fog,1950"],
        ["letterboxd", "", "", "", "", "", "2026-05-03", "an older row"],
    ]
    assert done.err == "Wrote 2 unmatched rows.\n"
    assert matinee("export", "unmatched", tmp_path / "u.csv", "--json").json == {
        "path": str(tmp_path / "u.csv"), "wrote": {"unmatched": 2},
    }  # fmt: skip


def test_nothing_said_yet(home: Home, matinee: Matinee, tmp_path: Path) -> None:
    assert matinee("export", "json", "-").err == "Wrote 1 list.\n", "the watchlist"
    assert (
        matinee("export", "letterboxd", tmp_path / "l").out
        == f"Wrote no records, since there are none, to {tmp_path / 'l'}.\n"
    )
    assert matinee("export", "unmatched", tmp_path / "u.csv").status == 0


def test_a_wrong_call_is_a_usage_error(home: Home, matinee: Matinee) -> None:
    for words in (("export",), ("export", "xml", "x"), ("export", "json"), ("export", "imdb", "x", "--history")):
        assert matinee(*words).status == 2


def test_damaged_records_are_said(home: Home, matinee: Matinee, tmp_path: Path) -> None:
    home.personal.write_bytes(b"no database at all" * 500)
    refused = matinee("export", "json", tmp_path / "x.json")
    assert refused.status == 1 and "is damaged" in refused.err and not (tmp_path / "x.json").exists()
