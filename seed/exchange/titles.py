"""A text or Markdown file of titles, one a line: it becomes a list.

``Memento (2000)``, ``Memento 2000`` or ``Memento``, behind ``-``, ``*``, ``3.``, ``[ ]`` or nothing; a remark behind `` -- ``,
`` | `` or `` # `` becomes the entry's note. A heading, or a first line of plain words over marked ones, names the list.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import NamedTuple

from db.base.clock import today
from db.base.ids import number as id_number
from db.base.records.exchange import ANY, Entry, FileRead, ListHead, Mention, Origin, Reading
from db.base.text import line
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed, Format
from seed.exchange.table import MOST_ROWS, RECORD
from seed.exchange.text import decoded, lines

_MARK = re.compile(r"^\s*(?:[-*+•]|\d{1,5}[.)]|(?=\[[ xX✓]?\]))\s*(?:\[(?P<box>[ xX✓]?)\]\s*)?(?=\S)")
_HEADING = re.compile(r"^\s*#{1,6}\s+(?P<name>.+?)\s*#*\s*$")
_REMARK = re.compile(r"\s(?:--|—|\||#)\s+(?P<remark>.*)$")
_IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*[(\[](?P<year>(?:18[89]|19\d|20\d)\d)[)\]]\s*$")
_BEHIND = re.compile(r"^(?P<name>.+\S)[\s,]+(?P<year>(?:18[89]|19\d|20\d)\d)$")
_LINK = re.compile(r"\[(?P<words>[^\[\]]{1,300})\]\((?P<address>[^()\s]{1,500})\)")
_ID = re.compile(r"\btt\d{5,10}\b")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?P<words>.+?)\1")
#: Letters of a line of a list, and the share of lines that may be longer than the first number.
_LONG, _TOO_LONG, _MANY = 120, 2_000, 0.1
#: Bytes of a file.
MOST = 8_000_000
#: Texts that lie beside lists and are none; the first is what Matinee writes reviews into.
_NO_LISTS = frozenset(("reviews.md", "readme.md", "readme.txt", "license.txt", "license.md"))
#: Years ahead that a film may be announced for.
_AHEAD = 3
#: Beginnings of files that are text but no lists.
_CODE = ("{", "[{", "<", "#!")


class _Line(NamedTuple):
    """One line: whether it is marked as an entry, whether its box is ticked, its words and remark."""

    number: int
    text: str
    marked: bool
    words: str
    remark: str


def claims(held: Held) -> str | None:
    """``list`` for plain text of mostly short lines; never a table, JSON, a web page or code."""
    if not held.base.lower().endswith((".txt", ".md", ".markdown", ".text")) or held.base.lower() in _NO_LISTS:
        return None
    data = held.head()
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        text = decoded(held, head=True)
    except Unreadable:
        return None
    filled = [each for each in text.splitlines() if each.strip()]
    if not filled or text.lstrip().startswith(_CODE) or any(len(each) > _TOO_LONG for each in filled):
        return None
    if sum(len(each) > _LONG for each in filled) > _MANY * len(filled):
        return None
    tables = sum(each.count("\t") > 1 or each.count(",") > 3 or each.count(";") > 2 for each in filled)
    return "list" if tables <= _MANY * len(filled) else None


def read(files: Sequence[Claimed]) -> Reading:
    """An entry for each line."""
    reading = Reading()
    for _, held in files:
        try:
            name, entries = _parted(held)
        except Unreadable as trouble:
            held.drop()
            reading.files.append(FileRead(held.name, 0, str(trouble)))
            continue
        on = ListHead(("file", name.casefold()), name)
        met: dict[Mention, int] = {}
        for each in entries:
            origin = Origin(held.name, each.number, each.text)
            of = _title(each.words)
            if not of.name:
                reading.refuse(origin, "no title is in this line")
                continue
            met[of] = met.get(of, 0) + 1
            key = ("entry", *on.key, of.name, of.year or 0, met[of])
            reading.add(Entry(origin=origin, key=key, of=of, on=on, note=each.remark))
        reading.files.append(FileRead(held.name, len(entries)))
    return reading


def _parted(held: Held) -> tuple[str, list[_Line]]:
    """The list's name and its lines; Unreadable for more than any list has."""
    held.drop()
    name = line(re.sub(r"[-_]+", " ", held.base.rpartition(".")[0])) or "List"
    found: list[_Line] = []
    heading = ""
    for number, ended in enumerate(lines(held, most=MOST), 1):
        raw = ended.lstrip("\ufeff").rstrip("\r\n")
        if not raw.strip():
            continue
        if len(raw) > _TOO_LONG:
            raise Unreadable(f"line {number} has more than {_TOO_LONG:,} letters, which no title has")
        if (named := _HEADING.match(raw)) is not None:
            heading = heading or line(named["name"])
            continue
        held.keep(RECORD + sys.getsizeof(raw))
        found.append(_of_line(number, raw))
        if len(found) > MOST_ROWS:
            raise Unreadable(f"it has more than {MOST_ROWS:,} lines")
    if not heading and len(found) > 1 and _names_the_list(found[0], found[1]):
        heading = line(found.pop(0).words).rstrip(":")
    return (heading or name)[:200], found


def _names_the_list(first: _Line, second: _Line) -> bool:
    """Whether the first line is a heading: plain words without a year or id, over a marked line."""
    of = _title(first.words)
    return second.marked and not first.marked and of.year is None and of.imdb is None


def _of_line(number: int, raw: str) -> _Line:
    mark = _MARK.match(raw)
    words = raw[mark.end() :] if mark else raw.strip()
    remark = _REMARK.search(words)
    if remark is not None:
        words = words[: remark.start()]
    return _Line(number, raw, mark is not None, words.strip(), line(remark["remark"]) if remark else "")


def _title(words: str) -> Mention:
    """The title that a line names: its id where there is one, its year where that is not all there is.

    A number at the end that is not in brackets may be a year or the end of the name: the whole is another reading.
    """
    linked = _LINK.search(words)
    found = _ID.search(linked["address"] if linked else words)
    if linked is not None:
        words = (words[: linked.start()] + linked["words"] + words[linked.end() :]).strip()
    elif found is not None:
        words = words.replace(found[0], " ")
    words = line(_EMPHASIS.sub(lambda each: each["words"], words)).strip(" -–:")
    bracketed = _IN_BRACKETS.match(words)
    dated = bracketed or _BEHIND.match(words)
    if dated is not None and int(dated["year"]) > today().year + _AHEAD:  # Blade Runner 2049
        dated = None
    imdb = id_number(found[0], "tt") if found else None
    if dated is not None:
        also = "" if bracketed else words[:500]  # Wonder Woman 1984
        return Mention(dated["name"].strip(" ,-–")[:500], int(dated["year"]), ANY, imdb=imdb, also=also)
    return Mention(words[:500] or (found[0] if found else ""), None, ANY, imdb=imdb)


FORMAT = Format(
    name="titles",
    label="list of titles",
    brings="a list, from a text or Markdown file with a title on each line",
    source="any text file you keep",
    claims=claims,
    read=read,
)
