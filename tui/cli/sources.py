"""``sources``, and ``import`` of film data: what fills pages beside the catalogue."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.base.errors import NotFound
from tui.cli import printing
from tui.cli.house import House, Ticker
from widgets.text import day, plural

if TYPE_CHECKING:
    from seed.build import Progress
    from seed.sources.importer import Taken


def take(
    house: House,
    args: argparse.Namespace,
    paths: Sequence[Path],
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Read the film data at ``paths``; the entries of the JSON object, and what is said of them."""
    from seed.sources import importer

    files: list[dict[str, Any]] = []
    said: list[str] = []
    for path in paths:
        if args.dry_run:
            found = importer.recognised(path)
            files += [{"path": str(path), "format": each.name, "kind": "pages"} for each in found]
            said += [f"{path} is {each.label}." for each in found]
            continue
        if progress is not None:
            taken = importer.take(lambda: house.con, house.home, path, progress, cancelled)
        else:
            with Ticker("Importing") as ticker:
                taken = importer.take(lambda: house.con, house.home, path, ticker)
        files += [_json(each) for each in taken]
        said += [each.sentence() for each in taken]
    if not args.json:
        for sentence in said:
            printing.say(sentence)
    return files, said


def _json(taken: Taken) -> dict[str, Any]:
    counted, tally = taken.counted, taken.tally
    return {
        "path": str(taken.path), "format": taken.source.name, "kind": "pages", "source": taken.name, "rows": counted.rows,
        "matched": tally.matched, "unsure": tally.unsure, "unmatched": tally.unmatched, "refused": counted.refused,
        "entries": counted.entries,
    }  # fmt: skip


def show(house: House, args: argparse.Namespace) -> None:
    """The sources that are here."""
    from db.reading import placing

    placing.settle(house.con, house.home)
    found = placing.sources(house.home)
    if args.json:
        printing.dump([asdict(each) for each in found])
    elif not found:
        printing.say(
            "There are no sources of pages yet. What can be read: matinee formats",
        )
    else:
        rows = [
            (each.name, each.label, f"{each.rows:,}", f"{each.titles:,}", f"{each.unsure + each.unmatched:,}", day(each.dated),
             f"{each.bytes / 1_000_000:,.1f} MB")
            for each in found
        ]  # fmt: skip
        heads = ("", "", "rows", "matched", "without", "read", "size")
        printing.table(heads, rows, ("bold", "", "", "", "dim", "dim", "dim"), right=(2, 3, 4, 6))


def remove(house: House, args: argparse.Namespace) -> None:
    """Remove a source."""
    from db.pages import file
    from db.reading import placing

    if not file.remove(house.home, args.name):
        raise NotFound(f"There is no source {args.name}.", "See which there are: matinee sources")
    placing.settle(house.con, house.home)
    printing.say(f"{args.name} is removed; its files are where they were.")


def unmatched(house: House, args: argparse.Namespace) -> None:
    """The subjects of a source without a place, with the reason."""
    from db.pages import file
    from db.reading import placing

    if args.name not in file.names(house.home):
        raise NotFound(f"There is no source {args.name}.", "See which there are: matinee sources")
    placing.settle(house.con, house.home)
    rows = [
        (key, name, f"may be {plural(len(may_be), 'title')}" if may_be else "not in this catalogue")
        for key, name, may_be in placing.unmatched(house.home, args.name)
    ]
    if args.json:
        printing.dump([{"key": key, "name": name, "why": why} for key, name, why in rows])
    else:
        printing.table(("", "", ""), rows, ("dim", "", "dim"))


def refused(house: House, args: argparse.Namespace) -> None:
    """The rows of a source that could not be used, with the reason."""
    from db.pages import file

    found = file.refused(house.home, args.name)
    if args.json:
        printing.dump([each._asdict() for each in found])
    else:
        rows = [(each.why, each.file, str(each.line), each.text) for each in found]
        printing.table(("why", "file", "line", ""), rows, ("", "dim", "dim", "dim"), right=(2,))


def settle(house: House, args: argparse.Namespace) -> None:
    """Find the places of sources whose places are not those of the catalogue in use; a running Matinee calls this."""
    from db.reading import placing

    placing.settle(house.con, house.home)
