"""Which title of the catalogue the viewer's records mean, whatever catalogue comes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.base.errors import BadInput, MatineeError, NotFound, PersonalUnusable
from db.base.home import Home
from db.base.records.cards import PersonCard, TitleCard
from db.library import Library
from db.personal import (
    answers,
    diary,
    follows,
    identity,
    journal,
    lists,
    marks,
    notes,
    ratings,
    reviews,
    setup,
    tags,
    visits,
)
from db.personal.desk import Desk
from db.personal.places import Answer, Decision, Facts, Named, Subject, by_ids, by_name
from db.reading import questions
from db.reading.home import visited
from db.reading.reconcile import Outcome, pending, reconcile, settle
from tests.counts import cases
from tests.db.personal.test_personal_migration import state
from tests.db.personal.version_1 import Viewer
from tests.db.reading.renewed import STARTER, WORLD, Catalogue

PAPER, AWAY, ONLY, NAMESAKE, RED = (
    TitleCard(one, STARTER.titles[one][0], STARTER.titles[one][1]) for one in (-1, -2, -3, -4, 40725)
)
MARGA = PersonCard(-9, "Marga Stolz", 1920)


class Reading:
    """A home with its library and desk."""

    def __init__(self, folder: Path) -> None:
        self.home = Home.of(folder)
        STARTER.put(self.home)
        setup.prepare(self.home)
        self.library, self.desk = Library(self.home), Desk(self.home)

    @property
    def con(self) -> sqlite3.Connection:
        return self.library.connection()

    def reconcile(self) -> Outcome:
        return reconcile(self.con, self.desk)

    def places(self) -> dict[int, tuple[int | None, str]]:
        return {row[0]: row[1:] for row in self.con.execute("SELECT said_id, title_id, decided_by FROM my_title")}

    def close(self) -> None:
        self.library.close()
        self.desk.close()


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    made = Reading(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def said(reading: Reading) -> Reading:
    """A viewer of the starter who has said something of everything."""
    for card in (PAPER, AWAY, ONLY, NAMESAKE, RED):
        ratings.rate(reading.desk, card, 8)
    diary.log(reading.desk, PAPER, "2026-05-03")
    lists.toggle_watchlist(reading.desk, PAPER)
    follows.follow(reading.desk, MARGA.id, MARGA.name)
    notes.set_note(reading.desk, MARGA, "Sings.")
    visits.visit(reading.desk, "title", PAPER.id, PAPER.title, PAPER.year)
    visits.visit(reading.desk, "person", MARGA.id, MARGA.name)
    reading.reconcile()
    return reading


def test_in_the_same_catalogue_nothing_is_pending(said: Reading) -> None:
    assert not pending(said.con)
    assert said.places() == {one.id: (one.id, "id") for one in (PAPER, AWAY, ONLY, NAMESAKE, RED)}
    ratings.rate(said.desk, TitleCard(-3, "Only Here", 1931), 3)
    ratings.rate(said.desk, TitleCard(77, "Another", 1960), 3)
    assert not pending(said.con)


def test_a_new_catalogue_by_ids_names_and_doubt(said: Reading) -> None:
    before = state(said.home.personal)
    WORLD.put(said.home)
    assert pending(said.con)
    assert said.reconcile() == Outcome(moved=4, waiting=2)
    assert said.places() == {
        -1: (1, "former"), -2: (-2, "id"), -3: (3, "name"), -4: (None, "none"), 40725: (40725, "id"),
    }  # fmt: skip
    assert [(doubt.said_of.id, [one.id for one in doubt.candidates]) for doubt in questions.waiting(said.con)] == [
        (-2, [22]),
        (-4, [41, 42, 43]),
    ]
    assert state(said.home.personal) == before  # not a row of what was said has changed
    found = marks.mine(said.con, [1])[1]
    assert (found.rating, found.on_watchlist, found.times_seen) == (8, True, 1)
    assert marks.mine(said.con, [-4])[-4].rating == 8  # without a place it is known by the id it was said under
    assert follows.followed(said.con) == {9: "Marga Stolz"} and notes.note(said.con, "person", 9) == "Sings."
    assert [card.id for card in visited(said.con)] == [9, 1]
    assert not pending(said.con)
    assert said.reconcile() == Outcome(moved=0, waiting=2)
    assert journal.history(said.con)[0].sentence == "Noted on Marga Stolz"
    assert journal.history(said.con)[2].title_id == 1  # history leads to where it is now


def test_undo_works_across_it(said: Reading) -> None:
    WORLD.put(said.home)
    said.reconcile()
    for _ in range(4):
        journal.undo(said.desk)
    assert marks.mine(said.con, [1])[1].times_seen == 0 and marks.mine(said.con, [1])[1].rating == 8
    ratings.rate(said.desk, TitleCard(1, "The Paper Harbour", 1951), 3)
    assert marks.mine(said.con, [1])[1].rating == 3
    assert said.con.execute("SELECT count(*) FROM my_title WHERE title_id = 1").fetchone() == (1,)
    while journal.undo(said.desk).changed:
        pass
    assert [row["name"] for row in state(said.home.personal).values()] == ["Watchlist"]


def test_back_to_the_starter_and_forth_again(said: Reading) -> None:
    whole = said.places()
    WORLD.put(said.home)
    said.reconcile()
    there = said.places()
    STARTER.put(said.home)
    said.reconcile()
    assert said.places() == whole and marks.mine(said.con, [-1])[-1].rating == 8
    assert questions.waiting(said.con) == []
    WORLD.put(said.home)
    said.reconcile()
    assert said.places() == there


def test_an_answer_is_remembered_and_can_be_undone(said: Reading) -> None:
    WORLD.put(said.home)
    said.reconcile()
    away, namesake = (doubt.number for doubt in questions.waiting(said.con))
    assert answers.answer(said.desk, away, 22, "Far Away (2025)").sentence == "Far Away is Far Away (2025)"
    assert answers.answer(said.desk, namesake, None).sentence == "Namesake is none of those offered"
    assert pending(said.con)
    assert said.reconcile() == Outcome(1, 0)
    assert said.places()[-2] == (22, "viewer") and said.places()[-4] == (None, "none")
    WORLD.put(said.home)
    assert said.reconcile() == Outcome(0, 0)  # never asked again
    journal.undo(said.desk)
    journal.undo(said.desk)
    assert pending(said.con)
    said.reconcile()
    assert said.places()[-2] == (-2, "id")
    assert {doubt.said_of.id for doubt in questions.waiting(said.con)} == {-2, -4}
    journal.redo(said.desk)
    said.reconcile()
    assert said.places()[-2] == (22, "viewer")
    with pytest.raises(NotFound):
        answers.answer(said.desk, 999, None)


def test_a_title_without_any_id_finds_its_place(reading: Reading) -> None:
    with reading.desk.action("import", "Brought in") as act:
        mine = identity.keep_unplaced(act.con, "Far  Away", 2025, "movie", "letterboxd", "https://boxd.it/x")
        again = identity.keep_unplaced(act.con, "Far Away", 2025, "movie", "letterboxd", "https://boxd.it/x")
        other = identity.keep_unplaced(act.con, "Nowhere", 1901, "movie", "letterboxd", "https://boxd.it/y")
        from db.personal.models import MyRating

        for said in (mine, other):
            act.session.add(MyRating(my_id=said.id, value=9, rated_at="2026-01-01T00:00:00.000Z"))
    assert mine == again
    assert pending(reading.con)
    reading.reconcile()
    assert marks.mine(reading.con, [-2])[-2].rating == 9
    (away,) = [one for one in marks.said(reading.con) if one != -2]
    assert away < -(10**14)
    from db.reading.cards import card

    assert (card(reading.con, away).title, card(reading.con, away).mine.rating) == ("Nowhere", 9)
    assert questions.without_place(reading.con) == 1
    ratings.rate(reading.desk, card(reading.con, away), None)
    assert marks.mine(reading.con, [away])[away].rating is None


def test_locked_it_is_done_the_next_time(said: Reading) -> None:
    WORLD.put(said.home)
    patient, said.desk._patience = said.desk._patience, 0.01
    said.desk.close()
    with sqlite3.connect(said.home.personal, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PersonalUnusable, match="Another program"):
            said.reconcile()
        other.execute("ROLLBACK")
    said.desk._patience = patient
    assert pending(said.con) and said.places()[-1] == (-1, "id")
    assert settle(said.home) == Outcome(4, 2)
    assert settle(said.home) is None


def test_a_film_said_late_of_the_catalogue_before_is_found(said: Reading) -> None:
    """A screen may still show the old catalogue while the new one is in its place."""
    WORLD.put(said.home)
    with said.desk.plain() as con:
        con.execute("DELETE FROM my_title WHERE 0")
    said.reconcile()
    tags.tag(said.desk, TitleCard(-8, "Namesake", 1990), "late")
    assert pending(said.con)
    said.reconcile()
    assert said.places()[-8] == (44, "name")


def test_without_records_nothing_is_pending(tmp_path: Path) -> None:
    home = Home.of(tmp_path)
    STARTER.put(home)
    assert settle(home) is None
    assert not home.personal.exists()


def test_what_version_1_asked_is_asked_again(reading: Reading) -> None:
    ratings.rate(reading.desk, AWAY, 8)
    with reading.desk.action("import", "As version 1 did") as act:
        from db.personal.models import MyUnmatched

        act.session.add(
            MyUnmatched(origin="starter", row='{"title_id": -2, "title": "Far Away"}', candidates="[22]", seen_at="then")
        )
    Catalogue(WORLD.titles).put(reading.home)
    assert reading.reconcile().waiting == 1


# -- the decision alone ----------------------------------------------------------------------------------------------

IDS = st.integers(-4, 4).filter(bool)
FACTS = st.builds(
    Facts, st.frozensets(IDS), st.dictionaries(st.integers(-4, -1), IDS), st.dictionaries(st.integers(-4, -1), st.lists(IDS))
)
SUBJECTS = st.builds(
    Subject, st.just(1), st.just("u"), st.none() | IDS, st.none() | IDS, st.just("A"), st.just(1950), st.just("movie"),
    st.sampled_from(["id", "former", "name", "viewer", "none"]),
)  # fmt: skip
ANSWERS = st.none() | st.builds(Answer, st.none() | IDS, st.frozensets(IDS))
NAMED = st.builds(Named, st.lists(IDS, unique=True).map(tuple), st.lists(IDS, unique=True).map(tuple))


@settings(max_examples=cases(100, 5000), deadline=None)
@given(SUBJECTS, ANSWERS, FACTS, NAMED)
def test_a_decision_stands_and_is_the_same_the_next_time(
    subject: Subject, answer: Answer | None, facts: Facts, named: Named
) -> None:
    named = Named(*(tuple(one for one in some if facts.stands(one)) for some in (named.exact, named.near)))

    def decided(subject: Subject) -> Decision:
        return by_ids(subject, answer, facts) or by_name(answer, named)

    first = decided(subject)
    assert first.place is None or facts.stands(first.place)
    from dataclasses import replace

    again = decided(replace(subject, place=first.place, decided_by=first.decided_by))
    assert (again.place, again.decided_by) == (first.place, first.decided_by)
    if answer:
        assert not first.ask
    if subject.said_id and subject.said_id > 0 and not (answer and answer.id):
        assert first.place == subject.said_id
    assert first.place is None or answer is None or first.decided_by != "name" or first.place not in answer.refused


# -- any catalogues, any actions -------------------------------------------------------------------------------------


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Films 1–4 under negative ids or IMDb's, some away; what became of others is known or not."""
    titles, former, doubtful = {}, {}, {}
    for number in range(1, 5):
        film = (f"Film {number // 2}", 1950 + number % 2, "movie")
        match draw(st.sampled_from(["old", "new", "known", "both", "away"])):
            case "old":
                titles[-number] = film
            case "new":
                titles[number] = film
            case "known":
                titles[number], former[-number] = film, number
            case "both":
                titles[number] = titles[-number] = film
                doubtful[-number] = (number,)
    titles[99] = ("Always", 1960, "movie")
    return Catalogue(titles, former=former, doubtful=doubtful)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rate", "clear", "watch", "log", "review", "tag", "undo", "redo", "answer"]), st.integers(0, 9)
    ),
    max_size=8,
)


