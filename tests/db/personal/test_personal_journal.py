"""Undo, redo and history: everything the viewer does can be taken back, whole."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import insert, update

from db.base.errors import BadInput, NotFound
from db.base.home import Home
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.personal import diary, journal, lists, ratings, reviews, setup, tags
from db.personal.desk import Desk
from db.personal.models import JOURNALLED, MyDiary, MyRating
from tests.db.personal.films import film

Rows = dict[tuple[str, str], tuple[Any, ...]]


def rows(path: Path) -> Rows:
    """Every row under the journal, by table and uid; titles by the catalogue's ids, not by those of ``my_title``."""
    found: Rows = {}
    con = sqlite3.connect(path)
    for model in JOURNALLED:
        table = str(model.__tablename__)
        cursor = con.execute(f"SELECT uid, * FROM {table}")
        for uid, *row in cursor:
            found[table, uid] = tuple(row)
    con.close()
    return found


def test_undo_and_redo_walk_the_whole_way(desk: Desk, home: Home) -> None:
    states = [rows(home.personal)]
    for step in (
        lambda: ratings.rate(desk, film(1), 8),
        lambda: ratings.rate(desk, film(1), 9),
        lambda: lists.create_list(desk, "Noir"),
        lambda: lists.put(desk, 2, film(1)),
        lambda: diary.log(desk, film(1), "2026-05-03"),
        lambda: reviews.save_review(desk, film(1), "a", "b", False),
        lambda: reviews.save_review(desk, film(1), "c", "d", True),
        lambda: lists.delete_list(desk, 2),
        lambda: ratings.rate(desk, film(1), None),
    ):
        step()
        states.append(rows(home.personal))
    assert len({json.dumps(sorted(map(str, state.items()))) for state in states}) == len(states)
    for before in reversed(states[:-1]):
        assert journal.undo(desk).changed
        assert rows(home.personal) == before
    assert journal.undo(desk) == Done("There is nothing to undo", None, False)
    for after in states[1:]:
        assert journal.redo(desk).changed
        assert rows(home.personal) == after
    assert journal.redo(desk) == Done("There is nothing to redo", None, False)


def test_something_new_ends_redo_but_history_shows_what_was_undone(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 8)
    journal.undo(desk)
    ratings.rate(desk, film(1), 8)
    ratings.rate(desk, film(1), 8)  # changes nothing, and is no new action
    ratings.rate(desk, film(2), 7)
    journal.undo(desk)
    ratings.rate(desk, film(1), 8)
    assert journal.redo(desk).sentence == "Done again: Rated Black Narcissus 7"
    ratings.rate(desk, film(3), 6)
    assert not journal.redo(desk).changed
    assert [(action.sentence, action.undone, action.can_undo) for action in journal.history(con)] == [
        ("Rated The Leopard 6", False, True),
        ("Rated Black Narcissus 7", False, True),
        ("Rated The Red Shoes 8", False, True),
        ("Rated The Red Shoes 8", True, False),
    ]


def test_history_is_paged_and_filtered(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 8)
    lists.toggle_watchlist(desk, film(1))
    ratings.rate(desk, film(2), 8)
    everything = journal.history(con)
    assert [action.kind for action in everything] == ["rate", "watchlist", "rate"]
    assert everything[0].at.endswith("Z") and everything[0].title_id == 2
    assert journal.history(con, limit=1) == everything[:1]
    assert journal.history(con, before=everything[0].id) == everything[1:]
    assert journal.history(con, kind="rate") == [everything[0], everything[2]]


def test_any_action_can_be_undone_by_itself(desk: Desk, con: sqlite3.Connection, home: Home) -> None:
    first = ratings.rate(desk, film(1), 8)
    lists.toggle_watchlist(desk, film(1))
    ratings.rate(desk, film(2), 5)
    assert journal.undo_action(desk, first.action_id or 0).sentence == "Undone: Rated The Red Shoes 8"
    assert {key[0] for key in rows(home.personal)} == {"said_rating", "my_list", "said_list_entry"}
    assert con.execute("SELECT title_id, value FROM my_rating").fetchall() == [(2, 5)]
    journal.redo(desk)
    assert con.execute("SELECT count(*) FROM my_rating").fetchone() == (2,)


