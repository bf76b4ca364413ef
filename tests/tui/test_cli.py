"""The command line, called as a program calls it: what it prints, and the status it ends with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db.base.home import Home
from db.base.ids import tconst
from db.personal import lists, tags
from tests.catalogues import FERRY, HOURS, RED, SERIES, SHORE, small_home, write
from tests.conftest import Clock
from tests.screens.records import card_of, said
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
    def call(*words: str) -> Said:
        capsys.readouterr()
        status = run(words)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Said(status, printed.out, printed.err)

    return call


# -- search and show -------------------------------------------------------------------------------------------------


def test_search_json_is_a_list_of_titles_and_people_with_the_agreed_keys(matinee: Matinee) -> None:
    said = matinee("search", "glass harb", "--json", "--limit", "3")
    assert said.status == 0
    first = said.json[0]
    assert {key: first[key] for key in ("tconst", "title", "year", "kind", "rating", "votes")} == {
        "tconst": "tt9000001", "title": "The Glass Harbour", "year": 1951, "kind": "movie", "rating": 8.3, "votes": 18662,
    }  # fmt: skip
    person = matinee("search", "gwen starling", "--json").json[0]
    assert {key: person[key] for key in ("nconst", "name", "year", "kind", "rating", "votes")} == {
        "nconst": "nm9000001", "name": "Gwen Starling", "year": 1926, "kind": "person", "rating": None, "votes": None,
    }  # fmt: skip


def test_search_keeps_to_the_limit_and_takes_filters_and_loose_words(matinee: Matinee) -> None:
    assert len(matinee("search", "harbour", "--json", "--limit", "1").json) == 1
    years = {hit["year"] for hit in matinee("search", "1950..1959", "type:film", "--json").json}
    assert years and years <= set(range(1950, 1960))
    assert matinee("search", "zzzz", "qqqq", "--json").json == []
    assert "Nothing found for zzzz qqqq" in matinee("search", "zzzz", "qqqq").err


def test_search_for_people_shows_ids_years_and_no_made_up_rating(matinee: Matinee) -> None:
    lines = matinee("search", "small hours").out.splitlines()
    assert re.match(r"tt9000010 +Small Hours +1999 +film +–$", lines[1])


@pytest.mark.parametrize(
    "written", ["tt9000001", "9000001", "The Glass Harbour", "the glass harbour (1951)", "glass harb", "Glashamnen"]
)
def test_show_finds_a_title_by_id_and_by_name(matinee: Matinee, written: str) -> None:
    page = matinee("show", written, "--json").json
    assert (page["tconst"], page["title"], page["year"], page["kind"]) == ("tt9000001", "The Glass Harbour", 1951, "movie")


def test_show_json_holds_the_agreed_keys(matinee: Matinee) -> None:
    page = matinee("show", "tt9000001", "--json").json
    assert set("tconst title year kind rating votes your_rating watchlist directors cast".split()) <= set(page)
    assert (page["rating"], page["votes"], page["your_rating"], page["watchlist"]) == (8.3, 18662, None, False)
    assert page["directors"] == ["Ada Quill", "Bo Tern"]
    assert page["cast"][0] == {"nconst": "nm9000001", "name": "Gwen Starling", "character": "Marta"}
    matinee("rate", "tt9000001", "9")
    matinee("watchlist", "add", "tt9000001")
    page = matinee("show", "tt9000001", "--json").json
    assert (page["your_rating"], page["watchlist"]) == (9, True)


def test_show_for_people_has_every_part_and_says_what_is_unknown(matinee: Matinee) -> None:
    page = matinee("show", "tt9000001").out
    for part in (
        "The Glass Harbour (1951)", "Glashamnen", "Not Rated · film · 1 h 52 min · Drama, Music, Romance · 6 September 1951",
        "★ 8.3/10  18,662 ratings, as of 2015", "You: –/10", "A lighthouse pilot", "Ada Quill, Bo Tern", "Ina Lund (novel)",
        "Won 2 Oscars · 1 more nomination", "(as Iris Vayne)",
    ):  # fmt: skip
        assert part in page
    assert "–/10, import IMDb's ratings" in matinee("show", "small hours").out


def test_show_a_person(matinee: Matinee) -> None:
    person = matinee("show", "nm9000001", "--json").json
    assert (person["name"], person["birth_year"]) == ("Gwen Starling", 1926)
    assert {role["tconst"] for role in person["filmography"]} == {"tt9000001", "tt9000002"}
    assert "The Glass Shore" in matinee("show", "gwen", "starling").out


def test_a_name_that_several_titles_share_lists_the_choices(matinee: Matinee, home: Home) -> None:
    starter = home.data.parent / "starter" / "films" / "test.txt"
    text = (
        starter.read_text(encoding="utf-8")
        + "\n# Dust (1985)\nid: tt9000030\nruntime: 88\ncountries: France\nplot: A broom speaks.\n"
    )
    from seed.build import Build
    from seed.starter_build import fill

    starter.write_text(text, encoding="utf-8")
    with Build(home) as build:
        fill(build, starter.parent.parent, [])
        build.finish()
    said = matinee("show", "dust")
    assert said.status == 1 and "tt9000030 Dust (1985)" in said.err and "Dust (1912)" in said.err
    assert matinee("show", "dust", "1985", "--json").json["tconst"] == "tt9000030"
    assert matinee("show", "Dust (1985)", "--json").json["tconst"] == "tt9000030"


def test_nothing_is_written_about_a_title_while_there_is_doubt(matinee: Matinee) -> None:
    said = matinee("rate", "glass", "7")
    assert said.status == 1 and "The Glass Harbour" in said.err and "The Glass Shore" in said.err
    assert matinee("history", "--json").json == []
    assert matinee("rate", "gwen starling", "7").status == 1


# -- the viewer's own ------------------------------------------------------------------------------------------------


def test_rate_clear_undo_and_history(matinee: Matinee) -> None:
    assert matinee("rate", "the", "glass", "harbour", "8").out.startswith("Rated The Glass Harbour 8.")
    assert matinee("rate", "tt9000001", "clear").status == 0
    assert matinee("show", "tt9000001", "--json").json["your_rating"] is None
    matinee("undo")
    assert matinee("show", "tt9000001", "--json").json["your_rating"] == 8
    matinee("redo")
    assert matinee("show", "tt9000001", "--json").json["your_rating"] is None
    acts = matinee("history", "--json").json
    assert [act["kind"] for act in acts] == ["rate", "rate"]
    assert "Rated The Glass Harbour 8" in matinee("history").out
    assert len(matinee("history", "--limit", "1", "--json").json) == 1


def test_log_and_diary(matinee: Matinee, clock: Clock) -> None:
    assert (
        matinee(
            "log", "night ferry", "--date", "2025-12-31", "--note", "[REC] cold", "--place", "Leeds", "--rating", "7"
        ).status
        == 0
    )
    matinee("log", "night ferry", "--date", "2026-05-03", "--company", "Ada")
    entries = matinee("diary", "--json").json
    assert [(entry["tconst"], entry["watched_on"], entry["rewatch"]) for entry in entries] == [
        ("tt9000003", "2026-05-03", True), ("tt9000003", "2025-12-31", False),
    ]  # fmt: skip
    assert (entries[1]["note"], entries[1]["place"], entries[1]["viewing_rating"]) == ("[REC] cold", "Leeds", 7)
    assert entries[1]["your_rating"] is None  # the title has none; the viewing of that day has
    assert len(matinee("diary", "--year", "2025", "--json").json) == 1
    shown = matinee("diary").out
    assert "again · with Ada" in shown and "Leeds · [REC] cold" in shown
    said = matinee("log", "night ferry", "--date", "3 Mai")
    assert said.status == 1 and "'3 Mai' is not a date" in said.err
    clock.set("2026-06-01T10:00:00")
    assert matinee("log", "small hours", "--rewatch").status == 0
    latest = matinee("diary", "--limit", "1", "--json").json[0]
    assert (latest["watched_on"], latest["rewatch"]) == ("2026-06-01", True)


def test_lists_are_made_filled_shown_and_brought_back(matinee: Matinee) -> None:
    assert matinee("list", "new", "Rainy [days]", "--about", "When it pours").status == 0
    for name in ("night ferry", "tt9000002"):
        assert matinee("list", "add", "rainy days", name).status == 0
    entries = matinee("list", "Rainy [days]", "--json").json
    assert [(entry["position"], entry["tconst"]) for entry in entries] == [(1, "tt9000003"), (2, "tt9000002")]
    by_title = matinee("list", "rainy days", "--sort", "title", "--json").json
    assert [entry["title"] for entry in by_title] == ["The Glass Shore", "Night Ferry"]
    assert "Rainy [days]" in matinee("list").out and "When it pours" in matinee("list", "rainy").out
    assert matinee("list", "remove", "rainy days", "tt9000003").status == 0
    assert len(matinee("list", "rainy days", "--json").json) == 1
    assert matinee("list", "delete", "rainy days").status == 0
    assert matinee("list", "rainy days").status == 1
    matinee("undo")
    assert len(matinee("list", "rainy days", "--json").json) == 1


def test_smart_lists_and_tags_are_shown_and_fill_themselves(matinee: Matinee, home: Home) -> None:
    said(home, (lists.create_smart, ("Early dramas", "1950..1959 drama")), (tags.tag, (card_of(home, FERRY), "rainy")))
    entries = matinee("list", "show", "early dramas", "--json").json
    assert [entry["tconst"] for entry in entries] == ["tt9000001", "tt9000002"]
    assert "searches 1950..1959 drama" in matinee("list", "early").out
    refused = matinee("list", "add", "early dramas", "tt9000003")
    assert refused.status == 1 and "A smart list fills itself" in refused.err
    keys = {card["key"]: card for card in matinee("list", "--json").json}
    assert keys["my:2"]["query"] == "1950..1959 drama" and keys["my:2"]["size"] == 2
    assert keys["tag:rainy"]["size"] == 1
    assert [entry["tconst"] for entry in matinee("list", "tag:rainy", "--json").json] == ["tt9000003"]
    assert "is a tag" in matinee("list", "remove", "rainy", "tt9000003").err
    assert [hit["tconst"] for hit in matinee("search", "tag:rainy", "--json").json] == ["tt9000003"]


def test_built_in_lists_are_shown_and_cannot_be_changed(matinee: Matinee) -> None:
    entries = matinee("list", "ss2012", "--json").json
    assert [(entry["tconst"], entry["score"]) for entry in entries] == [("tt9000001", 117), ("tt9000003", 4)]
    said = matinee("list", "add", "at sea", "tt9000001")
    assert said.status == 1 and "built-in" in said.err
    keys = {card["key"]: card for card in matinee("list", "--json").json}
    assert keys["watchlist"]["size"] == 0 and keys["canon:ss2012"]["size"] == 2
    assert "There is no list called nope" in matinee("list", "nope").err


def test_the_watchlist_takes_and_gives_back(matinee: Matinee) -> None:
    assert matinee("watchlist").status == 0
    matinee("watchlist", "add", "small", "hours")
    assert [entry["tconst"] for entry in matinee("watchlist", "--json").json] == ["tt9000010"]
    again = matinee("list", "add", "watchlist", "small hours")
    assert again.status == 0 and "already" in again.out and "undo" not in again.out
    matinee("watchlist", "remove", "small hours")
    assert matinee("watchlist", "show", "--json").json == []


# -- upkeep ----------------------------------------------------------------------------------------------------------


def test_paths_name_every_file_and_make_none(home: Home, matinee: Matinee) -> None:
    found = matinee("paths", "--json").json
    assert found["personal"] == str(home.personal) and found["catalogue"] == str(home.catalogue)
    assert not home.settings.exists() and "not there yet" in matinee("paths").out


def test_keys_are_those_of_the_registry_with_the_viewers_own(home: Home, matinee: Matinee) -> None:
    keys = {row["title"]: row["keys"] for row in matinee("keys", "--json").json}
    assert keys["Watchlist on or off"] == "w" and keys["Rate"] == "1 … 9, 0"
    home.settings.write_text('[keys]\nwatchlist = "b"\n', encoding="utf-8")
    keys = {row["title"]: row["keys"] for row in matinee("keys", "--json").json}
    assert keys["Watchlist on or off"] == "b"
    assert "| `b` | Watchlist on or off |" in matinee("keys", "--markdown").out
    assert "Watchlist on or off" in matinee("keys").out


def test_themes_say_which_is_chosen(home: Home, matinee: Matinee) -> None:
    assert [(theme["name"], theme["chosen"]) for theme in matinee("themes", "--json").json] == [
        ("technicolor", True), ("nitrate", False), ("programme", False),
    ]  # fmt: skip
    home.settings.write_text('theme = "dracula"\n', encoding="utf-8")
    assert "dracula is chosen" in matinee("themes").out


def test_backup_and_restore_bring_back_what_was_said(matinee: Matinee, tmp_path: Path) -> None:
    assert matinee("restore").status == 1
    matinee("rate", "tt9000001", "8")
    copy = tmp_path / "copy.db"
    assert str(copy) in matinee("backup", str(copy)).out
    assert matinee("backup", str(copy)).status == 1
    matinee("rate", "tt9000001", "2")
    assert matinee("restore", str(copy)).status == 0
    assert matinee("show", "tt9000001", "--json").json["your_rating"] == 8
    matinee("backup")
    assert "by-hand-" in matinee("restore").out
    said = matinee("restore", str(tmp_path / "nowhere.db"))
    assert said.status == 1 and "There is no copy" in said.err


# -- bad days --------------------------------------------------------------------------------------------------------


def test_an_empty_home_gets_the_starter_catalogue_and_answers(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.catalogues import starter_folder

    monkeypatch.setattr("seed.starter.HERE", starter_folder(tmp_path / "text"))
    assert not own_home.exists()
    assert run(["search", "glass harbour", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["tconst"] == "tt9000001"
    assert run(["watchlist", "--json"]) == 0


def test_a_damaged_catalogue_is_set_aside_and_built_anew(
    home: Home, matinee: Matinee, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seed.starter.HERE", tmp_path / "starter")
    home.catalogue.write_bytes(b"no database at all")
    said = matinee("search", "glass harbour", "--json")
    assert said.json[0]["tconst"] == "tt9000001" and "is damaged" in said.err


@pytest.mark.parametrize("words", [("search", "x"), ("rate", "tt9000001", "5"), ("diary",), ("undo",)])
def test_a_damaged_personal_file_is_a_sentence_and_stays_as_it_is(
    home: Home, matinee: Matinee, words: tuple[str, ...]
) -> None:
    for path in home.data.glob("personal.db*"):
        path.unlink()
    home.personal.write_bytes(b"no database at all, but long enough to be looked at")
    said = matinee(*words)
    assert said.status == 1 and said.err.count("\n") == 1 and "personal.db" in said.err
    assert home.personal.read_bytes().startswith(b"no database at all")


def test_a_home_that_cannot_be_made_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path / "file" / "home"))
    assert run(["search", "x"]) == 1
    printed = capsys.readouterr()
    assert "MATINEE_HOME" in printed.err and "Traceback" not in printed.err
    assert run(["doctor"]) == 1
    assert "MATINEE_HOME" in capsys.readouterr().out


def test_what_nobody_foresaw_is_a_sentence_and_its_traceback_is_in_the_log(
    home: Home, matinee: Matinee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.search.engine.search", lambda *_, **__: 1 / 0)
    said = matinee("search", "x")
    assert said.status == 1 and str(home.log) in said.err
    assert "ZeroDivisionError" in home.log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",), ("search",), ("rate", "x"), ("rate", "x", "11"), ("rate", "x", "0"), ("search", "x", "--limit", "0"),
        ("search", "x", "--limit", "many"), ("diary", "--year", "98"), ("list", "new"), ("list", "x", "--sort", "luck"),
        ("show", "x", "--jso"),
    ],
)  # fmt: skip
def test_a_wrong_call_ends_with_2_and_says_how(matinee: Matinee, words: tuple[str, ...]) -> None:
    said = matinee(*words)
    assert said.status == 2 and said.err.startswith("usage: matinee") and said.out == ""


def test_help_and_version(matinee: Matinee) -> None:
    said = matinee("--help")
    assert said.status == 0 and all(word in said.out for word in ("search", "show", "rate", "doctor", "import"))
    assert re.fullmatch(r"matinee \d+\.\d+\.\d+\n", matinee("--version").out)


def test_control_characters_in_data_never_reach_the_terminal(home: Home, matinee: Matinee) -> None:
    evil = "Ferry \x1b]0;owned\x07\x9b31m \u202egnp\u202c [/x]"
    write(home, "UPDATE title SET title = ? WHERE id = ?", evil, FERRY)
    write(home, "UPDATE plot SET text = ? WHERE title_id = ?", evil, FERRY)
    matinee("list", "new", "list \x1b[31m")
    calls = [
        ("search", "night ferry"), ("show", "tt9000003"), ("show", "tt9000003", "--json"), ("list",), ("rate", "tt9000003", "5"),
        ("history",), ("rate", "\x1b[31m", "5"), ("show", "\x1b]0;x\x07"),
    ]  # fmt: skip
    for words in calls:
        said = matinee(*words)
        assert not set("\x1b\x07\x9b\u202e\u202c") & set(said.out + said.err), words
    assert matinee("show", "tt9000003", "--json").json["title"] == evil
    assert "[/x]" in matinee("show", "tt9000003").out


def test_wide_characters_keep_columns_aligned(home: Home, matinee: Matinee) -> None:
    from rich.cells import cell_len

    write(home, "UPDATE title SET title = '七人の侍 🎬' WHERE id = ?", SHORE)
    for title in (RED, SHORE, HOURS):
        matinee("watchlist", "add", str(title))
    lines = matinee("watchlist").out.splitlines()[2:]
    ends = {cell_len(line[: re.search(r"(?<=  )\d{4}", line).start()]) for line in lines}  # type: ignore[union-attr]
    assert len(lines) == 3 and len(ends) == 1


def test_an_empty_day_is_no_day_and_a_strange_digit_no_id(matinee: Matinee) -> None:
    said = matinee("log", "night ferry", "--date", "")
    assert said.status == 1 and "not a date" in said.err
    assert matinee("diary", "--json").json == []
    said = matinee("show", "local-²")
    assert said.status == 1 and "wrong" not in said.err.lower()


def test_history_is_shown_whatever_the_time_zone(matinee: Matinee, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    matinee("rate", "tt9000001", "8")
    monkeypatch.setenv("TZ", "AAA-24")
    time.tzset()
    try:
        shown = matinee("history")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert shown.status == 0 and "Rated The Glass Harbour 8" in shown.out


def test_a_year_given_is_a_year_meant(matinee: Matinee) -> None:
    for words in (
        ("show", "the glass harbour 1950"),
        ("log", "the glass harbour (1950)"),
        ("rate", "the glass harbour 1950", "8"),
    ):
        said = matinee(*words)
        assert said.status == 1 and "of 1950" in said.err and "tt9000001 The Glass Harbour (1951)" in said.err
    assert matinee("diary", "--json").json == []
    assert matinee("show", "the glass harbour 1951", "--json").json["tconst"] == "tt9000001"


def test_a_search_that_finds_nothing_has_status_1(matinee: Matinee) -> None:
    assert matinee("search", "zzzz", "qqqq").status == 1
    assert matinee("search", "zzzz", "qqqq", "--json").json == []


def test_filters_are_listed(matinee: Matinee) -> None:
    assert "director:varda" in matinee("filters").out
    assert {"field", "examples", "help"} <= set(matinee("filters", "--json").json[0])


def test_a_viewing_may_have_no_known_day(matinee: Matinee) -> None:
    assert "day unknown" in matinee("log", "night ferry", "--date", "unknown").out
    assert matinee("diary", "--json").json[0]["watched_on"] is None


# -- series ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def series(home: Home) -> int:
    """The small catalogue's series with four episodes more."""
    for row in ((31, "Rain", 1, 1), (32, "Sleet", 1, 2), (33, "Mist", 2, 1), (34, "Hail", 2, 4)):
        write(
            home,
            "INSERT INTO title (id, kind, title, is_adult, series_id, season, episode) VALUES (?, 'tvEpisode', ?, 0, ?, ?, ?)",
            row[0], row[1], SERIES, row[2], row[3],
        )  # fmt: skip
    return SERIES


