"""The viewer's records as the plain records of ``db.base.records.exchange``, with the titles as the catalogue names them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.exchange import (
    Entry,
    Follow,
    Like,
    ListHead,
    Mention,
    Note,
    Origin,
    Owned,
    PersonMention,
    Rating,
    Record,
    Review,
    SeriesState,
    Tag,
    Viewing,
)
from db.base.records.kept import unpacked
from db.base.records.taken import Details, Taken
from db.catalogue import documents
from db.reading.cards import cards, people

_ORIGIN = Origin("personal.db", 0)
#: Which rows of imports are without a match still: their title has found no place since.
_UNMATCHED = """FROM my_unmatched WHERE NOT EXISTS (SELECT 1 FROM my_title AS t WHERE t.title_id IS NOT NULL
AND t.uid = CASE WHEN json_valid(row) THEN json_extract(row, '$.title') END)"""
#: What no record holds, by what it is; ``stopped`` viewings are of films that were not seen to the end.
_OTHERS = {
    "viewings that stopped before the end": "said_diary WHERE stopped_at IS NOT NULL",
    "smart lists": "my_list WHERE kind = 'smart'",
    "earlier texts of reviews": "said_review_version",
    "drafts of reviews": "said_draft",
    "votes on reviews": "said_vote",
    "hidden titles": "said_hidden",
    "corrections": "said_correction",
    "threads": "said_thread",
    "duels": "said_duel",
    "answers about titles and people": "my_answer",
    "decisions about rows of imports": "my_decision",
    "rows of imports without a match": _UNMATCHED.removeprefix("FROM "),
}


def taken(con: sqlite3.Connection) -> Taken:
    """Everything that records can hold, in a fixed order, and the count of the rest."""
    return _Taking(con).taken


class _Taking:
    """The records while they are made."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        self.taken = Taken()
        self._heads = self._lists()
        said = [row[0] for row in con.execute("SELECT DISTINCT shown_id FROM my_title")]
        self._titles = _mentions(con, said, self.taken.cards)
        known = people(con, (row[0] for row in con.execute("SELECT DISTINCT shown_id FROM my_person")))
        self._people = {}
        for person_id, name in con.execute("SELECT shown_id, name FROM my_person ORDER BY id DESC").fetchall():
            card = known.get(person_id) or PersonCard(person_id, name)
            self._people[person_id] = of = PersonMention(card.name, person_id if person_id > 0 else None)
            self.taken.people[of] = card
        for make in (self._viewings, self._opinions, self._texts, self._entries):
            self.taken.records.extend(make())
        for what, where in _OTHERS.items():
            if count := con.execute(f"SELECT count(*) FROM {where}").fetchone()[0]:
                self.taken.others[what] = count

    def _viewings(self) -> Iterator[Record]:
        for uid, title, day, rewatch, rating, liked, tags, place, company, note in self._con.execute(
            "SELECT uid, title_id, watched_on, rewatch, rating, liked, tags, place, company, note FROM my_diary"
            " WHERE stopped_at IS NULL ORDER BY watched_on IS NULL, watched_on, id"
        ):
            yield Viewing(
                origin=_ORIGIN,
                key=("viewing", uid),
                of=self._titles[title],
                at=day,
                rewatch=bool(rewatch),
                rating=rating,
                liked=None if liked is None else bool(liked),
                tags=tuple(json.loads(tags)),
                place=place,
                company=company,
                note=note,
            )

    def _opinions(self) -> Iterator[Record]:
        titles, origin = self._titles, _ORIGIN
        for title, value, at in self._each("title_id, value, rated_at FROM my_rating ORDER BY rated_at, title_id"):
            yield Rating(origin=origin, of=titles[title], value=value, at=at)
        for title, season, value, at in self._each("title_id, season, value, rated_at FROM my_season ORDER BY 4, 1, 2"):
            yield Rating(origin=origin, of=titles[title], value=value, at=at, season=season)
        for title, at in self._each("title_id, liked_at FROM my_like ORDER BY liked_at, title_id"):
            yield Like(origin=origin, of=titles[title], at=at)
        for title, state, at in self._each("title_id, state, since FROM my_state ORDER BY since, title_id"):
            yield SeriesState(origin=origin, of=titles[title], state=state, at=at)
        for title, word in self._each("title_id, tag FROM my_tag ORDER BY id"):
            yield Tag(origin=origin, of=titles[title], word=word)
        for person, at in self._each("person_id, followed_at FROM my_follow ORDER BY followed_at, person_id"):
            yield Follow(origin=origin, of=self._people[person], at=at)
        for title, medium, where, at in self._each("title_id, medium, location, added_at FROM my_owned ORDER BY id"):
            yield Owned(origin=origin, of=titles[title], location=where, medium=medium, at=at)

    def _texts(self) -> Iterator[Record]:
        for uid, title, viewing, headline, text, spoiler, at in self._each(
            "s.uid, s.title_id, d.uid, s.headline, s.text, s.spoiler, s.written_at FROM my_review AS s"
            " LEFT JOIN said_diary AS d ON d.id = s.viewing_id ORDER BY s.written_at, s.id"
        ):
            yield Review(
                origin=_ORIGIN,
                key=("review", uid),
                of=self._titles[title],
                text=text,
                headline=headline,
                spoiler=bool(spoiler),
                at=at,
                viewing=("viewing", viewing) if viewing else (),
            )
        for title, text, at in self._each("title_id, text, edited_at FROM my_note ORDER BY edited_at, title_id"):
            yield Note(origin=_ORIGIN, of=self._titles[title], text=text, at=at)
        for person, text, at in self._each("person_id, text, edited_at FROM my_person_note ORDER BY edited_at, person_id"):
            yield Note(origin=_ORIGIN, of=self._people[person], text=text, at=at)

    def _lists(self) -> dict[int, ListHead]:
        heads = {}
        for row_id, uid, kind, name, about, ranked, at in self._each(
            "id, uid, kind, name, about, ranked, created_at FROM my_list WHERE kind <> 'smart'"
            " ORDER BY kind <> 'watchlist', position, id"
        ):
            heads[row_id] = ListHead(("list", uid), name, kind, about, bool(ranked), at)
        self.taken.lists.extend(heads.values())
        return heads

    def _entries(self) -> Iterator[Record]:
        favourites = ListHead(("favourites",), "Favourites", "favourites", ranked=True)
        for title, at in self._each("title_id, chosen_at FROM my_favourite ORDER BY place"):
            yield Entry(origin=_ORIGIN, of=self._titles[title], on=favourites, at=at)
        places = {row_id: place for place, row_id in enumerate(self._heads)}
        found: list[tuple[int, float, int, Mention | PersonMention, str, str]] = []
        sources: tuple[tuple[str, Callable[[int], Mention | PersonMention]], ...] = (
            ("title_id, list_id, position, id, note, added_at FROM my_list_entry", self._titles.__getitem__),
            ("person_id, list_id, position, id, note, added_at FROM my_list_person", self._people.__getitem__),
        )
        for source, of in sources:
            for subject, on, position, entry, note, at in self._each(source):
                if on in places:
                    found.append((places[on], position, entry, of(subject), note, at))
        heads = list(self._heads.values())
        for at_list, _, _, about, note, at in sorted(found, key=lambda each: each[:3]):
            yield Entry(origin=_ORIGIN, of=about, on=heads[at_list], note=note, at=at)

    def _each(self, query: str) -> list[Any]:
        return self._con.execute(f"SELECT {query}").fetchall()


