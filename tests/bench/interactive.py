"""``make bench``: start-up, keystrokes, title pages and memory, measured on a real pty beside a minimal Textual program.

Prints one table; every figure says what it was measured against in the same run. ``--only starter`` starts a larger
catalogue (``MATINEE_HOME``) beside the starter's.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tests.terminal import Terminal, matinee

WORDS = (
    "red shoes", "moira shearer", "seven samurai", "the godfather", "powell", "black narcissus", "tokyo story", "citizen",
    "hitchcock", "a matter of life", "kurosawa 1950..1965", "drama 1940..1950", "brief encounter", "casablanca", "vertigo",
    "singin in the rain", "chaplin", "la dolce vita", "bergman", "the third man", "parasite", "spirited away", "leopard",
)  # fmt: skip


def floor(screen: bool = False) -> Terminal:
    """The minimal program."""
    return Terminal([sys.executable, "-m", "tests.bench.minimal"], screen=screen)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def noted(home: Path) -> tuple[str, str]:
    """What is typed for a title that search gives first, and its name: The Red Shoes, or the most noted there is."""
    with closing(sqlite3.connect(home / "catalogue.db")) as con:
        names = con.execute("SELECT title FROM title JOIN title_rank ON title_id = id WHERE rank <= 40 ORDER BY rank")
        known = con.execute("SELECT 1 FROM title WHERE id = 40725 AND title = 'The Red Shoes'").fetchone()
        name = "The Red Shoes" if known else next(name for (name,) in names if name.isascii() and 6 < len(name) < 24)
    return ("red sho" if known else name[:-1]), name


STARTS = (("exec → first paint", 1.25), ("exec → home complete", 1.7), ("exec → typed query answered", 1.8))


def started(home: Path) -> tuple[float, float, float]:
    """Seconds until each of ``STARTS`` on one catalogue."""
    typed, name = noted(home)
    with matinee(home, screen=False) as program:
        painted, complete = program.until("MATINEE", raw=True), program.until("progress", raw=True)
    with matinee(home) as program:
        program.type(typed)
        return painted, complete, program.until(f"▸ {name}")


def startup(home: Path, runs: int) -> list[tuple[str, str, str]]:
    """First paint, home complete, typed query answered, each against the floor's first paint, interleaved."""
    base, ours = [], []
    for _ in range(runs):
        with floor() as program:
            base.append(program.until("INIMAL", raw=True))
        ours.append(started(home))
    ground = statistics.median(base)
    rows = [("minimal app, exec → first paint", f"{1000 * ground:.0f} ms", "1.00×")]
    for (name, goal), values in zip(STARTS, zip(*ours, strict=True), strict=True):
        middle = statistics.median(values)
        rows.append((name, f"{1000 * middle:.0f} ms", f"{middle / ground:.2f}× (≤ {goal}×)"))
    return rows


def beside_starter(home: Path, runs: int) -> list[tuple[str, str, str]]:
    """The same starts on ``home``'s catalogue and on the starter's, interleaved."""
    starter = Path(tempfile.mkdtemp(prefix="matinee-bench-"))
    try:
        with matinee(starter) as program:
            program.until("progress", seconds=60)
        pairs = [(started(home), started(starter)) for _ in range(runs)]
    finally:
        shutil.rmtree(starter, ignore_errors=True)
    rows = []
    for place, (name, _) in enumerate(STARTS):
        here, there = (statistics.median(pair[side][place] for pair in pairs) for side in (0, 1))
        rows.append((f"{name}, against the starter catalogue", f"{1000 * here:.0f} ms", f"{here / there:.2f}× (≤ 1.05×)"))
    return rows


