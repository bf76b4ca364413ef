"""How well title lines of IMDb's plain-text lists are placed: ``python -m tests.bench.pages HOME SAMPLES``.

HOME is what :mod:`tests.bench.matching` made: real films among a million generated titles, with namesakes planted beside them. A
list of trivia names every film of MovieLens by its line; printed are the films that were placed right, left in doubt, placed wrong.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from contextlib import closing
from pathlib import Path

from db.base.home import Home
from db.library import Library
from db.pages import places
from seed.sources import importer
from tests.bench.matching import films


def main() -> None:
    """Place the lines and print how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("samples", type=Path)
    args = parser.parse_args()
    real = films(args.samples)
    with tempfile.TemporaryDirectory() as folder:
        home = Home.of(Path(folder) / "home")
        home.data.mkdir()
        for name in ("catalogue.db", "personal.db"):
            if (args.home / name).exists():
                shutil.copy(args.home / name, home.data / name)
        path = Path(folder) / "trivia.list"
        lines = {f"{name} ({year})": one for one, (name, year, _) in sorted(real.items())}
        path.write_text(
            "FILM TRIVIA\n===========\n" + "".join(f"# {line}\n- A thing.\n" for line in lines), encoding="utf-8"
        )
        with closing(Library(home)) as library:
            began = time.monotonic()
            (taken,) = importer.take(library.connection, home, path)
            seconds = time.monotonic() - began
        found = places.opened(home)
        assert found is not None
        with closing(found):
            placed = dict(found.execute("SELECT subject, place FROM place"))
    wanted = dict(enumerate(lines.values(), 1))
    right = sum(placed.get(subject) == one for subject, one in wanted.items())
    wrong = [
        (line, placed[subject])
        for subject, line in enumerate(lines, 1)
        if placed.get(subject, wanted[subject]) != wanted[subject]
    ]
    print(f"{len(lines):,} lines in {seconds:.1f} s: {right:,} right ({100 * right / len(lines):.2f} %), "
          f"{taken.tally.unsure:,} in doubt, {taken.tally.unmatched:,} without, {len(wrong):,} wrong")  # fmt: skip
    for line, place in wrong[:20]:
        print(f"  {line} is not {place}")


if __name__ == "__main__":
    main()
