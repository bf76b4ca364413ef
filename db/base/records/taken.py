"""The viewer's records on their way out, into formats of others: plain records, and what their columns say beside them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.exchange import ListHead, Mention, PersonMention, Record


@dataclass(frozen=True, slots=True)
class Taken:
    """All that the viewer said and that a :class:`Record` can hold.

    ``cards`` and ``people`` have the catalogue's cards of what the records are about, ``lists`` every list, also one without
    entries. ``others`` counts what no record holds, by what it is.
    """

    records: list[Record] = field(default_factory=list)
    lists: list[ListHead] = field(default_factory=list)
    cards: dict[Mention, TitleCard] = field(default_factory=dict)
    people: dict[PersonMention, PersonCard] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)


class Details(NamedTuple):
    """What IMDb's own exports say of a title beside its card: names of directors, and the first release (an ISO date)."""

    directors: tuple[str, ...] = ()
    released: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Files of an export by name, how many records of each kind are in them, and what their format has no place for."""

    files: dict[str, bytes] = field(default_factory=dict)
    wrote: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
