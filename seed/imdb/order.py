"""The order of ids in the files, and the rows of a title held together.

IMDb sorts its files by id *as text* (``tt10000000`` comes before ``tt1000001``), which this module expresses as a whole
number. All files are read in the order of title.basics; one that is in another order is sorted on disk first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl


class Disordered(Exception):
    """A file's rows are not in the order of the titles: whoever reads it begins anew with :func:`sorted_anew`."""


def as_text(number: pl.Series) -> pl.Series:
    """Numbers that order ids of 7 to 10 digits as their text is ordered."""
    id_ = pl.col("id")
    rest = id_ * 400 + 1
    if (number >= 10**8).any():
        rest = pl.when(id_ < 10**8).then(rest).when(id_ < 10**9).then(id_ * 40 + 2).otherwise(id_ * 4 + 3)
    ordered = pl.when(id_ < 10**7).then(id_ * 4000).otherwise(rest)
    return number.alias("id").to_frame().select(ordered.alias("at")).to_series()


def as_number(number: pl.Series) -> pl.Series:
    """Ids ordered by their number."""
    return number.alias("at")


def is_ordered(keys: pl.Series) -> bool:
    """Whether every key is at least the one before it."""
    return keys.len() < 2 or bool((keys.slice(1) >= keys.slice(0, keys.len() - 1)).all())


def whole_groups(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """``frames`` (ordered by their column ``at``) cut so that no value of ``at`` stands in two; raises Disordered."""
    held: pl.DataFrame | None = None
    for frame in frames:
        if held is not None:
            frame = pl.concat([held, frame])
        if not frame.height:
            continue
        if not is_ordered(frame["at"]):
            raise Disordered
        last = frame["at"][-1]
        begins = int(frame["at"].search_sorted(last, side="left"))
        held = frame.slice(begins)
        if begins:
            yield frame.slice(0, begins)
    if held is not None and held.height:
        yield held


def sorted_anew(frames: Iterable[pl.DataFrame], known: pl.Series, folder: Path, *, by: list[str]) -> Iterator[pl.DataFrame]:
    """``frames`` of any order, ordered by ``at`` and then ``by``: laid down in pieces on disk, each sorted as it is taken up.

    ``known`` are the sorted values that ``at`` can have; the pieces are cut by them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cuts = known.gather_every(max(1, known.len() // 32), 1)
    parts: dict[int, list[Path]] = {}
    for number, frame in enumerate(frames):
        placed = frame.with_columns(piece=cuts.search_sorted(frame["at"], side="right"))
        for (piece,), rows in placed.group_by("piece"):
            path = folder / f"{piece}-{number}.ipc"
            rows.drop("piece").write_ipc(path)
            parts.setdefault(int(str(piece)), []).append(path)
    for piece in sorted(parts):
        yield pl.concat([pl.read_ipc(path) for path in parts[piece]]).sort("at", *by)
        for path in parts[piece]:
            path.unlink()
