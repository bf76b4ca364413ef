"""Checking the starter's text: by itself, and against tables of facts (``python -m seed.check FACTS``).

By itself every record must be readable, every film, id and person stand once, every plot line be its own. Against the facts
(``films.csv`` and ``oscars.csv``, by tconst) director, year, runtime and Oscars won are compared; what is known to differ,
and why, stands in ``known-differences.txt`` (``tconst | field | why``).
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

from db.base import fold
from db.base.ids import tconst
from seed import starter
from seed.acclaim import prizes_won
from seed.people import People
from seed.starter_records import StarterError, StarterFilm, StarterList, StarterPerson

KNOWN = "known-differences.txt"
#: What may differ: years between festival and release, minutes between prints.
YEARS, MINUTES = 1, 5
#: Words that open a plot line, and the likeness above which two plot lines say the same.
OPENING, ALIKE = 4, 0.5
#: Words with which a plot does not begin: its reader does not know yet who is meant.
PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "their", "him", "them", "i", "we", "you", "its"})
FIELDS = ("director", "year", "runtime", "oscars")


@dataclass(frozen=True, slots=True)
class Starter:
    """The whole text, read; ``refused`` are the records that could not be."""

    films: list[StarterFilm]
    people: list[StarterPerson]
    lists: list[StarterList]
    refused: list[StarterError]
    folder: Path

    @classmethod
    def read(cls, folder: Path = starter.HERE) -> Starter:
        """Read ``folder``, setting bad records aside."""
        refused: list[StarterError] = []
        found = (
            list(starter.films(folder, refused)),
            list(starter.people(folder, refused)),
            list(starter.lists(folder, refused)),
        )
        return cls(*found, refused, folder)


@dataclass(slots=True)
class Agreement:
    """How far one field agrees: films compared, and a sentence for each that differs."""

    compared: int = 0
    differ: list[tuple[int, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Agreeing films of those compared, 0 to 1."""
        return 1 - len(self.differ) / self.compared if self.compared else 1.0


# -- the text by itself --------------------------------------------------------------------------------------------


def problems(text: Starter) -> Iterator[str]:
    """A sentence for everything that is wrong with the text by itself."""
    for error in text.refused:
        yield str(error)
    for what, twice in (
        ("film", _twice((fold.key(film.title), film.year) for film in text.films)),
        ("id", _twice(tconst(film.id) for film in text.films if film.id)),
        ("line of people.txt", _twice(person.name for person in text.people)),
        ("list", _twice(one.key for one in text.lists)),
    ):
        for one in twice:
            yield f"{what} stands twice: {one}"
    for names in spelled_twice(text):
        yield f"one person in two spellings? {'; '.join(names)}"
    for prize, categories in prizes_spelled_twice(text.films):
        yield f"one prize of {prize} in two spellings? {'; '.join(categories)}"
    labels = {(fold.key(name), film.year) for film in text.films for name in (film.title, film.original) if name}
    for one in text.lists:
        for title, year, *_ in one.entries:
            if (fold.key(title), year) not in labels:
                yield f"{one.source}: {title} ({year}) is not in the catalogue"
    known = known_differences(text.folder)
    for film in text.films:
        yield from _lacking(film, known)
        if film.plot and fold.words(film.plot)[:1] and fold.words(film.plot)[0] in PRONOUNS:
            yield f"{film.source}:{film.line}: the plot of {film.label} begins with a pronoun"
    for opening, films in same_openings(text.films).items():
        yield f"plots open alike, {opening!r}: {'; '.join(film.label for film in films)}"
    for likeness, one, other in closest_plots(text.films, 20):
        if likeness >= ALIKE:
            yield f"plots are alike ({likeness:.2f}): {one.label}; {other.label}"


def _twice(things: Iterable[object]) -> list[object]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def _lacking(film: StarterFilm, known: dict[tuple[str, str], str]) -> Iterator[str]:
    """What every record must have; a runtime that no two sources agree on may be explained."""
    categories = {credit.category for credit in film.credits}
    for missing, there in (
        ("plot", film.plot),
        ("director", "director" in categories),
        ("runtime", film.runtime or (tconst(film.id) if film.id else film.label, "runtime") in known),
        ("genres", film.genres),
        ("countries", film.countries),
    ):
        if not there:
            yield f"{film.source}:{film.line}: {film.label} has no {missing}"


def spelled_twice(text: Starter) -> list[tuple[str, ...]]:
    """Names that differ only in accents, case, spaces or points and yet make several people."""
    people = People(text.people)
    spellings: dict[str, dict[int, str]] = defaultdict(dict)
    for film in text.films:
        for credit in film.credits:
            person_id, _ = people.credited(credit, film.id or 0, 9)
            spellings[fold.key(credit.name).replace(" ", "")].setdefault(person_id, credit.name)
    return [tuple(sorted(names.values())) for names in spellings.values() if len(names) > 1]


def prizes_spelled_twice(films: Iterable[StarterFilm]) -> list[tuple[str, tuple[str, ...]]]:
    """Categories of one prize that differ only in dashes, case, brackets or a leading "Best": (prize, its spellings)."""
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for film in films:
        for award in film.awards:
            spellings[award.prize, fold.key(award.category).removeprefix("best ")].add(award.category)
    return [(prize, tuple(sorted(some))) for (prize, _), some in sorted(spellings.items()) if len(some) > 1]


def same_openings(films: Iterable[StarterFilm]) -> dict[str, list[StarterFilm]]:
    """Plot lines that begin with the same words."""
    opening: dict[str, list[StarterFilm]] = defaultdict(list)
    for film in films:
        if film.plot:
            opening[" ".join(fold.words(film.plot)[:OPENING])].append(film)
    return {words: some for words, some in opening.items() if len(some) > 1}


