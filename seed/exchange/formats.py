"""The registry of formats: every kind of file that Matinee reads, how it is recognised, who reads it and what it brings.

To add one: a module in this package with a ``FORMAT``, its name in :data:`MODULES`, and its test.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NamedTuple

from db.base.records.exchange import Reading
from seed.exchange.container import Container, Held

#: The modules with a ``FORMAT``, in the order in which they are asked: the more particular first.
MODULES = ("own", "letterboxd", "letterboxd_csv", "imdb", "trakt", "tvtime", "titles")
#: The role of files that are named in a preview, and not opened.
UNREAD = "unread"


class Claimed(NamedTuple):
    """A file that a format knows, and what it is in that format (``diary``, ``ratings``, …)."""

    role: str
    held: Held


@dataclass(frozen=True, slots=True)
class Format:
    """One format of personal records.

    ``claims`` says by its content which role a file has, None for none; ``read`` turns the claimed files of one container
    into records. ``brings`` and ``source`` say for people what it holds and where it is to be had.
    ``shuts`` says, from the names of all files of a container, which of them no format may open: they reach ``read`` in the
    role :data:`UNREAD`, and are unknown where nothing else in the container is of this format.
    """

    name: str
    label: str
    brings: str
    source: str
    claims: Callable[[Held], str | None]
    read: Callable[[Sequence[Claimed]], Reading]
    shuts: Callable[[Sequence[str]], Collection[str]] = lambda names: ()


class Export(NamedTuple):
    """The files of one container that are of one format."""

    format: Format
    files: tuple[Claimed, ...]


def formats() -> tuple[Format, ...]:
    """Every format."""
    return tuple(import_module(f"seed.exchange.{name}").FORMAT for name in MODULES)


def recognise(container: Container) -> tuple[list[Export], list[str]]:
    """The exports in a container, and the names of the files that no format knows."""
    found: dict[str, list[Claimed]] = {}
    known = formats()
    unknown = []
    names = [held.name for held in container.files]
    shut = {name: each.name for each in reversed(known) for name in each.shuts(names)}
    for held in container.files:
        if held.name in shut:
            found.setdefault(shut[held.name], []).append(Claimed(UNREAD, held))
            continue
        for each in known:
            if role := each.claims(held):
                found.setdefault(each.name, []).append(Claimed(role, held))
                break
        else:
            unknown.append(held.name)
        held.close()
    exports = [Export(each, tuple(found[each.name])) for each in known if each.name in found]
    real = [export for export in exports if any(claimed.role != UNREAD for claimed in export.files)]
    unknown += [claimed.held.name for export in exports if export not in real for claimed in export.files]
    return real, sorted(unknown)
