"""IMDb's plain-text lists: the files ``trivia.list``, ``quotes.list`` and the others, last published in December 2017.

They name titles by their line (``The Motel (2012)``) and have no ids. A list is known by the heading over its records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from db.base.records.exchange import Origin, PersonMention, Unplaced
from db.base.records.pages import Aka, Connection, Fact, Item, Quote, Song
from db.base.records.sources import Entry, Piece, Subject, Told
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed
from seed.exchange.text import lines
from seed.sources import imdb_shapes as shapes
from seed.sources import imdb_values as values
from seed.sources.formats import Source
from seed.sources.imdb_names import Nameless, of_person, of_title, plain, title
from seed.sources.imdb_shapes import Numbered

#: A list's reader: the file's name and its numbered lines under the head.
Reader = Callable[[str, Iterable[Numbered]], Iterator[Piece]]

#: Lists by the words of their heading, without ``THE``, ``LIST`` and a number.
_HEADINGS = {
    "FILM TRIVIA": "trivia", "GOOFS": "goofs", "ALTERNATE VERSIONS": "versions", "CRAZY CREDITS": "crazy_credits",
    "SOUNDTRACKS": "soundtrack", "QUOTES": "quotes", "TAG LINES": "taglines", "PLOT SUMMARIES": "plots",
    "MPAA RATINGS REASONS": "advisory", "BUSINESS": "business", "LITERATURE": "literature", "BIOGRAPHY": "biography",
    "MOVIE LINKS": "connections", "KEYWORDS": "keywords", "CERTIFICATES": "certificates", "COLOR INFO": "colour",
    "SOUND MIX": "sound mix", "TECHNICAL": "technical", "RUNNING TIMES": "runtime", "COUNTRIES": "countries",
    "LANGUAGE": "languages", "LOCATIONS": "locations", "RELEASE DATES": "release_dates", "PRODUCTION COMPANIES": "production",
    "DISTRIBUTORS": "distribution", "SPECIAL EFFECTS COMPANIES": "effects", "SFX COMPANIES": "effects",
    "MISCELLANEOUS COMPANIES": "other", "MISC COMPANIES": "other", "AKA TITLES": "akas",
    "ACTORS": "actor", "ACTRESSES": "actress", "DIRECTORS": "director", "WRITERS": "writer", "PRODUCERS": "producer",
    "COMPOSERS": "composer", "CINEMATOGRAPHERS": "cinematographer", "EDITORS": "editor",
    "COSTUME DESIGNERS": "costume_designer", "PRODUCTION DESIGNERS": "production_designer",
    "MISCELLANEOUS FILMOGRAPHY": "miscellaneous", "MISCELLANEOUS": "miscellaneous",
}  # fmt: skip
_HEADING = re.compile(r"(?:\d+: )?(?:THE )?(?P<words>[A-Z][A-Z ]+?)(?: LIST)?")
#: The first line of a published list names its file: some have their heading megabytes further down.
_CRC = re.compile(r"CRC: 0x[0-9A-F]{8}  File: (?P<name>[a-z-]+)\.list")
_FILES = {"keywords": "keywords"}
_SPOILER = re.compile(r"SPOILERS?\s*[:!]\s*", re.IGNORECASE)
_GOOF = re.compile(r"(?P<mark>[A-Z]{4}):\s*")
_SPOKEN = re.compile(r"(?P<speaker>[^:\[\]]{1,80}): (?P<words>.+)", re.DOTALL)
_AKA = re.compile(r"\(aka (?P<title>.+?)\)(?:\t+(?P<notes>\(.*\)))?")
_SONG = re.compile(r'"(?P<name>.+?)"(?P<more> .*)?')
_TIE = re.compile(
    r"\((?P<kind>follows|followed by|remake of|remade as|version of|alternate language version of|spin off from|spin off|"
    r"references|referenced in|features|featured in|spoofs|spoofed in|edited into|edited from|similar to|unknown link) "
    r"(?P<title>.+)\)"
)
_LETTERS = 2_000


def claims(held: Held) -> str | None:
    """Which list a file is, by its heading in the first 64 KiB."""
    head = held.head()
    if b"\0" in head:
        return None
    above = ""
    for number, raw in enumerate(head.decode("iso-8859-1").splitlines()):
        line = raw.strip()
        if number == 0 and (crc := _CRC.match(line)) and crc["name"] in _FILES:
            return _FILES[crc["name"]]
        if line.startswith("====") and (found := _HEADING.fullmatch(above)) and found["words"] in _HEADINGS:
            return _HEADINGS[found["words"]]
        above = line
    return None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """What all lists tell. Directors come first: they decide between titles of one name and year."""
    directors: dict[str, list[str]] = {}
    for role, held in files:
        if role == "director":
            _directors_of_namesakes(held, directors)
    for role, held in files:
        for piece in _READERS[role](held.name, _under_heading(held, role)):
            if isinstance(piece, Told) and piece.subject.key in directors:
                subject = piece.subject._replace(directors=tuple(directors[piece.subject.key]))
                yield piece._replace(subject=subject)
            else:
                yield piece


def _directors_of_namesakes(held: Held, found: dict[str, list[str]]) -> None:
    for each in shapes.credited(_under_heading(held, "director")):
        if "/" not in each.credit:
            continue
        line, credit = values.credit(_name_of(each.person), "director", each.credit)
        try:
            of = title(line)
        except Nameless:
            continue
        if of.apart or (of.series is not None and of.series.apart):
            found.setdefault(line, []).append(credit.name)


def _under_heading(held: Held, role: str) -> Iterator[Numbered]:
    """The numbered lines under a list's heading; Unreadable where letters were lost when it was saved anew."""
    above, under = "", False
    for number, raw in enumerate(lines(held, endless=True), 1):
        line = raw.rstrip("\r\n")
        if "\ufffd" in line:
            raise Unreadable(f"the letters of {held.name} were lost when it was saved anew (line {number})")
        if under:
            yield number, line
        elif line.startswith("===="):
            found = _HEADING.fullmatch(above)
            under = found is not None and _HEADINGS.get(found["words"]) == role
        above = line.strip()


