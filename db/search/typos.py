"""Slips of the finger: deletion neighbourhoods (SymSpell) of the words of the most noted titles and people.

Two words are within *d* slips of each other only if deleting at most *d* letters from each can make them equal. So every
word's deletions are kept, each as a hash of 32 bits beside the word's place by note: the deletions of what was typed give
the nearest words, most noted first. The hash's upper half names the row of the table ``typo``, in which the lower halves
stand in order, then the places. Two words can share a hash: the edit distance is computed for every candidate, and one
that is too far is dropped. Words are kept by their first seven letters, and their shorter beginnings are kept as words too,
so that a slip is found before the word is finished. Longer words follow whole, without deletions, to complete what is
longer than the prefix indexes.

An importer makes the same rows in vectorised code (``seed.imdb.words``; a test holds the two together).
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from db.base import buckets

#: Words are taken from titles and from people down to this rank.
NOTED = 100_000
#: Letters of a word that are kept; longer ones are told apart by their names, once they are found.
LENGTH = 7
#: Lengths at which a word's beginning stands as a word: one of six is within the two slips of one of seven.
BEGINNINGS = (4, 5)
_CANDIDATES = 80
#: What a word's hash is made with: 64 bits, of which the upper 32 are kept.
BASE, MIX, WORD, SHIFT = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 2**64 - 1, 32
#: What a row of ``typo`` holds: the lower halves of hashes, and places.
CODES = "HI"
_POWERS = [pow(BASE, power, 2**64) for power in range(2 * LENGTH)]

_TABLES = (
    # frequency: how often among the noted a word stands that is this one or begins so; whole: 1 if one is this one
    "CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL, frequency INTEGER NOT NULL, whole INTEGER NOT NULL)",
    "CREATE TABLE typo (bucket INTEGER PRIMARY KEY, found BLOB NOT NULL)",
    "CREATE TEMP TABLE IF NOT EXISTS gathered_word (word TEXT PRIMARY KEY, note INTEGER, frequency INTEGER) WITHOUT ROWID",
    "DELETE FROM gathered_word",
)


def slips(length: int) -> int:
    """How many slips are forgiven in a word of so many letters."""
    return 0 if length < 3 else 1 if length < LENGTH else 2


#: Bits of a word's place beside its hash, and the mask of them.
_PLACE = 24
_PLACES = (1 << _PLACE) - 1


def create(con: sqlite3.Connection) -> None:
    """Make the empty tables, and a temporary one to gather words in."""
    for statement in _TABLES:
        con.execute(statement)


def gather(con: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Remember the words of (rank, folded names) rows, each with the best rank that it was seen at."""
    best: dict[str, int] = {}
    count: Counter[str] = Counter()
    for rank, names in rows:
        if rank > NOTED:
            break
        words = set(names.split())
        count.update(words)
        for word in words:
            if word not in best:
                best[word] = rank
    con.executemany(
        "INSERT INTO gathered_word VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET note = min(note, ?2), frequency = frequency + ?3",
        ((word, rank, count[word]) for word, rank in best.items() if len(word) > 2 and not word.isdecimal()),
    )


def finish(con: sqlite3.Connection) -> None:
    """Write the vocabulary and its deletions, most noted words first."""
    frequency: Counter[str] = Counter()
    whole: set[str] = set()
    long: list[tuple[str, int]] = []
    for word, count in con.execute("SELECT word, frequency FROM gathered_word ORDER BY note, word"):
        if len(word) > LENGTH:
            long.append((word, count))
        whole.add(word[:LENGTH])
        for beginning in dict.fromkeys((word[:LENGTH], *(word[:length] for length in BEGINNINGS))):
            frequency[beginning] += count
    # A hash and the word's place in one number: a million numbers are sorted in a fifth of the time that pairs take.
    found = sorted(
        [one << _PLACE | place for place, word in enumerate(frequency, 1) for one in hashes(word, slips(len(word)))]
    )
    rows = ((word, count, word in whole) for word, count in frequency.items())
    sizes = Counter([one >> 16 + _PLACE for one in found])
    halves = [one >> _PLACE & 0xFFFF for one in found]
    write(con, rows, long, buckets.rows(sizes.items(), CODES, (halves, [one & _PLACES for one in found])))


def write(
    con: sqlite3.Connection,
    words: Iterable[tuple[str, int, bool]],
    long: Iterable[tuple[str, int]],
    found: Iterable[tuple[int, bytes]],
) -> None:
    """Write the vocabulary: ``words`` (word, frequency, whether whole) by note, the ``long`` ones, and rows of ``typo``."""
    con.executemany("INSERT INTO search_word VALUES (?, ?, ?, ?)", ((place, *word) for place, word in enumerate(words, 1)))
    con.executemany("INSERT INTO search_word (word, frequency, whole) VALUES (?, ?, 1)", long)
    con.execute("CREATE INDEX search_word_word ON search_word (word, whole, frequency)")
    con.executemany("INSERT INTO typo VALUES (?, ?)", found)
    con.execute("DROP TABLE gathered_word")


