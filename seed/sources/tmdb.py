"""Tables of TMDB's films as they are published: the whole of TMDB, The Movies Dataset, and TMDB 5000.

Columns are known by their names. Lists inside a cell are text with commas, JSON, or Python literals; these are parsed, never run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from db.base import regions
from db.base.records.exchange import FILM, Mention, Unplaced
from db.base.records.pages import Fact, Item, NamedCredit
from db.base.records.sources import Entry, Piece, Subject, Told
from seed.exchange import table
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.exchange.table import Row
from seed.sources import cells
from seed.sources.formats import Source
from seed.sources.markup import plain

#: Departments of a crew list and what IMDb calls those credits.
_JOBS = {
    "Director": "director", "Screenplay": "writer", "Writer": "writer", "Story": "writer", "Novel": "writer", "Author": "writer",
    "Producer": "producer", "Original Music Composer": "composer", "Director of Photography": "cinematographer",
    "Editor": "editor", "Production Design": "production_designer", "Costume Design": "costume_designer",
}  # fmt: skip
_NAMES = ("title", "title$")


def claims(held: Held) -> str | None:
    """``films``, ``keywords`` or ``credits``, by its columns."""
    names = set(table.columns(held))
    if {"id", "overview", "vote_count", "production_companies"} <= names and names & {*_NAMES, "original_title"}:
        return "films"
    if names == {"id", "keywords"}:
        return "keywords"
    if {"cast", "crew"} <= names and names & {"id", "movie_id"}:
        return "credits"
    return None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """Films first, whose subjects the other tables speak of by TMDB's number."""
    known: dict[str, Subject] = {}
    beside = any(role != "films" for role, _ in files)
    for role, held in sorted(files, key=lambda claimed: claimed.role != "films"):
        for row in table.endless(held):
            if role == "films":
                yield from _film(row, known if beside else None)
            else:
                yield from _beside(row, role, known)


def _film(row: Row, known: dict[str, Subject] | None) -> Iterator[Piece]:
    number = cells.whole(row["id"])
    title = (row["title"] or row["title$"] or row["original_title"] or row["original_title$"])[:500]
    if number is None:
        yield Unplaced(row.origin, "its number is none: the row is shifted or broken")
    elif not title:
        yield Unplaced(row.origin, "it names no film")
    elif cells.yes(row["adult"]):
        yield Unplaced(row.origin, "it is marked as adult")
    else:
        released = cells.day(row["release_date"])
        of = Mention(title, int(released[:4]) if released else None, FILM, imdb=cells.imdb(row["imdb_id"]), tmdb=number)
        subject = Subject(f"tmdb:{number}", of)
        if known is not None:
            known[str(number)] = subject
        rows = 1
        for section, entries in _sections(row, released):
            if entries:
                yield Told(subject, section, tuple(entries), rows)
                rows = 0
        if rows:
            yield Told(subject, "plots", (), 1)


def _sections(row: Row, released: str) -> Iterator[tuple[str, Sequence[Entry]]]:
    overview = plain(row["overview"])
    yield "plots", [Item(overview, by="TMDB")] if overview and overview.lower() not in _EMPTY else []
    tagline = plain(row["tagline"])
    yield "taglines", [tagline] if tagline else []
    yield "keywords", cells.names(row["keywords"])
    yield "companies", [Fact("production", name) for name in cells.names(row["production_companies"])]
    yield "countries", _named(row["production_countries"], "iso_3166_1", regions.region)
    yield "languages", _named(row["spoken_languages"], "iso_639_1", regions.language)
    sums = ((kind, cells.whole(row[column])) for kind, column in (("budget", "budget"), ("gross", "revenue")))
    yield "business", [Fact(kind, f"USD {value:,}", "worldwide" if kind == "gross" else "") for kind, value in sums if value]
    yield "release_dates", [Fact("", released)] if len(released) > 4 else []
    home = row["homepage"]
    yield "links", [Fact("official site", home[:500])] if home.startswith(("http://", "https://")) else []


_EMPTY = frozenset(("no overview", "no overview found.", "no movie overview available.", "n/a", "-", "."))


def _named(cell: str, code: str, called: Callable[[str], str]) -> list[str]:
    """Countries or languages in English: by their codes where the cell has them, since names may be in any language."""
    found = [called(one[code]) for one in cells.objects(cell) if isinstance(one.get(code), str)] if cell[:1] == "[" else []
    return [_ENGLISH.get(name, name) for name in filter(None, found or cells.names(cell))]


#: Names that TMDB has otherwise.
_ENGLISH = {"United States of America": "United States", "Czech Republic": "Czechia", "No Language": "None"}


def _beside(row: Row, role: str, known: dict[str, Subject]) -> Iterator[Piece]:
    number = row["id"] or row["movie_id"]
    subject = known.get(number)
    if subject is None:
        yield Unplaced(row.origin, "the table of films has no film of this number")
        return
    if role == "keywords":
        yield Told(subject, "keywords", tuple(cells.names(row["keywords"])))
        return
    cast = sorted(cells.objects(row["cast"]), key=lambda one: one["order"] if isinstance(one.get("order"), int) else 999)
    made = [
        NamedCredit(str(one["name"]), _performing(one), str(one.get("character") or ""), billing=place)
        for place, one in enumerate((each for each in cast if isinstance(each.get("name"), str)), 1)
    ]
    made += [
        NamedCredit(
            str(one["name"]), _JOBS[one["job"]], note="" if one["job"] in ("Director", "Writer") else str(one["job"]).lower()
        )
        for one in cells.objects(row["crew"])
        if isinstance(one.get("name"), str) and isinstance(one.get("job"), str) and one["job"] in _JOBS
    ]
    yield Told(subject, "credits", tuple(made))


def _performing(one: dict[str, object]) -> str:
    return "actress" if one.get("gender") == 1 else "actor"


SOURCE = Source(
    name="tmdb",
    label="TMDB",
    fills=(
        "plots", "taglines", "keywords", "companies", "countries", "languages", "business", "release_dates", "links", "credits",
    ),
    published="kaggle.com: TMDB_movie_dataset_v11.csv, The Movies Dataset, or TMDB 5000",
    size="600 MB, 230 MB or 45 MB",
    terms="ODC-By 1.0 and the terms of TMDB",
    claims=claims,
    read=read,
    credit="data of The Movie Database (themoviedb.org), which does not endorse this program",
)  # fmt: skip