def _refused(file: str, line: int, why: str, text: str = "", rows: int = 1) -> Unplaced:
    return Unplaced(Origin(file, line, text[:_LETTERS]), why, rows)


# -- what stands under titles ------------------------------------------------------------------------------------------


def _items(
    section: str,
    make: Callable[[str], Entry | None],
    shape: Callable[[Iterable[Numbered]], Iterator[shapes.Bullets]],
    file: str,
    under: Iterable[Numbered],
) -> Iterator[Piece]:
    for each in shape(under):
        try:
            subject = of_title(each.title)
        except Nameless as error:
            yield _refused(file, each.line, str(error), each.title, max(1, len(each.items)))
            continue
        made = [entry for _, text in each.items if (entry := make(text)) is not None]
        if made:
            yield Told(subject, section, tuple(made), len(each.items))
        else:
            yield _refused(file, each.line, "nothing stands under this title", each.title, max(1, len(each.items)))


def _item(text: str, kind: str = "") -> Item | None:
    found = _SPOILER.match(text)
    words = plain(text[found.end() :] if found else text).strip()
    return Item(words, kind, spoiler=found is not None) if words else None


def _goof(text: str) -> Item | None:
    found = _GOOF.match(text)
    if found is None or found["mark"] not in values.GOOFS:
        return _item(text)
    return _item(text[found.end() :], values.GOOFS[found["mark"]])


def _quote(text: str) -> Quote | None:
    spoken = [_SPOKEN.fullmatch(line) for line in text.split("\n")]
    made = [
        (plain(each["speaker"]), plain(each["words"])) if each else ("", plain(line))
        for each, line in zip(spoken, text.split("\n"), strict=True)
    ]
    return Quote(tuple(made)) if made else None


def _song(text: str) -> Song | None:
    name, *credits = (plain(line).strip() for line in text.split("\n"))
    if found := _SONG.fullmatch(name):
        name = found["name"] + (found["more"] or "")
    return Song(name, tuple(credits)) if name else None


def _tagline(text: str) -> str | None:
    return plain(text) or None


# -- lines of tabs -----------------------------------------------------------------------------------------------------


