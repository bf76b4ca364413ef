"""``matinee import``: a folder in, one summary out, and the catalogue answers from it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from seed import starter
from tui.cli import run

pytestmark = pytest.mark.usefixtures("quiet_log")

FILES = {
    "title.basics.tsv.gz": (
        "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
        "tt0000901\tmovie\tThe Paper Boat\tPapperspråmen\t0\t1961\t\\N\t92\tDrama\n"
        "tt0000902\tshort\tInk\tInk\t0\t1962\t\\N\t9\tShort\n"
    ),
    "title.ratings.tsv.gz": "tconst\taverageRating\tnumVotes\ntt0000901\t7.4\t1200\ntt0000902\t6.1\t15\n",
}

STARTER = (
    "# The Paper Boat (1961)\nid: tt0000901\nruntime: 92\ngenres: Drama\nplot: A boat of paper.\ntrivia:\n  - It sank.\n"
)


@pytest.fixture(autouse=True)
def _small_starter(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A starter of one film, which every import of the command line begins with."""
    folder = tmp_path_factory.mktemp("starter")
    (folder / "films").mkdir()
    (folder / "films" / "one.txt").write_text(STARTER, encoding="utf-8")
    monkeypatch.setattr(starter, "HERE", folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "downloads"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_bytes(gzip.compress(text.encode()))
    return made


def test_one_summary_object_and_a_catalogue_that_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(folder), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["titles"] == 2 and "title.principals" in summary["missing"]
    assert run(["search", "paper boat", "--json"]) == 0
    hit = json.loads(capsys.readouterr().out)[0]
    assert (hit["tconst"], hit["title"], hit["rating"], hit["votes"]) == ("tt0000901", "The Paper Boat", 7.4, 1200)


def test_an_import_into_an_empty_home_keeps_what_the_starter_tells(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(folder)]) == 0
    capsys.readouterr()
    assert run(["show", "tt0000901", "--json", "--sections"]) == 0
    told = json.loads(capsys.readouterr().out)["sections"]
    assert told["plots"][0]["text"] == "A boat of paper." and told["trivia"][0]["text"] == "It sank."


PACK = "# Ink (1962)\nid: tt0000902\nplot: Ink runs.\ntrivia:\n  - Blue ink.\n\n# Nowhere (1900)\nplot: Nobody.\n"


def test_film_data_fills_pages_and_is_listed_explained_and_removed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*words: str) -> str:
        assert run(list(words)) == 0
        return capsys.readouterr().out

    pack = tmp_path / "ink.txt"
    pack.write_text(PACK + "\n# Bad\nid: x\n", encoding="utf-8")
    assert "pack" in call("import", str(pack), "--dry-run", "--json")
    call("import", str(folder))
    (entry,) = json.loads(call("import", str(pack), "--json"))["files"]
    assert {key: entry[key] for key in ("kind", "rows", "matched", "unsure", "unmatched", "refused")} == {
        "kind": "pages", "rows": 3, "matched": 1, "unsure": 0, "unmatched": 1, "refused": 1,
    }  # fmt: skip
    (told,) = json.loads(call("show", "tt0000902", "--json", "--sections"))["sections"]["trivia"]
    assert told["text"] == "Blue ink." and "ink" in told["source"]
    (source,) = json.loads(call("sources", "--json"))
    assert (source["name"], source["titles"], source["rows"]) == ("pack-ink", 1, 3) and "pack-ink" in call("sources")
    assert "Nowhere" in call("sources", "unmatched", "pack-ink") and "ink.txt" in call("sources", "refused", "pack-ink")
    call("import", str(folder))  # another catalogue: the places are found anew
    assert json.loads(call("show", "tt0000902", "--json", "--sections"))["sections"]["trivia"] == [told]
    assert "removed" in call("sources", "remove", "pack-ink") and json.loads(call("sources", "--json")) == []
    assert run(["sources", "remove", "pack-ink"]) == 1 and "There is no source" in capsys.readouterr().err
    assert json.loads(call("show", "tt0000902", "--json", "--sections"))["sections"]["trivia"] == []


def test_film_data_beside_the_data_sets_is_offered(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ink.txt").write_text(PACK, encoding="utf-8")
    assert run(["import", str(folder)]) == 0
    assert "holds film data for pages too (Pack of films)" in " ".join(capsys.readouterr().out.split())


def test_formats_says_what_fills_pages_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["formats", "--json"]) == 0
    kinds = {(each["kind"], each["name"]) for each in json.loads(capsys.readouterr().out)}
    assert {("pages", "tmdb"), ("pages", "imdb-lists"), ("records", "letterboxd")} <= kinds


def test_the_options_narrow_what_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(folder), "--only", "movie, short", "--min-votes", "100", "--no-episodes"]) == 0
    assert capsys.readouterr().out
    assert run(["search", "ink", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_dry_run_says_what_is_there_and_changes_nothing(
    folder: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(folder), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "title.basics" in out and "is missing" in out
    assert not (own_home / "catalogue.db").exists()


def test_nothing_to_import_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        assert run(["import", str(path)]) == 1
        printed = capsys.readouterr()
        assert printed.out == "" and printed.err.count("\n") == 1 and "Traceback" not in printed.err


@pytest.mark.parametrize("kinds", [",", "", " , "])
def test_only_of_nothing_is_an_error_and_not_everything(
    folder: Path, own_home: Path, capsys: pytest.CaptureFixture[str], kinds: str
) -> None:
    assert run(["import", str(folder), "--only", kinds]) == 2
    assert "names no kind of title" in capsys.readouterr().err
    assert not (own_home / "catalogue.db").exists()


def test_timings_come_last_on_standard_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(folder), "--timings", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["titles"] == 2
    told = {line[:34].strip(): line.split()[-1] for line in printed.err.splitlines()}
    assert {
        "titles",
        "indexing",
        "search: cards",
        "beside: writing",
        "beside: search: titles",
        "beside: search: words",
    } <= set(told)
    assert told["search: cards"] == "fixed" != told["titles"] and "all, on every thread" in told


@pytest.mark.parametrize("address", ["http://[::1", "", "nowhere"])
def test_fetch_from_what_is_no_address_is_a_sentence(capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert run(["fetch", "imdb", "--from", address]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and "is no address" in printed.err and "Traceback" not in printed.err