def test_an_episode_is_logged_by_its_number_and_next_says_what_follows(matinee: Matinee, series: int) -> None:
    assert "No series is under way" in matinee("next").err
    assert matinee("log", tconst(series), "s1e1").status == 0
    (found,) = matinee("next", "--json").json
    assert (found["season"], found["number"], found["seen"], found["episodes"]) == (1, 2, 1, 5)
    assert found["episode"] == {"tconst": "tt0000032", "title": "Sleet"} and not found["resting"]
    assert "s1e2" in matinee("next").out


def test_what_is_left_of_a_season_is_logged_in_one_step(matinee: Matinee, series: int) -> None:
    assert matinee("log", tconst(series), "S2E1").status == 0
    assert "season 2 of Harbour Watch (2 episodes)" in matinee("log", tconst(series), "s2").out
    assert len(matinee("diary", "--json").json) == 3
    assert matinee("log", tconst(series), "s2").status == 1
    assert matinee("undo").status == 0
    assert len(matinee("diary", "--json").json) == 1


def test_an_episode_that_is_not_there_is_a_sentence(matinee: Matinee, series: int) -> None:
    said = matinee("log", tconst(series), "s7e1")
    assert said.status == 1 and "no season 7, episode 1" in said.err and matinee("diary", "--json").json == []
