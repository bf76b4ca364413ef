"""Putting files on disk for good."""

from __future__ import annotations

import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """fsync a file, or the folder that names it."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(made: Path, target: Path) -> None:
    """Give a file that is written the name of another, which it replaces; both are on disk afterwards."""
    to_disk(made)
    made.replace(target)
    to_disk(target.parent)
