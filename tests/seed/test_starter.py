"""The starter's text format: what it reads, what it refuses and how it says so, and that nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed import starter
from seed.starter import read_list, read_people
from seed.starter_films import iso_date, read_films
from seed.starter_records import StarterCredit, StarterError, StarterItem
from tests.catalogues import FILMS, PEOPLE, POLL, starter_folder


def test_a_film_in_full() -> None:
    film = next(iter(read_films(FILMS, "test.txt")))
    assert (film.title, film.year, film.id, film.label) == ("The Glass Harbour", 1951, 9_000_001, "The Glass Harbour (1951)")
    assert film.in_depth and film.rating == (8.3, 18662, 2015)
    assert film.storyline is not None and film.storyline.split("\n\n") == [
        "The pilot has not seen land for a year. Every night a voice reads him the weather.",
        "Then one night it reads him a letter.",
    ]
    assert film.release[1] == ("United Kingdom", "1951-02", "trade show")
    assert film.awards[2].people == ("Ada Quill", "Harbour Pictures Ltd") and film.awards[3].people == ()
    assert film.trivia[1] == StarterItem("The voice was dubbed after the ending was known.", True)
    assert film.goofs[1] == StarterItem("He really does leave.", True, "not a goof")
    assert film.soundtrack == (("The Weather Waltz", ("Composed by Cy Marsh", "Sung by Gwen Starling")), ("Silence", ()))
    assert [review.headline for review in film.reviews] == ["All at sea", "Wet"]
    cast = [credit for credit in film.credits if credit.category == "cast"]
    assert cast[2] == StarterCredit("Iris Vane", "cast", None, "Old Marta", "Iris Vayne")
    assert StarterCredit("Ina Lund", "writer", "novel") in film.credits
    assert StarterCredit("Fay Rook", "costume_designer") in film.credits


def test_a_documentarys_cast_is_self() -> None:
    lights = next(film for film in read_films(FILMS, "t") if film.title == "Harbour Lights")
    assert [credit.category for credit in lights.credits if credit.name == "Hal Brand"] == ["self"]


HEAD = "# A Film (1950)\n"
WRONG = {
    "runtime: two hours": "whole number",
    "genres: Drama, Comdy": "IMDb's genres",
    "genres: Drama, Comedy, War, Horror": "at most three",
    "id: 40725": "an id is 'tt'",
    "budget: 5": "no such key",
    "plot: " + "x" * 301: "301 characters",
    "rating: 8.3": "value votes year",
    "directors: Ada [1960] Quill 1950": "not a person's name",
    "cast:\n  Ada Quill = ": "not a person's name",
    "awards:\n  Oscar | won": "an award is",
    "awards:\n  Oscar 1950 | shortlisted": "an award is",
    "connections:\n  likes | B (1951)": "a connection is",
    "connections:\n  follows | B": "a connection is",
    "goofs:\n  - silly: x": "begins with its kind",
    "trivia:\n  no dash": "begins with '- '",
    "release:\n  Sweden: 32 March 1951": "a release is",
    "release:\n  Sweden: spring 1951": "a release is",
    "release:\n  Sweden": "takes 'kind: value'",
    "akas:\n  | France": "parts between",
    "review: 11 | Too good": "a review is",
    "review:\n  9 | No text": "a review is",
    "plot: a\nplot: b": "stands twice",
    "  indented": "under no key",
    "No key": "neither",
}


@pytest.mark.parametrize("lines", WRONG)
def test_a_bad_line_is_named_with_file_line_and_reason(lines: str) -> None:
    with pytest.raises(StarterError) as caught:
        list(read_films(HEAD + lines, "f.txt"))
    assert WRONG[lines] in caught.value.problem
    assert str(caught.value).startswith("f.txt:") and 1 <= caught.value.line <= 3


@pytest.mark.parametrize("text", ["# A Film\n", "# A Film (50)\n"])
def test_a_bad_head_is_refused(text: str) -> None:
    with pytest.raises(StarterError, match="begins with"):
        list(read_films(text, "f.txt"))


def test_a_bad_record_may_be_set_aside_and_the_others_read() -> None:
    refused: list[StarterError] = []
    text = "stray\n\n# One (1950)\nplot: a\n\n# Two (1951)\nruntime: x\n\n# Three (1952)\nplot: c\n"
    assert [film.title for film in read_films(text, "f.txt", refused)] == ["One", "Three"]
    assert [error.line for error in refused] == [1, 7]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("6 September 1948", "1948-09-06"),
        ("May 1947", "1947-05"),
        ("1948", "1948"),
        ("0 May 1947", None),
        ("6 Sep 1948", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_people_and_their_other_names() -> None:
    found = list(read_people(PEOPLE, "people.txt"))
    assert found[0].id == 9_000_001 and found[0].other_names == ("Gwendolen Starling",)
    assert (found[2].birth_year, found[2].death_year) == (1901, None)
    assert (found[3].gender, found[3].birth_year, found[3].death_year) == ("", None, 1990)


@pytest.mark.parametrize("line", ["Ada | x", "Ada | f | 1900-1950", "Ada | f | | 123", " | f", "a | f | | | b | c"])
def test_a_bad_person_is_refused(line: str) -> None:
    with pytest.raises(StarterError, match="a person is"):
        list(read_people(line, "people.txt"))
    refused: list[StarterError] = []
    assert [person.name for person in read_people(line + "\nBo | m", "people.txt", refused)] == ["Bo"]
    assert len(refused) == 1


def test_a_polls_votes_are_told_from_notes() -> None:
    found = read_list(POLL, "0.txt")
    assert found.entries == (("The Glass Harbour", 1951, None, 117), ("Night Ferry", 1958, "a late entry", 4))
    assert found.ranked and found.key == "ss2012" and found.by == "Sight & Sound"
    assert read_list("# L\nkey: l\n- A (1950) | the 3 votes that counted\n", "l").entries[0][2:] == (
        "the 3 votes that counted",
        None,
    )


@pytest.mark.parametrize(
    "text", ["# L\n- A (1950)\n", "key: l\n- A (1950)\n", "# L\nkey: l\n", "# L\nkey: l\n1. A\n", "# L\nwhat\n"]
)
def test_a_bad_list_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(StarterError):
        read_list(text, "l.txt")
    folder = starter_folder(tmp_path, lists=(text, POLL))
    refused: list[StarterError] = []
    assert [one.key for one in starter.lists(folder, refused)] == ["ss2012"]
    assert len(refused) == 1


def test_a_folder_without_people_has_none(tmp_path: Path) -> None:
    assert list(starter.people(tmp_path)) == []


# -- round trips -----------------------------------------------------------------------------------------------------

_LETTERS = st.sampled_from("abcdeéøßабв雪門") | st.sampled_from("ABC")
_WORD = st.text(_LETTERS, min_size=1, max_size=8)
_WORDS = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_PEOPLE = st.lists(
    st.builds(
        StarterCredit,
        _WORDS,
        st.sampled_from(("director", "writer", "composer", "editor")),
        st.none() | _WORDS,
        st.none(),
        st.none() | _WORDS,
    ),
    max_size=4,
)
_CAST = st.lists(
    st.builds(StarterCredit, _WORDS, st.just("cast"), st.none(), st.none() | _WORDS, st.none() | _WORDS), max_size=4
)
_ITEMS = st.lists(st.builds(StarterItem, _WORDS, st.booleans()), max_size=3)
_KEYS = {"director": "directors", "writer": "writers", "composer": "music", "editor": "editing"}


def _written(credit: StarterCredit) -> str:
    note = f" ({credit.job})" if credit.job else ""
    character = f" = {credit.character}" if credit.character else ""
    return credit.name + note + character + (f" (as {credit.credited_as})" if credit.credited_as else "")


@given(
    title=_WORDS, year=st.integers(1888, 2030), number=st.none() | st.integers(1, 99_999_999),
    plot=st.none() | _WORDS, crew=_PEOPLE, cast=_CAST, trivia=_ITEMS, story=st.lists(_WORDS, max_size=3),
    akas=st.lists(st.tuples(_WORDS, _WORDS, st.none() | _WORDS), max_size=3),
)  # fmt: skip
def test_what_is_written_is_read_again(
    title: str, year: int, number: int | None, plot: str | None, crew: list[StarterCredit], cast: list[StarterCredit],
    trivia: list[StarterItem], story: list[str], akas: list[tuple[str, str, str | None]],
) -> None:  # fmt: skip
    lines = [f"# {title} ({year})"]
    lines += [f"id: tt{number:07d}"] if number else []
    lines += [f"plot: {plot}"] if plot else []
    for category, key in _KEYS.items():
        some = [_written(credit) for credit in crew if credit.category == category]
        lines += [f"{key}: {'; '.join(some)}"] if some else []
    for key, some in (
        ("cast", [_written(credit) for credit in cast]),
        ("trivia", [f"- {'spoiler: ' if item.spoiler else ''}{item.text}" for item in trivia]),
        ("akas", [" | ".join(filter(None, aka)) for aka in akas]),
        ("storyline", "\n\n".join(story).split("\n") if story else []),
    ):
        lines += [f"{key}:", *(f"  {line}" if line else "" for line in some)] if some else []
    (film,) = read_films("\n".join(lines), "f.txt")
    assert (film.title, film.year, film.id, film.plot) == (title, year, number, plot)
    order = list(_KEYS)
    assert list(film.credits) == sorted(crew, key=lambda credit: order.index(credit.category)) + cast
    assert list(film.trivia) == trivia and list(film.akas) == akas
    assert film.storyline == ("\n\n".join(story) or None)


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    refused: list[StarterError] = []
    list(read_films(HEAD + text, "f.txt", refused))
    list(read_people(text, "p.txt", refused))
    assert all(error.line >= 1 and error.problem for error in refused)
