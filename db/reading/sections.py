"""The screens of a title page's single sections: storyline, details, did you know, awards, reviews."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from db.base import regions
from db.base.records.pages import (
    Aka,
    Award,
    Connection,
    Counts,
    Critic,
    Critics,
    Details,
    DidYouKnow,
    Fact,
    Item,
    Question,
    Quote,
    Review,
    Song,
    Storyline,
)
from db.catalogue import documents, lookup
from db.personal.reviews import own_reviews, votes
from db.reading.cards import cards
from db.reading.told import counts as counted
from db.reading.told import first, told


def _rows(con: sqlite3.Connection, table: str, columns: str, title_id: int) -> list[tuple[Any, ...]]:
    return con.execute(f"SELECT {columns} FROM {table} WHERE title_id = ? ORDER BY id", (title_id,)).fetchall()


def _words(con: sqlite3.Connection, table: str, title_id: int) -> tuple[str, ...]:
    return tuple(row[0] for row in _rows(con, table, table if table != "tagline" else "text", title_id))


def _facts(
    con: sqlite3.Connection, table: str, kind: str, value: str, title_id: int, note: str = "note"
) -> tuple[Fact, ...]:
    return tuple(Fact(*row) for row in _rows(con, table, f"{kind}, {value}, ifnull({note}, '')", title_id))


def certificates(con: sqlite3.Connection, title_id: int) -> tuple[Fact, ...]:
    """Every country's classification: ``kind`` country, ``value`` mark."""
    own = _facts(con, "certificate", "country", "certificate", title_id)
    return told(con, title_id, "certificates").join("certificates", own)


def releases(con: sqlite3.Connection, title_id: int) -> tuple[Fact, ...]:
    """Release dates in their order: ``kind`` country, ``value`` ISO date."""
    own = _facts(con, "release_date", "country", "date", title_id)
    return told(con, title_id, "release_dates").join("release_dates", own)


def countries(con: sqlite3.Connection, title_id: int) -> tuple[str, ...]:
    """Countries of production."""
    return told(con, title_id, "countries").join("countries", _words(con, "country", title_id))


def storyline(con: sqlite3.Connection, title_id: int) -> Storyline:
    """Plots (a synopsis is marked as a spoiler), keywords, taglines, genres, certificates and advice."""
    genres = con.execute("SELECT genres FROM title WHERE id = ?", (title_id,)).fetchone()
    more = told(con, title_id, "plots", "synopsis", "keywords", "taglines", "certificates", "advisory")
    plots = [
        Item(text, kind, by, kind == "synopsis")
        for kind, text, by in _rows(con, "plot", "kind, text, ifnull(author, '')", title_id)
    ]
    synopses = [replace(each, kind="synopsis", spoiler=True) for each in more.join("synopsis", [Item("")])[1:]]
    own = [each for each in plots if not each.spoiler]
    advisory = [
        Item(text, topic, spoiler=bool(spoiler))
        for topic, text, spoiler in _rows(con, "content_advisory", "topic, text, spoiler", title_id)
    ]
    story = Storyline(
        plots=(*more.join("plots", own), *(each for each in plots if each.spoiler), *synopses),
        keywords=more.join("keywords", _words(con, "keyword", title_id)),
        taglines=more.join("taglines", _words(con, "tagline", title_id)),
        genres=tuple(genres[0].split(",")) if genres and genres[0] else (),
        certificates=more.join("certificates", _facts(con, "certificate", "country", "certificate", title_id)),
        advisory=more.join("advisory", advisory),
    )
    return replace(story, sources=more.sources)


_DETAILS = (
    "countries", "languages", "release_dates", "akas", "locations", "business", "companies", "technical", "literature", "links",
)  # fmt: skip


def details(con: sqlite3.Connection, title_id: int) -> Details:
    """Countries, languages, releases, akas, locations, business, companies, technical, literature and links."""
    more = told(con, title_id, *_DETAILS)
    akas = [
        Aka(name, regions.region(region or ""), regions.language(language or ""), _aka_note(attributes, types))
        for name, region, language, types, attributes in documents.akas(con, title_id)
        if name
    ]
    business = [_business(*row) for row in _rows(con, "business", "kind, currency, amount, place, date, note", title_id)]
    found = Details(
        countries=more.join("countries", _words(con, "country", title_id)),
        languages=more.join("languages", _words(con, "language", title_id)),
        releases=more.join("release_dates", _facts(con, "release_date", "country", "date", title_id)),
        akas=more.join("akas", akas),
        locations=more.join(
            "locations", [Fact("", *row) for row in _rows(con, "location", "place, ifnull(note, '')", title_id)]
        ),
        business=more.join("business", business),
        companies=more.join("companies", _facts(con, "company", "kind", "name", title_id)),
        technical=more.join("technical", _facts(con, "technical", "kind", "value", title_id)),
        literature=more.join("literature", [Fact(*row) for row in _rows(con, "literature", "kind, text", title_id)]),
        links=more.join("links", _facts(con, "link", "kind", "address", title_id, "label")),
    )
    return replace(found, sources=more.sources)


