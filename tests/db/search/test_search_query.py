"""The search line taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.base import fold
from db.search import query
from db.search.query import Filter

PIECES = st.sampled_from(
    "1948 1950..1965 1950.. ..1965 1950s 1990-1995 drama sci-fi noir >7.5 >=7,5 <5 votes>10000 votes>=10k runtime<100 <100min <2h "
    'type:film type:tv kind:short tag:rainy tag:"film person:powell '
    'director:"michael powell" country:france seen unseen rated watchlist '
    'reviewed mine>7 year<1930 genre:war foo:bar red shoes & 七人 "'.split(" ")
)
LINES = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=7).map(" ".join))


@given(LINES)
def test_any_line_is_taken_apart(line: str) -> None:
    parsed = query.parse(line)
    for reading in (parsed.literal, parsed.filtered):
        if reading is not None:
            assert all(word and fold.words(word) == [word] for word in reading.words)
            assert all(chip.text and chip.label for chip in reading.chips)


@given(LINES)
def test_a_chip_means_the_same_by_itself(line: str) -> None:
    reading = query.parse(line).filtered or query.parse(line).literal
    for chip in reading.chips:
        alone = query.parse(chip.text)
        assert (alone.filtered or alone.literal).chips == (chip,)


@given(st.text(max_size=60))
def test_words_are_those_of_the_index(line: str) -> None:
    parsed = query.parse(line)
    if not any(term.filter for term in parsed.terms):
        assert list(parsed.literal.words) == fold.words(line)[: query.MOST_WORDS]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("1948", Filter("year", 1948, 1948)),
        ("1950..1965", Filter("year", 1950, 1965)),
        ("1950..", Filter("year", 1950, None)),
        ("..1965", Filter("year", None, 1965)),
        ("1950s", Filter("year", 1950, 1959)),
        ("year<1930", Filter("year", None, 1929)),
        ("Sci-Fi", Filter("genre", value="Sci-Fi")),
        ("sci fi", Filter("genre", value="Sci-Fi")),
        ("scifi", Filter("genre", value="Sci-Fi")),
        ("noir", Filter("genre", value="Film-Noir")),
        (">7.5", Filter("rating", 76, None)),
        (">= 7.5", Filter("rating", 75, None)),
        ("<5", Filter("rating", None, 49)),
        ("votes>10,000", Filter("votes", 10_001, None)),
        ("votes>=10k", Filter("votes", 10_000, None)),
        ("runtime<100", Filter("runtime", None, 99)),
        ("<100min", Filter("runtime", None, 99)),
        ("<=2h", Filter("runtime", None, 120)),
        ("mine>7", Filter("mine", 8, None)),
        ("type:film", Filter("kind", value="film")),
        ("type:ser", Filter("kind", value="series")),
        ('director:"Michael Powell"', Filter("director", value="michael powell")),
        ("person:powell", Filter("person", value="powell")),
        ("unseen", Filter("mark", value="unseen")),
        ("tag:Rainy", Filter("tag", value="rainy")),
        ('tag:"Film  Noir', Filter("tag", value="film noir")),
        ("tag:!", Filter("tag", value="!")),
        ("country:France", Filter("country", value="france")),
    ],
)
def test_filters(line: str, wanted: Filter) -> None:
    parsed = query.parse(line)
    assert (parsed.filtered or parsed.literal).filters == (wanted,)


@pytest.mark.parametrize("line", ["foo:bar", "2001: a space odyssey", "blade runner 2049", ">100", "type:", "7.5", "dramas"])
def test_what_is_not_understood_is_words(line: str) -> None:
    parsed = query.parse(line)
    assert parsed.literal.words
    assert not parsed.literal.filters and parsed.filtered is None


def test_a_line_of_both() -> None:
    filtered = query.parse("kurosawa 1950..1965 drama >7.5 unseen").filtered
    assert filtered is not None
    assert filtered.words == ("kurosawa",)
    assert [chip.label for chip in filtered.chips] == ["1950–1965", "Drama", "rating > 7.5", "not seen"]


@pytest.mark.parametrize(
    ("line", "unfinished"), [("red sho", True), ("red shoes ", False), ("red 1950..", False), ("", False)]
)
def test_the_last_word_may_go_on(line: str, unfinished: bool) -> None:
    assert query.parse(line).literal.unfinished is unfinished