def hashes(word: str, depth: int) -> set[int]:
    """The hashes (32 bits) of ``word`` with up to ``depth`` (0 to 2) letters left out, itself included.

    A word's number is its letters as the digits of a number of base :data:`BASE`; a letter left out takes the same from it
    whatever else is left out behind it.
    """
    before, length = [0], len(word)
    for letter in word:
        before.append((before[-1] * BASE + ord(letter)) & WORD)
    whole = before[-1]
    found = [whole]
    if depth:
        less = [before[i] - before[i + 1] for i in range(length)]
        alone = [less[i] * _POWERS[length - 1 - i] for i in range(length)]
        found += [whole + one for one in alone]
        if depth > 1:
            first = [less[i] * _POWERS[length - 2 - i] for i in range(length - 1)]
            found += [whole + first[i] + alone[j] for i in range(length - 1) for j in range(i + 1, length)]
    return {(one * MIX & WORD) >> SHIFT for one in found}


def known(con: sqlite3.Connection, words: Iterable[str]) -> dict[str, tuple[int, bool]]:
    """(frequency, whether it is a whole word) of those of ``words`` that the vocabulary has, by their first letters."""
    wanted = list({word[:LENGTH] for word in words})
    marks = ", ".join("?" * len(wanted))
    rows = con.execute(f"SELECT word, frequency, whole FROM search_word WHERE word IN ({marks})", wanted)
    return {word: (frequency, bool(whole)) for word, frequency, whole in rows}


@lru_cache(256)
def completions(con: sqlite3.Connection, begun: str, limit: int) -> list[str]:
    """The words of more than seven letters that are this one or begin so, the most frequent among the noted."""
    sql = "SELECT word FROM search_word WHERE word >= ?1 AND word < ?1 || char(1114111) ORDER BY frequency DESC LIMIT ?2"
    return [word for (word,) in con.execute(sql, (begun, limit))]


@lru_cache(256)  # from key to key, all words but the last stay as they were
def near(con: sqlite3.Connection, typed: str, *, unfinished: bool, thorough: bool, limit: int) -> list[str]:
    """Words of the vocabulary near ``typed``, fewest slips and most noted first; never ``typed`` itself.

    A word of seven letters stands for all that begin so. ``unfinished``: more letters may follow ``typed``;
    ``thorough``: two slips are looked for even where one is enough to find a word, or is all that is forgiven otherwise.
    """
    most = 0 if typed.isdecimal() else slips(len(typed)) + (thorough and len(typed) == LENGTH - 1)
    for depth in range(1, most + 1)[-1 if thorough else 0 :]:
        if found := _near(con, typed, depth, unfinished=unfinished):
            return found[:limit]
    return []


def _near(con: sqlite3.Connection, typed: str, allowed: int, *, unfinished: bool) -> list[str]:
    places = _places(con, hashes(typed[:LENGTH], allowed))[:_CANDIDATES]
    rows = con.execute(
        "SELECT word, whole FROM json_each(?) AS near CROSS JOIN search_word ON search_word.id = near.value",
        (json.dumps(places),),
    )
    found = []
    for place, (word, whole) in enumerate(rows):
        if (whole or unfinished) and word != typed:
            away = distance(typed, word, allowed, open_left=len(word) == LENGTH, open_right=unfinished)
            if away <= allowed:
                found.append((away, place, word))
    return [word for _, _, word in sorted(found)]


def _places(con: sqlite3.Connection, hashed: set[int]) -> list[int]:
    """The places of the words that have one of these hashes, in order."""
    wanted = list(hashed)
    rows = con.execute(
        "SELECT found FROM json_each(?) AS asked LEFT JOIN typo ON bucket = asked.value ORDER BY asked.key",
        (json.dumps([one >> 16 for one in wanted]),),
    )
    places: set[int] = set()
    for one, (found,) in zip(wanted, rows, strict=True):
        if found is not None:
            lower, beside = buckets.columns(found, CODES)
            places.update(beside[bisect_left(lower, one & 0xFFFF) : bisect_right(lower, one & 0xFFFF)])
    return sorted(places)


def distance(left: str, right: str, most: int, *, open_left: bool = False, open_right: bool = False) -> int:
    """Slips (a letter more, less, other, or two swapped) between two words; any number above ``most`` means too far.

    ``open_left``: ``left`` may have letters beyond what ``right`` says, uncounted; ``open_right`` the other way round.
    """
    same = 0
    for letter, other in zip(left, right, strict=False):
        if letter != other:
            break
        same += 1
    left, right = left[same:], right[same:]
    if not left or not right:
        rest_counts = (left and not open_left) or (right and not open_right)
        return min(len(left) + len(right), most + 1) if rest_counts else 0
    longer = len(left) - len(right)
    if most == 0 or (longer > most and not open_left) or (-longer > most and not open_right):
        return most + 1
    choices = [(left[1:], right[1:]), (left[1:], right), (left, right[1:])]
    if len(left) > 1 and left[:2] == right[1::-1]:
        choices.append((left[2:], right[2:]))
    best = most
    for shorter, other in choices:
        best = min(best, distance(shorter, other, best - 1, open_left=open_left, open_right=open_right))
        if best == 0:
            break
    return best + 1
