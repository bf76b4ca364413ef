"""The clock: instants in UTC for what is stored, days in the viewer's own calendar for what is shown and typed."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

from db.base.errors import BadInput
from db.base.text import line


def now() -> str:
    """This moment in UTC, ISO with milliseconds: ``2026-05-03T20:15:00.000Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local(instant: str) -> tuple[str, str]:
    """Day and time of a stored instant in the viewer's own zone: ``("2026-05-03", "21:15")``.

    ``time.localtime`` bears every TZ that the system does, offsets of a day and more too; ``astimezone`` does not.
    """
    try:
        there = time.localtime(datetime.fromisoformat(instant).replace(tzinfo=UTC).timestamp())
    except (ValueError, OverflowError, OSError):
        return instant[:10], instant[11:16]
    return time.strftime("%Y-%m-%d", there), time.strftime("%H:%M", there)


def local_day(written: str) -> str:
    """The viewer's own day of a stored instant; what is a day already stays as it is."""
    return local(written)[0] if "T" in written else written


def today() -> date:
    """This day in the viewer's own calendar."""
    return date.today()


def day(text: str) -> str:
    """``text`` as an ISO date of the past or of today; BadInput otherwise."""
    written = text.strip()
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or found.isoformat() != written:
        raise BadInput(f"{line(text)!r} is no date.", "Write year, month and day: 2026-05-03.")
    if found > today() + timedelta(days=1):  # a day of grace for clocks and time zones
        raise BadInput(f"{written} is still to come.", "The diary holds what has been watched.")
    return written
