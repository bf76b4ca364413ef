"""What the viewer writes, made fit to keep: moments, days, names and prose."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from db.errors import BadInput

#: Characters that do not belong in text: controls but for tab and newline, and halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def now() -> str:
    """This moment in UTC, ISO with milliseconds: ``2026-05-03T20:15:00.000Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def today() -> date:
    """This day in the viewer's own calendar."""
    return date.today()


def prose(text: str) -> str:
    """``text`` of several lines without controls, blank ends and odd line ends."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fit(text: str) -> str:
    """``text`` without controls, tabs, newlines and blank ends."""
    return _UNFIT.sub("", text.replace("\t", "").replace("\n", "")).strip()


def line(text: str) -> str:
    """``text`` as one line: controls gone, white space single."""
    return " ".join(_UNFIT.sub(" ", text).split())


def named(text: str, what: str, longest: int = 200) -> str:
    """``text`` as the name of ``what`` (``list``, ``tag``); BadInput where it is empty or too long."""
    name = line(text)
    if not name:
        raise BadInput(f"A {what} needs a name.", "Type one.")
    if len(name) > longest:
        raise BadInput(f"The name of a {what} may have {longest} characters; this one has {len(name)}.", "Shorten it.")
    return name


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


def points(value: int | None) -> int | None:
    """``value`` if it is a rating, 1 to 10, or None; BadInput otherwise."""
    if value is not None and not 1 <= value <= 10:
        raise BadInput(f"{value} is no rating.", "Ratings go from 1 to 10.")
    return value
