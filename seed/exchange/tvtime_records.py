"""The rows of a TV Time export as records: the files compared with each other, and what their rows mean.

An export tells the same viewing in several files. An episode or film is taken from the first file that has it, in the order in
which the files are read; the rows of the others are reported as told already. What no earlier file has is added from them.

- A row's ``created_at`` is the moment of marking. It is taken for the viewing's unless many were marked at once: ``bulk_type``
  is set, or :data:`_AT_ONCE` or more rows of one series (or of films) carry the same second. Then the day is unknown.
- ``rewatch_count`` is the number of repeats. Repeats without a row of their own are viewings of an unknown day.
- A special is put into season 0. An episode whose number TV Time has lost is named by its TheTVDB id.
- An archived series is "paused". A followed one is "under way" where episodes of it were seen, else on the watchlist. One that
  is kept for later is on the watchlist. "Dropped" and "finished" are never guessed.
- A film that was followed and seen is not on the watchlist, unless it was put there after it was last seen.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from db.base import fold
from db.base.records.exchange import (
    EPISODE,
    FILM,
    SERIES,
    Entry,
    ListHead,
    Mention,
    Origin,
    Reading,
    SeriesState,
    Viewing,
)
from seed.exchange import values
from seed.exchange.tvtime_rows import Count, Part, Rows, Show, Standing

#: Rows of one series, or of films, that carry one second: fewer can be chance.
_AT_ONCE = 3
#: Repeats without a row of their own that are made of one export.
_MOST_REPEATS = 100_000
_WATCHLIST = ListHead(("watchlist",), "Watchlist", "watchlist")
_YEAR = re.compile(r"(.*\S)\s*\(([0-9]{4})\)")

#: What a series is known by: TheTVDB's number, else its folded name.
SeriesKey = int | str
#: What an episode or film is known by.
Name = tuple[str | int | None, ...]
#: An episode seen: season, number, and TheTVDB's number where the number is lost.
Place = tuple[int, int, int]


def tell(rows: Rows, reading: Reading) -> None:
    """Add the records that the rows of all files say, and report the rows that others tell already."""
    shows = _Shows(rows)
    seen = _Parts(rows.parts, shows, reading).tell()
    _standings(rows.standings, shows, seen, reading)
    for count in rows.counts:
        reading.refuse(count.origin, _checked(count, seen.get(shows.key(count.show), set())))


class _Shows:
    """The series of an export, each as one mention: older files have a series' name alone, others its number."""

    def __init__(self, rows: Rows) -> None:
        shows = [part.show for part in rows.parts if part.show is not None]
        shows += [each.show for each in rows.standings] + [each.show for each in rows.counts]
        numbers: dict[str, set[int]] = defaultdict(set)
        for show in shows:
            if show.tvdb is not None and show.name:
                numbers[_folded(show.name)].add(show.tvdb)
        self._number = {name: min(found) for name, found in numbers.items() if len(found) == 1}
        self._of: dict[SeriesKey, Mention] = {}
        for show in shows:
            key = self.key(show)
            held = self._of.get(key)
            if held is None or (not held.name and show.name):
                held = _mention(show.name, key, held.imdb if held else None)
            self._of[key] = held._replace(imdb=held.imdb or show.imdb)

    def key(self, show: Show) -> SeriesKey:
        """What a series is known by in every file."""
        return show.tvdb or self._number.get(_folded(show.name)) or _folded(show.name)

    def of(self, key: SeriesKey) -> Mention:
        """The mention of a series."""
        found = self._of[key]
        return found if found.name else found._replace(name=f"TheTVDB series {key}")


def _mention(name: str, key: SeriesKey, imdb: int | None) -> Mention:
    """A series, its year taken out of a name such as "Doctor Who (2005)"."""
    year = None
    if (found := _YEAR.fullmatch(name)) and (year := values.year(found[2])) is not None:
        name = found[1]
    return Mention(name, year, SERIES, imdb, tvdb=key if isinstance(key, int) else None)


def _folded(name: str) -> str:
    return fold.key(name) or name


# -- episodes and films ------------------------------------------------------------------------------------------------


