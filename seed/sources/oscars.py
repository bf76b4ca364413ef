"""The Academy Awards as a table (D. Lu): every nomination with IMDb's ids. It is called CSV and parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Unplaced
from db.base.records.pages import Award
from db.base.records.sources import Piece, Subject, Told
from seed.exchange import table
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.exchange.table import Row
from seed.sources import cells
from seed.sources.formats import Source

#: Ceremonies were in the year after the films', but for the first ones: their years.
_CEREMONIES = {1: 1929, 2: 1930, 3: 1930, 4: 1931, 5: 1932, 6: 1934}
#: Categories as the starter words them, where its words are others than the table's.
_CATEGORIES = {
    "ACTOR IN A LEADING ROLE": "Actor", "ACTRESS IN A LEADING ROLE": "Actress", "ACTOR IN A SUPPORTING ROLE": "Supporting Actor",
    "ACTRESS IN A SUPPORTING ROLE": "Supporting Actress", "BEST PICTURE": "Best Picture", "DIRECTING": "Director",
    "FILM EDITING": "Film Editing", "CINEMATOGRAPHY": "Cinematography", "COSTUME DESIGN": "Costume Design",
    "ANIMATED FEATURE FILM": "Animated Feature", "DOCUMENTARY (FEATURE)": "Documentary Feature",
    "INTERNATIONAL FEATURE FILM": "International Feature", "MUSIC (ORIGINAL SCORE)": "Music (Original Score)",
    "MUSIC (ORIGINAL SONG)": "Music (Original Song)", "PRODUCTION DESIGN": "Production Design",
    "WRITING (ADAPTED SCREENPLAY)": "Writing (Adapted Screenplay)",
    "WRITING (ORIGINAL SCREENPLAY)": "Writing (Original Screenplay)",
}  # fmt: skip


def claims(held: Held) -> str | None:
    """``awards``, by its columns."""
    return "awards" if table.has(table.columns(held), "ceremony", "category", "film", "filmid", "winner") else None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """A row is a nomination; one of several films is one of each."""
    for _, held in files:
        for row in table.endless(held):
            yield from _nomination(row)


def _nomination(row: Row) -> Iterator[Piece]:
    ceremony = cells.whole(row["ceremony"])
    films, ids = row["film"].split("|"), row["filmid"].split("|")
    if ceremony is None or not row["film"]:
        yield Unplaced(row.origin, "it is for no film")
        return
    names = row["nominees"] or row["name"]
    people = tuple((name, None) for each in re.split(r"[|,]", names) if (name := each.strip()))
    award = Award(
        "Oscar", _CEREMONIES.get(ceremony, 1928 + ceremony), _category(row), row["winner"].lower() == "true", people,
        row["note"][:500],
    )  # fmt: skip
    rows = 1
    for title, tconst in zip(films, [*ids, *[""] * len(films)], strict=False):
        number = cells.imdb(tconst.split(",")[0])
        if number is None:
            continue
        yield Told(
            Subject(f"tt{number:07}", Mention(title.strip()[:500], None, FILM, imdb=number)), "awards", (award,), rows
        )
        rows = 0
    if rows:
        yield Unplaced(row.origin, "its film has no id of IMDb's")


def _category(row: Row) -> str:
    canonical = row["canonicalcategory"] or row["category"]
    return _CATEGORIES.get(canonical, canonical.title().replace("(Feature)", "Feature"))[:200]


SOURCE = Source(
    name="oscars",
    label="Academy Awards table",
    fills=("awards",),
    published="github.com/DLu/oscar_data: oscars.csv",
    size="3 MB",
    terms="BSD",
    claims=claims,
    read=read,
)
