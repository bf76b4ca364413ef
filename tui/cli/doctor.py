"""``doctor``: whether everything is in order, and what to do where it is not. Changes nothing without ``--begin-anew``."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Literal

from db.base.errors import MatineeError, PathTooLong, PersonalUnusable
from db.base.home import Home
from db.base.sqlite import ERRORS, uri
from db.personal.trouble import explain
from tui import __version__
from tui.cli import printing
from tui.cli.house import House
from widgets.text import clean, plural

#: Less free space than this is worth a word; the starter catalogue and its successor together take a third of it.
_LITTLE = 100_000_000
#: Catalogues up to this many bytes are checked page by page unasked; for all of IMDb that takes minutes.
_CHECKED = 500_000_000
_SMALLEST = (40, 10)
_COPIES = "matinee restore lists the copies of earlier days."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``ok``, ``warning`` (works, could be better) or ``trouble``; what was found; what to do."""

    what: str
    state: Literal["ok", "warning", "trouble"]
    found: str
    remedy: str = ""


def doctor(house: House, args: argparse.Namespace) -> int:
    """Look at everything; 1 where there is trouble."""
    if args.begin_anew:
        return _begin_anew(house)
    findings = list(examine(house, thorough=args.thorough))
    if args.json:
        printing.dump([asdict(finding) for finding in findings])
    else:
        style = {"ok": "green", "warning": "yellow", "trouble": "bold red"}
        rows: list[Sequence[printing.Piece]] = []
        for finding in findings:
            rows.append(((finding.state, style[finding.state]), finding.what, finding.found))
            if finding.remedy:
                rows.append(("", "", (finding.remedy, "italic")))
        printing.table(("", "", ""), rows, ("", "bold", ""))
    return int(any(finding.state == "trouble" for finding in findings))


def _begin_anew(house: House) -> int:
    """Begin with empty records where the old ones are gone or damaged; what is left of them is kept."""
    from db.personal import restore

    done = restore.begin_anew(house.home)
    sys.stdout.write(clean(f"Your records begin anew in {house.home.personal}.") + "\n")
    if done.kept is not None:
        sys.stdout.write(clean(f"What was left of the old ones is kept in {done.kept}.") + "\n")
    return 0


def examine(house: House, *, thorough: bool = False) -> Iterator[Finding]:
    """Everything there is to see."""
    home = house.home
    yield from _versions()
    yield from _sqlite()
    yield _folder(home)
    yield _space(home)
    yield _catalogue(home, thorough)
    yield _personal(home)
    yield from _identity(home)
    yield _settings(house)
    yield from _terminal()


def _versions() -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("Matinee", "ok", f"{__version__} on Python {python}, {sys.platform}")
    names = ("textual", "rich", "sqlmodel", "platformdirs", "alembic", "polars", "httpx")
    found, missing = [], []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Finding("libraries", "trouble", f"missing: {', '.join(missing)}", "Install Matinee again.")
    else:
        yield Finding("libraries", "ok", ", ".join(found))


def _sqlite() -> Iterator[Finding]:
    remedy = "Use a Python whose SQLite has it; the one from python.org does."
    with closing(sqlite3.connect(":memory:")) as con:
        for what, sql in (
            ("full text search (FTS5)", "CREATE VIRTUAL TABLE seek USING fts5(names, content='', detail=none)"),
            ("JSON", "SELECT value FROM json_each('[1]')"),
            ("VACUUM INTO", "SELECT 1 WHERE sqlite_version() >= '3.27'"),
        ):
            try:
                con.execute(sql)
            except ERRORS as error:
                yield Finding("SQLite", "trouble", f"{sqlite3.sqlite_version} lacks {what}: {error}", remedy)
                return
    yield Finding("SQLite", "ok", f"{sqlite3.sqlite_version} with full text search and JSON")


def _folder(home: Home) -> Finding:
    for folder in (home.data, home.config, home.cache, home.state):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                pass
        except OSError as error:
            return Finding(
                "home", "trouble", f"{folder} cannot be written: {error.strerror or error}",
                "Make it writable, or name another folder with MATINEE_HOME.",
            )  # fmt: skip
    try:
        uri(home.personal)
    except PathTooLong as error:
        return Finding("home", "trouble", error.sentence, error.remedy)
    moved = " (moved by MATINEE_HOME)" if os.environ.get("MATINEE_HOME") else ""
    return Finding("home", "ok", f"{home.data}{moved} can be written")