def _rows(section: str, make: Callable[[str, str], Entry | None], file: str, under: Iterable[Numbered]) -> Iterator[Piece]:
    for line, held in groupby(shapes.rows(under), lambda row: row.title):
        here = list(held)
        try:
            subject = of_title(line)
        except Nameless as error:
            yield _refused(file, here[0].line, str(error), line, len(here))
            continue
        made = []
        for row in here:
            entry = make(plain(row.value), plain(row.note)) if row.value else None
            if entry is None:
                yield _refused(file, row.line, "no value stands behind the title", f"{row.title}\t{row.value}")
            else:
                made.append(entry)
        if made:
            yield Told(subject, section, tuple(dict.fromkeys(made)), len(made))


def _certificate(value: str, note: str) -> Fact | None:
    where, mark = values.of_country(value)
    return Fact(where, mark, note) if mark else None


def _fact(kind: str) -> Callable[[str, str], Fact]:
    return lambda value, note: Fact(kind, value, note)


# -- marked lines ------------------------------------------------------------------------------------------------------


def _plots(file: str, under: Iterable[Numbered]) -> Iterator[Piece]:
    for each in shapes.marked(under, "MV"):
        found: list[list[str]] = []  # text, author
        for mark, text in each.fields[1:]:
            if mark == "PL":
                found.append([text, ""])
            elif mark == "BY" and found:
                found[-1][1] = text
        made = tuple(Item(plain(text), by=_signed(by)) for text, by in found if text.strip())
        yield _of_marked(file, each, "plots", made)


def _signed(author: str) -> str:
    """An author's name without their address."""
    return re.sub(r"\s*[<{(]?[\w.+-]+@[\w.-]+[>})]?", "", author).strip()


def _marked(
    first: str, section: str, make: Callable[[str, str], Entry | None], file: str, under: Iterable[Numbered]
) -> Iterator[Piece]:
    for each in shapes.marked(under, first):
        made = tuple(entry for mark, text in each.fields[1:] if (entry := make(mark, plain(text))) is not None)
        yield _of_marked(file, each, section, made)


def _of_marked(file: str, each: shapes.Marked, section: str, made: tuple[Entry, ...]) -> Piece:
    line = each.fields[0][1]
    try:
        subject = of_title(line)
    except Nameless as error:
        return _refused(file, each.line, str(error), line)
    return Told(subject, section, made) if made else _refused(file, each.line, "nothing stands under this title", line)


def _reason(mark: str, text: str) -> Item | None:
    return Item(text, "MPAA") if mark == "RE" and text else None


_BIOGRAPHY = {
    "RN": "birth name", "DB": "born", "DD": "died", "HT": "height", "BG": "mini biography", "TR": "trivia", "QU": "quote",
    "NK": "nickname", "SP": "spouse", "TM": "trade mark", "WN": "where now", "SA": "salary",
}  # fmt: skip


def _biographies(file: str, under: Iterable[Numbered]) -> Iterator[Piece]:
    for each in shapes.marked(under, "NM"):
        signed = [text for mark, text in each.fields if mark == "BY"]
        made = [
            Item(plain(text).strip(), _BIOGRAPHY[mark], by=_signed(signed[0]) if mark == "BG" and signed else "")
            for mark, text in each.fields[1:]
            if mark in _BIOGRAPHY and text.strip()
        ]
        subject = of_person(each.fields[0][1])
        if made:
            yield Told(subject, "biography", tuple(made))
        else:
            yield _refused(file, each.line, "nothing is said of this person", each.fields[0][1])


# -- ties, other names, credits ----------------------------------------------------------------------------------------


def _listed(section: str, make: Callable[[str], Entry | None], file: str, under: Iterable[Numbered]) -> Iterator[Piece]:
    for each in shapes.listed(under):
        try:
            subject = of_title(each.title)
        except Nameless as error:
            yield _refused(file, each.line, str(error), each.title, max(1, len(each.items)))
            continue
        made = []
        for number, text in each.items:
            entry = make(text)
            if entry is None:
                yield _refused(file, number, "it names no other title", text)
            else:
                made.append(entry)
        if made:
            yield Told(subject, section, tuple(made), len(made))


