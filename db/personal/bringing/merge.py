"""Records of a file beside what ``personal.db`` holds: which are new, which differ, which are the same, and the rows to write.

The same merge makes the preview and, inside the transaction, what is written. A record's row has a uid made from the source's
own name for it: the row is found again in every later export. What the viewer changed or deleted since is left as it is; what
only an import wrote follows its source. A viewing, review or entry that is there already by other means is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from db.base.clock import local_day, now
from db.base.ids import uid_of
from db.base.records.brought import Choices, Difference, Outcome
from db.base.records.cards import TitleCard
from db.base.records.exchange import Match, Mention, PersonMention, Record, kind_of, uid_of_mention
from db.base.records.kept import KeptRow, packed
from db.base.text import line
from db.personal.bringing.held import Held, Kept, Place
from db.personal.identity import UNNAMED

#: What a record is beside what is there; ``gone`` is what the viewer deleted since it was brought, which does not come again.
Found = Literal["new", "changed", "same", "gone"]
#: Letters of a row's original text that are kept with what has no match.
_KEPT = 20_000


class Source(NamedTuple):
    """One export: the name of its format, its label, and its records."""

    format: str
    label: str
    records: Sequence[Record]


class Write(NamedTuple):
    """A row to insert (``fresh``) or to change. ``refers`` has, by column, the uid of a row of another table."""

    table: str
    uid: str
    values: dict[str, Any]
    refers: dict[str, tuple[str, str]]
    fresh: bool


@dataclass(slots=True)
class Merged:
    """What an import will do, or did."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    """Rows of the file by kind and outcome."""
    written: Counter[str] = field(default_factory=Counter)
    """Rows that are written, by kind."""
    differences: list[Difference] = field(default_factory=list)
    titles: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Rows of ``my_title`` to make, by uid."""
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    writes: list[Write] = field(default_factory=list)


