"""Reading films in the starter's text format: text in, records out, or a :class:`StarterError` that names file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from seed.starter_records import (
    CONNECTION_KINDS,
    CREW_KEYS,
    GENRES,
    GOOF_KINDS,
    StarterAward,
    StarterCredit,
    StarterEpisode,
    StarterError,
    StarterFilm,
    StarterItem,
    StarterReview,
)

_HEAD = re.compile(r"# (?P<title>.+) \((?P<year>\d{4})\)$")
_KEY = re.compile(r"(?P<key>[a-z]+):(?: (?P<value>.*))?$")
_AS = re.compile(r"\s*\(as (?P<name>[^)]+)\)$")
_NOTE = re.compile(r"^(?P<name>.+?)\s*\((?P<note>.+)\)$")
_NO_NAME = re.compile(r"[|=;\"(){}]|\d{4}(?!\])")
_SELF = re.compile(r"(self|himself|herself|themselves)\b", re.IGNORECASE)
LABEL = re.compile(r"^(?P<title>.+) \((?P<year>\d{4})\)$")
_EPISODE = re.compile(r"(?P<season>\d{1,2})\.(?P<number>\d{1,3}) (?P<title>.+)$")
_AWARD_HEAD = re.compile(r"^(?P<prize>.+) (?P<year>\d{4})$")


@dataclass(slots=True)
class _Raw:
    """A record before its values are understood: key → [(line number, one-line value or block lines)]."""

    title: str
    year: int
    line: int
    values: dict[str, list[tuple[int, str | list[str]]]] = field(default_factory=dict)


def read_films(text: str, source: str, refused: list[StarterError] | None = None) -> Iterator[StarterFilm]:
    """The films of one file, in its order. With ``refused`` a bad record is put there and the next one read."""
    lines = [line.rstrip() for line in text.split("\n")]
    heads = [at for at, line in enumerate(lines) if line.startswith("# ")]
    problem = next((at for at, line in enumerate(lines[: heads[0] if heads else None]) if line), None)
    if problem is not None:
        refuse(StarterError(source, problem + 1, "text before the first '# Title (Year)'"), refused)
    for start, end in pairwise([*heads, len(lines)]):
        try:
            yield _film(_record(lines, start, end, source), source)
        except StarterError as error:
            refuse(error, refused)


def refuse(error: StarterError, refused: list[StarterError] | None) -> None:
    """Raise ``error``, or put it aside where there is a list for that."""
    if refused is None:
        raise error
    refused.append(error)


def _record(lines: list[str], start: int, end: int, source: str) -> _Raw:
    """The record whose head stands at ``start`` and which ends before ``end``; line numbers count from 1."""
    head = _HEAD.match(lines[start])
    if not head:
        raise StarterError(source, start + 1, "a record begins with '# Title (Year)'")
    raw = _Raw(head["title"], int(head["year"]), start + 1)
    block: list[str] | None = None
    for number in range(start + 1, end):
        line = lines[number]
        if line.startswith("  "):
            if block is None:
                raise StarterError(source, number + 1, "an indented line stands under no key")
            block.append(line[2:])
        elif not line:
            if block:
                block.append("")
        else:
            found = _KEY.match(line)
            if not found:
                raise StarterError(source, number + 1, f"neither 'key: value' nor an indented line: {line[:40]!r}")
            key, value = found["key"], found["value"]
            held = raw.values.setdefault(key, [])
            if held and key != "review":
                raise StarterError(source, number + 1, f"{key!r} stands twice in this record")
            block = None if value else []
            held.append((number + 1, value.strip() if block is None else block))
    return raw


_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(rf"(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>\d{{4}})$")


def iso_date(text: str) -> str | None:
    """``6 September 1948`` as ``1948-09-06``, month or year alone shortened; None for anything else."""
    found = _DATE.match(text)
    if not found or (found["day"] and not 1 <= int(found["day"]) <= 31):
        return None
    date: str = found["year"]
    if found["month"]:
        date += f"-{_MONTHS.index(found['month']) + 1:02d}"
    if found["day"]:
        date += f"-{int(found['day']):02d}"
    return date


def split(text: str, mark: str) -> tuple[str, ...]:
    """The parts of ``text`` between ``mark``, without blanks and empty ones."""
    return tuple(part for part in (piece.strip() for piece in text.split(mark)) if part)


def _outside_parentheses(text: str) -> list[str]:
    """Split at ``;`` except inside parentheses, where a note may hold one."""
    if "(" not in text:
        return [part for part in map(str.strip, text.split(";")) if part]
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == ";" and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


class _Reader:
    """Reads the values of one record; every complaint knows its line."""

    def __init__(self, raw: _Raw, source: str) -> None:
        self.raw, self.source, self.line = raw, source, raw.line

    def fail(self, problem: str) -> StarterError:
        return StarterError(self.source, self.line, f"{self.raw.title} ({self.raw.year}): {problem}")

    def values(self, key: str) -> Iterator[str | list[str]]:
        for line, value in self.raw.values.get(key, ()):
            self.line = line
            yield value

    def text(self, key: str) -> str | None:
        for value in self.values(key):
            return value if isinstance(value, str) else " ".join(part.strip() for part in value if part)
        return None

    def number(self, key: str) -> int | None:
        text = self.text(key)
        if text is None:
            return None
        if not text.isdigit():
            raise self.fail(f"{key} is a whole number, not {text!r}")
        return int(text)

    def listed(self, key: str, mark: str = ",") -> tuple[str, ...]:
        return split(self.text(key) or "", mark)

    def entries(self, key: str) -> list[str]:
        """A block's entries; deeper-indented lines continue the one above; a one-line value is one entry."""
        found: list[str] = []
        for value in self.values(key):
            if isinstance(value, str):
                found.append(value)
                continue
            for line in value:
                if line.startswith("  ") and found:
                    found[-1] += " " + line.strip()
                elif line:
                    found.append(line.strip())
        return found

    def prose(self, value: str | list[str]) -> str:
        """Paragraphs, parted by a blank line; lines within one are joined."""
        lines = [value] if isinstance(value, str) else value
        paragraphs: list[list[str]] = [[]]
        for line in lines:
            if line:
                paragraphs[-1].append(line.strip())
            elif paragraphs[-1]:
                paragraphs.append([])
        return "\n\n".join(" ".join(lines) for lines in paragraphs if lines)

    def story(self, key: str) -> str | None:
        for value in self.values(key):
            return self.prose(value)
        return None

    def items(self, key: str, kinds: frozenset[str] = frozenset()) -> tuple[StarterItem, ...]:
        found = []
        for entry in self.entries(key):
            if not entry.startswith("- "):
                raise self.fail(f"an item of {key} begins with '- ': {entry[:40]!r}")
            text, spoiler, kind = entry[2:].strip(), False, None
            if text.startswith("spoiler: "):
                text, spoiler = text[9:], True
            if kinds:
                kind, _, text = text.partition(": ")
                if kind not in kinds or not text:
                    raise self.fail(f"a {key[:-1]} begins with its kind ({', '.join(sorted(kinds))}): {entry[:40]!r}")
            found.append(StarterItem(text.strip(), spoiler, kind))
        return tuple(found)

    def parts(self, key: str, least: int, most: int) -> list[list[str | None]]:
        found: list[list[str | None]] = []
        for entry in self.entries(key):
            parts: list[str | None] = [part.strip() or None for part in entry.split("|")]
            if not least <= len(parts) <= most or parts[0] is None:
                raise self.fail(f"{key} takes {least} to {most} parts between '|': {entry[:50]!r}")
            found.append(parts + [None] * (most - len(parts)))
        return found

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        found = []
        for entry in self.entries(key):
            kind, mark, value = entry.partition(": ")
            if not mark or not value.strip():
                raise self.fail(f"{key} takes 'kind: value': {entry[:40]!r}")
            found.append((kind.strip(), value.strip()))
        return tuple(found)

    def person(self, text: str, category: str) -> StarterCredit:
        text, credited_as = self.credited_as(text)
        note = _NOTE.match(text) if "(" in text else None
        name, job = (note["name"], note["note"]) if note else (text.strip(), None)
        self.check_name(name)
        return StarterCredit(name, category, job, None, credited_as)

    def credited_as(self, text: str) -> tuple[str, str | None]:
        credited = _AS.search(text) if "(as " in text else None
        return (text[: credited.start()], credited["name"]) if credited else (text, None)

    def check_name(self, name: str) -> None:
        if not name or _NO_NAME.search(name):
            raise self.fail(f"not a person's name: {name!r}")

    def people(self) -> tuple[StarterCredit, ...]:
        found: list[StarterCredit] = []
        for key, category in CREW_KEYS.items():
            found += [self.person(text, category) for text in _outside_parentheses("; ".join(self.entries(key)))]
        for department, names in self.pairs("crew"):
            category = department.replace(" ", "_").lower()
            found += [self.person(text, category) for text in _outside_parentheses(names)]
        for entry in self.entries("cast"):
            entry, credited_as = self.credited_as(entry)
            name, _, character = (part.strip() for part in entry.partition(" = "))
            self.check_name(name)
            category = "self" if _SELF.match(character) else "cast"
            found.append(StarterCredit(name, category, None, character or None, credited_as))
        return tuple(found)

    def awards(self) -> tuple[StarterAward, ...]:
        found = []
        for prize, result, category, people in self.parts("awards", 2, 4):
            head = _AWARD_HEAD.match(prize or "")
            if not head or result not in {"won", "nominated"}:
                raise self.fail(f"an award is 'Prize YEAR | won or nominated | Category | people': {prize!r} {result!r}")
            names = () if people in {None, "-"} else tuple(_outside_parentheses(people or ""))
            found.append(StarterAward(head["prize"], int(head["year"]), result == "won", category or "", names))
        return tuple(found)

    def film_rating(self) -> tuple[float, int | None, int] | None:
        text = self.text("rating")
        if text is None:
            return None
        found = re.match(r"^(\d\.\d) (\d+|\?) (\d{4})$", text)
        if not found:
            raise self.fail(f"rating is 'value votes year', votes a number or '?': {text!r}")
        return float(found[1]), None if found[2] == "?" else int(found[2]), int(found[3])

    def connections(self) -> tuple[tuple[str, str, int, str | None], ...]:
        found = []
        for kind, label, note in self.parts("connections", 2, 3):
            film = LABEL.match(label or "")
            if kind not in CONNECTION_KINDS or not film:
                raise self.fail(f"a connection is 'kind | Title (Year) | note': {kind!r} {label!r}")
            found.append((str(kind), film["title"], int(film["year"]), note))
        return tuple(found)

    def release(self) -> tuple[tuple[str, str, str | None], ...]:
        found = []
        for country, rest in self.pairs("release"):
            note = _NOTE.match(rest)
            written = note["name"] if note else rest
            date = iso_date(written)
            if date is None:
                raise self.fail(f"a release is 'Country: 6 September 1948', month or year alone allowed: {written!r}")
            found.append((country, date, note["note"] if note else None))
        return tuple(found)

    def reviews(self) -> tuple[StarterReview, ...]:
        found = []
        for value in self.values("review"):
            head, *rest = [value] if isinstance(value, str) else value
            rating, mark, headline = head.partition("|")
            spoiler = headline.strip().startswith("spoiler: ")
            headline = headline.strip().removeprefix("spoiler: ")
            text = self.prose(rest)
            if not mark or not rating.strip().isdigit() or not 1 <= int(rating) <= 10 or not text:
                raise self.fail("a review is a block: 'rating | Headline', then its paragraphs")
            found.append(StarterReview(int(rating), headline.strip(), text, spoiler))
        return tuple(found)

    def faq(self) -> tuple[tuple[str, str, bool], ...]:
        found = []
        for question, answer in self.parts("faq", 2, 2):
            spoiler = str(question).startswith("spoiler: ")
            if answer is None or not str(question).endswith("?"):
                raise self.fail(f"an entry of faq is 'Question? | answer': {question!r}")
            found.append((str(question).removeprefix("spoiler: "), answer, spoiler))
        return tuple(found)

    def episodes(self) -> tuple[StarterEpisode, ...]:
        found = []
        for head, date, minutes in self.parts("episodes", 1, 3):
            place = _EPISODE.match(head or "")
            shown = iso_date(date) if date else None
            if not place or (date and shown is None) or (minutes and not minutes.isdigit()):
                raise self.fail(f"an episode is '1.2 Title | 27 January 2008 | 48', date and minutes optional: {head!r}")
            number = int(place["season"]), int(place["number"])
            found.append(StarterEpisode(*number, place["title"], shown, int(minutes) if minutes else None))
        if len({episode[:2] for episode in found}) < len(found):
            raise self.fail("an episode stands twice")
        return tuple(found)

    def the_id(self) -> int | None:
        text = self.text("id")
        if text is None:
            return None
        if not re.fullmatch(r"tt\d{7,8}", text):
            raise self.fail(f"an id is 'tt' and seven or eight digits, not {text!r}")
        return int(text[2:])


