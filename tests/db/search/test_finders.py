"""Each finder by itself: other numerals, joined and split words, signs, the nth of a series, two people, ambiguous numbers."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.base import fold
from db.search import engine
from db.search.forms import NUMBERS, WRITTEN, form, forms
from tests.db.search.indexed import found, indexed

FILMS = (
    ("Harbour Boxer", 1976, "movie", "Drama", 8.1, ()),
    ("Harbour Boxer IV", 1985, "movie", "Drama", 6.9, ()),
    ("The Godmother", 1972, "movie", "Crime", 9.1, ()),
    ("The Godmother: Part II", 1974, "movie", "Crime", 9.0, ()),
    ("Larry Otter and the Lantern", 2001, "movie", "Fantasy", 7.6, ()),
    ("Larry Otter and the Lost Ferry", 2002, "movie", "Fantasy", 7.5, ()),
    ("Larry Otter and the Lighthouse", 2004, "movie", "Fantasy", 7.9, ()),
    ("Larry Otter: How It Was Made", 2003, "tvMovie", "Documentary", 6.9, ()),
    ("Visitor³", 1992, "movie", "Horror", 6.4, ()),
    ("Visitor", 1979, "movie", "Horror", 8.4, ()),
    ("WHAL·E", 2008, "movie", "Animation", 8.4, ()),
    ("Whaler's End", 1999, "movie", "Drama", 5.0, ()),
    ("S3ven Sins", 1995, "movie", "Crime", 8.6, ()),
    ("8½ Boats", 1963, "movie", "Drama", 8.0, ()),
    ("Friday the 19th", 1980, "movie", "Horror", 6.4, ()),
    ("Friday the 19th Part VIII: Adrift", 1989, "movie", "Horror", 4.5, ()),
    ("Far Trek II: The Wrath of Kay", 1982, "movie", "Action", 7.7, ()),
    ("Far Trek", 2009, "movie", "Action", 7.9, ()),
    ("Ocean's Twelve Boats", 2004, "movie", "Crime", 6.5, ()),
    ("A Fog of Two Cities", 1950, "movie", "Drama", 7.0, ()),
    ("Sail Masters", 1977, "movie", "Action", 8.6, ()),
)
PEOPLE = (("Ada Pawel", (3, 4, 20)), ("Emil Presberg", (4, 20)), ("Ada Quill", (1,)))


@pytest.fixture(scope="module")
def con() -> sqlite3.Connection:
    return indexed(FILMS, PEOPLE)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("harbour boxer 4", "Harbour Boxer IV"), ("harbour boxer four", "Harbour Boxer IV"), ("godmother 2", "The Godmother: Part II"),
        ("the godmother part 2", "The Godmother: Part II"), ("the godmother part two", "The Godmother: Part II"),
        ("visitor 3", "Visitor³"), ("visitor iii", "Visitor³"), ("whale", "WHAL·E"), ("s3ven sins", "S3ven Sins"),
        ("seven sins", "S3ven Sins"), ("8 1/2 boats", "8½ Boats"), ("eight and a half boats", "8½ Boats"),
        ("friday the 19th 8", "Friday the 19th Part VIII: Adrift"), ("far trek 2", "Far Trek II: The Wrath of Kay"),
        ("fartrek", "Far Trek"), ("sailmasters", "Sail Masters"), ("oceans12boats", "Ocean's Twelve Boats"),
        ("oceans 12", "Ocean's Twelve Boats"), ("fog of 2 cities", "A Fog of Two Cities"), ("thegodmother", "The Godmother"),
    ],
)  # fmt: skip
def test_written_another_way(con: sqlite3.Connection, line: str, first: str) -> None:
    assert found(con, line)[0] == first


@pytest.mark.parametrize(
    ("line", "first"),
    [("larry otter 2", "Larry Otter and the Lost Ferry"), ("larry otter 3", "Larry Otter and the Lighthouse")],
)
def test_where_no_name_has_the_number_it_is_the_nth_film_by_year(con: sqlite3.Connection, line: str, first: str) -> None:
    names = found(con, line)
    assert names[0] == first
    assert "Larry Otter and the Lantern" in names


def test_a_series_has_no_more_films_than_it_has(con: sqlite3.Connection) -> None:
    assert found(con, "larry otter 9")[:1] != ["Larry Otter and the Lighthouse"]


def test_every_hit_with_the_number_comes_before_those_that_only_have_it_in_the_year(con: sqlite3.Connection) -> None:
    names = found(con, "far trek 2")
    assert names.index("Far Trek II: The Wrath of Kay") < names.index("Far Trek")


@pytest.mark.parametrize("line", ["pawel presberg", "presberg pawel", "ada pawel emil presberg", "pawel presb"])
def test_two_names_find_what_both_made(con: sqlite3.Connection, line: str) -> None:
    assert found(con, line) == ["The Godmother: Part II", "A Fog of Two Cities"]


def test_two_people_who_made_nothing_together_find_nothing_of_both(con: sqlite3.Connection) -> None:
    assert "Harbour Boxer" not in found(con, "quill presberg")


@given(
    st.lists(st.sampled_from(["red", "harbour", "of", *NUMBERS]), min_size=2, max_size=5), st.randoms(use_true_random=False)
)
def test_the_form_is_the_same_whatever_the_numeral(words: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    other = [chance.choice(WRITTEN[NUMBERS[word]]) if word in NUMBERS else word for word in words]
    assert form(" ".join(words)) == form(" ".join(other))


@given(st.text(max_size=40))
def test_any_name_has_a_form_without_spaces(name: str) -> None:
    key = fold.key(name)
    assert all(" " not in one for one in forms(key))
    assert form(key.replace(" ", "")) or not key


def test_an_empty_line_has_no_answer(con: sqlite3.Connection) -> None:
    assert engine.search(con, "  ").hits == ()
