"""The terminal as Textual drives it, for the case that it goes away while the program runs.

Private Textual: ``LinuxDriver`` reads the terminal on a thread that, where reading fails, ends the program as by an error;
and it writes on a thread that dies where writing fails, after which every further write waits for ever.
"""

from __future__ import annotations

from typing import IO, Any, cast

from textual.drivers.linux_driver import LinuxDriver


class _Lenient:
    """A file whose writes to a terminal that is gone are lost, not errors."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if there is anyone to read it."""
        try:
            self._file.write(text)
        except OSError:
            return

    def flush(self) -> None:
        """Flush, likewise."""
        try:
            self._file.flush()
        except OSError:
            return

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """A driver that outlives its terminal long enough for everything to be saved."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._file = cast("Any", _Lenient(cast("IO[str]", self._file)))

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            leave = getattr(self._app, "hung_up", None)
            if leave is not None:
                self._app.call_later(leave)
        except BaseException:
            from rich.traceback import Traceback

            self._app.call_later(self._app.panic, Traceback())
