"""What version 2 brought: likes, favourites, series, lists of people, ranked lists, several reviews, viewings without a day."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.base.errors import BadInput, NotFound
from db.base.home import Home
from db.base.ids import uid_of
from db.base.records.cards import Done, PersonCard
from db.personal import diary, favourites, journal, likes, lists, marks, origin, owned, ratings, reviews, series, setup
from db.personal.desk import Desk
from db.reading import my_lists, viewings
from tests.counts import cases
from tests.db.personal.films import UNKNOWN, film
from tests.db.personal.test_personal_migration import state, texts

MOIRA = PersonCard(9, "Moira Shearer", 1926)


def walked(desk: Desk, home: Home, *steps: Callable[[], Done]) -> None:
    """Each step changes something; undo takes each back, redo brings each again."""
    before = [state(home.personal)]
    for step in steps:
        assert step().changed
        before.append(state(home.personal))
    for one in reversed(before[:-1]):
        assert journal.undo(desk).changed
        assert state(home.personal) == one
    for one in before[1:]:
        assert journal.redo(desk).changed
        assert state(home.personal) == one


def test_a_like(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    walked(desk, home, lambda: likes.like(desk, film(1)), lambda: likes.like(desk, film(1), False))
    assert likes.like(desk, film(1)).sentence == "♥ The Red Shoes"
    assert not likes.like(desk, film(1)).changed and marks.mine(con, [1])[1].liked and 1 in marks.said(con)
    assert likes.like(desk, film(1), False).sentence == "Took the ♥ off The Red Shoes"
    assert not likes.like(desk, film(1), False).changed


def test_four_favourites_in_order(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    assert favourites.choose(desk, film(1)).sentence == "The Red Shoes is your favourite number 1"
    for number in (2, 3, 4):
        favourites.choose(desk, film(number))
    assert favourites.favourites(con) == [1, 2, 3, 4]
    with pytest.raises(BadInput, match="four favourites"):
        favourites.choose(desk, UNKNOWN)
    favourites.choose(desk, UNKNOWN, 2)
    assert favourites.favourites(con) == [1, UNKNOWN.id, 3, 4]
    favourites.choose(desk, film(4), 1)
    assert favourites.favourites(con) == [4, 1, UNKNOWN.id, 3]
    assert not favourites.choose(desk, film(4)).changed and not favourites.move(desk, 4, -1).changed
    favourites.move(desk, 4, 2)
    assert favourites.favourites(con) == [1, UNKNOWN.id, 4, 3]
    favourites.remove(desk, 1)
    assert favourites.favourites(con) == [UNKNOWN.id, 4, 3]
    for attempt in (lambda: favourites.remove(desk, 1), lambda: favourites.move(desk, 1, 1)):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(BadInput):
        favourites.choose(desk, film(1), 5)
    while journal.undo(desk).changed:
        pass
    assert favourites.favourites(con) == [] and len(state(home.personal)) == 1


def test_series_and_seasons(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    walked(
        desk,
        home,
        lambda: series.set_state(desk, film(1), "under way"),
        lambda: series.set_state(desk, film(1), "paused"),
        lambda: ratings.rate_season(desk, film(1), 1, 8),
        lambda: ratings.rate_season(desk, film(1), 2, 6),
        lambda: ratings.rate_season(desk, film(1), 1, 9),
        lambda: ratings.rate_season(desk, film(1), 2, None),
    )
    assert (series.state(con, 1), ratings.season_ratings(con, 1)) == ("paused", {1: 9})
    assert not series.set_state(desk, film(1), "paused").changed and not ratings.rate_season(desk, film(1), 1, 9).changed
    assert series.set_state(desk, film(1), None).sentence == "The Red Shoes is no longer paused"
    assert series.state(con, 1) is None
    for attempt in (
        lambda: series.set_state(desk, film(1), "lost"),  # type: ignore[arg-type]
        lambda: ratings.rate_season(desk, film(1), -1, 5),
        lambda: ratings.rate_season(desk, film(1), 1, 11),
    ):
        with pytest.raises(BadInput):
            attempt()


def test_a_list_of_people_and_a_ranked_one(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    lists.create_list(desk, "Dancers")
    walked(
        desk, home, lambda: lists.put_person(desk, 2, MOIRA), lambda: lists.rank_list(desk, 2, True),
        lambda: lists.take_off_person(desk, 2, 9),
    )  # fmt: skip
    journal.undo(desk)
    assert con.execute("SELECT person_id, name FROM my_list_person WHERE list_id = 2").fetchall() == [(9, "Moira Shearer")]
    assert my_lists.list_card(con, "my:2").ranked and my_lists.entries(con, "my:2") == []
    assert not lists.put_person(desk, 2, MOIRA).changed and not lists.rank_list(desk, 2, True).changed
    lists.put(desk, 2, film(1))
    lists.delete_list(desk, 2)
    journal.undo(desk)
    assert con.execute("SELECT count(*) FROM my_list_person").fetchone() == (1,)
    assert [entry.card.id for entry in my_lists.entries(con, "my:2")] == [1]
    with pytest.raises(BadInput, match="for films"):
        lists.put_person(desk, 1, MOIRA)
    with pytest.raises(NotFound):
        lists.take_off_person(desk, 2, 10)


def test_a_viewing_of_a_day_unknown_with_all_of_its_own(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    done = diary.log(desk, film(1), None, rating=7, liked=True, tags=["Rainy", "rainy", "35 mm"])
    assert done.sentence == "Logged The Red Shoes, seen, day unknown"
    diary.log(desk, film(1), "2026-05-03")
    first, unknown = viewings.entries(con)
    assert (first.watched_on, first.rewatch, unknown.watched_on, unknown.rewatch) == ("2026-05-03", True, "", False)
    assert (unknown.rating, unknown.liked, unknown.tags, first.liked, first.tags) == (7, True, ("rainy", "35 mm"), None, ())
    assert marks.mine(con, [1])[1].times_seen == 2 and viewings.months(con) == {"2026-05": 1}
    walked(
        desk,
        home,
        lambda: reviews.add_review(desk, film(1), "", "That evening.", viewing_id=unknown.id),
        lambda: diary.edit_entry(desk, unknown.id, watched_on="2026-01-01", liked=None, tags=[]),
        lambda: diary.edit_entry(desk, unknown.id, watched_on=None),
    )
    assert con.execute("SELECT viewing_id FROM my_review").fetchall() == [(unknown.id,)]
    assert diary.delete_entry(desk, unknown.id).sentence == "Deleted the diary entry of The Red Shoes, of a day unknown"
    assert con.execute("SELECT viewing_id, text FROM my_review").fetchall() == [(None, "That evening.")]
    journal.undo(desk)
    assert con.execute("SELECT viewing_id FROM my_review").fetchall() == [(unknown.id,)]
    with pytest.raises(NotFound):
        reviews.add_review(desk, film(2), "", "Another film's viewing.", viewing_id=unknown.id)


def test_several_reviews_of_a_title(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    walked(
        desk,
        home,
        lambda: reviews.save_review(desk, film(1), "", "First.", False),
        lambda: reviews.add_review(desk, film(1), "", "Second.", True),
        lambda: reviews.save_review(desk, film(1), "", "Second, better.", True),
    )
    later, first = reviews.own_reviews(con, 1)
    assert (later.text, first.text) == ("Second, better.", "First.")
    assert reviews.edit_review(desk, first.own_id or 0, "", "First, better.", False).changed
    assert [review.text for review in reviews.own_reviews(con, 1)] == ["First, better.", "Second, better."]
    reviews.delete_review(desk, 1, later.own_id)
    assert [review.text for review in reviews.own_reviews(con, 1)] == ["First, better."]
    assert {version.text for version in reviews.versions(con, 1)} == {"Second, better.", "First.", "Second."}
    with pytest.raises(NotFound):
        reviews.edit_review(desk, 99, "", "x", False)


def test_a_text_is_never_in_one_undo_step_only(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    reviews.save_review(desk, film(1), "", "Only here.", False)
    journal.undo(desk)
    ratings.rate(desk, film(2), 8)  # and so no redo
    assert not journal.redo(desk).changed
    assert [version.text for version in reviews.versions(con, 1)] == ["Only here."]
    reviews.save_draft(desk, 1, "Head", "A draft thrown away.", False)
    reviews.drop_draft(desk, 1)
    reviews.save_draft(desk, 1, "", "A draft of another review.", False)
    reviews.save_review(desk, film(1), "", "The review.", False)
    assert {(version.text, version.draft) for version in reviews.versions(con, 1)} == {
        ("A draft of another review.", True),
        ("A draft thrown away.", True),
        ("Only here.", False),
    }
    while journal.undo(desk).changed:
        pass
    assert texts(home.personal) == {"Only here.", "A draft thrown away.", "A draft of another review.", "The review."}


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=4).filter(str.strip)


@settings(
    max_examples=cases(10, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(["save", "add", "delete", "draft", "drop", "undo", "redo"]), WORDS), max_size=12))
def test_no_text_is_lost_whatever_is_done(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]) -> None:
    home = Home.of(tmp_path_factory.mktemp("home"))
    setup.prepare(home)
    desk, said, draft = Desk(home), set(), ""
    for kind, word in steps:
        text = f"{kind} {word}".strip()
        try:
            match kind:
                case "save":
                    reviews.save_review(desk, film(1), "", text, False)
                    said.add(text)
                case "add":
                    reviews.add_review(desk, film(1), "", text)
                    said.add(text)
                case "delete":
                    reviews.delete_review(desk, 1)
                case "draft":
                    reviews.save_draft(desk, film(1), "", text, False)
                    draft = text
                case "drop":
                    reviews.drop_draft(desk, 1)
                    said |= {draft} - {""}
                    draft = ""
                case "undo":
                    journal.undo(desk)
                case "redo":
                    journal.redo(desk)
        except (BadInput, NotFound):
            continue
    desk.close()
    everywhere = "\n".join(texts(home.personal))
    assert all(one in everywhere for one in said)


@pytest.mark.parametrize(
    "path", [b"/films/caf\xe9.mkv", b"/films/new\nline.mkv", b"/films/\xff\xfe", "/films/ж.mkv".encode(), b"/films/a b "]
)
def test_a_path_keeps_its_bytes(desk: Desk, home: Home, con: sqlite3.Connection, path: bytes) -> None:
    assert owned.own(desk, film(1), path, size=7, fingerprint="f00").changed
    assert not owned.own(desk, film(1), path).changed
    (place,) = owned.owned(con, 1)
    assert (place.path, place.size, place.fingerprint, place.medium) == (path, 7, "f00", "file")
    place.location.encode()
    assert "\n" not in place.location
    journal.undo(desk)
    journal.redo(desk)
    assert owned.owned(con, 1)[0].path == path


def test_a_path_as_the_command_line_has_it(desk: Desk, con: sqlite3.Connection, tmp_path: Path) -> None:
    owned.own(desk, film(1), os.fsdecode(b"/films/caf\xe9.mkv"))
    assert owned.owned(con, 1)[0].path == b"/films/caf\xe9.mkv"


# -- what merging two files needs --------------------------------------------------------------------------------------


def test_every_action_carries_its_origin_and_a_restored_file_another(desk: Desk, home: Home) -> None:
    ratings.rate(desk, film(1), 8)
    first = origin.of(home)
    assert first == origin.of(home) and len(first) == 32
    assert origin.renew(home) != first
    ratings.rate(desk, film(1), 9)
    with desk.plain() as con:
        found = con.execute("SELECT origin, at, uid FROM journal_action ORDER BY id").fetchall()
    assert [row[0] for row in found] == [first, origin.of(home)]
    assert all(row[1].endswith("Z") and len(row[2]) == 32 for row in found)


def test_a_deletion_is_found_by_its_uid_for_ever(desk: Desk, home: Home, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 8)
    ratings.rate(desk, film(1), None)
    uid = uid_of("rating", uid_of("title", 1))
    sql = (
        "SELECT after FROM journal_change AS c JOIN journal_action AS a ON a.id = c.action_id"
        " WHERE table_name = 'said_rating' AND row_key = ? AND undone_at IS NULL ORDER BY c.id DESC LIMIT 1"
    )
    assert con.execute(sql, (uid,)).fetchone() == (None,)
    plan = " ".join(row[3] for row in con.execute(f"EXPLAIN QUERY PLAN {sql}", (uid,)))
    assert "journal_change_row" in plan
    journal.undo(desk)
    assert json.loads(con.execute(sql, (uid,)).fetchone()[0])["value"] == 8
    (turned,) = con.execute("SELECT turned_at FROM journal_action WHERE undone_at IS NOT NULL").fetchone()
    assert turned.endswith("Z")


def test_the_same_thing_said_on_two_machines_is_one_row(tmp_path: Path) -> None:
    uids = []
    for name in ("one", "other"):
        home = Home.of(tmp_path / name)
        setup.prepare(home)
        desk = Desk(home)
        ratings.rate(desk, film(2), 5)
        ratings.rate(desk, film(1), 8)
        lists.toggle_watchlist(desk, film(1))
        desk.close()
        uids.append({key for key, row in state(home.personal).items() if row.get("my_id") == 1})
    assert uids[0] == uids[1] and len(uids[0]) == 2
