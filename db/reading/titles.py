"""A title's page and all that hangs on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from db.base.errors import NotFound
from db.base.ids import tconst
from db.base.records.cards import OnList
from db.base.records.pages import Credit, Fact, Item, TitlePage
from db.catalogue.documents import PERFORMING, credits
from db.personal import notes, owned
from db.personal.marks import has
from db.reading import episodes, my_lists, viewings
from db.reading import similar as likeness
from db.reading.cards import card, cards
from db.reading.glance import glance
from db.reading.moves import moves
from db.reading.sections import (
    awards,
    certificates,
    connections,
    countries,
    counts,
    critics,
    details,
    did_you_know,
    first_review,
    releases,
    reviews,
    storyline,
)
from db.reading.told import first

__all__ = [
    "awards", "card", "cards", "connections", "counts", "credits", "critics", "details", "did_you_know", "on_lists", "page",
    "reviews", "storyline",
]  # fmt: skip

#: Whose certificate the head of the page shows, first to last; then any.
_CERTIFIED_BY = ("United States", "United Kingdom")
_BILLED, _SUGGESTED = 15, 6


def page(con: sqlite3.Connection, title_id: int) -> TitlePage:
    """The page's head and overview; NotFound where the catalogue does not hold the title."""
    core = con.execute(
        "SELECT original_title, is_adult, ifnull(rating_as_of, ''), series_id, season, episode FROM title WHERE id = ?",
        (title_id,),
    ).fetchone()
    if core is None:
        raise _absent(con, title_id)
    original, is_adult, as_of, series_id, season, episode = core
    people = credits(con, title_id)
    mine = card(con, title_id)
    held = counts(con, title_id)
    plot = _plot(con, title_id)
    before, after = episodes.neighbours(con, series_id, season, episode) if series_id is not None else (None, None)
    return TitlePage(
        card=mine,
        original_title=original,
        is_adult=bool(is_adult),
        rating_as_of=as_of,
        certificate=_certificate(certificates(con, title_id)),
        release=_release(releases(con, title_id), countries(con, title_id)),
        plot=plot.text,
        plot_from=plot.source,
        glance=glance(con, title_id),
        directors=tuple(credit for credit in people if credit.category == "director"),
        writers=tuple(credit for credit in people if credit.category == "writer"),
        cast=_billed(people),
        awards=awards(con, title_id),
        trivia=_trivia(con, title_id),
        review=first_review(con, title_id),
        similar=likeness.similar(con, title_id, _SUGGESTED),
        counts=held,
        diary=tuple(viewings.entries(con, title_id=title_id)),
        move=moves(con, (title_id,)).get(title_id),
        series=cards(con, (series_id,)).get(series_id) if series_id is not None else None,
        season=season,
        episode=episode,
        before=before,
        after=episodes.next_unseen(con, title_id) if held.episodes else after,
        own_review=mine.mine.reviewed,
        note=notes.note(con, "title", title_id),
        owned=tuple(owned.owned(con, title_id)) if mine.mine.owned else (),
        source=_source(con, title_id),
    )


def _absent(con: sqlite3.Connection, title_id: int) -> NotFound:
    """What to say of a title that has no page: the viewer may have spoken of it under another catalogue."""
    known = cards(con, (title_id,)).get(title_id)
    if known is None:
        return NotFound(
            f"There is no title {tconst(title_id)} in this catalogue.", "Search for it, or import a catalogue that has it."
        )
    name = f"{known.title} ({known.year})" if known.year else known.title
    return NotFound(
        f"{name} is not in this catalogue; what you said about it is kept.",
        "Import a catalogue that has it to see its page.",
    )


def _billed(people: Sequence[Credit]) -> tuple[Credit, ...]:
    return tuple(credit for credit in people if credit.category in PERFORMING)[:_BILLED]


def _certificate(found: Sequence[Fact]) -> str:
    for country in _CERTIFIED_BY:
        for fact in found:
            if fact.kind == country:
                return fact.value
    return found[0].value if found else ""


def _release(found: Sequence[Fact], home: Sequence[str]) -> Fact | None:
    """The first release at home: a general one before one with a note, a whole date before a part of one."""

    def order(fact: Fact) -> tuple[bool, bool, bool, str]:
        return fact.kind not in home[:1], bool(fact.note), len(fact.value) < len("1948-09-06"), fact.value

    return min(found, key=order, default=None)


def _plot(con: sqlite3.Connection, title_id: int) -> Item:
    """The outline, or the first summary where there is none, or the first that a source has."""
    row = con.execute(
        "SELECT text FROM plot WHERE title_id = ? AND kind IN ('outline', 'summary') ORDER BY kind, id LIMIT 1", (title_id,)
    ).fetchone()
    found = Item(row[0]) if row else first(con, title_id, "plots")
    return found if isinstance(found, Item) else Item("")


def _trivia(con: sqlite3.Connection, title_id: int) -> Item | None:
    row = con.execute(
        "SELECT text FROM trivia WHERE title_id = ? AND spoiler = 0 ORDER BY id LIMIT 1", (title_id,)
    ).fetchone()
    if row:
        return Item(row[0])
    found = first(con, title_id, "trivia")
    return found if isinstance(found, Item) else None


def _source(con: sqlite3.Connection, title_id: int) -> str:
    """Where the core record is from: an import of IMDb's data has every title with an id of IMDb's."""
    row = con.execute("SELECT name, dated FROM source WHERE kind = 'imdb' ORDER BY id DESC LIMIT 1").fetchone()
    if row is None or title_id < 0:
        return "Matinee"
    return f"{row[0]} of {row[1]}" if row[1] else str(row[0])


def on_lists(con: sqlite3.Connection, title_id: int) -> tuple[OnList, ...]:
    """The viewer's lists that hold the title, then the catalogue's, each with its size and how much of it is seen."""
    return (*my_lists.lists_holding(con, title_id), *_catalogue_lists(con, title_id))


_HOLDING = f"""
SELECT list.key, list.name, ifnull(list.author, ''), here.position, here.score, ifnull(list.dated, ''), list.ranked,
       (SELECT count(*) FROM list_entry WHERE list_id = list.id),
       (SELECT count(*) FROM list_entry AS entry WHERE list_id = list.id AND {has("seen", "entry.title_id")})
FROM list_entry AS here JOIN list ON list.id = here.list_id WHERE here.title_id = ? ORDER BY list.id
"""


def _catalogue_lists(con: sqlite3.Connection, title_id: int) -> tuple[OnList, ...]:
    return tuple(
        OnList(f"canon:{key}", name, by, size, position if ranked else None, dated, seen, score)
        for key, name, by, position, score, dated, ranked, size, seen in con.execute(_HOLDING, (title_id,))
    )
