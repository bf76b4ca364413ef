"""The shapes of records in IMDb's plain-text lists: bullets under a title, lines of tabs, marked lines, credits of people.

Each shape takes the numbered lines under a list's head and yields what stands together, with the number of its first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Marks whose lines are one text as long as they follow each other.
_TEXTS = frozenset(("PL", "RE", "BG", "TR", "QU"))
#: A line, without its end, and its number.
Numbered = tuple[int, str]

_RULE = ("-" * 20, "=" * 20)
_MARKED = re.compile(r"(?P<mark>[A-Z]{2,4}): ?(?P<text>.*)")
_IN_BRACKETS = re.compile(r"\s+\((?P<what>.*)\)")


class Bullets(NamedTuple):
    """What stands under a title: paragraphs, each with its number."""

    line: int
    title: str
    items: list[tuple[int, str]]


class Row(NamedTuple):
    """A line of a title and a value, with what stands behind it in brackets."""

    line: int
    title: str
    value: str
    note: str


class Marked(NamedTuple):
    """A record of marked lines: the mark, its text with continuations, in their order."""

    line: int
    fields: list[tuple[str, str]]


class Listed(NamedTuple):
    """Lines in brackets under a title."""

    line: int
    title: str
    items: list[tuple[int, str]]


class Credited(NamedTuple):
    """A title that a person is credited with, as the list has it behind the name."""

    line: int
    person: str
    credit: str


def bullets(lines: Iterable[Numbered]) -> Iterator[Bullets]:
    """Records of ``# title`` and items that begin with ``-``; a line that is indented goes on."""
    here: Bullets | None = None
    items: list[tuple[int, str]] = []
    for number, line in lines:
        first = line[:1]
        if first == " ":  # most lines are
            text = line.strip()
            if items and text:
                at, before = items[-1]
                items[-1] = (at, f"{before}\n· {text[2:].strip()}" if text.startswith("- ") else f"{before} {text}")
        elif first == "-" and line[:2] == "- ":
            items.append((number, line[2:].strip()))
        elif first == "#" and line[:2] == "# ":
            if here is not None:
                yield here
            items = []
            here = Bullets(number, line[2:].strip(), items)
        elif first and items and not line.startswith(_RULE):
            items[-1] = (items[-1][0], f"{items[-1][1]} {line.strip()}")
    if here is not None:
        yield here


def blocks(lines: Iterable[Numbered]) -> Iterator[Bullets]:
    """Records of ``# title`` and items that blank lines part; an indented line goes on, others begin a line of the item."""
    here: Bullets | None = None
    open_ = False
    for number, line in lines:
        if line.startswith("# "):
            if here is not None:
                yield here
            here, open_ = Bullets(number, line[2:].strip(), []), False
        elif here is None or line.startswith(_RULE):
            continue
        elif not line.strip():
            open_ = False
        elif not open_:
            here.items.append((number, line.strip()))
            open_ = True
        else:
            at, text = here.items[-1]
            here.items[-1] = (at, f"{text}{' ' if line.startswith(' ') else chr(10)}{line.strip()}")
    if here is not None:
        yield here


def songs(lines: Iterable[Numbered]) -> Iterator[Bullets]:
    """Records of ``# title`` and songs that begin with ``-``, each with a line for every credit."""
    here: Bullets | None = None
    for number, line in lines:
        if line.startswith("# "):
            if here is not None:
                yield here
            here = Bullets(number, line[2:].strip(), [])
        elif here is None or line.startswith(_RULE):
            continue
        elif line.startswith("- "):
            here.items.append((number, line[2:].strip()))
        elif line.strip() and here.items:
            at, text = here.items[-1]
            here.items[-1] = (at, f"{text}{' ' if line.startswith('   ') else chr(10)}{line.strip()}")
    if here is not None:
        yield here


def tagged(lines: Iterable[Numbered]) -> Iterator[Bullets]:
    """Records of ``# title`` and one indented line each."""
    here: Bullets | None = None
    for number, line in lines:
        if line.startswith("# "):
            if here is not None:
                yield here
            here = Bullets(number, line[2:].strip(), [])
        elif here is not None and line[:1] in ("\t", " ") and line.strip():
            here.items.append((number, " ".join(line.split())))
    if here is not None:
        yield here


def rows(lines: Iterable[Numbered]) -> Iterator[Row]:
    """Lines of title, tabs, value, tabs, notes in brackets; the value is empty where there is none."""
    for number, line in lines:
        if not line.strip() or line[:1].isspace() or line.startswith(_RULE):
            continue
        title, *cells = (cell.strip() for cell in line.split("\t") if cell.strip())
        value, *notes = cells or [""]
        yield Row(number, title, value, " ".join(notes).removeprefix("(").removesuffix(")").replace(") (", ", "))


def marked(lines: Iterable[Numbered], first: str) -> Iterator[Marked]:
    """Records of marked lines that begin with the mark ``first``; lines of one text's mark that follow each other are one text.

    A text that begins with ``* `` is the next item of its mark, and so is one behind a blank line.
    """
    here: Marked | None = None
    goes_on = False
    for number, line in lines:
        found = _MARKED.fullmatch(line)
        if found is None:
            goes_on = goes_on and bool(line.strip()) and not line.startswith(_RULE)
            if goes_on and here is not None:
                mark, text = here.fields[-1]
                here.fields[-1] = (mark, f"{text} {line.strip()}")
            continue
        mark, text = found["mark"], found["text"].strip()
        if mark == first:
            if here is not None:
                yield here
            here, goes_on = Marked(number, [(mark, text)]), False
        elif here is not None:
            if goes_on and mark in _TEXTS and here.fields[-1][0] == mark and not text.startswith("* "):
                here.fields[-1] = (mark, f"{here.fields[-1][1]} {text}" if text else f"{here.fields[-1][1]}\n\n")
            else:
                here.fields.append((mark, text.removeprefix("* ")))
            goes_on = True
    if here is not None:
        yield here


def listed(lines: Iterable[Numbered]) -> Iterator[Listed]:
    """Titles, and under each its lines in brackets."""
    here: Listed | None = None
    for number, line in lines:
        if not line.strip() or line.startswith(_RULE):
            continue
        if not line[:1].isspace():
            if here is not None:
                yield here
            here = Listed(number, line.strip(), [])
        elif here is not None and _IN_BRACKETS.match(line):
            here.items.append((number, line.strip()))
    if here is not None:
        yield here


def credited(lines: Iterable[Numbered]) -> Iterator[Credited]:
    """People and what they are credited with; further titles stand under the first, behind tabs."""
    name = ""
    for number, line in lines:
        if not line.strip() or line.startswith(_RULE):
            continue
        begun, _, rest = line.partition("\t")
        if begun.strip():
            name = begun.strip()
        if name and rest.strip():
            yield Credited(number, name, rest.strip())