def closest_plots(films: Iterable[StarterFilm], most: int) -> list[tuple[float, StarterFilm, StarterFilm]]:
    """The pairs of plot lines that share most of their word pairs: (Jaccard likeness, film, film), closest first."""
    held = [film for film in films if film.plot]
    pairs = [_pairs(film.plot or "") for film in held]
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, some in enumerate(pairs):
        for pair in some:
            holding[pair].append(at)
    shared = Counter(two for some in holding.values() if len(some) <= 40 for two in combinations(some, 2))
    ranked = sorted(((count / len(pairs[a] | pairs[b]), a, b) for (a, b), count in shared.items()), reverse=True)
    return [(likeness, held[a], held[b]) for likeness, a, b in ranked[:most]]


def _pairs(text: str) -> set[tuple[str, str]]:
    words = fold.words(text)
    return set(pairwise(words))


# -- against the facts ---------------------------------------------------------------------------------------------


def compare(text: Starter, facts: Path) -> dict[str, Agreement]:
    """How far the text agrees with the tables in ``facts``, by field."""
    reference = {row["tconst"]: row for row in _table(facts / "films.csv")}
    won: Counter[str] = Counter()
    for row in _table(facts / "oscars.csv"):
        if row["winner"] == "1":
            won.update(set(row["film_tconsts"].split("|")))
    nominated = {name for row in _table(facts / "oscars.csv") for name in row["film_tconsts"].split("|")}
    others = {person.name: person.other_names for person in text.people}
    found = {name: Agreement() for name in FIELDS}
    for film in text.films:
        if not film.id:
            continue
        named = tconst(film.id)
        if row := reference.get(named, {}):
            _compare_core(found, film, row, others)
        if row or named in nominated:
            ours = prizes_won(film.awards, "Oscar")
            _note(found["oscars"], film, ours == won[named], f"{ours} Oscars won here, {won[named]} there")
    return found


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _compare_core(
    found: dict[str, Agreement], film: StarterFilm, row: dict[str, str], others: dict[str, tuple[str, ...]]
) -> None:
    ours = [credit.name for credit in film.credits if credit.category == "director"]
    theirs = [name for name in row["directors"].split("|") if name]
    if theirs:
        known = [spelling for name in ours for spelling in (name, *others.get(name, ()))]
        agrees = any(same_person(one, other) for one in known for other in theirs)
        _note(found["director"], film, agrees, f"{', '.join(ours)} here, {', '.join(theirs)} there")
    if row["year"]:
        agrees = abs(int(row["year"]) - film.year) <= YEARS
        _note(found["year"], film, agrees, f"{film.year} here, {row['year']} there")
    if row["runtime_minutes"] and film.runtime:
        minutes = round(float(row["runtime_minutes"]))
        agrees = abs(minutes - film.runtime) <= MINUTES
        _note(found["runtime"], film, agrees, f"{film.runtime} minutes here, {minutes} there")


def _note(agreement: Agreement, film: StarterFilm, agrees: bool, how: str) -> None:
    agreement.compared += 1
    if not agrees:
        agreement.differ.append((film.id or 0, f"{film.label}: {how}"))


def same_person(one: str, other: str) -> bool:
    """Whether two spellings may mean one person: they share a word, and begin or end alike or hold the same words."""
    ours, theirs = fold.words(one.partition("[")[0]), fold.words(other)
    if not ours or not theirs or not set(ours) & set(theirs):
        return False
    return ours[-1] == theirs[-1] or ours[0] == theirs[0] or set(ours) == set(theirs)


def known_differences(folder: Path) -> dict[tuple[str, str], str]:
    """(tconst, or label where there is none; field) → why the text is right; StarterError for a line without a reason."""
    path = folder / KNOWN
    known = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n") if path.exists() else [], 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 3 or parts[1] not in FIELDS or not parts[2]:
            raise StarterError(path.name, number, f"a known difference is 'tconst | {' or '.join(FIELDS)} | why'")
        known[parts[0], parts[1]] = parts[2]
    return known


# -- the command ---------------------------------------------------------------------------------------------------


def report(text: Starter, facts: Path | None) -> tuple[list[str], int]:
    """What the command prints, and how many findings nobody has explained."""
    found = list(problems(text))
    lines = [f"{len(text.films)} films, {sum(film.in_depth for film in text.films)} in depth, {len(text.lists)} lists."]
    lines += [f"  {problem}" for problem in found] or ["  Nothing is wrong with the text by itself."]
    lines += ["The closest plot lines:"]
    lines += [f"  {likeness:.2f}  {one.label}; {other.label}" for likeness, one, other in closest_plots(text.films, 5)]
    unexplained = len(found)
    if facts is not None:
        known = known_differences(text.folder)
        for name, agreement in compare(text, facts).items():
            lines.append(f"{name}: {agreement.share:.2%} of {agreement.compared} films agree.")
            for title_id, how in agreement.differ:
                why = known.get((tconst(title_id), name))
                unexplained += why is None
                lines.append(f"  {tconst(title_id)} | {name} | {how}" + (f" (known: {why})" if why else ""))
    lines.append(f"{unexplained} unexplained.")
    return lines, unexplained


def main(arguments: list[str]) -> int:
    """``python -m seed.check [FACTS]``: 0 when nothing is unexplained, 1 otherwise, 2 where FACTS is no such folder."""
    facts = Path(arguments[0]) if arguments else None
    if facts is not None and not (facts / "films.csv").exists():
        sys.stderr.write(f"There are no tables of facts in {facts}: films.csv and oscars.csv.\n")
        return 2
    lines, unexplained = report(Starter.read(), facts)
    sys.stdout.write("\n".join(lines) + "\n")
    return int(unexplained > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
