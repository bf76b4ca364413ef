"""Downloads from a server on this machine: what is cut goes on, what is there is left alone."""

from __future__ import annotations

import gzip
import hashlib
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from db.base.errors import MatineeError
from db.base.home import Home
from seed.build import BuildCancelled
from seed.imdb.fetch import FetchFailed, fetch, folder
from seed.imdb.importer import import_imdb
from seed.imdb.recognise import COLUMNS
from tests.seed.imdb import datafiles

MODIFIED = 1_767_225_600  # 2026-01-01


@dataclass
class Published:
    """What the server has, how it misbehaves, and what was asked of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut: dict[str, list[int]] = field(default_factory=dict)
    status: int | None = None
    ranges: bool = True
    asked: list[tuple[str, str | None, int]] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return sum(length for _, _, length in self.asked)


@pytest.fixture
def published() -> Published:
    noise = random.Random(1)
    files = {}
    for dataset, held in datafiles.SMALL.items():
        more = [] if dataset != "title.akas" else [f"tt0000001|{n}|{noise.random()}|US|-|-|-|0" for n in range(10, 4000)]
        files[f"/{dataset}.tsv.gz"] = gzip.compress(datafiles.text_of(dataset, [*held, *more]).encode(), mtime=0)
    return Published(files)


@pytest.fixture
def server(published: Published) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = published.files.get(self.path)
            asked_range = self.headers.get("Range")
            if published.status or data is None:
                published.asked.append((self.path, asked_range, 0))
                return self.send_error(published.status or 404)
            tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            start = 0
            if self.headers.get("If-None-Match") == tag:
                published.asked.append((self.path, asked_range, 0))
                self.send_response(304)
                return self.end_headers()
            if asked_range and published.ranges and self.headers.get("If-Range") == tag:
                start = int(asked_range.removeprefix("bytes=").rstrip("-"))
                if start >= len(data):
                    published.asked.append((self.path, asked_range, 0))
                    return self.send_error(416)
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            else:
                self.send_response(200)
            body = data[start:]
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", tag)
            self.send_header("Last-Modified", formatdate(MODIFIED, usegmt=True))
            self.end_headers()
            cuts = published.cut.get(self.path) or [len(body)]
            body = body[: cuts.pop(0)]
            published.asked.append((self.path, asked_range, len(body)))
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.of(tmp_path / "home")


def held(home: Home) -> dict[str, bytes]:
    return {f"/{path.name}": path.read_bytes() for path in folder(home).glob("*.gz")}


def test_all_seven_are_fetched_and_can_be_imported(home: Home, server: str, published: Published) -> None:
    stages: set[str] = set()
    found = fetch(home, server, lambda stage, done, total: stages.add(stage), pause=0)
    assert held(home) == published.files and len(published.files) == len(COLUMNS)
    assert "downloading title.basics.tsv.gz" in stages
    summary = import_imdb(home, [found])
    assert (summary.titles, summary.missing) == (11, ())
    assert {file.dated for file in summary.files} == {"2026-01-01"}


def test_nothing_is_downloaded_twice(home: Home, server: str, published: Published) -> None:
    fetch(home, server, pause=0)
    published.asked.clear()
    fetch(home, server, pause=0)
    assert published.sent == 0 and len(published.asked) == 7


def test_what_changed_is_fetched_anew(home: Home, server: str, published: Published) -> None:
    fetch(home, server, pause=0)
    published.asked.clear()
    published.files["/title.ratings.tsv.gz"] = gzip.compress(
        datafiles.text_of("title.ratings", ["tt0000001|1.0|7"]).encode()
    )
    fetch(home, server, pause=0)
    assert published.sent == len(published.files["/title.ratings.tsv.gz"])
    assert held(home) == published.files


def test_cut_connections_go_on_where_they_ended(home: Home, server: str, published: Published) -> None:
    path = "/title.akas.tsv.gz"
    published.cut[path] = [20_000, 15_000, 3]
    fetch(home, server, pause=0)
    assert held(home) == published.files
    assert [asked for name, asked, _ in published.asked if name == path] == [
        None, "bytes=20000-", "bytes=35000-", "bytes=35003-",
    ]  # fmt: skip


def test_another_program_run_goes_on_too(home: Home, server: str, published: Published) -> None:
    path = "/title.akas.tsv.gz"
    published.cut[path] = [20_000, 0, 0, 0, 0]
    with pytest.raises(FetchFailed):
        fetch(home, server, pause=0)
    published.asked.clear()
    published.cut.clear()
    fetch(home, server, pause=0)
    assert (path, "bytes=20000-", len(published.files[path]) - 20_000) in published.asked
    assert held(home) == published.files


def test_a_file_that_changed_in_between_begins_anew(home: Home, server: str, published: Published) -> None:
    path = "/title.akas.tsv.gz"
    published.cut[path] = [20_000, 0, 0, 0, 0]
    with pytest.raises(FetchFailed):
        fetch(home, server, pause=0)
    published.cut.clear()
    published.files[path] = gzip.compress(datafiles.text_of("title.akas", ["tt0000001|1|New|US|-|-|-|0"]).encode())
    fetch(home, server, pause=0)
    assert held(home) == published.files


def test_a_server_without_ranges(home: Home, server: str, published: Published) -> None:
    published.ranges = False
    published.cut["/title.akas.tsv.gz"] = [20_000]
    fetch(home, server, pause=0)
    assert held(home) == published.files


def test_a_damaged_file_never_takes_the_good_ones_place(home: Home, server: str, published: Published) -> None:
    fetch(home, server, pause=0)
    good = dict(published.files)
    data = bytearray(published.files["/title.crew.tsv.gz"])
    data[40] ^= 0xFF
    published.files["/title.crew.tsv.gz"] = bytes(data)
    with pytest.raises(FetchFailed, match=r"title\.crew"):
        fetch(home, server, pause=0)
    assert held(home) == good


def test_no_network_is_said_in_a_sentence(home: Home) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetch(home, "http://127.0.0.1:9", pause=0)
    assert "cannot be reached" in caught.value.sentence and "network" in caught.value.remedy


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_servers_refusal_is_said_in_a_sentence(home: Home, server: str, published: Published, status: int) -> None:
    published.status = status
    with pytest.raises(FetchFailed, match=str(status)):
        fetch(home, server, pause=0)


def test_cancel_keeps_what_came(home: Home, server: str, published: Published) -> None:
    with pytest.raises(BuildCancelled):
        fetch(home, server, cancelled=lambda: True, pause=0)
    assert list(folder(home).glob("*.gz")) == [] and len(list(folder(home).glob("*.part"))) == 1


def test_a_cache_that_cannot_be_written(tmp_path: Path, server: str) -> None:
    home = Home.of(tmp_path / "home")
    home.make()
    (home.cache / "imdb").write_text("in the way", encoding="utf-8")
    with pytest.raises(MatineeError, match="cannot write"):
        fetch(home, server, pause=0)
