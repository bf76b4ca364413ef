"""Filters as SQL conditions on ``title_rank AS r`` and ``title AS t``, cheapest first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from db.catalogue.facets import ADULT_SHIFT, GENRE_SHIFT, GENRES, KINDS, RATING_SHIFT
from db.personal import marks
from db.search.query import Filter, kinds_of

#: What the viewer has said, by the word that asks for it: a query for title ids.
MARKED = {
    "seen": "SELECT title_id FROM my_diary WHERE stopped_at IS NULL UNION SELECT title_id FROM my_rating",
    "rated": "SELECT title_id FROM my_rating",
    "reviewed": "SELECT title_id FROM my_review",
    "owned": "SELECT title_id FROM my_owned",
    "watchlist": "SELECT title_id FROM my_list_entry WHERE list_id IN (SELECT id FROM my_list WHERE kind = 'watchlist')",
}
_SAID = {
    "seen": marks.SEEN.format(id="r.title_id"),
    "rated": "EXISTS (SELECT 1 FROM my_rating WHERE title_id = r.title_id)",
    "reviewed": "EXISTS (SELECT 1 FROM my_review WHERE title_id = r.title_id)",
    "owned": "EXISTS (SELECT 1 FROM my_owned WHERE title_id = r.title_id)",
    "watchlist": "EXISTS (SELECT 1 FROM my_list_entry WHERE title_id = r.title_id"
    " AND list_id IN (SELECT id FROM my_list WHERE kind = 'watchlist'))",
}
#: The categories of credit that a filter on people asks for; none for any.
CATEGORIES = {"person": (), "director": ("director",), "writer": ("writer",), "actor": ("actor", "actress", "self")}
#: A query for the titles of a tag; while it is being typed, of all tags that begin so. For the parameter four times.
_TAGGED = """SELECT title_id FROM my_tag WHERE tag = ?
OR substr(tag, 1, length(?)) = ? AND NOT EXISTS (SELECT 1 FROM my_tag WHERE tag = ?)"""
#: Filters on what the viewer has said.
PERSONAL = frozenset(("mark", "mine", "tag"))
#: One condition: its place among them, SQL, and the values of that.
_Part = tuple[int, str, list[object]]
_NOT = {"unseen": "seen", "unrated": "rated"}


@dataclass(frozen=True)
class Where:
    """Conditions, their parameters, and (from a mark or tag of the viewer's or a person) the ids among which to look at
    all, with the parameters of that query.
    """

    sql: str
    values: tuple[object, ...]
    among: str = ""
    among_values: tuple[object, ...] = ()

    @cached_property
    def of_cards(self) -> str:
        """The same conditions on ``title_card AS t``, which has all the columns that they name."""
        return re.sub(r"\br\.", "t.", self.sql)


#: No conditions.
NOTHING = Where("", ())


def conditions(
    filters: Sequence[Filter],
    kinds: Sequence[str] | None,
    people: Mapping[Filter, Sequence[int]],
    *,
    adult: bool,
    personal: bool,
) -> Where:
    """``AND …`` for all of ``filters``; ``people`` has the ids of those that a filter on people means."""
    if not filters:
        return _unfiltered(None if kinds is None else tuple(kinds), adult=adult)
    parts = _always(kinds, adult=adult)
    among = ""
    among_values: tuple[object, ...] = ()
    for one in filters:
        low, high = one.low, one.high
        if one.field == "year":
            parts.append((0, "r.year BETWEEN ? AND ?", [low or 0, 9999 if high is None else high]))
        elif one.field == "genre":
            bit = 1 << GENRE_SHIFT + GENRES.index(one.value)
            parts.append((0, f"r.facets & {bit} = {bit}", []))
        elif one.field == "rating":
            limits: list[object] = [max(low or 1, 1), 100 if high is None else high]
            parts.append((0, f"(r.facets >> {RATING_SHIFT}) & 127 BETWEEN ? AND ?", limits))
        elif one.field == "kind":
            parts.append(_kinds(kinds_of(one.value)))
        elif one.field in ("votes", "runtime"):
            column = "t.num_votes" if one.field == "votes" else "t.runtime_minutes"
            parts.append((2, f"{column} BETWEEN ? AND ?", [low or 0, 1 << 40 if high is None else high]))
        elif one.field == "country":
            sql = "EXISTS (SELECT 1 FROM country WHERE title_id = r.title_id AND lower(country) LIKE ? || '%')"
            parts.append((3, sql, [one.value]))
        elif one.field == "mark":
            mark = _NOT.get(one.value, one.value)
            wanted = mark == one.value
            if not personal:
                parts.append((0, "0" if wanted else "1", []))
                continue
            parts.append((1, _SAID[mark] if wanted else f"NOT {_SAID[mark]}", []))
            among = among or (MARKED[mark] if wanted else "")
        elif one.field == "mine":
            limits = [low or 0, 10 if high is None else high]
            sql = "EXISTS (SELECT 1 FROM my_rating WHERE title_id = r.title_id AND value BETWEEN ? AND ?)"
            parts.append((1, sql, limits) if personal else (0, "0", []))
            among = among or (MARKED["rated"] if personal else "")
        elif one.field == "tag":
            parts.append((1, f"r.title_id IN ({_TAGGED})", [one.value] * 4) if personal else (0, "0", []))
            if personal and not among:
                among, among_values = _TAGGED, (one.value,) * 4
        elif one in people:
            credited = filmographies(people[one], CATEGORIES[one.field])
            parts.append((1, f"r.title_id IN ({credited})", []))
            among = among or credited
    parts.sort(key=lambda part: part[0])
    sql = "".join(f" AND {sql}" for _, sql, _ in parts)
    return Where(sql, tuple(value for part in parts for value in part[2]), among, among_values)


@lru_cache(16)
def _unfiltered(kinds: tuple[str, ...] | None, *, adult: bool) -> Where:
    """What holds for most lines."""
    return Where("".join(f" AND {sql}" for _, sql, _ in _always(kinds, adult=adult)), ())


def _always(kinds: Sequence[str] | None, *, adult: bool) -> list[_Part]:
    parts: list[_Part] = [] if adult else [(0, f"r.facets & {1 << ADULT_SHIFT} = 0", [])]
    return parts if kinds is None else [*parts, _kinds(kinds)]


def filmographies(people: Sequence[int], categories: Sequence[str] = ()) -> str:
    """A query for the ids of titles in which one of ``people`` has a credit (of ``categories``)."""
    only = f" AND category IN ({', '.join(map(repr, categories))})" if categories else ""
    return f"SELECT DISTINCT title_id FROM filmography WHERE person_id IN ({', '.join(map(str, people))}){only}"


def _kinds(kinds: Sequence[str]) -> _Part:
    codes = ", ".join(str(KINDS.index(kind)) for kind in kinds if kind in KINDS)
    return 0, f"r.facets & 15 IN ({codes})", []