def test_what_later_actions_built_on_is_not_undone_by_itself(desk: Desk, con: sqlite3.Connection, home: Home) -> None:
    first = ratings.rate(desk, film(1), 8)
    second = ratings.rate(desk, film(1), 9)
    before = rows(home.personal)
    with pytest.raises(
        BadInput, match=r"“Rated The Red Shoes 8” cannot be undone by itself: “Rated The Red Shoes 9 \(was 8\)”"
    ):
        journal.undo_action(desk, first.action_id or 0)
    assert rows(home.personal) == before
    assert [action.can_undo for action in journal.history(con)] == [True, False]
    # Together they can, and one redo brings both back.
    done = journal.undo_action(desk, first.action_id or 0, second.action_id or 0)
    assert done.sentence == "Undone: 2 actions, “Rated The Red Shoes 9 (was 8)” the latest"
    assert con.execute("SELECT count(*) FROM my_rating").fetchone() == (0,)
    journal.redo(desk)
    assert rows(home.personal) == before
    with pytest.raises(NotFound):
        journal.undo_action(desk, 999)
    journal.undo(desk)
    with pytest.raises(BadInput, match="undone already"):
        journal.undo_action(desk, second.action_id or 0)


def test_undo_never_takes_what_hangs_on_a_row(desk: Desk, home: Home) -> None:
    made = lists.create_list(desk, "Noir")
    lists.put(desk, 2, film(1))
    before = rows(home.personal)
    with pytest.raises(BadInput, match="stands in its way"):
        journal.undo_action(desk, made.action_id or 0)
    assert rows(home.personal) == before


def test_undo_never_makes_twins(desk: Desk, home: Home) -> None:
    lists.create_list(desk, "Noir")
    renamed = lists.rename_list(desk, 2, "Rain", "")
    lists.create_list(desk, "Noir")
    before = rows(home.personal)
    with pytest.raises(BadInput, match="stands in its way"):
        journal.undo_action(desk, renamed.action_id or 0)
    assert rows(home.personal) == before
    assert journal.undo(desk).changed


def test_an_id_is_never_given_twice(desk: Desk, con: sqlite3.Connection) -> None:
    lists.toggle_watchlist(desk, film(1))
    gone = lists.toggle_watchlist(desk, film(1))
    lists.toggle_watchlist(desk, film(2))
    assert journal.undo_action(desk, gone.action_id or 0).changed
    assert con.execute("SELECT title_id FROM my_list_entry ORDER BY title_id").fetchall() == [(1,), (2,)]


def test_a_row_that_moves_to_another_key_is_taken_back(desk: Desk, con: sqlite3.Connection, home: Home) -> None:
    ratings.rate(desk, film(1), 8)
    before = rows(home.personal)
    with desk.action("import", "Moved to its real id") as act:
        act.session.execute(update(MyRating).values(my_id=act.keep(film(2)).id))
    after = rows(home.personal)
    assert con.execute("SELECT title_id, value FROM my_rating").fetchall() == [(2, 8)]
    journal.undo(desk)
    assert rows(home.personal) == before
    journal.redo(desk)
    assert rows(home.personal) == after


def test_what_a_replace_drives_out_is_taken_back(desk: Desk, home: Home) -> None:
    ratings.rate(desk, film(1), 8)
    before = rows(home.personal)
    with desk.action("import", "Replaced") as act:
        act.session.connection().exec_driver_sql(
            "INSERT OR REPLACE INTO said_rating (my_id, value, rated_at) VALUES (1, 3, 'now')"
        )
    assert rows(home.personal) != before
    journal.undo(desk)
    assert rows(home.personal) == before


def test_a_change_outside_an_action_is_refused(desk: Desk, home: Home) -> None:
    ratings.rate(desk, film(1), 8)
    con = sqlite3.connect(home.personal)
    for change in (
        "DELETE FROM said_rating",
        "UPDATE said_rating SET value = 1",
        "INSERT INTO said_tag (my_id, tag) VALUES (1, 'x')",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="outside an action"):
            con.execute(change)
    con.close()
    with pytest.raises(sqlite3.IntegrityError, match="outside an action"), desk.plain() as plain:
        plain.execute("DELETE FROM said_rating")
    assert ratings.rate(desk, film(1), 8).changed is False


