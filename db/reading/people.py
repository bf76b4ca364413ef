"""A person's page."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict

from db.base.records.cards import TitleCard
from db.base.records.pages import Award, CoStar, Item, PersonPage, Role
from db.catalogue import documents
from db.catalogue.documents import PERFORMING, Entry
from db.personal import notes
from db.reading.cards import cards, person
from db.reading.cards import people as person_cards
from db.reading.sections import awards_of
from db.reading.told import told

__all__ = ["card", "cards_of", "page"]

card = person
cards_of = person_cards

#: Titles whose credits are read for characters and company: the newest of a filmography longer than any page.
_READ = 1_000
_CO_STARS, _NAMED = 12, 3
#: Categories that close a filmography, whatever their number.
_LAST = {"self": 1, "archive_footage": 2, "archive_sound": 3}


def page(con: sqlite3.Connection, person_id: int) -> PersonPage:
    """The whole page; NotFound where the catalogue does not hold the person."""
    who = person(con, person_id)
    listed = documents.filmography(con, person_id)
    titles = cards(con, (title_id for title_id, _ in listed))
    newest = sorted(titles, key=lambda title_id: -(titles[title_id].year or 0))[:_READ]
    entries = documents.entries(con, newest)
    return PersonPage(
        card=who,
        also_known_as=tuple(
            row[0] for row in con.execute("SELECT name FROM person_aka WHERE person_id = ? ORDER BY name", (person_id,))
        ),
        biography=told(con, person_id, "biography", person=True).join("biography", _biography(con, person_id)),
        known_for=_known_for(con, person_id, titles),
        roles=_roles(person_id, listed, titles, entries),
        co_stars=_co_stars(con, person_id, entries, titles),
        seen=sum(title.mine.seen for title in titles.values()),
        followed=con.execute("SELECT 1 FROM my_follow WHERE person_id = ?", (person_id,)).fetchone() is not None,
        note=notes.note(con, "person", person_id),
        awards=_awards(con, person_id, titles),
    )


def _biography(con: sqlite3.Connection, person_id: int) -> tuple[Item, ...]:
    rows = con.execute(
        "SELECT text, biography.kind, source.name FROM biography JOIN source ON source.id = source_id"
        " WHERE person_id = ? ORDER BY biography.id",
        (person_id,),
    )
    return tuple(Item(text, kind, source=source) for text, kind, source in rows)


def _known_for(con: sqlite3.Connection, person_id: int, titles: dict[int, TitleCard]) -> tuple[TitleCard, ...]:
    """The titles named on their record; else those of most votes, else the newest."""
    row = con.execute("SELECT known_for FROM person WHERE id = ?", (person_id,)).fetchone()
    named = [int(title_id) for title_id in row[0].split(",")] if row[0] else []
    if found := tuple(titles[title_id] for title_id in named if title_id in titles):
        return found
    return tuple(sorted(titles.values(), key=lambda title: (-(title.votes or 0), -(title.year or 0), title.id))[:4])


def _roles(
    person_id: int, listed: list[tuple[int, str]], titles: dict[int, TitleCard], entries: dict[int, list[Entry]]
) -> tuple[Role, ...]:
    """By category, the one with most titles first; newest first within it."""
    count = Counter(category for title_id, category in listed if title_id in titles)
    roles = []
    for title_id, category in listed:
        if title_id not in titles:
            continue
        parts = [row for row in entries.get(title_id, ()) if row.person_id == person_id and row.category == category]
        jobs, characters, names = (
            "; ".join(dict.fromkeys(filter(None, found))) or None
            for found in (
                [row.job for row in parts],
                [row.character for row in parts],
                [row.credited_as for row in parts],
            )
        )
        roles.append(Role(titles[title_id], category, jobs, characters, names))
    return tuple(
        sorted(
            roles,
            key=lambda role: (
                _LAST.get(role.category, 0),
                -count[role.category],
                role.category,
                -(role.card.year or 9999),  # what has no year yet is still to come
                role.card.title,
            ),
        )
    )


def _co_stars(
    con: sqlite3.Connection, person_id: int, entries: dict[int, list[Entry]], titles: dict[int, TitleCard]
) -> tuple[CoStar, ...]:
    """Who performed with them (or, for one who never performs, for them) most often; the better billed first among equals."""
    together: dict[int, list[int]] = defaultdict(list)
    billing: dict[int, int] = {}
    for title_id, rows in entries.items():
        cast = dict.fromkeys(row.person_id for row in rows if row.category in PERFORMING and row.person_id != person_id)
        for place, other in enumerate(cast):
            together[other].append(title_id)
            billing[other] = min(place, billing.get(other, place))
    most = sorted(together, key=lambda other: (-len(together[other]), billing[other], other))
    found = person_cards(con, most[:_CO_STARS])
    return tuple(
        CoStar(
            known,
            len(together[other]),
            tuple(
                titles[title_id].title for title_id in sorted(together[other], key=lambda t: titles[t].year or 0)[:_NAMED]
            ),
        )
        for other, known in found.items()
    )


def _awards(con: sqlite3.Connection, person_id: int, titles: dict[int, TitleCard]) -> tuple[tuple[TitleCard, Award], ...]:
    """Prizes and nominations that name them, by year."""
    named = [
        (titles[title_id], award)
        for title_id, awards in awards_of(con, tuple(titles)).items()
        for award in awards
        if any(nominee == person_id for _, nominee in award.people)
    ]
    return tuple(sorted(named, key=lambda pair: (pair[1].year or 0, not pair[1].won, pair[0].title)))
