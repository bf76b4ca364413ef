"""Title cards, the page and the screens of its sections."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from db.base.errors import NotFound
from db.base.home import Home
from db.base.records.cards import Mine, TitleCard
from db.base.records.pages import Aka, Fact, Item, Move, Quote, Song
from db.library import Library
from db.personal import diary, lists, ratings, reviews
from db.personal.desk import Desk
from db.reading import titles
from tests.catalogues import (
    EPISODE,
    FERRY,
    HOURS,
    LIGHTS,
    QUILL,
    REC,
    RED,
    SERIES,
    SHORE,
    STARLING,
    UNTOLD,
    write,
    write_ranks,
)

GONE = TitleCard(77, "Lost Film", 1930, "short")


def test_cards_keep_the_order_asked(con: sqlite3.Connection) -> None:
    found = titles.cards(con, (SHORE, RED, 5, SHORE))
    assert list(found) == [SHORE, RED]
    assert found[RED] == TitleCard(
        RED, "The Glass Harbour", 1951, "movie", 8.3, 18662, Mine(), "Glashamnen", None, 112, ("Drama", "Music", "Romance")
    )
    assert titles.cards(con, ()) == {}


def test_a_card_bears_the_viewers_marks(con: sqlite3.Connection, desk: Desk) -> None:
    card = titles.card(con, RED)
    ratings.rate(desk, card, 8)
    diary.log(desk, card, "2026-05-03")
    lists.toggle_watchlist(desk, card)
    mine = titles.card(con, RED).mine
    assert (mine.rating, mine.times_seen, mine.last_seen, mine.on_watchlist) == (8, 1, "2026-05-03", True)
    page = titles.page(con, RED)
    assert [(entry.watched_on, entry.card.title) for entry in page.diary] == [("2026-05-03", "The Glass Harbour")]
    assert titles.on_lists(con, RED)[0].key == "watchlist"


def test_what_the_catalogue_lost_goes_by_the_name_of_then(con: sqlite3.Connection, desk: Desk) -> None:
    ratings.rate(desk, GONE, 6)
    card = titles.card(con, 77)
    assert (card.title, card.year, card.kind, card.mine.rating) == ("Lost Film", 1930, "short", 6)
    with pytest.raises(NotFound, match=r"Lost Film \(1930\) is not in this catalogue; what you said about it is kept"):
        titles.page(con, 77)


@pytest.mark.parametrize("ask", [titles.card, titles.page])
def test_an_unknown_title_is_a_sentence(con: sqlite3.Connection, ask: type) -> None:
    with pytest.raises(NotFound, match="There is no title tt0000005 in this catalogue"):
        ask(con, 5)


def test_the_page(con: sqlite3.Connection) -> None:
    page = titles.page(con, RED)
    assert (page.card.id, page.original_title, page.rating_as_of, page.certificate) == (
        RED,
        "Glashamnen",
        "2015",
        "Not Rated",
    )
    assert page.release == Fact("United Kingdom", "1951-09-06")
    assert page.plot.startswith("A lighthouse pilot")
    assert [credit.name for credit in page.directors] == ["Ada Quill", "Bo Tern"]
    assert [(credit.name, credit.job) for credit in page.writers] == [("Ina Lund", "novel"), ("Ada Quill", "screenplay")]
    assert [credit.name for credit in page.cast[:3]] == ["Gwen Starling", "Hal Brand", "Iris Vane"]
    assert [award.won for award in page.awards] == [True, True, False, False]
    assert (
        page.trivia == Item("The fog was milk powder.") and page.review is not None and page.review.headline == "All at sea"
    )
    assert page.similar[0].card.id == SHORE and page.source == "Matinee" and not page.own_review
    counts = page.counts
    assert (counts.credits, counts.trivia, counts.goofs, counts.quotes, counts.connections) == (15, 5, 2, 1, 2)
    assert (counts.reviews, counts.lists, counts.akas, counts.did_you_know) == (3, 2, 3, 14)
    assert page.move == Move(7, 3, "2026-09-30", "2026-11-15")


def test_a_bare_page(con: sqlite3.Connection) -> None:
    page = titles.page(con, UNTOLD)
    assert (page.certificate, page.release, page.trivia, page.review, page.move, page.awards) == (
        "",
        None,
        None,
        None,
        None,
        (),
    )
    assert page.cast == () and page.counts.did_you_know == 0 and titles.page(con, SHORE).move is None


def test_an_episode_names_its_series(con: sqlite3.Connection) -> None:
    page = titles.page(con, EPISODE)
    assert page.series is not None and (page.series.id, page.season, page.episode) == (SERIES, 2, 3)
    assert page.plot == "" and page.directors == ()


def test_the_certificate_of_whoever_gave_one(home: Home) -> None:
    write(home, "DELETE FROM certificate WHERE country = 'United States'")
    assert _page(home, RED).certificate == "U"
    write(home, "DELETE FROM certificate WHERE country = 'United Kingdom'")
    assert _page(home, RED).certificate == "15"


def _page(home: Home, title_id: int) -> titles.TitlePage:
    library = Library(home)
    try:
        return titles.page(library.connection(), title_id)
    finally:
        library.close()


def test_the_release_at_home_comes_first(home: Home) -> None:
    write(home, "DELETE FROM release_date WHERE date = '1951-09-06'")
    assert _page(home, RED).release == Fact("United Kingdom", "1951-02", "trade show")
    write(home, "DELETE FROM release_date WHERE country = 'United Kingdom'")
    assert _page(home, RED).release == Fact("United States", "1952")


def test_one_snapshot_is_no_move(home: Home) -> None:
    write_ranks(home, "DELETE FROM snapshot WHERE id = 1")
    assert _page(home, RED).move is None


def test_where_the_core_is_from(home: Home) -> None:
    write(home, "INSERT INTO source VALUES (9, 'imdb', 'IMDb data sets', NULL, '2026-11-15', 'now', 1, 0, NULL)")
    assert _page(home, RED).source == "IMDb data sets of 2026-11-15" and _page(home, LIGHTS).source == "Matinee"
    write(home, "UPDATE source SET dated = NULL")
    assert _page(home, RED).source == "IMDb data sets"


def test_credits_in_order(con: sqlite3.Connection) -> None:
    found = titles.credits(con, RED)
    assert found[0].person_id == STARLING and found[0].character == "Marta"
    assert found[2].credited_as == "Iris Vayne" and found[-1].category == "costume_designer"
    assert titles.credits(con, 5) == ()


def test_people_without_a_record_go_by_the_credit_or_not_at_all(home: Home) -> None:
    write(home, "DELETE FROM person WHERE name IN ('Iris Vane', 'Jon Ask')")
    library = Library(home)
    names = [credit.name for credit in titles.credits(library.connection(), RED)]
    library.close()
    assert "Iris Vayne" in names and "Jon Ask" not in names and len(names) == 14


def test_the_storyline(con: sqlite3.Connection) -> None:
    found = titles.storyline(con, RED)
    assert [(plot.kind, plot.by, plot.spoiler) for plot in found.plots] == [
        ("outline", "", False), ("summary", "Matinee", False), ("synopsis", "Matinee", True),
    ]  # fmt: skip
    assert found.keywords == ("harbour", "fog", "radio", "voice") and found.taglines == ("Listen to the fog.",)
    assert found.genres == ("Drama", "Music", "Romance") and found.advisory == (Item("A slap.", "violence", spoiler=True),)
    assert Fact("United States", "Not Rated", "re-rated") in found.certificates
    assert titles.storyline(con, SERIES).genres == ()


def test_the_details(con: sqlite3.Connection) -> None:
    found = titles.details(con, RED)
    assert found.countries == ("United Kingdom", "Sweden") and found.languages == ("English", "Swedish")
    assert found.akas[1:] == (Aka("Le port de verre", "France", "", "restored version"), Aka("雪の港", "Japan"))
    assert found.locations == (Fact("", "Marstrand, Sweden", "the harbour"), Fact("", "Pinewood Studios"))
    assert found.business == (
        Fact("budget", "GBP 120,000", "estimated"), Fact("gross", "USD 1,000,000"),
        Fact("opening weekend", "lost with the studio's books"),
    )  # fmt: skip
    assert found.companies[1] == Fact("distribution", "Northern Films", "United Kingdom, 1951")
    assert found.technical[1] == Fact("runtime", "108 min", "some prints")
    assert found.literature == (Fact("novel", "Ina Lund: Glashamnen, 1949"),)
    assert found.links == (Fact("site", "https://example.org/glass", "Own site"),)
    assert titles.details(con, REC).akas == ()


def test_did_you_know(con: sqlite3.Connection) -> None:
    found = titles.did_you_know(con, RED)
    assert [item.spoiler for item in found.trivia] == [False, True, False, False, False]
    assert found.goofs[1] == Item("He really does leave.", "not a goof", spoiler=True)
    assert found.quotes == (Quote((("Marta", "Over."), ("", "And out."))),)
    assert found.soundtrack == (
        Song("The Weather Waltz", ("Composed by Cy Marsh", "Sung by Gwen Starling")),
        Song("Silence"),
    )
    sequel, poster = found.connections
    assert sequel.kind == "followed by" and sequel.other is not None and sequel.other.id == SHORE
    assert (poster.title, poster.year, poster.other, poster.note) == ("A Film Nobody Kept", 1999, None, "a poster on a wall")
    assert [len(some) for some in (found.crazy_credits, found.versions, found.questions)] == [1, 1, 1]


def test_awards_link_whom_the_catalogue_knows(con: sqlite3.Connection) -> None:
    found = titles.awards(con, RED)
    assert found[2].people == (("Ada Quill", QUILL), ("Harbour Pictures Ltd", None)) and found[3].people == ()
    assert titles.awards(con, REC) == ()


def test_awards_drop_ids_of_people_who_are_gone(home: Home) -> None:
    write(home, "DELETE FROM person WHERE id = ?", QUILL)
    library = Library(home)
    assert titles.awards(library.connection(), RED)[2].people[0] == ("Ada Quill", None)
    library.close()


def test_reviews_the_viewers_own_first(con: sqlite3.Connection, desk: Desk) -> None:
    before = titles.reviews(con, RED)
    assert [(review.headline, review.source) for review in before] == [
        ("All at sea", "Matinee's starter catalogue"), ("Wet", "Matinee's starter catalogue"), ("It ends badly", "A test pack"),
    ]  # fmt: skip
    assert (before[2].spoiler, before[2].helpful, before[2].voted, before[2].place) == (True, 2, 5, "Leeds")
    card = titles.card(con, RED)
    reviews.save_review(desk, card, "Mine", "I liked the fog.", False)
    reviews.vote(desk, card, before[1], False)
    after = titles.reviews(con, RED)
    assert (
        after[0].own
        and after[0].text == "I liked the fog."
        and [review.my_vote for review in after] == [None, None, False, None]
    )
    page = titles.page(con, RED)
    assert page.own_review and page.counts.reviews == 4 and page.review is not None and not page.review.own


def test_lists_that_hold_it(con: sqlite3.Connection, desk: Desk) -> None:
    diary.log(desk, titles.card(con, FERRY), date.today().isoformat())
    found = titles.on_lists(con, RED)
    assert [(on.key, on.size, on.position, on.score, on.seen) for on in found] == [
        ("canon:ss2012", 2, 1, 117, 1), ("canon:best-picture", 1, None, None, 0),
    ]  # fmt: skip
    assert titles.on_lists(con, HOURS) == ()
