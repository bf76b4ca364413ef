"""Values in IMDb's plain-text lists: countries, dates, money, companies, the marks of technical lines and of credits."""

from __future__ import annotations

import re

from db.base.records.pages import Fact, NamedCredit

_COUNTRIES = {
    "USA": "United States", "UK": "United Kingdom", "UAE": "United Arab Emirates", "Republic of Macedonia": "North Macedonia",
    "Czech Republic": "Czechia", "Federal Republic of Yugoslavia": "Yugoslavia", "Burma": "Myanmar", "Swaziland": "Eswatini",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(rf"(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>\d{{4}})")
_TECHNICAL = {
    "CAM": "camera", "LAB": "laboratory", "MET": "film length", "OFM": "negative", "PCS": "process", "PFM": "printed",
    "RAT": "aspect ratio",
}  # fmt: skip
_BUSINESS = {
    "BT": "budget", "GR": "gross", "OW": "opening weekend", "RT": "rentals", "AD": "admissions", "SD": "filming dates",
    "PD": "production dates", "ST": "studios", "CP": "copyright", "WG": "weekend gross",
}  # fmt: skip
_LITERATURE = {
    "NOVL": "novel", "ADPT": "adapted from", "BOOK": "book", "PROT": "production", "IVIW": "interview", "CRIT": "article",
    "ESSY": "essay", "OTHR": "other", "SCRP": "screenplay",
}  # fmt: skip
#: What a goof's mark says, in the words of the starter where it has one.
GOOFS = {
    "CONT": "continuity", "PLOT": "plot", "FACT": "fact", "DATE": "anachronism", "FAKE": "revealing mistake",
    "BOOM": "equipment", "CREW": "equipment", "SYNC": "audio", "GEOG": "geography", "FAIR": "not a goof",
    "MISC": "miscellaneous", "CHAR": "character",
}  # fmt: skip
_CODE = re.compile(r" ?\[[a-z]{2,4}\]$")
_SUM = re.compile(r"(?P<value>[^(]*?)\s*(?P<notes>\(.*\))?")
_BILLING = re.compile(r"\s*<(?P<place>[\d,]+)>$")
_CHARACTER = re.compile(r"\s*\[(?P<character>.*)\]$")
_NOTE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


def country(name: str) -> str:
    """A country as pages call it."""
    return _COUNTRIES.get(name.strip(), name.strip())


def date(text: str) -> str | None:
    """``1 January 2001``, ``September 2000`` or ``2003`` as ISO writes it; None for anything else."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    parts = [found["year"]]
    if found["month"]:
        parts.append(f"{_MONTHS.index(found['month']) + 1:02}")
        if found["day"]:
            parts.append(f"{int(found['day']):02}")
    return "-".join(parts)


def of_country(value: str) -> tuple[str, str]:
    """``USA:PG`` as (country, value); the country is empty where none is said."""
    where, colon, rest = value.partition(":")
    return (country(where), rest.strip()) if colon and not where.strip().isdigit() else ("", value.strip())


def release(value: str, note: str) -> Fact | None:
    """A release date; None where no date is said."""
    where, when = of_country(value)
    found = date(when)
    return Fact(where, found, note) if found else None


def runtime(value: str, note: str) -> Fact | None:
    """A running time: ``USA:80`` is 80 minutes, ``Canada:10:53`` ten minutes and 53 seconds."""
    where, long = of_country(value)
    if not re.fullmatch(r"\d{1,5}(:\d\d)?", long):
        return None
    minutes, _, seconds = long.partition(":")
    said = f"{minutes} min{f' {seconds} s' if seconds else ''}"
    return Fact("runtime", said, ", ".join(filter(None, (where, note))))


def technical(value: str, note: str) -> Fact | None:
    """A line of the technical list: ``RAT:1.85 : 1``."""
    mark, colon, rest = value.partition(":")
    return Fact(_TECHNICAL[mark], rest.strip(), note) if colon and mark in _TECHNICAL and rest.strip() else None


def company(kind: str, value: str, note: str) -> Fact:
    """A company without the code of its country."""
    return Fact(kind, _CODE.sub("", value), note)


def business(mark: str, text: str) -> Fact | None:
    """A line of the business list; money is kept as it is written."""
    found = _SUM.fullmatch(text)
    value = found["value"] if found and found["value"] else text
    notes = (found["notes"] or "").strip("()").replace(") (", ", ") if found and found["value"] else ""
    return Fact(_BUSINESS[mark], value, notes) if mark in _BUSINESS and value else None


def literature(mark: str, text: str) -> Fact | None:
    """A line of the literature list."""
    return Fact(_LITERATURE[mark], text) if mark in _LITERATURE and text else None


def credit(name: str, category: str, text: str) -> tuple[str, NamedCredit]:
    """A credit as it stands behind a name: the title's line, and the credit.

    ``Film (2010)  (as Other Name) (uncredited)  [Role]  <4>``.
    """
    billing = character = credited_as = ""
    if found := _BILLING.search(text):
        billing, text = found["place"], text[: found.start()]
    if found := _CHARACTER.search(text):
        character, text = found["character"], text[: found.start()]
    line, _, behind = text.partition("  (")
    notes = []
    for note in _NOTE.findall(f"({behind}") if behind else ():
        if note.startswith("as "):
            credited_as = note[3:]
        else:
            notes.append(note)
    place = int(billing) if billing.isdigit() and len(billing) < 6 else None
    return line.strip(), NamedCredit(name, category, character, credited_as, ", ".join(notes), place)
