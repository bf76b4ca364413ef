"""Search: one line of text in, titles and people out, most noted first and the whole name before all else.

The way of a line: it is read (:mod:`db.search.query`), the finders (:mod:`db.search.finders`) put it to the index in order of
cost, repairs (:mod:`db.search.guesses`) follow where they found little, candidates are ordered and cut (:mod:`db.search.pool`),
and what is left is dressed for the screen here.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from time import perf_counter, thread_time

from db.base.records.cards import Answer, Hit, Mine
from db.personal import marks
from db.search import cards, query
from db.search.connection import Connection, Lines, Outcome
from db.search.filters import BY_FIELD
from db.search.filters.conditions import conditions
from db.search.find import Index, Row, at
from db.search.finders import FINDERS, spread_words
from db.search.guesses import guess
from db.search.line import Line
from db.search.matched import matched
from db.search.pool import Pool
from db.search.query import Reading

#: What a term costs that is taken for a filter although it may be a word.
_FILTERED = 1.0


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
    """The outcome of a line read in one or two ways, its rows, and whether it will be the same again: whether it rests on the
    catalogue alone, and nothing was left out for want of time.
    """
    started = thread_time()
    pool = Pool()
    lasting = True
    lines: list[Line] = []
    for reading in (literal, filtered):
        if reading is not None and (reading.words or reading.filters):
            where = conditions(con, reading.filters, kinds, adult=adult, personal=personal)
            lasting = lasting and not any(BY_FIELD[one.field].personal for one in reading.filters)
            people_too = kinds is None or "person" in kinds
            line = Line(Index(con, where), reading, limit, _FILTERED if lines else 0.0, people_too=people_too)
            for find in FINDERS:
                find(line, pool)
            lines.append(line)
    understood = filtered is not None and not filtered.words
    for line in lines:
        if line.wanted.words and pool.weak and not understood:
            fewer = line is lines[-1] or not lines[-1].has_filter("mark")
            lasting = guess(line, pool, started, fewer=fewer) and lasting
        spread_words(line, pool)
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


def _hits(con: sqlite3.Connection, outcome: Outcome, rows: list[Row], *, personal: bool) -> tuple[Hit, ...]:
    """Cards with the viewer's marks, and the aka that matched where the title does not show why it is there."""
    placed = list(zip(outcome.places, rows, strict=True))
    ids = [row[1] for place, row in placed if place > 0] if personal else []
    if isinstance(con, Connection) and ids:
        ids = list(con.marked.intersection(ids))
    mine = marks.mine(con, ids) if ids else {}
    unsaid = Mine()
    series = cards.series_of(con, [row[1] for place, row in placed if place > 0 and row[5] == "tvEpisode"])
    return tuple(
        [
            Hit(cards.title_card(row, mine.get(row[1], unsaid), series.get(row[1], "")), outcome.matched.get(row[1], ""))
            if place > 0
            else Hit(cards.person_card(row))
            for place, row in placed
        ]
    )
