"""Tables of two id columns, such as MovieLens' ``links.csv``: which title of IMDb's another service's number is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from db.base.errors import BadInput
from db.base.home import Home
from db.base.ids import number as imdb_number
from db.base.text import printable
from db.catalogue import id_maps
from db.catalogue.id_maps import Service
from seed.exchange import table
from seed.exchange.container import Held, Unreadable, opened
from seed.exchange.text import lines

#: A column's name, without its blanks and underlines, and what it holds.
_IMDB = ("imdbid", "imdb", "tconst", "const")
_OTHERS: dict[str, Service] = {
    "tmdbid": "tmdb", "tmdb": "tmdb", "themoviedbid": "tmdb", "tmdbtvid": "tmdb-tv", "tmdbshowid": "tmdb-tv", "tmdbtv": "tmdb-tv",
    "tvdbid": "tvdb", "tvdb": "tvdb", "thetvdbid": "tvdb",
}  # fmt: skip
#: Rows of one file: IMDb has no more titles that other services know.
_MOST_ROWS = 3_000_000
#: Columns that such a table may have beside these.
_BESIDE = re.compile(r"^(movieid|id|type|traktid|trakt|slug|wikidata(id)?|letterboxd(id)?)$")


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()


def is_map(held: Held) -> bool:
    """Whether a file is such a table: an id of IMDb's, one of another service, and nothing but ids beside them."""
    names = [_plain(name) for name in table.columns(held)]
    if not any(name in _IMDB for name in names) or not any(name in _OTHERS for name in names):
        return False
    return all(name in _IMDB or name in _OTHERS or _BESIDE.match(name) for name in names)


def holds_map(path: Path) -> bool:
    """Whether ``path`` is the file of an id map."""
    try:
        if not path.is_file():
            return False
        with opened(path) as container:
            return len(container.files) == 1 and is_map(container.files[0])
    except (BadInput, OSError):
        return False


def take(home: Home, path: Path) -> tuple[int, int]:
    """Add a map to those that are known: its rows, and how many ids are known then. BadInput where it cannot be read."""
    rows = Counter[str]()
    with opened(path) as container:
        try:
            known = id_maps.add(home, _pairs(container.files[0], rows))
        except Unreadable as error:
            name = printable(str(path))
            raise BadInput(f"{name} cannot be read: {error}.", "Download it again; nothing was changed.") from error
    return rows["rows"], known


def _pairs(held: Held, rows: Counter[str]) -> Iterator[tuple[Service, int, int]]:
    """The pairs of a map, whose rows are counted as they are read and not kept."""
    for row in table.parsed(lines(held), held.name, most=_MOST_ROWS):
        rows["rows"] += 1
        cells = {_plain(name): cell for name, cell in row.cells.items()}
        imdb = next((imdb_number(cells[name], "tt") for name in _IMDB if cells.get(name)), None)
        for name, service in _OTHERS.items():
            cell = cells.get(name, "").partition(".")[0]
            if imdb and cell.isascii() and cell.isdecimal() and len(cell) < 12:
                yield service, int(cell), imdb
