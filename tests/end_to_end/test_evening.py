"""An evening with Matinee in a real terminal: what is done there is there the next day."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.end_to_end.steps import find
from tests.terminal import matinee


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    """What ``personal.db`` holds."""
    con = sqlite3.connect(home / "personal.db")
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_an_evening_and_the_next_day(starter: Path, size: tuple[int, int]) -> None:
    with matinee(starter, size=size) as terminal:
        terminal.type("red sho")  # before the first frame
        terminal.until("▸ The Red Shoes")
        terminal.type("\r")
        terminal.until("Powell")
        terminal.type("8")
        terminal.until("undoes")
        terminal.type("w")
        terminal.until("Watchlist")
        find(terminal, "black narc", "Black Narcissus")
        terminal.type("9")
        terminal.until("Black Narcissus 9")
        terminal.type("u")
        terminal.until("Undone")
        terminal.type("e")
        terminal.until("Headline")
        terminal.type("Snow and bells")
        terminal.until("Snow and bells")
        assert terminal.screen
        line = terminal.screen.cursor.y
        terminal.type("\r")
        terminal.wait(lambda: terminal.screen.cursor.y > line, "the cursor in the text")
        terminal.type("The wind is the lead.")
        terminal.until("The wind is the lead.")
        terminal.until("draft kept")
        terminal.type("\x1bOQ")  # F2
        terminal.until("Saved your review")
    assert rows(starter, "SELECT title_id, value FROM my_rating") == [(40725, 8)]
    assert rows(starter, "SELECT headline, text FROM my_review") == [("Snow and bells", "The wind is the lead.")]
    with matinee(starter, size=size) as terminal:
        terminal.until("Watchlist")
        terminal.until("The Red Shoes")


def test_a_review_typed_and_saved_in_one_burst_is_whole(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "black narc", "Black Narcissus")
        terminal.type("e")
        terminal.until("Headline")
        terminal.type("Snow and bells\r")
        terminal.until("Snow and bells")
        terminal.type("The wind is the lead, and nobody hears it but the one who listens.\x1bOQ")  # F2, in the same write
        terminal.until("Saved your review")
    assert rows(starter, "SELECT text FROM my_review") == [
        ("The wind is the lead, and nobody hears it but the one who listens.",)
    ]


def test_a_burst_with_a_slash_lands_in_the_search_line(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "brief encounter", "Brief Encounter")
        terminal.type("/moira shearer")  # one write: r must not open the rating bar, m not another screen
        terminal.until("Moira Shearer")
        terminal.until("moira shearer")
        assert rows(starter, "SELECT count(*) FROM my_rating") == [(0,)]


def test_keys_in_one_burst_each_find_the_screen_that_the_one_before_opened(starter: Path) -> None:
    with matinee(starter) as terminal:
        terminal.type("red sho")
        terminal.until("▸ The Red Shoes")
        terminal.type("\r8cjj\rw")  # the page, its rating, the cast, the third of them, the first of their titles
        terminal.until("Known for")
        terminal.until("–  +")  # said of Peeping Tom, in the line that has the mark
    assert rows(starter, "SELECT title_id, value FROM my_rating") == [(40725, 8)]
    assert rows(starter, "SELECT title_id FROM my_list_entry") == [(54167,)]  # Peeping Tom


def test_digits_in_the_search_line_do_not_rate(starter: Path) -> None:
    with matinee(starter) as terminal:
        terminal.until("Watchlist")
        terminal.type("2001")
        terminal.until("A Space Odyssey")
        terminal.settle(0.2)
    assert rows(starter, "SELECT count(*) FROM my_rating") == [(0,)]


def test_resizing_lays_out_anew(starter: Path) -> None:
    with matinee(starter, size=(120, 40)) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.until("More like this")
        for columns, lines in ((80, 24), (40, 10), (200, 50)):
            assert terminal.screen
            terminal.screen.reset()  # what stands there afterwards has been drawn anew
            terminal.resize(columns, lines)
            terminal.until("MATINEE")
        terminal.until("S H O E S")


def test_following_a_person_and_coming_back(starter: Path) -> None:
    with matinee(starter) as terminal:
        terminal.type("/moira shearer")
        terminal.until("▸ Moira Shearer")
        terminal.type("\r")
        terminal.until("Peeping Tom")
        terminal.type("\x1b")
        terminal.until("found")
        terminal.until("moira shearer")  # the line is drawn on its own, perhaps a moment later
