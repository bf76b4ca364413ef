"""Markup of other people's texts becomes plain paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.sources import cells
from seed.sources.markup import plain
from tests.counts import cases


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One.<br /><br />Two.", "One.\n\nTwo."),
        ("<p class='x'>One</p><p>Two</p>", "One\n\nTwo"),
        ("[b]Bold[/b] and [url=https://a.test]a link[/url]", "Bold and a link"),
        ("[[Sea|The sea]] and [[lamp]].[12][citation needed]", "The sea and lamp."),
        ("Tom &amp; Jerry &lt;3 &#233;", "Tom & Jerry <3 é"),
        ("a < b and c > d", "a < b and c > d"),
        ("red\x1b[31m and \x00 nul\r\nnext", "red and  nul\nnext"),
        ("He said [laughing] no.", "He said [laughing] no."),
        ("CafÃ©", "Café"),
        ("divorc√©e", "divorcée"),
        ("√2 is a number", "√2 is a number"),
    ],
)
def test_texts(text: str, said: str) -> None:
    assert plain(text) == said


@settings(deadline=None, max_examples=cases(150, 5000))
@given(
    st.lists(
        st.sampled_from(["<br/>", "<b>", "</b>", "[i]", "[[a|b]]", "&amp;", "\n", "x", "<", "[", "{{t}}", "\x07"])
        | st.text(max_size=4)
    )
)
def test_any_text_stays_a_text(pieces: list[str]) -> None:
    said = plain("".join(pieces))
    assert "<br" not in said and "\x07" not in said and said == said.strip()


def test_a_long_cell_takes_no_long_time() -> None:
    for piece in ("<", "[", "[[a|", "{{", "<br", "&", "\n \n", "<a "):
        assert len(plain(piece * 300_000)) <= 1_300_000


@pytest.mark.parametrize(
    ("cell", "day"),
    [("1999-05-03", "1999-05-03"), ("10/30/95", "1995-10-30"), ("30.10.1995", "1995-10-30"), ("3/4/95", "1995"), ("5/5/05", "2005-05-05"),
     ("10 February 2006", "2006-02-10"), ("Feb 10, 2006", "2006-02-10"), ("1999", "1999"), ("1999-02-31", ""), ("soon", ""), ("", "")],
)  # fmt: skip
def test_days(cell: str, day: str) -> None:
    assert cells.day(cell) == day


@pytest.mark.parametrize(
    ("cell", "names"),
    [('[{"name": "A"}, {"id": 1}]', ["A"]), ("[{'name': 'B \"C\"'}]", ['B "C"']), ("A, B", ["A", "B"]), ("", []), ("[{'name'", []),
     ("[__import__('os').system('true')]", []), ("[" * 50 + "]" * 50, []), ("[{'name': 5}]", [])],
)  # fmt: skip
def test_lists_in_cells_are_parsed_and_never_run(cell: str, names: list[str]) -> None:
    assert cells.names(cell) == names
