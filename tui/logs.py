"""The log file: where tracebacks go, so that none reaches the viewer."""

from __future__ import annotations

import io
import logging
from logging.handlers import RotatingFileHandler

from db.base.home import Home


def start(home: Home) -> None:
    """Log warnings and worse to the home's log file; an unwritable home is left for the program to complain about."""
    try:
        home.log.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            home.log, maxBytes=500_000, backupCount=2, delay=True, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False  # a log that cannot be written must not complain on the viewer's screen
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


class LogFile(io.TextIOBase):
    """A file whose text goes to the log: where Textual's own crash report is sent."""

    def write(self, text: str) -> int:
        """Log ``text``."""
        if text.strip():
            logging.getLogger("textual").error("%s", text)
        return len(text)
