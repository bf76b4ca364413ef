"""The registry of sources: film data that people download, how its files are recognised, who reads them and what they fill.

To add one: a module in this package with a ``SOURCE``, its name in :data:`MODULES`, and its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from db.base.records.sources import Piece
from seed.exchange.container import Container, Held
from seed.exchange.formats import Claimed

#: The modules with a ``SOURCE``, in the order in which they are asked: the more particular first.
MODULES: tuple[str, ...] = ()


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


def sources() -> tuple[Source, ...]:
    """Every source."""
    return tuple(import_module(f"seed.sources.{name}").SOURCE for name in MODULES)


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
