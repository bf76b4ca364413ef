"""What the viewer says of titles: ratings, reviews, tags, notes, votes, hiding, owning, following."""

from __future__ import annotations

import sqlite3

import pytest

from db.base.errors import BadInput, NotFound
from db.base.records.cards import Mine, PersonCard, TitleCard
from db.base.records.pages import Review
from db.personal import follows, hidden, journal, marks, notes, owned, ratings, reviews, tags
from db.personal.desk import Desk
from tests.db.personal.films import UNKNOWN, film


def test_a_rating_is_set_changed_and_cleared(desk: Desk, con: sqlite3.Connection) -> None:
    done = ratings.rate(desk, film(1), 8)
    assert (done.sentence, done.changed) == ("Rated The Red Shoes 8", True)
    assert marks.mine(con, [1])[1].rating == 8
    assert ratings.rate(desk, film(1), 10).sentence == "Rated The Red Shoes 10 (was 8)"
    assert marks.mine(con, [1])[1].rating == 10
    assert ratings.rate(desk, film(1), None).sentence == "Cleared your rating of The Red Shoes"
    assert marks.mine(con, [1])[1] == Mine()


def test_what_changes_nothing_leaves_no_history(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 8)
    same, none = ratings.rate(desk, film(1), 8), ratings.rate(desk, film(2), None)
    assert not same.changed and same.action_id is None and "already" in same.sentence
    assert not none.changed and "no rating" in none.sentence
    assert [action.sentence for action in journal.history(con)] == ["Rated The Red Shoes 8"]


@pytest.mark.parametrize("value", [0, 11, -1])
def test_a_rating_is_one_to_ten(desk: Desk, con: sqlite3.Connection, value: int) -> None:
    with pytest.raises(BadInput, match="1 to 10"):
        ratings.rate(desk, film(1), value)
    assert journal.history(con) == []


def test_marks_of_every_title_asked_for(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, UNKNOWN, 3)
    reviews.save_review(desk, film(2), "", "Nuns on a mountain.", False)
    owned.own(desk, film(2), "/films/narcissus.mkv")
    assert marks.mine(con, [1, 2, UNKNOWN.id]) == {
        1: Mine(),
        2: Mine(reviewed=True, owned=True),
        UNKNOWN.id: Mine(rating=3),
    }


def test_hostile_names_are_kept_without_controls(desk: Desk, con: sqlite3.Connection) -> None:
    card = TitleCard(5, "a\x00b\x1b[31m\nc\ud800 \u202ed", None)
    assert "\x1b" not in ratings.rate(desk, card, 5).sentence
    assert con.execute("SELECT title FROM my_title").fetchone()[0] == "a b [31m c d"


# -- reviews


def test_a_review_keeps_its_versions_and_clears_its_draft(desk: Desk, con: sqlite3.Connection) -> None:
    ratings.rate(desk, film(1), 9)
    reviews.save_draft(desk, 1, "Red", "Sho", False)
    assert (found := reviews.draft(con, 1)) and (found.headline, found.text) == ("Red", "Sho")
    assert (
        reviews.save_review(desk, film(1), "Red", "Shoes.\r\nDance.", False).sentence == "Saved your review of The Red Shoes"
    )
    assert reviews.draft(con, 1) is None
    assert "version before" in reviews.save_review(desk, film(1), "Redder", "Shoes!", True).sentence
    now = reviews.own_review(con, 1)
    assert now and (now.headline, now.text, now.spoiler, now.rating, now.own) == ("Redder", "Shoes!", True, 9, True)
    assert [(old.headline, old.text, old.spoiler) for old in reviews.versions(con, 1)] == [("Red", "Shoes.\nDance.", False)]
    assert marks.mine(con, [1])[1].reviewed


def test_saving_the_same_review_still_clears_the_draft(desk: Desk, con: sqlite3.Connection) -> None:
    reviews.save_review(desk, film(1), "Red", "Shoes.", False)
    reviews.save_draft(desk, 1, "Red", "Shoes.", False)
    assert not reviews.save_review(desk, film(1), "Red", "Shoes.", False).changed
    assert reviews.draft(con, 1) is None
    assert reviews.versions(con, 1) == []


def test_a_deleted_review_stays_among_the_versions(desk: Desk, con: sqlite3.Connection) -> None:
    reviews.save_review(desk, UNKNOWN, "Ours", "Grandmother waves.", False)
    assert reviews.delete_review(desk, UNKNOWN.id).sentence == "Deleted your review of A Home Movie"
    assert reviews.own_review(con, UNKNOWN.id) is None
    assert [old.text for old in reviews.versions(con, UNKNOWN.id)] == ["Grandmother waves."]
    with pytest.raises(NotFound):
        reviews.delete_review(desk, UNKNOWN.id)


