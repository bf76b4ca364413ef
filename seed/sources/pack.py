"""Packs: text files in the format of the starter catalogue, which anybody can write (``seed/starter/README.md`` describes it)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.base.ids import tconst
from db.base.records.exchange import Mention, Origin, Unplaced
from db.base.records.pages import Aka, Award, Connection, Fact, Item, NamedCredit, Question, Review, Song
from db.base.records.sources import Entry, Piece, Subject, Told
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed
from seed.exchange.text import decoded
from seed.sources.formats import Source
from seed.starter_films import read_films
from seed.starter_records import StarterError, StarterFilm
from seed.starter_rows import noted

_HEAD = re.compile(r"^# .+ \(\d{4}\)$", re.MULTILINE)
_KEY = re.compile(
    r"^(?:id|plot|runtime|genres|directors|cast|trivia|storyline|review|goofs|faq|keywords|synopsis|technical):"
)
#: Bytes of a pack.
_MOST = 30_000_000


def claims(held: Held) -> str | None:
    """``films`` for a text that begins with a film's head and one of the format's keys under it."""
    if not held.base.lower().endswith((".txt", ".md", ".pack")):
        return None
    try:
        lines = [each for each in decoded(held, head=True).lstrip("\ufeff").splitlines() if each.strip()]
    except Unreadable:
        return None
    return "films" if len(lines) > 1 and _HEAD.match(lines[0]) and _KEY.match(lines[1]) else None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """What each film's record tells; a record of which no sense can be made is one row without a place."""
    for _, held in files:
        refused: list[StarterError] = []
        for film in read_films(decoded(held, most=_MOST).replace("\r\n", "\n").lstrip("\ufeff"), held.name, refused):
            yield from of_film(film)
        for error in refused:
            yield Unplaced(Origin(held.name, error.line), error.problem)


def of_film(film: StarterFilm, by: str = "") -> Iterator[Told]:
    """The sections of a film; the first counts for its row. ``by`` signs summaries and reviews."""
    of = Mention(film.title, film.year, film.kind, imdb=film.id)
    key = tconst(film.id) if film.id else film.label
    directors = tuple(credit.name for credit in film.credits if credit.category == "director")
    subject = Subject(key, of, directors)
    rows = 1
    for section, entries in _sections(film, by):
        if entries:
            yield Told(subject, section, tuple(entries), rows)
            rows = 0
    if rows:
        yield Told(subject, "plots", (), 1)


def _sections(film: StarterFilm, by: str) -> Iterator[tuple[str, Sequence[Entry]]]:
    yield "plots", [Item(film.plot)] if film.plot else []
    yield "plots", [Item(film.storyline, by=by)] if film.storyline else []
    yield "synopsis", [Item(film.synopsis, by=by)] if film.synopsis else []
    yield "keywords", film.keywords
    yield "countries", film.countries
    yield "languages", film.languages
    yield "certificates", [_fact(country, mark) for country, mark in film.certificates]
    yield "release_dates", [Fact(country, date, note or "") for country, date, note in film.release]
    yield "akas", [Aka(name, region, note=note or "") for name, region, note in film.akas]
    yield "locations", [Fact("", place, what or "") for place, what in film.locations]
    yield "business", [_fact(kind, value) for kind, value in film.business]
    yield "companies", [_fact(kind, name) for kind, name in film.companies]
    yield "technical", [_fact(kind, value) for kind, value in film.technical]
    yield "trivia", [Item(item.text, spoiler=item.spoiler) for item in film.trivia]
    yield "goofs", [Item(item.text, item.kind or "", spoiler=item.spoiler) for item in film.goofs]
    yield "connections", [Connection(kind, title, year, note=note or "") for kind, title, year, note in film.connections]
    yield "soundtrack", [Song(song, lines) for song, lines in film.soundtrack]
    yield "versions", [Item(item.text, spoiler=item.spoiler) for item in film.versions]
    yield "crazy_credits", [Item(item.text, spoiler=item.spoiler) for item in film.crazy_credits]
    yield (
        "credits",
        [
            NamedCredit(each.name, each.category, each.character or "", each.credited_as or "", each.job or "", place)
            for place, each in enumerate(film.credits, 1)
        ],
    )
    yield (
        "awards",
        [
            Award(award.prize, award.year, award.category, award.won, tuple((name, None) for name in award.people))
            for award in film.awards
        ],
    )
    yield "reviews", [Review(each.headline, each.text, each.rating, by, spoiler=each.spoiler) for each in film.reviews]
    yield "faq", [Question(question, answer, spoiler) for question, answer, spoiler in film.faq]


def _fact(kind: str, value: str) -> Fact:
    found, note = noted(value)
    return Fact(kind, found, note or "")


SOURCE = Source(
    name="pack",
    label="Pack of films",
    fills=("plots", "synopsis", "keywords", "trivia", "goofs", "connections", "soundtrack", "awards", "reviews", "faq"),
    published="any text file in the format of seed/starter/README.md",
    size="as large as it is written",
    terms="those of whoever wrote it",
    claims=claims,
    read=read,
    many=True,
)
