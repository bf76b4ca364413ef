"""``matinee fetch imdb``: the seven files from where IMDb publishes them, into the cache; only when the viewer asks.

A download that was cut goes on where it ended, and a file that has not changed is not downloaded again (ETag). A file is
in place only when its length is right and its gzip whole; it is unpacked while it comes, to see that.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from db.base.errors import HomeUnusable, MatineeError
from db.base.home import Home
from seed.build import BuildCancelled, Progress
from seed.imdb import room
from seed.imdb.gunzip import Damaged, Unpacking
from seed.imdb.recognise import COLUMNS

BASE_URL = "https://datasets.imdbws.com"
#: The order in which an import needs the files.
ORDER = (
    "title.basics", "title.ratings", "title.episode", "name.basics", "title.akas", "title.crew", "title.principals",
)  # fmt: skip
assert set(ORDER) == set(COLUMNS)
#: Bytes of a file that was begun that are read at once.
_READ = 1 << 20
#: How often one file is taken up again after its connection was cut.
_ATTEMPTS = 5


class FetchFailed(MatineeError):
    """The files could not be downloaded; what came is kept, and the next attempt goes on there."""


class FetchRunning(FetchFailed):
    """Another process (or thread) is downloading into this home."""


def folder(home: Home) -> Path:
    """Where the downloaded files lie."""
    return home.cache / "imdb"


def fetch(
    home: Home,
    base_url: str = BASE_URL,
    progress: Progress | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    arrived: Callable[[str, Path], object] = lambda dataset, path: None,
    pause: float = 2.0,
) -> Path:
    """Bring the cache up to date with ``base_url``; returns its folder. ``pause`` is the seconds between attempts.

    ``arrived`` is called with each data set and its file as soon as the file is complete and under its final name.
    """
    _check(base_url)
    home.make()
    try:
        folder(home).mkdir(parents=True, exist_ok=True)
        with (
            _alone(folder(home)),
            httpx.Client(
                follow_redirects=True, timeout=httpx.Timeout(30.0), headers={"Accept-Encoding": "identity"}
            ) as client,
        ):
            urls = {name: f"{base_url.rstrip('/')}/{name}.tsv.gz" for name in ORDER}
            if size := _size(client, urls.values()):
                room.check_size(home, size)
            for name, url in urls.items():
                arrived(name, _Download(client, url, folder(home), progress, cancelled).run(pause))
        return folder(home)
    except OSError as error:
        raise HomeUnusable(home.cache, error) from error


def _check(base_url: str) -> None:
    """Raise a sentence for what is no address."""
    try:
        parts = urlsplit(base_url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        httpx.URL(base_url)
    except (ValueError, httpx.InvalidURL):
        sound = False
    if not sound:
        raise FetchFailed(f"{base_url!r} is no address.", f"An address looks like {BASE_URL}.")


@contextmanager
def _alone(where: Path) -> Iterator[None]:
    """Keep others from downloading into the same folder: a lock that SQLite holds, and that dies with its process."""
    con = sqlite3.connect(where / "fetch.lock", timeout=0, isolation_level=None)
    try:
        try:
            con.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise FetchRunning(
                    "Another Matinee is downloading these files just now.", "Wait until it is done, then try again."
                ) from error
            raise FetchFailed(f"{where} cannot be written: {error}.", "Is the cache folder writable?") from error
        yield
    finally:
        con.close()


def _size(client: httpx.Client, urls: Iterable[str]) -> int | None:
    """Bytes of all files, where the server says so."""
    sizes = []
    for url in urls:
        try:
            told = client.head(url).raise_for_status().headers.get("Content-Length", "")
        except httpx.HTTPError:
            return None
        if not told.isdecimal():
            return None
        sizes.append(int(told))
    return sum(sizes)


class _Download:
    """One file: ``X.tsv.gz``, while it grows ``X.tsv.gz.part``, and what the server said of either in ``….json``."""

    def __init__(
        self,
        client: httpx.Client,
        url: str,
        target: Path,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._client, self._url = client, url
        self._path = target / url.rpartition("/")[2]
        self._part = self._path.with_name(self._path.name + ".part")
        self._progress = progress or (lambda stage, done, total: None)
        self._cancelled = cancelled or (lambda: False)

    def run(self, pause: float) -> Path:
        """Download the file, if it is new; returns its path."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                if self._request():
                    return self._path
            except httpx.TooManyRedirects as error:
                raise FetchFailed(
                    f"{self._url} is redirected without end.", "Try again later; what came is kept."
                ) from error
            except httpx.HTTPError as error:
                if attempt == _ATTEMPTS or isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol):
                    raise self._unreachable(error) from error
            except httpx.InvalidURL as error:  # a redirection to what is no address
                raise self._unreachable(error) from error
            if attempt < _ATTEMPTS:
                time.sleep(pause)
        raise FetchFailed(f"{self._url} kept arriving damaged or short.", "Try again later; the catalogue is as it was.")

    def _unreachable(self, error: Exception) -> FetchFailed:
        host = urlsplit(self._url).hostname or self._url
        return FetchFailed(
            f"{host} cannot be reached ({type(error).__name__}).",
            "Is there a network? What was downloaded is kept, and the next 'matinee fetch imdb' goes on there.",
        )

    def _request(self) -> bool:
        """One attempt; True when the file is in place."""
        headers = {}
        known = _told(self._path)
        if self._path.exists() and known.get("etag"):
            headers["If-None-Match"] = known["etag"]
        growing = _told(self._part)
        begun = self._part.stat().st_size if self._part.exists() and growing.get("etag") else 0
        if begun:
            headers |= {"Range": f"bytes={begun}-", "If-Range": growing["etag"]}
        with self._client.stream("GET", self._url, headers=headers) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return True
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                self._forget()
                return False
            if answer.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
                raise FetchFailed(
                    f"{self._url} answered {answer.status_code} {answer.reason_phrase}.",
                    "Try again later, or download the files by hand and import their folder.",
                )
            if answer.status_code == httpx.codes.OK:
                begun = 0
            length = answer.headers.get("Content-Length", "")
            total = begun + int(length) if length.isdecimal() else None
            told = {"etag": answer.headers.get("ETag"), "modified": answer.headers.get("Last-Modified")}
            _sidecar(self._part).write_text(json.dumps(told), encoding="utf-8")
            done, is_whole = self._write(answer, begun, total or 0)
        if total is not None and done != total:
            return False  # cut: the next attempt goes on here
        if not is_whole:
            self._forget()
            return False
        self._in_place(told)
        return True

    def _write(self, answer: httpx.Response, begun: int, total: int) -> tuple[int, bool]:
        """Write what comes behind what was begun; returns how much there is, and whether all of it is a whole gzip file."""
        unpacking, sound, done = Unpacking(), True, begun

        def look(piece: bytes) -> None:
            nonlocal sound
            if sound:
                try:
                    for _ in unpacking.feed(piece):
                        pass
                except Damaged:
                    sound = False

        with self._part.open("r+b" if begun else "wb") as file:
            while begun and (piece := file.read(_READ)):
                look(piece)
            for piece in answer.iter_raw():
                file.write(piece)
                done += len(piece)
                self._step(done, total)
                look(piece)
            file.flush()
            os.fsync(file.fileno())
        try:
            unpacking.end()
        except Damaged:
            sound = False
        return done, sound

    def _step(self, done: int, total: int) -> None:
        if self._cancelled():
            raise BuildCancelled("The download was stopped.", "What came is kept, and the next one goes on there.")
        self._progress(f"downloading {self._path.name}", done, total)

    def _in_place(self, told: dict[str, str | None]) -> None:
        if modified := told["modified"]:  # the day of the data: an import takes it from the file
            with suppress(ValueError, TypeError, OverflowError, OSError):  # no date, or none that a file can have
                stamp = parsedate_to_datetime(modified).timestamp()
                os.utime(self._part, (stamp, stamp))
        # The file first: killed in between, it is downloaded once more. The other way round the old one would pass for the new.
        self._part.replace(self._path)
        _sidecar(self._part).replace(_sidecar(self._path))

    def _forget(self) -> None:
        self._part.unlink(missing_ok=True)
        _sidecar(self._part).unlink(missing_ok=True)


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _told(path: Path) -> dict[str, str]:
    try:
        told = json.loads(_sidecar(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
