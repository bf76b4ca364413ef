"""Smart lists, which hold what a saved search finds, and the tags that searches ask for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.errors import BadInput, NotFound
from db.base.home import Home
from db.library import Library
from db.personal import journal, lists, marks, ratings, tags
from db.personal.desk import Desk
from db.reading import my_lists
from db.reading.cards import card
from db.search import engine
from tests.catalogues import FERRY, HOURS, RED, SHORE, small_home, write


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


@pytest.fixture
def con(home: Home) -> Iterator[sqlite3.Connection]:
    library = Library(home)
    yield library.connection()
    library.close()


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    desk = Desk(home)
    yield desk
    desk.close()


def saved(desk: Desk, con: sqlite3.Connection, query: str, name: str = "Saved") -> str:
    """The key of a new smart list."""
    lists.create_smart(desk, name, query)
    return next(card.key for card in my_lists.my_lists(con) if card.name == name)


def on(con: sqlite3.Connection, key: str, **how: object) -> list[int]:
    return [entry.card.id for entry in my_lists.entries(con, key, **how)]  # type: ignore[arg-type]


def found(con: sqlite3.Connection, query: str) -> list[int]:
    return [hit.card.id for hit in engine.search(con, query).hits]


# -- smart lists -----------------------------------------------------------------------------------------------------


def test_a_smart_list_holds_what_its_search_finds_now(desk: Desk, con: sqlite3.Connection) -> None:
    key = saved(desk, con, "  1950..1959   drama unseen ")
    assert on(con, key) == [RED, SHORE]
    listed = my_lists.list_card(con, key)
    assert (listed.kind, listed.query, listed.size, listed.seen) == ("smart", "1950..1959 drama unseen", 2, 0)
    ratings.rate(desk, card(con, RED), 8)
    assert on(con, key) == [SHORE]
    lists.change_search(desk, my_lists.list_id(con, key), "1950..1959 drama")
    assert (on(con, key), my_lists.list_card(con, key).seen) == ([RED, SHORE], 1)


def test_it_is_sorted_paged_and_numbered_like_any_list(desk: Desk, con: sqlite3.Connection) -> None:
    key = saved(desk, con, "1950..1959 drama")
    assert on(con, key, sort="year") == [SHORE, RED]
    assert [entry.position for entry in my_lists.entries(con, key, sort="year")] == [2, 1]
    assert on(con, key, limit=1, offset=1) == [SHORE]


def test_people_lead_to_their_films_and_never_stand_on_it_themselves(desk: Desk, con: sqlite3.Connection) -> None:
    assert set(on(con, saved(desk, con, "person:starling"))) == {RED, SHORE}
    assert set(on(con, saved(desk, con, "starling 1950..1959", "By name"))) == {RED, SHORE}
    assert on(con, saved(desk, con, "gwen starling", "Herself")) == []
    assert len(engine.search(con, "starling", limit=1).hits) == 1
    assert engine.search(con, "starling", limit=1, people=False).hits == ()


def test_it_is_bounded(desk: Desk, con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_lists, "MOST_FOUND", 3)
    key = saved(desk, con, "drama")
    assert (len(on(con, key)), my_lists.list_card(con, key).size) == (3, 3)


def test_adult_titles_only_where_they_are_wanted(desk: Desk, con: sqlite3.Connection, home: Home) -> None:
    from db.catalogue.facets import ADULT_SHIFT

    key = saved(desk, con, "glass shore")
    write(home, f"UPDATE title_rank SET facets = facets | {1 << ADULT_SHIFT} WHERE title_id = ?", SHORE)
    library = Library(home)
    fresh = library.connection()
    assert (on(fresh, key), my_lists.list_card(fresh, key).size) == ([], 0)
    assert (on(fresh, key, adult=True), my_lists.list_card(fresh, key, adult=True).size) == ([SHORE], 1)
    assert [card.size for card in my_lists.my_lists(fresh, adult=True)] == [0, 1]
    library.close()


def test_it_fills_itself_and_refuses_hands(desk: Desk, con: sqlite3.Connection) -> None:
    number = my_lists.list_id(con, saved(desk, con, "drama"))
    film = card(con, RED)
    for attempt in (
        lambda: lists.put(desk, number, film),
        lambda: lists.toggle(desk, number, film),
        lambda: lists.take_off(desk, number, RED),
        lambda: lists.move(desk, number, RED, 1),
        lambda: lists.annotate(desk, number, RED, "x"),
    ):
        with pytest.raises(BadInput, match="fills itself; change its search with e"):
            attempt()
    assert [card.name for card, _ in my_lists.membership(con, RED)] == ["Watchlist"]


def test_making_changing_renaming_and_deleting_are_undone(desk: Desk, con: sqlite3.Connection) -> None:
    key = saved(desk, con, "drama")
    number = my_lists.list_id(con, key)
    assert lists.change_search(desk, number, "crime").sentence == "Saved searches for crime"
    assert not lists.change_search(desk, number, " crime ").changed
    assert on(con, key) == [FERRY]
    journal.undo(desk)
    assert my_lists.list_card(con, key).query == "drama"
    lists.rename_list(desk, number, "Dramas", "")
    lists.delete_list(desk, number)
    with pytest.raises(NotFound):
        my_lists.list_card(con, key)
    for _ in range(2):
        journal.undo(desk)
    assert (my_lists.list_card(con, key).name, my_lists.list_card(con, key).query) == ("Saved", "drama")
    journal.undo(desk)
    assert [card.kind for card in my_lists.my_lists(con)] == ["watchlist"]


def test_it_needs_a_name_of_its_own_and_a_search(desk: Desk, con: sqlite3.Connection) -> None:
    number = my_lists.list_id(con, saved(desk, con, "drama"))
    for name, query in (("saved", "x"), ("watchlist", "x"), ("", "x"), ("Other", " \t\x00")):
        with pytest.raises(BadInput):
            lists.create_smart(desk, name, query)
    with pytest.raises(BadInput, match="needs a search"):
        lists.change_search(desk, number, "")
    lists.create_list(desk, "By hand")
    by_hand = my_lists.list_id(con, next(card.key for card in my_lists.my_lists(con) if card.name == "By hand"))
    with pytest.raises(BadInput, match="Only a smart list"):
        lists.change_search(desk, by_hand, "drama")


# -- tags ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def tagged(desk: Desk, con: sqlite3.Connection) -> None:
    for title_id, word in ((SHORE, "rainy"), (RED, "rainy"), (RED, "Film  Noir"), (FERRY, "rainy days"), (FERRY, "100%")):
        tags.tag(desk, card(con, title_id), word)


@pytest.mark.usefixtures("tagged")
def test_the_search_line_finds_by_tag(con: sqlite3.Connection) -> None:
    assert set(found(con, "tag:rainy")) == {RED, SHORE}
    assert found(con, 'tag:"film noir"') == found(con, "TAG:Film") == [RED]  # as far as it is typed
    assert set(found(con, "tag:rain")) == {RED, SHORE, FERRY}
    assert found(con, 'tag:"rainy days"') == [FERRY]
    assert found(con, "tag:rainy shore") == [SHORE]
    assert found(con, "tag:rainy crime") == [] and found(con, "tag:rain crime") == [FERRY]
    assert found(con, "tag:rainy tag:film") == [RED]
    assert found(con, "tag:none") == found(con, "tag:%") == []
    assert found(con, "tag:100%") == [FERRY]
    assert [chip.label for chip in engine.search(con, "tag:rainy").chips] == ["tagged rainy"]


@pytest.mark.usefixtures("tagged")
def test_a_tag_found_with_marks_and_people(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, card(con, RED), 8)
    assert found(con, "tag:rainy seen") == found(con, "seen tag:rainy") == [RED]
    assert found(con, "unseen tag:rainy") == [SHORE]
    assert set(found(con, "starling tag:rainy")) == {RED, SHORE}
    assert on(con, saved(desk, con, "tag:rainy unseen")) == [SHORE]


def test_without_personal_records_nothing_is_tagged(home: Home) -> None:
    con = sqlite3.connect(home.catalogue)
    assert found(con, "tag:rainy") == []
    con.close()


@pytest.mark.usefixtures("tagged")
def test_tags_are_read_as_lists(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, card(con, SHORE), 7)
    assert [(card.key, card.kind, card.size, card.seen) for card in my_lists.my_tags(con)] == [
        ("tag:rainy", "tag", 2, 1), ("tag:100%", "tag", 1, 0), ("tag:film noir", "tag", 1, 0), ("tag:rainy days", "tag", 1, 0),
    ]  # fmt: skip
    assert on(con, "tag:rainy") == [SHORE, RED]  # as they were tagged
    assert on(con, "tag:rainy", sort="year") == [SHORE, RED] and on(con, "tag:rainy", sort="title") == [RED, SHORE]
    assert my_lists.list_card(con, "tag:rainy").size == 2
    assert (my_lists.list_card(con, "tag:none").size, on(con, "tag:none")) == (0, [])


@pytest.mark.usefixtures("tagged")
def test_the_marks_of_a_title_have_its_tags(con: sqlite3.Connection) -> None:
    assert marks.mine(con, [RED])[RED].tags == ("film noir", "rainy")
    assert marks.mine(con, [HOURS])[HOURS].tags == ()


@pytest.mark.usefixtures("tagged")
def test_a_tag_is_renamed_joined_with_another_and_dropped(desk: Desk, con: sqlite3.Connection) -> None:
    assert tags.rename_tag(desk, "rainy days", " Rainy ").sentence == "Renamed the tag rainy days to rainy"
    assert tags.all_tags(con) == {"rainy": 3, "100%": 1, "film noir": 1}
    tags.rename_tag(desk, "film noir", "rainy")
    assert tags.tags_of(con, RED) == ("rainy",)
    assert not tags.rename_tag(desk, "rainy", "Rainy").changed
    assert tags.drop_tag(desk, "rainy").sentence == "Took the tag rainy off 3 titles"
    assert tags.all_tags(con) == {"100%": 1}
    for _ in range(3):
        journal.undo(desk)
    assert tags.all_tags(con) == {"rainy": 2, "100%": 1, "film noir": 1, "rainy days": 1}
    for attempt in (lambda: tags.rename_tag(desk, "none", "x"), lambda: tags.drop_tag(desk, "none")):
        with pytest.raises(NotFound, match="No title is tagged none"):
            attempt()
    with pytest.raises(BadInput):
        tags.rename_tag(desk, "rainy", " ")
