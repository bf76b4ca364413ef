"""How many different words there are among so many names: real ones, and those of :mod:`tests.bench.words`."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from db.base import fold
from tests.bench.words import name_of_person, name_of_title

#: Counted among names drawn at random from IMDb's people, and from the film titles of MovieLens.
REAL_PEOPLE = {1000: 1829, 2000: 3366, 5000: 7220, 10_000: 12_531}
REAL_TITLES = {1000: 1800, 2000: 3077, 5000: 5960, 9700: 9210}
#: Beyond what was counted: ours go on growing.
_FURTHER = (20_000, 50_000, 100_000, 200_000)
#: Numbers of rows that lie apart, as rows drawn at random do.
_STEP = 37


def curve(names: Iterable[str], at: Iterable[int]) -> dict[int, int]:
    """The number of different words among the first so many ``names``."""
    wanted, seen, found = set(at), set[str](), dict[int, int]()
    for count, name in enumerate(names, 1):
        seen.update(fold.words(name))
        if count in wanted:
            found[count] = len(seen)
    return found


def people(count: int) -> list[str]:
    """So many generated names of people."""
    return pl.DataFrame({"i": _numbers(count)}).select(name_of_person(pl.col("i"))).to_series().to_list()


def titles(count: int) -> list[str]:
    """So many generated titles."""
    return name_of_title(_numbers(count), 100).to_list()


def _numbers(count: int) -> pl.Series:
    return pl.int_range(0, count * _STEP, _STEP, eager=True)


def table() -> str:
    """Both curves, ours beside the real ones, to be read."""
    lines = []
    for what, real, made in (("people", REAL_PEOPLE, people), ("titles", REAL_TITLES, titles)):
        ours = curve(made(_FURTHER[-1]), (*real, *_FURTHER))
        lines.append(f"{what + ':':10}{'different words':>16}{'real':>10}")
        lines += [f"{count:>10,}{words:>16,}{real.get(count, 0) or '':>10}" for count, words in sorted(ours.items())]
    return "\n".join(lines)
