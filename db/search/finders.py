"""What is looked for: each finder is one idea, takes a line and adds what it finds to the pool.

The engine runs :data:`FINDERS` in this order (cheap and likely first), then, where the pool is weak, the repairs of
:mod:`db.search.guesses`. How well a name answers is decided in :mod:`db.search.score` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from db.base import fold
from db.search import cards
from db.search.find import Row, Some, all_of, any_of, filmographies, quoted
from db.search.forms import NUMBERS
from db.search.line import Line
from db.search.matched import by_akas, shows
from db.search.pool import Pool
from db.search.score import BEGINS, CREDITED, EXACT, EXACT_AKA, LACKING, MISSING, OBSCURE, OTHERWISE, SCATTERED, weight

Finder = Callable[[Line, Pool], None]

#: As many titles with the weighty words are looked at by name, if there are no more.
_HANDFUL = 30
#: Titles that have all words spread over several names are told apart where there are no more than this.
_FEW_ENOUGH = 9
#: People whose titles are looked through where filters stand beside a name, and of each name where two are typed.
_MEANT, _BOTH = 2, 3
#: Titles of one exact name, of one form, and with the number of a sequel that are looked at.
_EXACT, _FORMED, _NUMBERED = 6, 8, 40
#: A film is of a series if its rank is within so many times that of the best, or good in any case.
_SERIES, _WELL_NOTED = 12, 400
#: Words that lead no series by themselves.
_SMALL_LEADS = frozenset(("the", "a", "an"))


def filters_alone(line: Line, pool: Pool) -> None:
    """Where no word is typed: the most noted titles that pass the filters."""
    if not line.reading.words:
        for row in line.index.all(line.limit + 1, line.years()):
            line.add(pool, row, weight(row[0]))


def all_words(line: Line, pool: Pool) -> None:
    """Titles whose names have all the words, the last one as far as it is typed."""
    if not line.reading.words:
        return
    wanted = line.wanted
    rows = _with_all(line, line.index.titles, line.narrowed)
    if len(wanted.words) > 1 and len(rows) < _FEW_ENOUGH:
        apart = _spread(line, rows)
        line.scattered = [row for row in rows if row[1] in apart]
        rows = [row for row in rows if row[1] not in apart]
    add_titles(line, pool, rows)


def whole_names(line: Line, pool: Pool) -> None:
    """Titles one of whose names is the line, also with its year beside it."""
    if not line.reading.words:
        return
    wanted = line.wanted
    add_titles(line, pool, line.index.exact(wanted.whole_names(), _EXACT), aka=EXACT_AKA)
    if wanted.year is not None:
        add_titles(line, pool, line.index.exact((wanted.key_without_year,), _EXACT, wanted.year), aka=EXACT_AKA)


def other_spellings(line: Line, pool: Pool) -> None:
    """Titles one of whose names is the line written another way: another numeral, joined, split, with a sign."""
    wanted = line.wanted
    if len(wanted.words) > 1 and not wanted.numbers and len(pool.best) > line.limit:
        return  # there is enough of what was typed as it is
    for row in line.index.formed(wanted.forms, _FORMED):
        rank = weight(row[0])
        own = any(wanted.same(fold.key(name)) for name in row[2:4] if name)
        cost = (EXACT if own else EXACT_AKA) + OTHERWISE + 0.8 * max(0.0, rank - OBSCURE)
        line.add(pool, row, rank + cost, words=() if own else None, strong=True)


def other_numerals(line: Line, pool: Pool) -> None:
    """Titles that have all the words, numbers in any of their forms (``star trek 2``: Star Trek II: The Wrath of Khan)."""
    wanted = line.wanted
    if not wanted.numbers:
        return
    groups = [
        f"({any_of(wanted.numbers[place])})" if place in wanted.numbers else quoted(word)
        for place, word in enumerate(wanted.words)
    ]
    for row in line.index.titles.noted(" AND ".join(groups), _NUMBERED):
        costs = [wanted.numbered(fold.key(name)) for name in row[2:4] if name]
        cost = min((cost for cost in costs if cost is not None), default=None)
        rank = weight(row[0])
        if cost is None:
            line.add(pool, row, rank + 3 * OTHERWISE, strong=True)
        else:
            line.add(pool, row, rank + cost, words=(), strong=True)


def nth_of_a_series(line: Line, pool: Pool) -> None:
    """Where no noted name has the number (``harry potter 3``): the third by year of the noted films that are called so."""
    *leading, last = line.wanted.words or ("",)
    number = int(NUMBERS.get(last, "0"))
    if number < 2 or not set(leading) - _SMALL_LEADS:
        return
    rows = line.index.titles.noted(all_of(line.index.con, leading, unfinished=False), _NUMBERED)
    akas = cards.akas(line.index.con, {row[0]: row[1] for row in rows})
    phrase = f" {' '.join(leading)} "

    def called(row: Row) -> bool:
        keys = (fold.key(row[2]), *akas.get(row[0], ("", ""))[0].split("\n"))
        return row[5] == "movie" and "Documentary" not in (row[10] or "") and any(phrase in f" {key} " for key in keys)

    films = [row for row in rows if called(row)]
    last_rank = max(_SERIES * films[0][0], _WELL_NOTED) if films else 0
    series = sorted((row for row in films if row[0] <= last_rank), key=lambda row: (row[4] or 9999, row[0]))
    if number > len(series) or pool.has_strong(last_rank):
        return
    for row in series:
        line.add(pool, row, weight(row[0]) + MISSING, words=())
    meant = series[number - 1]
    line.add(pool, meant, min(weight(row[0]) for row in series) + BEGINS, words=(), strong=True)


def people(line: Line, pool: Pool) -> None:
    """People whose names have all the words; beside filters, what the filters leave of their titles."""
    if not line.reading.words or not line.people_too:
        return
    rows = _with_all(line, line.index.people, str)
    if line.reading.filters:
        add_credited(line, pool, rows[:_MEANT], CREDITED)
        return
    for row in rows:
        rank = weight(row[0])
        added, strong = line.wanted.fit(fold.key(row[2]), rank)
        line.add(pool, row, rank + added, is_person=True, strong=strong)


def both_people(line: Line, pool: Pool) -> None:
    """Where nothing has all the words: titles that two people made together (``powell pressburger``)."""
    words = line.reading.words
    if not 2 <= len(words) <= 6 or not line.people_too or not pool.weak:
        return
    con = line.index.con
    for cut in range(1, len(words)):
        first = line.index.people.noted(all_of(con, words[:cut], unfinished=False), _BOTH)
        last = first and line.index.people.noted(all_of(con, words[cut:], unfinished=line.wanted.unfinished), _BOTH)
        if not last:
            continue
        for one, other in product(first, last):
            if one[1] == other[1]:
                continue
            together = f"{filmographies((one[1],))} INTERSECT {filmographies((other[1],))}"
            for row in line.index.among(together, line.limit):
                line.add(pool, row, weight(row[0]) + CREDITED, words=(), strong=True)


def spread_words(line: Line, pool: Pool) -> None:
    """Titles that have all the words, but only some in each of their names; last, since that is often chance."""
    for row in line.scattered:
        lacking = line.wanted.lacks_number(*(fold.key(name) for name in row[2:4] if name))
        line.add(pool, row, weight(row[0]) + (LACKING if lacking else SCATTERED), words=())


#: Every finder of what was typed, in the order in which they run.
FINDERS: tuple[Finder, ...] = (
    filters_alone, all_words, whole_names, other_spellings, other_numerals, people, nth_of_a_series, both_people,
)  # fmt: skip


# -- what several of them need ------------------------------------------------------------------------------------------


def add_titles(line: Line, pool: Pool, rows: Iterable[Row], *, aka: float = 0.0) -> None:
    """Add titles in whose names all words are known to stand; ``aka`` is what those cost at most, found by another name."""
    wanted = line.wanted
    for row in rows:
        rank, _, title, original, year = row[:5]
        plain = weight(rank)
        key = fold.key(title)
        added, strong = wanted.fit(key, plain, year)
        if original:
            other, strong_too = wanted.fit(fold.key(original), plain, year)
            added, strong = min(added, other), strong or strong_too
        if aka:
            added, strong = min(added, aka), True
        elif wanted.spaceless and added >= 0:
            added = _phrase(line, row)
        elif added >= 0 and wanted.lacks_number(key, fold.key(original or "")):
            added += LACKING
        line.add(pool, row, plain + added, strong=strong)


def add_credited(line: Line, pool: Pool, people: Iterable[Row], cost: float) -> None:
    """Add what the filters leave of these people's titles, and the people themselves, unless the words meant titles."""
    for person in people:
        titles = line.index.credited(person[1], line.limit)
        for row in titles:
            line.add(pool, row, weight(row[0]) + cost, words=(), strong=True)
        if titles or not (line.has_filter("kind") or pool.has_titles):
            plain = weight(person[0])
            line.add(pool, person, plain + line.wanted.fit(fold.key(person[2]), plain)[0], is_person=True)


