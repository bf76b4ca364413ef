"""Slips of the finger: deletion neighbourhoods (SymSpell) of the words of the most noted titles and people.

Two words are within *d* slips of each other only if deleting at most *d* letters from each can make them equal. So every
word's deletions are kept as a document of an FTS5 table, whose rowid is the word's place by note: one OR query over the
deletions of what was typed gives the nearest words, most noted first, and stops early. Words are kept by their first
seven letters, and their shorter beginnings stand as words too, so that a slip is mended before the word is finished.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

#: Words are taken from titles and people down to this rank.
NOTED = 200_000
#: Letters of a word that are kept; longer ones are told apart by their names, once they are found.
LENGTH = 7
#: Lengths at which a word's beginning stands as a word: one of six is within the two slips of one of seven.
_BEGINNINGS = (4, 5)
_CANDIDATES = 120

_TABLES = (
    "CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE typo USING fts5(deletions, content='', detail=none, columnsize=0, tokenize=ascii)",
    "INSERT INTO typo(typo, rank) VALUES ('automerge', 0)",
    f"INSERT INTO typo(typo, rank) VALUES ('hashsize', {1 << 20})",  # many short runs sort faster than one long one
    "CREATE TEMP TABLE IF NOT EXISTS gathered_word (word TEXT PRIMARY KEY, note INTEGER NOT NULL) WITHOUT ROWID",
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
    """Remember the words of (rank, folded names) rows, each at the best rank that it was seen at."""
    best: dict[str, int] = {}
    for rank, names in rows:
        if rank > NOTED:
            break
        for word in names.split():
            if word not in best:
                best[word] = rank
    con.executemany(
        "INSERT INTO gathered_word VALUES (?1, ?2) ON CONFLICT DO UPDATE SET note = ?2 WHERE note > ?2",
        ((word, rank) for word, rank in best.items() if len(word) > 2 and not word.isdigit()),
    )


def finish(con: sqlite3.Connection) -> None:
    """Write the vocabulary and its deletions, most noted words first."""
    kept: dict[str, None] = {}
    for (word,) in con.execute("SELECT word FROM gathered_word ORDER BY note, word"):
        kept[word[:LENGTH]] = None
        for length in _BEGINNINGS:
            kept[word[:length]] = None
    con.executemany("INSERT INTO search_word VALUES (?, ?)", enumerate(kept, 1))
    con.executemany(
        "INSERT INTO typo(rowid, deletions) VALUES (?, ?)",
        ((place, " ".join(deletions(word, slips(len(word))))) for place, word in enumerate(kept, 1)),
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


def near(con: sqlite3.Connection, typed: str, *, unfinished: bool, limit: int = 8) -> list[tuple[str, int]]:
    """(word, slips) of the vocabulary near ``typed``, fewest slips and most noted first; never ``typed`` itself.

    A word of seven letters stands for all that begin so. ``unfinished``: more letters may follow ``typed``.
    """
    allowed = slips(len(typed))
    if not allowed:
        return []
    terms = " OR ".join(f'"{term}"' for term in sorted(deletions(typed[:LENGTH], allowed)) if len(term) > 1)
    rows = con.execute(
        "SELECT word FROM (SELECT rowid FROM typo WHERE typo MATCH ? ORDER BY rowid LIMIT ?) AS near"
        " CROSS JOIN search_word ON search_word.id = near.rowid",
        (terms, _CANDIDATES),
    )
    found = []
    for place, (word,) in enumerate(rows):
        away = distance(typed, word, allowed, open_left=len(word) == LENGTH, open_right=unfinished)
        if 0 < away <= allowed:
            found.append((away, place, word))
    return [(word, away) for away, _, word in sorted(found)[:limit]]


def distance(left: str, right: str, most: int, *, open_left: bool = False, open_right: bool = False) -> int:
    """Slips (a letter more, less, other, or two swapped) between two words; any number above ``most`` means too far.

    ``open_left``: ``left`` may have letters beyond what ``right`` says, uncounted; ``open_right`` the other way round.
    """
    longer = len(left) - len(right)
    if (longer > most and not open_left) or (-longer > most and not open_right):
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    best = row[-1] if open_left else most + 1
    for i, letter in enumerate(left, 1):
        before2, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            if letter == other:
                cost = before[j - 1]
            else:
                cost = 1 + min(before[j - 1], before[j], row[j - 1])
                if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                    cost = min(cost, 1 + before2[j - 2])
            row.append(cost)
        if open_left and row[-1] < best:
            best = row[-1]
        if min(row) > most and best > most:
            return most + 1
    ends = min(row) if open_right else row[-1]
    return min(ends, best) if open_left else ends
