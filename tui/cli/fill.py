"""``import`` and ``fetch``: filling the catalogue and its pages. Standard output gets one summary, last.

A running Matinee imports by calling ``import … --json --watched``: progress then comes as JSON lines, ``[stage, done,
total]``, on standard error, and the import is given up when standard input ends.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shlex
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.base.errors import MatineeError
from db.catalogue.state import catalogue_state
from tui.cli import printing
from tui.cli.house import House, Ticker

if TYPE_CHECKING:
    from seed.build import Progress
    from seed.imdb.importer import Summary
    from seed.imdb.timings import Timings

log = logging.getLogger(__name__)

#: Progress lines a second, at most.
_LINES = 10


def import_data(house: House, args: argparse.Namespace) -> None:
    """Take in whatever is in files and folders: IMDb's data sets into the catalogue, other film data into
    pages, records into the viewer's."""
    from db.reading import placing
    from seed.exchange import id_map
    from seed.imdb.recognise import holds_data_sets
    from seed.sources import importer
    from tui.cli import sources

    core = [path for path in args.paths if holds_data_sets(path)]
    maps = [path for path in args.paths if path not in core and id_map.holds_map(path)]
    pages = [path for path in args.paths if path not in core and path not in maps and importer.recognised(path)]
    records = [path for path in args.paths if path not in (*core, *maps, *pages)]
    began = time.monotonic()
    summary = _import_core(house, args, core) if core else None
    told: dict[str, Any] = summary.as_json() | {"said": summary.sentences()} if summary is not None else {}
    files = [each | {"format": "imdb-data", "kind": "core"} for each in told.get("files", ())]
    files += [_take_map(house, args, path) for path in maps]
    if pages:
        watched = _Watched() if args.watched else None
        asked = (watched.progress, watched.ended.is_set) if watched is not None else ()
        found, said = sources.take(house, args, pages, *asked)
        files += found
        told["said"] = [*told.get("said", ()), *said]
    if core and not args.dry_run:
        placing.settle(house.con, house.home)
    if records:
        from tui.cli import bringing

        files += bringing.bring(house, args, records)
    if args.json:
        printing.dump(told | {"files": files, "seconds": round(time.monotonic() - began, 2)})


def _take_map(house: House, args: argparse.Namespace, path: Path) -> dict[str, Any]:
    """Learn which of IMDb's titles the numbers of another service are."""
    from seed.exchange import id_map

    if args.dry_run:
        rows, known = 0, 0
        said = f"{path} is a table of ids."
    else:
        rows, known = id_map.take(house.home, path)
        said = f"{rows:,} rows of ids in {path}; {known:,} ids of other services are known now."
    if not args.json:
        printing.say(said)
    return {"path": str(path), "format": "ids", "kind": "ids", "rows": rows, "known": known}


def _import_core(house: House, args: argparse.Namespace, paths: Sequence[Path]) -> Summary:
    """Build a new catalogue from IMDb's data files."""
    from seed.imdb.importer import import_imdb

    def work(progress: Progress, cancelled: Callable[[], bool], timings: Timings) -> Summary:
        return import_imdb(
            house.home,
            paths,
            only=args.only,
            min_votes=args.min_votes,
            episodes=not args.no_episodes,
            dry_run=args.dry_run,
            progress=progress,
            cancelled=cancelled,
            timings=timings,
        )

    summary = _fill(house, args, "Importing", work)
    if not args.json:
        _say(summary)
        _offer(paths)
    return summary


def _offer(paths: Sequence[Path]) -> None:
    """Say which records and film data lie beside the data sets: they are taken only when they are named."""
    from seed.exchange.beside import records_in
    from seed.sources import importer

    for path, label in records_in(paths):
        printing.say((f"{path} is a {label}; to bring it in: matinee import {shlex.quote(str(path))}", "dim"))
    for path in paths:
        if path.is_dir() and (found := importer.recognised(path)):
            labels = ", ".join(source.label for source in found)
            printing.say(
                (
                    f"{path} holds film data for pages too ({labels}); to take it in, name its files: matinee import FILE",
                    "dim",
                )
            )


def fetch(house: House, args: argparse.Namespace) -> None:
    """Download IMDb's seven files, and import them while they come."""
    from seed.imdb import fetch as imdb
    from seed.imdb.arriving import fetch_and_import
    from seed.imdb.titles import Wanted

    def work(progress: Progress, cancelled: Callable[[], bool], timings: Timings) -> Summary:
        wanted = Wanted(frozenset(args.only) if args.only else None, args.min_votes, not args.no_episodes)
        source = args.source if args.source is not None else imdb.BASE_URL
        return fetch_and_import(house.home, source, wanted, progress, cancelled=cancelled, timings=timings)

    summary = _fill(house, args, "Fetching", work)
    if args.json:
        printing.dump(summary.as_json() | {"said": summary.sentences()})
    else:
        _say(summary)


def _fill(
    house: House, args: argparse.Namespace, what: str, work: Callable[[Progress, Callable[[], bool], Timings], Summary]
) -> Summary:
    """Do ``work``, saying how far it is."""
    from seed.imdb.timings import Timings

    if not args.dry_run:
        _starter_first(house)
        _remember_the_followed(house)
    timings = Timings()
    if args.watched:
        watched = _Watched()
        summary = work(watched.progress, watched.ended.is_set, timings)
    else:
        with Ticker(what) as ticker:
            summary = work(ticker, lambda: False, timings)
    if args.timings:
        sys.stderr.write("\n".join([*timings.lines(), ""]))
    return summary


def _say(summary: Summary) -> None:
    for sentence in summary.sentences():
        printing.say(sentence)


def _starter_first(house: House) -> None:
    """Build the starter where there is no catalogue yet: an import carries its texts and lists over."""
    if catalogue_state(house.home.catalogue) == "missing":
        from seed.starter_build import ensure_catalogue

        house.home.make()
        ensure_catalogue(house.home)


def _remember_the_followed(house: House) -> None:
    """Keep what the people followed had done by now, so that their new films can be told afterwards."""
    if catalogue_state(house.home.catalogue) != "ready" or not house.home.personal.exists():
        return
    from db.personal import follows
    from db.reading.changes import films_of_followed

    try:
        day, films = films_of_followed(house.con)
        if day and films:
            follows.keep_films(house.desk, day, films)
    except MatineeError as error:  # the import matters more
        log.warning("the films of those followed could not be kept: %s", error)


class _Watched:
    """Progress for the program that started this import, and its wish to give it up."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self._stage, self._at = "", 0.0
        if hasattr(os, "nice"):
            os.nice(10)  # whoever is browsing comes first
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        # Not sys.stdin: a thread that waits in there would hold its lock when the interpreter ends.
        while os.read(0, 1):
            pass
        self.ended.set()

    def progress(self, stage: str, done: int, total: int) -> None:
        """One line, unless there was one just now."""
        now = time.monotonic()
        if stage != self._stage or now - self._at > 1 / _LINES:
            self._stage, self._at = stage, now
            sys.stderr.write(json.dumps([stage, done, total]) + "\n")
            sys.stderr.flush()
