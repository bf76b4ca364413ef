"""What SQLite says of ``personal.db`` when it cannot be used, as a sentence and a remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db.base.errors import PersonalDamaged, PersonalMissing, PersonalUnusable
from db.base.sqlite import code_of

_SAFE = "What is in it stays as it is."


def explain(path: Path, error: BaseException) -> PersonalUnusable:
    """The trouble to raise for ``error``, which came from the personal file at ``path``."""
    code = code_of(error)
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
        return PersonalDamaged(
            f"{path} is damaged, or not a file of Matinee's: it is no database. {_SAFE}",
            "matinee restore brings a copy back; matinee doctor --begin-anew begins without one.",
        )
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


def damaged(path: Path, reason: str) -> PersonalDamaged:
    """The file is Matinee's, but broken."""
    return PersonalDamaged(
        f"{path} is damaged ({reason}). {_SAFE}",
        f"Copies of earlier days are in {path.parent / 'backups'}: matinee restore.",
    )


def missing(path: Path, saved: Path | None, left: Path | None) -> PersonalMissing:
    """The file is gone; ``saved`` is the latest copy and ``left`` what still stands of it, where there are such."""
    state = "is empty" if path.exists() else "leads to a file that is not there" if path.is_symlink() else "is gone"
    shows = f"copies of it are in {saved.parent}" if saved else f"{left} is left of it" if left else "it is a link"
    remedies = ["matinee restore brings the latest copy back" if saved else "Put the file back if you have it"]
    return PersonalMissing(
        f"{path} {state}, though {shows}. Nothing was changed.",
        f"{remedies[0]}; matinee doctor --begin-anew begins without it.",
    )


def foreign(path: Path) -> PersonalUnusable:
    """The file is something else."""
    return PersonalUnusable(
        f"{path} is not a file of Matinee's. {_SAFE}", "Move it away, or name another folder with MATINEE_HOME."
    )


def older(path: Path) -> PersonalUnusable:
    """An earlier Matinee has written the file, and it is not brought up to date yet."""
    return PersonalUnusable(
        f"{path} is of an earlier Matinee, and could not be brought up to date. {_SAFE}", "matinee doctor says why."
    )


def newer(path: Path, found: int, known: int) -> PersonalUnusable:
    """A later Matinee has written the file."""
    return PersonalUnusable(
        f"{path} was written by a newer Matinee (version {found}; this one knows {known}). {_SAFE}", "Update Matinee."
    )
