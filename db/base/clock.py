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
        raise _no_date(text)
    return _past(found)


def spoken(text: str) -> str | None:
    """A day as people say it, as an ISO date; None for "unknown". BadInput for what is no day, or is in the future.

    ``today``, ``yesterday``, ``3 days ago``, ``friday`` and ``last friday`` (the latest before today), ``12 May`` and ``May 12``
    (the latest there has been), ``12 May 2024``, ``2024-05-12``.
    """
    words = text.replace(",", " ").casefold().split()
    here = today()
    match words:
        case ["unknown"] | ["?"]:
            return None
        case ["today"]:
            return here.isoformat()
        case ["yesterday"]:
            return (here - timedelta(days=1)).isoformat()
        case [number, "day" | "days", "ago"] if _digits(number, 5):
            return (here - timedelta(days=int(number))).isoformat()
        case [name] | ["last", name] if (weekday := _named(name, _WEEKDAYS)) is not None:
            return (here - timedelta(days=(here.weekday() - weekday - 1) % 7 + 1)).isoformat()
        case [one, other, *year] if len(year) < 2 and all(_digits(each, 4) for each in year):
            found = _day_and_month(one, other, int(year[0]) if year else None)
            if found is not None:
                return _past(found)
        case [written] if written.count("-") == 2:
            return day(written)
    raise _no_date(text)


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
#: Letters of a day's or month's name that say which is meant.
_ENOUGH = 3


def _digits(word: str, most: int) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= most


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """Which of ``names`` is meant by at least three of its first letters."""
    bare = word.rstrip(".")
    return next((at for at, name in enumerate(names) if len(bare) >= _ENOUGH and name.startswith(bare)), None)


def _day_and_month(one: str, other: str, year: int | None) -> date | None:
    """``12 May`` or ``May 12th``; without a year the latest that is not in the future."""
    if _named(one, _MONTHS) is not None:
        one, other = other, one
    month = _named(other, _MONTHS)
    number = one.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th").rstrip(".")
    if month is None or not _digits(number, 2):
        return None
    here = today()
    for each in (year,) if year is not None else range(here.year, here.year - 9, -1):  # 29 February is rare
        try:
            found = date(each, month + 1, int(number))
        except ValueError:
            continue
        if year is not None or found <= here:
            return found
    return None


def _past(found: date) -> str:
    if found > today() + timedelta(days=1):  # a day of grace for clocks and time zones
        raise BadInput("That date is in the future.", "The diary holds what has been watched.")
    return found.isoformat()


def _no_date(text: str) -> BadInput:
    return BadInput(f"{line(text)!r} is not a date.", 'Use YYYY-MM-DD, "yesterday", "last friday" or "12 May".')
