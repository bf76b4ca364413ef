"""Whether there is room for an import, said before it begins and not after minutes: disk, and memory where that can be known."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from db.base.errors import BadInput, HomeUnusable
from db.base.home import Home
from seed.imdb.recognise import DataFile

#: Bytes that an import takes at least for a byte of packed data: on disk, and in memory beside what any import takes.
_DISK, _MEMORY, _BASE = 2.5, 0.8, 150 << 20
#: How much smaller a packed file is than the text in it.
_PACKING = 3.0
_MEMINFO = Path("/proc/meminfo")


def check(home: Home, files: Iterable[DataFile]) -> None:
    """Raise a sentence if an import of ``files`` cannot end well."""
    check_size(home, sum(file.size / (1 if file.packed else _PACKING) for file in files))


def check_size(home: Home, size: float) -> None:
    """Raise a sentence if an import of so many bytes of packed files cannot end well."""
    home.make()
    try:
        free = shutil.disk_usage(home.data).free
    except OSError as error:
        raise HomeUnusable(home.data, error) from error
    if free < size * _DISK:
        raise BadInput(
            f"There are {_gb(free)} free on the disk of {home.data}, and this import needs at least {_gb(size * _DISK)}.",
            "Free some space, or move the data folder with MATINEE_HOME; the catalogue is as it was.",
        )
    memory = _memory()
    if memory is not None and memory < size * _MEMORY + _BASE:
        raise BadInput(
            f"There are {_gb(memory)} of memory, and this import needs at least {_gb(size * _MEMORY + _BASE)}.",
            "Close other programs, or import on a larger machine and copy catalogue.db; the catalogue is as it was.",
        )


def _gb(size: float) -> str:
    return f"{size / 1e9:.1f} GB"


def _memory() -> float | None:
    """Bytes that this process can still have; None where nobody says."""
    known: list[float] = []
    try:
        told = dict(re.findall(r"^(\w+):\s+(\d+) kB", _MEMINFO.read_text(encoding="ascii"), re.MULTILINE))
        known.append((int(told["MemAvailable"]) + int(told.get("SwapFree", 0))) * 1024)
    except (OSError, KeyError, ValueError):
        pass
    if os.name == "posix":
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        if limit != resource.RLIM_INFINITY:
            known.append(limit / 2)  # addresses, of which twice as many are asked for as bytes are used
    return min(known, default=None)