def test_an_empty_review_is_refused_and_a_draft_can_go(desk: Desk, con: sqlite3.Connection) -> None:
    with pytest.raises(BadInput):
        reviews.save_review(desk, film(1), "Red", " \n ", False)
    reviews.save_draft(desk, 1, "", "half a sen", True)
    assert not reviews.drop_draft(desk, 1).changed
    assert reviews.draft(con, 1) is None
    assert journal.history(con) == []


def test_votes_on_reviews(desk: Desk, con: sqlite3.Connection) -> None:
    review = Review("Fine", "A note of the house.", author="Matinee")
    assert reviews.vote(desk, film(1), review, True).sentence == "Found Matinee’s review of The Red Shoes helpful"
    assert reviews.votes(con, 1) == {review.digest: True}
    reviews.vote(desk, film(1), review, False)
    assert reviews.votes(con, 1) == {review.digest: False}
    assert not reviews.vote(desk, film(1), review, False).changed
    reviews.vote(desk, film(1), review, None)
    assert reviews.votes(con, 1) == {}
    assert not reviews.vote(desk, film(1), Review("", "Nobody's."), None).changed


# -- the rest


def test_tags(desk: Desk, con: sqlite3.Connection) -> None:
    tags.tag(desk, film(1), " Ballet ")
    tags.tag(desk, film(2), "ballet")
    tags.tag(desk, film(1), "colour")
    assert not tags.tag(desk, film(1), "ballet").changed
    assert tags.tags_of(con, 1) == ("ballet", "colour")
    assert tags.all_tags(con) == {"ballet": 2, "colour": 1}
    tags.untag(desk, film(1), "Ballet")
    assert not tags.untag(desk, film(1), "ballet").changed
    assert tags.tags_of(con, 1) == ("colour",)
    with pytest.raises(BadInput):
        tags.tag(desk, film(1), "  ")


def test_notes_on_titles_and_people(desk: Desk, con: sqlite3.Connection) -> None:
    moira = PersonCard(9, "Moira Shearer")
    notes.set_note(desk, film(1), "Seen with A.")
    notes.set_note(desk, moira, "Dances.")
    assert (notes.note(con, "title", 1), notes.note(con, "person", 9)) == ("Seen with A.", "Dances.")
    assert not notes.set_note(desk, moira, "Dances. ").changed
    notes.set_note(desk, moira, "Dances and acts.")
    assert notes.note(con, "person", 9) == "Dances and acts."
    assert notes.set_note(desk, moira, "").sentence == "Took the note off Moira Shearer"
    assert notes.note(con, "person", 9) == ""


def test_hiding_under_one_title_or_everywhere(desk: Desk, con: sqlite3.Connection) -> None:
    hidden.hide(desk, film(2), 1)
    hidden.hide(desk, film(3))
    assert not hidden.hide(desk, film(3)).changed
    assert hidden.hidden(con, 1) == {2, 3}
    assert hidden.hidden(con, 4) == hidden.hidden(con) == {3}
    journal.undo(desk)
    assert hidden.hidden(con, 1) == {2}


def test_owning(desk: Desk, con: sqlite3.Connection) -> None:
    owned.own(desk, film(1), "/films/shoes.mkv")
    again = owned.own(desk, film(1), "/films/shoes.mkv ")
    assert (again.changed, again.sentence) == (False, "You have The Red Shoes there already: /films/shoes.mkv")
    owned.own(desk, film(1), " shelf  3 ")
    first, second = owned.owned(con, 1)
    assert (first.medium, first.location, second.medium, second.location) == (
        "file",
        "/films/shoes.mkv",
        "shelf",
        "shelf  3",
    )
    assert owned.disown(desk, first.id).sentence == "The Red Shoes is no longer yours: /films/shoes.mkv"
    assert [each.id for each in owned.owned(con, 1)] == [second.id]
    with pytest.raises(NotFound):
        owned.disown(desk, first.id)


def test_following(desk: Desk, con: sqlite3.Connection) -> None:
    follows.follow(desk, 9, "Moira Shearer")
    assert not follows.follow(desk, 9, "Moira Shearer").changed
    assert follows.followed(con) == {9: "Moira Shearer"}
    assert follows.unfollow(desk, 9).sentence == "No longer following Moira Shearer"
    assert not follows.unfollow(desk, 9).changed
    assert follows.followed(con) == {}
