"""More like this: titles that share people, story or time with one, each with the honest reason in words.

Suggestions that an import computed (the ``similar`` table) come first. The others are found through the filmographies of
the people who made the title, its connections, its rarer keywords, and the most noted titles of its genres: every step is
bounded, so that a catalogue of millions answers like one of a thousand.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.base.records.pages import Similar
from db.catalogue import documents
from db.catalogue.documents import PERFORMING
from db.catalogue.facets import GENRE_SHIFT, GENRES, genre_bits
from db.personal.hidden import hidden
from db.reading.cards import cards

#: Worth of sharing one person, by what they did in both; performers by their billing here.
_PART = {"director": 3.0, "writer": 1.5, "cinematographer": 1.0, "composer": 1.0}
_BILLING = (2.5, 2.0, 2.0, 1.0, 1.0, 1.0)
#: What another title is to this one, and its worth.
_TIES = {
    "follows": ("the film it follows", 5.0),
    "followed by": ("its sequel", 5.0),
    "remake of": ("the film it remakes", 4.0),
    "remade as": ("its remake", 4.0),
    "version of": ("another version of the story", 3.0),
    "spin off from": ("the film it grew from", 3.0),
    "spin off": ("grew from it", 3.0),
}
#: Titles of one person, titles of one keyword, ranks looked through for genres, titles taken from them: no more than that.
_FILMS, _KEYWORDED, _RANKS, _NEIGHBOURS = 300, 200, 20_000, 150
#: Where the family name comes first, so that names are given whole.
_WHOLE = frozenset(("China", "Hong Kong", "Taiwan", "South Korea", "Vietnam"))
#: Names that end in the family name's suffix, or begin it with a particle.
_SUFFIXES = frozenset(("Jr.", "Sr.", "II", "III", "IV"))
_PARTICLES = frozenset("von van de der den del della di da du le la dos al el bin".split())


@dataclass(slots=True)
class _Candidate:
    """What a title has in common with the one in question."""

    people: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    keywords: list[str] = field(default_factory=list)
    tie: str = ""
    genres: int = 0
    decade: bool = False
    score: float = 0.0


def similar(con: sqlite3.Connection, title_id: int, limit: int = 24) -> tuple[Similar, ...]:
    """Up to ``limit`` titles like this one, nearest first, without those that the viewer does not want suggested."""
    unwanted = hidden(con, title_id) | {title_id}
    chosen = {
        other: reason or "liked by the same viewers"
        for other, reason in con.execute(
            "SELECT other_id, reason FROM similar WHERE title_id = ? ORDER BY score DESC, id LIMIT ?",
            (title_id, limit + len(unwanted)),
        )
        if other not in unwanted
    }
    if len(chosen) < limit:
        found = _candidates(con, title_id)
        home = {row[0] for row in con.execute("SELECT country FROM country WHERE title_id = ?", (title_id,))}
        whole = not home.isdisjoint(_WHOLE)
        # The id settles ties, so that the order never changes between two readings.
        for other in sorted(found, key=lambda other: (-found[other].score, other)):
            if len(chosen) >= limit:
                break
            if other not in unwanted and other not in chosen and (reason := _reason(found[other], whole=whole)):
                chosen[other] = reason
    return _described(con, dict(list(chosen.items())[:limit]))


def _candidates(con: sqlite3.Connection, title_id: int) -> dict[int, _Candidate]:
    found: dict[int, _Candidate] = defaultdict(_Candidate)
    _by_people(con, title_id, found)
    _by_keywords(con, title_id, found)
    ties = con.execute("SELECT kind, other_id FROM connection WHERE title_id = ? AND other_id IS NOT NULL", (title_id,))
    for kind, other in ties:
        if kind in _TIES and not found[other].tie:
            found[other].tie, worth = _TIES[kind]
            found[other].score += worth
    row = con.execute("SELECT kind, year, genres FROM title WHERE id = ?", (title_id,)).fetchone()
    if row is None:
        return {}
    kind, year, genres = row
    bits = genre_bits(genres)
    if bits:
        neighbours = con.execute(
            f"SELECT title_id FROM title_rank WHERE rank <= ? AND (facets >> {GENRE_SHIFT}) & ?2 = ?2 LIMIT ?",
            (_RANKS, bits, _NEIGHBOURS),
        )
        for (other,) in neighbours:
            found[other]
    found.pop(title_id, None)
    _compare(con, found, kind, year, bits)
    home = _countries(con, [title_id, *found])
    for other, candidate in found.items():
        if home.get(title_id) and home.get(other) == home[title_id]:
            candidate.score += 0.4
    return found


def _by_people(con: sqlite3.Connection, title_id: int, found: dict[int, _Candidate]) -> None:
    """Add what the people who count most in this title did elsewhere in the same part."""
    billed = 0
    for credit in documents.credits(con, title_id):
        if credit.category in PERFORMING:
            if billed == len(_BILLING):
                continue
            worth, part = _BILLING[billed], "cast"
            billed += 1
        elif credit.category in _PART:
            worth, part = _PART[credit.category], credit.category
        else:
            continue
        shared: set[int] = set()
        for other, category in documents.filmography(con, credit.person_id)[:_FILMS]:
            same = category in PERFORMING if part == "cast" else category == part
            if same and other not in shared:
                shared.add(other)
                if credit.name not in found[other].people[part]:
                    found[other].people[part].append(credit.name)
                    found[other].score += worth


def _by_keywords(con: sqlite3.Connection, title_id: int, found: dict[int, _Candidate]) -> None:
    """Add titles that share a keyword; the rarer the word, the more it says."""
    words = [
        row[0] for row in con.execute("SELECT keyword FROM keyword WHERE title_id = ? ORDER BY id LIMIT 60", (title_id,))
    ]
    for word in dict.fromkeys(words):
        holding = con.execute("SELECT title_id FROM keyword WHERE keyword = ? LIMIT ?", (word, _KEYWORDED + 1)).fetchall()
        if len(holding) > _KEYWORDED:
            continue
        for (other,) in holding:
            found[other].keywords.append(word)
            found[other].score += 2.0 / (1 + len(holding) ** 0.5)


def _compare(con: sqlite3.Connection, found: dict[int, _Candidate], kind: str, year: int | None, bits: int) -> None:
    """Add genres, era, kind and note; titles that the search does not hold, and adult ones, are dropped."""
    rows = con.execute(
        "SELECT title_id, title.year, facets, rank, title.kind FROM title_rank JOIN title ON title.id = title_id"
        " WHERE title_id IN (SELECT value FROM json_each(?)) AND is_adult = 0",
        (json.dumps(list(found)),),
    ).fetchall()
    dropped = found.keys() - {row[0] for row in rows}
    for other in dropped:
        del found[other]
    for other, other_year, facets, rank, other_kind in rows:
        candidate = found[other]
        others = (facets >> GENRE_SHIFT) & ((1 << len(GENRES)) - 1)
        candidate.genres = bits & others
        if bits | others:
            candidate.score += 1.5 * candidate.genres.bit_count() / (bits | others).bit_count()
        if year and other_year:
            candidate.decade = year // 10 == other_year // 10
            candidate.score += 0.8 * max(0.0, 1 - abs(year - other_year) / 20)
        candidate.score += 0.6 / (1 + rank / 300)
        if other_kind != kind:
            candidate.score *= 0.4


def _countries(con: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """The first country of each title."""
    rows = con.execute(
        "SELECT title_id, country FROM country WHERE title_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (json.dumps(list(ids)),),
    )
    return dict(rows.fetchall())


# -- in words ------------------------------------------------------------------------------------------------------


def _reason(candidate: _Candidate, *, whole: bool) -> str:
    """Why, in at most two phrases, the strongest first; empty where there is nothing to say. ``whole``: no name is cut."""
    people, phrases = candidate.people, []
    writers = [name for name in people["writer"] if name not in people["director"]]
    if candidate.tie:
        phrases.append(candidate.tie)
    if people["director"]:
        phrases.append(f"shares {together(people['director'], ' & ', whole=whole)}")
    if people["cast"]:
        phrases.append(f"{together(people['cast'][:3], whole=whole)} again")
    if writers:
        phrases.append(f"written by {together(writers, whole=whole)}")
    if people["cinematographer"]:
        phrases.append(f"photographed by {together(people['cinematographer'], whole=whole)}")
    if people["composer"]:
        phrases.append(f"music by {together(people['composer'], whole=whole)}")
    if len(candidate.keywords) > 1 or (candidate.keywords and not phrases):
        phrases.append(f"both have {_joined(candidate.keywords[:3])}")
    if not phrases and candidate.genres:
        names = [name.lower() for bit, name in enumerate(GENRES) if candidate.genres >> bit & 1]
        phrases.append(_joined(names) + (", same decade" if candidate.decade else ""))
    return ", ".join(phrases[:2])


def together(names: Sequence[str], last: str = " and ", *, whole: bool = False) -> str:
    """``Moira Shearer``, or ``Powell & Pressburger``: one name whole, several by their family names unless ``whole``."""
    return _joined(list(names) if whole or len(names) == 1 else [family(name) for name in names], last)


def family(name: str) -> str:
    """The family name as English speakers take it: ``De Niro``, ``von Sydow``, ``Downey Jr.``; a single word is itself."""
    parts = name.split()
    end = len(parts) - (2 if len(parts) > 2 and parts[-1] in _SUFFIXES else 1)
    while end > 1 and parts[end - 1].lower() in _PARTICLES:
        end -= 1
    return " ".join(parts[max(end, 0) :])


def _joined(words: Sequence[str], last: str = " and ") -> str:
    return last.join(filter(None, (", ".join(words[:-1]), words[-1])))


def _described(con: sqlite3.Connection, chosen: dict[int, str]) -> tuple[Similar, ...]:
    """The chosen titles as the page shows them."""
    found = cards(con, chosen)
    wanted = json.dumps(list(found))
    plots = dict(
        con.execute(
            "SELECT title_id, text FROM plot WHERE title_id IN (SELECT value FROM json_each(?)) AND kind = 'outline'"
            " ORDER BY id DESC",
            (wanted,),
        )
    )
    marks: dict[int, str] = {}
    for title_id, mark in con.execute(
        "SELECT title_id, certificate FROM certificate WHERE title_id IN (SELECT value FROM json_each(?))"
        " ORDER BY country = 'United States' DESC, country = 'United Kingdom' DESC, id",
        (wanted,),
    ):
        marks.setdefault(title_id, mark)
    entries = documents.entries(con, found)
    called = documents.names(con, (row.person_id for rows in entries.values() for row in rows))
    suggestions = []
    for title_id, card in found.items():
        rows = [row for row in entries.get(title_id, ()) if row.person_id in called]
        suggestions.append(
            Similar(
                card,
                chosen[title_id],
                plots.get(title_id, ""),
                marks.get(title_id, ""),
                tuple(called[row.person_id] for row in rows if row.category == "director"),
                tuple(called[row.person_id] for row in rows if row.category in PERFORMING)[:3],
            )
        )
    return tuple(suggestions)
