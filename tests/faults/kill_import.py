"""``python -m tests.faults.kill_import --kills 200``: an import killed at random moments never harms the old catalogue.

A child process imports generated files over a catalogue again and again; each time it is killed after a random part of
what a whole import takes. Afterwards the catalogue must be byte for byte the old one, or a whole new one; and the next
import must find nothing in its way.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from db.base.home import Home
from db.catalogue import ranks
from db.catalogue.state import catalogue_state
from seed.build import growing
from seed.imdb.importer import import_imdb
from tests.bench.generate import generate

HOUSE = Path(__file__).parents[2]
_CHILD = "import sys; from pathlib import Path; from db.base.home import Home; from seed.imdb.importer import import_imdb;"
_CHILD += " print('begun', flush=True); import_imdb(Home.of(Path(sys.argv[1])), [Path(sys.argv[2])])"


def digest(path: Path) -> str:
    """What a file holds."""
    return hashlib.blake2b(path.read_bytes()).hexdigest()


def harm(home: Home) -> str | None:
    """What is wrong with the catalogue, or None."""
    if (state := catalogue_state(home.catalogue)) != "ready":
        return f"the catalogue is {state}"
    with closing(sqlite3.connect(home.catalogue)) as con:
        found = str(con.execute("PRAGMA quick_check(1)").fetchone()[0])
        own = con.execute("SELECT value FROM fact WHERE key = ?", (ranks.FACT,)).fetchone()
    if found == "ok" and own is not None:
        with closing(sqlite3.connect(home.popularity)) as con:
            found = str(con.execute("PRAGMA quick_check(1)").fetchone()[0])
            if found == "ok" and not con.execute("SELECT 1 FROM snapshot WHERE dated = ?", own).fetchone():
                return f"the catalogue's own ranks of {own[0]} are missing"
    return None if found == "ok" else found


def kill_imports(folder: Path, kills: int, titles: int, seed: int = 1) -> tuple[int, list[str]]:
    """Kill ``kills`` imports of ``titles`` generated titles; returns how many came through whole, and what was harmed."""
    home, data = Home.of(folder / "home"), folder / "data"
    generate(data, titles, level=1)
    import_imdb(home, [data])
    began = time.monotonic()
    _child(home, data).wait()
    takes = time.monotonic() - began
    before = digest(home.catalogue)
    chance, through, harmed = random.Random(seed), 0, []
    for number in range(kills):
        child = _child(home, data)
        assert child.stdout is not None
        child.stdout.readline()  # from here on the import itself is running
        try:
            child.wait(chance.random() * takes)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
        after = digest(home.catalogue)
        if after != before:
            through, before = through + 1, after
            if problem := harm(home):
                harmed.append(f"kill {number}: {problem}")
        child.stdout.close()
    import_imdb(home, [data])  # nothing that a killed import left stands in the way of the next
    if growing(home).exists():
        harmed.append("a half-made catalogue was left behind")
    if problem := harm(home):
        harmed.append(f"at the end: {problem}")
    return through, harmed


def _child(home: Home, data: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(home.data), str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--titles", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        through, harmed = kill_imports(Path(folder), asked.kills, asked.titles)
    print(f"{asked.kills} imports killed, {through} of them had been done by then, {len(harmed)} catalogues harmed")
    for line in harmed:
        print(line)
    sys.exit(bool(harmed))


if __name__ == "__main__":
    main()
