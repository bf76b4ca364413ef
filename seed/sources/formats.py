"""The registry of sources: film data that people download, how its files are recognised, who reads them and what they fill.

To add one: a module in this package with a ``SOURCE``, its name in :data:`MODULES`, and its test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from db.base.records.findings import Fillable
from db.base.records.sources import Piece
from seed.exchange.container import Container, Held
from seed.exchange.formats import Claimed

#: The modules with a ``SOURCE``, in the order in which they are asked: the more particular first.
MODULES: tuple[str, ...] = (
    "imdb_lists", "tmdb", "imdb_reviews", "large_movie_reviews", "rotten_tomatoes", "wikipedia_plots", "cmu_summaries", "cornell",
    "oscars", "movielens_tags", "pack",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One set of film data.

    ``claims`` says by its content which role a file has, None for none; ``read`` yields what the claimed files of one container
    tell, in any order, holding no more of them in memory than it must. ``fills`` names sections
    (:data:`db.base.records.sources.SECTIONS`). ``published``, ``size`` and ``terms`` are for people: where it is to be had,
    how large it is, under which terms; ``credit`` is the line that its terms require where its data is shown.
    """

    name: str
    label: str
    fills: tuple[str, ...]
    published: str
    size: str
    terms: str
    claims: Callable[[Held], str | None]
    read: Callable[[Sequence[Claimed]], Iterator[Piece]]
    credit: str = ""
    many: bool = False
    """Whether each file, folder or zip of it is a source by itself, named after it."""

    def name_of(self, path: Path) -> str:
        """The name of the source that is read from ``path``."""
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40]
        return f"{self.name}-{stem}".rstrip("-") if self.many else self.name

    def label_of(self, path: Path) -> str:
        """What a page calls it."""
        return f"{self.label} “{path.stem}”" if self.many else self.label


def sources() -> tuple[Source, ...]:
    """Every source."""
    return tuple(import_module(f"seed.sources.{name}").SOURCE for name in MODULES)


def fillable() -> list[Fillable]:
    """Every source as the screen names it."""
    return [
        Fillable(each.label, ", ".join(each.fills).replace("_", " "), each.published, each.size, each.terms)
        for each in sources()
    ]


def recognise(container: Container) -> tuple[list[tuple[Source, tuple[Claimed, ...]]], list[str]]:
    """The sources in a container with their files, and the names of the files that none knows."""
    found: dict[str, list[Claimed]] = {}
    known = sources()
    unknown = []
    for held in container.files:
        for each in known:
            if role := each.claims(held):
                found.setdefault(each.name, []).append(Claimed(role, held))
                break
        else:
            unknown.append(held.name)
        held.close()
    return [(each, tuple(found[each.name])) for each in known if each.name in found], unknown
