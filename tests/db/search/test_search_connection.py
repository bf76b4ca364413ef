"""What a searching connection remembers: the same answers as without, with the viewer's marks as they are now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.base.sqlite import uri
from db.personal import lists, ratings, setup
from db.personal.desk import Desk
from db.search import connection, engine, guesses, searcher
from tests.db.search.indexed import TITLES, found, indexed

LINES = (
    "harbour lights",
    "the red harbour",
    "ada quill",
    "micheal powers",
    "spiderharbour",
    "drama 1950s",
    "赤い港",
    "unseen fog",
)
LIGHTS = TitleCard(2, TITLES[1][0], TITLES[1][1])


@pytest.fixture
def home() -> Home:
    made = Home.find()
    made.make()
    setup.prepare(made)
    indexed(path=str(made.catalogue)).close()
    return made


@pytest.fixture
def con(home: Home) -> Iterator[sqlite3.Connection]:
    held = searcher.connect(home)
    yield held
    held.close()


@pytest.fixture
def forgetful(home: Home) -> Iterator[sqlite3.Connection]:
    held = sqlite3.connect(uri(home.catalogue, mode="ro"), uri=True)
    held.execute("ATTACH ? AS mine", (uri(home.personal, mode="ro"),))
    yield held
    held.close()


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow moment cuts no search short: what it leaves out is another question."""
    monkeypatch.setattr(guesses, "_PATIENCE", 60.0)
    monkeypatch.setattr(guesses, "_PATIENCE_EMPTY", 60.0)


def asked(con: sqlite3.Connection, text: str, *, adult: bool = False, people: bool = True) -> tuple[object, ...]:
    answer = engine.search(con, text, adult=adult, people=people)
    return answer.hits, answer.chips, answer.corrected, answer.more


typed = st.sampled_from([*LINES, *map(str.title, LINES)]).flatmap(
    lambda line: st.integers(1, len(line)).map(lambda end: line[:end])
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(typed, st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_the_answers_are_those_of_a_connection_that_forgets(
    con: sqlite3.Connection, forgetful: sqlite3.Connection, questions: list[tuple[str, bool, bool]]
) -> None:
    for text, adult, people in questions * 2:
        assert asked(con, text, adult=adult, people=people) == asked(forgetful, text, adult=adult, people=people)


def is_looked_for(con: sqlite3.Connection, text: str) -> bool:
    """Whether the index was asked."""
    said: list[str] = []
    con.set_trace_callback(said.append)
    engine.search(con, text)
    con.set_trace_callback(None)
    assert said
    return any("MATCH" in sql for sql in said)


def test_the_line_asked_for_the_longest_ago_is_forgotten(con: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST", 2)
    for line in ("fog", "red", "fog", "harbour"):
        engine.search(con, line)
    assert not is_looked_for(con, "fog") and not is_looked_for(con, "harbour") and is_looked_for(con, "red")


def test_a_line_that_means_the_same_is_not_looked_for_again(con: sqlite3.Connection) -> None:
    first = found(con, "harbour li")
    for line in ("harbour li", "Harbour Li", "  hârbour   li"):
        assert not is_looked_for(con, line) and found(con, line) == first
    assert is_looked_for(con, "harbour li ")  # the word is finished
    assert [chip.text for chip in engine.search(con, "drama").chips] == ["drama"]
    assert [chip.text for chip in engine.search(con, "Drama").chips] == ["Drama"]


def test_the_marks_are_those_of_now(home: Home, con: sqlite3.Connection) -> None:
    def rating() -> int | None:
        card = engine.search(con, "harbour lights").hits[0].card
        assert isinstance(card, TitleCard) and card.id == LIGHTS.id
        return card.mine.rating

    assert rating() is None
    desk = Desk(home)
    for value in (7, 9):
        ratings.rate(desk, LIGHTS, value)
        assert rating() == value
    desk.close()


def test_what_rests_on_the_viewers_word_is_looked_for_anew(home: Home, con: sqlite3.Connection) -> None:
    assert found(con, "watchlist type:film") == []
    assert "Harbour Lights" in found(con, "harbour unseen")
    desk = Desk(home)
    lists.toggle_watchlist(desk, LIGHTS)
    ratings.rate(desk, LIGHTS, 7)
    desk.close()
    assert found(con, "watchlist type:film") == ["Harbour Lights"]
    assert "Harbour Lights" not in found(con, "harbour unseen")
