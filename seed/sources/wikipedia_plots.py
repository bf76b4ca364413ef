"""Wikipedia's plots of films in one table: the whole story of each, by title, year and director."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Unplaced
from db.base.records.pages import Fact, Item
from db.base.records.sources import Piece, Subject, Told
from seed.exchange import table
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.exchange.table import Row
from seed.sources import cells
from seed.sources.formats import Source
from seed.sources.markup import plain


def claims(held: Held) -> str | None:
    """``plots``, by its columns."""
    return "plots" if table.has(table.columns(held), "release year", "title", "wiki page", "plot") else None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """A row is a film."""
    for _, held in files:
        met: dict[str, int] = {}
        for row in table.endless(held):
            yield from _film(row, met)


def _film(row: Row, met: dict[str, int]) -> Iterator[Piece]:
    title, text, year = row["title"][:500], plain(row["plot"]), cells.year(row["release year"])
    if not title or year is None:
        yield Unplaced(row.origin, "it names no film, or no year")
        return
    if not text:
        yield Unplaced(row.origin, "the plot is empty")
        return
    page = row["wiki page"][:500]
    key = page or f"{title} ({year})"
    met[key] = met.get(key, 0) + 1
    if met[key] > 1:
        key = f"{key} #{met[key]}"
    said = "" if row["director"].lower() in ("unknown", "various") else row["director"]
    directors = tuple(part for each in said.replace(" and ", ",").split(",") if (part := each.strip()))
    subject = Subject(key, Mention(title, year, FILM), directors)
    yield Told(subject, "synopsis", (Item(text, by="Wikipedia's authors"),))
    if page.startswith(("http://", "https://")):
        yield Told(subject, "links", (Fact("Wikipedia", page),), 0)


SOURCE = Source(
    name="wikipedia-plots",
    label="Wikipedia",
    fills=("synopsis", "links"),
    published="kaggle.com: Wikipedia Movie Plots (wiki_movie_plots_deduped.csv)",
    size="81 MB",
    terms="CC BY-SA 4.0",
    claims=claims,
    read=read,
    credit="texts by Wikipedia's authors, CC BY-SA 4.0; each film's page is among its links",
)
