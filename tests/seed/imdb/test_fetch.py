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
from seed.build import BuildCancelled, growing
from seed.imdb.arriving import fetch_and_import
from seed.imdb.fetch import FetchFailed, fetch, folder
from seed.imdb.importer import import_imdb
from seed.imdb.recognise import COLUMNS
from seed.imdb.titles import Wanted
from tests.seed.imdb import datafiles
from tests.seed.imdb.test_importer import rows

MODIFIED = 1_767_225_600  # 2026-01-01


@dataclass
class Published:
    """What the server has, how it misbehaves, and what was asked of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut: dict[str, list[int]] = field(default_factory=dict)
    status: int | None = None
    ranges: bool = True
    modified: str = formatdate(MODIFIED, usegmt=True)
    redirected: bool = False
    #: A file that is held back until this is set.
    held_back: dict[str, threading.Event] = field(default_factory=dict)
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
            if published.redirected:
                self.send_response(302)
                self.send_header("Location", self.path + "x")
                return self.end_headers()
            if self.path in published.held_back:
                assert published.held_back[self.path].wait(20)
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
            self.send_header("Last-Modified", published.modified)
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


# -- what a server, an address or another program may do


def test_endless_redirections_are_said_in_a_sentence(home: Home, server: str, published: Published) -> None:
    published.redirected = True
    with pytest.raises(FetchFailed, match="redirected without end"):
        fetch(home, server, pause=0)


@pytest.mark.parametrize("modified", ["yesterday", "", "Mon, 99 Foo 20x6 00:00:00 GMT", "Thu, 01 Jan 9999 00:00:00 GMT"])
def test_a_last_modified_that_is_no_date(home: Home, server: str, published: Published, modified: str) -> None:
    published.modified = modified
    fetch(home, server, pause=0)
    assert held(home) == published.files


@pytest.mark.parametrize(
    "address", ["http://[::1", "", "imdb.example", "ftp://imdb.example", "http://", "http://a:99999999", "http://\x00"]
)
def test_an_address_that_is_none(home: Home, address: str) -> None:
    with pytest.raises(FetchFailed, match="is no address"):
        fetch(home, address, pause=0)


def test_of_several_at_once_one_downloads_and_the_others_say_so(home: Home, server: str, published: Published) -> None:
    published.held_back["/title.akas.tsv.gz"] = threading.Event()
    begun = threading.Event()

    def arrived(dataset: str, path: Path) -> None:
        begun.set()

    first = threading.Thread(target=fetch, args=(home, server), kwargs={"arrived": arrived, "pause": 0})
    first.start()
    assert begun.wait(20)
    for _ in range(2):
        with pytest.raises(FetchFailed, match="Another Matinee is downloading"):
            fetch(home, server, pause=0)
    published.held_back["/title.akas.tsv.gz"].set()
    first.join()
    assert held(home) == published.files
    fetch(home, server, pause=0)


def test_a_new_etag_is_stored_after_the_file_it_belongs_to(
    home: Home, server: str, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch(home, server, pause=0)
    name = "/title.ratings.tsv.gz"
    published.files[name] = gzip.compress(datafiles.text_of("title.ratings", ["tt0000001|1.0|7"]).encode())
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target.name in {"title.ratings.tsv.gz", "title.ratings.tsv.gz.json"}:
            done = replace(self, target)
            raise KeyboardInterrupt(str(done))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        fetch(home, server, pause=0)
    monkeypatch.setattr(Path, "replace", replace)
    fetch(home, server, pause=0)
    assert held(home) == published.files


# -- importing while it is downloaded


def test_files_are_read_while_others_are_still_to_come(home: Home, server: str, published: Published) -> None:
    last = published.held_back["/title.principals.tsv.gz"] = threading.Event()
    stages: list[str] = []

    def progress(stage: str, done: int, total: int) -> None:
        stages.append(stage)
        if stage == "other names" and len(set(stages)) > 5:
            last.set()  # all but the last file has been read

    summary = fetch_and_import(home, server, Wanted(), progress, pause=0)
    assert last.is_set() and (summary.titles, summary.rows_refused) == (11, 0)
    assert rows(home, "SELECT count(*) FROM principal WHERE title_id = 1") != [(0,)]
    whole = Home.of(home.data.parent / "other")
    import_imdb(whole, [folder(home)])
    for table in ("title", "person", "credit_document", "filmography_document", "title_names", "typo"):
        assert rows(home, f"SELECT * FROM {table} ORDER BY 1") == rows(whole, f"SELECT * FROM {table} ORDER BY 1")


@pytest.mark.parametrize("how", ["damaged", "missing", "cancelled"])
def test_a_download_that_fails_midway_leaves_the_catalogue(home: Home, server: str, published: Published, how: str) -> None:
    fetch_and_import(home, server, Wanted(), pause=0)
    before = home.catalogue.read_bytes()
    enough = threading.Event()
    name = "/title.principals.tsv.gz"
    if how == "damaged":
        published.files[name] = published.files[name][:-40] + bytes(40)
    elif how == "missing":
        del published.files[name]
    else:
        published.held_back[name] = threading.Event()
        threading.Timer(0.3, enough.set).start()
        threading.Timer(0.6, published.held_back[name].set).start()
    with pytest.raises(BuildCancelled if how == "cancelled" else FetchFailed):
        fetch_and_import(home, server, Wanted(), pause=0, cancelled=enough.is_set)
    assert home.catalogue.read_bytes() == before and not growing(home).exists()
