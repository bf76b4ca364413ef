"""JSON files of exports: their rows within limits, and looked into without trust in their shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from seed.exchange.container import Held, Unreadable
from seed.exchange.json_stream import Stream
from seed.exchange.table import MOST_ROWS, RECORD
from seed.exchange.text import KEPT

#: Bytes of a file.
MOST = 100_000_000


def each_row(held: Held) -> Iterator[dict[str, Any]]:
    """The objects of a JSON array, one at a time; anything else in it becomes an empty object, so that every row is counted.

    They are counted as kept (:meth:`Held.keep`). A file that is no array, is damaged further on, or has more than
    :data:`MOST_ROWS` rows, raises Unreadable after the rows before.
    """
    held.drop()
    stream, found = Stream(held, MOST), 0
    if stream.peek() != "[":
        raise Unreadable("it is not a list of rows")
    try:
        for _ in stream.items():
            row = stream.value()
            found += 1
            if found > MOST_ROWS:
                raise Unreadable(f"it has more than {MOST_ROWS:,} rows")
            held.keep(RECORD + stream.size)
            yield row if isinstance(row, dict) else {}
        stream.end()
    except Unreadable:
        held.drop()
        raise


def written(row: object) -> str:
    """A row as text for its origin, on one line; a long one is cut. Halves of surrogate pairs become question marks."""
    try:
        return json.dumps(row, ensure_ascii=False)[:KEPT].encode("utf-8", "replace").decode("utf-8")
    except RecursionError:  # nested almost as deeply as can be parsed
        return ""


def part(row: object, name: str) -> dict[str, Any]:
    """An object inside an object; empty where there is none."""
    found = row.get(name) if isinstance(row, dict) else None
    return found if isinstance(found, dict) else {}


def parts(row: object, name: str) -> Iterator[dict[str, Any]]:
    """The objects of an array inside an object."""
    found = row.get(name) if isinstance(row, dict) else None
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict):
            yield each


def words(row: object, name: str) -> str:
    """A text inside an object; empty where there is none."""
    found = row.get(name) if isinstance(row, dict) else None
    return found if isinstance(found, str) else ""


def whole(row: object, name: str) -> int | None:
    """A whole number inside an object, also one written as text; None where there is none."""
    found = row.get(name) if isinstance(row, dict) else None
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) <= 15:
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**15 else None
