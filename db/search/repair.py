"""When the words as typed find little: words joined or split, other spellings, slips of the finger, one word too many.

Each repair is one FTS5 expression over bounded alternatives; how far a hit is from what was typed is judged by its name
(:meth:`db.search.score.Wanted.mend`), so an expression may be generous. It must be cheap, though: FTS5 goes through the
matches of its rarest word, so an expression without a rare word is not put at all (and would find nothing that was meant).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from db.search import typos
from db.search.find import all_of, quoted
from db.search.score import SAME, SMALL, Wanted

#: Alternatives of one word, and words of a line, that are tried.
_ALTERNATIVES, _WORDS = 6, 7
#: A word that stands so often among the noted, alone or with its alternatives, is common.
_COMMON = 700


class Repairs:
    """The repairs of one line; empty expressions where a repair makes no sense."""

    def __init__(self, con: sqlite3.Connection, wanted: Wanted) -> None:
        self._con, self._unfinished = con, wanted.unfinished
        weighty = tuple(word for word in wanted.words[:-1] if word not in SMALL)
        #: The words without the small ones, which names are judged by all the same.
        self.words = (*weighty, *wanted.words[-1:]) if len(wanted.words) <= _WORDS else ()
        self._all_words = wanted.words[: _WORDS + 1]
        self._known = typos.known(con, self.words)

    def joined(self) -> str:
        """``spider man`` as "spiderman", ``spiderman`` as "spider man"."""
        words, last = self.words, len(self.words) - 1
        forms: list[tuple[str, ...]] = []
        for place in range(last):
            pair = words[place] + words[place + 1]
            if len(pair) > 2:
                forms.append((*words[:place], pair, *words[place + 2 :]))
        for place, word in enumerate(words):
            halves = [(word[:cut], word[cut:]) for cut in range(1, len(word))] if 4 <= len(word) <= 24 else []
            known = typos.known(self._con, (half for pair in halves for half in pair))
            unfinished = self._unfinished and place == last
            for left, right in halves:
                if self._is_word(left, known) and (self._is_word(right, known) or (unfinished and len(right) > 1)):
                    forms.append((*words[:place], left, right, *words[place + 1 :]))
        found = typos.known(self._con, (word for form in forms for word in form))
        return " OR ".join(
            f"({all_of(form, unfinished=self._unfinished)})"
            for form in forms
            if min(self._frequency(word, found, self._unfinished and word == form[-1]) for word in form) <= _COMMON
        )

    def loose(self) -> str:
        """Every word may go on, or be written another way (``dr``, ``ii``)."""
        return self._all([self._group(word, place, ()) for place, word in enumerate(self.words)])

    def mended(self, *, thorough: bool) -> str:
        """Every unknown word may be one that it is a slip away from, or two; ``thorough``: every word, and two as well."""
        groups, slipped = [], False
        for place, word in enumerate(self.words):
            others: list[tuple[str, int]] = []
            if thorough or len(word) > typos.LENGTH or word not in self._known:
                unfinished = self._unfinished and place == len(self.words) - 1
                others = typos.near(self._con, word, unfinished=unfinished, thorough=thorough, limit=_ALTERNATIVES)
            slipped = slipped or bool(others)
            groups.append(self._group(word, place, others))
        return self._all(groups) if slipped else ""

    def fewer(self) -> tuple[list[tuple[str, ...]], str]:
        """The words with one of them left out: all such rows of words, and an expression of those that are rare enough."""
        words = self.words
        rows = _without_one(self._all_words)
        rare = [
            f"({all_of(row, unfinished=self._unfinished and row[-1] == words[-1])})"
            for row in _without_one(words)
            if len(row) > 1 and min(self._frequency(word, self._known, False) for word in row) <= _COMMON
        ]
        return rows, " OR ".join(rare)

    def _group(self, word: str, place: int, others: Sequence[tuple[str, int]]) -> tuple[str, int]:
        """A word or its alternatives, and how often they stand."""
        unfinished = self._unfinished and place == len(self.words) - 1
        # beyond the prefix indexes FTS5 gathers all that begins so: slow for a common word, and of little use
        may_go_on = unfinished or (3 < len(word) <= typos.LENGTH and not word.isdecimal())
        parts = [quoted(word, prefix=may_go_on)]
        parts += [quoted(other) for other in SAME.get(word, ())]
        parts += [quoted(other, prefix=unfinished or len(other) == typos.LENGTH) for other, _ in others]
        often = self._frequency(word, self._known, unfinished) + sum(frequency for _, frequency in others)
        return f"({' OR '.join(parts)})", often

    def _all(self, groups: list[tuple[str, int]]) -> str:
        if not groups or min(often for _, often in groups) > _COMMON:
            return ""
        return " AND ".join(part for part, _ in groups)

    @staticmethod
    def _frequency(word: str, known: dict[str, tuple[int, bool]], unfinished: bool) -> int:
        if len(word) < 3 or (unfinished and len(word) < 4):
            return _COMMON + 1
        return known.get(word[: typos.LENGTH], (0, False))[0]

    @staticmethod
    def _is_word(half: str, known: dict[str, tuple[int, bool]]) -> bool:
        return len(half) < 3 or known.get(half[: typos.LENGTH], (0, False))[1]


def _without_one(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    rows = ((*words[:place], *words[place + 1 :]) for place in range(len(words)))
    return list(dict.fromkeys(rows)) if len(words) > 1 else []
