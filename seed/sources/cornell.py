"""The Cornell Movie-Dialogs Corpus: conversations of 617 films, as quotes. Fields are parted by `` +++$+++ ``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Origin, Unplaced
from db.base.records.pages import Quote
from db.base.records.sources import Piece, Subject, Told
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.exchange.text import lines
from seed.sources.formats import Source
from seed.sources.markup import plain

_PART = " +++$+++ "
_ROLES = {
    "films": re.compile(r"m\d+ \+\+\+\$\+\+\+ .+ \+\+\+\$\+\+\+ \d{4}"),
    "people": re.compile(r"u\d+ \+\+\+\$\+\+\+ [^+]* \+\+\+\$\+\+\+ m\d+ \+\+\+\$\+\+\+ [^\[]+$", re.MULTILINE),
    "lines": re.compile(r"L\d+ \+\+\+\$\+\+\+ u\d+"),
    "conversations": re.compile(r"u\d+ \+\+\+\$\+\+\+ u\d+ \+\+\+\$\+\+\+ m\d+ \+\+\+\$\+\+\+ \["),
}
_ORDER = ("films", "people", "lines", "conversations")
_LINE = re.compile(r"L\d+")
_LETTERS = 500


def claims(held: Held) -> str | None:
    """``films``, ``people``, ``lines`` or ``conversations``, by the shape of its first line."""
    head = held.head()[:2_000].decode("iso-8859-1").partition("\n")[0].rstrip("\r")
    if _PART.strip() not in head:
        return None
    return next((role for role in ("conversations", "films", "lines", "people") if _ROLES[role].match(head)), None)


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """A conversation is a quote; the other tables say of which film it is and what is said in it."""
    films: dict[str, Subject] = {}
    said: dict[str, tuple[str, str]] = {}
    for role, held in sorted(files, key=lambda claimed: _ORDER.index(claimed.role)):
        for number, raw in enumerate(lines(held, "iso-8859-1", endless=True), 1):
            line = raw.rstrip("\r\n")
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split("+++$+++")]
            piece: Piece | None
            if role == "films":
                piece = _film(parts, films)
            elif role == "lines":
                piece = _line(parts, said, films)
            elif role == "conversations":
                piece = _conversation(parts, said, films)
            else:
                piece = _counted(films, parts[2] if len(parts) > 2 else "")
            yield piece or Unplaced(Origin(held.name, number, line[:_LETTERS]), "it makes no sense without the other tables")


def _film(parts: Sequence[str], films: dict[str, Subject]) -> Piece | None:
    if len(parts) < 3 or not parts[1]:
        return None
    year = int(parts[2][:4]) if parts[2][:4].isdigit() else None
    films[parts[0]] = Subject(parts[0], Mention(parts[1], year, FILM))
    return Told(films[parts[0]], "quotes", ())


def _counted(films: dict[str, Subject], film: str) -> Piece | None:
    return Told(films[film], "quotes", ()) if film in films else None


def _line(parts: Sequence[str], said: dict[str, tuple[str, str]], films: dict[str, Subject]) -> Piece | None:
    if len(parts) < 5:
        return None
    if words := plain(parts[4]):
        said[parts[0]] = (parts[3].title(), words)
    return _counted(films, parts[2])


def _conversation(parts: Sequence[str], said: dict[str, tuple[str, str]], films: dict[str, Subject]) -> Piece | None:
    if len(parts) < 4 or parts[2] not in films:
        return None
    spoken = tuple(said[each] for each in _LINE.findall(parts[3]) if each in said)
    return Told(films[parts[2]], "quotes", (Quote(spoken),) if spoken else ())


SOURCE = Source(
    name="cornell",
    label="Cornell Movie-Dialogs Corpus",
    fills=("quotes",),
    published="cs.cornell.edu/~cristian/Cornell_Movie-Dialogs_Corpus.html",
    size="40 MB",
    terms="for research",
    claims=claims,
    read=read,
)
