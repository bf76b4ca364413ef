"""From IMDb's data files to the catalogue, whole: what ``matinee import`` and the sources screen do."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from db.base.clock import now
from db.base.errors import BadInput, MatineeError
from db.base.home import Home
from db.catalogue import ranks
from db.reading import reconcile
from db.search import index, typos
from seed.build import Build, Progress
from seed.imdb import akas, history, keep, people, room, search, titles
from seed.imdb.credits import Credits
from seed.imdb.job import Job
from seed.imdb.recognise import PART, Recognition, recognise
from seed.imdb.refusals import Refusals
from seed.imdb.tables import Tables
from seed.imdb.timings import Timings
from seed.imdb.titles import Wanted

log = logging.getLogger(__name__)

#: Catalogues up to this many titles are read once more, page by page, before they take the old one's place.
_THOROUGH = 200_000


@dataclass(frozen=True, slots=True)
class FileRead:
    """One data file and what became of its rows."""

    dataset: str
    path: str
    rows: int
    refused: int
    dated: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did; :meth:`as_json` is what ``--json`` prints last."""

    files: tuple[FileRead, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    titles: int = 0
    people: int = 0
    rows_read: int = 0
    rows_refused: int = 0
    seconds: float = 0.0
    file_size: int = 0
    report: str | None = None
    adopted: int = 0
    doubtful: int = 0
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain values, as JSON has them."""
        return asdict(self)

    def sentences(self) -> list[str]:
        """What was found and done, to be read."""
        said = list(self.remarks)
        said += [f"{name} is missing: no {PART[name]}." for name in self.missing]
        if self.dry_run:
            return [f"{file.path}: {file.dataset}, of {file.dated}." for file in self.files] + said
        said.append(f"{self.titles:,} titles and {self.people:,} people in {self.seconds:,.0f} s.")
        if self.rows_refused:
            said.append(f"{self.rows_refused:,} of {self.rows_read:,} rows could not be used; {self.report} lists them.")
        if self.adopted:
            said.append(f"What you said about {self.adopted} films and people is with IMDb's titles and names now.")
        if self.doubtful:
            said.append(f"{self.doubtful} wait for your decision: matinee unmatched.")
        return said


def import_imdb(
    home: Home,
    paths: Iterable[Path],
    *,
    only: Collection[str] | None = None,
    min_votes: int = 0,
    episodes: bool = True,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    timings: Timings | None = None,
) -> Summary:
    """Build the catalogue of ``home`` anew from the data sets found in ``paths``; the old one stays until it is whole.

    ``only`` limits the kinds (``movie``, ``short``, …), ``min_votes`` leaves out what fewer have rated. What sources other
    than IMDb's files have told is carried over. Raises :class:`~db.base.errors.MatineeError` with a sentence for all that may
    go wrong, :class:`~seed.build.BuildCancelled` when ``cancelled`` answers True.
    """
    began = time.monotonic()
    recognition = recognise(paths)
    wanted = Wanted(frozenset(only) if only else None, min_votes, episodes)
    if dry_run:
        return _summary(recognition, Refusals(), {}, dry_run=True)
    room.check(home, recognition.found.values())
    return import_files(home, recognition, wanted, progress=progress, cancelled=cancelled, timings=timings, began=began)


def import_files(
    home: Home,
    recognition: Recognition,
    wanted: Wanted,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    timings: Timings | None = None,
    began: float,
) -> Summary:
    """:func:`import_imdb` of files that are known, or on their way (:mod:`seed.imdb.arriving`)."""
    refusals = Refusals()
    with Build(home, progress, cancelled=cancelled) as build:
        try:
            with closing(Tables(build.released())) as tables, closing(keep.Old(home)) as old:
                job = Job(build, recognition.found, refusals, build.scratch, tables, timings=timings or Timings())
                core = _Core(job, wanted, old)
                core.run()
        except MemoryError as error:
            raise BadInput(
                "There is not enough memory for this import; the catalogue is as it was.",
                "Close other programs, or import less with --only movie or --min-votes 100.",
            ) from error
        _write_sources(build.con, _files(recognition, refusals, job.rows))
        report = refusals.write(home.cache / "imdb-refused-rows.txt")
        counted = [build.con.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("title", "person")]
        job.step("ranks", 0, 1)
        if history.write(home, core.moment):
            build.con.execute("INSERT INTO fact VALUES (?, ?)", (ranks.FACT, core.moment.dated))
        job.step("finishing", 0, 1)
        build.finish(thorough=counted[0] <= _THOROUGH)
        job.timings.end()
    outcome = _reconciled(home)
    return _summary(
        recognition,
        refusals,
        job.rows,
        adopted=outcome.moved,
        doubtful=outcome.waiting,
        titles=counted[0],
        people=counted[1],
        seconds=round(time.monotonic() - began, 2),
        file_size=home.catalogue.stat().st_size,
        report=str(report) if report else None,
    )


def _reconciled(home: Home) -> reconcile.Outcome:
    """What the viewer said, put in its place in the new catalogue; where that cannot be now, the next start does it."""
    if not home.personal.exists():
        return reconcile.Outcome()
    try:
        return reconcile.settle(home) or reconcile.Outcome()
    except (MatineeError, sqlite3.Error) as error:
        log.warning("the records could not be reconciled with the new catalogue: %s", error)
        return reconcile.Outcome()


class _Core:
    """The stages in their order; search is built beside them."""

    def __init__(self, job: Job, wanted: Wanted, old: keep.Old) -> None:
        self.job, self.wanted, self.old = job, wanted, old
        self._lanes: list[search.Lane] = []
        self._noted: list[pl.Series] = []

    def run(self) -> keep.Kept:
        """Fill the catalogue."""
        try:
            kept = self._stages()
            # before the lanes are waited for: they have work left, most of it SQLite's
            self._cards()
            for lane in self._lanes:
                lane.result()
                self.job.step(f"moving in {lane.name}", 0, 0, rows=lane.done)
                lane.move_into(self.job.build.con)
        finally:
            for lane in self._lanes:
                lane.stop()
        con = self.job.build.con
        con.execute("INSERT INTO fact VALUES ('ranked_by', 'votes')")
        if kept.titles or kept.people:
            self.job.step("search: names kept", 0, 0)
            self.job.build.released()
            if (
                search.append(self.job.build.con, kept) < index.NOTED
            ):  # they stand behind all others, but are among the noted
                self._cards()
        return kept

    def _cards(self) -> None:
        index.write_cards(self.job.build.con, partial(self.job.step, "search: cards"))

    def _stages(self) -> keep.Kept:
        job = self.job
        every = titles.read(job, self.wanted, self.old.titles())
        if not every.height:
            raise BadInput("No title is left to import.", "Is what --only and --min-votes ask for in these files?")
        if self.wanted.everything:
            self._people(every, None)
        dated = _dated(job, "title.ratings")
        titles.write(job, every, dated)
        self.moment = history.moment(every, dated)
        job.step("folding titles", 0, 0, rows=every.height)
        named = titles.named(every)
        every = every.select("at", "id", "pos", "title", "original", "generic", "num_votes", "acclaim")
        nameless = self.old.nameless(named)
        others = akas.write(job, every, named)
        job.step("search documents", 0, 0, rows=named.height)
        every = every.select("at", "id", "pos", "num_votes", "acclaim")
        documents = search.title_documents(named, others)
        del named, others
        search.write_ranks(job, documents)
        documents = documents.select("names", "year")
        self._search("titles", search.TITLES, documents)
        self._lanes.append(search.Lane(job, "names", search.names_of(documents)))
        del documents
        early = len(self._noted) == 2 and all(names.len() == typos.NOTED for names in self._noted)
        if early:
            self._words()
        credits = Credits(job, every)
        credits.write()
        if self.wanted.everything:
            del every
        credited = credits.write_filmographies()
        if not self.wanted.everything:
            self._people(every, credited)
        job.step("waiting for writing", 0, 0)
        job.tables.finish()
        job.timings.lane("writing", *job.tables.took, job.tables.rows)
        job.step("indexing", 0, 0, rows=job.tables.rows)
        job.build.con.execute(index.RANK_INDEX)
        job.build.make_indexes("title")
        con = job.build.con
        con.executemany("INSERT INTO category (name, code) VALUES (?, ?)", credits.codes.items())
        kept = self.old.carry(job, nameless)
        if not early:
            more = [row[1] for row in kept.titles], [names for _, names in kept.people]
            self._noted += [pl.Series(names, dtype=pl.String) for names in more]
            self._words()
        return kept

    def _people(self, every: pl.DataFrame, credited: pl.Series | None) -> None:
        documents = people.write(self.job, every, credited)
        search.write_people_ranks(self.job, documents)
        self._search("people", search.PEOPLE, documents.select("names"))

    def _search(self, name: str, fills: tuple[search.Fill, ...], documents: pl.DataFrame) -> None:
        self._noted.append(documents["names"].head(typos.NOTED))
        self._lanes.append(search.Lane(self.job, name, search.filling(self.job.tables.sql, fills, documents)))

    def _words(self) -> None:
        self._lanes.append(search.Lane(self.job, "words", search.words_of(self._noted)))


def _dated(job: Job, dataset: str) -> str:
    file = job.files.get(dataset)
    return file_date(file.path) if file else date.today().isoformat()


def file_date(path: Path) -> str:
    """The day of a file, which is the data's own: IMDb replaces the files daily."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def _files(recognition: Recognition, refusals: Refusals, rows: dict[str, int]) -> tuple[FileRead, ...]:
    return tuple(
        FileRead(dataset, str(file.path), rows.get(dataset, 0), refusals.counts[dataset], file_date(file.path))
        for dataset, file in recognition.found.items()
    )


def _write_sources(con: sqlite3.Connection, files: tuple[FileRead, ...]) -> None:
    last = "title.ratings"  # pages name the last one as the source of a title's facts
    con.executemany(
        "INSERT INTO source (kind, name, location, dated, read_at, rows_read, rows_refused) VALUES ('imdb', ?, ?, ?, ?, ?, ?)",
        [
            (f"IMDb's {file.dataset}", file.path, file.dated, now(), file.rows, file.refused)
            for file in sorted(files, key=lambda file: file.dataset == last)
        ],
    )


def _summary(recognition: Recognition, refusals: Refusals, rows: dict[str, int], **rest: Any) -> Summary:
    files = _files(recognition, refusals, rows)
    return Summary(
        files, recognition.missing, recognition.remarks, rows_read=sum(rows.values()), rows_refused=refusals.total, **rest
    )
