"""Which titles of the catalogue a file's mentions mean: decided where there is no doubt, else with the candidates to ask about.

The ladder, first to last: an id of IMDb's; an answer of the viewer's to the same name before; an id that an id map translates;
the name with the year; the name a year beside, where nothing of the name has that very year; the name in another reading of the
same words (:attr:`Mention.also`), where nothing was found. Two candidates are a question, never a guess. Only where the file says
that it speaks of films, a feature goes before shorts, and a title that bears the name before one of which it is an aka, as long as
the other is far less known.

Episodes are found in their series by season and number, and by name where the file has names. A season of which the file
counts more episodes than the catalogue is numbered differently: all of it is undecided, but for names that agree.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from db.base import fold
from db.base.records.exchange import ANY, FILM, SERIES, Match, Mention, PersonMention, uid_of_mention
from db.catalogue import lookup
from db.catalogue.facets import KINDS
from db.catalogue.lookup import Candidate
from db.personal.places import MOST_OFFERED, Subject
from db.reading import namesakes

#: Translates an id of another service: (``tmdb`` or ``tvdb``, whether of a series, number) to IMDb's number, or None.
IdMap = Callable[[str, bool, int], int | None]

#: Kinds by what a file may mean, in tiers: what it most likely means first.
_FILMS = (("movie",), ("tvMovie", "video", "tvSpecial", "tvMiniSeries"), ("short", "tvShort"))
_SERIES = (("tvSeries", "tvMiniSeries"), ("tvSpecial", "tvShort", "tvMovie", "tvPilot", "video"))
_ANY = (tuple(kind for kind in KINDS if kind not in ("tvEpisode", "videoGame")), ("videoGame",))
#: Share of the best candidate's votes from which another is a rival, whatever its kind.
_RIVAL = 0.1
#: So many times as many votes make a title of the year beside a rival of one of the very year: exports and IMDb often differ by
#: one on the year of a film that both know well.
_FAMOUS = 20
#: Years that a file may be off.
_OFF = 1


def match(con: sqlite3.Connection, mentions: Iterable[Mention], id_map: IdMap | None = None) -> dict[Mention, Match]:
    """What each mention means; ``con`` has both files. Each series of an episode is matched, and told, too."""
    asked = dict.fromkeys(mentions)
    asked |= dict.fromkeys(of.series for of in list(asked) if of.series is not None)
    answered = _Answers(con, asked)
    found: dict[Mention, Match] = {}
    by_name: list[Mention] = []
    for of in asked:
        decided = _by_id(of, answered, id_map)
        if decided is not None:
            found[of] = decided
        elif of.series is None:
            by_name.append(of)
    found |= _by_name(con, by_name, answered)
    found |= _episodes(con, [of for of in asked if of not in found], found, answered)
    return found


class _Answers:
    """What the viewer answered of the same names before: a place, or none of some candidates."""

    def __init__(self, con: sqlite3.Connection, mentions: Iterable[Mention]) -> None:
        self._uids = {of: uid_of_mention(of) for of in mentions}
        uids = json.dumps(list(self._uids.values()))
        self._places: dict[str, int] = {}
        self._refused: dict[str, frozenset[int]] = {}
        for uid, place, refused in con.execute(
            "SELECT subject_uid, answer_id, refused FROM my_answer WHERE subject_uid IN (SELECT value FROM json_each(?))",
            (uids,),
        ):
            if place is not None:
                self._places[uid] = place
            else:
                self._refused[uid] = frozenset(json.loads(refused))

    def place(self, of: Mention) -> int | None:
        """The title that the viewer named."""
        return self._places.get(self._uids[of])

    def left(self, of: Mention, candidates: Iterable[int]) -> tuple[int, ...]:
        """Candidates that the viewer has not refused, as many as are offered."""
        refused = self._refused.get(self._uids[of], frozenset())
        return tuple(dict.fromkeys(one for one in candidates if one not in refused))[:MOST_OFFERED]

    def refused(self, of: Mention) -> frozenset[int]:
        """Candidates that the viewer has refused."""
        return self._refused.get(self._uids[of], frozenset())

    def none(self, of: Mention) -> bool:
        """Whether the viewer answered that it is none of those offered."""
        return self._uids[of] in self._refused


def _by_id(of: Mention, answered: _Answers, id_map: IdMap | None) -> Match | None:
    if of.imdb is not None:
        return Match(of.imdb, "id")
    if (place := answered.place(of)) is not None:
        return Match(place, "answer")
    if id_map is not None:
        series = of.kind in (SERIES, "tvSeries", "tvMiniSeries")
        for service, number in (("tmdb", of.tmdb), ("tvdb", of.tvdb)):
            if number is not None and of.series is None and (place := id_map(service, series, number)) is not None:
                return Match(place, "map")
    return None


# -- by name -----------------------------------------------------------------------------------------------------------


def tiers(kind: str) -> Sequence[Sequence[str]]:
    """The kinds that a file may mean by ``kind``, in tiers."""
    if kind in (ANY, ""):
        return _ANY
    if kind == FILM:
        return _FILMS
    if kind == SERIES:
        return _SERIES
    family = next((each for each in (_FILMS, _SERIES) if any(kind in tier for tier in each)), ())
    return ((kind,), *(tuple(other for other in tier if other != kind) for tier in family))


def _by_name(con: sqlite3.Connection, mentions: Sequence[Mention], answered: _Answers) -> dict[Mention, Match]:
    of_kind: dict[str, list[Mention]] = defaultdict(list)
    for of in mentions:
        of_kind[of.kind].append(of)
    found: dict[Mention, Match] = {}
    for kind, here in of_kind.items():
        ladder = tiers(kind)
        found |= _chosen(con, {of: of for of in here}, ladder, answered)
        again = {of: of._replace(name=of.also, year=None) for of in here if of.also and found[of] == Match()}
        found |= _chosen(con, again, ladder, answered)
    return found


def _chosen(
    con: sqlite3.Connection, readings: Mapping[Mention, Mention], ladder: Sequence[Sequence[str]], answered: _Answers
) -> dict[Mention, Match]:
    """What mentions of one kind mean, each by a reading of it."""
    kinds = [each for tier in ladder for each in tier]
    named = lookup.by_names(con, [(read.name, read.year) for read in readings.values()], kinds, within=_OFF)
    found = {}
    for (of, read), candidates in zip(readings.items(), named, strict=True):
        refused = answered.refused(of)
        found[of] = choose(read, [one for one in candidates if one.id not in refused], ladder)
    return found


def choose(of: Mention, candidates: Sequence[Candidate], ladder: Sequence[Sequence[str]]) -> Match:
    """The one candidate that is meant, or all of them to ask about. ``ladder`` has kinds in tiers."""
    if not candidates:
        return Match()
    ask = Match(None, "asked", tuple(one.id for one in candidates[:MOST_OFFERED]))
    if of.year is None:
        return Match(candidates[0].id, "name") if len(candidates) == 1 else ask
    exact = [one for one in candidates if one.year == of.year]
    near = [one for one in candidates if one.year != of.year]
    pool = exact or near
    if len(candidates) == 1:
        return Match(pool[0].id, "name" if exact else "year")
    if of.kind == ANY:
        return Match(pool[0].id, "name") if len(exact) == 1 and not _better(near, pool[0]) else ask
    best = _first(pool, ladder)
    if best is None:
        return ask
    if exact and _better(near, best):
        return ask
    rivals = [one for one in pool if one is not best]
    if not exact and len({one.year for one in near}) > 1:
        return ask
    if _tier(best, ladder) > 0 and near and exact:
        rivals += [one for one in near if _tier(one, ladder) < _tier(best, ladder)]
    return ask if any(_rivals(one, best) for one in rivals) else Match(best.id, "name" if exact else "year")


def _first(pool: Sequence[Candidate], ladder: Sequence[Sequence[str]]) -> Candidate | None:
    """The only candidate of the first tier that has any which bears the name itself, or else as an aka; None for several."""
    for own in (True, False):
        for tier in ladder:
            here = [one for one in pool if one.kind in tier and (one.how != "aka") is own]
            if here:
                return here[0] if len(here) == 1 else None
    return None


def _tier(one: Candidate, ladder: Sequence[Sequence[str]]) -> int:
    return next((at for at, tier in enumerate(ladder) if one.kind in tier), len(ladder))


def _rivals(one: Candidate, best: Candidate) -> bool:
    """Whether another is known well enough that it may be meant."""
    return (one.votes or 0) >= _RIVAL * (best.votes or 0)


def _better(near: Sequence[Candidate], best: Candidate) -> bool:
    """Whether a title a year beside is so much better known that it may be meant."""
    return any((one.votes or 0) > _FAMOUS * (best.votes or 0) for one in near)


# -- episodes ----------------------------------------------------------------------------------------------------------


def _episodes(
    con: sqlite3.Connection, mentions: Sequence[Mention], known: Mapping[Mention, Match], answered: _Answers
) -> dict[Mention, Match]:
    of_series: dict[int, list[Mention]] = defaultdict(list)
    found = {}
    for of in mentions:
        series = known[of.series] if of.series is not None else Match()
        if series.place is not None:
            of_series[series.place].append(of)
        else:
            found[of] = Match(None, "series" if series.unsure else "lost")
    for series_id, here in of_series.items():
        listed = _Listed(con, series_id)
        counted = _counted(here)
        for of in here:
            found[of] = _episode(of, listed, counted, answered)
    return found


class _Listed:
    """The episodes of one series, by number and by name."""

    def __init__(self, con: sqlite3.Connection, series_id: int) -> None:
        self.by_number: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.names: dict[int, str] = {}
        self.count: dict[int, int] = defaultdict(int)
        for one, season, number, title in con.execute(
            "SELECT id, season, episode, title FROM title WHERE series_id = ? ORDER BY id", (series_id,)
        ):
            self.names[one] = fold.key(title)
            self.by_name[self.names[one]].append(one)
            if season is not None and number is not None:
                self.by_number[season, number].append(one)
                self.count[season] = max(self.count[season], number)


def _counted(mentions: Iterable[Mention]) -> dict[int, int]:
    """The highest number by season."""
    counted: dict[int, int] = defaultdict(int)
    for of in mentions:
        if of.season is not None and of.number is not None:
            counted[of.season] = max(counted[of.season], of.number)
    return counted


def _episode(of: Mention, listed: _Listed, counted: Mapping[int, int], answered: _Answers) -> Match:
    name = fold.key(of.name)
    called = listed.by_name.get(name, []) if name else []
    at = listed.by_number.get((of.season, of.number), []) if of.season is not None and of.number is not None else []
    agreed = [one for one in at if one in called]
    if len(agreed) == 1:
        return Match(agreed[0], "number")
    offered = answered.left(of, [*at, *called])
    held = listed.count.get(of.season, 0) if of.season is not None else 0
    if not offered and answered.none(of):
        return Match()
    if called:
        return Match(called[0], "name") if len(called) == 1 and not at else Match(None, "asked", offered)
    if of.season is not None and held and counted.get(of.season, 0) > held:
        return Match(None, "season", offered)
    if len(at) == 1 and offered:
        return Match(at[0], "number")
    return Match(None, "asked", offered) if offered else Match()


# -- people ------------------------------------------------------------------------------------------------------------


def match_people(con: sqlite3.Connection, people: Iterable[PersonMention]) -> dict[PersonMention, Match]:
    """Which people of the catalogue are meant: by their id, by an answer of before, by a name that only one bears."""
    found = {}
    for of in people:
        answer = con.execute("SELECT answer_id FROM my_answer WHERE subject_uid = ?", (uid_of_mention(of),)).fetchone()
        if of.imdb is not None:
            found[of] = Match(of.imdb, "id")
        elif answer is not None:
            found[of] = Match(answer[0], "answer") if answer[0] is not None else Match()
        else:
            named = namesakes.person(con, Subject(0, "", None, None, of.name, None, "", "none"))
            ids = (*named.exact, *named.near)
            found[of] = (
                Match(ids[0], "name") if len(ids) == 1 else Match(None, "asked" if ids else "none", ids[:MOST_OFFERED])
            )
    return found
