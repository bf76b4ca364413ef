"""``matinee fetch imdb``: the seven files from where IMDb publishes them, into the cache; only when the viewer asks.

A download that was cut goes on where it ended, and a file that has not changed is not downloaded again (ETag). A file is
in place only when its length is right and its gzip whole.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from db.base.errors import HomeUnusable, MatineeError
from db.base.home import Home
from seed.build import BuildCancelled, Progress
from seed.imdb.gunzip import Damaged, unpacked
from seed.imdb.recognise import COLUMNS

BASE_URL = "https://datasets.imdbws.com"
#: How often one file is taken up again after its connection was cut.
_ATTEMPTS = 5


class FetchFailed(MatineeError):
    """The files could not be downloaded; what came is kept, and the next attempt goes on there."""


def folder(home: Home) -> Path:
    """Where the downloaded files lie."""
    return home.cache / "imdb"


def fetch(
    home: Home,
    base_url: str = BASE_URL,
    progress: Progress | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    pause: float = 2.0,
) -> Path:
    """Bring the cache up to date with ``base_url``; returns its folder. ``pause`` is the seconds between attempts."""
    home.make()
    try:
        folder(home).mkdir(parents=True, exist_ok=True)
        with httpx.Client(
            follow_redirects=True, timeout=httpx.Timeout(30.0), headers={"Accept-Encoding": "identity"}
        ) as client:
            for name in COLUMNS:
                url = f"{base_url.rstrip('/')}/{name}.tsv.gz"
                _Download(client, url, folder(home), progress, cancelled).run(pause)
        return folder(home)
    except OSError as error:
        raise HomeUnusable(home.cache, error) from error


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

    def run(self, pause: float) -> None:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                if self._request():
                    return
            except httpx.TransportError as error:
                if attempt == _ATTEMPTS or isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol):
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
            length = answer.headers.get("Content-Length")
            total = begun + int(length) if length else None
            told = {"etag": answer.headers.get("ETag"), "modified": answer.headers.get("Last-Modified")}
            _sidecar(self._part).write_text(json.dumps(told), encoding="utf-8")
            done = begun
            with self._part.open("ab" if begun else "wb") as file:
                for piece in answer.iter_raw():
                    file.write(piece)
                    done += len(piece)
                    self._step(done, total or 0)
        if total is not None and done != total:
            return False  # cut: the next attempt goes on here
        return self._in_place(told)

    def _step(self, done: int, total: int) -> None:
        if self._cancelled():
            raise BuildCancelled("The download was stopped.", "What came is kept, and the next one goes on there.")
        self._progress(f"downloading {self._path.name}", done, total)

    def _in_place(self, told: dict[str, str | None]) -> bool:
        self._progress(f"checking {self._path.name}", 0, 0)
        if not is_whole(self._part):
            self._forget()
            return False
        if modified := told["modified"]:  # the day of the data: an import takes it from the file
            stamp = parsedate_to_datetime(modified).timestamp()
            os.utime(self._part, (stamp, stamp))
        _sidecar(self._part).replace(_sidecar(self._path))
        self._part.replace(self._path)
        return True

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


def is_whole(path: Path) -> bool:
    """Whether a gzip file can be unpacked to its end, checksum and all."""
    try:
        with path.open("rb") as file:
            for _ in unpacked(file):
                pass
    except Damaged:
        return False
    return True
