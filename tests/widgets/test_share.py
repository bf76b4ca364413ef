"""A title as text for elsewhere: nothing in a title can break out of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from db.base.records.cards import Mine, TitleCard
from tests.hostile import FORBIDDEN, HOSTILE
from widgets.share import as_html, imdb, letterboxd, markdown, plain, ways, wikipedia

SHOES = TitleCard(40725, "The Red Shoes", 1948, rating=8.3, mine=Mine(rating=9))


def test_the_texts() -> None:
    assert plain(SHOES) == "The Red Shoes (1948), ★ 8.3, my rating 9/10"
    assert markdown(SHOES) == r"[The Red Shoes (1948)](https://www.imdb.com/title/tt0040725/), ★ 8.3, my rating 9/10"
    assert as_html(SHOES).startswith('<a href="https://www.imdb.com/title/tt0040725/">The Red Shoes (1948)</a>')
    assert plain(TitleCard(1, "Untold", None, kind="tvSeries")) == "Untold, series"


def test_titles_without_a_tconst_are_searched_for() -> None:
    card = TitleCard(-5, "Rashōmon & Co", 1950)
    assert imdb(card) == "https://www.imdb.com/find/?q=Rash%C5%8Dmon+%26+Co+1950"
    assert "search" in letterboxd(card)
    assert letterboxd(SHOES) == "https://letterboxd.com/imdb/tt0040725/"
    assert wikipedia(SHOES) == "https://en.wikipedia.org/w/index.php?search=The+Red+Shoes+1948"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_titles_stay_text(name: str) -> None:
    card = TitleCard(-5, HOSTILE[name] + "<b>&\"'](x)", 2001)
    assert "<b>" not in as_html(card)
    assert "](x)" not in markdown(card).replace("\\]", "")
    for way in ways(card):
        assert not {ord(char) for char in way.text} & FORBIDDEN
        if way.opens:
            assert urlsplit(way.text).scheme == "https" and way.text.isascii()
