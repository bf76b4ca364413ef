"""What SQLite says of ``personal.db`` when it cannot be used, as a sentence and a remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.base.errors import PersonalUnusable

_SAFE = "What is in it stays as it is."


def explain(path: Path, error: sqlite3.Error) -> PersonalUnusable:
    """The trouble to raise for ``error``, which came from the personal file at ``path``."""
    # The lower eight bits are the primary result code; the rest only narrows it.
    code = (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return PersonalUnusable(
            f"Another program is keeping {path} locked; nothing was changed.", "Close it, or wait a moment, and try again."
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return read_only(path)
    if code == sqlite3.SQLITE_FULL:
        return PersonalUnusable(
            f"The disk that holds {path} is full; nothing was changed.", "Free some space and try again."
        )
    if code == sqlite3.SQLITE_IOERR:
        return PersonalUnusable(
            f"{path} could not be read or written ({error}); nothing was changed.",
            "See whether the disk is full or failing, and try again.",
        )
    if code == sqlite3.SQLITE_NOTADB:
        return foreign(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return PersonalUnusable(
            f"{path} cannot be opened.", "See whether the file and its folder are there and may be read and written."
        )
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, str(error))
    return PersonalUnusable(f"{path} cannot be used: {error}.", _SAFE)


def read_only(path: Path) -> PersonalUnusable:
    """The file, or one that stands beside it, may not be written."""
    return PersonalUnusable(
        f"{path} is read-only; nothing was changed.",
        "Make the file and its folder writable, or name another with MATINEE_HOME.",
    )


def damaged(path: Path, reason: str) -> PersonalUnusable:
    """The file is Matinee's, but broken."""
    return PersonalUnusable(
        f"{path} is damaged ({reason}). {_SAFE}",
        f"Copies of earlier days are in {path.parent / 'backups'}: matinee restore.",
    )


def foreign(path: Path) -> PersonalUnusable:
    """The file is something else."""
    return PersonalUnusable(
        f"{path} is not a file of Matinee's. {_SAFE}", "Move it away, or name another folder with MATINEE_HOME."
    )


def newer(path: Path, found: int, known: int) -> PersonalUnusable:
    """A later Matinee has written the file."""
    return PersonalUnusable(
        f"{path} was written by a newer Matinee (version {found}; this one knows {known}). {_SAFE}", "Update Matinee."
    )
