"""The thread that searches: the newest question is answered, whatever came before it."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator

import pytest

from db.base.home import Home
from db.base.records.cards import Answer, TitleCard
from db.library import Library
from db.personal import ratings, setup
from db.personal.desk import Desk
from db.search import engine
from db.search.searcher import Searcher
from tests.db.search.indexed import TITLES, indexed, shown

PATIENCE = 20
FOR_EVER = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def home() -> Home:
    found = Home.find()
    found.make()
    indexed(path=str(found.catalogue)).close()
    return found


@pytest.fixture
def answers() -> queue.Queue[Answer]:
    return queue.Queue()


@pytest.fixture
def searcher(home: Home, answers: queue.Queue[Answer]) -> Iterator[Searcher]:
    held = Searcher(Library(home), answers.put)
    yield held
    held.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A question "slow" takes for ever, unless it is interrupted; the event says that it has begun."""
    begun = threading.Event()
    search: Callable[..., Answer] = engine.search

    def slowly(con: sqlite3.Connection, text: str, **named: int) -> Answer:
        if text == "slow":
            begun.set()
            con.execute(FOR_EVER).fetchone()
        return search(con, text, **named)

    monkeypatch.setattr(engine, "search", slowly)
    return begun


def test_a_question_is_answered_before_there_is_a_personal_file(searcher: Searcher, answers: queue.Queue[Answer]) -> None:
    number = searcher.ask("red harbour")
    answer = answers.get(timeout=PATIENCE)
    assert answer.number == number
    assert shown(answer)[0] == "The Matter of the Red Harbour"


def test_a_newer_question_overtakes(searcher: Searcher, answers: queue.Queue[Answer], slow: threading.Event) -> None:
    searcher.ask("slow")
    assert slow.wait(PATIENCE)
    newer = searcher.ask("harbour lights")
    answer = answers.get(timeout=PATIENCE)
    assert (answer.number, shown(answer)[0]) == (newer, "Harbour Lights")
    assert answers.empty()


def test_the_newest_is_never_interrupted(searcher: Searcher, answers: queue.Queue[Answer]) -> None:
    last = [searcher.ask("harbour lights"[: 1 + count % 14]) for count in range(14 * 60)][-1]
    numbers = []
    while not numbers or numbers[-1] != last:
        answer = answers.get(timeout=PATIENCE)
        numbers.append(answer.number)
    assert numbers == sorted(set(numbers))
    assert shown(answer)[0] == "Harbour Lights"


def test_closing_gives_up_what_is_running(home: Home, answers: queue.Queue[Answer], slow: threading.Event) -> None:
    held = Searcher(Library(home), answers.put)
    held.ask("slow")
    assert slow.wait(PATIENCE)
    held.close()
    assert answers.empty()


def test_an_error_is_an_empty_answer(
    searcher: Searcher, answers: queue.Queue[Answer], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    search = engine.search

    def broken(con: sqlite3.Connection, text: str, **named: int) -> Answer:
        if text == "break":
            raise ValueError("broken")
        return search(con, text, **named)

    monkeypatch.setattr(engine, "search", broken)
    number = searcher.ask("break")
    assert answers.get(timeout=PATIENCE) == Answer(number, "break", failed=True)
    assert "break" in caplog.text
    searcher.ask("harbour lights")
    assert answers.get(timeout=PATIENCE).hits


def test_no_catalogue_yet(answers: queue.Queue[Answer]) -> None:
    home = Home.find()
    home.make()
    held = Searcher(Library(home), answers.put)
    number = held.ask("harbour")
    assert answers.get(timeout=PATIENCE) == Answer(number, "harbour", failed=True)
    indexed(path=str(home.catalogue)).close()
    held.ask("harbour lights")
    assert answers.get(timeout=PATIENCE).hits
    held.close()


def test_a_new_catalogue_is_moved_to(home: Home, searcher: Searcher, answers: queue.Queue[Answer]) -> None:
    searcher.ask("harbour lights")
    assert shown(answers.get(timeout=PATIENCE))[0] == "Harbour Lights"
    fresh = home.catalogue.with_name("fresh.db")
    indexed([("Harbour Lights Again", 2001, "movie", "", None, ())], path=str(fresh)).close()
    fresh.replace(home.catalogue)
    searcher.ask("harbour lights")
    assert shown(answers.get(timeout=PATIENCE))[0] == "Harbour Lights Again"


def test_a_personal_file_made_meanwhile_is_seen(home: Home, searcher: Searcher, answers: queue.Queue[Answer]) -> None:
    searcher.ask("harbour lights")
    before = answers.get(timeout=PATIENCE).hits[0].card
    setup.prepare(home)
    desk = Desk(home)
    ratings.rate(desk, TitleCard(2, TITLES[1][0], TITLES[1][1]), 8)
    desk.close()
    searcher.ask("harbour lights")
    after = answers.get(timeout=PATIENCE).hits[0].card
    assert isinstance(before, TitleCard) and before.mine.rating is None
    assert isinstance(after, TitleCard) and after.mine.rating == 8


def test_a_failing_listener_does_not_end_the_thread(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    heard: queue.Queue[str] = queue.Queue()

    def listen(answer: Answer) -> None:
        heard.put(answer.text)
        if answer.text == "red":
            raise RuntimeError("not now")

    held = Searcher(Library(home), listen)
    for text in ("red", "harbour"):
        held.ask(text)
        assert heard.get(timeout=PATIENCE) == text
    held.close()
    assert "could not be delivered" in caplog.text
