"""Data files that are still being downloaded: an import asks for each when it needs it, and waits until it is whole."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from db.base.errors import BadInput
from db.base.home import Home
from seed.build import BuildCancelled, Progress
from seed.imdb.importer import Summary, import_files
from seed.imdb.recognise import COLUMNS, DataFile, Recognition, data_file
from seed.imdb.timings import Timings
from seed.imdb.titles import Wanted

#: Seconds between two looks whether the viewer has had enough.
_LOOK = 0.1
#: Seconds that a download has to end in when the import has.
_PATIENCE = 2.0


class Arriving(Mapping[str, DataFile]):
    """All seven data sets. Whoever takes one waits for it, and says meanwhile by ``step`` how far the download is."""

    def __init__(self, step: Progress) -> None:
        self.step = step
        self._found: dict[str, DataFile] = {}
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self._stage = ("downloading", 0, 0)

    def __getitem__(self, dataset: str) -> DataFile:
        if dataset not in COLUMNS:
            raise KeyError(dataset)
        with self._changed:
            while dataset not in self._found:
                if self._error is not None:
                    raise self._error
                self.step(*self._stage)
                self._changed.wait(_LOOK)
            return self._found[dataset]

    def __iter__(self) -> Iterator[str]:
        return iter(COLUMNS)

    def __len__(self) -> int:
        return len(COLUMNS)

    # -- what the downloading thread says

    def progress(self, stage: str, done: int, total: int) -> None:
        """How far the download is."""
        self._stage = (stage, done, total)

    def arrived(self, dataset: str, path: Path) -> None:
        """A file is whole and in its place."""
        found = data_file(path)
        if found is None or found.dataset != dataset:
            raise BadInput(
                f"{path} is not what its name says: its first line does not name the columns of {dataset}.",
                "Is the address given by --from the right one?",
            )
        with self._changed:
            self._found[dataset] = found
            self._changed.notify_all()

    def run(self, download: Callable[[], object]) -> None:
        """Run ``download`` to its end; whoever waits for a file hears what went wrong."""
        try:
            download()
        except BaseException as error:
            with self._changed:
                self._error = error
                self._changed.notify_all()


def fetch_and_import(
    home: Home,
    base_url: str,
    wanted: Wanted,
    progress: Progress | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    timings: Timings | None = None,
    pause: float = 2.0,
) -> Summary:
    """Download what is new (:func:`seed.imdb.fetch.fetch`) and import it meanwhile: each file is read as soon as it is whole.

    Where the download fails the catalogue stays as it was, and what came is kept.
    """
    from seed.imdb.fetch import fetch  # brings httpx

    said = progress or (lambda stage, done, total: None)
    stop = threading.Event()

    def step(stage: str, done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise BuildCancelled("The download was stopped.", "What came is kept, and the next one goes on there.")
        said(stage, done, total)

    arriving = Arriving(step)

    def download() -> None:
        fetch(home, base_url, arriving.progress, cancelled=stop.is_set, arrived=arriving.arrived, pause=pause)

    thread = threading.Thread(target=arriving.run, args=(download,), name="downloading", daemon=True)
    thread.start()
    try:
        arriving["title.basics"]  # nothing is begun before there is something to begin with
        recognition = Recognition(arriving, (), ())
        return import_files(
            home, recognition, wanted, progress=said, cancelled=cancelled, timings=timings, began=time.monotonic()
        )
    finally:
        stop.set()
        thread.join(_PATIENCE)
