"""Putting another file in the place of ``personal.db``: a copy of earlier, what stood there before that, or a new one.

Whatever happens on the way (a kill, a full disk, another Matinee at work), a file stands there that is the old one or the
new one, whole. The new one is complete, checked and on disk before anything is touched, and what stood there is kept:

- A sound file is overwritten in place, in one transaction of SQLite's, so that programs that have it open see it change.
- A damaged file gets a second name, its companions go with it, and the new file is renamed over the first name; programs
  that had it open notice that another file stands there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from db.base.clock import now
from db.base.errors import BadInput, NotFound, PersonalDamaged, PersonalUnusable
from db.base.home import Home
from db.base.sqlite import ERRORS, code_of, uri
from db.personal import backup, file, origin, setup
from db.personal.trouble import damaged, explain

#: Pages copied between two looks at the file; fewer than any personal file has, since the last step is not looked at.
_PAGES = 16


class Restored(NamedTuple):
    """What a restore did: ``kept`` is where the file that stood there is now, None where there was none."""

    kept: Path | None
    damaged: bool = False


class _Changed(Exception):
    """Somebody wrote into the file between the copy of it and its being overwritten."""


def restore(home: Home, path: Path, *, patience: float = 5.0) -> Restored:
    """Put the records at ``path`` in the place of the personal file. A running Matinee goes on with them.

    NotFound or PersonalUnusable where that cannot be; then nothing is changed. The file at ``path`` stays as it is; what
    its own log holds is restored too.
    """
    if not path.is_file():
        raise NotFound(f"There is no copy at {path}.", f"The copies are in {home.backups}.")
    if home.personal.exists() and path.samefile(home.personal):
        raise BadInput(f"{path} is the file in use.", f"The copies are in {home.backups}.")
    with _fresh(home) as part:
        _take(path, part)
        return _put(home, part, patience)


def undo(home: Home, *, patience: float = 5.0) -> tuple[Path, Restored]:
    """Go back to what stood there before the last restore; (the file restored, what that did)."""
    try:
        name = _note(home).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    before = home.data / name
    if not name or not before.is_file():
        raise NotFound("There is no restore to undo.", "matinee restore lists the copies that there are.")
    if before.parent != home.backups:
        raise BadInput(
            f"What the last restore replaced was damaged; it is kept as {before}.", "matinee restore lists the copies."
        )
    return before, restore(home, before, patience=patience)


def begin_anew(home: Home) -> Restored:
    """Make a new, empty personal file where the old one is gone or damaged; what is left of it is kept."""
    if setup.lost(home) is None and home.personal.exists():
        try:
            file.examine(home.personal)
        except PersonalDamaged:
            pass
        else:
            raise BadInput(f"Your records are in {home.personal}, and whole.", "There is nothing to begin anew.")
    with _fresh(home) as part:
        setup.create(part)
        backup.sync(part)
        return _put(home, part, 0.0)


def _note(home: Home) -> Path:
    """Where the name of what the last restore replaced is kept, relative to the data folder."""
    return home.backups / "before-last-restore"


@contextmanager
def _fresh(home: Home) -> Iterator[Path]:
    """The file in which the new one grows, beside the old one; what is left of it is removed afterwards."""
    home.make()
    backup.sweep(home)
    part = backup.part_of(file.real(home.personal))
    try:
        _remove(part)
        yield part
        with suppress(OSError):
            home.restored.write_text(now() + "\n", encoding="ascii")
    except ERRORS as error:
        raise explain(home.personal, error) from error
    except OSError as error:
        raise PersonalUnusable(
            f"Nothing was restored, and nothing was changed: {error.filename or home.personal}: {error.strerror or error}.",
            "Free some space, or make the folder writable, and try again.",
        ) from error
    finally:
        with suppress(OSError):
            _remove(part)


def _remove(path: Path) -> None:
    for end in ("", *file.COMPANIONS):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _take(path: Path, part: Path) -> None:
    """Copy all of the records at ``path`` into ``part``, brought up to this version, checked, and on disk."""
    logs = [end for end in ("-wal", "-journal") if file.companion(path, end).exists()]
    if logs and not file.companion(path, "-shm").exists():  # nobody has it open; SQLite would leave an index there
        copied = part.with_name(part.name + "-source")
        try:
            shutil.copyfile(path, copied)
            for end in logs:
                shutil.copyfile(file.companion(path, end), copied.with_name(copied.name + end))
            _vacuum(uri(copied, mode="rw"), part, path)
        finally:
            _remove(copied)
    else:
        _vacuum(uri(path, mode="ro") if logs else uri(path, mode="ro", immutable=1), part, path)
    file.examine(part, path)
    setup.upgrade(part, path)
    file.examine(part, path, cells=True)
    backup.sync(part)


def _vacuum(address: str, part: Path, named: Path) -> None:
    """Copy what is open at ``address`` into ``part``; complaints are about ``named``."""
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as con:
            file.check_mark(con, named)
            if problem := file.unsound(con):
                raise damaged(named, problem)
            con.execute("PRAGMA page_size = 4096")  # else it could not be copied over a file of another size
            con.execute("VACUUM INTO ?", (uri(part),))
    except ERRORS as error:
        full = code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
        raise explain(part.parent if full else named, error) from error


# -- putting it there


def _put(home: Home, part: Path, patience: float) -> Restored:
    """Swap ``part`` in, by whichever way suits what stands there now."""
    path, stamp = home.personal, datetime.now().strftime("%Y-%m-%dT%H%M%S.%f")
    if file.real(path).parent.is_dir() and path.is_file() and path.stat().st_size:
        try:
            file.examine(path)
        except PersonalDamaged:
            kept = file.real(path).with_name(f"personal-damaged-{stamp}.db")
            _write_note(home, kept)
            origin.renew(home)
            _replace(path, part, kept)
            return Restored(kept, damaged=True)
        return Restored(_overwrite(home, part, stamp, patience))
    left = file.real(path).with_name(f"personal-left-{stamp}.db")
    origin.renew(home)
    _replace(path, part, left)
    return Restored(next((found for end in file.COMPANIONS if (found := left.with_name(left.name + end)).exists()), None))


def _replace(path: Path, part: Path, kept: Path) -> None:
    """Rename ``part`` over the file, which stays as ``kept``; its companions go first, or they would be taken for the new one's."""
    there = file.real(path)
    if there.exists() and there.stat().st_size:
        try:
            os.link(there, kept)
        except OSError:  # a file system without hard links
            shutil.copyfile(there, kept)
            backup.sync(kept)
    for end in file.COMPANIONS:
        with suppress(FileNotFoundError):
            there.with_name(there.name + end).rename(kept.with_name(kept.name + end))
    part.replace(there)
    backup.sync(there.parent)


