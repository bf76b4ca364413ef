"""Layout keeps every word and no line is wider than it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tests.hostile import HOSTILE, raw_characters
from tui.themes import THEMES
from widgets.ink import Inks
from widgets.sheet import Sheet, Span, Spot, beside, cell, fit_line, line_width, pad_line, prose, span, strip, wrap
from widgets.text import clean, day, fit, pad, right, runtime, stars, width, years

TEXT = st.text(max_size=200)
CELLS = st.integers(8, 120)
INKS = Inks(THEMES[0].variables)


@given(TEXT, CELLS)
def test_wrapping_keeps_within_the_width_and_loses_nothing(text: str, cells: int) -> None:
    lines = wrap([span(text)], cells)
    assert all(line_width(line) <= cells for line in lines)
    kept = "".join(piece.text for line in lines for piece in line).replace(" ", "")
    assert kept == clean(text).replace(" ", "")


@given(st.lists(st.tuples(TEXT, st.sampled_from(["text", "muted", "link"])), max_size=5), CELLS, st.integers(0, 6))
def test_wrapping_many_spans_with_an_indent(parts: list[tuple[str, str]], cells: int, indent: int) -> None:
    lines = wrap([span(text, ink) for text, ink in parts], cells, indent=indent)
    assert all(line_width(line) <= cells for line in lines)


def test_a_comma_stays_with_its_word() -> None:
    lines = wrap([span("Emeric Pressburger", "link"), span(", "), span("Michael Powell", "link")], 19)
    assert ["".join(piece.text for piece in line) for line in lines] == ["Emeric Pressburger,", "Michael Powell"]


@given(TEXT, st.integers(0, 60))
def test_fitting_padding_and_setting_right(text: str, cells: int) -> None:
    text = clean(text)
    assert width(fit(text, cells)) <= cells
    assert width(pad(text, cells)) == cells
    assert width(right(text, cells)) == cells
    if width(text) > cells > 1:
        assert fit(text, cells).endswith("…")


@given(st.lists(TEXT, max_size=4), st.integers(1, 80))
def test_lines_are_cut_and_filled_to_the_cell(texts: list[str], cells: int) -> None:
    line = [span(text) for text in texts]
    assert line_width(fit_line(line, cells)) <= cells
    assert line_width(pad_line(line, cells)) == cells
    drawn = strip(line, cells, INKS)
    assert sum(width(segment.text) for segment in drawn) == cells


def test_a_line_that_is_cut_says_so() -> None:
    assert "".join(piece.text for piece in fit_line([span("The Red"), span(" Shoes")], 9)) == "The Red…"


@given(TEXT)
def test_nothing_unsafe_leaves_clean(text: str) -> None:
    assert raw_characters([strip([span(text)], 40, INKS)]) == set()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_drawn_safely(name: str) -> None:
    text = HOSTILE[name]
    lines = [*prose(text, 40), *wrap([span(text, "gold", Spot("x"))], 40), [cell(text, 12)], [cell(text, 12, to_right=True)]]
    drawn = [strip(line, 40, INKS) for line in lines]
    assert raw_characters(drawn) == set()
    assert all(sum(width(segment.text) for segment in each) == 40 for each in drawn)


def test_columns_stand_beside_each_other() -> None:
    lines = beside([[span("a")], [span("b")]], [[span("c")]], 5, gap=2)
    assert ["".join(piece.text for piece in line) for line in lines] == ["a      c", "b"]


def test_a_spot_that_wraps_is_placed_once_with_its_last_line() -> None:
    spot = Spot("poem")
    sheet = Sheet([[span("head")], *wrap([span("one two three", "text", spot)], 5)])
    (placed,) = sheet.spots()
    assert (placed.y, placed.start, placed.last) == (1, 0, 3)


def test_the_lit_spot_stands_on_its_own_ground() -> None:
    spot = Spot(7)
    plain, lit = (strip([span("name", "link", spot)], 6, INKS, lit=key) for key in (None, 7))
    grounds = [next(iter(drawn)).style.bgcolor for drawn in (plain, lit)]  # type: ignore[union-attr]
    assert grounds[0] != grounds[1]


def test_blanks_carry_the_ground() -> None:
    for segment in strip([Span("x")], 5, INKS, ground="panel"):
        assert isinstance(segment.style, Style)
        assert segment.style.bgcolor is not None


@pytest.mark.parametrize(
    ("iso", "shown"),
    [("1948-09-06", "6 September 1948"), ("1948-09", "September 1948"), ("1948", "1948"), ("about 1948", "about 1948"),
     ("2026-05-03T20:15:00.000Z", "3 May 2026"), ("1948-13", "1948-13"), ("", "")],
)  # fmt: skip
def test_days_are_written_as_people_do(iso: str, shown: str) -> None:
    assert day(iso) == shown


def test_small_words() -> None:
    assert (runtime(135), runtime(60), runtime(45), runtime(None)) == ("2 h 15 min", "1 h", "45 min", "")
    assert (years(1999, 2007), years(2016, series=True), years(None)) == ("1999–2007", "2016–", "")
    assert stars(8) == "★★★★★★★★☆☆"
