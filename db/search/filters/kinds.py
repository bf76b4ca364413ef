"""Filters on what a title is: its kind (``type:film``, ``series``) and its genre (``drama``, ``sci fi``)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from db.base import fold
from db.catalogue.facets import GENRE_SHIFT, GENRES, KINDS
from db.search.filters.entry import Condition, Entry, Filter, Parsed, begun, completed

_GENRES = {fold.key(genre).replace(" ", ""): genre for genre in GENRES} | {"noir": "Film-Noir"}
_KINDS: dict[str, tuple[str, ...]] = {
    "film": ("movie", "tvMovie", "video"),
    "movie": ("movie", "tvMovie", "video"),
    "series": ("tvSeries", "tvMiniSeries"),
    "miniseries": ("tvMiniSeries",),
    "episode": ("tvEpisode",),
    "short": ("short", "tvShort"),
    "game": ("videoGame",),
    "special": ("tvSpecial",),
    "tv": tuple(kind for kind in KINDS if kind.startswith("tv")),
} | {kind.lower(): (kind,) for kind in KINDS if kind and kind not in ("movie", "short")}


#: Words that mean a kind also without a key.
_PLAIN = {
    "series": "series",
    "miniseries": "miniseries",
    "short": "short",
    "shorts": "short",
    "films": "film",
    "episodes": "episode",
}


def of_kinds(kinds: Sequence[str]) -> Condition:
    """Titles of some of IMDb's kinds; unknown ones are left out."""
    codes = ", ".join(str(KINDS.index(kind)) for kind in kinds if kind in KINDS)
    return Condition(0, f"r.facets & 15 IN ({codes})")


def _kind(_key: str, value: str) -> Parsed | None:
    word = completed(fold.key(value).replace(" ", "") or "-", _KINDS)
    return Parsed(Filter("kind", value=word), word, only=True) if word else None


def _bare_kind(_text: str, folded: str) -> Parsed | None:
    word = _PLAIN.get(folded)
    return Parsed(Filter("kind", value=word), word) if word else None


def _genre(_key: str, value: str) -> Parsed | None:
    word = completed(fold.key(value).replace(" ", "") or "-", _GENRES)
    return Parsed(Filter("genre", value=_GENRES[word]), _GENRES[word], only=True) if word else None


def _bare_genre(_text: str, folded: str) -> Parsed | None:
    genre = _GENRES.get(folded.replace(" ", ""))
    return Parsed(Filter("genre", value=genre), genre) if genre else None


def _genre_condition(_con: sqlite3.Connection, wanted: Filter) -> Condition:
    bit = 1 << GENRE_SHIFT + GENRES.index(wanted.value)
    return Condition(0, f"r.facets & {bit} = {bit}")


KIND = Entry(
    "kind",
    "film, series, miniseries, episode, short, tv, game or special",
    ("type:film", "series", "shorts"),
    lambda _con, wanted: of_kinds(_KINDS[wanted.value]),
    keys=("type", "kind"),
    keyed=_kind,
    bare=_bare_kind,
    holds=lambda wanted, card: card.kind in _KINDS[wanted.value],
    values=lambda _con, typed: begun(typed, _KINDS),
)
GENRE = Entry(
    "genre",
    "one of IMDb's genres",
    ("drama", "sci-fi", "genre:war"),
    _genre_condition,
    keys=("genre",),
    keyed=_genre,
    bare=_bare_genre,
    holds=lambda wanted, card: wanted.value in card.genres,
    values=lambda _con, typed: begun(typed, _GENRES),
)