_KNOWN_KEYS = frozenset(
    "id original kind runtime genres countries languages certificates cast awards plot akas release storyline synopsis "
    "keywords locations business companies technical trivia goofs connections soundtrack versions credits review rating "
    "crew faq ended episodes".split()
) | frozenset(CREW_KEYS)


def _film(raw: _Raw, source: str) -> StarterFilm:
    read = _Reader(raw, source)
    for key, values in raw.values.items():
        read.line = values[0][0]
        if key not in _KNOWN_KEYS:
            raise read.fail(f"no such key: {key!r}")
    genres = read.listed("genres")
    if len(genres) > 3 or not GENRES.issuperset(genres):
        raise read.fail(f"at most three of IMDb's genres, not {', '.join(genres)}")
    plot = read.text("plot")
    if plot and len(plot) > 300:
        raise read.fail(f"the plot line has {len(plot)} characters, 300 at most")
    text: Callable[[str], str | None] = read.text
    return StarterFilm(
        title=raw.title,
        year=raw.year,
        source=source,
        line=raw.line,
        id=read.the_id(),
        original=text("original"),
        kind=text("kind") or "movie",
        runtime=read.number("runtime"),
        genres=genres,
        countries=read.listed("countries"),
        languages=read.listed("languages"),
        rating=read.film_rating(),
        plot=plot,
        storyline=read.story("storyline"),
        synopsis=read.story("synopsis"),
        keywords=read.listed("keywords"),
        credits=read.people(),
        akas=tuple((str(a), b or "", c) for a, b, c in read.parts("akas", 1, 3)),
        certificates=tuple(
            (country.strip(), mark.strip())
            for country, _, mark in (part.partition(":") for part in read.listed("certificates", ";"))
        ),
        release=read.release(),
        awards=read.awards(),
        locations=tuple((str(a), b) for a, b in read.parts("locations", 1, 2)),
        business=read.pairs("business"),
        companies=read.pairs("companies"),
        technical=read.pairs("technical"),
        trivia=read.items("trivia"),
        goofs=read.items("goofs", GOOF_KINDS),
        connections=read.connections(),
        soundtrack=tuple(
            (str(song), tuple(line for line in lines if line)) for song, *lines in read.parts("soundtrack", 1, 8)
        ),
        versions=read.items("versions"),
        crazy_credits=read.items("credits"),
        reviews=read.reviews(),
        faq=read.faq(),
        ended=read.number("ended"),
        episodes=read.episodes(),
    )
