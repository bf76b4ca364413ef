"""What the old catalogue holds and IMDb's files do not: acclaim, sections, lists, and films without an id of IMDb's.

A film of the starter's without an id is looked for among the new titles: the same folded title or original title, the
year within one, a director of the same name. Found, all that was told of it moves there; otherwise it stays as it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from db import fold
from db.catalogue import ddl
from db.home import Home
from db.library import catalogue_state, uri
from seed.build import carry_over

#: Kinds that a film of the starter's may be.
_FILMS = ("movie", "short", "tvMovie", "tvMiniSeries", "tvSeries", "tvSpecial", "tvShort", "video")
_DIRECTOR = "director"


@dataclass(slots=True)
class Moves:
    """Old ids and their new ones, of titles and people; ``doubtful`` films with the titles that they may be."""

    titles: dict[int, int] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    doubtful: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Extras:
    """Names for search beyond IMDb's: (id, folded names) of people, (id, folded names, year, facets) of titles."""

    people: list[tuple[int, str]] = field(default_factory=list)
    titles: list[tuple[int, str, int | None, int]] = field(default_factory=list)
