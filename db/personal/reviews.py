"""The viewer's own reviews, the versions before, drafts saved as they are typed, and votes on the reviews of others."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from db.base.clock import local_day, now
from db.base.errors import BadInput, NotFound
from db.base.ids import uid_of
from db.base.records.cards import Done, TitleCard
from db.base.records.pages import Review, ReviewVersion
from db.base.text import line, prose
from db.personal import identity
from db.personal.identity import UNNAMED

if TYPE_CHECKING:
    from db.personal.act import Act
    from db.personal.desk import Desk
    from db.personal.identity import Said
    from db.personal.models import MyReview


# -- writing ---------------------------------------------------------------------------------------------------------


def save_review(desk: Desk, card: TitleCard, headline: str, text: str, spoiler: bool) -> Done:
    """Keep the viewer's review of ``card``: of several, the latest. What it replaces is kept as a version; the draft goes."""
    from db.personal.models import MyReview

    headline, text, name = *_fit(headline, text), line(card.title)
    with desk.action("review", title_id=card.id) as act:
        held = _latest(act, card.id)
        if held is None:
            act.session.add(_new(act.keep(card), MyReview, headline, text, spoiler))
            act.sentence = f"Saved your review of {name}"
        elif (held.headline, held.text, held.spoiler) == (headline, text, int(spoiler)):
            act.sentence = f"Your review of {name} is as it was"
        else:
            held.headline, held.text, held.spoiler, held.edited_at = headline, text, int(spoiler), now()
            act.sentence = f"Saved your review of {name}; the version before is kept"
        act.session.flush()
        _end_drafts(act.con, card.id)
    return act.done()


def add_review(
    desk: Desk, card: TitleCard, headline: str, text: str, spoiler: bool = False, *, viewing_id: int | None = None
) -> Done:
    """Keep another review of ``card`` beside those there are; of the viewing ``viewing_id``, if that is given."""
    from db.personal.models import MyDiary, MyReview

    headline, text = _fit(headline, text)
    with desk.action("review", f"Added a review of {line(card.title)}", card.id) as act:
        if viewing_id is not None and not act.of_title(MyDiary, card.id, MyDiary.id == viewing_id):
            raise NotFound("That viewing is not there any more.")
        made = _new(act.keep(card), MyReview, headline, text, spoiler)
        made.viewing_id = viewing_id
        act.session.add(made)
    return act.done()


def edit_review(desk: Desk, review_id: int, headline: str, text: str, spoiler: bool) -> Done:
    """Change one of the viewer's reviews; what it was is kept as a version."""
    headline, text = _fit(headline, text)
    with desk.action("review") as act:
        held = _one(act, review_id)
        name = act.name(held.my_id)
        if (held.headline, held.text, held.spoiler) == (headline, text, int(spoiler)):
            act.sentence = f"Your review of {name} is as it was"
        else:
            held.headline, held.text, held.spoiler, held.edited_at = headline, text, int(spoiler), now()
            act.sentence = f"Saved your review of {name}; the version before is kept"
    return act.done()


def delete_review(desk: Desk, title_id: int, review_id: int | None = None) -> Done:
    """Delete the viewer's latest review of a title, or that of ``review_id``; it stays among the versions."""
    with desk.action("review", title_id=title_id) as act:
        held = _latest(act, title_id) if review_id is None else _one(act, review_id)
        if held is None:
            raise NotFound("You have no review of that title.")
        act.session.delete(held)
        act.sentence = f"Deleted your review of {act.name(held.my_id)}"
    return act.done()


def save_draft(desk: Desk, title: TitleCard | int, headline: str, text: str, spoiler: bool) -> Done:
    """Keep an unfinished review. Not in the history: it is what undo inside an editor is for."""
    card = title if isinstance(title, TitleCard) else TitleCard(title, UNNAMED, None)
    with desk.plain() as con:
        said = identity.keep_titles(con, [card])[card.id]
        con.execute(
            "INSERT INTO said_draft (my_id, headline, text, spoiler, saved_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (my_id)"
            " DO UPDATE SET headline = excluded.headline, text = excluded.text, spoiler = excluded.spoiler,"
            " saved_at = excluded.saved_at",
            (said.id, line(headline), prose(text), int(spoiler), now()),
        )
    return Done("Draft saved", changed=False)


def drop_draft(desk: Desk, title_id: int) -> Done:
    """Throw an unfinished review away; its text is kept among the versions."""
    with desk.plain() as con:
        _end_drafts(con, title_id)
    return Done("Draft thrown away", changed=False)


