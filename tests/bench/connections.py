"""``python -m tests.bench.connections``: how long the way between two people takes, in the catalogue of ``MATINEE_HOME``.

Pairs are always the same for a catalogue: the noted and the hardly known, spread over all ranks. Each is looked for once, with
nothing remembered of it, until fifty have been found to be connected. Prints median, p95 and the worst in milliseconds of
these, and how many pairs had no way between them and how long the worst of those took.
"""

from __future__ import annotations

import json
import statistics
from time import perf_counter

from db.base.home import Home
from db.library import Library
from db.reading.paths import connect

PAIRS = 50
#: Pairs that are tried; in a generated catalogue many people have but one credit.
TRIED = 400


def main() -> None:
    """Measure and print."""
    library = Library(Home.find())
    con = library.connection()
    last = con.execute("SELECT max(rank) FROM person_rank").fetchone()[0]
    deepest = min(last, 20_000)
    ranks = [1 + (number * number * deepest) // (4 * TRIED * TRIED) for number in range(2 * TRIED)]
    people = [con.execute("SELECT person_id FROM person_rank WHERE rank = ?", (rank,)).fetchone()[0] for rank in ranks]
    order = [(number * 7) % TRIED for number in range(TRIED)]  # so that the noted and the others come in turn
    took: list[float] = []
    apart: list[float] = []
    for number in order:
        if people[number] == people[-1 - number]:
            continue
        began = perf_counter()
        found = connect(con, people[number], people[-1 - number])
        (took if found.paths else apart).append(1000 * (perf_counter() - began))
        if len(took) == PAIRS:
            break
    took.sort()
    figures = {
        "median": statistics.median(took), "p95": took[int(0.95 * len(took))], "worst": took[-1],
        "apart_worst": max(apart, default=0.0),
    }  # fmt: skip
    print(json.dumps({name: round(value, 1) for name, value in figures.items()} | {"pairs": len(took), "apart": len(apart)}))
    library.close()


if __name__ == "__main__":
    main()