def _space(home: Home) -> Finding:
    there = next(path for path in (home.data, *home.data.parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < _LITTLE:
        return Finding("disk", "warning", f"{free / 1e6:,.0f} MB are free", "Free some space before importing.")
    return Finding("disk", "ok", f"{free / 1e9:,.1f} GB are free")


def _catalogue(home: Home, thorough: bool) -> Finding:
    from db.catalogue import state

    path, found = home.catalogue, state.catalogue_state(home.catalogue)
    if found == "missing":
        return Finding("catalogue", "ok", "not there yet; the first start builds it from the starter films")
    if found in {"newer", "unreadable"}:
        kept = state.left_alone(path, found)
        return Finding("catalogue", "warning", f"{kept.sentence} The starter films are shown.", kept.remedy)
    if found in {"older", "foreign"}:
        what = "was made by an older Matinee" if found == "older" else "is not a file of Matinee's"
        return Finding("catalogue", "warning", f"{path} {what}", "The next start keeps it under another name.")
    problem = "its first pages cannot be read" if found == "damaged" else None
    if problem is None:
        largest = sys.maxsize if thorough else _CHECKED
        problem = state.unsound(path, largest=largest) or state.misshapen(path)
    if problem:
        trouble = state.damaged(path, problem)
        if found == "damaged":
            return Finding("catalogue", "trouble", trouble.sentence, "The next start sets it aside and builds another.")
        return Finding("catalogue", "trouble", trouble.sentence, trouble.remedy)
    from db.catalogue.sources import sources
    from db.reading.home import totals

    try:
        with closing(sqlite3.connect(uri(path, mode="ro", immutable=1), uri=True)) as con:
            titles, people = totals(con)
            read = ", ".join(
                dict.fromkeys(source.name + (f" of {source.dated}" if source.dated else "") for source in sources(con))
            )
    except (*ERRORS, ValueError, TypeError) as error:
        trouble = state.damaged(path, str(error))
        return Finding("catalogue", "trouble", trouble.sentence, trouble.remedy)
    size = path.stat().st_size
    said = f"{plural(titles, 'title')}, {people:,} people, {size / 1e6:,.0f} MB, from {read or 'nowhere'}"
    if size > largest:
        return Finding("catalogue", "ok", said + "; its pages were not checked", "matinee doctor --thorough checks them.")
    return Finding("catalogue", "ok", said)


def _personal(home: Home) -> Finding:
    from db.personal import backup, file, setup

    path = home.personal
    if gone := setup.lost(home):
        return Finding("personal", "trouble", gone.sentence, gone.remedy)
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return Finding("personal", "ok", "not there yet; your first rating makes it")
    saved = backup.latest(home)
    copies = f"latest copy {saved.name}" if saved else "no copy yet"
    try:
        if file.examine(path, cells=True) < file.VERSION:
            return Finding("personal", "ok", f"of an older version, which the next start brings up to date; {copies}")
        with closing(file.reading(path)) as con:
            ratings, entries, actions = (
                con.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("my_rating", "my_diary", "journal_action")
            )
            loose = con.execute("PRAGMA foreign_key_check").fetchone()
    except ERRORS as error:
        trouble = explain(path, error)
        return Finding("personal", "trouble", trouble.sentence, trouble.remedy)
    except PersonalUnusable as trouble:
        return Finding("personal", "trouble", trouble.sentence, trouble.remedy)
    finally:
        file.settle(path)
    said = f"{plural(ratings, 'rating')}, {plural(entries, 'diary entry', 'diary entries')}, {plural(actions, 'action')}"
    if loose:
        return Finding("personal", "trouble", f"a row of {loose[0]} belongs to nothing; {said}; {copies}", _COPIES)
    return Finding("personal", "ok", f"{said}; {copies}")


def _identity(home: Home) -> Iterator[Finding]:
    """Whether what the viewer said has its place in the catalogue; nothing where either file cannot say."""
    from db.catalogue import state
    from db.library import Library
    from db.personal import setup
    from db.reading import questions

    if state.catalogue_state(home.catalogue) != "ready" or not setup.ready(home):
        return
    library = Library(home)
    try:
        con = library.connection()
        away, waiting = questions.without_place(con), len(questions.waiting(con))
    except (MatineeError, *ERRORS):
        return
    finally:
        library.close()
    found = f"{plural(away, 'title')} of yours not in this catalogue" if away else "everything you said has its place"
    if waiting:
        yield Finding(
            "records", "warning", f"{found}; {plural(waiting, 'question')} waiting", "Answer them: matinee unmatched"
        )
    else:
        yield Finding("records", "ok", found)


def _settings(house: House) -> Finding:
    troubles, path = house.loaded.troubles, house.home.settings
    if troubles:
        return Finding("settings", "warning", "\n".join(troubles))
    return Finding("settings", "ok", str(path) if path.exists() else "none written; the defaults are used")


def _terminal() -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "?").lower()
    if encoding.replace("-", "") != "utf8":
        yield Finding("letters", "warning", f"standard output is {encoding}", "Set a UTF-8 locale: export LANG=C.UTF-8")
    else:
        yield Finding("letters", "ok", "UTF-8")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Finding("terminal", "warning", "this is none; the browser needs one, the command line does not")
        return
    screen = shutil.get_terminal_size()
    colours = {None: "no colours", "standard": "16 colours", "256": "256 colours", "truecolor": "all colours"}
    out = printing.console()
    depth = "no colours" if out.no_color else colours.get(out.color_system, "16 colours")
    described = f"{os.environ.get('TERM', '?')}, {screen.columns}×{screen.lines}, {depth}"
    if screen.columns < _SMALLEST[0] or screen.lines < _SMALLEST[1]:
        yield Finding("terminal", "warning", described, "Make the window larger; 80×24 is comfortable.")
    elif depth == "no colours" and not os.environ.get("NO_COLOR"):
        yield Finding("terminal", "warning", described, "Set TERM to what your terminal is, such as xterm-256color.")
    else:
        yield Finding("terminal", "ok", described)
