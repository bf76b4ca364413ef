"""Copies of ``personal.db``: one a day on first use, seven days and four weeks kept, and the way back to one of them."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from db.base.clock import today
from db.base.errors import NotFound, PersonalUnusable
from db.base.home import Home
from db.base.sqlite import uri
from db.personal.file import APPLICATION_ID, COMPANIONS, VERSION, mark
from db.personal.trouble import damaged, explain, foreign, newer

KEEP_DAYS, KEEP_WEEKS = 7, 4
_DAILY = re.compile(r"personal-(\d{4}-\d\d-\d\d)\.db")
_COPYING = threading.Lock()
"""The first change of a day and what is done after opening may ask for the day's copy at the same moment."""


def daily(home: Home) -> Path | None:
    """Today's copy, made if there is none yet; None while there is nothing to copy. PersonalUnusable where it cannot be."""
    if not home.personal.is_file():
        return None
    target = home.backups / f"personal-{today().isoformat()}.db"
    with _COPYING:
        if not target.exists():
            copy(home, target)
            _rotate(home)
    return target


def copy(home: Home, target: Path) -> None:
    """A whole, checked copy of the personal file at ``target``; it appears there complete or not at all."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(uri(home.personal, mode="ro"), uri=True, isolation_level=None)) as con:
            con.execute("VACUUM INTO ?", (str(part),))
        _examine(part, home.personal)
        _sync(part)
        part.replace(target)
    except sqlite3.Error as error:
        raise explain(home.personal, error) from error
    except OSError as error:
        raise PersonalUnusable(
            f"No copy of your records could be written to {target.parent}: {error.strerror or error}.",
            "Make the folder writable, or free some space.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def copies(home: Home) -> list[Path]:
    """Every copy there is, latest first; those made before a migration or a restoring among them."""
    try:
        found = [path for path in home.backups.iterdir() if path.suffix == ".db"]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    except OSError:
        return []


def latest(home: Home) -> Path | None:
    """The latest copy, or None."""
    return next(iter(copies(home)), None)


def restore(home: Home, path: Path) -> Path | None:
    """Put the copy at ``path`` in the place of the personal file, whatever state that is in.

    What stood there is kept, as a copy among the others where it can still be read and under a name of its own where it
    cannot; its path is returned. A running Matinee goes on with what was restored.
    """
    if not path.is_file():
        raise NotFound(f"There is no copy at {path}.", f"The copies are in {home.backups}.")
    _examine(path, path)
    home.make()
    moment = datetime.now().strftime("%Y-%m-%dT%H%M%S.%f")
    kept: Path | None = home.backups / f"before-restoring-{moment}.db"
    if kept is not None and home.personal.exists():
        try:
            copy(home, kept)
        except PersonalUnusable:
            kept = home.personal.with_name(f"personal-damaged-{moment}.db")
    else:
        kept = None
    try:
        if kept is not None and kept.parent == home.backups:
            # In place, as one transaction: other programs that have the file open see it change and lose nothing.
            with (
                closing(sqlite3.connect(uri(path, mode="ro"), uri=True)) as source,
                closing(sqlite3.connect(uri(home.personal, mode="rw"), uri=True)) as target,
            ):
                source.backup(target)
        else:
            if kept is not None:
                for end in ("", *COMPANIONS):
                    with suppress(FileNotFoundError):
                        Path(f"{home.personal}{end}").rename(f"{kept}{end}")
            part = home.personal.with_name(f"personal.db.{os.getpid()}.part")
            part.write_bytes(path.read_bytes())
            _sync(part)
            part.replace(home.personal)
    except sqlite3.Error as error:
        raise explain(home.personal, error) from error
    except OSError as error:
        raise PersonalUnusable(
            f"{path} could not be restored: {error.strerror or error}.", f"What was there is in {kept}."
        ) from error
    return kept


def _examine(path: Path, named: Path) -> None:
    """Raise unless a whole personal file of a version known here is at ``path``; the sentence speaks of ``named``."""
    try:
        with closing(sqlite3.connect(uri(path, mode="ro"), uri=True)) as con:
            application, version = mark(con)
            if application != APPLICATION_ID:
                raise foreign(named)
            if version > VERSION:
                raise newer(named, version, VERSION)
            (verdict,) = con.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise explain(named, error) from error
    if verdict != "ok":
        raise damaged(named, verdict)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _rotate(home: Home) -> None:
    """Let go of daily copies beyond the last seven, but for the newest of each of the four weeks before."""
    days = {date.fromisoformat(found[1]): path for path in copies(home) if (found := _DAILY.fullmatch(path.name))}
    newest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first[KEEP_DAYS:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    kept = {*newest_first[:KEEP_DAYS], *list(weeks.values())[:KEEP_WEEKS]}
    for day in set(days) - kept:
        with suppress(OSError):
            days[day].unlink()
