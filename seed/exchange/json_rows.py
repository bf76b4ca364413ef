"""JSON files of exports: read whole within limits, with the place of an error, and looked into without trust in their shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from seed.exchange.container import Held, Unreadable
from seed.exchange.table import MOST_ROWS
from seed.exchange.text import decoded

#: Values of one file: no life has more, and memory stays small. Signs within texts count too, which only makes it safer.
MOST_VALUES = 3_000_000
#: Bytes of a file: as Python's values they take fifteen times as much memory. Read row by row, they do not.
MOST, MOST_BY_ROW = 16_000_000, 40_000_000
#: Letters of a row's original text that are kept with it.
_KEPT = 2_000
_BLANKS = re.compile(r"[ \t\n\r]*")


def parsed(held: Held, *, most: int = MOST) -> Any:
    """The value of a JSON file; Unreadable where it is no JSON, is cut, is nested deeper than any export, or has more bytes."""
    text = _text(held, most)
    try:
        return json.loads(text)
    except (RecursionError, ValueError) as error:
        raise _unreadable(text, error) from error


def rows(held: Held) -> list[dict[str, Any]]:
    """The objects of a JSON array; anything else in it becomes an empty object, so that every row is counted.

    Unreadable where the file is no array, or has more than :data:`MOST_ROWS` rows.
    """
    return list(each_row(held, most=MOST))


def each_row(held: Held, *, most: int = MOST_BY_ROW) -> Iterator[dict[str, Any]]:
    """The objects of :func:`rows` one at a time, for files that are too large to be values all at once.

    A file that is damaged further on raises Unreadable after the rows before the damage.
    """
    text = _text(held, most)
    decode, at, found = json.JSONDecoder().raw_decode, _past_blanks(text, 0), 0
    if not text.startswith("[", at):
        raise Unreadable("it is not a list of rows")
    at = _past_blanks(text, at + 1)
    more = not text.startswith("]", at)
    while more:
        try:
            row, at = decode(text, at)
        except (RecursionError, ValueError) as error:
            raise _unreadable(text, error) from error
        found += 1
        if found > MOST_ROWS:
            raise Unreadable(f"it has more than {MOST_ROWS:,} rows")
        yield row if isinstance(row, dict) else {}
        at = _past_blanks(text, at)
        if more := text.startswith(",", at):
            at = _past_blanks(text, at + 1)
    if not text.startswith("]", at):
        raise _unreadable(text, json.JSONDecodeError("Expecting ',' delimiter", text, at))
    if (at := _past_blanks(text, at + 1)) < len(text):
        raise _unreadable(text, json.JSONDecodeError("Extra data", text, at))


def _text(held: Held, most: int) -> str:
    text = decoded(held, most=most).lstrip("\ufeff")
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise Unreadable(f"it holds more than {MOST_VALUES:,} values")
    return text


def _past_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _unreadable(text: str, error: Exception) -> Unreadable:
    if not isinstance(error, json.JSONDecodeError):
        return Unreadable("it is nested too deeply, or holds a number too long, for an export")
    cut = not text[error.pos :].strip() or error.msg.startswith("Unterminated")
    why = "it ends in the middle" if cut else "it is no JSON"
    return Unreadable(f"{why} (line {error.lineno}, column {error.colno}: {error.msg})")


def written(row: object) -> str:
    """A row as text for its origin, on one line; a long one is cut. Halves of surrogate pairs become question marks."""
    try:
        return json.dumps(row, ensure_ascii=False)[:_KEPT].encode("utf-8", "replace").decode("utf-8")
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