def _end_drafts(con: sqlite3.Connection, title_id: int) -> None:
    """Delete the drafts of a title; what none of its reviews holds is kept as a version."""
    ids = json.dumps([said.id for said in identity.titles(con, title_id)])
    con.execute(
        """WITH here (id) AS (SELECT value FROM json_each(?))
        INSERT INTO said_review_version (my_id, kind, headline, text, spoiler, saved_at)
        SELECT my_id, 'draft', headline, text, spoiler, saved_at FROM said_draft AS d
        WHERE my_id IN (SELECT id FROM here) AND text <> ''
          AND NOT EXISTS (SELECT 1 FROM said_review AS r WHERE r.my_id IN (SELECT id FROM here) AND instr(r.text, d.text))
          AND NOT EXISTS (SELECT 1 FROM said_review_version AS v WHERE v.my_id = d.my_id AND v.text = d.text)""",
        (ids,),
    )
    con.execute("DELETE FROM said_draft WHERE my_id IN (SELECT value FROM json_each(?))", (ids,))


def _fit(headline: str, text: str) -> tuple[str, str]:
    text = prose(text)
    if not text:
        raise BadInput("A review needs some words.", "Write a sentence, or delete the review.")
    return line(headline), text


def _new(said: Said, model: type[MyReview], headline: str, text: str, spoiler: bool) -> MyReview:
    moment = now()
    return model(my_id=said.id, headline=headline, text=text, spoiler=int(spoiler), written_at=moment, edited_at=moment)


def _latest(act: Act, title_id: int) -> MyReview | None:
    from db.personal.models import MyReview

    rows = act.of_title(MyReview, title_id)
    return max(rows, key=lambda row: (row.edited_at, row.id or 0), default=None)


def _one(act: Act, review_id: int) -> MyReview:
    from db.personal.models import MyReview

    held = act.session.get(MyReview, review_id)
    if held is None:
        raise NotFound("That review is not there any more.")
    act.about(held.my_id)
    return held


def vote(desk: Desk, card: TitleCard, review: Review, helpful: bool | None) -> Done:
    """Say whether somebody's review was helpful; None takes that back."""
    from db.personal.models import MyReviewVote

    whose = f"{line(review.author)}’s review" if line(review.author) else "the review"
    with desk.action("vote", title_id=card.id) as act:
        rows = act.of_title(MyReviewVote, card.id, MyReviewVote.review == review.digest)
        if helpful is None:
            act.sentence = f"Took back your vote on {whose} of {line(card.title)}"
            act.clear(rows)
        else:
            act.sentence = f"Found {whose} of {line(card.title)} {'helpful' if helpful else 'not helpful'}"
            for row in rows:
                row.helpful = int(helpful)
            if not rows:
                said = act.keep(card)
                uid = uid_of("vote", said.uid, review.digest)
                act.session.add(MyReviewVote(my_id=said.id, uid=uid, review=review.digest, helpful=int(helpful)))
    return act.done()


# -- reading ---------------------------------------------------------------------------------------------------------


def own_reviews(con: sqlite3.Connection, title_id: int) -> list[Review]:
    """The viewer's reviews of a title, the latest first, with their rating and the day each was last edited."""
    found = con.execute(
        """SELECT headline, text, (SELECT value FROM my_rating WHERE title_id = w.title_id), edited_at, spoiler, id
        FROM my_review AS w WHERE title_id = ? ORDER BY edited_at DESC, id DESC""",
        (title_id,),
    )
    return [
        Review(headline, text, rating, "you", local_day(at), spoiler=bool(spoiler), own=True, source="you", own_id=number)
        for headline, text, rating, at, spoiler, number in found
    ]


def own_review(con: sqlite3.Connection, title_id: int) -> Review | None:
    """The viewer's latest review of a title."""
    return next(iter(own_reviews(con, title_id)), None)


def versions(con: sqlite3.Connection, title_id: int) -> list[ReviewVersion]:
    """How the viewer's reviews stood before, and drafts that were thrown away, latest first."""
    found = con.execute(
        """SELECT headline, text, spoiler, saved_at, kind FROM my_review_version AS v WHERE title_id = ?1
          AND NOT EXISTS (SELECT 1 FROM my_review AS r WHERE r.title_id = ?1 AND r.text = v.text AND r.headline = v.headline
            AND r.spoiler = v.spoiler)
        ORDER BY saved_at DESC, id DESC""",
        (title_id,),
    )
    return [ReviewVersion(headline, text, bool(spoiler), at, kind == "draft") for headline, text, spoiler, at, kind in found]


def draft(con: sqlite3.Connection, title_id: int) -> ReviewVersion | None:
    """The unfinished review of a title."""
    found = con.execute("SELECT headline, text, spoiler, saved_at FROM my_draft WHERE title_id = ?", (title_id,)).fetchone()
    return ReviewVersion(found[0], found[1], bool(found[2]), found[3]) if found else None


def votes(con: sqlite3.Connection, title_id: int) -> dict[str, bool]:
    """The viewer's votes on a title's reviews, by :attr:`db.base.records.pages.Review.digest`."""
    found = con.execute("SELECT review, helpful FROM my_review_vote WHERE title_id = ?", (title_id,))
    return {digest: bool(helpful) for digest, helpful in found}