#: Types of another name that tell a reader nothing: what IMDb shows, and the original, which stands in the head.
_PLAIN_TYPES = frozenset(("imdbDisplay", "original", ""))


def _aka_note(attributes: str | None, types: str | None) -> str:
    """What IMDb says of another name, in words; several are joined by the byte 2 in its data."""
    told = [*(attributes or "").split("\x02"), *(types or "").split("\x02")]
    return ", ".join(dict.fromkeys(one for one in told if one not in _PLAIN_TYPES))


def _business(
    kind: str, currency: str | None, amount: int | None, place: str | None, date: str | None, note: str | None
) -> Fact:
    value = " ".join(part for part in (currency, f"{amount:,}" if amount is not None else None) if part)
    notes = ", ".join(part for part in (place, date, note) if part)
    return Fact(kind, value or notes, notes if value else "")


_DID_YOU_KNOW = (
    "trivia", "goofs", "quotes", "connections", "soundtrack", "crazy_credits", "versions", "faq",
)  # fmt: skip


def did_you_know(con: sqlite3.Connection, title_id: int) -> DidYouKnow:
    """Trivia, goofs, quotes, connections, soundtrack, crazy credits, alternate versions, questions."""
    more = told(con, title_id, *_DID_YOU_KNOW)

    def items(table: str) -> list[Item]:
        return [Item(text, spoiler=bool(spoiler)) for text, spoiler in _rows(con, table, "text, spoiler", title_id)]

    goofs = [
        Item(text, kind, spoiler=bool(spoiler))
        for kind, text, spoiler in _rows(con, "goof", "kind, text, spoiler", title_id)
    ]
    quotes = [
        Quote(tuple((speaker or "", words) for speaker, words in json.loads(lines)), bool(spoiler))
        for lines, spoiler in _rows(con, "quote", "lines, spoiler", title_id)
    ]
    songs = [
        Song(song, tuple(lines.split("\n")) if lines else ())
        for song, lines in _rows(con, "soundtrack", "song, credits", title_id)
    ]
    questions = [
        Question(question, answer, bool(spoiler))
        for question, answer, spoiler in _rows(con, "question", "question, answer, spoiler", title_id)
    ]
    facts = DidYouKnow(
        trivia=more.join("trivia", items("trivia")),
        goofs=more.join("goofs", goofs),
        quotes=more.join("quotes", quotes),
        connections=_led(con, more.join("connections", _own_connections(con, title_id))),
        soundtrack=more.join("soundtrack", songs),
        crazy_credits=more.join("crazy_credits", items("crazy_credit")),
        versions=more.join("versions", items("alternate_version")),
        questions=more.join("faq", questions),
    )
    return replace(facts, sources=more.sources)


def connections(con: sqlite3.Connection, title_id: int) -> tuple[Connection, ...]:
    """Ties to other titles, each with the other's card where the catalogue holds it."""
    return _led(con, told(con, title_id, "connections").join("connections", _own_connections(con, title_id)))


def _own_connections(con: sqlite3.Connection, title_id: int) -> list[Connection]:
    rows = _rows(con, "connection", "kind, other_id, other_title, other_year, ifnull(note, '')", title_id)
    others = cards(con, (row[1] for row in rows if row[1] is not None))
    return [Connection(kind, title, year, others.get(other_id), note) for kind, other_id, title, year, note in rows]


#: Ties of sources that are led to their titles; of more, the rest is only named.
_LED = 300


def _led(con: sqlite3.Connection, found: Sequence[Connection]) -> tuple[Connection, ...]:
    """Ties that sources name by title and year, with the card of the one title that bears that name in that year."""
    named = [one for one in found if one.other is None and one.source and one.year is not None][:_LED]
    if not named:
        return tuple(found)
    bearing = lookup.by_names(con, [(one.title, one.year) for one in named])
    right = {one: each[0].id for one, each in zip(named, bearing, strict=True) if len(each) == 1}
    others = cards(con, right.values())
    return tuple(replace(one, other=others.get(right[one])) if one in right else one for one in found)


def awards(con: sqlite3.Connection, title_id: int) -> tuple[Award, ...]:
    """All nominations, as the source orders them."""
    return told(con, title_id, "awards").join("awards", awards_of(con, (title_id,)).get(title_id, ()))