@settings(max_examples=cases(6, 500), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(catalogues(), STEPS), min_size=2, max_size=4))
def test_nothing_is_lost_in_any_row_of_catalogues(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[Catalogue, list]]
) -> None:  # type: ignore[type-arg]
    reading = Reading(tmp_path_factory.mktemp("home"))
    for catalogue, steps in parts:
        before = state(reading.home.personal)
        catalogue.put(reading.home)
        reading.reconcile()
        assert state(reading.home.personal) == before
        assert not pending(reading.con)
        assert reading.reconcile().moved == 0
        for place, _ in reading.places().values():
            assert place is None or place > 0 or place in catalogue.titles
        for kind, number in steps:
            _do(reading, catalogue, kind, number)
    while journal.undo(reading.desk).changed:
        pass
    assert [row["name"] for row in state(reading.home.personal).values()] == ["Watchlist"]
    reading.close()


def _do(reading: Reading, catalogue: Catalogue, kind: str, number: int) -> None:
    one = sorted(catalogue.titles)[number % len(catalogue.titles)]
    title, year, _ = catalogue.titles[one]
    card, desk = TitleCard(one, title, year), reading.desk
    try:
        match kind:
            case "rate":
                ratings.rate(desk, card, number + 1)
                assert marks.mine(reading.con, [one])[one].rating == number + 1
            case "clear":
                ratings.rate(desk, card, None)
                assert marks.mine(reading.con, [one])[one].rating is None
            case "watch":
                held = marks.mine(reading.con, [one])[one].on_watchlist
                lists.toggle_watchlist(desk, card)
                assert marks.mine(reading.con, [one])[one].on_watchlist != held
            case "log":
                diary.log(desk, card, f"2026-05-{number + 1:02d}")
            case "review":
                reviews.save_review(desk, card, "", f"Text {number}", False)
            case "tag":
                tags.tag(desk, card, f"tag {number % 2}")
            case "undo":
                journal.undo(desk)
            case "redo":
                journal.redo(desk)
            case "answer":
                for doubt in questions.waiting(reading.con)[:1]:
                    answers.answer(desk, doubt.number, doubt.candidates[0].id if doubt.candidates and number % 2 else None)
                reading.reconcile()
    except (BadInput, NotFound) as refused:
        assert isinstance(refused, MatineeError)


@pytest.mark.parametrize("seed", range(cases(2, 40)))
def test_undo_across_the_migration_and_new_catalogues(tmp_path: Path, seed: int) -> None:
    home = Home.of(tmp_path / "home")
    viewer = Viewer(home, seed + 1000)
    for _ in range(cases(40, 500)):
        viewer.step()
    journalled = viewer.live()
    viewer.con.close()
    setup.prepare(home)
    whole, desk = state(home.personal), Desk(home)
    renewed = [
        Catalogue({**STARTER.titles, 404: ("[REC] [/x]", 1950, "movie")}, former={-4: 404}, former_people={-8: 8}),
        Catalogue(WORLD.titles, former={-4: 404, -5: 505}),
        STARTER,
    ]
    backs = 0
    while journal.undo(desk).changed:
        if backs % max(1, journalled // 4) == 0:
            renewed[backs % 3].put(home)
            settle(home)
        backs += 1
    assert backs == journalled
    assert [row["name"] for row in state(home.personal).values()] == ["Watchlist"]
    for number in range(backs):
        assert journal.redo(desk).changed
        if number % max(1, journalled // 3) == 0:
            renewed[number % 3].put(home)
            settle(home)
    desk.close()
    assert state(home.personal) == whole
