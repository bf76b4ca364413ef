"""The Large Movie Review Dataset: a file a review, its rating in its name, its film in a list of addresses beside the folders.

It has no authors, dates, headlines or votes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Origin, Unplaced
from db.base.records.pages import Review
from db.base.records.sources import Piece, Subject, Told
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed
from seed.exchange.text import decoded, lines
from seed.sources.formats import Source
from seed.sources.markup import plain

_NAME = re.compile(r"(?:.*/)?(?P<split>train|test)/(?P<kind>pos|neg|unsup)/(?P<index>\d{1,6})_(?P<rating>\d{1,2})\.txt")
_URLS = re.compile(r"(?:.*/)?(?P<split>train|test)/urls_(?P<kind>pos|neg|unsup)\.txt")
_FILM = re.compile(r"https?://(?:www\.)?imdb\.com/title/tt(?P<number>\d{5,10})/")
#: Bytes of one review.
_MOST = 1_000_000


def claims(held: Held) -> str | None:
    """``review`` by its place and name: a hundred thousand files are not opened for this; ``addresses`` by its content too."""
    if _NAME.fullmatch(held.name):
        return "review"
    if _URLS.fullmatch(held.name) and _FILM.match(held.head().decode("ascii", "replace")):
        return "addresses"
    return None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """The reviews, in the order of the films in the lists of addresses."""
    films: dict[tuple[str, str], list[int | None]] = {}
    for role, held in files:
        if role == "addresses" and (place := _URLS.fullmatch(held.name)):
            found = [_FILM.match(line) for line in lines(held, endless=True)]
            films[place["split"], place["kind"]] = [int(each["number"]) if each else None for each in found]
    for role, held in files:
        if role == "review" and (place := _NAME.fullmatch(held.name)):
            addresses = films.get((place["split"], place["kind"]), [])
            index = int(place["index"])
            yield _review(held, addresses[index] if index < len(addresses) else None, int(place["rating"]))


def _review(held: Held, film: int | None, rating: int) -> Piece:
    if film is None:
        return Unplaced(Origin(held.name, 1), "the list of addresses beside it has no film for it")
    try:
        text = plain(decoded(held, most=_MOST))
    except Unreadable as trouble:
        return Unplaced(Origin(held.name, 1), str(trouble))
    if not text:
        return Unplaced(Origin(held.name, 1), "the review is empty")
    subject = Subject(f"tt{film:07}", Mention("", None, FILM, imdb=film))
    return Told(subject, "reviews", (Review("", text, rating if 1 <= rating <= 10 else None),))


SOURCE = Source(
    name="large-movie-reviews",
    label="Large Movie Review Dataset",
    fills=("reviews",),
    published="ai.stanford.edu/~amaas/data/sentiment: aclImdb_v1.tar.gz, unpacked",
    size="480 MB in 100,000 files",
    terms="for research; the reviews belong to those who wrote them",
    claims=claims,
    read=read,
)