def awards_of(con: sqlite3.Connection, title_ids: tuple[int, ...]) -> dict[int, tuple[Award, ...]]:
    """Nominations by title; people the catalogue does not hold have no id."""
    rows = con.execute(
        "SELECT title_id, event, year, ifnull(category, ''), won, people, ifnull(note, '') FROM award"
        " WHERE title_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(title_ids),),
    ).fetchall()
    named = [[(name, person_id) for name, person_id in json.loads(row[5])] for row in rows]
    here = documents.names(con, (person_id for people in named for _, person_id in people if person_id is not None))
    found: dict[int, list[Award]] = {}
    for (title_id, event, year, category, won, _, note), people in zip(rows, named, strict=True):
        linked = tuple((name, person_id if person_id in here else None) for name, person_id in people)
        found.setdefault(title_id, []).append(Award(event, year, category, bool(won), linked, note))
    return {title_id: tuple(some) for title_id, some in found.items()}


_REVIEW = """
SELECT ifnull(review.headline, ''), review.text, review.rating, ifnull(author, ''), ifnull(date, ''), ifnull(place, ''),
       spoiler, helpful, voted, source.name
FROM review LEFT JOIN source ON source.id = source_id WHERE title_id = ? ORDER BY review.id
"""


def reviews(con: sqlite3.Connection, title_id: int) -> tuple[Review, ...]:
    """The viewer's own review first, then the others with the viewer's vote on each."""
    mine = own_reviews(con, title_id)
    others = told(con, title_id, "reviews").join("reviews", _reviews(con, title_id))
    voted_on = votes(con, title_id)
    if voted_on:
        others = tuple(one if (vote := voted_on.get(one.digest)) is None else replace(one, my_vote=vote) for one in others)
    return (*mine, *others)


def first_review(con: sqlite3.Connection, title_id: int) -> Review | None:
    """The first review that is not the viewer's and does not give the story away."""
    own = next((review for review in _reviews(con, title_id) if not review.spoiler), None)
    found = own or first(con, title_id, "reviews")
    return found if isinstance(found, Review) else None


def _reviews(con: sqlite3.Connection, title_id: int) -> list[Review]:
    return [
        Review(headline, text, rating, by, date, place, bool(spoiler), helpful, voted, source=source or "")
        for headline, text, rating, by, date, place, spoiler, helpful, voted, source in con.execute(_REVIEW, (title_id,))
    ]


def critics(con: sqlite3.Connection, title_id: int) -> Critics:
    """What critics wrote, and their consensus."""
    more = told(con, title_id, "critics", "consensus")
    consensus = more.first("consensus")
    found: tuple[Critic, ...] = more.join("critics", ())
    return Critics(consensus if isinstance(consensus, Item) else None, found, more.sources)


_COUNTED = {
    "trivia": "trivia", "goofs": "goof", "quotes": "quote", "connections": "connection", "soundtrack": "soundtrack",
    "crazy_credits": "crazy_credit", "versions": "alternate_version", "reviews": "review", "questions": "question",
}  # fmt: skip
_COUNT = "SELECT " + ", ".join(
    [f"(SELECT count(*) FROM {table} WHERE title_id = ?1)" for table in _COUNTED.values()]
    + [
        "(SELECT json_array_length(credits) FROM credit_document WHERE title_id = ?1)",
        "(SELECT json_array_length(akas) FROM aka_document WHERE title_id = ?1)",
        "(SELECT count(*) FROM list_entry WHERE title_id = ?1) + (SELECT count(*) FROM my_list_entry WHERE title_id = ?1)",
        "(SELECT count(*) FROM title WHERE series_id = ?1)",
        "(SELECT count(*) FROM my_review WHERE title_id = ?1)",
    ]
)


#: The field of the counts for a section of sources.
_OF_SOURCES = {
    "trivia": "trivia", "goofs": "goofs", "quotes": "quotes", "connections": "connections", "soundtrack": "soundtrack",
    "crazy_credits": "crazy_credits", "versions": "versions", "reviews": "reviews", "faq": "questions", "akas": "akas",
    "critics": "critics",
}  # fmt: skip


def counts(con: sqlite3.Connection, title_id: int) -> Counts:
    """How much each section holds; the viewer's own review counts among the reviews."""
    row = con.execute(_COUNT, (title_id,)).fetchone()
    *listed, credits, akas, lists, episodes, own = (number or 0 for number in row)
    held = Counter(dict(zip(_COUNTED, listed, strict=True)))
    held.update(credits=credits, akas=akas, lists=lists, episodes=episodes, reviews=own)
    for section, number in counted(con, title_id).items():
        if section in _OF_SOURCES:
            held[_OF_SOURCES[section]] += number
    return Counts(**held)
