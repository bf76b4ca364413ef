"""The tables of ``personal.db`` as SQLModel models, checks and foreign keys in the schema.

What the viewer says hangs on a :class:`MyTitle` or :class:`MyPerson` by that row's own id, which never changes; the row says
which title of the catalogue that is now. Tables ``said_…`` hold what was said, by ``my_id``; the views ``my_…`` of
:mod:`db.personal.views` show the same by ``title_id``, for reading.

Every row under the journal has a ``uid`` that no other row anywhere has: derived from what the row is about where there can
be only one such row (:func:`db.base.ids.uid_of`: the rating of a title), random where there may be many (a viewing). Times
are ISO strings in UTC with milliseconds (``2026-05-03T20:15:00.000Z``); days are ISO dates of the viewer's own calendar.
Every table in :data:`JOURNALLED` is under the journal's triggers. After a change here write the script anew:
``python -m db.personal.ddl``.

Importing this module imports SQLModel (0.2 s): reading does not need it.
"""

from __future__ import annotations

from db.personal.models.base import PersonalModel
from db.personal.models.identity import MyAnswer, MyPerson, MyQuestion, MyReconciled, MyTitle
from db.personal.models.journal import JournalAction, JournalChange, JournalNow
from db.personal.models.kept import MyChoice, MyDraft, MyReviewVersion, MyVisit
from db.personal.models.said import (
    MyCorrection,
    MyDecision,
    MyDiary,
    MyDuel,
    MyFavourite,
    MyFollow,
    MyHidden,
    MyLike,
    MyList,
    MyListEntry,
    MyNote,
    MyOwned,
    MyRating,
    MyReview,
    MyReviewVote,
    MySeasonRating,
    MySeriesState,
    MyTag,
    MyThread,
    MyUnmatched,
)

#: Tables whose every change is journalled.
JOURNALLED: tuple[type[PersonalModel], ...] = (
    MyAnswer, MyRating, MyLike, MyFavourite, MySeasonRating, MySeriesState, MyList, MyListEntry, MyDiary, MyReview,
    MyReviewVote, MyTag, MyNote, MyHidden, MyCorrection, MyFollow, MyOwned, MyThread, MyDuel, MyDecision, MyUnmatched,
)  # fmt: skip

__all__ = [
    "JOURNALLED",
    "JournalAction",
    "JournalChange",
    "JournalNow",
    "MyAnswer",
    "MyChoice",
    "MyCorrection",
    "MyDecision",
    "MyDiary",
    "MyDraft",
    "MyDuel",
    "MyFavourite",
    "MyFollow",
    "MyHidden",
    "MyLike",
    "MyList",
    "MyListEntry",
    "MyNote",
    "MyOwned",
    "MyPerson",
    "MyQuestion",
    "MyRating",
    "MyReconciled",
    "MyReview",
    "MyReviewVersion",
    "MyReviewVote",
    "MySeasonRating",
    "MySeriesState",
    "MyTag",
    "MyThread",
    "MyTitle",
    "MyUnmatched",
    "MyVisit",
    "PersonalModel",
]
