"""The registry of filters: each can be written as help says, and means the same in SQL and of a card."""

from __future__ import annotations

import sqlite3
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.base.home import Home
from db.library import Library
from db.personal import diary, lists, owned, ratings, reviews, tags
from db.personal.desk import Desk
from db.reading.cards import cards
from db.search import query
from db.search.filters import FILTERS, Entry
from db.search.narrow import narrowed, passing, to_ask
from tests.catalogues import small_home

ANY = HealthCheck.function_scoped_fixture


def told(text: str) -> tuple[str, ...]:
    """The fields of the filters in a line."""
    reading = query.parse(text).filtered or query.parse(text).literal
    return tuple(one.field for one in reading.filters)


@pytest.fixture
def con(tmp_path) -> sqlite3.Connection:  # type: ignore[no-untyped-def]
    home: Home = small_home(tmp_path)
    library, desk = Library(home), Desk(home)
    found = list(
        cards(library.connection(), (row[0] for row in library.connection().execute("SELECT id FROM title"))).values()
    )
    for place, card in enumerate(found):
        if place % 2:
            ratings.rate(desk, card, 1 + place % 10)
        if place % 3 == 0:
            diary.log(desk, card, "2020-05-03", stopped_at=10 if place % 2 else None)
        if place % 4 == 0:
            tags.tag(desk, card, ("rainy", "rain", "winter")[place % 3])
            lists.toggle_watchlist(desk, card)
        if place % 5 == 0:
            reviews.save_review(desk, card, "", "Good.", False)
            owned.own(desk, card, "shelf")
    desk.close()
    yield library.connection()
    library.close()


@pytest.mark.parametrize("entry", FILTERS, ids=lambda entry: entry.field)
def test_every_example_is_that_filter(entry: Entry) -> None:
    assert entry.help and entry.examples
    assert {told(example) for example in entry.examples} == {(entry.field,)}


def test_no_key_means_two_filters() -> None:
    keys = list(chain.from_iterable(entry.keys for entry in FILTERS))
    assert len(keys) == len(set(keys))
    assert len({entry.field for entry in FILTERS}) == len(FILTERS)


LINES = st.sampled_from(
    [example for entry in FILTERS if entry.holds for example in entry.examples]
    + "1948 1940..1960 drama music type:tv type:short >7 <=7.9 votes<1000 <90min mine>3 mine<=5 unseen unrated".split()
)


@settings(suppress_health_check=[ANY], max_examples=60)
@given(line=LINES)
def test_sql_and_the_test_of_a_card_agree(con: sqlite3.Connection, line: str) -> None:
    every = cards(con, (row[0] for row in con.execute("SELECT title_id FROM title_rank")))
    (term,) = query.parse(line).terms
    assert term.filter is not None and not to_ask(line)
    by_sql = passing(con, [term.filter], every)[term.filter]
    alone = narrowed(line)
    by_card = {card.id for card in every.values() if alone(card._replace(title="", original_title=None, year=card.year), ())}
    named = {
        card.id for card in every.values() if term.words and alone(card._replace(genres=(), mine=type(card.mine)()), ())
    }
    assert by_card - named <= by_sql <= by_card


@pytest.mark.parametrize("entry", [entry for entry in FILTERS if entry.values], ids=lambda entry: entry.field)
def test_values_can_be_typed_after_the_colon(entry: Entry, con: sqlite3.Connection) -> None:
    typed = "a" if entry.field in ("person", "director", "writer", "actor") else ""
    assert entry.values is not None
    offered = entry.values(con, typed)
    assert offered
    for value in offered:
        assert told(f'{entry.keys[0]}:"{value}"') == (entry.field,)


@pytest.mark.parametrize("typed", ["country:uk", 'country:"united kingdom"', "country:UNITED", "language:english"])
def test_places_are_compared_as_they_are_folded(con: sqlite3.Connection, typed: str) -> None:
    con.execute("PRAGMA query_only = 0")
    (wanted,) = to_ask(typed)
    ids = [row[0] for row in con.execute("SELECT id FROM title")]
    found = passing(con, [wanted], ids)[wanted]
    assert bool(found) is (typed != "country:uk")


def test_accents_and_signs_in_places_do_not_matter(con: sqlite3.Connection) -> None:
    from db.search.filters import places

    class Rows:
        def execute(self, *_: object) -> list[tuple[str]]:
            return [("Côte d'Ivoire",), ("Guinea-Bissau",), ("Guinea",), ("France",)]

    for typed, wanted in (("cote divoire", "Côte d'Ivoire"), ("guinea bissau", "Guinea-Bissau"), ("guinea", "Guinea")):
        assert places._written(Rows(), "country", typed) == [wanted]  # type: ignore[arg-type]