def _tie(text: str) -> Connection | None:
    found = _TIE.fullmatch(text)
    if found is None:
        return None
    try:
        of = title(found["title"])
    except Nameless:
        return None
    if of.series is None:
        return Connection(found["kind"], of.name, of.year)
    return Connection(found["kind"], of.series.name, of.series.year, note=of.label.removeprefix(of.series.name).strip())


def _aka(text: str) -> Aka | None:
    found = _AKA.fullmatch(text)
    if found is None:
        return None
    try:
        of = title(found["title"])
    except Nameless:
        return None
    where, *notes = [each.strip("()") for each in re.findall(r"\([^()]*\)", found["notes"] or "")] or [""]
    place, _, language = where.partition(":")
    place = values.country(place)
    language = language.strip().removesuffix(" title")
    return Aka(of.name, place, language, ", ".join(notes)) if of.name else None


def _name_of(line: str) -> str:
    found = of_person(line).of
    assert isinstance(found, PersonMention)
    return re.sub(r" \([IVXLCDM]+\)$", "", found.name)


def _credits(category: str, file: str, under: Iterable[Numbered]) -> Iterator[Piece]:
    known: tuple[str, str] = ("", "")
    for each in shapes.credited(under):
        if each.person.startswith("----") or each.person == "Name":
            continue
        if known[0] != each.person:
            known = each.person, _name_of(each.person)
        line, credit = values.credit(known[1], category, each.credit)
        try:
            subject: Subject = of_title(line)
        except Nameless as error:
            yield _refused(file, each.line, str(error), each.credit)
            continue
        yield Told(subject, "credits", (credit,))


_READERS: dict[str, Reader] = {
    "trivia": partial(_items, "trivia", _item, shapes.bullets),
    "goofs": partial(_items, "goofs", _goof, shapes.bullets),
    "versions": partial(_items, "versions", _item, shapes.bullets),
    "crazy_credits": partial(_items, "crazy_credits", _item, shapes.bullets),
    "soundtrack": partial(_items, "soundtrack", _song, shapes.songs),
    "quotes": partial(_items, "quotes", _quote, shapes.blocks),
    "taglines": partial(_items, "taglines", _tagline, shapes.tagged),
    "plots": _plots,
    "advisory": partial(_marked, "MV", "advisory", _reason),
    "business": partial(_marked, "MV", "business", values.business),
    "literature": partial(_marked, "MOVI", "literature", values.literature),
    "biography": _biographies,
    "connections": partial(_listed, "connections", _tie),
    "akas": partial(_listed, "akas", _aka),
    "keywords": partial(_rows, "keywords", lambda value, note: value.replace("-", " ")),
    "certificates": partial(_rows, "certificates", _certificate),
    "colour": partial(_rows, "technical", _fact("colour")),
    "sound mix": partial(_rows, "technical", _fact("sound mix")),
    "technical": partial(_rows, "technical", values.technical),
    "runtime": partial(_rows, "technical", values.runtime),
    "countries": partial(_rows, "countries", lambda value, note: values.country(value)),
    "languages": partial(_rows, "languages", lambda value, note: value),
    "locations": partial(_rows, "locations", lambda value, note: Fact("", value, note)),
    "release_dates": partial(_rows, "release_dates", values.release),
    **{
        kind: partial(_rows, "companies", partial(values.company, kind))
        for kind in ("production", "distribution", "effects", "other")
    },
    **{
        category: partial(_credits, category)
        for category in (
            "actor", "actress", "director", "writer", "producer", "composer", "cinematographer", "editor", "costume_designer",
            "production_designer", "miscellaneous",
        )
    },
}  # fmt: skip

SOURCE = Source(
    name="imdb-lists",
    label="IMDb's plain-text lists",
    fills=(
        "plots", "trivia", "goofs", "quotes", "connections", "soundtrack", "versions", "crazy_credits", "taglines", "keywords",
        "certificates", "release_dates", "locations", "business", "companies", "technical", "literature", "akas", "credits",
        "biography",
    ),
    published="the files NAME.list.gz of December 2017, at mirrors of IMDb's old FTP site",
    size="2.5 GB in all; any of them will do",
    terms="for personal and non-commercial use",
    claims=claims,
    read=read,
    credit="Information courtesy of IMDb (imdb.com). Used with permission.",
)  # fmt: skip
