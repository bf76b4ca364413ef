"""A whole life brought in: ``python -m tests.bench.life CATALOGUE FOLDER`` prints what preview, import, undo and import again take.

The life is made of the catalogue's own titles, without their ids: 20,000 viewings, 8,000 ratings and 300 lists of films as
Letterboxd exports them, 30,000 episodes as Trakt does. The catalogue is read where it is; the records are made in FOLDER.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import shutil
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

from db.base.home import Home
from db.base.records.brought import Choices
from db.library import Library
from db.personal import journal, setup
from db.personal.bringing.merge import Source
from db.personal.desk import Desk
from db.reading.bringing import Plan, settle
from seed.exchange import reader

VIEWINGS, RATINGS, LISTS, EPISODES = 20_000, 8_000, 300, 30_000
_FILMS = """SELECT title, year FROM title WHERE kind = 'movie' AND year BETWEEN 1920 AND 2024 AND num_votes IS NOT NULL
  ORDER BY num_votes DESC LIMIT 12000"""
_SERIES = "SELECT id, title, year FROM title WHERE kind = 'tvSeries' AND year IS NOT NULL ORDER BY num_votes DESC LIMIT 4000"
_EPISODES = "SELECT season, episode, title FROM title WHERE series_id = ? AND season > 0 AND episode IS NOT NULL"


def _table(names: list[str], rows: list[list[object]], before: str = "") -> str:
    out = io.StringIO()
    out.write(before)
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue()


def letterboxd(con: sqlite3.Connection, path: Path) -> None:
    """A zip of films."""
    dice = random.Random(3)
    films = con.execute(_FILMS).fetchall()
    seen = [
        (dice.choice(films), f"{dice.randint(2005, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}")
        for _ in range(VIEWINGS)
    ]
    rated = dice.sample(films, min(RATINGS, len(films)))
    head = ["Date", "Name", "Year", "Letterboxd URI"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        rows = [[day, *film, f"https://boxd.it/v{at}", "", "", "", day] for at, (film, day) in enumerate(seen)]
        file.writestr("diary.csv", _table([*head, "Rating", "Rewatch", "Tags", "Watched Date"], rows))
        rows = [["2025-01-01", *film, f"https://boxd.it/r{at}", dice.randint(1, 10) / 2] for at, film in enumerate(rated)]
        file.writestr("ratings.csv", _table([*head, "Rating"], rows))
        for number in range(LISTS):
            about = f"Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2024-01-01,List {number},,https://boxd.it/l{number},\n\n"
            entries = [[at, *film, "", ""] for at, film in enumerate(dice.sample(films, 20), 1)]
            file.writestr(
                f"lists/list-{number}.csv", _table(["Position", "Name", "Year", "URL", "Description"], entries, about)
            )


def trakt(con: sqlite3.Connection, path: Path) -> None:
    """A zip of episodes, those of whole series one after another."""
    rows: list[dict[str, object]] = []
    for series_id, title, year in con.execute(_SERIES).fetchall():
        for season, number, name in con.execute(_EPISODES, (series_id,)):
            rows.append({
                "id": len(rows) + 1, "watched_at": f"2019-{len(rows) % 12 + 1:02}-{len(rows) % 28 + 1:02}T20:15:00.000Z",
                "action": "scrobble", "type": "episode", "episode": {"season": season, "number": number, "title": name, "ids": {}},
                "show": {"title": title, "year": year, "ids": {}},
            })  # fmt: skip
        if len(rows) >= EPISODES:
            break
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for at in range(0, len(rows), 10_000):
            file.writestr(f"watched-history-{at // 10_000 + 1}.json", json.dumps(rows[at : at + 10_000]))


def main() -> None:
    """Make the life, and take it in and out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    files = [options.folder / "letterboxd.zip", options.folder / "trakt.zip"]
    with closing(sqlite3.connect(f"file:{options.catalogue}?mode=ro", uri=True)) as con:
        letterboxd(con, files[0])
        trakt(con, files[1])
    home = Home.of(options.folder / "home")
    home.make()
    home.catalogue.symlink_to(options.catalogue.absolute())
    setup.prepare(home)
    library, desk = Library(home), Desk(home)
    con = library.connection()

    began = time.perf_counter()

    def took(what: str) -> None:
        nonlocal began
        print(f"{what:<28}{time.perf_counter() - began:8.2f} s", flush=True)
        began = time.perf_counter()

    def planned() -> Plan:
        found = [export for path in files for export in reader.read(path).exports]
        return Plan.of(con, [Source(one.format.name, one.format.label, one.reading.records) for one in found])

    plan = planned()
    merged = plan.preview(con, Choices())
    took("preview")
    done, _ = plan.bring(desk, Choices())
    took("import")
    outcome = settle(con, desk)
    took("reconcile")
    print(done.sentence, f"; {outcome.waiting:,} to decide")
    print({kind: dict(counted) for part in merged for kind, counted in part.counts.items()})
    journal.undo(desk)
    took("undo")
    journal.redo(desk)
    took("redo")
    plan = planned()
    took("preview again")
    again, parts = plan.bring(desk, Choices())
    took("import again")
    print(f"changes of the second import: {sum(len(part.writes) for part in parts)} ({again.changed})")
    library.close()
    desk.close()


if __name__ == "__main__":
    main()
