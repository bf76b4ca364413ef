"""The IMDb spoiler set (R. Misra): reviews of users as JSON lines, with headline, date, rating and whether they tell the ending."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from db.base.records.exchange import FILM, Mention, Origin, Unplaced
from db.base.records.pages import Item, Review
from db.base.records.sources import Piece, Subject, Told
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.exchange.text import lines
from seed.sources import cells
from seed.sources.formats import Source
from seed.sources.markup import plain

_REVIEW = frozenset(("movie_id", "review_text", "is_spoiler"))
_DETAILS = frozenset(("movie_id", "plot_summary", "plot_synopsis"))
_LETTERS = 500


def claims(held: Held) -> str | None:
    """``reviews`` or ``details``, by the names in its first line."""
    head = held.head()
    if not head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        return None
    text = head.decode("utf-8", "replace").lstrip("\ufeff \r\n").partition("\n")[0]
    for role, names in (("reviews", _REVIEW), ("details", _DETAILS)):
        if all(f'"{name}"' in text for name in names):
            return role
    return None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """A line is a review, or what is known of a film."""
    for role, held in files:
        for number, line in enumerate(lines(held, endless=True), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.lstrip("\ufeff"))
                made = _review(row) if role == "reviews" else _details(row)
            except RecursionError:
                yield _refused(held, number, "it is nested too deeply", line)
            except ValueError as error:
                why = "it is no JSON, or ends in the middle" if isinstance(error, json.JSONDecodeError) else str(error)
                yield _refused(held, number, why, line)
            else:
                yield from made


def _refused(held: Held, number: int, why: str, line: str) -> Unplaced:
    return Unplaced(Origin(held.name, number, line[:_LETTERS]), why)


def _subject(row: Any) -> Subject:
    if not isinstance(row, dict):
        raise ValueError("it is no object")
    written = row.get("movie_id")
    number = cells.imdb(written) if isinstance(written, str) else None
    if number is None:
        raise ValueError("movie_id is no id such as tt0040725")
    return Subject(str(written), Mention("", None, FILM, imdb=number))


def _words(row: dict[str, Any], name: str) -> str:
    found = row.get(name)
    return plain(found) if isinstance(found, str) else ""


def _review(row: Any) -> list[Told]:
    subject = _subject(row)
    text = _words(row, "review_text")
    if not text:
        raise ValueError("the review is empty")
    points = cells.whole(str(row.get("rating", "")))
    rating = points if points is not None and 1 <= points <= 10 else None
    headline = " ".join(_words(row, "review_summary").split())
    written = row.get("review_date")
    said = cells.day(written.strip()) if isinstance(written, str) else ""
    return [Told(subject, "reviews", (Review(headline, text, rating, date=said, spoiler=row.get("is_spoiler") is True),))]


def _details(row: Any) -> list[Told]:
    subject = _subject(row)
    told = [
        Told(subject, section, (Item(text),))
        for section, name in (("plots", "plot_summary"), ("synopsis", "plot_synopsis"))
        if (text := _words(row, name))
    ]
    if not told:
        raise ValueError("nothing is told of the film")
    return [told[0], *(each._replace(rows=0) for each in told[1:])]


SOURCE = Source(
    name="imdb-reviews",
    label="IMDb spoiler set",
    fills=("reviews", "plots", "synopsis"),
    published="kaggle.com: IMDB Spoiler Dataset (R. Misra)",
    size="930 MB",
    terms="for research; the reviews belong to those who wrote them",
    claims=claims,
    read=read,
)
