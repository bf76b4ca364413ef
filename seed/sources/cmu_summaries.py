"""The CMU Movie Summary Corpus: plots of 42,000 films from Wikipedia, without a header, and a table of films beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Origin, Unplaced
from db.base.records.pages import Item
from db.base.records.sources import Piece, Subject, Told
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import Claimed
from seed.exchange.text import decoded, lines
from seed.sources import cells
from seed.sources.formats import Source
from seed.sources.markup import plain

_FILM = re.compile(r"\d{1,9}\t/m/[0-9a-z_]+\t[^\t]+\t[^\t]*\t[^\t]*\t[^\t]*\t\{")
_SUMMARY = re.compile(r"\d{2,9}\t[^\t\n]{40}")
_LETTERS = 500


def claims(held: Held) -> str | None:
    """``films`` or ``summaries``, by the shape of its first line."""
    try:
        head = decoded(held, head=True).lstrip("\ufeff")
    except Unreadable:
        return None
    if _FILM.match(head):
        return "films"
    return "summaries" if _SUMMARY.match(head) else None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """Films first: a summary names its film by a number."""
    films: dict[str, Subject] = {}
    for role, held in sorted(files, key=lambda claimed: claimed.role != "films"):
        for number, raw in enumerate(lines(held, endless=True), 1):
            line = raw.lstrip("\ufeff").rstrip("\r\n")
            if line.strip():
                yield from (_film if role == "films" else _summary)(held, number, line, films)


def _film(held: Held, number: int, line: str, films: dict[str, Subject]) -> Iterator[Piece]:
    key, _, name, released, *_ = [*line.split("\t"), "", "", "", ""]
    if not key.isdigit() or not name.strip():
        yield Unplaced(Origin(held.name, number, line[:_LETTERS]), "it names no film")
        return
    said = cells.day(released) or (released[:4] if re.fullmatch(r"\d{4}-\d\d", released) else "")
    films[key] = Subject(key, Mention(name.strip()[:500], int(said[:4]) if said else None, FILM))
    yield Told(films[key], "synopsis", (), 1)


def _summary(held: Held, number: int, line: str, films: dict[str, Subject]) -> Iterator[Piece]:
    key, _, text = line.partition("\t")
    words = plain(text)
    if key not in films:
        yield Unplaced(Origin(held.name, number, line[:_LETTERS]), "the table of films has no film of this number")
    elif not words:
        yield Unplaced(Origin(held.name, number, line[:_LETTERS]), "the summary is empty")
    else:
        yield Told(films[key], "synopsis", (Item(words, by="Wikipedia's authors"),))


SOURCE = Source(
    name="cmu-summaries",
    label="CMU Movie Summary Corpus",
    fills=("synopsis",),
    published="cs.cmu.edu/~ark/personas: MovieSummaries.tar.gz, unpacked",
    size="46 MB",
    terms="CC BY-SA 3.0",
    claims=claims,
    read=read,
    credit="texts by Wikipedia's authors, CC BY-SA 3.0",
)
