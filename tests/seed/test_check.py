"""The check: what it finds in a text, how it compares with facts, what it says and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from seed import check, starter
from seed.check import Starter
from seed.starter_records import StarterError
from tests.catalogues import FILMS, PEOPLE, POLL, SEA, starter_folder

COMPLETE = "runtime: 90\ngenres: Drama\ncountries: Sweden\n"
FACTS = """tconst,title,year,directors,cast,genres,countries,runtime_minutes,budget_usd,domestic_gross_usd,votes
tt9000001,Glashamnen,1950,A. Quill,x,Drama,Sweden,112.0,,,117
tt9000002,The Glass Shore,1958,Somebody Else,x,Drama,UK,90,,,
tt9000003,Night Ferry,1958,B. Tern,x,Crime,Sweden,84,,,4
"""
OSCARS = """ceremony,year,class,category,film_tconsts,films,nominees,nominee_nconsts,winner,detail
24,1951,Title,Best Picture,tt9000001,The Glass Harbour,Bo Tern,,1,
24,1951,Music,Score,tt9000001|tt9000009,The Glass Harbour,Cy Marsh,,1,
"""


def read(folder: Path, films: str, people: str = PEOPLE, lists: tuple[str, ...] = ()) -> Starter:
    return Starter.read(starter_folder(folder, films=films, people=people, lists=lists))


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "films.csv").write_text(FACTS, encoding="utf-8")
    (folder / "oscars.csv").write_text(OSCARS, encoding="utf-8")
    return folder


def film(title: str, year: int, plot: str, director: str = "Ada Quill", more: str = "") -> str:
    return f"# {title} ({year})\n{COMPLETE}directors: {director}\nplot: {plot}\n{more}\n"


def test_a_good_text_has_no_problems(tmp_path: Path) -> None:
    text = read(tmp_path, film("A", 1950, "One thing happens here.") + film("B", 1951, "Another goes on there."))
    assert list(check.problems(text)) == []
    lines, unexplained = check.report(text, None)
    assert unexplained == 0 and "  Nothing is wrong with the text by itself." in lines


TWICE = film("A", 1950, "One.", more="id: tt0000001") + film("B", 1950, "Two.", more="id: tt0000001")
BONG = film("A", 1950, "One.", "Bong Joon Ho") + film("B", 1950, "Two.", "Bong Joon-ho")
WET = film("A", 1950, "On a wet day he left.") + film("B", 1951, "On a wet day, she came.")
GLOBES = film("A", 1950, "One.", more="awards:\n  Golden Globe 1951 | won | Best Film - Drama") + film(
    "B", 1951, "Two.", more="awards:\n  Golden Globe 1952 | won | Best Film – Drama"
)
DOGS = film("A", 1950, "One dog meets one cat by the sea.") + film("B", 1951, "A dog meets one cat by the sea.")


@pytest.mark.parametrize(
    ("films", "people", "lists", "sentence"),
    [
        ("# A (1950)\nruntime: x\n", "", (), "test.txt:2: A (1950): runtime is a whole number, not 'x'"),
        (film("A", 1950, "One.") + film("Á", 1950, "Two."), "", (), "film stands twice: ('a', 1950)"),
        (TWICE, "", (), "id stands twice: tt0000001"),
        ("", "Ada\nAda\n", (), "line of people.txt stands twice: Ada"),
        ("", "", (SEA, SEA), "list stands twice: sea"),
        (BONG, "", (), "one person in two spellings? Bong Joon Ho; Bong Joon-ho"),
        ("", "", (POLL,), "0.txt: Night Ferry (1958) is not in the catalogue"),
        ("# A (1950)\n", "", (), "test.txt:1: A (1950) has no plot"),
        (WET, "", (), "plots open alike, 'on a wet day': A (1950); B (1951)"),
        (film("A", 1950, "He leaves his wife."), "", (), "test.txt:1: the plot of A (1950) begins with a pronoun"),
        (GLOBES, "", (), "one prize of Golden Globe in two spellings? Best Film - Drama; Best Film – Drama"),
        (DOGS, "", (), "plots are alike (0.75): A (1950); B (1951)"),
    ],
)
def test_every_problem_is_said(tmp_path: Path, films: str, people: str, lists: tuple[str, ...], sentence: str) -> None:
    found = list(check.problems(read(tmp_path, films, people, lists)))
    assert sentence in found


def test_other_names_make_one_person(tmp_path: Path) -> None:
    assert check.spelled_twice(read(tmp_path, BONG, "Bong Joon Ho | m | | | Bong Joon-ho\n")) == []


def test_a_runtime_may_be_explained_away(tmp_path: Path) -> None:
    text = read(tmp_path, "# A (1950)\nid: tt0000001\ngenres: Drama\ncountries: Sweden\ndirectors: Ada\nplot: One.\n")
    assert list(check.problems(text)) == ["test.txt:1: A (1950) has no runtime"]
    (tmp_path / check.KNOWN).write_text("# why\n\ntt0000001 | runtime | no two prints agree\n", encoding="utf-8")
    assert list(check.problems(text)) == []


def test_agreement_with_the_facts(tmp_path: Path, facts: Path) -> None:
    found = check.compare(read(tmp_path / "text", FILMS), facts)
    assert {name: (one.compared, len(one.differ)) for name, one in found.items()} == {
        "director": (3, 1), "year": (3, 1), "runtime": (3, 1), "oscars": (4, 1),
    }  # fmt: skip
    assert found["director"].differ == [(9_000_002, "The Glass Shore (1955): Ada Quill here, Somebody Else there")]
    assert found["oscars"].differ == [(9_000_009, "Reel Two (1971): 0 Oscars won here, 1 there")]
    assert found["year"].share == pytest.approx(2 / 3) and check.Agreement().share == 1.0


def test_known_differences_are_explained(tmp_path: Path, facts: Path) -> None:
    text = read(tmp_path / "text", FILMS)
    _, before = check.report(text, facts)
    (text.folder / check.KNOWN).write_text("tt9000002 | director | they have it wrong\n", encoding="utf-8")
    lines, after = check.report(text, facts)
    assert after == before - 1 and any(line.endswith("(known: they have it wrong)") for line in lines)
    assert "director: 66.67% of 3 films agree." in lines and lines[-1] == f"{after} unexplained."


@pytest.mark.parametrize("line", ["tt1 | director", "tt1 | colour | why", "tt1 | year | "])
def test_a_difference_without_a_reason_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / check.KNOWN).write_text(line, encoding="utf-8")
    with pytest.raises(StarterError, match="a known difference is"):
        check.known_differences(tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Michael Powell", "Powell", True), ("Steve McQueen [1969]", "Steve McQueen", True), ("Wong Kar-wai", "Kar-Wai Wong", True),
        ("Joel Coen", "Ethan Coen", True), ("Joel Coen", "Coen brothers", False), ("Ada", "Bo", False), ("", "Bo", False),
    ],
)  # fmt: skip
def test_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    assert check.same_person(one, other) is same


def test_the_command(
    tmp_path: Path, facts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    starter_folder(tmp_path / "text", films=film("A", 1950, "One."), lists=())
    monkeypatch.setattr(Starter.read.__func__, "__defaults__", (tmp_path / "text",))
    assert check.main([]) == 0
    assert check.main([str(facts)]) == 0
    assert "oscars: 100.00% of 0 films agree." in capsys.readouterr().out
    assert check.main([str(tmp_path)]) == 2
    assert "no tables of facts" in capsys.readouterr().err
    (tmp_path / "text" / "films" / "test.txt").write_text("# A (1950)\n", encoding="utf-8")
    assert check.main([]) == 1


# -- the real text ---------------------------------------------------------------------------------------------------


def test_every_record_of_the_starter_is_valid() -> None:
    films, people, lists = list(starter.films()), list(starter.people()), list(starter.lists())
    assert len(films) >= 163 and sum(film.in_depth for film in films) >= 13
    text = Starter(films, people, lists, [], starter.HERE)
    wrong = [problem for problem in check.problems(text) if "has no runtime" not in problem]
    assert wrong == []
    assert check.known_differences(starter.HERE)


def test_the_thirteen_are_in_depth_and_have_the_ratings_of_their_page() -> None:
    rated = {film.label: film.rating for film in starter.films() if film.rating}
    assert rated.pop("The Red Shoes (1948)") == (8.3, 18662, 2015)
    assert len(rated) == 12 and all(rating[1:] == (None, 2015) for rating in rated.values())


def test_the_starter_agrees_with_the_facts() -> None:
    facts = starter.HERE.parents[2] / "shared" / "facts"
    if not facts.exists():
        pytest.skip("the tables of facts are not here")
    found = check.compare(Starter.read(), facts)
    assert found["director"].share >= 0.995 and found["year"].share >= 0.99
    assert found["runtime"].share >= 0.98 and found["oscars"].share >= 0.99
