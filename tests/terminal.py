"""A program in a real terminal: a pty, the keys typed into it, and the screen that comes of what it prints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parent.parent


class Terminal:
    """Runs ``command`` in a pty of ``size`` (columns, rows); use as a context manager."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        screen: bool = True,
    ) -> None:
        self.columns, self.rows = size
        self.raw = bytearray()
        self.screen = pyte.Screen(self.columns, self.rows) if screen else None
        self._stream = pyte.ByteStream(self.screen) if self.screen else None
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        environ = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            **(env or {}),
        }
        environ.pop("NO_COLOR", None) if "NO_COLOR" not in (env or {}) else None
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environ, close_fds=True, start_new_session=True, cwd=ROOT
        )
        os.close(slave)
        self._master = master
        self._closed = False

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def type(self, keys: str | bytes) -> float:
        """Write keys; answers the moment they were written."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)
        return time.perf_counter()

    def read(self, seconds: float) -> bytes:
        """What is printed within ``seconds``, as soon as there is anything; empty when there is nothing."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return b""
        self.raw += data
        if self._stream:
            self._stream.feed(data)
        return data

    def until(self, marker: str, *, seconds: float = 20.0, raw: bool = False) -> float:
        """Read until ``marker`` stands on the screen (or, ``raw``, in what was printed); seconds since the start."""
        needle = marker.encode()
        printed = raw or self.screen is None
        return self.wait(lambda: needle in self.raw if printed else marker in self.text, repr(marker), seconds=seconds)

    def wait(self, come: Callable[[], bool], what: str, *, seconds: float = 20.0) -> float:
        """Read until ``come()``; seconds since the start. ``what`` names it where it does not come."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if come():
                return time.perf_counter() - self.began
            if not self.read(min(0.2, max(0.0, end - time.perf_counter()))) and self.process.poll() is not None:
                break
        if come():
            return time.perf_counter() - self.began
        shown = self.text if self.screen else self.raw[-2000:].decode(errors="replace")
        raise AssertionError(f"{what} did not appear within {seconds} s; the screen:\n{shown}")

    def finish(self) -> int:
        """Read all that is printed until the program ends by itself; its exit status."""
        self.wait(lambda: self.process.poll() is not None, "the end of the program")
        while self.read(0):
            pass
        return self.process.returncode

    def settle(self, quiet: float = 0.05, *, most: float = 5.0) -> float | None:
        """Read until nothing is printed for ``quiet`` seconds; the moment of the last byte, None where there was none."""
        last = None
        end = time.perf_counter() + most
        while time.perf_counter() < end and self.read(quiet):
            last = time.perf_counter()
        return last

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        assert self.screen is not None
        return "\n".join(self.screen.display)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, told to the program."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if self.screen:
            self.screen.resize(rows, columns)
        self.columns, self.rows = columns, rows
        os.killpg(self.process.pid, signal.SIGWINCH)

    def rss(self) -> float:
        """Resident memory of the program in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def kill(self, sign: int = signal.SIGKILL) -> int:
        """End the program, and read what it still prints, as a terminal does: unread, it could not end. Its exit status."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, sign)
        if not self._closed:
            self._closed = True
            try:
                self.finish()
            finally:
                os.close(self._master)
        return self.process.returncode


def matinee(
    home: Path, *, size: tuple[int, int] = (120, 40), env: Mapping[str, str] | None = None, screen: bool = True
) -> Terminal:
    """Matinee on ``home``."""
    return Terminal([sys.executable, "-m", "tui"], size=size, env={"MATINEE_HOME": str(home), **(env or {})}, screen=screen)
