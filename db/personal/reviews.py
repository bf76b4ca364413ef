"""The viewer's own reviews, the versions before, drafts saved as they are typed, and votes on the reviews of others."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db.base.clock import local_day, now
from db.base.errors import BadInput, NotFound
from db.base.records.cards import Done, TitleCard
from db.base.records.pages import Review, ReviewVersion
from db.base.text import line, prose

if TYPE_CHECKING:
    from db.personal.desk import Desk


# -- writing ---------------------------------------------------------------------------------------------------------


def save_review(desk: Desk, card: TitleCard, headline: str, text: str, spoiler: bool) -> Done:
    """Keep the viewer's review of ``card``; what it replaces is kept as a version, and the draft goes."""
    from sqlalchemy import delete

    from db.personal.models import MyDraft, MyReview, MyReviewVersion

    headline, text, moment, name = line(headline), prose(text), now(), line(card.title)
    if not text:
        raise BadInput("A review needs some words.", "Write a sentence, or delete the review.")
    with desk.action("review", title_id=card.id) as act:
        held = act.session.get(MyReview, card.id)
        if held is None:
            act.keep(card)
            act.session.add(
                MyReview(
                    title_id=card.id, headline=headline, text=text, spoiler=spoiler, written_at=moment, edited_at=moment
                )
            )
            act.sentence = f"Saved your review of {name}"
        elif (held.headline, held.text, held.spoiler) == (headline, text, int(spoiler)):
            act.sentence = f"Your review of {name} is as it was"
        else:
            before = MyReviewVersion(
                title_id=card.id, headline=held.headline, text=held.text, spoiler=held.spoiler, saved_at=held.edited_at
            )
            act.session.add(before)
            held.headline, held.text, held.spoiler, held.edited_at = headline, text, int(spoiler), moment
            act.sentence = f"Saved your review of {name}; the version before is kept"
        act.session.exec(delete(MyDraft).where(MyDraft.title_id == card.id))  # type: ignore[arg-type]
    return act.done()


def delete_review(desk: Desk, title_id: int) -> Done:
    """Delete the viewer's review of a title; it stays among the versions."""
    from db.personal.models import MyReview, MyReviewVersion, MyTitle

    with desk.action("review", title_id=title_id) as act:
        held = act.session.get(MyReview, title_id)
        if held is None:
            raise NotFound("You have no review of that title.")
        act.session.add(
            MyReviewVersion(
                title_id=title_id, headline=held.headline, text=held.text, spoiler=held.spoiler, saved_at=held.edited_at
            )
        )
        act.session.delete(held)
        act.sentence = f"Deleted your review of {act.session.get_one(MyTitle, title_id).title}"
    return act.done()


def save_draft(desk: Desk, title_id: int, headline: str, text: str, spoiler: bool) -> Done:
    """Keep an unfinished review. Not in the history: it is what undo inside an editor is for."""
    with desk.plain() as con:
        con.execute(
            "INSERT OR REPLACE INTO my_draft (title_id, headline, text, spoiler, saved_at) VALUES (?, ?, ?, ?, ?)",
            (title_id, line(headline), prose(text), int(spoiler), now()),
        )
    return Done("Draft saved", changed=False)


def drop_draft(desk: Desk, title_id: int) -> Done:
    """Throw an unfinished review away."""
    with desk.plain() as con:
        con.execute("DELETE FROM my_draft WHERE title_id = ?", (title_id,))
    return Done("Draft thrown away", changed=False)


def vote(desk: Desk, card: TitleCard, review: Review, helpful: bool | None) -> Done:
    """Say whether somebody's review was helpful; None takes that back."""
    from db.personal.models import MyReviewVote

    whose = f"{line(review.author)}’s review" if line(review.author) else "the review"
    with desk.action("vote", title_id=card.id) as act:
        held = act.session.get(MyReviewVote, (card.id, review.digest))
        if helpful is None:
            act.sentence = f"Took back your vote on {whose} of {line(card.title)}"
            if held:
                act.session.delete(held)
        else:
            act.sentence = f"Found {whose} of {line(card.title)} {'helpful' if helpful else 'not helpful'}"
            if held:
                held.helpful = int(helpful)
            else:
                act.keep(card)
                act.session.add(MyReviewVote(title_id=card.id, review=review.digest, helpful=int(helpful)))
    return act.done()


# -- reading ---------------------------------------------------------------------------------------------------------


def own_review(con: sqlite3.Connection, title_id: int) -> Review | None:
    """The viewer's review of a title, with their rating and the day it was last edited."""
    found = con.execute(
        """SELECT w.headline, w.text, r.value, w.edited_at, w.spoiler
        FROM my_review AS w LEFT JOIN my_rating AS r USING (title_id) WHERE w.title_id = ?""",
        (title_id,),
    ).fetchone()
    if found is None:
        return None
    headline, text, rating, date, spoiler = found
    return Review(headline, text, rating, "you", local_day(date), spoiler=bool(spoiler), own=True, source="you")


def versions(con: sqlite3.Connection, title_id: int) -> list[ReviewVersion]:
    """How the viewer's review stood before, latest first."""
    found = con.execute(
        "SELECT headline, text, spoiler, saved_at FROM my_review_version WHERE title_id = ? ORDER BY id DESC", (title_id,)
    )
    return [ReviewVersion(headline, text, bool(spoiler), at) for headline, text, spoiler, at in found]


def draft(con: sqlite3.Connection, title_id: int) -> ReviewVersion | None:
    """The unfinished review of a title."""
    found = con.execute("SELECT headline, text, spoiler, saved_at FROM my_draft WHERE title_id = ?", (title_id,)).fetchone()
    return ReviewVersion(found[0], found[1], bool(found[2]), found[3]) if found else None


def votes(con: sqlite3.Connection, title_id: int) -> dict[str, bool]:
    """The viewer's votes on a title's reviews, by :attr:`db.base.records.pages.Review.digest`."""
    found = con.execute("SELECT review, helpful FROM my_review_vote WHERE title_id = ?", (title_id,))
    return {digest: bool(helpful) for digest, helpful in found}