class _Parts:
    """Episodes and films, grouped over all files."""

    def __init__(self, parts: Sequence[Part], shows: _Shows, reading: Reading) -> None:
        self.parts, self.shows, self.reading = parts, shows, reading
        self.at_once = Counter(self._second(part) for part in parts if not part.bulk and not part.wish)
        self.repeats = 0

    def tell(self) -> dict[SeriesKey, set[Place]]:
        """Add the records of episodes and films; return the episodes seen by series."""
        seen: dict[SeriesKey, set[Place]] = defaultdict(set)
        groups = [(group, *self._of(group)) for group in self._groups()]
        named = Counter(name for _, _, name in groups)
        for group, of, name in groups:
            if named[name] > 1:  # two films of one name and year
                name = (*name, of.tvdb or 0, of.imdb or 0)
            watched = [part for part in group if not part.wish]
            if watched:
                self._viewings(watched, of, name)
            if wished := [part for part in group if part.wish]:
                self._wishes(wished, watched, of, name)
            if (show := group[0].show) is not None:
                lost = (of.tvdb or 0) if of.number is None else 0
                seen[self.shows.key(show)].add((of.season or 0, of.number or 0, lost))
        return seen

    def _second(self, part: Part) -> tuple[object, ...]:
        return part.rank, part.again, part.at, self.shows.key(part.show) if part.show else None

    def _names(self, part: Part) -> tuple[list[Name], list[Name]]:
        """What a row is about: names that are its own, and names by which a row of another file means the same."""
        own: list[Name]
        loose: list[Name]
        if part.show is not None:
            own = [("episode", part.tvdb)] if part.tvdb else []
            placed = part.season is not None and part.number is not None
            loose = [("place", self.shows.key(part.show), part.season, part.number)] if placed else []
        else:
            name = _folded(part.name)
            own = [(service, number) for service, number in (("imdb", part.imdb), ("tvdb", part.tvdb)) if number]
            loose = [("film", name, part.year)]
            if part.at and not part.wish:
                loose.append(("film at", name, part.at))
        return (own, loose) if own else (loose[:1], loose[1:])

    def _groups(self) -> list[list[Part]]:
        """Rows about one episode or film each, those of the best file first."""
        named: dict[Name, list[Part]] = {}
        found: list[list[Part]] = []
        for part in self.parts:
            own, loose = self._names(part)
            group = next((named[name] for name in own if name in named), None)
            if group is None:
                others = (named[name] for name in loose if name in named)
                group = next((other for other in others if other[-1].rank != part.rank), None)
            if group is None:
                group = []
                found.append(group)
            group.append(part)
            for name in (*own, *loose):
                named.setdefault(name, group)
        return found

    def _of(self, group: Sequence[Part]) -> tuple[Mention, tuple[str | int, ...]]:
        """The episode or film that rows are about, and what it is known by in every export."""
        first = group[0]
        tvdb = next((part.tvdb for part in group if part.tvdb), None)
        imdb = next((part.imdb for part in group if part.imdb), None)
        if first.show is None:
            year = next((part.year for part in group if part.year), None)
            return Mention(first.name, year, FILM, imdb, tvdb=tvdb), ("film", first.name, year or "")
        series = self.shows.key(first.show)
        placed = next((part for part in group if part.season is not None and part.number is not None), first)
        season = 0 if any(part.special for part in group) else placed.season
        name = next((part.name for part in group if part.name), "") or ("" if placed.number else f"TheTVDB episode {tvdb}")
        of = Mention(name, None, EPISODE, imdb, None, tvdb, self.shows.of(series), season, placed.number)
        return of, ("episode", tvdb) if tvdb else ("episode", series, placed.season or 0, placed.number or 0)

    def _viewings(self, group: list[Part], of: Mention, name: tuple[str | int, ...]) -> None:
        """The viewings of one episode or film: those of the best file, and dated repeats of the best file that has any."""
        own = [part for part in group if part.rank == group[0].rank]
        if not any(part.again for part in own) and (again := [part for part in group if part.again]):
            own += [part for part in again if part.rank == again[0].rank]
        kept = {id(part) for part in own}
        for part in group:
            if id(part) not in kept:
                _told(part, group[0].origin, self.reading)
        own.sort(key=lambda part: (part.again, part.at is None, part.at or ""))
        numbers: dict[tuple[bool, str | int], int] = {}
        for at, part in enumerate(own):
            # The same moment twice is the same viewing: both rows get one key, which is taken once.
            number = numbers.setdefault((part.again, part.at or at), len(numbers))
            key = (*name, part.at, int(part.again)) if part.at and part.show is None else (*name, number)
            self._viewing(part, of, key, self._known(part), part.again or None)
        firsts = sum(not again for again, _ in numbers)
        if not firsts:  # seen again, so seen before
            self._viewing(own[0], of, (*name, "before"), None, None, rows=0, once=True)
        missing = max(part.repeats for part in group) - (len(numbers) - min(firsts, 1))
        for number in range(len(numbers), len(numbers) + missing):
            if self.repeats == _MOST_REPEATS:
                self.reading.refuse(own[0].origin, f"It counts repeats beyond the {_MOST_REPEATS:,} that are believed.", 0)
                break
            self.repeats += 1
            self._viewing(own[0], of, (*name, number), None, True, rows=0)

    def _known(self, part: Part) -> str | None:
        """When a row's viewing was; None where many were marked at once."""
        at_once = part.bulk or (part.at is not None and "T" in part.at and self.at_once[self._second(part)] >= _AT_ONCE)
        return None if at_once else part.at

    def _viewing(
        self,
        part: Part,
        of: Mention,
        key: tuple[str | int, ...],
        at: str | None,
        rewatch: bool | None,
        *,
        rows: int = 1,
        once: bool = False,
    ) -> None:
        key = ("viewing", *key)
        self.reading.add(Viewing(origin=part.origin, key=key, rows=rows, of=of, at=at, rewatch=rewatch, once=once))

    def _wishes(self, wished: list[Part], watched: list[Part], of: Mention, name: tuple[str | int, ...]) -> None:
        """The watchlist's entry for a film. TV Time keeps the row of a film that was followed when it has been seen."""
        last = max((part.at or "" for part in watched), default="")
        for part in wished:
            if watched and not (part.wish == "towatch" and last and part.at and part.at > last):
                self.reading.refuse(part.origin, "on the watchlist until it was seen")
            elif part.rank != wished[0].rank:
                _told(part, wished[0].origin, self.reading)
            else:
                self.reading.add(Entry(origin=part.origin, key=("watchlist", *name), of=of, on=_WATCHLIST, at=part.at))