def test_an_action_that_fails_leaves_nothing(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(2), 8)
    before = rows(home.personal)
    with pytest.raises(ZeroDivisionError), desk.action("rate", "Never") as act:
        act.session.add(MyRating(my_id=act.keep(film(1)).id, value=5, rated_at="now"))
        act.session.flush()
        raise ZeroDivisionError
    with pytest.raises(Exception, match="rating_1_to_10"), desk.action("rate", "Never") as act:
        act.session.get_one(MyRating, 1).value = 5
        act.session.add(MyRating(my_id=act.keep(film(1)).id, value=50, rated_at="now"))
    assert rows(home.personal) == before
    assert con.execute("SELECT count(*) FROM journal_now").fetchone() == (0,)
    assert len(journal.history(con)) == 1
    assert ratings.rate(desk, film(1), 5).changed


def test_an_import_of_ten_thousand_rows_is_one_undo(desk: Desk, home: Home) -> None:
    cards = [TitleCard(number, f"Film {number}", 1950) for number in range(1000, 6000)]
    empty = rows(home.personal)
    with desk.action("import") as act:
        said = act.keep_all(*cards).values()
        act.session.execute(insert(MyRating), [{"my_id": each.id, "value": 5, "rated_at": "then"} for each in said])
        act.session.execute(
            insert(MyDiary), [{"my_id": each.id, "watched_on": "2020-01-01", "logged_at": "then"} for each in said]
        )
        act.sentence = "Imported 10,000 rows"
    full = rows(home.personal)
    assert len(full) == len(empty) + 10_000
    begun = time.perf_counter()
    assert journal.undo(desk).sentence == "Undone: Imported 10,000 rows"
    assert rows(home.personal) == empty
    journal.redo(desk)
    assert rows(home.personal) == full
    assert journal.undo_action(desk, act.id).changed
    assert time.perf_counter() - begun < 15  # it takes about one second


# -- any sequence of actions -------------------------------------------------------------------------------------------

FILMS = st.integers(1, 4).map(film)


