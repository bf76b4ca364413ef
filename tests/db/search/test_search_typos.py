"""Slips of the finger."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.search import typos

WORDS = st.text("abcd", max_size=8)


def table(left: str, right: str) -> list[list[int]]:
    """The textbook's table of distances between all beginnings of two words."""
    rows = [[i + j if not i or not j else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            other = left[i - 1] != right[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + other)
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 1] + right[j - 2]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 3))
def test_distance_is_the_textbooks(left: str, right: str, most: int) -> None:
    rows = table(left, right)
    wanted = {
        (False, False): rows[-1][-1],
        (True, False): min(row[-1] for row in rows),
        (False, True): min(rows[-1]),
        (True, True): min(min(rows[-1]), min(row[-1] for row in rows)),
    }
    for (open_left, open_right), slips in wanted.items():
        assert typos.distance(left, right, most, open_left=open_left, open_right=open_right) == min(slips, most + 1)


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(1, 2))
def test_words_within_the_slips_share_a_deletion(left: str, right: str, slips: int) -> None:
    if left and right and table(left, right)[-1][-1] <= slips and min(len(left), len(right)) > slips:
        assert typos.hashes(left, slips) & typos.hashes(right, slips)


@pytest.fixture(scope="module")
def vocabulary() -> sqlite3.Connection:
    con = sqlite3.connect(":memory:")
    typos.create(con)
    names = ("hayao miyazaki", "michael powell", "micheal bowen", "schindlers list", "the red shoes", "kurosawa 1948 七 人")
    typos.gather(con, enumerate(names, 1))
    typos.gather(con, [(2, "the powell family"), (typos.NOTED + 1, "obscurity")])
    typos.finish(con)
    return con


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("miyazki", "miyazak"), ("michale", "michael"), ("shlindlers", "schindl"), ("kurasowa", "kurosaw"), ("powel", "powell"),
     ("shose", "shoes"), ("micheal", "michael"), ("miyazakki", "miyazak")],
)  # fmt: skip
def test_near_words_are_found(vocabulary: sqlite3.Connection, typed: str, wanted: str) -> None:
    found = typos.near(vocabulary, typed, unfinished=False, thorough=True, limit=6)
    assert wanted in found
    assert typed not in found


def test_a_slip_is_seen_before_the_word_is_finished(vocabulary: sqlite3.Connection) -> None:
    near = typos.near(vocabulary, "kuros", unfinished=True, thorough=False, limit=6)
    assert typos.near(vocabulary, "kruos", unfinished=True, thorough=False, limit=6) == ["kuros"]
    assert "kuros" not in near


def test_the_vocabulary_is_that_of_the_noted(vocabulary: sqlite3.Connection) -> None:
    known = typos.known(vocabulary, ["powell", "obscurity", "1948", "七", "shoes", "kurosawa", "kuros"])
    assert known == {"powell": (2, True), "shoes": (1, True), "kurosaw": (1, True), "kuros": (1, False)}


def test_long_words_are_completed(vocabulary: sqlite3.Connection) -> None:
    assert typos.completions(vocabulary, "schindle", 5) == ["schindlers"]
    assert typos.completions(vocabulary, "schindlers", 5) == ["schindlers"]
    assert typos.completions(vocabulary, "schindlerss", 5) == []
    assert typos.near(vocabulary, "shlindlers", unfinished=False, thorough=True, limit=6) == [
        "schindl"
    ]  # by their beginnings
