"""The search line taken apart: words and filters in one line (``kurosawa 1950..1965 drama >7.5 unseen type:film``).

Some terms are both: "1917" and "Music" are films as well as a year and a genre, and "drama queen" is not a genre and a
word. So a :class:`Query` has a *literal* reading, where every term that may be a word is one, and where that differs, a
*filtered* one. Whatever is not understood is a plain word; nothing raises.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from db.base import fold
from db.base.records.cards import Chip
from db.base.text import line
from db.catalogue.facets import GENRES, KINDS

#: Letters of the line, and words of it, that are looked at; no title is longer.
MOST_LETTERS, MOST_WORDS = 400, 14


class Filter(NamedTuple):
    """One condition. Numbers are whole and inclusive (``rating`` in tenths); ``value`` is a word or a name."""

    field: str
    low: int | None = None
    high: int | None = None
    value: str = ""


class Term(NamedTuple):
    """A piece of the line as typed: a filter, words, or (where it may be either) both."""

    text: str
    words: tuple[str, ...] = ()
    filter: Filter | None = None
    label: str = ""


class Reading(NamedTuple):
    """One way to understand the line. ``unfinished``: the last word may still grow."""

    words: tuple[str, ...]
    filters: tuple[Filter, ...]
    chips: tuple[Chip, ...]
    unfinished: bool


class Query(NamedTuple):
    """A search line, parsed."""

    terms: tuple[Term, ...]
    unfinished: bool

    @property
    def literal(self) -> Reading:
        """Every term that may be a word is one."""
        return self._reading([term for term in self.terms if not term.words])

    @property
    def filtered(self) -> Reading | None:
        """Every term that may be a filter is one; None where that is the literal reading too."""
        if not any(term.words and term.filter for term in self.terms):
            return None
        return self._reading([term for term in self.terms if term.filter])

    def _reading(self, filters: list[Term]) -> Reading:
        words = [word for term in self.terms if term not in filters for word in term.words][:MOST_WORDS]
        return Reading(
            words=tuple(words),
            filters=tuple(dict.fromkeys([term.filter for term in filters if term.filter])) if filters else (),
            chips=tuple(dict.fromkeys([Chip(term.text, term.label) for term in filters])) if filters else (),
            unfinished=self.unfinished and bool(self.terms) and self.terms[-1] not in filters,
        )


_TERM = re.compile(r'(?P<key>[^\W\d_]+):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s"]+))|\S+')
_COMPARED = re.compile(r"(?P<name>[a-z]*)(?P<sign><=|>=|<|>|=)(?P<number>\d{1,9}(?:[.,]\d+)*)(?P<unit>min|m|h|k)?")
_SPACED = re.compile(r"(?<=[<>=])\s+(?=\d)")
_RANGE = re.compile(r"(?P<low>\d{4})?(?P<dots>\.\.|[-–])(?P<high>\d{4})?")
_DECADE = re.compile(r"(?P<year>\d{3}0)['’]?s")

_GENRE = {fold.key(genre).replace(" ", ""): genre for genre in GENRES} | {"noir": "Film-Noir"}
_KINDS = {
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
_MARKS = {
    "seen": "seen",
    "unseen": "not seen",
    "rated": "rated by me",
    "unrated": "not rated by me",
    "watchlist": "on my watchlist",
    "reviewed": "reviewed by me",
    "owned": "that I have",
}
_PEOPLE = ("person", "director", "writer", "actor")


def kinds_of(word: str) -> tuple[str, ...]:
    """IMDb's kinds that a kind word (``film``, ``tv``) names."""
    return _KINDS[word]


def parse(text: str) -> Query:
    """Take a search line apart; any text will do."""
    text = _SPACED.sub("", text[:MOST_LETTERS])
    pieces = [piece.group() for piece in _TERM.finditer(text)]
    terms: list[Term] = []
    skip = False
    for place, piece in enumerate(pieces):
        if skip:
            skip = False
            continue
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        pair = fold.key(f"{piece} {following}") if following else ""
        if pair.count(" ") == 1 and (genre := _GENRE.get(pair.replace(" ", ""))):
            words = tuple(pair.split())
            terms.append(Term(f"{piece} {following}", words, Filter("genre", value=genre), genre))
            skip = True
        else:
            terms.append(_term(piece))
    terms = [term for term in terms if term.words or term.filter]
    return Query(tuple(terms), unfinished=bool(text) and not text[-1].isspace())