def _mentions(con: sqlite3.Connection, ids: Iterable[int], into: dict[Mention, TitleCard]) -> dict[int, Mention]:
    """What the titles are called, an episode by its series and number; their cards go into ``into``."""
    held = cards(con, ids)
    episodes = {
        row[0]: row[1:]
        for row in con.execute(
            "SELECT id, series_id, season, episode FROM title"
            " WHERE series_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(held)),),
        )
    }
    series = cards(con, {place[0] for place in episodes.values()})
    found = {}
    for title_id, card in held.items():
        of = _mention(card)
        series_id, season, number = episodes.get(title_id, (None, None, None))
        if series_id in series:
            of = of._replace(series=_mention(series[series_id]), season=season, number=number)
        found[title_id] = of
        into[of] = card
    return found


def _mention(card: TitleCard) -> Mention:
    return Mention(card.title, card.year, card.kind, card.id if card.id > 0 else None)


def details(con: sqlite3.Connection, title_ids: Iterable[int]) -> dict[int, Details]:
    """Directors and first release by title id, of those that the catalogue holds."""
    asked = list(dict.fromkeys(title_ids))
    directing = {
        title_id: [(entry.person_id, entry.credited_as) for entry in entries if entry.category == "director"]
        for title_id, entries in documents.entries(con, asked).items()
    }
    called = documents.names(con, (person for entries in directing.values() for person, _ in entries))
    released = dict(
        con.execute(
            "SELECT title_id, min(date) FROM release_date WHERE title_id IN (SELECT value FROM json_each(?)) GROUP BY title_id",
            (json.dumps(asked),),
        ).fetchall()
    )
    return {
        title_id: Details(
            tuple(name for person, credited in directing.get(title_id, ()) if (name := called.get(person) or credited)),
            released.get(title_id) or "",
        )
        for title_id in asked
        if title_id in directing or title_id in released
    }


#: The columns of :func:`unmatched`.
UNMATCHED = ("Source", "Kind", "Title", "Year", "File", "Line", "Seen", "Row")


def unmatched(con: sqlite3.Connection) -> list[tuple[str | int | None, ...]]:
    """Rows of imports without a match, by :data:`UNMATCHED`: what they were taken for, where they stood, and their text.

    A row whose title has found its place since is none.
    """
    found: list[tuple[str | int | None, ...]] = []
    for origin, row, seen_at in con.execute(f"SELECT origin, row, seen_at {_UNMATCHED} ORDER BY id"):
        try:
            kept = unpacked(row)
        except ValueError:
            found.append((origin, "", "", None, "", None, seen_at, row))
            continue
        of = kept.mention
        name = of.label if of.series is not None else of.name
        found.append((origin, kept.kind, name, of.year, kept.file, kept.line, seen_at, kept.text))
    return found
