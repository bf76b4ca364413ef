"""Cells of exports as values: numbers, ratings, days and moments. A cell that means nothing is None; a wrong one is ValueError,
whose text is the end of a sentence."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta

from db.base.clock import today
from db.base.text import prose

#: Days that a file may name: the first film was shown in 1888; a day of grace for clocks and time zones.
_FIRST = date(1888, 1, 1)
_GRACE = timedelta(days=1)
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/blockquote)\b[^<>]{0,200}>", re.IGNORECASE)


def number(cell: str) -> int | None:
    """A whole number."""
    written = cell.strip().replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", cell.strip()) else cell.strip()
    if not written:
        return None
    if re.fullmatch(r"-?\d{1,15}(\.0+)?", written) is None:
        raise ValueError(f"{written[:40]!r} is no whole number")
    return int(written.partition(".")[0])


def year(cell: str) -> int | None:
    """A year; one that no film can have is as good as none."""
    found = number(cell)
    return found if found is not None and 1870 <= found <= 2200 else None


def points(cell: str | float | None, *, most: int = 10) -> int | None:
    """A rating as 1 to 10 points, from a scale that ends at ``most`` (10, 5 for stars in halves, 100). Zero is no rating."""
    if cell is None or cell == "":
        return None
    try:
        found = float(str(cell).replace(",", "."))
    except ValueError:
        found = -1.0
    value = found * 10 / most
    if found == 0:
        return None
    if not 0.5 <= value <= 10 or value != value:
        raise ValueError(f"{str(cell)[:40]!r} is no rating from 1 to {most}")
    if most <= 10 and value != int(value):
        raise ValueError(f"{str(cell)[:40]!r} is no rating in whole or half steps")
    return max(1, int(value + 0.5))


def day(cell: str) -> str | None:
    """An ISO day of the past: from ``2026-05-03``, an instant, or what C's ``ctime`` writes."""
    written = cell.strip()
    if not written:
        return None
    for shape in ("%Y-%m-%d", "%a %b %d %H:%M:%S %Y", "%d %b %Y", "%Y/%m/%d"):
        try:
            return _seen(datetime.strptime(written, shape).date(), written)
        except ValueError as error:
            if error.args and str(error.args[0]).startswith("the day"):
                raise
    if found := _INSTANT.match(written):
        return day(found[1])
    raise ValueError(f"{written[:40]!r} is no date")


def moment(cell: str | None) -> str | None:
    """An instant in UTC, ``2026-05-03T20:15:00Z``; a day where the cell says no more. 1970 means that it is not known."""
    written = (cell or "").strip()
    if not written or written.startswith(("1970-01-01", "0000-", "0001-01-01")):
        return None
    found = _INSTANT.fullmatch(written)
    if not found:
        return day(written)
    zone = found[3] or "Z"
    try:
        then = datetime.fromisoformat(f"{found[1]}T{found[2]}{'+00:00' if zone == 'Z' else zone}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{written[:40]!r} is no date") from error
    _seen(then.date(), written)
    return then.strftime("%Y-%m-%dT%H:%M:%SZ")


def _seen(found: date, written: str) -> str:
    if not _FIRST <= found <= today() + _GRACE:
        raise ValueError(f"the day {written[:40]!r} is not one on which a film can have been seen")
    return found.isoformat()


def words(cell: str, separator: str = ",") -> tuple[str, ...]:
    """The parts of a cell, without empty ones."""
    return tuple(part.strip() for part in cell.split(separator) if part.strip())


def unmarked(text: str) -> str:
    """Text with HTML as plain paragraphs: line breaks kept, tags gone, entities as their letters."""
    return prose(html.unescape(_TAG.sub("", _BREAK.sub("\n", text))))