@lru_cache(256)  # from key to key all but the last stay as they were
def _term(text: str) -> Term:
    piece = _TERM.match(text)
    if piece and piece["key"]:
        value = piece["quoted"] if piece["quoted"] is not None else piece["value"]
        if found := _keyed(piece["key"].lower(), value):
            return Term(text, (), *found)
    lower = text.lower()
    words = tuple(fold.words(text))
    if compared := _COMPARED.fullmatch(lower):
        if found := _comparison(compared):
            return Term(text, (), *found)
    elif ranged := _RANGE.fullmatch(lower):
        low, high = (int(end) if end else None for end in (ranged["low"], ranged["high"]))
        if ranged["dots"] == ".." and (low or high):
            return Term(text, (), Filter("year", low, high), _years(low, high))
        if low and high and low <= high and _is_year(low) and _is_year(high):
            return Term(text, words, Filter("year", low, high), _years(low, high))
    elif decade := _DECADE.fullmatch(lower):
        low = int(decade["year"])
        if _is_year(low):
            return Term(text, words, Filter("year", low, low + 9), _years(low, low + 9))
    elif lower.isdecimal() and len(lower) == 4 and _is_year(int(lower)):
        return Term(text, words, Filter("year", int(lower), int(lower)), str(int(lower)))
    elif lower in _MARKS:
        return Term(text, words, Filter("mark", value=lower), _MARKS[lower])
    elif genre := _GENRE.get("".join(words)):
        return Term(text, words, Filter("genre", value=genre), genre)
    return Term(text, words)


def _keyed(key: str, value: str) -> tuple[Filter, str] | None:
    """``type:film``, ``person:"moira shearer"``, ``tag:rainy``, ``country:france``, ``genre:drama``, ``year:1948``."""
    if key == "tag" and (tag := line(value).lower()):
        return Filter(key, value=tag), f"tagged {tag}"
    folded = fold.key(value)
    joined = folded.replace(" ", "")
    if not folded:
        return None
    if key in ("type", "kind") and (word := _completed(joined, _KINDS)):
        return Filter("kind", value=word), word
    if key in _PEOPLE:
        return Filter(key, value=folded), f"{key}: {' '.join(value.split())}"
    if key == "country":
        return Filter(key, value=folded), f"from {' '.join(value.split())}"
    if key == "genre" and (word := _completed(joined, _GENRE)):
        return Filter(key, value=_GENRE[word]), _GENRE[word]
    if key == "year" and joined.isascii() and joined.isdecimal() and len(joined) == 4:
        return Filter(key, int(joined), int(joined)), joined
    return None


def _completed(typed: str, choices: dict[str, str] | dict[str, tuple[str, ...]]) -> str | None:
    """The word meant: itself, or the first that begins so, since ``type:fi`` is on its way to ``type:film``."""
    return typed if typed in choices else next((word for word in choices if word.startswith(typed)), None)


def _comparison(found: re.Match[str]) -> tuple[Filter, str] | None:
    """``>7.5``, ``votes>=10k``, ``runtime<100``, ``<2h``, ``mine>7``, ``year<1930``."""
    name, sign, unit = found["name"], found["sign"], found["unit"]
    digits = found["number"]
    if name == "votes" or digits.count(",") > 1:
        digits = digits.replace(",", "")
    try:
        number = float(digits.replace(",", "."))
    except ValueError:
        return None
    if not name:
        name = "runtime" if unit in ("min", "m", "h") else "rating" if not unit and number <= 10 else ""
    number *= {"h": 60, "k": 1000}.get(unit or "", 1)
    shown = f"{number:,.1f}".removesuffix(".0") if name != "year" else str(int(number))
    unit_wanted = {"votes": (None, "k"), "runtime": (None, "min", "m", "h")}.get(name, (None,))
    shapes = {
        "rating": "rating {sign} {n}", "mine": "my rating {sign} {n}", "votes": "votes {sign} {n}",
        "runtime": "{sign} {n} min", "year": "year {sign} {n}",
    }  # fmt: skip
    if name not in shapes or unit not in unit_wanted:
        return None
    whole = round(number * 10, 6) if name == "rating" else number
    below, above = int(-(-whole // 1)), int(whole // 1)  # rounded up, rounded down
    low, high = {
        ">": (above + 1, None), ">=": (below, None), "<": (None, below - 1), "<=": (None, above), "=": (below, above),
    }[sign]  # fmt: skip
    symbol = {">=": "≥", "<=": "≤"}.get(sign, sign)
    return Filter(name, low, high), shapes[name].format(sign=symbol, n=shown)


def _is_year(number: int) -> bool:
    return 1870 <= number <= 2039


def _years(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"from {low}" if high is None else f"until {high}"
    return f"{low}–{high}" if low != high else str(low)
