"""Search: one line of text in, titles and people out, most noted first and the whole name before all else."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from time import perf_counter, thread_time
from typing import NamedTuple

from db.base import fold
from db.base.records.cards import Answer, Chip, Hit, Mine
from db.personal import marks
from db.search import cards, query
from db.search.connection import Connection, Lines, Outcome
from db.search.filters import BY_FIELD
from db.search.filters.conditions import conditions
from db.search.find import Index, Row, Shelf, all_of, any_of, at
from db.search.matched import by_akas, matched, shows
from db.search.query import Reading
from db.search.repair import Repairs
from db.search.score import EXACT_AKA, OBSCURE, Wanted, note

#: What a term costs that is taken for a filter although it may be a word.
_FILTERED = 1.0
#: What it costs to be found by a credit instead of the name.
_CREDITED = 0.6
#: Hits of a repair that are judged by name, and those for whose akas there is time.
_JUDGED, _JUDGED_AKAS = 40, 8
_FEW = 3
#: As many with the weighty words are looked at by name, if there are no more.
_HANDFUL = 30
#: People whose titles are looked through where filters stand beside a name.
_MEANT = 2
#: A name no further than this from the words may well be what was meant, or surely is.
_CLOSE, _SURE = 1.5, 0.3
#: What it costs a title to have the words, but spread over several names; looked at where no more titles have them.
_SCATTERED, _FEW_ENOUGH = 1.5, 9
#: How much worse than the best hit one of a repair may be.
_FAR = 2.5
#: Seconds of work after which no further repair is begun, where there are hits and where there are none.
_PATIENCE, _PATIENCE_EMPTY = 0.005, 0.03


class _Candidate(NamedTuple):
    """A row that may become a hit, in the order in which hits stand: ``place`` is its rank, negative for a person, ``words``
    is what its names should show, ``strong`` says that one begins as asked.
    """

    score: float
    is_person: bool
    row: Row
    place: int
    words: tuple[str, ...]
    mended: bool
    strong: bool
    chips: tuple[Chip, ...]


class _Pool:
    """The candidates of one search by their places, each title and person once, at its best score."""

    def __init__(self) -> None:
        self.best: dict[int, _Candidate] = {}

    def ordered(self) -> list[_Candidate]:
        """Best first; without what was found by a slip that nobody made, as far as one can tell."""
        ranked = sorted(self.best.values())
        return [one for one in ranked if not one.mended or one.score < ranked[0].score + _FAR]

    @property
    def weak(self) -> bool:
        """Too few, or only what hardly anybody has heard of: worth asking whether something else was meant."""
        found = self.best.values()
        if not found or min([one.score for one in found]) > OBSCURE:
            return True
        return len(found) < _FEW and not any(one.strong for one in found)


def search(
    con: sqlite3.Connection,
    text: str,
    *,
    limit: int = 20,
    number: int = 0,
    kinds: Sequence[str] | None = None,
    adult: bool = False,
    people: bool = True,
) -> Answer:
    """The answer to a search line. ``kinds`` (IMDb's words, or ``person``) keeps to those; ``adult`` lets such titles in.
    Without ``people`` the hits are titles alone, those that people led to among them.

    ``con`` has the catalogue as main and, where the viewer's marks are wanted, ``personal.db`` attached as ``mine``.
    """
    started = perf_counter()
    lines, personal = (con.lines, con.has_personal) if isinstance(con, Connection) else (Lines(), cards.has_personal(con))
    parsed = query.parse(text)
    readings = parsed.literal, parsed.filtered
    meant = readings, limit, None if kinds is None else tuple(kinds), adult, people
    outcome = lines.find(meant)
    if outcome is None:
        outcome, rows, lasting = _look(con, *readings, limit, kinds, adult=adult, people=people, personal=personal)
        if lasting:
            lines.keep(meant, outcome)
    else:
        found = at(con, outcome.places)
        rows = [found[place] for place in outcome.places]
    hits = _hits(con, outcome, rows, personal=personal)
    milliseconds = (perf_counter() - started) * 1000
    return Answer(number, text, hits, outcome.chips, outcome.corrected, milliseconds, outcome.more)


def _look(
    con: sqlite3.Connection,
    literal: Reading,
    filtered: Reading | None,
    limit: int,
    kinds: Sequence[str] | None,
    *,
    adult: bool,
    people: bool,
    personal: bool,
) -> tuple[Outcome, list[Row], bool]:
    """What a line read so comes to, the rows of its places, and whether it will come to the same again: it rests on the
    catalogue alone, and nothing was left out for want of time.
    """
    started = thread_time()
    pool = _Pool()
    lasting = True
    seekers: list[_Seeker] = []
    for reading in (literal, filtered):
        if reading is not None and (reading.words or reading.filters):
            where = conditions(con, reading.filters, kinds, adult=adult, personal=personal)
            lasting = lasting and not any(BY_FIELD[one.field].personal for one in reading.filters)
            people_too = kinds is None or "person" in kinds
            seeker = _Seeker(Index(con, where), reading, limit, _FILTERED if seekers else 0.0, people_too=people_too)
            seeker.seek(pool)
            seekers.append(seeker)
    marked = any(one.field == "mark" for one in seekers[-1].reading.filters) if seekers else False
    understood = filtered is not None and not filtered.words
    for seeker in seekers:
        if seeker.wanted.words and pool.weak and not understood:
            whole = seeker.repair(pool, started, fewer=seeker is seekers[-1] or not marked)
            lasting = lasting and whole
        seeker.finish(pool)
    ranked = [one for one in pool.ordered() if people or not one.is_person]
    shown = ranked[:limit]
    readings = dict.fromkeys([literal.chips, *[one.chips for one in shown]]) if filtered else (literal.chips,)
    outcome = Outcome(
        places=array("i", [one.place for one in shown]),
        matched=matched(con, [(one.row, one.words) for one in shown if one.words and not one.is_person]),
        chips=tuple(dict.fromkeys(chip for chips in readings for chip in chips)),
        corrected=" ".join(shown[0].words) if shown and shown[0].mended else "",
        more=len(ranked) > limit,
    )
    return outcome, [one.row for one in shown], lasting


class _Seeker:
    """One reading of the line, put to the index. ``extra`` is what all its hits cost, being the less likely reading;
    ``people_too`` says whether people are looked for at all.
    """

    def __init__(self, index: Index, reading: Reading, limit: int, extra: float, *, people_too: bool) -> None:
        self.index, self.reading, self.limit, self.extra = index, reading, limit, extra
        self._people_too = people_too
        self.wanted = Wanted(reading.words, reading.unfinished)
        self._typed, self._chips = reading.words, reading.chips
        self._unlikely: list[Row] = []

    def seek(self, pool: _Pool) -> None:
        """What the words, exactly as typed, and the filters find."""
        if not self.reading.words:
            for row in self.index.all(self.limit + 1, self._years()):
                self._add(pool, row, note(row[0]))
            return
        match = all_of(self.index.con, self.wanted.words, unfinished=self.wanted.unfinished)
        rows = self._all_words(self.index.titles, match, self._narrowed)
        scattered = self._scattered(rows) if len(self.wanted.words) > 1 and len(rows) < _FEW_ENOUGH else ()
        if scattered:
            self._unlikely = [row for row in rows if row[1] in scattered]
            rows = [row for row in rows if row[1] not in scattered]
        self._add_titles(pool, rows)
        self._add_titles(pool, self.index.exact(self.wanted.whole_names(), 6), aka_bonus=EXACT_AKA)
        if self.wanted.year is not None:
            exact = self.index.exact((self.wanted.key_without_year,), 6, self.wanted.year)
            self._add_titles(pool, exact, aka_bonus=EXACT_AKA)
        if self._people_too:
            self._add_people(pool, self._all_words(self.index.people, match, str))

    def finish(self, pool: _Pool) -> None:
        """Add what has all the words, but only some in each of its names."""
        for row in self._unlikely:
            self._add(pool, row, note(row[0]) + _SCATTERED, words=())

    def _scattered(self, rows: list[Row]) -> set[int]:
        """Which titles show all the words, but for small ones, in no single name."""
        looked_for = self.wanted.weighty or self.wanted.words
        words = [word for word in looked_for if word != str(self.wanted.year)]
        unshown = {row[0]: row[1] for row in rows if not any(name and shows(fold.key(name), words) for name in row[2:4])}
        shown = by_akas(self.index.con, unshown, dict.fromkeys(unshown, words))
        return {id_ for rank, id_ in unshown.items() if rank not in shown}

    def _all_words(self, shelf: Shelf, match: str, narrow: Callable[[str], str]) -> list[Row]:
        """The most noted with all the words; where few have the weighty ones, all those, whatever else they lack.

        Going through everything with "the" or "o…" in it for one of a handful is what would take the longest.
        """
        con, wanted = self.index.con, self.wanted
        match = narrow(match)
        noted = shelf.noted(match, self.limit + 1)
        if len(noted) > self.limit:
            return noted
        if wanted.weighty:
            unfinished = wanted.unfinished and wanted.weighty[-1] is wanted.words[-1]
            rows = shelf.few(narrow(all_of(con, wanted.weighty, unfinished=unfinished)), _HANDFUL)
            if rows is not None:
                return rows
        begun = wanted.unfinished and len(wanted.words) > 1
        if begun and (len(wanted.words[-1]) < 3 or (noted and not self._has_whole(noted))):
            return noted  # while a word is on its way, they are enough
        return noted + shelf.others(match, self.limit + 1 - len(noted))

    def _has_whole(self, rows: list[Row]) -> bool:
        """Whether the last word stands whole in one of the names, and so may be finished."""
        last = f" {self.wanted.words[-1]} "
        return any(last in f" {fold.key(name)} " for row in rows for name in row[2:4] if isinstance(name, str))

    def repair(self, pool: _Pool, started: float, *, fewer: bool) -> bool:
        """What may have been meant instead; stops as soon as something good is found or, answering False, when it has
        taken too long.

        ``fewer``: a word may be one too many; not "unseen", which another reading takes for what it is.
        """
        repairs = Repairs(self.index.con, self.wanted)
        attempts: list[Callable[[], str]] = [
            repairs.joined,
            lambda: repairs.mended(thorough=False),
            lambda: repairs.mended(thorough=True),
        ]
        if any(one.strong for one in pool.best.values()):
            del attempts[:2]  # all that was typed stands there: only other words may be meant
        for attempt in attempts:
            if (match := attempt()) and self._judge(pool, *self._guessed(match)):
                return True
            if _late(started, pool):
                break
        whole = not _late(started, pool)
        if not fewer:
            return whole
        rows, match = repairs.fewer()
        titles, people = self._guessed(match) if match and not _late(started, pool) else ([], [])
        self._judge(pool, self.index.exact((" ".join(words) for words in rows), _JUDGED) + titles, people)
        return whole and not _late(started, pool)

    def _guessed(self, match: str) -> tuple[list[Row], list[Row]]:
        titles = self.index.titles.noted(self._narrowed(match), _JUDGED)
        return titles, self.index.people.noted(match, _JUDGED) if self._people_too else []

    def _add_titles(self, pool: _Pool, rows: list[Row], *, aka_bonus: float = 0.0) -> None:
        fit, spaceless = self.wanted.fit, self.wanted.spaceless
        for row in rows:
            rank, _, title, original, year = row[:5]
            plain = note(rank)
            added, strong = fit(fold.key(title), plain, year)
            if original:
                other, strong_too = fit(fold.key(original), plain, year)
                if other < added:
                    added = other
                strong = strong or strong_too
            if aka_bonus:
                added, strong = min(added, aka_bonus), True
            elif spaceless and added >= 0:
                added = self._phrase(row)
            self._add(pool, row, plain + added, strong=strong)

    def _phrase(self, row: Row) -> float:
        """What it costs that the characters of a writing without spaces may stand apart in all of a title's names."""
        keys = [fold.key(name) for name in row[2:4] if name]
        keys += [key for akas, _ in cards.akas(self.index.con, {row[0]: row[1]}).values() for key in akas.split("\n")]
        return min(self.wanted.phrase(key) for key in keys)

    def _add_people(self, pool: _Pool, rows: list[Row]) -> None:
        if self.reading.filters:
            self._add_credited(pool, rows[:_MEANT], _CREDITED)
            return
        for row in rows:
            plain = note(row[0])
            added, strong = self.wanted.fit(fold.key(row[2]), plain)
            self._add(pool, row, plain + added, is_person=True, strong=strong)

    def _add_credited(self, pool: _Pool, people: list[Row], cost: float) -> None:
        """What the filters leave of these people's titles, and the people themselves, unless the words meant titles."""
        for person in people:
            titles = self.index.credited(person[1], self.limit)
            for row in titles:
                self._add(pool, row, note(row[0]) + cost, words=(), strong=True)
            kinds = any(one.field == "kind" for one in self.reading.filters)
            if titles or not (kinds or any(place > 0 for place in pool.best)):
                plain = note(person[0])
                self._add(pool, person, plain + self.wanted.fit(fold.key(person[2]), plain)[0], is_person=True)

    def _add(
        self,
        pool: _Pool,
        row: Row,
        score: float,
        *,
        is_person: bool = False,
        words: tuple[str, ...] | None = None,
        strong: bool = False,
    ) -> None:
        score += self.extra
        place = -row[0] if is_person else row[0]
        held = pool.best.get(place)
        if held is None or score < held[0]:
            typed = self._typed
            if words is None:
                words = typed
            mended = words != typed and bool(words)
            pool.best[place] = _Candidate(score, is_person, row, place, words, mended, strong, self._chips)

    def _judge(self, pool: _Pool, titles: list[Row], people: list[Row]) -> bool:
        """Add what a generous expression found, each as far down as its names are from the words; whether that is good."""
        good = False
        costs = [min([self.wanted.mend(fold.key(name)) for name in row[2:4] if name]) for row in titles]
        unclear = [row for row, (cost, _) in zip(titles, costs, strict=True) if cost > _CLOSE][:_JUDGED_AKAS]
        several = len(self.wanted.words) > 1
        akas = cards.akas(self.index.con, {row[0]: row[1] for row in unclear}) if unclear and several else {}
        for row, found in zip(titles, costs, strict=True):
            keys = akas[row[0]][0].split("\n") if row[0] in akas else ()
            cost, words = min([found] + [self.wanted.mend(key) for key in keys])
            self._add(pool, row, note(row[0]) + cost, words=words, strong=cost < _CLOSE)
            good = good or cost < _SURE
        judged = sorted([(*self.wanted.mend(fold.key(row[2])), row) for row in people])
        if self.reading.filters:
            meant = [row for cost, _, row in judged if cost == judged[0][0]]
            self._add_credited(pool, meant[:_MEANT], 2 * _CREDITED)
            return good or bool(meant)
        for cost, mended, row in judged:
            self._add(pool, row, note(row[0]) + cost, is_person=True, words=mended, strong=cost < _CLOSE)
            good = good or cost < _SURE
        return good

    def _narrowed(self, match: str) -> str:
        """A narrow range of years as words, which every title's document has."""
        years = self._years()
        return f"({match}) AND ({any_of(map(str, years))})" if years else match

    def _years(self) -> range:
        for one in self.reading.filters:
            if one.field == "year" and one.low and one.high and one.high - one.low < 20:
                return range(one.low, one.high + 1)
        return range(0)


def _late(started: float, pool: _Pool) -> bool:
    return thread_time() - started > (_PATIENCE if pool.best else _PATIENCE_EMPTY)


def _hits(con: sqlite3.Connection, outcome: Outcome, rows: list[Row], *, personal: bool) -> tuple[Hit, ...]:
    """Cards with the viewer's marks, and the aka that matched where the title does not show why it is there."""
    placed = list(zip(outcome.places, rows, strict=True))
    ids = [row[1] for place, row in placed if place > 0] if personal else []
    if isinstance(con, Connection) and ids:
        ids = list(con.marked.intersection(ids))
    mine = marks.mine(con, ids) if ids else {}
    unsaid = Mine()
    return tuple(
        [
            Hit(cards.title_card(row, mine.get(row[1], unsaid)), outcome.matched.get(row[1], ""))
            if place > 0
            else Hit(cards.person_card(row))
            for place, row in placed
        ]
    )
