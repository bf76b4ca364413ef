"""The candidates of one search: each title and person once, at its best score."""

from __future__ import annotations

from typing import NamedTuple

from db.base.records.cards import Chip
from db.search.find import Row
from db.search.score import OBSCURE

#: Fewer candidates than this are few.
_FEW = 3
#: How much worse than the best one a candidate of a repair may be.
_FAR = 2.5


class Candidate(NamedTuple):
    """A row that may become a hit, in the order in which hits are shown.

    ``place`` is its rank, negative for a person; ``words`` are those that its names should show; ``mended`` says that they are not
    the words typed; ``strong`` that its name is hardly a coincidence.
    """

    score: float
    is_person: bool
    row: Row
    place: int
    words: tuple[str, ...]
    mended: bool
    strong: bool
    chips: tuple[Chip, ...]


class Pool:
    """The candidates by their places."""

    def __init__(self) -> None:
        self.best: dict[int, Candidate] = {}

    def lacks(self, place: int, score: float) -> bool:
        """Whether this title or person is not there with so good a score already."""
        held = self.best.get(place)
        return held is None or score < held[0]

    def ordered(self) -> list[Candidate]:
        """Best first; without repairs that are far worse than the best, since nobody made that slip."""
        ranked = sorted(self.best.values())
        return [one for one in ranked if not one.mended or one.score < ranked[0].score + _FAR]

    @property
    def has_titles(self) -> bool:
        """Whether a title is among them."""
        return any(place > 0 for place in self.best)

    def has_strong(self, down_to: int) -> bool:
        """Whether a title down to a rank is surely meant."""
        return any(one.strong and 0 < one.place <= down_to for one in self.best.values())

    @property
    def weak(self) -> bool:
        """Too few, or only what hardly anybody has heard of: worth asking whether something else was meant."""
        found = self.best.values()
        if not found or min([one.score for one in found]) > OBSCURE:
            return True
        return len(found) < _FEW and not any(one.strong for one in found)