def _overwrite(home: Home, part: Path, stamp: str, patience: float) -> Path:
    """Overwrite a sound file in place, after a copy of it; the copy's path."""
    kept = home.backups / f"before-restoring-{stamp}.db"
    end = time.monotonic() + patience
    while True:
        target = file.writing(home.personal, patience=patience)
        try:
            with closing(file.reading(home.personal)) as seen, closing(file.reading(part)) as source:
                target.execute("PRAGMA journal_mode = WAL")
                (version,) = seen.execute("PRAGMA data_version").fetchone()
                backup.copy_open(home, kept)
                _write_note(home, kept)
                origin.renew(home)

                def watch(status: int, remaining: int, total: int) -> None:
                    """Called after each step; from the first one that succeeds, the file is locked for other writers."""
                    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                        if time.monotonic() > end:
                            raise _locked()
                    elif status == sqlite3.SQLITE_OK and seen.execute("PRAGMA data_version").fetchone()[0] != version:  # noqa: B023
                        raise _Changed

                source.backup(target, pages=_PAGES, progress=watch, sleep=0.05)
                return kept
        except _Changed:
            if time.monotonic() > end:
                raise _locked() from None
        finally:
            file.leave(target)


def _locked() -> sqlite3.OperationalError:
    """What SQLite raises when another program holds the file for too long."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


def _write_note(home: Home, kept: Path) -> None:
    note = _note(home)
    note.parent.mkdir(parents=True, exist_ok=True)
    part = backup.part_of(note)
    part.write_text(os.path.relpath(kept, home.data), encoding="utf-8")
    backup.sync(part)
    part.replace(note)
