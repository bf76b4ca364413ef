"""Titles and people as IMDb's plain-text lists write them, and references to them inside texts."""

from __future__ import annotations

import re
from functools import lru_cache

from db.base.records.exchange import EPISODE, FILM, SERIES, Mention, PersonMention
from db.base.records.sources import Subject

_TITLE = re.compile(
    r'(?:"(?P<series>.+)"|(?P<film>.+?)) \((?P<year>\d{4}|\?{4})(?:/(?P<number>[IVXLCDM]+))?\)'
    r"(?: \((?P<kind>TV|V|VG|mini)\))?(?: \{(?P<episode>.*)\})?(?P<suspended> \{\{SUSPENDED\}\})?"
)
_EPISODE = re.compile(r"(?P<name>.*?) ?\(#(?P<season>\d+)\.(?P<number>\d+)\)")
_DATED = re.compile(r" ?\(\d{4}-\d{2}-\d{2}\)$")
_ARTICLE = re.compile(
    r"(?P<rest>.+), (?P<article>The|A|An|Le|La|Les|L'|Un|Une|Der|Die|Das|Ein|Eine|El|Los|Las|Il|Lo|I|Gli|O|Os|De|Het)"
)
_NUMBERED = re.compile(r"(?P<name>.+?) \((?P<number>[IVXLCDM]+)\)")
_KINDS = {"TV": "tvMovie", "V": "video", "VG": "videoGame"}
_PERSON = re.compile(r"'(?P<name>[^'\n]{1,120}(?:'[^'\n]{1,120}){0,4}?)' \(qv\)")
_REFERENCE = re.compile(r"_(?P<title>[^_\n]{1,300})_ \(qv\)")


class Nameless(ValueError):
    """A line that names no title; the text says why."""


@lru_cache(4096)
def title(line: str) -> Mention:
    """The title that a line names: ``The Motel (2012)``, ``"Series" (1999) {Name (#1.2)}``; :class:`Nameless` for anything else.

    ``(1999/II)`` is one of several of that name and year: ``apart`` says which.
    """
    found = _TITLE.fullmatch(line)
    if found is None:
        raise Nameless("no title of IMDb's lists stands here")
    if found["suspended"] or found["episode"] == "{SUSPENDED}":
        raise Nameless("the title is suspended")
    year = int(found["year"]) if found["year"].isdigit() else None
    number = found["number"] or ""
    if found["film"] is not None:
        return Mention(_in_order(found["film"]), year, _KINDS.get(found["kind"], FILM), apart=number)
    series = Mention(_in_order(found["series"]), year, SERIES, apart=number)
    if found["episode"] is None:
        return series
    at = _EPISODE.fullmatch(found["episode"])
    if at is None:
        return Mention(_DATED.sub("", found["episode"]).strip(), None, EPISODE, series=series)
    return Mention(at["name"].strip(), None, EPISODE, series=series, season=int(at["season"]), number=int(at["number"]))


def _in_order(name: str) -> str:
    """``Red Shoes, The`` as the lists of the 1990s have it, the right way round."""
    found = _ARTICLE.fullmatch(name)
    if found is None:
        return name
    article = found["article"]
    return f"{article}{'' if article.endswith(chr(39)) else ' '}{found['rest']}"


def person(line: str) -> PersonMention:
    """The person that ``Surname, Name (I)`` names; of namesakes only the first is meant by the name alone."""
    found = _NUMBERED.fullmatch(line)
    name, number = (found["name"], found["number"]) if found else (line, "I")
    surname, given, *more = (part.strip() for part in f"{name},".split(","))
    whole = " ".join(filter(None, (given, surname, *more)))
    return PersonMention(whole if number == "I" else f"{whole} ({number})")


def of_title(line: str) -> Subject:
    """The subject of a title line."""
    return Subject(line, title(line))


def of_person(line: str) -> Subject:
    """The subject of a person's line."""
    return Subject(f"person: {line}", person(line))


def plain(text: str) -> str:
    """A text with its references as words: ``'Name (I)' (qv)`` is ``Name``, ``_Title (Year)_ (qv)`` is ``Title (Year)``."""
    if "(qv)" not in text:
        return text
    text = _PERSON.sub(lambda found: _called(found["name"]), text)
    return _REFERENCE.sub(lambda found: _labelled(found["title"]), text).replace(" (qv)", "")


def _called(name: str) -> str:
    found = _NUMBERED.fullmatch(name)
    return found["name"] if found else name


def _labelled(line: str) -> str:
    try:
        of = title(line)
    except Nameless:
        return line
    return of.label
