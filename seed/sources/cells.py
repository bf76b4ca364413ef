"""Cells of tables that people download: dates that a spreadsheet rewrote, booleans, lists inside a cell, sums."""

from __future__ import annotations

import ast
import json
import re
from datetime import date
from typing import Any

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_WORDED = re.compile(r"(\d{1,2}) ([A-Z][a-z]+),? (\d{4})|([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
#: Letters of a cell that is parsed as a list, and how deeply it may be nested.
_LONG, _DEEP = 2_000_000, 6
#: Two digits of a year up to this are of this century.
_CENTURY = 30


def day(cell: str) -> str:
    """A date as ISO writes it; of ``3/4/95`` only the year is certain; empty where there is none."""
    if found := _ISO.match(cell):
        return _checked(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(cell):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if len(found[3]) == 2:
            year += 2000 if year <= _CENTURY else 1900
        if first > 12:
            first, second = second, first
        elif second <= 12 and first != second:
            return str(year)
        return _checked(year, first, second) or str(year)
    if found := _WORDED.fullmatch(cell):
        number, month, said = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        if (at := _MONTH.get(month[:3])) is not None:
            return _checked(int(said), at, int(number))
    return cell if re.fullmatch(r"(18|19|20)\d\d", cell) else ""


def _checked(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def year(cell: str) -> int | None:
    """The year of a date or of ``1999.0``; None where there is none."""
    found = re.match(r"(1[89]\d\d|20\d\d)(?:\.0)?$", cell)
    if found:
        return int(found[1])
    said = day(cell)
    return int(said[:4]) if said else None


def yes(cell: str) -> bool:
    """``True``, ``TRUE``, ``1``."""
    return cell.strip().lower() in ("true", "1", "yes", "t")


def whole(cell: str) -> int | None:
    """A whole number, also ``1,234`` or ``1234.0``; None for anything else."""
    if not cell:
        return None
    text = cell.strip().replace(",", "")
    found = re.fullmatch(r"(\d{1,15})(?:\.0+)?", text)
    return int(found[1]) if found else None


def imdb(cell: str) -> int | None:
    """The number of ``tt0040725``."""
    found = re.fullmatch(r"tt(\d{5,10})", cell.strip())
    return int(found[1]) if found else None


def names(cell: str) -> list[str]:
    """Names in a cell: JSON or a Python literal of objects with ``name``, or text with commas."""
    if cell[:1] in ("[", "{"):
        return [found["name"] for found in objects(cell) if isinstance(found.get("name"), str) and found["name"]]
    return [part for each in cell.split(", ") if (part := each.strip())] if cell else []


def objects(cell: str) -> list[dict[str, Any]]:
    """The objects of a list that a cell holds as JSON or as a Python literal; none where it is neither. Nothing is run."""
    if not cell:
        return []
    text = cell.strip()
    if not text.startswith("[") or len(text) > _LONG or not _shallow(text):
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        try:
            found = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
            return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _shallow(text: str) -> bool:
    deep = most = 0
    for sign in re.findall(r"[\[\](){}]", text):
        deep += 1 if sign in "[({" else -1
        most = max(most, deep)
    return most <= _DEEP
