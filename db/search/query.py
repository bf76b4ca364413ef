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
from db.base.text import MOST_LETTERS
from db.search import filters
from db.search.filters import Filter

#: Words of the line that are looked at; no title has more.
MOST_WORDS = 14


class Term(NamedTuple):
    """A piece of the line as typed: a filter, words, or (where it may be either) both. ``label`` is its chip's; words that look
    like a filter and are none have one too.
    """

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
            chips=tuple(dict.fromkeys(self._chips(filters))),
            unfinished=self.unfinished and bool(self.terms) and self.terms[-1] not in filters,
        )

    def _chips(self, filters: list[Term]) -> list[Chip]:
        """The chips of these terms, and of those that look like a filter and are none."""
        return [Chip(term.text, term.label) for term in self.terms if term in filters or (term.label and not term.filter)]


_TERM = re.compile(r'(?P<key>[^\W\d_]+):(?:"(?P<quoted>[^"]*)"?|(?P<value>[^\s"]+))|\S+')
_SPACED = re.compile(r"(?<=[<>=])\s+(?=\d)")


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
        if pair.count(" ") == 1 and (found := filters.bare("", pair)):
            terms.append(Term(f"{piece} {following}", tuple(pair.split()), found.filter, found.label))
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
        if found := filters.keyed(piece["key"].lower(), value):
            return Term(text, (), found.filter, found.label)
        if piece["key"].lower() not in filters.BY_KEY:
            return Term(text, tuple(fold.words(text)), None, f"{piece['key']}: is no filter, searched as a word")
    words = tuple(fold.words(text))
    found = filters.bare(text.lower(), " ".join(words))
    if found is None:
        return Term(text, words)
    return Term(text, () if found.only else words, found.filter, found.label)
