"""In what state a catalogue file is found, and what is said of one that is not read."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Literal

from db.base.errors import CatalogueDamaged, CatalogueUnreadable
from db.base.sqlite import ERRORS, code_of, uri
from db.catalogue import ddl, mark

State = Literal["ready", "missing", "older", "newer", "foreign", "damaged", "unreadable"]

#: Catalogues up to this many bytes are checked page by page before they are read; larger ones by ``matinee doctor``.
SMALL = 32_000_000
#: What SQLite answers when a file may be sound but cannot be read now.
_NOT_NOW = {
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_NOMEM,
}  # fmt: skip


def catalogue_state(path: Path) -> State:
    """What stands at ``path``, by its mark and its first title; a millisecond.

    ``foreign`` is another program's database. ``unreadable`` may be sound: the system does not let it be read now.
    """
    try:
        path.stat()
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    try:
        with closing(sqlite3.connect(uri(path, mode="ro", immutable=1), uri=True)) as con:
            application, version = (
                con.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            )
            if application == mark.APPLICATION_ID and version not in mark.READABLE:
                return "older" if version < mark.SCHEMA_VERSION else "newer"
            if application != mark.APPLICATION_ID and con.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                return "foreign"
            con.execute("SELECT id FROM title LIMIT 1").fetchone()
    except ERRORS as error:
        return "unreadable" if code_of(error) in _NOT_NOW else "damaged"
    return "ready"


def unsound(path: Path, *, largest: int = SMALL) -> str | None:
    """What is wrong with the pages of a catalogue of at most ``largest`` bytes; None where it is whole, or larger."""
    try:
        if path.stat().st_size > largest:
            return None
        with closing(sqlite3.connect(uri(path, mode="ro", immutable=1), uri=True)) as con:
            (verdict,) = con.execute("PRAGMA quick_check(1)").fetchone()
            return None if verdict == "ok" else str(verdict)
    except ERRORS as error:
        if code_of(error) in _NOT_NOW:
            return None
        return str(error)
    except OSError:
        return None


def unsound_since(path: Path, memory: Path) -> str | None:
    """:func:`unsound`, asked once of a file: ``memory`` remembers the one that was found whole last, until it changes.

    What breaks later without a trace in the file's size or time is found when it is read.
    """
    try:
        found = path.stat()
        stamp = f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns}"
        if memory.is_file() and memory.read_text(encoding="ascii", errors="replace") == stamp:
            return None
    except OSError:
        return unsound(path)
    problem = unsound(path)
    if problem is None:
        with suppress(OSError):
            memory.write_text(stamp, encoding="ascii")
    return problem


def misshapen(path: Path) -> str | None:
    """A table or column of this version that a catalogue lacks, whose schema's text must then be damaged; None without one."""
    columns = "SELECT made.name, info.name FROM sqlite_master AS made, pragma_table_info(made.name) AS info"
    try:
        with (
            closing(sqlite3.connect(":memory:")) as made,
            closing(sqlite3.connect(uri(path, mode="ro", immutable=1), uri=True)) as con,
        ):
            if con.execute("PRAGMA user_version").fetchone()[0] != mark.SCHEMA_VERSION:
                return None
            ddl.create(made)
            missing = set(made.execute(columns)) - set(con.execute(columns))
    except ERRORS as error:
        return None if code_of(error) in _NOT_NOW else str(error)
    return "{}.{} is missing".format(*min(missing)) if missing else None


def damaged(path: Path, reason: str) -> CatalogueDamaged:
    """The trouble to raise for a catalogue whose pages are broken."""
    return CatalogueDamaged(
        f"The catalogue is damaged ({reason}).",
        f"Move {path} away: the next start builds the starter films, and matinee import reads IMDb's files again.",
    )


def unreadable(path: Path, reason: str) -> CatalogueUnreadable:
    """The trouble to raise for a catalogue that the system does not let be read."""
    return CatalogueUnreadable(
        f"{path} cannot be read now: {reason}. It is left as it is.", "See to its permissions, or to the disk it is on."
    )


def left_alone(path: Path, found: State) -> CatalogueUnreadable:
    """The trouble to raise for a catalogue that is never set aside or replaced: ``newer`` or ``unreadable``."""
    if found == "newer":
        return CatalogueUnreadable(
            f"{path} was made by a newer Matinee. It is left as it is.", "Update Matinee, or move the file away."
        )
    try:
        path.open("rb").close()
        reason = "SQLite cannot open it"
    except OSError as error:
        reason = error.strerror or str(error)
    return unreadable(path, reason)
