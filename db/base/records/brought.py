"""Records of an import of the viewer's records: what is shown before it, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Outcome = Literal["new", "changed", "same", "unsure", "unmatched"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "same", "unsure", "unmatched")


#: What the rows of each kind are called.
NAMES: Mapping[str, str] = {
    "viewings": "viewings", "ratings": "ratings", "lists": "list entries", "reviews": "reviews", "tags": "tags", "likes": "likes",
    "follows": "people followed", "notes": "notes", "owned": "titles owned", "states": "series states",
    "others": "other records",
}  # fmt: skip


class Difference(NamedTuple):
    """A record that differs from what is there: both in words, and whether it is taken."""

    kind: str
    label: str
    mine: str
    theirs: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What one export holds and what will become of it."""

    label: str
    """The format's name for people."""
    path: str
    rows: int
    counts: Mapping[str, Mapping[Outcome, int]]
    """Rows by kind (:data:`db.base.records.exchange.KINDS`) and outcome."""
    unplaced: Mapping[str, int]
    """Rows for which Matinee has no place, by the reason."""
    differences: tuple[Difference, ...] = ()
    troubles: tuple[str, ...] = ()
    """Files that could not be read, each with its reason."""
    left: tuple[str, ...] = ()
    """Names of files that are left alone."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the viewer decides of an import: whose rating stays, whether rated films are seen, in which zone plays are."""

    ratings: Literal["mine", "theirs", "newer"] = "mine"
    rated: Literal["no", "unknown", "day"] = "no"
    zone: Literal["local", "utc"] = "local"


#: What each choice is called, its values with their words; the first is the default.
CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "ratings": ("Where ratings differ", {"mine": "mine stays", "theirs": "theirs comes", "newer": "the newer one"}),
    "rated": (
        "Rated films",
        {"no": "are not logged", "unknown": "are seen, day unknown", "day": "are seen on the day rated"},
    ),
    "zone": ("Plays in UTC", {"local": "on my own day", "utc": "on the day in UTC"}),
}
