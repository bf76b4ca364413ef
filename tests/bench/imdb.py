"""``make bench-imdb SIZE=1000000``: Matinee's import beside imdb-sqlite's, on the same generated files, in one run.

Prints a table: seconds, file size, peak memory, and the floor, which is to unpack all files once and to write the
catalogue's bytes to disk once. ``--json`` prints the figures instead. Full size (12,500,000 titles) needs 40 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]
_IMPORT = (
    "import json, sys; from pathlib import Path; from db.base.home import Home; from seed.imdb.importer import import_imdb;"
)
_IMPORT += " print(json.dumps(import_imdb(Home.of(Path(sys.argv[1])), [Path(sys.argv[2])]).as_json()))"


def run(command: list[str]) -> dict[str, Any]:
    """Seconds, processor seconds and peak memory (GB) of a command, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=errors, cwd=HOUSE)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed: {errors.read().decode(errors='replace')[-2000:]}")
        return {
            "seconds": round(seconds, 2), "cpu": round(used.ru_utime + used.ru_stime, 2),
            "memory_gb": round(used.ru_maxrss / 1024**2, 2), "out": out.read().decode(),
        }  # fmt: skip


def matinee(data: Path, home: Path) -> dict[str, Any]:
    """Matinee's import, and what its catalogue came to."""
    done = run([sys.executable, "-c", _IMPORT, str(home), str(data)])
    done["summary"] = json.loads(done.pop("out").splitlines()[-1])
    done["bytes"] = (home / "catalogue.db").stat().st_size
    done["filmography_ms"] = filmography(home / "catalogue.db")
    return done


def filmography(catalogue: Path, people: int = 200) -> dict[str, float]:
    """Milliseconds of ``SELECT … FROM filmography WHERE person_id = ?``, for people spread over all and the busiest of them."""
    with closing(sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True)) as con:
        ids = [row[0] for row in con.execute("SELECT person_id FROM person_rank WHERE rank <= 100")]
        last = con.execute("SELECT max(rank) FROM person_rank").fetchone()[0]
        for place in range(people):
            ids += [
                row[0]
                for row in con.execute("SELECT person_id FROM person_rank WHERE rank = ?", (1 + place * last // people,))
            ]
        busiest = "SELECT person_id FROM filmography_document ORDER BY length(titles) DESC LIMIT 20"
        ids += [row[0] for row in con.execute(busiest)]
        took = []
        for person in ids:
            began = time.perf_counter()
            con.execute("SELECT title_id, category FROM filmography WHERE person_id = ?", (person,)).fetchall()
            took.append((time.perf_counter() - began) * 1000)
    return {"median": round(statistics.median(took), 3), "worst": round(max(took), 2)}


def imdb_sqlite(program: str, data: Path, target: Path) -> dict[str, Any]:
    """imdb-sqlite's import, as published."""
    target.unlink(missing_ok=True)
    done = run([program, "--db", str(target), "--cache-dir", str(data)])
    done.pop("out")
    done["bytes"] = target.stat().st_size
    return done


def floor(data: Path, catalogue: Path, scratch: Path) -> dict[str, Any]:
    """Seconds to unpack all files, and to write the catalogue's bytes to disk once."""
    began = time.monotonic()
    for path in sorted(data.glob("*.gz")):
        unpack = zlib.decompressobj(31)
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                unpack.decompress(piece)
    unpacked = time.monotonic() - began
    copy = scratch / "floor.db"
    with catalogue.open("rb") as source, copy.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    copy.unlink()
    seconds = time.monotonic() - began
    return {"seconds": round(seconds, 2), "unpacking": round(unpacked, 2), "writing": round(seconds - unpacked, 2)}


def _line(name: str, one: dict[str, Any]) -> str:
    return f"{name:14}{one['seconds']:>10,.1f}{one['cpu']:>10,.1f}{one['bytes'] / 1e6:>10,.0f}{one['memory_gb']:>11.2f}"


def table(found: dict[str, Any]) -> str:
    """The figures, to be read."""
    ours, theirs, low = found["matinee"], found.get("imdb-sqlite"), found["floor"]
    lines = [
        f"{found['titles']:,} titles, {found['day']}, {found['machine']}",
        f"{'':14}{'seconds':>10}{'cpu s':>10}{'file MB':>10}{'memory GB':>11}",
        _line("Matinee", ours),
    ]
    if theirs:
        faster, cheaper = (theirs[what] / ours[what] for what in ("seconds", "cpu"))
        smaller = ours["bytes"] / theirs["bytes"]
        lines += [_line("imdb-sqlite", theirs), f"{'':14}{faster:>9.2f}×{cheaper:>9.2f}×{smaller:>9.2f}×"]
    lines += [
        f"floor: unpacking {low['unpacking']:,.1f} s + writing {low['writing']:,.1f} s = {low['seconds']:,.1f} s;"
        f" the import takes {ours['seconds'] / low['seconds']:.1f} times that",
        f"filmography by person: median {ours['filmography_ms']['median']} ms, worst {ours['filmography_ms']['worst']} ms",
    ]
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="titles")
    parser.add_argument("--folder", type=Path, help="where files are generated, and kept; a temporary one otherwise")
    parser.add_argument(
        "--against",
        metavar="IMDB-SQLITE",
        help="the program to compare with; found beside this Python or on the path otherwise",
    )
    parser.add_argument("--alone", action="store_true", help="without imdb-sqlite")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    beside = Path(sys.executable).with_name("imdb-sqlite")
    program = asked.against or (str(beside) if beside.exists() else shutil.which("imdb-sqlite"))
    if program is None and not asked.alone:
        parser.error("imdb-sqlite is not installed: pip install 'matinee[bench]', or say --alone")
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as temporary:
        scratch = asked.folder or Path(temporary)
        data, home = scratch / f"data-{asked.size}", scratch / "home"
        if not (data / "done").exists():
            # in a process of its own: what is started later counts the memory of this one as its own
            generate = [sys.executable, "-m", "tests.bench.generate", str(data), "--titles", str(asked.size)]
            subprocess.run(generate, cwd=HOUSE, stdout=sys.stderr, check=True)
            (data / "done").touch()
        shutil.rmtree(home, ignore_errors=True)
        found: dict[str, Any] = {
            "titles": asked.size,
            "day": date.today().isoformat(),
            "machine": f"{os.cpu_count()} × {platform.machine()}, Python {platform.python_version()},"
            f" SQLite {sqlite3.sqlite_version}",
            "matinee": matinee(data, home),
        }
        if program and not asked.alone:
            found["imdb-sqlite"] = imdb_sqlite(program, data, scratch / "imdb-sqlite.db")
        found["floor"] = floor(data, home / "catalogue.db", scratch)
    print(json.dumps(found) if asked.json else table(found))


if __name__ == "__main__":
    main()
