"""From one starter film to the rows of its sections: pure functions, ``(title_id, source_id, …)`` by table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from seed.starter_records import StarterFilm

#: Who signs what the starter's authors wrote.
HOUSE = "Matinee"
#: The columns of each section's rows behind title_id and source_id.
COLUMNS = {
    "plot": ("kind", "text", "author"),
    "keyword": ("keyword",),
    "country": ("country",),
    "language": ("language",),
    "certificate": ("country", "certificate", "note"),
    "release_date": ("country", "date", "note"),
    "location": ("place", "note"),
    "business": ("kind", "currency", "amount", "note"),
    "company": ("kind", "name", "note"),
    "technical": ("kind", "value", "note"),
    "trivia": ("text", "spoiler"),
    "goof": ("kind", "text", "spoiler"),
    "soundtrack": ("song", "credits"),
    "crazy_credit": ("text", "spoiler"),
    "alternate_version": ("text", "spoiler"),
    "question": ("question", "answer", "spoiler"),
    "review": ("headline", "rating", "author", "text", "spoiler"),
    "award": ("event", "year", "category", "won", "people"),
    "connection": ("kind", "other_id", "other_title", "other_year", "note"),
}
#: Each kind of connection as the other film has it.
REVERSE = {
    "follows": "followed by", "followed by": "follows", "remake of": "remade as", "remade as": "remake of",
    "version of": "version of", "spin off from": "spin off", "references": "referenced in", "referenced in": "references",
    "features": "featured in", "featured in": "features", "spoofs": "spoofed in", "spoofed in": "spoofs",
}  # fmt: skip
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_BUSINESS = {"opening": "opening weekend"}
_MONEY = re.compile(r"(?:(?P<currency>[A-Z]{3}) )?(?P<amount>\d[\d,]*)(?: \((?P<note>.+)\))?$")
_NOTED = re.compile(r"(?P<value>.+?) \((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\)$")


def noted(text: str) -> tuple[str, str | None]:
    """``35 mm (three-strip)`` as (``35 mm``, ``three-strip``)."""
    found = _NOTED.match(text)
    return (found["value"], found["note"]) if found else (text, None)


def money(text: str) -> tuple[str | None, int | None, str | None]:
    """``GBP 500,000 (estimated)`` as (``GBP``, 500000, ``estimated``); what is no sum is a note."""
    found = _MONEY.match(text)
    if not found:
        return None, None, text
    return found["currency"], int(found["amount"].replace(",", "")), found["note"]


def sections(film: StarterFilm) -> Iterator[tuple[str, tuple[object, ...]]]:
    """(table, values in the order of :data:`COLUMNS`) for all that needs no other film and no person."""
    if film.plot:
        yield "plot", ("outline", film.plot, None)
    if film.storyline:
        yield "plot", ("summary", film.storyline, HOUSE)
    if film.synopsis:
        yield "plot", ("synopsis", film.synopsis, HOUSE)
    for word in film.keywords:
        yield "keyword", (word,)
    for country in film.countries:
        yield "country", (country,)
    for language in film.languages:
        yield "language", (language,)
    for country, mark in film.certificates:
        yield "certificate", (country, *noted(mark))
    for release in film.release:
        yield "release_date", release
    for location in film.locations:
        yield "location", location
    for kind, sum_ in film.business:
        yield "business", (_BUSINESS.get(kind, kind), *money(sum_))
    for kind, name in film.companies:
        yield "company", (kind, *noted(name))
    for kind, value in film.technical:
        yield "technical", (kind, *noted(value))
    for table, items in (
        ("trivia", film.trivia),
        ("crazy_credit", film.crazy_credits),
        ("alternate_version", film.versions),
    ):
        for item in items:
            yield table, (item.text, int(item.spoiler))
    for goof in film.goofs:
        yield "goof", (goof.kind, goof.text, int(goof.spoiler))
    for song, lines in film.soundtrack:
        yield "soundtrack", (song, "\n".join(lines) or None)
    for question, answer, spoiler in film.faq:
        yield "question", (question, answer, int(spoiler))
    for review in film.reviews:
        yield "review", (review.headline, review.rating, HOUSE, review.text, int(review.spoiler))


def compact(document: list[list[object]]) -> str:
    """A document as JSON, nulls at the end of its rows cut."""
    for row in document:
        while row and row[-1] is None:
            row.pop()
    return _ENCODE(document)
