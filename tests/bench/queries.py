"""Queries as people type them, made of a catalogue's own names, always the same: ``python -m tests.bench.queries > FILE.json``.

The catalogue is that of ``MATINEE_HOME``; the file is one for :mod:`tests.bench.keystrokes`. Titles and people are taken
from all depths of the noted. A target is the most noted bearer of its name, and a name written wrong is asked for only
where it is not another's right name, nor a part of one more noted.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from db.base import fold
from db.base.home import Home
from db.catalogue import lookup
from db.search import searcher
from db.search.find import all_of, quoted

#: Queries of a kind, and ranks down to which names are taken.
EACH, DEEPEST = 15, 60_000
_NEIGHBOURS = dict(zip("abcdefghijklmnopqrstuvwxyz", "snvfrgjhuknlmbkleadrycqzxs"[:26], strict=True))
_SHORTER = {"doctor": "dr", "captain": "capt", "saint": "st", "mister": "mr", "two": "2", "three": "3", "second": "2nd",
            "first": "1st", "2": "ii", "3": "iii", "4": "iv", "5": "five", "6": "six", "7": "vii", "8": "viii", "part": "pt",
            "dr": "doctor", "mr": "mister", "st": "saint", "ii": "2", "iii": "3"}  # fmt: skip
_SMALL = {"the", "a", "an", "of", "in", "to", "and", "on"}
_NOTHING = ("zzqxv", "qwrtp lkjhg", "xqzjw the", "vvv kkk jjj", "jkjkjkjk night", "1234567890", "ъъъыыы", "龘龘", "mmmmmmmmmm",
            "the zzzz of qqqq", "!!!", "w8x9y0z")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A title or person to ask for."""

    id: int
    name: str
    rank: int
    year: int | None = None
    person: bool = False

    @property
    def words(self) -> list[str]:
        return fold.words(self.name)


def slip(word: str) -> str:
    """``word`` with a letter left out, doubled, swapped with the next or missed by one key, never at its beginning."""
    choice = crc32(word.encode())
    at = 1 + choice // 4 % (len(word) - 2)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    slipped = (head + tail, head + letter * 2 + tail, head + tail[0] + letter + tail[1:],
               head + _NEIGHBOURS.get(letter, "x") + tail)[choice % 4]  # fmt: skip
    return slipped if slipped != word else head + tail


def _in_longest(words: list[str], change: Callable[[str], str], least: int) -> str | None:
    longest = max(words, key=len, default="")
    if len(longest) < least or not longest.isascii():
        return None
    return " ".join(change(word) if word == longest else word for word in words)


