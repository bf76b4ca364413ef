"""How the databases are opened: SQLite URIs, and what an error of SQLite's means."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from db.base.errors import PathTooLong

#: SQLite opens no path of more bytes than this, together with the longest suffix it appends ("-journal").
LONGEST = 512 - len("-journal")


def uri(path: Path, **options: str | int) -> str:
    """A SQLite URI for ``path``; any byte may stand in it. PathTooLong where SQLite could not open it."""
    written = os.fsencode(path)
    if len(written) > LONGEST:
        raise PathTooLong(path, len(written), LONGEST)
    return f"file:{quote(written)}?" + "&".join(f"{key}={value}" for key, value in options.items())


#: What ``sqlite3`` raises; the last is for a message of SQLite's that quotes bytes which are no text.
ERRORS = (sqlite3.Error, UnicodeDecodeError)


def code_of(error: BaseException) -> int:
    """SQLite's primary result code of ``error``; SQLITE_CORRUPT for text that is not UTF-8, SQLITE_ERROR where unknown."""
    if isinstance(error, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return sqlite3.SQLITE_CORRUPT if "decode to UTF-8" in str(error) else sqlite3.SQLITE_ERROR
    return code & 0xFF  # the higher bits only narrow it
