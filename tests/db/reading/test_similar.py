"""More like this: what is suggested, why, and what is not."""

from __future__ import annotations

import sqlite3

import pytest

from db.base.home import Home
from db.library import Library
from db.personal import hidden
from db.personal.desk import Desk
from db.reading.cards import card
from db.reading.similar import family, similar, together
from tests.catalogues import BUSAN, DUST, FERRY, HOURS, LIGHTS, REC, RED, REEL, REEL2, SERIES, SHORE, WINTER, write


def reasons(con: sqlite3.Connection, title_id: int, limit: int = 24) -> dict[int, str]:
    return {one.card.id: one.reason for one in similar(con, title_id, limit)}


def test_shared_people_tell_why(con: sqlite3.Connection) -> None:
    found = reasons(con, RED)
    assert list(found)[:2] == [SHORE, FERRY] and RED not in found
    assert found[SHORE] == "its sequel, shares Ada Quill"
    assert found[FERRY] == "shares Bo Tern, Brand and Vane again"
    assert found[REEL] == "Iris Vane again, written by Ada Quill"
    assert list(found)[-1] == LIGHTS, "another kind of title comes last"
    assert reasons(con, REEL2)[REEL] == "the film it remakes, shares Max von Dell"


def test_names_that_begin_with_the_family_stay_whole(con: sqlite3.Connection) -> None:
    assert reasons(con, BUSAN)[WINTER] == "shares Han Ji-woo & Park Se-ri, Steve Park and Yoon Da-in again"


def test_story_and_time_where_no_people_are_shared(con: sqlite3.Connection) -> None:
    assert reasons(con, HOURS)[RED] == "drama and romance"
    assert reasons(con, SHORE)[RED].startswith("the film it follows")


def test_keywords_and_decades(home: Home) -> None:
    for title_id in (HOURS, REC):
        for word in ("harbour", "letters"):
            write(home, "INSERT INTO keyword (title_id, source_id, keyword) VALUES (?, 2, ?)", title_id, word)
    write(home, "UPDATE title SET genres = 'Drama,Romance', year = 1997 WHERE id = ?", DUST)
    write(
        home,
        "UPDATE title_rank SET year = 1997, facets = (SELECT facets FROM title_rank WHERE title_id = ?) WHERE title_id = ?",
        HOURS,
        DUST,
    )
    library = Library(home)
    found = reasons(library.connection(), HOURS)
    assert found[REC] == "both have harbour and letters" and found[SHORE] == "both have harbour"
    assert found[DUST] == "drama and romance, same decade"
    library.close()


def test_a_keyword_of_everything_says_nothing(home: Home) -> None:
    con = sqlite3.connect(home.catalogue)
    con.executemany(
        "INSERT INTO keyword (title_id, source_id, keyword) VALUES (?, 2, 'day')", [(REC,), (DUST,), *[(REEL,)] * 300]
    )
    con.commit()
    con.close()
    library = Library(home)
    assert reasons(library.connection(), REC) == {}
    library.close()


def test_what_is_not_wanted_is_left_out(con: sqlite3.Connection, desk: Desk) -> None:
    hidden.hide(desk, card(con, SHORE), RED)
    hidden.hide(desk, card(con, FERRY))
    assert not {SHORE, FERRY} & set(reasons(con, RED)) and SHORE in reasons(con, LIGHTS)


def test_limits(con: sqlite3.Connection) -> None:
    assert len(reasons(con, RED, 2)) == 2 and reasons(con, SERIES) == {} and reasons(con, 5) == {}


def test_an_imports_own_suggestions_come_first(home: Home) -> None:
    for other, score, reason in (
        (REC, 0.9, "liked by 40 of the same viewers"),
        (DUST, 0.8, None),
        (SHORE, 0.1, "liked by 2"),
    ):
        write(
            home,
            "INSERT INTO similar (title_id, source_id, other_id, score, reason) VALUES (?, 2, ?, ?, ?)",
            RED,
            other,
            score,
            reason,
        )
    library = Library(home)
    con = library.connection()
    found = reasons(con, RED)
    assert list(found)[:4] == [REC, DUST, SHORE, FERRY] and found[DUST] == "liked by the same viewers"
    assert list(reasons(con, RED, 1)) == [REC]
    library.close()


def test_adult_titles_are_not_suggested(home: Home) -> None:
    write(home, "UPDATE title SET is_adult = 1 WHERE id = ?", SHORE)
    library = Library(home)
    assert SHORE not in reasons(library.connection(), RED)
    library.close()


def test_a_suggestion_is_described(con: sqlite3.Connection) -> None:
    harbour = next(one for one in similar(con, SHORE) if one.card.id == RED)
    assert harbour.certificate == "Not Rated" and harbour.plot.startswith("A lighthouse pilot")
    assert harbour.directors == ("Ada Quill", "Bo Tern") and harbour.stars == ("Gwen Starling", "Hal Brand", "Iris Vane")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Moira Shearer", "Shearer"), ("Robert De Niro", "De Niro"), ("Max von Sydow", "von Sydow"), ("Sabu", "Sabu"),
        ("Robert Downey Jr.", "Downey Jr."), ("Cher Jr.", "Jr."), ("Guillermo del Toro", "del Toro"), ("", ""),
    ],
)  # fmt: skip
def test_family_names(name: str, short: str) -> None:
    assert family(name) == short


def test_names_together() -> None:
    assert together(["Moira Shearer"]) == "Moira Shearer"
    assert together(["Michael Powell", "Emeric Pressburger"], " & ") == "Powell & Pressburger"
    assert together(["A B", "C D", "E F"]) == "B, D and F" and together(["A B", "C D"], whole=True) == "A B and C D"