class Queries:
    """The queries of one catalogue."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.con = con
        self.titles = [one for one in self._titles() if self._bearer(one.name) == one]
        self.people = [one for one in self._people() if self._bearer(one.name) == one]

    def _ranks(self, table: str) -> list[int]:
        last = min(DEEPEST, self.con.execute(f"SELECT max(rank) FROM {table}").fetchone()[0])
        return sorted({round(last ** (n / 1500)) for n in range(1501)})

    def _titles(self) -> Iterator[Named]:
        for rank in self._ranks("title_rank"):
            sql = "SELECT id, title, rank, t.year FROM title_rank JOIN title AS t ON id = title_id WHERE rank = ? AND NOT is_adult"
            yield from (Named(*row) for row in self.con.execute(sql, (rank,)))

    def _people(self) -> Iterator[Named]:
        for rank in self._ranks("person_rank"):
            sql = "SELECT id, name, rank FROM person_rank JOIN person ON id = person_id WHERE rank = ?"
            yield from (Named(*row, person=True) for row in self.con.execute(sql, (rank,)))

    def _bearer(self, name: str) -> Named | None:
        """The most noted title, or else person, that bears just this name; None too where one bears it as an aka only."""
        key = fold.key(name)
        row = lookup.ranks(self.con, [key])[:1]
        if row:
            sql = "SELECT id, title, rank, t.year, is_adult FROM title_rank JOIN title AS t ON id = title_id WHERE rank = ?"
            *found, adult = self.con.execute(sql, row).fetchone()
            return Named(*found) if fold.key(found[1]) == key and not adult else None
        sql = "SELECT id, name, rank FROM person_rank JOIN person ON id = person_id WHERE rank = ?"
        for rank in self._ranks_of("person_search", key.split()):
            found = self.con.execute(sql, (rank,)).fetchone()
            if fold.key(found[1]) == key:
                return Named(*found, person=True)
        return None

    def _ranks_of(self, table: str, words: list[str], *, begun: bool = False) -> list[int]:
        """The ranks of the most noted whose names have all ``words``, or (``begun``) words that begin so."""
        if not words:
            return []
        match = (
            " AND ".join(quoted(word, prefix=True) for word in words) if begun else all_of(self.con, words, unfinished=False)
        )
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT 40"
        return [row[0] for row in self.con.execute(sql, (match,))]

    def is_name(self, text: str) -> bool:
        """Whether somebody or something is called just this."""
        key = fold.key(text)
        return bool(lookup.ranks(self.con, [key])) or self._bearer(text) is not None

    def is_word(self, word: str) -> bool:
        return bool(self._ranks_of("title_search", [word]) or self._ranks_of("person_search", [word]))

    def first_with(self, one: Named, text: str) -> bool:
        """Whether ``one`` is the most noted that has all words of ``text``, or words that begin so."""
        words = fold.words(text)
        titles, people = (self._ranks_of(table, words, begun=True)[:1] for table in ("title_search", "person_search"))
        return (people if one.person else titles) == [one.rank] and (one.person or not people)

    # what becomes of a name; None where it does not lend itself to it

    def wrong_word(self, one: Named) -> str | None:
        """A word written as another that exists (``micheal powell``)."""
        words = one.words
        for place, word in enumerate(words):
            swaps = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)]
            drops = [word[:at] + word[at + 1 :] for at in range(1, len(word))]
            for other in (
                (*swaps, *drops, word + "s", word + "e") if len(word) > 4 and word.isascii() and len(words) > 1 else ()
            ):
                if other != word and self.is_word(other):
                    return " ".join((*words[:place], other, *words[place + 1 :]))
        return None

    def joined(self, one: Named) -> str | None:
        words = one.words
        for place in range(len(words) - 1):
            pair = words[place] + words[place + 1]
            if len(pair) > 6 and not _SMALL & set(words[place : place + 2]) and not self.is_word(pair):
                return " ".join((*words[:place], pair, *words[place + 2 :]))
        return None

    def split(self, one: Named) -> str | None:
        words = one.words
        for place, word in enumerate(words):
            for at in range(3, len(word) - 2):
                if self.is_word(word[:at]) and self.is_word(word[at:]):
                    return " ".join((*words[:place], word[:at], word[at:], *words[place + 1 :]))
        return None

    def abbreviated(self, one: Named) -> str | None:
        words = one.words
        if found := [word for word in words if word in _SHORTER] if len(words) > 1 else []:
            return " ".join(_SHORTER[word] if word == found[0] else word for word in words)
        cut = " ".join((words[0][:4], *words[1:])) if len(words) > 1 and len(words[0]) > 5 else None
        return cut if cut and self.first_with(one, cut) else None

    def too_many(self, one: Named) -> str | None:
        if one.id % 3 == 0:
            return f"{one.name} {('film', 'movie')[one.id // 3 % 2]}"
        sql = "SELECT name FROM principal JOIN person ON id = person_id WHERE title_id = ? LIMIT 1"
        row = self.con.execute(sql, (one.id,)).fetchone()
        return f"{one.name} {row[0].split()[-1]}" if row else None

    def subtitle(self, one: Named) -> str | None:
        _, colon, rest = one.name.partition(": ")
        return rest if colon and self.first_with(one, rest) else None

    def part(self, one: Named) -> str | None:
        words = one.words
        rest = " ".join(words[1:] if len(words) > 2 else ())
        return rest if rest and self.first_with(one, rest) else None

    def dated(self, one: Named) -> str | None:
        """The name and its year, of one who shares the name with somebody more noted where there is one."""
        return f"{one.name} {one.year}" if one.year else None

    def aka(self, one: Named) -> str | None:
        row = self.con.execute("SELECT akas FROM aka_document WHERE title_id = ?", (one.id,)).fetchone()
        for name in (aka[0] for aka in json.loads(row[0])) if row else ():
            key = fold.key(name)
            if key not in ("", fold.key(one.name)) and lookup.ranks(self.con, [key])[:1] == [one.rank]:
                return str(name)
        return None

    def kinds(self) -> Iterator[tuple[str, list[Named], Callable[[Named], str | None], bool]]:
        """(kind, of whom, what becomes of the name, whether it is that of a name still)."""
        titles, people, both = self.titles, self.people, [*self.titles, *self.people]
        either = [one for pair in zip(titles, people, strict=False) for one in pair] or both
        yield "name", titles, lambda one: one.name.lower(), True
        yield "person", people, lambda one: one.name.lower(), True
        yield "dated", titles, self.dated, False
        yield "aka", titles, self.aka, True
        yield "script", [one for one in both if not one.name.isascii()], lambda one: one.name, True
        yield "accents", [one for one in both if re.search("[à-žÀ-Ž]", one.name)], lambda one: fold.key(one.name), True
        yield "order", either, lambda one: " ".join(reversed(one.words)) if len(one.words) > 1 else None, False
        yield "slip", either, lambda one: _in_longest(one.words, slip, 5), False
        yield "two slips", either, lambda one: _in_longest(one.words, lambda word: slip(slip(word)), 7), False
        yield "slips", either, lambda one: " ".join(slip(w) if len(w) > 4 else w for w in one.words), False
        yield "wrong word", either, self.wrong_word, False
        yield "joined", either, self.joined, False
        yield "split", titles, self.split, False
        yield "apostrophe", [one for one in both if "'" in one.name], lambda one: one.name.replace("'", ""), True
        yield "apostrophe", [one for one in both if "'" in one.name], lambda one: one.name.replace("'", " "), False
        yield "and", [one for one in titles if " & " in one.name], lambda one: one.name.replace("&", "and"), True
        yield "and", [one for one in titles if " and " in one.name], lambda one: one.name.replace("and", "&"), True
        yield "and", [one for one in titles if " & " in one.name], lambda one: one.name.replace("& ", ""), False
        yield "hyphen", [one for one in titles if "-" in one.name], lambda one: one.name.replace("-", ""), False
        yield "too many", titles, self.too_many, False
        yield "abbreviated", titles, self.abbreviated, False
        yield "subtitle", titles, self.subtitle, False
        yield "part", titles, self.part, False

    def made(self) -> Iterator[dict[str, object]]:
        """All queries."""
        for number, (kind, of_whom, change, is_name) in enumerate(self.kinds()):
            texts: dict[str, int] = {}
            for one in _spread(of_whom, number):
                text = change(one)
                if text and text not in texts and (is_name or (text != " ".join(one.words) and not self.is_name(text))):
                    texts[text] = one.id
                    if len(texts) == EACH:
                        break
            yield from ({"q": text, "target": target, "kind": kind} for text, target in texts.items())
        common = Counter(word for one in self.titles for word in set(one.words) if len(word) > 2)
        words = [word for word, _ in common.most_common(2 * EACH)]
        pairs = [f"{one} {other}" for one, other in zip(words, words[7:], strict=False)]
        for kind, asked in (
            ("common", words),
            ("common", pairs),
            ("year", map(str, range(1931, 2026, 8))),
            ("none", _NOTHING),
        ):
            yield from ({"q": text, "target": None, "kind": kind} for text in asked)
        for word, filters in zip(
            words, ("1950..1990 drama", ">7", "comedy 1990s", "type:film", "votes>1000", "1999"), strict=False
        ):
            yield {"q": f"{word} {filters}", "target": None, "kind": "filter"}


def _spread(of_whom: list[Named], offset: int) -> Iterable[Named]:
    """All of them, in an order in which the first few are of all depths."""
    step = max(1, len(of_whom) // EACH)
    return (one for start in range(step) for one in of_whom[(start + offset) % step :: step])


def main() -> None:
    """Print the queries, one a line."""
    con = searcher.connect(Home.find())
    lines = [json.dumps(query, ensure_ascii=False) for query in Queries(con).made()]
    sys.stdout.write("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
