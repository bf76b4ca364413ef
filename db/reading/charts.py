"""Charts: top rated, most rated and risers, narrowed by kind, genre, decade and country; the catalogue's lists beside them.

The order of note is that of the search index (``title_rank``), so a chart reads the noted few and never the whole table.
"""

from __future__ import annotations

import sqlite3

from db.base.errors import NotFound
from db.base.records.cards import ListCard, ListEntry, TitleCard
from db.base.records.findings import Riser
from db.base.records.pages import Move
from db.catalogue.facets import ADULT_SHIFT, GENRE_SHIFT, GENRES, KINDS, genre_bits
from db.reading.canon_lists import list_card, list_entries, lists
from db.reading.cards import cards
from db.reading.moves import missing, moves, risers, snapshots, written

__all__ = ["chart_card", "chart_entries", "charts", "list_card", "list_entries", "lists", "most_rated", "top_rated"]

PREFIX = "chart:"
#: Votes that a rating needs to stand half on its own: below, it is drawn towards the mean.
MINIMUM = 25_000
#: The mean towards which it is drawn, and how many of the most noted titles a chart considers.
MEAN, CONSIDERED = 7.0, 5_000
FORMULA = f"(votes × rating + {MINIMUM:,} × {MEAN}) / (votes + {MINIMUM:,})"
_WEIGHTED = f"(num_votes * average_rating + {MINIMUM * MEAN}) / (num_votes + {MINIMUM})"

#: Places of the longest chart and of one genre or decade; ranks looked through to see which of those there are.
_LONG, _SHORT, _NOTED = 250, 100, 20_000
_ADULT, _GENRES = 1 << ADULT_SHIFT, GENRE_SHIFT
#: Kinds that a chart shows where none is asked for: neither episodes, shorts nor games stand among films and series.
_CHARTED = ", ".join(
    str(code)
    for code, kind in enumerate(KINDS)
    if kind in ("movie", "tvMovie", "video", "tvSeries", "tvMiniSeries", "tvSpecial")
)
_BY_ACCLAIM = "acclaim: Sight & Sound votes of 2012, prizes and nominations"


def by_votes(con: sqlite3.Connection) -> bool:
    """Whether the catalogue's titles have votes; otherwise they are ordered by acclaim."""
    row = con.execute("SELECT value FROM fact WHERE key = 'ranked_by'").fetchone()
    return row is not None and row[0] == "votes"


def most_rated(
    con: sqlite3.Connection, *, kind: str | None = None, genre: str | None = None, decade: int | None = None,
    country: str | None = None, adult: bool = False, limit: int = 50, offset: int = 0,
) -> tuple[TitleCard, ...]:  # fmt: skip
    """The most noted titles: by votes, or by acclaim where there are none."""
    where, values = _narrowed(kind, genre, decade, country, adult=adult)
    rows = con.execute(
        f"SELECT title_id FROM title_rank WHERE {where} ORDER BY rank LIMIT ? OFFSET ?", (*values, limit, offset)
    )
    return tuple(cards(con, [row[0] for row in rows]).values())


def top_rated(
    con: sqlite3.Connection, *, kind: str | None = None, genre: str | None = None, decade: int | None = None,
    country: str | None = None, adult: bool = False, limit: int = 50, offset: int = 0,
) -> tuple[TitleCard, ...]:  # fmt: skip
    """By weighted rating (:data:`FORMULA`, shown as the card's note) where there are votes, else by acclaim."""
    if not by_votes(con):
        return most_rated(
            con, kind=kind, genre=genre, decade=decade, country=country, adult=adult, limit=limit, offset=offset
        )
    where, values = _narrowed(kind, genre, decade, country, adult=adult)
    rows = con.execute(
        f"""SELECT id, {_WEIGHTED} AS weighted FROM title
        WHERE id IN (SELECT title_id FROM title_rank WHERE {where} ORDER BY rank LIMIT ?) AND num_votes > 0
        ORDER BY weighted DESC, num_votes DESC, id LIMIT ? OFFSET ?""",
        (*values, CONSIDERED, limit, offset),
    ).fetchall()
    found = cards(con, [row[0] for row in rows])
    return tuple(found[title_id]._replace(note=f"weighted {weighted:.2f}") for title_id, weighted in rows)


def _narrowed(
    kind: str | None, genre: str | None, decade: int | None, country: str | None, *, adult: bool
) -> tuple[str, list[str | int]]:
    """Conditions on ``title_rank`` and their values."""
    conditions, values = ["1" if adult else f"facets & {_ADULT} = 0"], list[str | int]()
    if kind is None and genre != "Short":
        conditions.append(f"facets & 15 IN ({_CHARTED})")
    elif kind is not None:
        if kind not in KINDS:
            raise NotFound(f"There is no kind of title called {kind}.", f"Kinds are {', '.join(KINDS[1:])}.")
        conditions.append("facets & 15 = ?")
        values.append(KINDS.index(kind))
    if genre is not None:
        if genre not in GENRES:
            raise NotFound(f"There is no genre called {genre}.", f"Genres are {', '.join(GENRES)}.")
        conditions.append(f"(facets >> {_GENRES}) & ? <> 0")
        values.append(genre_bits(genre))
    if decade is not None:
        conditions.append("year BETWEEN ? AND ?")
        values += [decade, decade + 9]
    if country is not None:
        conditions.append("EXISTS (SELECT 1 FROM country WHERE country.title_id = title_rank.title_id AND country = ?)")
        values.append(country)
    return " AND ".join(conditions), values