def first_start(runs: int) -> list[tuple[str, str, str]]:
    """Empty home: exec → the starter catalogue answers a query typed at once."""
    times = []
    for _ in range(runs):
        folder = Path(tempfile.mkdtemp())
        try:
            with matinee(folder) as program:
                program.type("red sho")
                times.append(program.until("▸ The Red Shoes"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return [("first start, empty home → searchable", f"{statistics.median(times):.2f} s", "≤ 2 s")]


def keystrokes(program: Terminal, clear: str, most: int, sign: bytes) -> list[float]:
    """Milliseconds from each key until ``sign``, which comes with what the key brings, is printed; else the last byte."""
    times: list[float] = []
    for words in WORDS * 2:
        for key in words:
            pressed = program.type(key)
            painted = None
            while data := program.read(0.1):
                painted = time.perf_counter()
                if sign in data:
                    break
            if painted is not None:
                times.append(1000 * (painted - pressed))
            program.settle(0.02)
            if len(times) >= most:
                return times
        program.type(clear)
        program.settle(0.08)
    return times


def keys(home: Path, most: int) -> list[tuple[str, str, str]]:
    """Key → painted, Matinee's results against the floor's echo."""
    with floor() as program:
        program.until("INIMAL", raw=True)
        program.settle(0.3)
        base = keystrokes(program, "\x15", most, b"")
    with matinee(home, screen=False) as program:
        program.until("progress", raw=True)
        program.settle(0.5)
        ours = keystrokes(program, "\x1b", most, b"found")
        held = program.rss()
    low, high = percentile(base, 0.95), percentile(ours, 0.95)
    return [
        ("minimal app, key → painted", f"p50 {percentile(base, 0.5):.0f}, p95 {low:.0f} ms", "1.00×"),
        (
            "key → results painted",
            f"p50 {percentile(ours, 0.5):.0f}, p95 {high:.0f} ms",
            f"{high / low:.2f}× (≤ 60 ms or ≤ 1.5×)",
        ),
        ("memory while searching", f"{held:.0f} MB", "≤ 110 MB"),
    ]


@contextmanager
def widened(home: Path, most: int | None) -> Iterator[Path]:
    """A copy of ``home`` in which each of the thousand most noted titles has ``most`` credits; ``home`` itself for None."""
    if most is None:
        yield home
        return
    copy = Path(tempfile.mkdtemp(prefix="matinee-bench-", dir=home.parent))
    shutil.copyfile(home / "catalogue.db", copy / "catalogue.db")
    with closing(sqlite3.connect(copy / "catalogue.db")) as con, con:
        people = [id_ for (id_,) in con.execute("SELECT person_id FROM person_rank ORDER BY rank LIMIT ?", (1000 + most,))]
        (actor,) = con.execute("SELECT code FROM category WHERE name = 'actor'").fetchone()
        titles = con.execute("SELECT title_id, rank FROM title_rank ORDER BY rank LIMIT 1000").fetchall()
        con.executemany(
            "UPDATE credit_document SET credits = ? WHERE title_id = ?",
            (
                (
                    json.dumps([[who, actor, f"Somebody {place}"] for place, who in enumerate(people[rank : rank + most])]),
                    id_,
                )
                for id_, rank in titles
            ),
        )
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def pages(home: Path, most: int, credits_each: int | None) -> list[tuple[str, str, str]]:
    """Enter → title page painted, over the titles that ``drama`` finds."""
    times: list[float] = []
    with widened(home, credits_each) as held, matinee(held, screen=False) as program:
        program.until("progress", raw=True)
        program.settle(0.5)
        program.type("drama")
        program.until("found", raw=True)
        program.settle(0.3)
        program.type("\t")
        program.settle(0.3)
        for _ in range(most):
            pressed = program.type("\r")
            while data := program.read(1.0):
                if b"Overview" in data:
                    times.append(1000 * (time.perf_counter() - pressed))
                    break
            program.settle(0.15)
            program.type("\x7f")
            program.settle(0.15)
            program.type("j")
            program.settle(0.15)
    if len(times) < most // 3:  # people among the hits have no title page
        raise AssertionError(f"only {len(times)} of {most} title pages came up")
    figures = f"p50 {percentile(times, 0.5):.0f}, p95 {percentile(times, 0.95):.0f} ms ({len(times)})"
    return [("Enter → title page painted", figures, "≤ 80 ms")]


def memory(home: Path, minutes: float) -> list[tuple[str, str, str]]:
    """Resident memory after scripted browsing, against after a tenth of it (one minute of ten)."""
    turn = ["/", *"seven sam", "\t", "j", "\r", "c", "j", "\r", "\x1b", "t", "v", "m", "j", "\r", "8", "u", "w", "u", "H"]
    early = 0.0
    with matinee(home, screen=False) as program:
        program.until("progress", raw=True)
        began = time.perf_counter()
        at = 0
        while (passed := time.perf_counter() - began) < 60 * minutes:
            words = WORDS[(at // len(turn)) % len(WORDS)]
            key = turn[at % len(turn)]
            program.type(words if key == "s" else key)
            program.settle(0.05)
            program.raw.clear()
            at += 1
            if not early and passed >= 6 * minutes:
                early = program.rss()
        late = program.rss()
    growth = 100 * (late / early - 1)
    bound = f"≤ 90 MB; {growth:+.1f} % since {early:.0f} MB (≤ 5 %)"
    return [(f"memory after {minutes:g} min of browsing", f"{late:.0f} MB ({at} keys)", bound)]


def main() -> None:
    """Run what was asked and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--keys", type=int, default=300)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=2.0, help="of browsing; 10 for the full figure")
    parser.add_argument("--credits", type=int, help="open title pages with so many credits, in a copy of the catalogue")
    parser.add_argument("--only", choices=("startup", "first", "keys", "pages", "memory", "starter"))
    wanted = parser.parse_args()
    home = Path(os.environ.get("MATINEE_HOME") or tempfile.mkdtemp(prefix="matinee-bench-"))
    with matinee(home) as program:
        program.until("progress", seconds=60)
    rows = beside_starter(home, wanted.runs) if wanted.only == "starter" else []
    for name, run in (
        ("startup", lambda: startup(home, wanted.runs)),
        ("first", lambda: first_start(5)),
        ("keys", lambda: keys(home, wanted.keys)),
        ("pages", lambda: pages(home, wanted.pages, wanted.credits)),
        ("memory", lambda: memory(home, wanted.minutes)),
    ):
        if wanted.only in {None, name}:
            rows += run()
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
