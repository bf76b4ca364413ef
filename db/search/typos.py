"""Slips of the finger: deletion neighbourhoods (SymSpell) of the words of the most noted titles and people.

Two words are within *d* slips of each other only if deleting at most *d* letters from each can make them equal. So every
word's deletions are kept as a document of an FTS5 table, whose rowid is the word's place by note: one OR query over the
deletions of what was typed gives the nearest words, most noted first, and stops early. Words are kept by their first
seven letters, and their shorter beginnings stand as words too, so that a slip is mended before the word is finished.
Longer words follow whole, without deletions, to complete what is longer than the prefix indexes.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

#: Words are taken from titles and from people down to this rank.
NOTED = 100_000
#: Letters of a word that are kept; longer ones are told apart by their names, once they are found.
LENGTH = 7
#: Lengths at which a word's beginning stands as a word: one of six is within the two slips of one of seven.
_BEGINNINGS = (4, 5)
_CANDIDATES = 80

_TABLES = (
    # frequency: how often among the noted a word stands that is this one or begins so; whole: 1 if one is this one
    "CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL, frequency INTEGER NOT NULL, whole INTEGER NOT NULL)",
    "CREATE VIRTUAL TABLE typo USING fts5(deletions, content='', detail=none, columnsize=0, tokenize=ascii)",
    "INSERT INTO typo(typo, rank) VALUES ('automerge', 0)",
    "CREATE TEMP TABLE IF NOT EXISTS gathered_word (word TEXT PRIMARY KEY, note INTEGER, frequency INTEGER) WITHOUT ROWID",
    "DELETE FROM gathered_word",
)


def slips(length: int) -> int:
    """How many slips are forgiven in a word of so many letters."""
    return 0 if length < 3 else 1 if length < LENGTH else 2


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
        for beginning in {word[:LENGTH], *(word[:length] for length in _BEGINNINGS)}:
            frequency[beginning] += count
    con.executemany(
        "INSERT INTO search_word VALUES (?, ?, ?, ?)",
        ((place, word, count, word in whole) for place, (word, count) in enumerate(frequency.items(), 1)),
    )
    con.executemany("INSERT INTO search_word (word, frequency, whole) VALUES (?, ?, 1)", long)
    con.execute("CREATE INDEX search_word_word ON search_word (word, whole, frequency)")
    con.executemany(
        "INSERT INTO typo(rowid, deletions) VALUES (?, ?)",
        ((place, " ".join(deletions(word, slips(len(word))))) for place, word in enumerate(frequency, 1)),
    )
    con.execute("INSERT INTO typo(typo) VALUES ('optimize')")
    con.execute("DROP TABLE gathered_word")


def deletions(word: str, depth: int) -> set[str]:
    """``word`` with up to ``depth`` (0 to 2) letters left out, itself included."""
    found = {word}
    for i in range(len(word) if depth else 0):
        head, tail = word[:i], word[i + 1 :]
        found.add(head + tail)
        if depth > 1:
            found.update([head + tail[:j] + tail[j + 1 :] for j in range(len(tail))])
    found.discard("")
    return found


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
    terms = " OR ".join(f'"{term}"' for term in sorted(deletions(typed[:LENGTH], allowed)) if len(term) > 1)
    rows = con.execute(
        "SELECT word, whole FROM (SELECT rowid FROM typo WHERE typo MATCH ? ORDER BY rowid LIMIT ?) AS near"
        " CROSS JOIN search_word ON search_word.id = near.rowid",
        (terms, _CANDIDATES),
    )
    found = []
    for place, (word, whole) in enumerate(rows):
        if (whole or unfinished) and word != typed:
            away = distance(typed, word, allowed, open_left=len(word) == LENGTH, open_right=unfinished)
            if away <= allowed:
                found.append((away, place, word))
    return [word for _, _, word in sorted(found)]


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
