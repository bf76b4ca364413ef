"""What every stage of an import shares: the build, the files, the refusals, and how rows are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from seed.build import Build
from seed.imdb import order
from seed.imdb.read import DataReader, Prepare
from seed.imdb.recognise import DataFile
from seed.imdb.refusals import Refusals
from seed.imdb.tables import Tables
from seed.imdb.timings import Timings


@dataclass(slots=True)
class Job:
    """One import. ``rows`` counts what was read, by data set; ``at`` orders ids as title.basics has them.

    ``tables`` take the large tables' rows; until they are finished, nobody may ask ``build`` for its connection.
    """

    build: Build
    files: Mapping[str, DataFile]
    refusals: Refusals
    scratch: Path
    tables: Tables
    rows: dict[str, int] = field(default_factory=dict)
    at: Callable[[pl.Series], pl.Series] = order.as_text
    timings: Timings = field(default_factory=Timings)

    def step(self, stage: str, done: int, total: int, *, rows: int = 0) -> None:
        """Say how far the import is; ``rows`` are those that the stage's cost grows with. May be cancelled here."""
        self.timings.stage(stage, rows)
        self.build.step(stage, done, total)

    def frames(self, dataset: str, stage: str, prepare: Prepare) -> Iterator[pl.DataFrame]:
        """The frames of a data set, none where the file is missing; ``prepare`` gives them an ``id`` that orders them.

        Says how far it is, and may be cancelled.
        """
        file = self.files.get(dataset)
        if file is None:
            return
        size = max(1, file.size)

        def placed(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
            prepared = prepare(reader, frame)
            return prepared.with_columns(self.at(prepared["id"]))

        reader = DataReader(file, self.refusals, placed)
        self.step(stage, 0, 0)
        for frame in reader:
            yield frame
            self.rows[dataset] = reader.rows
            self.step(stage, reader.rows, max(reader.rows, reader.rows * size // max(1, reader.done)), rows=reader.rows)

    def groups(
        self, dataset: str, stage: str, prepare: Prepare, *, known: pl.Series, by: list[str], anew: Callable[[], object]
    ) -> Iterator[pl.DataFrame]:
        """Frames ordered by ``at`` with no title's rows in two of them; ``anew`` is called if all is to be taken from the start."""
        refused = self.refusals.mark()
        try:
            yield from order.whole_groups(self.frames(dataset, stage, prepare))
        except order.Disordered:
            anew()
            self.refusals.back_to(refused)
            frames = self.frames(dataset, f"{stage}, sorting", prepare)
            yield from order.sorted_anew(frames, known, self.scratch / dataset, by=by)

    def gathered(self, dataset: str, stage: str, prepare: Prepare) -> pl.DataFrame | None:
        """All of a small data set, ordered by ``at``; None where the file is missing."""
        frames = list(self.frames(dataset, stage, prepare))
        if not frames:
            return None
        frame = pl.concat(frames)
        return frame if order.is_ordered(frame["at"]) else frame.sort("at", maintain_order=True)

    def without_repeats(self, dataset: str, frame: pl.DataFrame) -> pl.DataFrame:
        """``frame`` (ordered by ``at``) with the first row of each id, and without lines; the other rows are refused."""
        repeated = frame["at"] == frame["at"].shift()
        if repeated.any():
            for line in frame.filter(repeated)["line"]:
                self.refusals.add(self.files[dataset].path, dataset, line, "its id stands above already")
            frame = frame.filter(~repeated.fill_null(False))
        return frame.drop("line")
