"""An import of the viewer's records, from a file's records to a preview and to the action that writes them.

Matching needs both files and is done once; merging needs only ``personal.db`` and is done twice: for the preview, and again in
the transaction that writes, with what is there then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.base.records.brought import Choices
from db.base.records.cards import Done, TitleCard
from db.base.records.exchange import KINDS, Match, Mention, PersonMention, Record, mentions
from db.personal.bringing import kinds
from db.personal.bringing.held import Held
from db.personal.bringing.merge import Merge, Merged, Source, Write
from db.personal.bringing.write import write
from db.personal.desk import Desk
from db.reading import matching, reconcile
from db.reading.cards import cards

__all__ = ["Choices", "Plan", "Source"]

#: What a sentence calls the rows of a kind, one and several.
NOUNS = {
    "viewings": ("viewing", "viewings"), "ratings": ("rating", "ratings"), "lists": ("list entry", "list entries"),
    "reviews": ("review", "reviews"), "tags": ("tag", "tags"), "likes": ("♥", "♥"),
    "follows": ("person followed", "people followed"),
    "notes": ("note", "notes"), "owned": ("title owned", "titles owned"), "states": ("series state", "series states"),
    "others": ("other record", "other records"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """Exports whose titles and people have been matched with the catalogue."""

    sources: tuple[Source, ...]
    matches: Mapping[Mention, Match]
    people: Mapping[PersonMention, Match]
    cards: Mapping[int, TitleCard]

    @classmethod
    def of(cls, con: sqlite3.Connection, sources: Sequence[Source], id_map: matching.IdMap | None = None) -> Plan:
        """Match everything that ``sources`` name."""
        records: list[Record] = [record for source in sources for record in source.records]
        matches = matching.match(con, mentions(records), id_map)
        people = matching.match_people(con, _people(records))
        places = dict.fromkeys(found.place for found in matches.values() if found.place is not None)
        return cls(tuple(sources), matches, people, cards(con, places))

    def preview(self, con: sqlite3.Connection, choices: Choices) -> list[Merged]:
        """What would be done, by source; the sources come one after the other, as when they are written.

        The rows to write are not part of it: they take more memory than the records.
        """
        found = self._merged(con, choices, _Uncollected)
        for part in found:
            part.writes, part.titles, part.people = [], {}, {}
        return found

    def bring(self, desk: Desk, choices: Choices, sentence: str = "") -> tuple[Done, list[Merged]]:
        """Write it, as one action."""
        parts: list[Merged] = []

        def merge(con: sqlite3.Connection) -> Merged:
            parts[:] = self._merged(con, choices)
            return _joined(parts)

        labels = " and ".join(dict.fromkeys(source.label for source in self.sources))
        done, _ = write(desk, merge, lambda merged: sentence or f"Imported {labels}: {in_words(merged)}")
        return done, parts

    def _merged(self, con: sqlite3.Connection, choices: Choices, writes: Callable[[], list[Write]] = list) -> list[Merged]:
        merge = Merge(Held(con), self.matches, self.people, self.cards, choices)
        found = [Merged(writes=writes()) for _ in self.sources]
        claimed = [kinds.viewings(source) for source in self.sources]
        parts = sorted(zip(self.sources, found, claimed, strict=True), key=lambda part: part[0].format)
        for turn in kinds.TURNS:
            for source, merge.merged, merge.claimed in parts:  # the order in which files are named decides nothing
                kinds.take(merge, source, turn)
        return found


class _Uncollected(list[Write]):
    """Rows to write that are counted and forgotten, for a preview."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def append(self, write: Write, /) -> None:
        """Count one."""
        self._count += 1

    def __len__(self) -> int:
        return self._count


def settle(con: sqlite3.Connection, desk: Desk) -> reconcile.Outcome:
    """Look for the places of what had none, and ask about what is in doubt; after an import."""
    return reconcile.reconcile(con, desk) if reconcile.pending(con) else reconcile.Outcome()


def in_words(merged: Merged) -> str:
    """What was written: ``1,204 viewings, 1,118 ratings and 3 list entries``; ``nothing new`` where that is nothing."""
    parts = [f"{merged.written[kind]:,} {NOUNS[kind][merged.written[kind] != 1]}" for kind in KINDS if merged.written[kind]]
    if not parts:
        return "nothing new"
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _joined(parts: Iterable[Merged]) -> Merged:
    whole = Merged()
    for part in parts:
        whole.written.update(part.written)
        whole.differences += part.differences
        whole.titles |= part.titles
        whole.people |= part.people
        whole.writes += part.writes
        for kind, counted in part.counts.items():
            whole.counts[kind].update(counted)
    return whole


def _people(records: Iterable[Record]) -> list[PersonMention]:
    found = (getattr(record, "of", None) for record in records)
    return list(dict.fromkeys(of for of in found if isinstance(of, PersonMention)))