class Journal(RuleBasedStateMachine):
    """Random actions, undos and redos: the file always equals a model that is kept by plain Python."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.home = Home.of(Path(self.folder.name))
        setup.prepare(self.home)
        self.desk = Desk(self.home)
        self.now = rows(self.home.personal)
        #: (action, rows it changed: before and after), live ones in order; undone ones by turn.
        self.live: list[tuple[int, dict[tuple[str, str], tuple[Any, Any]]]] = []
        self.undone: list[tuple[int, dict[tuple[str, str], tuple[Any, Any]]]] = []

    def teardown(self) -> None:
        con = sqlite3.connect(self.home.personal)
        assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert con.execute("PRAGMA foreign_key_check").fetchall() == []
        assert con.execute("SELECT count(*) FROM journal_now").fetchone() == (0,)
        assert {row.id for row in journal.history(con, limit=9999) if not row.undone} == {action for action, _ in self.live}
        con.close()
        self.desk.close()
        self.folder.cleanup()

    @initialize()
    def some_lists(self) -> None:
        self.act(lambda: lists.create_list(self.desk, "Noir"))

    def act(self, do: Any) -> None:
        try:
            done = do()
        except (BadInput, NotFound):
            assert rows(self.home.personal) == self.now
            return
        after = rows(self.home.personal)
        changed = {
            key: (self.now.get(key), after.get(key))
            for key in self.now.keys() | after.keys()
            if self.now.get(key) != after.get(key)
        }
        assert done.changed == bool(changed)
        if done.changed:
            self.live.append((done.action_id, changed))
            self.undone.clear()
        self.now = after

    def play(self, changed: dict[tuple[str, str], tuple[Any, Any]], side: int) -> None:
        for key, states in changed.items():
            if states[side] is None:
                self.now.pop(key, None)
            else:
                self.now[key] = states[side]

    @rule(card=FILMS, value=st.none() | st.integers(1, 10))
    def rate(self, card: TitleCard, value: int | None) -> None:
        place = "said_rating", uid_of("rating", uid_of("title", card.id))
        before = self.now.get(place)
        self.act(lambda: ratings.rate(self.desk, card, value))
        found = self.now.get(place)
        assert (found[2] if found else None) == value
        assert before is None or found is None or before[2] != value or before == found

    @rule(card=FILMS)
    def watch(self, card: TitleCard) -> None:
        place = "said_list_entry", uid_of("entry", uid_of("watchlist"), uid_of("title", card.id))
        held = place in self.now
        self.act(lambda: lists.toggle_watchlist(self.desk, card))
        assert (place in self.now) != held

    @rule(name=st.sampled_from(["Noir", "Rain", "Ballet"]))
    def create(self, name: str) -> None:
        self.act(lambda: lists.create_list(self.desk, name))

    @rule(number=st.integers(1, 5), name=st.sampled_from(["Noir", "Rain", "Ballet"]))
    def rename(self, number: int, name: str) -> None:
        self.act(lambda: lists.rename_list(self.desk, number, name, ""))

    @rule(number=st.integers(1, 5))
    def delete(self, number: int) -> None:
        self.act(lambda: lists.delete_list(self.desk, number))

    @rule(number=st.integers(1, 3), card=FILMS)
    def put(self, number: int, card: TitleCard) -> None:
        self.act(lambda: lists.toggle(self.desk, number, card))

    @rule(number=st.integers(1, 3), card=FILMS, by=st.integers(-3, 3))
    def move(self, number: int, card: TitleCard, by: int) -> None:
        self.act(lambda: lists.move(self.desk, number, card.id, by))

    @rule(card=FILMS, text=st.sampled_from(["Good.", "Bad.", "Ugly.\x00\ud800"]), spoiler=st.booleans())
    def review(self, card: TitleCard, text: str, spoiler: bool) -> None:
        self.act(lambda: reviews.save_review(self.desk, card, "", text, spoiler))

    @rule(card=FILMS)
    def unreview(self, card: TitleCard) -> None:
        self.act(lambda: reviews.delete_review(self.desk, card.id))

    @rule(card=FILMS, day=st.dates().map(str))
    def log(self, card: TitleCard, day: str) -> None:
        self.act(lambda: diary.log(self.desk, card, day))

    @rule(number=st.integers(1, 4), note=st.text(max_size=3))
    def edit(self, number: int, note: str) -> None:
        self.act(lambda: diary.edit_entry(self.desk, number, note=note))

    @rule(card=FILMS, word=st.text(max_size=3))
    def tag(self, card: TitleCard, word: str) -> None:
        self.act(lambda: tags.tag(self.desk, card, word))

    @rule()
    def undo(self) -> None:
        try:
            done = journal.undo(self.desk)
        except BadInput as refused:
            assert "stands in its way" in refused.sentence
        else:
            assert done.changed == bool(self.live)
            if self.live:
                self.undone.append(self.live.pop())
                self.play(self.undone[-1][1], 0)
        assert rows(self.home.personal) == self.now

    @rule()
    def redo(self) -> None:
        done = journal.redo(self.desk)
        assert done.changed == bool(self.undone)
        if self.undone:
            self.live.append(self.undone.pop())
            self.live.sort(key=lambda action: action[0])
            self.play(next(changed for action, changed in self.live if action == done.action_id), 1)
        assert rows(self.home.personal) == self.now

    @rule(which=st.integers(0, 9))
    def undo_any(self, which: int) -> None:
        if which >= len(self.live):
            return
        action, changed = self.live[which]
        built_on = any(changed.keys() & later.keys() for _, later in self.live[which + 1 :])
        try:
            journal.undo_action(self.desk, action)
        except BadInput as refused:
            assert built_on or "stands in its way" in refused.sentence
        else:
            assert not built_on
            self.undone.append(self.live.pop(which))
            self.play(changed, 0)
        assert rows(self.home.personal) == self.now


Journal.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestJournal = Journal.TestCase
