"""Acclaim: one integer a film, by which search and charts are ordered where nobody has counted votes.

It adds up what stands in the starter's own text and can be looked up:

- 4 for each vote in the Sight & Sound poll of 2012 (the list ``ss2012``);
- 60 for Best Picture, 40 for the top prize at Cannes, 24 for the top prize at Venice or Berlin;
- 12 for any other Oscar won, 6 for any other prize won; 5 for an Oscar nomination, 2 for any other nomination;
- 30 for a film that is written up in depth;
- 1 for each ten million dollars of its largest gross, 40 at most.

It says how often a film has been singled out or seen, not how good it is, and is never shown as a rating.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from seed.starter_records import StarterAward, StarterFilm

_OSCAR = "Oscar"
_DOLLARS = re.compile(r"USD (\d[\d,]*)")
_MOST_SEEN = 40


def is_best_picture(award: StarterAward) -> bool:
    """Whether this is the Oscar for Best Picture, won."""
    return award.won and award.prize == _OSCAR and award.category == "Best Picture"


def is_palme(award: StarterAward) -> bool:
    """Whether this is the top prize at Cannes, won: the Grand Prix until 1954 and from 1964 to 1974, else the Palme d'Or."""
    if not award.won or award.prize != "Cannes":
        return False
    if award.category.startswith("Palme d'Or"):
        return "Short" not in award.category
    grand_prix = award.category.startswith("Grand Prix") and "Spécial" not in award.category and "Jury" not in award.category
    return grand_prix and (award.year <= 1954 or 1964 <= award.year <= 1974)


def _worth(award: StarterAward) -> int:
    if is_best_picture(award):
        return 60
    if is_palme(award):
        return 40
    if award.won and (award.prize, award.category) in {("Venice", "Golden Lion"), ("Berlin", "Golden Bear")}:
        return 24
    if award.prize == _OSCAR:
        return 12 if award.won else 5
    return 6 if award.won else 2


def score(film: StarterFilm, poll_votes: int = 0) -> int:
    """The acclaim of ``film``."""
    return 4 * poll_votes + sum(map(_worth, film.awards)) + 30 * film.in_depth + _seen(film)


def _seen(film: StarterFilm) -> int:
    grosses = [
        int(found[1].replace(",", "")) for kind, sum_ in film.business if kind == "gross" and (found := _DOLLARS.match(sum_))
    ]
    return min(_MOST_SEEN, max(grosses, default=0) // 10_000_000)


def prizes_won(awards: Iterable[StarterAward], prize: str) -> int:
    """How many awards of ``prize`` were won."""
    return sum(award.won and award.prize == prize for award in awards)
