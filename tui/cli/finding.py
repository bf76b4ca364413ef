"""Which title or person a viewer means by what they wrote."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from db.base import fold
from db.base.errors import BadInput, NotFound
from db.base.ids import number, tconst
from db.base.records.cards import PersonCard, TitleCard

_IN_BRACKETS = re.compile(r"\s*\(((?:18|19|20)\d\d)\)$")
_DATED = re.compile(r"^(?P<name>.+?)[\s(]+(?P<year>(?:18|19|20)\d\d)\)?$")
_EPISODE = re.compile(r"^s(?P<season>\d{1,5})(?:e(?P<number>\d{1,6}))?$", re.IGNORECASE)
#: How many hits are looked at for others of the same name.
_LOOKED_AT = 30


def anything(con: sqlite3.Connection, words: Sequence[str]) -> TitleCard | PersonCard:
    """The title or person meant. A name that several share is refused with the choices; otherwise the best hit is taken."""
    written = " ".join(words)
    if (card := _by_id(con, written)) is not None:
        return card
    hits = _hits(con, written)
    same = [card for card in hits if _is_called(card, written)]
    if not same:
        _refuse_another_year(hits, written)
    if len(same) > 1 and not isinstance(same[0], PersonCard):
        raise _ambiguous(written, [card for card in same if isinstance(card, TitleCard)])
    return (same or hits)[0]


def title(con: sqlite3.Connection, words: Sequence[str]) -> TitleCard:
    """The title meant, where something is to be written about it: there must be no doubt."""
    written = " ".join(words)
    if (card := _by_id(con, written)) is not None:
        if isinstance(card, PersonCard):
            raise BadInput(f"{card.name} is a person.", "Name a title.")
        return card
    hits = [card for card in _hits(con, written) if isinstance(card, TitleCard)]
    if not hits:
        raise NotFound(f"There is no title called {written}.", "See what there is: matinee search")
    same = [card for card in hits if _is_called(card, written)]
    if not same:
        _refuse_another_year(hits, written)
        same = hits
    if len(same) > 1:
        raise _ambiguous(written, same)
    return same[0]


def _series(con: sqlite3.Connection, name: list[str]) -> TitleCard:
    """The series meant: of several titles of one name, that which has episodes."""
    written = " ".join(name)
    if _by_id(con, written) is not None:
        return title(con, name)
    same = [
        card
        for card in _hits(con, written)
        if isinstance(card, TitleCard) and card.kind in ("tvSeries", "tvMiniSeries") and _is_called(card, written)
    ]
    return same[0] if len(same) == 1 else title(con, name)


def episode(con: sqlite3.Connection, words: Sequence[str]) -> TitleCard | None:
    """The episode meant by a series and ``s2e3`` as the last word; None where that is not how it ends."""
    *name, last = " ".join(words).split()
    found = _EPISODE.match(last)
    if not name or found is None or found["number"] is None:
        return None
    series, season, at = _series(con, name), int(found["season"]), int(found["number"])
    row = con.execute(
        "SELECT id FROM title WHERE series_id = ? AND season = ? AND episode = ?", (series.id, season, at)
    ).fetchone()
    if row is None:
        raise NotFound(f"{series.title} has no season {season}, episode {at} in this catalogue.", "See: matinee show")
    from db.reading import cards

    return cards.card(con, row[0])


def season(con: sqlite3.Connection, words: Sequence[str]) -> tuple[TitleCard, int] | None:
    """The series and season meant by ``s2`` as the last word; None where that is not how it ends."""
    *name, last = " ".join(words).split()
    found = _EPISODE.match(last)
    if not name or found is None or found["number"] is not None:
        return None
    return _series(con, name), int(found["season"])


def person(con: sqlite3.Connection, written: str) -> PersonCard:
    """The person meant: by id, else the most noted of that name, else the best hit."""
    from db.search.engine import search

    if written.strip()[:2].lower() in ("nm", "lo") and isinstance(card := _by_id(con, written), PersonCard):
        return card
    hits = [hit.card for hit in search(con, written, limit=_LOOKED_AT, kinds=("person",)).hits]
    people = [card for card in hits if isinstance(card, PersonCard)]
    if not people:
        raise NotFound(f"There is nobody called {written}.", "Other spellings and part of the name work too: matinee search")
    return next((card for card in people if _is_called(card, written)), people[0])


def _by_id(con: sqlite3.Connection, written: str) -> TitleCard | PersonCard | None:
    """By id. Bare digits are one from five places on; fewer may be a year or a name (1917, 300)."""
    from db.reading import cards

    if (person_id := number(written, "nm")) is not None and not written.strip()[0].isdigit():
        return cards.person(con, person_id) if not written.startswith("local-") else _local(con, person_id)
    title_id = number(written, "tt")
    if title_id is None:
        return None
    if written.strip().isdigit() and (len(written.strip()) < 5 or title_id not in cards.cards(con, (title_id,))):
        return None
    return cards.card(con, title_id)


def _local(con: sqlite3.Connection, local_id: int) -> TitleCard | PersonCard:
    """Whoever or whatever has an id of Matinee's own."""
    from db.reading import cards

    return cards.people(con, (local_id,)).get(local_id) or cards.card(con, local_id)


def _hits(con: sqlite3.Connection, written: str) -> list[TitleCard | PersonCard]:
    from db.search.engine import search

    found = [hit.card for hit in search(con, _IN_BRACKETS.sub(r" \1", written), limit=_LOOKED_AT).hits]
    if not found:
        raise NotFound(f"Nothing is called {written}.", "Other spellings and part of the name work too: matinee search")
    return found


def _is_called(card: TitleCard | PersonCard, written: str) -> bool:
    """Whether ``written`` is the whole name, with or without the year."""
    wanted = fold.key(written)
    if isinstance(card, PersonCard):
        return fold.key(card.name) == wanted
    names = {fold.key(name) for name in (card.title, card.original_title) if name}
    return wanted in names or wanted in {f"{name} {card.year}" for name in names}


def _refuse_another_year(hits: Sequence[TitleCard | PersonCard], written: str) -> None:
    """NotFound where a year was given and titles of that name are all of other years: the year is meant."""
    found = _DATED.match(written)
    if found is None:
        return
    named = [card for card in hits if isinstance(card, TitleCard) and _is_called(card, found["name"])]
    if named and all(str(card.year) != found["year"] for card in named):
        shown = ", ".join(f"{tconst(card.id)} {card.title} ({card.year or '?'})" for card in named[:8])
        raise NotFound(f"There is no {found['name']} of {found['year']}; there is {shown}.", "Give its id or another year.")


def _ambiguous(written: str, cards: Sequence[TitleCard]) -> BadInput:
    shown = ", ".join(f"{tconst(card.id)} {card.title} ({card.year or '?'})" for card in cards[:8])
    more = f" and {len(cards) - 8} more" if len(cards) > 8 else ""
    return BadInput(f"{written} may be any of these: {shown}{more}.", "Say its id, or its name with the year.")
