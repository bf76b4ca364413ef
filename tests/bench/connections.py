"""``python -m tests.bench.connections``: how long the way between two people takes, in the catalogue of ``MATINEE_HOME``.

Fifty pairs, always the same for a catalogue: the noted and the hardly known, spread over all ranks. Each is looked for once,
with nothing remembered of it. Prints median, p95 and the worst in milliseconds, and how many pairs are connected.
"""

from __future__ import annotations

import json
import statistics
from time import perf_counter

from db.catalogue.paths import connect
from db.home import Home
from db.library import Library

PAIRS = 50


def main() -> None:
    """Measure and print."""
    library = Library(Home.find())
    con = library.connection()
    last = con.execute("SELECT max(rank) FROM person_rank").fetchone()[0]
    deepest = min(last, 20_000)
    ranks = [1 + (number * number * deepest) // (4 * PAIRS * PAIRS) for number in range(2 * PAIRS)]
    people = [con.execute("SELECT person_id FROM person_rank WHERE rank = ?", (rank,)).fetchone()[0] for rank in ranks]
    took, connected = [], 0
    for number in range(PAIRS):
        began = perf_counter()
        found = connect(con, people[number], people[-1 - number])
        took.append(1000 * (perf_counter() - began))
        connected += bool(found.paths)
    took.sort()
    figures = {"median": statistics.median(took), "p95": took[int(0.95 * PAIRS)], "worst": took[-1]}
    print(json.dumps({name: round(value, 1) for name, value in figures.items()} | {"pairs": PAIRS, "connected": connected}))
    library.close()


if __name__ == "__main__":
    main()
