"""Copies of ``personal.db``: one a day on first use, of which seven days and four weeks are kept. ``restore`` is the way back."""

from __future__ import annotations

import os
import re
import sys
import threading
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from db.base.clock import today
from db.base.errors import PersonalUnusable
from db.base.home import Home
from db.base.sqlite import ERRORS, uri
from db.personal import file
from db.personal.trouble import explain

KEEP_DAYS, KEEP_WEEKS = 7, 4
_DAILY = re.compile(r"personal-(\d{4}-\d\d-\d\d)\.db")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PART = re.compile(r"\.(\d+)\.part(-\w+)?$")
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
            _rotate(home, target)
    return target


def copy(home: Home, target: Path) -> None:
    """A whole, checked copy of the personal file at ``target``; it appears there complete or not at all."""
    try:
        copy_open(home, target)
    finally:
        file.settle(home.personal)


def copy_open(home: Home, target: Path) -> None:
    """The same for a file that this process has open for writing and will close."""
    part = part_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        file.examine(home.personal)  # the copy of a damaged file could come out sound, with rows missing
        with closing(file.reading(home.personal)) as con:
            con.execute("VACUUM INTO ?", (uri(part),))
        file.examine(part, home.personal)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except ERRORS as error:
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
    """Every copy there is, latest first; those made before a migration or a restore among them.

    A copy that a clock gone wrong has dated in the future counts as the oldest.
    """
    try:
        found = [path for path in home.backups.iterdir() if path.suffix == ".db"]
    except OSError:
        return []
    return sorted(found, key=lambda path: (_made(path), path.name), reverse=True)


def latest(home: Home) -> Path | None:
    """The latest copy, or None."""
    return next(iter(copies(home)), None)


def day_of(path: Path) -> str:
    """The day a copy was made, as it is shown."""
    made = date.fromtimestamp(_made(path))
    return f"{made.day} {made:%B %Y}" if made.year > 1970 else "an unknown day"


def _made(path: Path) -> float:
    """When a copy was made, in seconds since 1970: the day in its name, and the file's time where that is of the same day."""
    try:
        written = path.stat().st_mtime
    except OSError:
        return 0.0
    named = _day(match[0]) if (match := _DAY.search(path.name)) else None
    try:
        stamped = date.fromtimestamp(written)
    except (ValueError, OverflowError, OSError):
        stamped = date.max
    if (named or stamped) > today():
        return 0.0
    if named is None or named == stamped:
        return written
    return datetime(named.year, named.month, named.day).timestamp() if named.year > 1970 else 0.0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def part_of(target: Path) -> Path:
    """The file in which ``target`` grows until it is complete; its name says which process writes it."""
    return target.with_name(f"{target.name[:80]}.{os.getpid()}.part")


def sweep(home: Home) -> None:
    """Remove what killed copies and restores have left half made; those of processes that still run stay."""
    for folder in {home.backups, home.data, home.state, file.real(home.personal).parent}:
        try:
            found = [(path, match) for path in folder.iterdir() if (match := _PART.search(path.name))]
        except OSError:
            continue
        for path, match in found:
            if int(match[1]) != os.getpid() and not _runs(int(match[1])):
                with suppress(OSError):
                    path.unlink()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk itself."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        if sys.platform == "darwin":
            import fcntl

            with suppress(OSError):  # not every file system there has it
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
                return
        os.fsync(handle)
    finally:
        os.close(handle)


def _rotate(home: Home, fresh: Path) -> None:
    """Delete daily copies beyond the last seven, except the newest of each of the four weeks before, and ``fresh``.

    Days still to come are of a clock gone wrong: they push no other out, and go once there are seven real ones.
    """
    days = {day: path for path in copies(home) if (match := _DAILY.fullmatch(path.name)) and (day := _day(match[1]))}
    newest_first = sorted((day for day in days if day <= today()), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first[KEEP_DAYS:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    kept = {*newest_first[:KEEP_DAYS], *list(weeks.values())[:KEEP_WEEKS]}
    if len(newest_first) < KEEP_DAYS:
        kept |= {day for day in days if day > today()}
    for day in set(days) - kept:
        if days[day] != fresh:
            with suppress(OSError):
                days[day].unlink()
