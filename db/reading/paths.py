"""How two people are connected: the shortest chain of shared titles between them, the most notable one first.

People and titles are the two kinds of nodes of one graph, credits its edges. The search grows from both ends, a layer at
a time and always where that is cheaper, until two layers meet: the first meeting is at the shortest distance. Layers are
read in batches of documents; between two batches it may be cancelled or run out of time. Of all chains of that length the
best is the one whose least noted title is the most noted, then the next, as in comparing the weakest links of chains.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from time import perf_counter

from db.base.errors import BadInput
from db.base.records.findings import Path, PathAnswer, PathStep
from db.base.records.pages import Credit
from db.catalogue.documents import names, unpacked
from db.catalogue.facets import ADULT_SHIFT, KINDS
from db.reading.cards import cards, person

#: What counts as a film here.
FILMS = ("movie", "short", "tvMovie", "video")
#: Parts in which nobody made anything together: appearing as oneself, and old footage.
APPEARANCES = frozenset(("self", "archive_footage", "archive_sound"))
#: Seconds after which the search is given up.
PATIENCE = 0.8
#: Nodes of a layer that are followed: the most noted titles, and the people first met in them.
MOST_TITLES, MOST_PEOPLE = 6_000, 12_000
#: Characters of a filmography that are read: its most noted two thousand titles.
MOST_LETTERS = 30_000
#: What reading one document costs against another: a title's credits, a person's titles.
_TITLE_COST, _PERSON_COST = 1.5, 1.0
_BATCH = 100
#: Titles in which the sides met that are looked into at a time; people are looked into all at once.
_MET = 32
_UNRANKED = 1 << 40
_KIND, _ADULT = 15, 1 << ADULT_SHIFT


class _GivenUp(Exception):
    """Out of time, or cancelled."""


@dataclass(slots=True)
class _Side:
    """What has been reached from one end: layers of people (even) and titles (odd) in turn, each node in its first."""

    layers: list[list[int]]
    people: set[int]
    titles: set[int] = field(default_factory=set)
    capped: bool = False

    @property
    def at_titles(self) -> bool:
        return len(self.layers) % 2 == 0

    @property
    def cost(self) -> float:
        """What the next layer will cost to read."""
        size = len(self.layers[-1])
        return min(size, MOST_TITLES) * _TITLE_COST if self.at_titles else min(size, MOST_PEOPLE) * _PERSON_COST


@dataclass(frozen=True, slots=True)
class _Chain:
    """A chain from one end up to a node: ``titles`` and ``people`` in order from that end, and what it is judged by."""

    weakest: tuple[int, ...] = ()
    billing: int = 0
    nodes: tuple[int, ...] = ()

    def onto(self, node: int, rank: int | None = None, billing: int = 0) -> _Chain:
        """One node further; ``rank`` is that of a title."""
        weakest = self.weakest if rank is None else tuple(sorted((*self.weakest, rank), reverse=True))
        return _Chain(weakest, self.billing + billing, (*self.nodes, node))

    @property
    def key(self) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
        return self.weakest, self.billing, self.nodes


def connect(
    con: sqlite3.Connection,
    first: int,
    last: int,
    *,
    films: bool = True,
    appearances: bool = False,
    adult: bool = False,
    limit: int = 1,
    patience: float = PATIENCE,
    cancelled: Callable[[], bool] = lambda: False,
) -> PathAnswer:
    """The shortest chains between two people, at most ``limit`` of them; NotFound where the catalogue lacks one of them.

    ``films`` keeps to films, ``appearances`` lets in those who appear as themselves, ``adult`` such titles. Gives up, and
    says so, after ``patience`` seconds or when ``cancelled`` answers True.
    """
    began = perf_counter()
    one, other = person(con, first), person(con, last)
    if first == last:
        raise BadInput(f"{one.name} is one person.", "Name two different people.")
    search = _Search(con, films, appearances, adult, lambda: perf_counter() - began > patience or cancelled())
    try:
        found, certain = search.run(first, last, limit)
    except _GivenUp:
        found, certain = [], False
    return PathAnswer(one, other, search.told(found), certain, search.looked_at, round((perf_counter() - began) * 1000, 1))


class _Search:
    """One search between two people."""

    def __init__(
        self, con: sqlite3.Connection, films: bool, appearances: bool, adult: bool, enough: Callable[[], bool]
    ) -> None:
        self.con, self._enough = con, enough
        called = dict(con.execute("SELECT code, name FROM category"))
        self._codes = {code for code, name in called.items() if appearances or name not in APPEARANCES}
        self._called = called
        self._kinds = {KINDS.index(kind) for kind in FILMS} if films else None
        self._adult = adult
        self._ranks: dict[int, int | None] = {}
        self._credits: dict[int, dict[int, int]] = {}
        self._met = self._cut = False
        self.looked_at = 0

    # -- reading, in batches

    def _batches(self, nodes: Iterable[int]) -> Iterator[str]:
        rest = iter(nodes)
        while batch := list(islice(rest, _BATCH)):
            if not self._met and self._enough():  # once the sides have met, little is left to do
                raise _GivenUp
            self.looked_at += len(batch)
            yield json.dumps(batch)

    def _titles_of(self, people: Iterable[int]) -> Iterator[int]:
        """What ``people`` worked on; each filmography, which has the most noted first, as far as it may be read."""
        codes = self._codes
        for batch in self._batches(people):
            found = self.con.execute(
                "SELECT substr(titles, 1, ?) FROM filmography_document WHERE person_id IN (SELECT value FROM json_each(?))",
                (MOST_LETTERS, batch),
            )
            for (text,) in found:
                if len(text) == MOST_LETTERS:
                    self._cut = True
                    text = text[: text.rindex(",")] + "]"
                yield from [title for title, code in map(unpacked, json.loads(text)) if code in codes]

    def _people_of(self, titles: list[int]) -> Iterator[int]:
        """Everybody who worked on ``titles``, in the order of these; what is read is kept for telling the chains."""
        self._read_credits(titles)
        for title in titles:
            yield from self._credits[title]

    def _read_credits(self, titles: Iterable[int]) -> None:
        """Fill :attr:`_credits`: by title, the place of each person's first credit that counts."""
        codes = self._codes
        for batch in self._batches(title for title in titles if title not in self._credits):
            for title in json.loads(batch):
                self._credits[title] = {}
            found = self.con.execute(
                "SELECT title_id, credits FROM credit_document WHERE title_id IN (SELECT value FROM json_each(?))", (batch,)
            )
            for title, text in found:
                held = self._credits[title]
                for place, row in enumerate(json.loads(text)):
                    if row[1] in codes:
                        held.setdefault(row[0], place)

    def _ranked(self, titles: Iterable[int]) -> list[int]:
        """Those of ``titles`` that may be part of a chain, the most noted first."""
        titles = list(titles)
        for batch in self._batches(title for title in titles if title not in self._ranks):
            asked = json.loads(batch)
            self._ranks.update(dict.fromkeys(asked, None if self._kinds is not None else _UNRANKED))
            found = self.con.execute(
                "SELECT title_id, rank, facets FROM title_rank WHERE title_id IN (SELECT value FROM json_each(?))", (batch,)
            )
            for title, rank, facets in found:
                wanted = (self._kinds is None or facets & _KIND in self._kinds) and (self._adult or not facets & _ADULT)
                self._ranks[title] = rank if wanted else None
        kept = [(rank, title) for title in titles if (rank := self._ranks[title]) is not None]
        return [title for _, title in sorted(kept)]

    # -- growing until the sides meet

    def run(self, first: int, last: int, limit: int) -> tuple[list[_Chain], bool]:
        """The best chains, as nodes from ``first`` to ``last``, and whether nothing shorter was passed over."""
        sides = [_Side([[first]], {first}), _Side([[last]], {last})]
        certain = True
        while all(side.layers[-1] for side in sides):
            self._grow(min(sides, key=lambda side: side.cost))
            one, other = sides
            if one.at_titles == other.at_titles:
                common = set(one.layers[-1]).intersection(other.layers[-1])
                meeting = self._ranked(common) if one.at_titles else sorted(common)
                if meeting:
                    return self._join(one, other, meeting, limit), certain
                certain = certain and not (one.capped or other.capped)
        return [], certain and not any(side.capped for side in sides)

    def _grow(self, side: _Side) -> None:
        """Read the next layer of a side."""
        if side.at_titles:
            titles = self._ranked(side.layers[-1])
            side.capped |= len(titles) > MOST_TITLES
            side.layers[-1] = titles[:MOST_TITLES]
            fresh = [one for one in dict.fromkeys(self._people_of(side.layers[-1])) if one not in side.people]
            side.people.update(fresh)
        else:
            people = side.layers[-1]
            self._cut = len(people) > MOST_PEOPLE
            side.layers[-1] = people[:MOST_PEOPLE]
            fresh = [one for one in dict.fromkeys(self._titles_of(side.layers[-1])) if one not in side.titles]
            side.capped |= self._cut
            side.titles.update(fresh)
        side.layers.append(fresh)

    # -- the best chains through the nodes where they met

    def _join(self, one: _Side, other: _Side, meeting: list[int], limit: int) -> list[_Chain]:
        """Chains through ``meeting``; titles come most noted first, so that one less noted than what is found ends it."""
        self._met = True
        found: dict[tuple[int, ...], _Chain] = {}
        nodes = iter(meeting)
        while batch := list(islice(nodes, _MET if one.at_titles else len(meeting))):
            if found and self._enough():
                break
            if one.at_titles:
                worst = sorted(each.weakest for each in found.values())[:limit]
                if len(worst) == limit and worst[-1][0] < (self._ranks[batch[0]] or 0):
                    break
            left, right = self._back(one, batch, limit), self._back(other, batch, limit)
            for node in batch:
                for near in left.get(node, ()):
                    for far in right.get(node, ()):
                        self._take(found, near, far, at_title=one.at_titles)
        return sorted(found.values(), key=lambda each: each.key)[:limit]

    def _take(self, found: dict[tuple[int, ...], _Chain], near: _Chain, far: _Chain, *, at_title: bool) -> None:
        """Put two halves that share their last node together; of chains through the same titles the best billed is kept."""
        weakest = sorted((*near.weakest, *far.weakest), reverse=True)
        if at_title:
            weakest.remove(self._ranks[near.nodes[-1]] or 0)  # it is in both
        nodes = (*near.nodes, *reversed(far.nodes[:-1]))
        whole = _Chain(tuple(weakest), near.billing + far.billing, nodes)
        held = found.get(nodes[1::2])
        if held is None or whole.key < held.key:
            found[nodes[1::2]] = whole

    def _back(self, side: _Side, nodes: Iterable[int], limit: int) -> dict[int, list[_Chain]]:
        """The best chains from the end of ``side`` to each of ``nodes``, which lie in its last layer."""
        wanted: list[set[int]] = [set(nodes)]
        for depth in range(len(side.layers) - 2, -1, -1):  # which nodes of the layers before lead to them
            layer, ahead = side.layers[depth], wanted[0]
            if depth % 2 == 0:
                self._read_credits(ahead)
                wanted.insert(0, set(chain.from_iterable(self._credits[title] for title in ahead)).intersection(layer))
            else:
                wanted.insert(0, {title for title in layer if not ahead.isdisjoint(self._credits[title])})
        best = {node: [_Chain().onto(node)] for node in wanted[0]}
        for depth in range(1, len(side.layers)):
            ahead, onward = wanted[depth], dict[int, dict[tuple[int, ...], _Chain]]()
            at_titles = depth % 2 == 1
            for node in ahead if at_titles else best:
                # An edge of the graph is a line of a title's credits, whichever way it is gone.
                for person_id, place in self._credits[node].items():
                    source, target = (person_id, node) if at_titles else (node, person_id)
                    if source not in best or target not in ahead:
                        continue
                    for held in best[source]:
                        self._onward(onward, held, target, place, at_titles)
            best = {node: sorted(chains.values(), key=lambda each: each.key)[: limit + 1] for node, chains in onward.items()}
        return best

    def _onward(
        self, onward: dict[int, dict[tuple[int, ...], _Chain]], held: _Chain, target: int, place: int, at_titles: bool
    ) -> None:
        """Lengthen a chain by one node, keeping for each node the best of those through the same titles."""
        rank = self._ranks.get(target) if at_titles else None
        if at_titles and rank is None:
            return
        longer = held.onto(target, rank, place)
        chains = onward.setdefault(target, {})
        before = chains.get(longer.nodes[1::2])
        if before is None or longer.key < before.key:
            chains[longer.nodes[1::2]] = longer

    # -- in records

    def told(self, found: list[_Chain]) -> tuple[Path, ...]:
        """Chains as records."""
        titles = cards(self.con, (node for each in found for node in each.nodes[1::2]))
        people = names(self.con, (node for each in found for node in each.nodes[::2]))
        lines = self._lines(titles)
        return tuple(
            Path(
                tuple(
                    PathStep(
                        titles[each.nodes[at]],
                        self._credit(lines, people, each.nodes[at], each.nodes[at - 1]),
                        self._credit(lines, people, each.nodes[at], each.nodes[at + 1]),
                    )
                    for at in range(1, len(each.nodes), 2)
                )
            )
            for each in found
        )

    def _lines(self, titles: Iterable[int]) -> dict[int, list[list[int | str | None]]]:
        found = self.con.execute(
            "SELECT title_id, credits FROM credit_document WHERE title_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(titles)),),
        )
        return {title: json.loads(text) for title, text in found}

    def _credit(
        self, lines: dict[int, list[list[int | str | None]]], people: dict[int, str], title: int, who: int
    ) -> Credit:
        """What somebody did in a title, by the credit that made the link."""
        _, code, *rest = lines[title][self._credits[title][who]]
        character, job, credited_as = (str(value) if value is not None else None for value in (*rest, None, None, None)[:3])
        return Credit(who, people.get(who) or credited_as or "?", self._called[code], job, character, credited_as)
