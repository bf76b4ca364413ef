"""Which title or person of the catalogue a row of ``my_title`` or ``my_person`` is now: the decision, from facts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

DecidedBy = Literal["id", "former", "name", "viewer", "none"]
#: Candidates that are offered at the most.
MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of ``my_title`` or ``my_person``: what it was said under, and where it has been put so far."""

    id: int
    uid: str
    place: int | None
    said_id: int | None
    name: str
    year: int | None
    kind: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the viewer answered: an id, or None for none of those in ``refused``."""

    id: int | None
    refused: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the catalogue knows: ids that it holds, what became of others, and what they may be."""

    held: frozenset[int] = frozenset()
    former: Mapping[int, int] = field(default_factory=dict)
    doubtful: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def now(self, one: int) -> int:
        """What became of an id, over as many imports as it may be."""
        met = {one}
        while one not in self.held and (after := self.former.get(one)) is not None and after not in met:
            one = after
            met.add(one)
        return one

    def stands(self, one: int) -> bool:
        """Whether an id means something still: IMDb's numbers always do."""
        return one > 0 or one in self.held


@dataclass(frozen=True, slots=True)
class Named:
    """Candidates found by name: ``exact`` agree in year and kind too, ``near`` may be it."""

    exact: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a subject belongs: its place (None for none), who says so, and the candidates to ask about.

    ``open``: the viewer is asked even without candidates, since they may search for it.
    """

    place: int | None
    decided_by: str
    ask: tuple[int, ...] = ()
    open: bool = False


def by_ids(subject: Subject, answer: Answer | None, facts: Facts) -> Decision | None:
    """The decision, where ids or the viewer's answer make it; None where only its name is left to go by."""
    if answer is not None and answer.id is not None and facts.stands(facts.now(answer.id)):
        return Decision(facts.now(answer.id), "viewer")
    said = subject.said_id
    ask = () if answer or said is None else tuple(facts.doubtful.get(said, ()))[:MOST_OFFERED]
    if said is not None:
        after = facts.now(said)
        if after == said and facts.stands(said):
            return Decision(said, "id", ask)
        if after != said and facts.stands(after):
            return Decision(after, "former")
    here = subject.place
    refused = answer.refused if answer else frozenset()
    if here is not None and here not in (said, *refused) and subject.decided_by != "viewer" and facts.stands(here):
        return Decision(here, subject.decided_by)  # learnt from a catalogue before
    return Decision(None, "none", ask) if ask else None


def by_name(answer: Answer | None, named: Named) -> Decision:
    """The decision for a subject that only its name is left of: one exact namesake is it, others are asked about."""
    refused = answer.refused if answer else frozenset()
    exact = [one for one in named.exact if one not in refused]
    if len(exact) == 1:
        return Decision(exact[0], "name")
    offered = [*exact, *(one for one in named.near if one not in refused and one not in exact)]
    return Decision(None, "none", () if answer else tuple(offered[:MOST_OFFERED]))