class Merge:
    """What is there, what was decided, and the rows to write; ``db.personal.bringing.kinds`` puts each record in its place."""

    def __init__(
        self,
        held: Held,
        matches: Mapping[Mention, Match],
        people: Mapping[PersonMention, Match],
        cards: Mapping[int, TitleCard],
        choices: Choices,
    ) -> None:
        self.held = held
        self.choices = choices
        self.merged = Merged()
        self.now = now()
        self.claimed: set[str] = set()
        """The viewings of the export under way, and those that a record of it is already, each for one."""
        self.viewing: dict[str, str] = {}
        """The row that a viewing of the source is, by the uid that it would have."""
        self.met: set[str] = set()
        """Uids of records that were looked at: the same record twice is one."""
        self._matches, self._people, self._cards = matches, people, cards

    # -- titles and people

    def title(self, of: Mention) -> tuple[str, Place]:
        """The uid of the row that a mention hangs on, and its place; the row is made where there is none."""
        titles, place = self.held.titles, self.meaning(of).place
        if place is not None:
            uid, fresh = titles.at(place)
            if fresh:
                card = self._cards.get(place)
                name, year, kind = (card.title, card.year, card.kind) if card else (of.name, of.year, of.kind)
                self._make_title(uid, place, name, year, kind or "movie")
            return uid, titles.place_of[uid]
        uid = uid_of_mention(of)
        here, fresh = titles.unplaced(uid)
        if fresh:
            self._make_title(uid, None, of.label if of.series is not None else of.name, of.year, of.kind)
        return uid, here

    def _make_title(self, uid: str, place: int | None, name: str, year: int | None, kind: str) -> None:
        self.merged.titles[uid] = _row_of_title(place, name, year, kind)
        self.held.titles.call(uid, name, year)
        if place is not None:
            self.held.titles.placed[uid] = place

    def hangs(self, table: str, uid: str, of: Mention) -> tuple[str, Place]:
        """:meth:`title` for a record that may be there: where it is, unless it is known now what its title is."""
        kept = self.held.rows[table].get(uid)
        if kept is not None and self.meaning(of).place is None:
            return kept.on, self.held.titles.place_of[kept.on]
        return self.title(of)

    def placed(self, table: str, uid: str) -> bool:
        """Whether a record is there, on a title that has its place."""
        kept = self.held.rows.get(table, {}).get(uid)
        return kept is not None and kept.on in self.held.titles.placed

    def person(self, of: PersonMention) -> tuple[str, Place]:
        """The same for a person."""
        people, place = self.held.people, self.meaning(of).place
        if place is not None:
            uid, fresh = people.at(place)
        else:
            uid = uid_of_mention(of)
            _, fresh = people.unplaced(uid)
        if fresh:
            decided = "none" if place is None else "id"
            row = {
                "person_id": place,
                "said_id": place,
                "name": line(of.name) or UNNAMED,
                "year": None,
                "decided_by": decided,
            }
            self.merged.people[uid] = row
        return uid, people.place_of[uid]

    def subject(self, of: Mention | PersonMention) -> tuple[dict[str, tuple[str, str]], str, Place]:
        """What a row refers to for a title or person, the uid of the row there, and its place."""
        if isinstance(of, PersonMention):
            uid, place = self.person(of)
            return {"my_person_id": ("my_person", uid)}, uid, place
        uid, place = self.title(of)
        return {"my_id": ("my_title", uid)}, uid, place

    def meaning(self, of: Mention | PersonMention) -> Match:
        """What a mention means: as it was matched, or where it found its place since it was first brought."""
        matched = self._people[of] if isinstance(of, PersonMention) else self._matches[of]
        placed = (self.held.people if isinstance(of, PersonMention) else self.held.titles).placed
        if matched.place is None and (before := placed.get(uid_of_mention(of))) is not None:
            return Match(before, "answer")
        return matched

    # -- rows

    def insert(self, table: str, uid: str, values: dict[str, Any], **refers: tuple[str, str]) -> None:
        """A new row; ``refers`` by column: the table and uid of another."""
        self.merged.writes.append(Write(table, uid, values, refers, True))

    def update(self, table: str, uid: str, values: dict[str, Any]) -> None:
        """Other values for a row."""
        self.merged.writes.append(Write(table, uid, values, {}, False))

    def differ(self, kind: str, label: str, mine: object, theirs: object, taken: bool) -> None:
        """Say that a record differs from what is there, and whether it is taken."""
        self.merged.differences.append(Difference(kind, label, cut(mine), cut(theirs), taken))

    def alone(
        self,
        table: str,
        held: dict[Any, Kept],
        key: object,
        uid: str,
        values: dict[str, Any],
        refers: dict[str, tuple[str, str]],
        record: Record,
        compared: str = "",
        taken: bool | None = None,
    ) -> Found:
        """A row of which a title or person has one (a rating, a like): its column ``compared`` says whether it differs.

        ``taken`` says whether another value is taken; None: only where an import wrote the one that is there.
        """
        kept = held.get(key)
        if kept is None:
            if self.held.deleted(uid):
                return "gone"
            held[key] = Kept(uid, values)
            self.insert(table, uid, values, **refers)
            return "new"
        mine = kept.values.get(compared)
        if not compared or mine == values[compared]:
            return "same"
        take = self.held.untouched(kept.uid) if taken is None else taken
        self.differ(kind_of(record), label(record), mine, values[compared], take)
        if take:
            self.update(table, kept.uid, values)
        return "changed"

    def of_source(
        self, table: str, uid: str, title: str, values: dict[str, Any], record: Record, words: Callable[[Kept], str]
    ) -> Found | None:
        """A row that only this source has: None where it is not there; it follows its source unless the viewer changed it.

        ``title`` is the title row that it belongs on now; ``words`` says for people what a row holds.
        """
        kept = self.held.rows[table].get(uid)
        if kept is None:
            return "gone" if self.held.deleted(uid) else None
        place_of = self.held.titles.place_of
        moved = place_of[kept.on] != place_of[title]
        taken = self.held.untouched(uid)
        same = all(kept.values[name] == value for name, value in values.items())
        if same and not (moved and taken):
            return "same"
        now = Kept(uid, kept.values | values, title if moved and taken else kept.on)
        self.differ(kind_of(record), label(record), words(kept), words(now), taken)
        if taken:
            refers = {"my_id": ("my_title", title)} if moved else {}
            self.merged.writes.append(Write(table, uid, values, refers, False))
            self.held.rows[table][uid] = now
        return "changed"

    def keep_row(self, source: Source, record: Record, of: Mention) -> None:
        """Keep the original row of a record without a match, to be shown, exported and tried again."""
        uid = uid_of("row", source.format, kind_of(record), *(record.key or record.origin))
        if of.series is not None and self.meaning(of.series).place is None:
            self.title(of.series)  # the question is about the series: it needs a row
        if uid in self.held.unmatched or self.held.deleted(uid):
            return
        self.held.unmatched.add(uid)
        kept = KeptRow(
            title=uid_of_mention(of),
            series=uid_of_mention(of.series) if of.series is not None else None,
            mention=of,
            kind=kind_of(record),
            file=record.origin.file,
            line=record.origin.line,
            text=record.origin.text[:_KEPT],
        )
        self.insert("my_unmatched", uid, {"origin": source.format, "row": packed(kept), "seen_at": self.now})

    def day(self, at: str | None) -> str | None:
        """The day of a moment, in the zone that the viewer chose."""
        if at is None or "T" not in at:
            return at
        return local_day(at) if self.choices.zone == "local" else at[:10]


def _row_of_title(place: int | None, name: str, year: int | None, kind: str) -> dict[str, Any]:
    return {
        "title_id": place, "said_id": place, "title": line(name) or UNNAMED, "year": year, "kind": kind,
        "decided_by": "none" if place is None else "id",
    }  # fmt: skip


def free_name(name: str, taken: Container[str]) -> str:
    """A list's name, with a number behind it where there is a list of that name; ``taken`` has names case-folded."""
    name = name[:200]
    found, number = name, 2
    while found.casefold() in taken:
        found, number = f"{name} ({number})", number + 1
    return found


def label(record: Record) -> str:
    """What a record is about, for people."""
    of: Mention | PersonMention = record.of  # type: ignore[attr-defined]  # every kind has it
    return of.name if isinstance(of, PersonMention) else of.label


def cut(value: object) -> str:
    """A value on one line, cut to what a preview has room for."""
    text = line(str(value))
    return text if len(text) <= 60 else text[:59] + "…"
