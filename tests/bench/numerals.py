"""Sequels by another numeral, joined and split words, and signs: ``python -m tests.bench.numerals MOVIELENS [--noise N]``.

The films are those of MovieLens' ``movies.csv`` (its folder is the argument; the file is never part of this repository), ranked
by how many have rated them, among generated titles of the same words. Prints the share found first, and what was not.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from db.base import fold
from db.base.records.cards import TitleCard
from db.search import engine
from tests.db.search.indexed import Title, indexed

_ARTICLE = re.compile(r"^(.*), (The|A|An|La|Le|Les|Il|El|Das|Der|Die|L'|Los|Las)$")
_ROMAN = dict(zip("II III IV V VI VII VIII IX X XI XII XIII".split(), range(2, 14), strict=True))
_WORDS = dict(zip("two three four five six seven eight nine ten eleven twelve thirteen".split(), range(2, 14), strict=True))
_SPOKEN = {number: word for word, number in _WORDS.items()}
_NUMERAL = {number: roman.lower() for roman, number in _ROMAN.items()}
#: Words before a numeral that is no sequel's.
_NO_SEQUEL = {
    "malcolm",
    "history",
    "saturn",
    "girl",
    "jennifer",
    "plan",
    "force",
    "apollo",
    "menace",
    "richard",
    "henry",
    "naked",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line, and the title that it means."""

    kind: str
    line: str
    wanted: str


def films(folder: Path, noise: int) -> list[Title]:
    """The films most rated first, with generated ones in between."""
    counts = Counter(row["movieId"] for row in csv.DictReader((folder / "ratings.csv").open(encoding="utf-8")))
    real: list[Title] = []
    rows = list(csv.DictReader((folder / "movies.csv").open(encoding="utf-8")))
    rows.sort(key=lambda row: -counts[row["movieId"]])
    for row in rows:
        found = re.match(r"^(?P<name>.*?)(?P<others>( \([^()]*\))*) \((?P<year>\d{4})[^()]*\)$", row["title"].strip())
        if not found:
            continue
        others = [_plain(each.removeprefix("a.k.a. ")) for each in re.findall(r"\(([^()]*)\)", found["others"])]
        real.append((_plain(found["name"]), int(found["year"]), "movie", "Drama", None, tuple(others)))
    chance = random.Random(7)
    words = sorted({word for title in real for word in title[0].split()})
    numbers = ["2", "II", "3", "Part II", "4", "V", "Two", "III"]
    made: list[Title] = []
    for _ in range(noise):
        name = " ".join(chance.choice(words) for _ in range(chance.choice((1, 2, 2, 3))))
        if chance.random() < 0.1 and len(name.split()) > 1:
            name += f" {chance.choice(numbers)}"
        made.append((name, chance.randint(1930, 2020), "movie" if chance.random() < 0.5 else "short", "Drama", None, ()))
    every = real[:3000]
    rest = real[3000:] + made
    chance.shuffle(rest)
    return every + rest


def _plain(name: str) -> str:
    found = _ARTICLE.match(name)
    return f"{found[2]} {found[1]}" if found else name


def asked(titles: list[Title], most: int) -> list[Asked]:
    """The lines of every kind."""
    lines: list[Asked] = []
    for name, *_ in titles[:most]:
        lines += sequel(name)
        lines += joined(name)
    return list({each.line: each for each in reversed(lines)}.values())[::-1]


def sequel(name: str) -> list[Asked]:
    words = name.split()
    for at, word in enumerate(words[1:], 1):
        bare = word.strip(":,-")
        number = (
            _ROMAN.get(bare) or _WORDS.get(bare.lower()) or (int(bare) if bare.isdecimal() and 2 <= int(bare) <= 13 else 0)
        )
        if not number or fold.key(words[at - 1]) in _NO_SEQUEL or (number in (5, 10) and bare in "VX" and at < 2):
            continue
        head = " ".join(words[:at])
        lead = re.sub(r"[:,]? ?(Part|Episode|Chapter)$", "", head)
        spelled = _NUMERAL[number] if bare.isdecimal() else str(number)
        key = fold.key(lead) if "Episode" not in head else fold.key(head)
        if len(key.split()) < 2 and key in ("the", "a", ""):
            return []
        found = [Asked("sequel", f"{key} {spelled}", name)]
        if lead != head and "Part" in head:
            found.append(Asked("sequel", f"{fold.key(head)} {spelled}", name))
        if number < 5:
            found.append(
                Asked("sequel", f"{key} {_SPOKEN[number]}" if bare.lower() not in _WORDS else f"{key} {number}", name)
            )
        return found
    return []


def joined(name: str) -> list[Asked]:
    words = fold.words(name)
    if re.search(r"\w[-·*.']\w|\w\d|\d\w", name) and len("".join(words)) < 16 and len(words) <= 3:
        return [Asked("sign", "".join(words), name)]
    if len(words) == 2 and all(len(word) > 3 for word in words):
        return [Asked("joined", "".join(words), name)]
    return []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--noise", type=int, default=100_000)
    parser.add_argument("--most", type=int, default=3_000, help="titles down to this rank are asked for")
    parser.add_argument("--index", type=Path, default=Path("numerals.db"))
    parser.add_argument("--show", type=int, default=40)
    args = parser.parse_args()
    titles = films(args.folder, args.noise)
    con = sqlite3.connect(args.index) if args.index.exists() else indexed(titles, (), str(args.index))
    right, every, missed = Counter[str](), Counter[str](), []
    for one in asked(titles, args.most):
        every[one.kind] += 1
        hits = engine.search(con, one.line, limit=20).hits
        first = hits[0].card if hits else None
        title = first.title if isinstance(first, TitleCard) else "–"
        names = [hit.card.title for hit in hits if isinstance(hit.card, TitleCard)]
        if title == one.wanted:
            right[one.kind] += 1
        else:
            missed.append((one, title, names.index(one.wanted) + 1 if one.wanted in names else 0))
    for kind, number in every.items():
        print(f"{kind:8} {right[kind]:4} of {number:4}  {right[kind] / number:.3f}")
    for one, title, place in missed[: args.show]:
        print(f"  {one.kind:7} {one.line!r:45} wanted {one.wanted!r} (place {place or 'none'}), first {title!r}")


if __name__ == "__main__":
    main()
