"""How long after the last byte of a download the new catalogue is in place: ``python -m tests.bench.fetching FOLDER``.

Serves the generated files of FOLDER at a limited speed from this machine, fetches and imports them into a new home, then
imports the same files alone, and prints both.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from db.base.home import Home
from seed.imdb.arriving import fetch_and_import
from seed.imdb.importer import import_imdb
from seed.imdb.titles import Wanted

_PIECE = 256 << 10


def serve(folder: Path, speed: float, ended: list[float]) -> ThreadingHTTPServer:
    """A server of ``folder`` at ``speed`` bytes a second; ``ended`` gets the moment of each file's last byte."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = (folder / self.path.lstrip("/")).read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            began = time.monotonic()
            for start in range(0, len(data), _PIECE):
                self.wfile.write(data[start : start + _PIECE])
                time.sleep(max(0.0, began + (start + _PIECE) / speed - time.monotonic()))
            ended.append(time.monotonic())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speed", type=float, default=25.0, help="MB a second")
    asked = parser.parse_args()
    ended: list[float] = []
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as temporary:
        with serve(asked.folder, asked.speed * 1e6, ended) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            began = time.monotonic()
            fetch_and_import(Home.of(Path(temporary) / "fetched"), f"http://127.0.0.1:{server.server_port}", Wanted())
            after, whole = time.monotonic() - ended[-1], time.monotonic() - began
            server.shutdown()
        began = time.monotonic()
        import_imdb(Home.of(Path(temporary) / "alone"), [asked.folder])
        alone = time.monotonic() - began
    print(f"download and import {whole:.1f} s, {after:.1f} s of it after the last byte; the import alone {alone:.1f} s")
    print(f"{after / alone:.2f} times the import alone")


if __name__ == "__main__":
    main()
