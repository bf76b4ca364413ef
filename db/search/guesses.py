"""Where little is found: what may have been meant instead, by the repairs of :mod:`db.search.repair`.

A repair is an expression over bounded alternatives; how far each hit is from what was typed is judged by its name. Work is
bounded by processor time, so that no keystroke takes long.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

from db.base import fold
from db.search import cards
from db.search.find import Row
from db.search.finders import add_credited
from db.search.line import Line
from db.search.pool import Pool
from db.search.repair import Repairs
from db.search.score import CREDITED, weight

#: Hits of a repair that are judged by name, and those for whose akas there is time.
_JUDGED, _JUDGED_AKAS = 40, 8
#: A name no further than this from the words may well be what was meant, or surely is.
_CLOSE, _SURE = 1.5, 0.3
#: People whose titles are looked through where filters stand beside a name.
_MEANT = 2
#: Seconds of work after which no further repair is begun, where there are hits and where there are none.
_PATIENCE, _PATIENCE_EMPTY = 0.005, 0.03


def guess(line: Line, pool: Pool, started: float, *, fewer: bool) -> bool:
    """Try repairs until something good is found; False where they were given up because they took too long.

    ``started`` is the thread's processor time when the search began. ``fewer``: a word may be one too many; not "unseen", which
    another reading takes for what it is.
    """
    repairs = Repairs(line.index.con, line.wanted)
    attempts: list[Callable[[], str]] = [
        repairs.joined,
        lambda: repairs.mended(thorough=False),
        lambda: repairs.mended(thorough=True),
    ]
    if any(one.strong for one in pool.best.values()):
        del attempts[:2]  # all that was typed stands there: only other words may be meant
    for attempt in attempts:
        if (match := attempt()) and _judge(line, pool, *_guessed(line, match)):
            return True
        if _late(started, pool):
            break
    whole = not _late(started, pool)
    if not fewer:
        return whole
    rows, match = repairs.fewer()
    titles, people = _guessed(line, match) if match and not _late(started, pool) else ([], [])
    _judge(line, pool, line.index.exact((" ".join(words) for words in rows), _JUDGED) + titles, people)
    return whole and not _late(started, pool)


def _late(started: float, pool: Pool) -> bool:
    return thread_time() - started > (_PATIENCE if pool.best else _PATIENCE_EMPTY)


def _guessed(line: Line, match: str) -> tuple[list[Row], list[Row]]:
    titles = line.index.titles.noted(line.narrowed(match), _JUDGED)
    return titles, line.index.people.noted(match, _JUDGED) if line.people_too else []


def _judge(line: Line, pool: Pool, titles: list[Row], people: list[Row]) -> bool:
    """Add what a generous expression found, each as far down as its names are from the words; whether that is good."""
    mend = line.wanted.mend
    good = False
    costs = [min([mend(fold.key(name)) for name in row[2:4] if name]) for row in titles]
    unclear = [row for row, (cost, _) in zip(titles, costs, strict=True) if cost > _CLOSE][:_JUDGED_AKAS]
    several = len(line.wanted.words) > 1
    akas = cards.akas(line.index.con, {row[0]: row[1] for row in unclear}) if unclear and several else {}
    for row, found in zip(titles, costs, strict=True):
        keys = akas[row[0]][0].split("\n") if row[0] in akas else ()
        cost, words = min([found] + [mend(key) for key in keys])
        line.add(pool, row, weight(row[0]) + cost, words=words, strong=cost < _CLOSE)
        good = good or cost < _SURE
    judged = sorted([(*mend(fold.key(row[2])), row) for row in people])
    if line.reading.filters:
        meant = [row for cost, _, row in judged if cost == judged[0][0]]
        add_credited(line, pool, meant[:_MEANT], 2 * CREDITED)
        return good or bool(meant)
    for cost, mended, row in judged:
        line.add(pool, row, weight(row[0]) + cost, is_person=True, words=mended, strong=cost < _CLOSE)
        good = good or cost < _SURE
    return good
