"""What the home screen reads."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from db.base.home import Home
from db.library import Library
from db.reading.home import home as home_page


def test_films_and_lists_are_there_without_the_viewers_file(home: Home) -> None:
    for path in home.data.glob("personal.db*"):
        path.unlink()
    with closing(Library(home)) as library:
        page = home_page(library.connection(), date(2026, 5, 3))
    assert page.titles and page.lists
    assert page.watchlist == () and page.watchlist_size == 0 and page.recent == ()
