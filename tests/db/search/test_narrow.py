"""Narrowing a list by words and filters."""

from __future__ import annotations

import pytest

from db.base.records.cards import Mine, TitleCard
from db.search.narrow import narrowed

CARDS = [
    TitleCard(
        1, "The Red Shoes", 1948, rating=8.3, votes=18_662, runtime=135, genres=("Drama", "Music"), mine=Mine(rating=9)
    ),
    TitleCard(2, "Léon", 1994, rating=8.5, runtime=110, genres=("Crime",), mine=Mine(on_watchlist=True, times_seen=1)),
    TitleCard(3, "Drama School", 2001, kind="short", original_title="Ecole", genres=("Comedy",)),
    TitleCard(4, "1948", 1952, kind="tvSeries", mine=Mine(reviewed=True, owned=True)),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [1, 2, 3, 4]), ("sho", [1]), ("leon", [2]), ("red lost", []), ("ecole", [3]), ("lent", [2]), ("drama", [1, 3]),
        ("1948", [1, 4]), ("1940..1950", [1]), (">8.3", [2]), (">=8.3", [1, 2]), ("<2h", [2]), ("votes>1000", [1]),
        ("mine>8", [1]), ("seen", [1, 2]), ("unseen", [3, 4]), ("unrated drama", [3]), ("watchlist", [2]), ("reviewed", [4]), ("owned", [4]),
        ("rated", [1]), ("type:short", [3]), ("genre:crime", [2]), ("director:powell", []), ("red 1948", [1]),
    ],
)  # fmt: skip
def test_words_and_filters(words: str, found: list[int]) -> None:
    passes = narrowed(words)
    assert [card.id for card in CARDS if passes(card, ("lent by Ann",) if card.id == 2 else ())] == found