def _phrase(line: Line, row: Row) -> float:
    """Penalty when CJK characters of the line match, but in none of a title's names next to each other."""
    keys = [fold.key(name) for name in row[2:4] if name]
    keys += [key for akas, _ in cards.akas(line.index.con, {row[0]: row[1]}).values() for key in akas.split("\n")]
    return min(line.wanted.phrase(key) for key in keys)


def _spread(line: Line, rows: list[Row]) -> set[int]:
    """The ids of titles that show all the words, but for small ones, in no single name."""
    looked_for = line.wanted.weighty or line.wanted.words
    words = [word for word in looked_for if word != str(line.wanted.year)]
    unshown = {row[0]: row[1] for row in rows if not any(name and shows(fold.key(name), words) for name in row[2:4])}
    shown = by_akas(line.index.con, unshown, dict.fromkeys(unshown, words))
    return {id_ for rank, id_ in unshown.items() if rank not in shown}


def _with_all(line: Line, some: Some, narrow: Callable[[str], str]) -> list[Row]:
    """The most noted with all the words; where few have the weighty ones, all those, whatever else they lack.

    Going through everything with "the" or "o…" in it for one of a handful is what would take the longest.
    """
    con, wanted = line.index.con, line.wanted
    match = narrow(all_of(con, wanted.words, unfinished=wanted.unfinished))
    noted = some.noted(match, line.limit + 1)
    if len(noted) > line.limit:
        return noted
    if wanted.weighty:
        unfinished = wanted.unfinished and wanted.weighty[-1] is wanted.words[-1]
        rows = some.few(narrow(all_of(con, wanted.weighty, unfinished=unfinished)), _HANDFUL)
        if rows is not None:
            return rows
    begun = wanted.unfinished and len(wanted.words) > 1
    if begun and (len(wanted.words[-1]) < 3 or (noted and not _has_whole(noted, wanted.words[-1]))):
        return noted  # while a word is on its way, they are enough
    return noted + some.others(match, line.limit + 1 - len(noted))


def _has_whole(rows: list[Row], word: str) -> bool:
    """Whether a word stands whole in one of the names, and so may be finished."""
    return any(f" {word} " in f" {fold.key(name)} " for row in rows for name in row[2:4] if isinstance(name, str))
