"""``export``: the viewer's records as files: all of them as Matinee's own JSON, and what others read as CSV and Markdown."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.base.clock import now, today
from db.base.errors import BadInput
from tui.cli import printing
from tui.cli.house import House
from widgets.text import clean, plural

if TYPE_CHECKING:
    import sqlite3

    from db.base.records.taken import Taken, Written

#: The name of standard output.
_OUT = "-"


# -- the kinds of export -----------------------------------------------------------------------------------------------


def json(house: House, args: argparse.Namespace) -> None:
    """Everything that the viewer said, as one JSON object."""
    from db.base.sqlite import ERRORS
    from db.personal import file
    from db.personal.dump import Dump, moment
    from db.personal.trouble import explain
    from seed.exchange import container, own_outline
    from seed.exchange.own_layout import LAYOUT
    from seed.exchange.own_out import pieces

    target = _target(args, f"matinee-{today().isoformat()}.json")
    house.prepare_personal()
    counts: Counter[str] = Counter()
    size: Counter[str] = Counter()
    try:
        with closing(file.reading(house.home.personal)) as con, moment(con):
            _send(target, _measured(pieces(Dump(con, history=args.history), now(), counts), size))
    except ERRORS as error:
        raise explain(house.home.personal, error) from error
    finally:
        file.settle(house.home.personal)
    nouns = {section.key: section.noun for section in LAYOUT} | {
        "history": ("action of the history", "actions of the history")
    }
    wrote = [plural(count, *nouns[key]) for key, count in counts.items() if count]
    _said(args, target, wrote, {"wrote": dict(counts)})
    size["kept"] += own_outline.ROW * counts["entries"]
    if size["bytes"] > container.MOST or size["kept"] > container.MOST_KEPT:
        sys.stderr.write(
            "That is more than an import reads of one file: keep a copy without --history, or matinee backup.\n"
        )


def _measured(pieces: Iterable[str], size: Counter[str]) -> Iterator[str]:
    """The same pieces, a row each, counted as the reader of the file does, which passes over the history."""
    from seed.exchange import own_outline

    kept = True
    for piece in pieces:
        kept = kept and not piece.startswith(',\n"history"')
        size["bytes"] += len(piece.encode("utf-8", "replace"))
        size["kept"] += own_outline.ROW + sys.getsizeof(piece) if kept else 0
        yield piece


def letterboxd(house: House, args: argparse.Namespace) -> None:
    """Films as Letterboxd's import takes them."""
    from seed.exchange import csv_out

    _export(house, args, "Letterboxd", lambda con, taken: csv_out.letterboxd(taken))


def imdb(house: House, args: argparse.Namespace) -> None:
    """Ratings and lists in IMDb's layout."""
    from db.reading import taking
    from seed.exchange import csv_out

    _export(house, args, "IMDb's layout", lambda con, taken: csv_out.imdb(taken, lambda ids: taking.details(con, ids)))


def markdown(house: House, args: argparse.Namespace) -> None:
    """Lists and reviews as Markdown."""
    from seed.exchange import markdown_out

    _export(house, args, "Markdown", lambda con, taken: markdown_out.markdown(taken))


def unmatched(house: House, args: argparse.Namespace) -> None:
    """Rows of imports without a match, with their original text, as CSV."""
    from db.reading import taking
    from seed.exchange.csv_out import table

    target = _target(args, "matinee-unmatched.csv")
    found = taking.unmatched(house.con)
    _send(target, [table(taking.UNMATCHED, found).decode("utf-8")])
    _said(args, target, [plural(len(found), "unmatched row")] if found else [], {"wrote": {"unmatched": len(found)}})


# -- writing -----------------------------------------------------------------------------------------------------------


def _target(args: argparse.Namespace, name: str) -> Path | None:
    """The file to write, ``name`` in a folder; None for standard output. BadInput where it is there and must not be lost."""
    if str(args.path) == _OUT:
        if args.json:
            raise BadInput(
                "--json says what was written, and standard output is taken.", "Name a file, or leave --json out."
            )
        return None
    path: Path = args.path.absolute()
    if path.is_dir():
        path /= name
    if os.path.lexists(path):
        if not path.is_file():
            raise BadInput(f"{path} is no file.", "Name another.")
        if not args.force:
            raise BadInput(f"{path} is there already.", "Name another file, or write over it with --force.")
    return path


