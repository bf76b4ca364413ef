"""When the words as typed find little: words joined or split, other spellings, slips of the finger, one word too many.

Each repair is one FTS5 expression over bounded alternatives; how far a hit is from what was typed is judged by its name
(:meth:`db.search.score.Wanted.mend`), so an expression may be generous.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from db.search import typos
from db.search.find import all_of, quoted
from db.search.score import SAME, Wanted

#: Alternatives of one word, and words of a line, that are tried.
_ALTERNATIVES, _WORDS = 6, 7


def joined(con: sqlite3.Connection, wanted: Wanted) -> str:
    """``spider man`` as "spiderman", ``spiderman`` as "spider man"; empty where neither makes sense."""
    words, last = wanted.words, len(wanted.words) - 1
    if len(words) > _WORDS:
        return ""
    forms = [
        all_of((*words[:place], words[place] + words[place + 1], *words[place + 2 :]), unfinished=wanted.unfinished)
        for place in range(last)
        if not (words[place] + words[place + 1]).isdecimal() or last == 2
    ]
    for place, word in enumerate(words):
        halves = [(word[:cut], word[cut:]) for cut in range(1, len(word))] if 4 <= len(word) <= 24 else []
        known = _known(con, [half[: typos.LENGTH] for pair in halves for half in pair if len(half) > 2])
        for left, right in halves:
            if all(len(half) < 3 or half[: typos.LENGTH] in known for half in (left, right)):
                parts = (*words[:place], left, right, *words[place + 1 :])
                forms.append(all_of(parts, unfinished=wanted.unfinished and place == last))
    return " OR ".join(f"({form})" for form in forms)


def _known(con: sqlite3.Connection, words: list[str]) -> set[str]:
    marks = ", ".join("?" * len(words))
    return {word for (word,) in con.execute(f"SELECT word FROM search_word WHERE word IN ({marks})", words)}


def loose(wanted: Wanted) -> str:
    """Every word may go on, or be written another way (``dr``, ``ii``)."""
    return " AND ".join(f"({_loose(word)})" for word in wanted.words)


def _loose(word: str) -> str:
    return " OR ".join([quoted(word, prefix=not word.isdecimal()), *(quoted(other) for other in SAME.get(word, ()))])


def mended(con: sqlite3.Connection, wanted: Wanted) -> str:
    """Every word may be one that it is a slip or two away from; empty where no word has such a neighbour."""
    words, last = wanted.words, len(wanted.words) - 1
    if len(words) > _WORDS:
        return ""
    groups, slipped = [], False
    for place, word in enumerate(words):
        unfinished = wanted.unfinished and place == last
        group = _loose(word) if not unfinished else quoted(word, prefix=True)
        for other, _ in typos.near(con, word, unfinished=unfinished, limit=_ALTERNATIVES):
            slipped = True
            group += f" OR {quoted(other, prefix=unfinished or len(other) == typos.LENGTH)}"
        groups.append(f"({group})")
    return " AND ".join(groups) if slipped else ""


def fewer(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """The words with one of them left out."""
    words = wanted.words
    if 1 < len(words) <= _WORDS:
        yield from dict.fromkeys((*words[:place], *words[place + 1 :]) for place in range(len(words)))