def _told(part: Part | Standing, by: Origin, reading: Reading) -> None:
    reading.refuse(part.origin, f"told by {by.file} already")


# -- series ------------------------------------------------------------------------------------------------------------


def _standings(standings: Sequence[Standing], shows: _Shows, seen: dict[SeriesKey, set[Place]], reading: Reading) -> None:
    """How the viewer stands with each series, by the best file that says it."""
    first: dict[SeriesKey, Standing] = {}
    for row in standings:
        key = shows.key(row.show)
        if first.setdefault(key, row) is not row:
            _told(row, first[key].origin, reading)
            continue
        of, watched = shows.of(key), key in seen or row.counted > 0
        if row.archived:
            reading.add(SeriesState(origin=row.origin, key=("state", key), of=of, state="paused"))
            continue
        under_way = row.followed and watched
        if under_way:
            reading.add(SeriesState(origin=row.origin, key=("state", key), of=of, state="under way", at=row.at))
        if row.later or (row.followed and not watched):
            wanted, rows = ("watchlist", "series", key), 0 if under_way else 1
            reading.add(Entry(origin=row.origin, key=wanted, rows=rows, of=of, on=_WATCHLIST, at=row.at))
        elif not under_way:
            reading.refuse(row.origin, "a series that is not followed any more")


def _checked(count: Count, seen: set[Place]) -> str:
    """Why a count of episodes has no place, and whether it agrees with the episodes that the export names."""
    regular = sum(season != 0 for season, _, _ in seen)
    if regular <= count.seen <= len(seen):
        return "a count of episodes seen, used to check"
    fewer = "fewer" if count.seen > len(seen) else "more"
    return f"a count of episodes seen, used to check: the export names {fewer} episodes than it counts"
