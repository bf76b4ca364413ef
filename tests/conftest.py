"""What every test starts from: a home of its own, an environment without the developer's wishes, and a clock that stands still."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Homes lie in memory where there is room: on a disk the tests wait thousands of times until a change is safe."""
    memory = Path("/dev/shm")
    if "TMPDIR" not in os.environ and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``MATINEE_HOME`` within ``tmp_path``, not made yet: no test ever meets the developer's own records."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MATINEE_HOME", str(folder))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def quiet_log() -> Iterator[None]:
    """Log handlers that the program adds go when the test ends."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


class Clock:
    """Where the viewer's records read the time; :meth:`set` moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 3, 20, 15, tzinfo=UTC)

    def set(self, iso: str) -> None:
        """Another moment, in UTC."""
        self.moment = datetime.fromisoformat(iso).replace(tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of ``db.personal`` stands at 3 May 2026, 20:15 UTC."""
    held = Clock()

    class Moment(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return held.moment.astimezone(tz) if tz else held.moment.replace(tzinfo=None)

    class Day(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return held.moment.date()

    monkeypatch.setattr("db.base.clock.datetime", Moment)
    monkeypatch.setattr("db.base.clock.date", Day)
    return held
