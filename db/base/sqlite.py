"""How the databases are opened: SQLite URIs."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def uri(path: Path, **options: str | int) -> str:
    """A SQLite URI for ``path``; any character may stand in it."""
    return f"file:{quote(str(path))}?" + "&".join(f"{key}={value}" for key, value in options.items())
