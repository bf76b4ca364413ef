"""What a source of pages tells: plain records that a source's reader makes and the store of pages keeps.

A reader (``seed.sources``) turns bytes into these and knows no database. A source names its subjects in its own way (a tt id, a
title line, a wiki id): :class:`Subject` carries that key and everything that helps to find the title or person meant. What is
told of a subject may come in any order and in any number of parts; entries of one section keep the order in which they come.
"""

from __future__ import annotations

from typing import NamedTuple

from db.base.records.exchange import Mention, PersonMention, Unplaced
from db.base.records.pages import Aka, Award, Connection, Critic, Fact, Item, NamedCredit, Question, Quote, Review, Song

#: An entry of a section.
Entry = str | Item | Fact | Aka | Award | Connection | Song | Quote | Review | Critic | Question | NamedCredit

#: Every section that a source may fill, and what its entries are, in the order in which a page shows them.
SECTIONS: dict[str, type] = {
    "plots": Item,  # ``kind`` is empty; ``by`` the author
    "synopsis": Item,  # the whole story with its ending: behind the spoiler guard always
    "keywords": str,
    "taglines": str,
    "certificates": Fact,  # kind: country in English; value: mark; note
    "advisory": Item,  # kind: topic, as ``MPAA``; text
    "countries": str,  # in English: ``United Kingdom``
    "languages": str,  # in English: ``French``
    "release_dates": Fact,  # kind: country; value: ISO date, as far as it is known (``1948``, ``1948-09``); note
    "akas": Aka,
    "locations": Fact,  # value: place; note: what it is in the film
    "business": Fact,  # kind: ``budget``, ``gross``, ``opening``, ``rentals``, ``admissions``, …; value: as written; note
    "companies": Fact,  # kind: ``production``, ``distribution``, ``effects``, ``other``; value: name; note
    "technical": Fact,  # kind: ``runtime``, ``sound mix``, ``colour``, ``aspect ratio``, ``negative``, …; value; note
    "literature": Fact,  # kind: ``book``, ``article``, ``interview``, …; value: as written
    "links": Fact,  # kind: ``official site``, ``trailer``, …; value: address; note: label
    "trivia": Item,
    "goofs": Item,  # kind as in the starter: ``continuity``, ``anachronism``, ``not a goof``, …
    "quotes": Quote,
    "connections": Connection,  # ``other`` is None: title and year say which
    "soundtrack": Song,
    "versions": Item,
    "crazy_credits": Item,
    "credits": NamedCredit,
    "awards": Award,
    "reviews": Review,
    "critics": Critic,
    "consensus": Item,  # of critics; ``by`` who says so
    "faq": Question,
    "biography": Item,  # of a person; kind as in the starter: ``mini biography``, ``trivia``, ``quote``, …
}


class Subject(NamedTuple):
    """A title or person as a source names it. ``key`` is unique in the source; ``directors`` decide between namesakes."""

    key: str
    of: Mention | PersonMention
    directors: tuple[str, ...] = ()


class Told(NamedTuple):
    """Entries of one section of one subject; ``rows`` are the rows of the file that they were made of."""

    subject: Subject
    section: str
    entries: tuple[Entry, ...]
    rows: int = 1


#: What a reader yields: something told, or rows that it cannot use.
Piece = Told | Unplaced
