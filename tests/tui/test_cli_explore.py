"""``matinee path``, ``changes`` and ``fetch``."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from db.base.home import Home
from db.library import Library
from db.personal import follows, ratings
from db.personal.desk import Desk
from tests.catalogues import FERRY, RED, SHORE, STARLING, small_home, write_ranks
from tests.screens.records import card_of
from tests.seed.imdb import datafiles
from tui.cli import run

pytestmark = pytest.mark.usefixtures("quiet_log")

Matinee = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


@pytest.fixture
def matinee(capsys: pytest.CaptureFixture[str]) -> Matinee:
    def call(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(words)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, printed.out, printed.err

    return call


# -- path ------------------------------------------------------------------------------------------------------------


def test_a_path_as_json_and_in_words(home: Home, matinee: Matinee) -> None:
    status, out, _ = matinee("path", "gwen starling", "Bo Tern", "--json", "--limit", "3")
    found: dict[str, Any] = json.loads(out)
    assert status == 0 and found["certain"] and found["first"] == {"nconst": "nm9000001", "name": "Gwen Starling"}
    (step,) = found["paths"][0]
    assert (step["tconst"], step["title"], step["from"]["character"], step["to"]["category"]) == (
        "tt9000001", "The Glass Harbour", "Marta", "director",
    )  # fmt: skip
    assert step["to"]["nconst"].startswith("local-")
    _, out, _ = matinee("path", "nm9000001", step["to"]["nconst"])
    assert out.splitlines() == ["Gwen Starling", "  The Glass Harbour (1951)  Marta · director", "Bo Tern"]


def test_a_path_that_is_not_there_and_people_who_are_not(home: Home, matinee: Matinee) -> None:
    assert "Nothing in this catalogue links Gwen Starling and Zoé Clair." in matinee("path", "nm9000001", "zoé clair")[1]
    assert json.loads(matinee("path", "nm9000001", "zoé clair", "--json", "--appearances")[1])["paths"] == []
    assert matinee("path", "nm9000001", "qqzz")[::2] == (
        1, "There is nobody called qqzz. Other spellings and part of the name work too: matinee search\n",
    )  # fmt: skip
    assert "is one person" in matinee("path", "gwen starling", "nm9000001")[2]
    assert matinee("path", "gwen starling")[0] == 2


# -- changes ---------------------------------------------------------------------------------------------------------


def test_changes_in_words_and_as_json(home: Home, matinee: Matinee) -> None:
    for snapshot, rank, average in ((1, 5, 6.0), (2, 2, 6.6)):
        write_ranks(home, "INSERT INTO popularity VALUES (?, ?, ?, 500, ?, NULL)", snapshot, FERRY, rank, average)
    desk = Desk(home)
    follows.follow(desk, STARLING, "Gwen Starling")
    follows.keep_films(desk, "2026-09-30", {STARLING: [SHORE]})
    ratings.rate(desk, card_of(home, FERRY), 9)
    desk.close()
    found = json.loads(matinee("changes", "--json")[1])
    assert (found["since"], found["until"], found["note"]) == ("2026-09-30", "2026-11-15", None)
    assert found["new"][0]["name"] == "Gwen Starling" and found["new"][0]["titles"][0]["tconst"] == "tt9000001"
    assert (found["drift"][0]["before"], found["drift"][0]["now"], found["drift"][0]["your_rating"]) == (6.0, 6.6, 9)
    assert found["risers"][0] | {"rank": 2, "before": 5, "gained": 3, "title": "Night Ferry"} == found["risers"][0]
    out = matinee("changes")[1]
    for part in ("Between the data of 30 September 2026", "New from Gwen Starling", "▲ 0.6 from 6.0", "▲ to 2 from 5"):
        assert part in out


def test_changes_without_ranks_is_a_sentence(home: Home, matinee: Matinee) -> None:
    write_ranks(home, "DELETE FROM snapshot")
    status, out, _ = matinee("changes")
    assert status == 0 and "appear after your second import" in out


# -- fetch, and what an import keeps for the changes -----------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """IMDb's data sets, served from this machine."""
    folder = datafiles.write(tmp_path / "served")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            """Say nothing."""

    held = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=held.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{held.server_port}"
    held.shutdown()
    held.server_close()


def test_fetch_downloads_and_imports(home: Home, matinee: Matinee, server: str) -> None:
    status, out, err = matinee("fetch", "imdb", "--from", server, "--json")
    assert status == 0, err
    assert json.loads(out)["titles"] > 5 and len(list((home.cache / "imdb").glob("*.tsv.gz"))) == 7
    assert json.loads(matinee("search", "paper harbour", "--json")[1])[0]["tconst"] == "tt0000001"


def test_fetch_without_a_network_is_a_sentence(home: Home, matinee: Matinee) -> None:
    status, out, err = matinee("fetch", "imdb", "--from", "http://127.0.0.1:9")
    assert status == 1 and out == "" and err.count("\n") == 1
    assert matinee("fetch", "everything")[0] == 2


def test_an_import_keeps_what_those_followed_had_done(home: Home, matinee: Matinee, tmp_path: Path) -> None:
    desk = Desk(home)
    follows.follow(desk, STARLING, "Gwen Starling")
    desk.close()
    assert matinee("import", str(datafiles.write(tmp_path / "downloads")))[0] == 0
    library = Library(home)
    assert follows.kept_films(library.connection(), STARLING, "2026-12-01") == {RED, SHORE}
    library.close()
