"""Rotten Tomatoes' critics (S. Leone): a table of reviews by critics, and a table of films with the critics' consensus.

Reviews name a film by its link; the table of films says its title, year and directors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Unplaced
from db.base.records.pages import Critic, Item
from db.base.records.sources import Piece, Subject, Told
from seed.exchange import table
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.exchange.table import Row
from seed.sources import cells
from seed.sources.formats import Source
from seed.sources.markup import plain

_LINK = "rotten_tomatoes_link"
_DATED = re.compile(r"(?P<name>.+?) \((?P<year>\d{4})\)")
_NOBODY = frozenset(("", "no consensus yet."))


def claims(held: Held) -> str | None:
    """``films`` or ``critics``, by its columns."""
    names = table.columns(held)
    if table.has(names, _LINK, "movie_title", "critics_consensus"):
        return "films"
    return "critics" if table.has(names, _LINK, "review_content", "publisher_name") else None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """Films first: without them a review's film is only a link."""
    films: dict[str, Subject] = {}
    for role, held in sorted(files, key=lambda claimed: claimed.role != "films"):
        for row in table.endless(held):
            yield from _film(row, films) if role == "films" else _critic(row, films)


def _film(row: Row, films: dict[str, Subject]) -> Iterator[Piece]:
    link, title = row[_LINK], row["movie_title"][:500]
    if not link or not title:
        yield Unplaced(row.origin, "it names no film")
        return
    dated = _DATED.fullmatch(title)
    name, year = (dated["name"], int(dated["year"])) if dated else (title, cells.year(row["original_release_date"]))
    directors = tuple(part for each in row["directors"].split(",") if (part := each.strip()))
    subject = films[link] = Subject(link, Mention(name, year, FILM), directors)
    told = [
        Told(subject, section, (Item(text, by="Rotten Tomatoes"),))
        for section, text in (("consensus", plain(row["critics_consensus"])), ("plots", plain(row["movie_info"])))
        if text.lower() not in _NOBODY
    ]
    yield told[0] if told else Told(subject, "consensus", (), 1)
    yield from (each._replace(rows=0) for each in told[1:])


def _critic(row: Row, films: dict[str, Subject]) -> Iterator[Piece]:
    link = row[_LINK]
    subject = films.get(link) or _of_link(link)
    text, score = plain(row["review_content"]), row["review_score"][:20]
    if subject is None:
        yield Unplaced(row.origin, "the table of films has no film of this link")
    elif not text and not score and not row["review_type"]:
        yield Unplaced(row.origin, "nothing is said in it")
    else:
        fresh = {"fresh": True, "rotten": False}.get(row["review_type"].lower())
        day = cells.day(row["review_date"])
        yield Told(subject, "critics", (Critic(
            text, row["critic_name"][:200], row["publisher_name"][:200], score, fresh, cells.yes(row["top_critic"]), day,
        ),))  # fmt: skip


def _of_link(link: str) -> Subject | None:
    """The film of a link such as ``m/red_shoes_1948``, for a table of reviews without that of films; only with a year."""
    found = re.fullmatch(r"m/(?P<words>[a-z0-9_]+)_(?P<year>(?:19|20)\d\d)", link)
    if found is None:
        return None
    return Subject(link, Mention(found["words"].replace("_", " "), int(found["year"]), FILM))


SOURCE = Source(
    name="rotten-tomatoes",
    label="Rotten Tomatoes",
    fills=("critics", "consensus", "plots"),
    published="kaggle.com: Rotten Tomatoes movies and critic reviews dataset (S. Leone)",
    size="240 MB",
    terms="CC0 for the table; the reviews belong to those who wrote them",
    claims=claims,
    read=read,
)
