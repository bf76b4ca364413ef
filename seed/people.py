"""The starter's people: one person however credited.

A name is looked up among ``people.txt``'s names and other names; ``[1969]`` parts two people of one name and is not shown.
Whoever stands in no line exists from the credits alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from db.base import ids
from seed.starter_records import StarterCredit, StarterPerson

_BORN = re.compile(r"\s*\[(?P<year>\d{4})\]$")
#: How much of a film's standing falls on somebody, by their part in it: what orders people and their best-known films.
_LEADING = {"director": 3, "writer": 2, "composer": 2, "cinematographer": 2}


@dataclass(slots=True)
class Known:
    """A person as the catalogue will hold them. ``roles`` are (title id, category, weight) in the order of the films."""

    id: int
    name: str
    gender: str = ""
    birth_year: int | None = None
    death_year: int | None = None
    other_names: list[str] = field(default_factory=list)
    roles: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def professions(self) -> str | None:
        """Their three commonest categories, joined by commas."""
        if len(self.roles) == 1:  # three in four have one: a Counter each would cost 50 ms of a first start
            return self.roles[0][1] if self.roles[0][1] != "self" else None
        counted = Counter(category for _, category, _ in self.roles if category != "self")
        return ",".join(category for category, _ in counted.most_common(3)) or None

    def prominence(self, acclaim: dict[int, int]) -> int:
        """How noted they are: each title's acclaim, by their part in it."""
        return sum((acclaim[title_id] + 20) * weight for title_id, _, weight in self.roles)

    def known_for(self, acclaim: dict[int, int]) -> str | None:
        """The ids of their four best-known titles, joined by commas."""
        if len(self.roles) == 1:
            return str(self.roles[0][0])
        worth: dict[int, int] = {}
        for title_id, _, weight in self.roles:
            worth[title_id] = max(worth.get(title_id, 0), (acclaim[title_id] + 20) * weight)
        return ",".join(map(str, sorted(worth, key=lambda title_id: -worth[title_id])[:4])) or None


class People:
    """Everybody named so far, by every name they go by."""

    def __init__(self, lines: Iterable[StarterPerson] = ()) -> None:
        self.everybody: dict[int, Known] = {}
        self._by_name: dict[str, Known] = {}
        for line in lines:
            known = self._add(line.name, line.id)
            known.gender = line.gender
            known.birth_year = line.birth_year or known.birth_year
            known.death_year = line.death_year
            for other in line.other_names:
                self._by_name.setdefault(other, known)
                known.other_names.append(shown(other))

    def _add(self, name: str, person_id: int | None = None) -> Known:
        born = _BORN.search(name) if "[" in name else None
        known = Known(person_id or ids.stable("person", name), shown(name), birth_year=int(born["year"]) if born else None)
        self._by_name[name] = self.everybody[known.id] = known
        return known

    def credited(self, credit: StarterCredit, title_id: int, billing: int) -> tuple[int, str]:
        """Note ``credit`` in ``title_id`` and return (person id, IMDb's category); ``billing`` counts from 0 in its category."""
        known = self._by_name.get(credit.name) or self._add(credit.name)
        if credit.credited_as and credit.credited_as != known.name and credit.credited_as not in known.other_names:
            known.other_names.append(credit.credited_as)
        category = credit.category
        if category == "cast":
            category = "actress" if known.gender == "f" else "actor"
            weight = 3 if billing < 3 else 2 if billing < 6 else 1
        else:
            weight = _LEADING.get(category, 1)
        known.roles.append((title_id, category, weight))
        return known.id, category

    def known(self, name: str) -> int | None:
        """The id of whoever is credited somewhere under ``name``, or None: a company, a country, an unknown nominee."""
        found = self._by_name.get(name)
        return found.id if found and found.roles else None


def shown(name: str) -> str:
    """``Steve McQueen`` for ``Steve McQueen [1969]``."""
    return _BORN.sub("", name) if "[" in name else name