def _send(target: Path | None, pieces: Iterable[str]) -> None:
    """Write text to a file, which appears whole or not at all, or to standard output."""
    encoded = (piece.encode("utf-8", "replace") for piece in pieces)
    if target is not None:
        _write({target: encoded})
        return
    out = getattr(sys.stdout, "buffer", None)
    for piece in encoded:
        if out is None:
            sys.stdout.write(piece.decode("utf-8"))
        else:
            out.write(piece)


def _write(files: dict[Path, Iterable[bytes]]) -> None:
    """Write files; none takes its place before all are complete."""
    from db.personal import backup

    parts: dict[Path, Path] = {}
    try:
        for path, pieces in files.items():
            real = Path(os.path.realpath(path))
            real.parent.mkdir(parents=True, exist_ok=True)
            part = parts[real] = backup.part_of(real)
            with part.open("wb") as file:
                file.writelines(pieces)
            backup.sync(part)
        for real, part in parts.items():
            part.replace(real)
        for folder in {real.parent for real in parts}:
            backup.sync(folder)
    except OSError as error:
        where = next(iter(files)).parent
        raise BadInput(
            f"Nothing could be written to {where}: {error.strerror or error}.", "Name another folder, or free some space."
        ) from error
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _export(
    house: House, args: argparse.Namespace, label: str, make: Callable[[sqlite3.Connection, Taken], Written]
) -> None:
    """Write the files of a format into a folder, and say what the format has no place for."""
    from db.personal.dump import moment
    from db.reading import taking

    folder: Path = args.path.absolute()
    if os.path.lexists(folder) and not folder.is_dir():
        raise BadInput(f"{folder} is no folder.", "Name a folder; it is made where there is none.")
    con = house.con
    with moment(con):
        done = make(con, taking.taken(con))
    there = [name for name in done.files if os.path.lexists(folder / name)]
    if there and not args.force:
        raise BadInput(f"{folder / there[0]} is there already.", "Name another folder, or write over it with --force.")
    if any(not (folder / name).is_file() for name in there):
        raise BadInput(f"{folder} holds folders that are named as the files to write.", "Name another folder.")
    _write({folder / name: [data] for name, data in done.files.items()})
    wrote = [f"{count:,} {_one(what, count)}" for what, count in done.wrote.items() if count]
    left = {what: count for what, count in sorted(done.left.items(), key=lambda each: (-each[1], each[0])) if count > 0}
    _said(
        args,
        folder,
        wrote,
        {"files": list(done.files), "wrote": {what: count for what, count in done.wrote.items() if count}, "left_out": left},
    )
    if left and not args.json:
        sys.stderr.write(f"{label} has no place for:\n")
        sys.stderr.writelines(clean(f"{count:>8,}  {what}") + "\n" for what, count in left.items())
    for old in _of_before(folder, done.files):
        sys.stderr.write(clean(f"{old} is of an earlier export.") + "\n")


def _of_before(folder: Path, files: Iterable[str]) -> Iterator[Path]:
    """Parts of an earlier, longer export for Letterboxd that lie beside the new ones."""
    new = set(files)
    if any(name.startswith("letterboxd") for name in new):
        yield from sorted(path for path in folder.glob("letterboxd*.csv") if path.name not in new)


# -- saying it ---------------------------------------------------------------------------------------------------------


def _said(args: argparse.Namespace, target: Path | None, wrote: list[str], facts: dict[str, Any]) -> None:
    if args.json:
        printing.dump({"path": str(target), **facts})
        return
    what = " and ".join(filter(None, (", ".join(wrote[:-1]), wrote[-1]))) if wrote else "no records, since there are none"
    sentence = f"Wrote {what}, to {target}." if target is not None else f"Wrote {what}."
    (sys.stdout if target is not None else sys.stderr).write(clean(sentence) + "\n")


def _one(what: str, count: int) -> str:
    """``rating`` for one of ``ratings``."""
    ends = {"entries": "entry"}
    if count != 1:
        return what
    head, _, last = what.rpartition(" ")
    return f"{head} {ends.get(last, last.removesuffix('s'))}".strip()
