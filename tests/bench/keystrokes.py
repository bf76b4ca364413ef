"""Types queries key by key against the catalogue in ``MATINEE_HOME`` and prints, as one JSON object, how long each key took.

``python -m tests.bench.keystrokes --queries FILE.json``: the file holds a list of ``{"q": text, "target": number or null,
"kind": word}``, where a target is a tconst's or nconst's number. ``top1`` and ``top5`` are the shares of queries with a
target for which it came first, or among the first five, once all was typed; times are in milliseconds. ``--misses`` says
on stderr which did not come first, ``--slow MS`` which keys took longer than that.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from db.base.home import Home
from db.search import engine, searcher
from db.search.finders import Finder
from db.search.line import Line
from db.search.pool import Pool

ROWS = 20
FRAME = 16.0


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def percentile(ordered: Sequence[float], part: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 3) if ordered else 0.0


def timed(find: Finder, spent: Counter[str]) -> Finder:
    """``find``, whose milliseconds are added up under its name."""

    def run(line: Line, pool: Pool) -> None:
        started = perf_counter()
        find(line, pool)
        spent[find.__name__] += round((perf_counter() - started) * 1_000_000)

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--slow", type=float, default=0.0)
    parser.add_argument(
        "--finders", action="store_true", help="print on stderr how long each finder took in all, and how often it ran"
    )
    options = parser.parse_args()
    spent = Counter[str]()
    if options.finders:
        engine.FINDERS = tuple(timed(find, spent) for find in engine.FINDERS)
    con = searcher.connect(Home.find())
    times: list[float] = []
    asked = first = among = over = 0
    for entry in json.loads(options.queries.read_text("utf-8")):
        text, target = entry["q"], entry["target"]
        hits: list[int] = []
        for end in range(1, len(text) + 1):
            started = perf_counter()
            answer = engine.search(con, text[:end], limit=ROWS)
            took = (perf_counter() - started) * 1000
            times.append(took)
            over += took > FRAME
            if options.slow and took > options.slow:
                print(f"{took:8.2f} ms  {text[:end]!r}", file=sys.stderr)
            hits = [hit.card.id for hit in answer.hits]
        if target is not None:
            asked += 1
            first += hits[:1] == [target]
            among += target in hits[:5]
            if options.misses and hits[:1] != [target]:
                place = hits.index(target) + 1 if target in hits else None
                print(f"{entry['kind']:12} {text!r}: wanted {target}, place {place}", file=sys.stderr)
    times.sort()
    figures = {
        "p50": percentile(times, 0.50),
        "p95": percentile(times, 0.95),
        "p99": percentile(times, 0.99),
        "max": percentile(times, 1.0),
        "over16ms": share(over, len(times)),
        "top1": share(first, asked),
        "top5": share(among, asked),
        "keys": len(times),
    }
    for name, microseconds in spent.most_common():
        print(
            f"{name:18} {microseconds / 1000:9.1f} ms in all, {microseconds / max(1, len(times)):7.1f} µs a key",
            file=sys.stderr,
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