# -- the charts by key ---------------------------------------------------------------------------------------------


def charts(con: sqlite3.Connection) -> list[ListCard]:
    """The charts there are, each saying what it is ordered by; keys are ``chart:top``, ``chart:genre:Drama``, …"""
    rated = by_votes(con)
    lacking = missing(con)
    order = f"weighted rating, {FORMULA}" if rated else _BY_ACCLAIM
    about = f"Ordered by {order}."
    name = "Top rated" if rated else "Most acclaimed"
    heads = [ListCard(f"{PREFIX}top", name, "chart", _LONG, about=about, ranked=True)]
    if rated:
        most = "Ordered by the number of ratings."
        heads.append(ListCard(f"{PREFIX}most", "Most rated", "chart", _LONG, about=most, ranked=True))
    if rated or not lacking:
        climbed = lacking or f"The places that titles climbed by votes {_between(con)}, among the most noted."
        heads.append(ListCard(f"{PREFIX}risers", "Risers", "chart", 0 if lacking else _SHORT, about=climbed, ranked=True))
    heads += [ListCard(f"{PREFIX}genre:{genre}", genre, "chart", _SHORT, about=about, ranked=True) for genre in _genres(con)]
    heads += [
        ListCard(f"{PREFIX}decade:{decade}", f"The {decade}s", "chart", _SHORT, about=about, ranked=True)
        for decade in _decades(con)
    ]
    return heads


def _between(con: sqlite3.Connection) -> str:
    new, old = snapshots(con)
    return f"between {written(old.day)} and {written(new.day)}"


def _genres(con: sqlite3.Connection) -> list[str]:
    held = 0
    rows = con.execute("SELECT DISTINCT facets >> ? FROM title_rank WHERE rank <= ?", (_GENRES, _NOTED))
    for (bits,) in rows:
        held |= bits
    return [genre for bit, genre in enumerate(GENRES) if held >> bit & 1 and genre != "Adult"]


def _decades(con: sqlite3.Connection) -> list[int]:
    rows = con.execute(
        "SELECT DISTINCT year / 10 * 10 FROM title_rank WHERE rank <= ? AND year IS NOT NULL ORDER BY 1 DESC", (_NOTED,)
    )
    return [row[0] for row in rows]


def chart_card(con: sqlite3.Connection, key: str) -> ListCard:
    """One chart's card; NotFound for an unknown key."""
    found = next((card for card in charts(con) if card.key == key), None)
    if found is None:
        raise NotFound(f"This catalogue has no chart {key}.", "The charts screen shows those it has.")
    return found


def chart_entries(
    con: sqlite3.Connection, key: str, *, adult: bool = False, limit: int = 50, offset: int = 0
) -> list[ListEntry]:
    """A page of a chart; its length is the chart card's ``size`` at most. Notes say how a title moved, where that is known."""
    card = chart_card(con, key)
    limit = max(0, min(limit, card.size - offset))
    what, _, which = key.removeprefix(PREFIX).partition(":")
    if what == "risers":
        climbed = risers(con, adult=adult, limit=limit, offset=offset)
        return [ListEntry(position, one.card, _climb(one)) for position, one in enumerate(climbed, offset + 1)]
    if what == "most":
        found = most_rated(con, adult=adult, limit=limit, offset=offset)
    elif what == "genre":
        found = top_rated(con, genre=which, adult=adult, limit=limit, offset=offset)
    elif what == "decade":
        found = top_rated(con, decade=int(which), adult=adult, limit=limit, offset=offset)
    else:
        found = top_rated(con, adult=adult, limit=limit, offset=offset)
    moved = moves(con, (title.id for title in found))
    return [
        ListEntry(position, title, " · ".join(filter(None, [title.note, _moved(moved.get(title.id))])))
        for position, title in enumerate(found, offset + 1)
    ]


def _climb(riser: Riser) -> str:
    before = f"from {riser.before:,}" if riser.before is not None else "not ranked before"
    return f"▲ {riser.gained:,} to {riser.rank:,}, {before}"


def _moved(move: Move | None) -> str:
    """``▲ 3 by votes since 30 September 2026``; nothing for what stayed where it was."""
    if move is None or not move.change:
        return ""
    return f"{'▲' if move.change > 0 else '▼'} {abs(move.change):,} by {move.by} since {written(move.since)}"
