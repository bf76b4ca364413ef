"""When the words as typed find little: words joined or split, other spellings, slips of the finger, one word too many.

Each repair is one FTS5 expression over bounded alternatives, to be put to what is noted: nobody means by a slip what stands
beyond. How far a hit is from what was typed is judged by its name (:meth:`db.search.score.Wanted.mend`), so an expression may
be generous.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cached_property

from db.search import typos
from db.search.find import all_of, begun, quoted
from db.search.score import SAME, SMALL, Wanted

#: Alternatives of one word, words of a line that are put to the index, and ways to split them that are tried.
_ALTERNATIVES, _WORDS, _FORMS = 12, 6, 8
#: A word that stands no more often among the noted is enough to go by.
_RARE = 20
#: Letters that an apostrophe parts from the word before them, and from the word after them.
_AFTER, _BEFORE = (
    frozenset(("s", "t", "m", "d", "ll", "re", "ve")),
    frozenset(("l", "d", "o", "j", "c", "n", "s", "m", "qu")),
)


class Repairs:
    """The repairs of one line; empty expressions where a repair makes no sense."""

    def __init__(self, con: sqlite3.Connection, wanted: Wanted) -> None:
        self._con, self._unfinished, self._typed = con, wanted.unfinished, wanted.words
        *words, last = wanted.words
        weighty = [word for word in words if word not in SMALL]
        if len(last) > 2 or not self._unfinished or not weighty:
            weighty.append(last)
        #: The words that tell most; names are judged by all of them.
        self._words = tuple(sorted(sorted(weighty, key=len)[-_WORDS:], key=weighty.index))
        self._open = self._unfinished and self._words[-1:] == wanted.words[-1:]
        self._known = typos.known(con, self._words)

    def joined(self) -> str:
        """``spider man`` as "spiderman", ``spiderman`` as "spider man", ``l age d or`` as "lage dor"."""
        forms = dict.fromkeys([*self._whole_forms(), *self._joined_forms(), *self._split[:_FORMS]])
        return " OR ".join(f"({all_of(self._con, form, unfinished=self._unfinished)})" for form in forms)

    def mended(self, *, thorough: bool) -> str:
        """Every word may go on or be written another way (``dr``, ``ii``), an unknown one may be one that it is a slip away
        from, or two; ``thorough``: every word may, and two slips are looked for too.
        """
        groups = []
        for place, word in enumerate(self._words):
            unfinished = self._open and place == len(self._words) - 1
            others: list[str] = []
            if thorough or len(word) > typos.LENGTH or word not in self._known:
                others = typos.near(self._con, word, unfinished=unfinished, thorough=thorough, limit=_ALTERNATIVES)
            # beyond the prefix indexes FTS5 gathers all that begins so: slow for a common word, and of little use
            may_go_on = unfinished or (3 < len(word) <= typos.LENGTH and not word.isdecimal())
            parts = [begun(self._con, word) if may_go_on else quoted(word)]
            parts += [quoted(other) for other in SAME.get(word, ())]
            parts += [quoted(other, prefix=unfinished or len(other) == typos.LENGTH) for other in others]
            groups.append(f"({' OR '.join(parts)})")
        return " AND ".join(groups)

    def fewer(self) -> tuple[list[tuple[str, ...]], str]:
        """The words with one of them left out: all such rows of words, and an expression of those that are words enough."""
        rows = [
            f"({all_of(self._con, row, unfinished=self._open and row[-1] == self._words[-1])})"
            for row in _without_one(self._words)
            if len(row) > 1 or self._tells(row[0])
        ]
        split = [row for form in self._split[:2] for row in _without_one(form) if len(row) > 1 or len(row[0]) > 2]
        return _without_one(self._typed[: _WORDS + 2]) + split, " OR ".join(rows)

    def _tells(self, word: str) -> bool:
        """Whether one of two words is enough to go by: a rare one, beside one that nothing noted has."""
        often = [self._known.get(one[: typos.LENGTH], (0, False))[0] for one in self._words]
        return 0 < often[self._words.index(word)] <= _RARE and 0 in often

    def _whole_forms(self) -> Iterator[tuple[str, ...]]:
        """Every word that apostrophes may have parted put back (``l age d or``, ``rosemary s baby``)."""
        for behind, ahead in ((_AFTER, _BEFORE - _AFTER), (_AFTER - _BEFORE, _BEFORE)):
            form: list[str] = []
            parted = ""
            for word in self._typed:
                if form and not parted and word in behind:
                    form[-1] += word
                elif word in ahead:
                    parted += word
                else:
                    form.append(parted + word)
                    parted = ""
            if form and not parted and len(form) < len(self._typed):
                yield (*self._weighty(tuple(form[:-1])), form[-1])

    def _joined_forms(self) -> Iterator[tuple[str, ...]]:
        """Two words that stand together as one."""
        words = self._typed
        for place in range(min(len(words) - 1, _WORDS)):
            pair = words[place] + words[place + 1]
            if len(pair) > 3:
                yield (*self._weighty(words[:place]), pair, *self._weighty(words[place + 2 :]))

    @cached_property
    def _split(self) -> list[tuple[str, ...]]:
        """One word as two that are known, or as the longest known one that it begins with; every such word at once."""
        words = self._words
        forms: list[tuple[str, ...]] = []
        every: tuple[str, ...] = ()
        for place, word in enumerate(words):
            halves = self._halves(word, unfinished=self._open and place == len(words) - 1)
            forms += [(*words[:place], *parts, *words[place + 1 :]) for parts in halves]
            every += max(halves, key=lambda parts: (len(parts), len(min(parts, key=len))), default=(word,))
        if len(every) > len(words) + 1:
            forms.insert(0, every)
        return forms

    def _halves(self, word: str, *, unfinished: bool) -> list[tuple[str, ...]]:
        is_known = word[: typos.LENGTH] in self._known
        # what is longer than the vocabulary's words would be known by the word's own beginning
        longest = typos.LENGTH if is_known else len(word) - 1
        shortest = 3 if is_known else 1
        cuts = range(min(longest, len(word) - shortest), shortest - 1, -1) if 4 <= len(word) <= 24 else range(0)
        known = typos.known(self._con, [half for cut in cuts for half in (word[:cut], word[cut:])]) if cuts else {}
        lefts = [cut for cut in cuts if _is_word(word[:cut], known)]
        halves: list[tuple[str, ...]] = [
            (word[:cut], word[cut:]) for cut in lefts if _is_word(word[cut:], known) or (unfinished and len(word) - cut > 1)
        ]
        if lefts and lefts[0] > 3 and not is_known and known[word[: min(lefts[0], typos.LENGTH)]][0] <= _RARE:
            halves.append((word[: lefts[0]],))
        return halves

    @staticmethod
    def _weighty(words: tuple[str, ...]) -> Iterator[str]:
        return (word for word in words if word not in SMALL)


def _is_word(half: str, known: dict[str, tuple[int, bool]]) -> bool:
    return len(half) < 3 or known.get(half[: typos.LENGTH], (0, False))[1]


def _without_one(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    rows = ((*words[:place], *words[place + 1 :]) for place in range(len(words)))
    return list(dict.fromkeys(rows)) if len(words) > 1 else []
