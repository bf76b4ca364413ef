"""The types of fields in Matinee's own JSON: the schema of each, and its way out of ``personal.db`` and back."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from db.base import ids
from db.base.clock import today

_HALVES = re.compile("[\ud800-\udfff]")
_UID = re.compile(r"[0-9a-f]{32}")
_MOST_INTEGER = 2**63 - 1
#: Days that a day may be ahead, for clocks and time zones.
_GRACE = 1


class Type(NamedTuple):
    """A type of field. ``out`` turns a column into JSON; ``into`` the other way, ValueError for what it is not."""

    schema: dict[str, Any]
    out: Callable[[Any], Any]
    into: Callable[[Any], Any]


def is_uid(value: object) -> bool:
    """Whether a value is a row's uid: 32 hexadecimal digits."""
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def whole_letters(text: str) -> str:
    """Text without halves of surrogate pairs, which no database takes."""
    return _HALVES.sub("\ufffd", text)


def _same(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is no text")
    return whole_letters(value)


def _moment(value: Any) -> str:
    text = _text(value)
    try:
        date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError("is no moment such as 2026-05-03T20:15:00.000Z") from error
    return text


def _day(value: Any) -> str:
    text = _text(value)
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("is no day such as 2026-05-03") from error
    if found.isoformat() != text:
        raise ValueError("is no day such as 2026-05-03")
    if found.toordinal() > today().toordinal() + _GRACE:
        raise ValueError("is a day in the future")
    return text


def _integer(least: int, most: int) -> Callable[[Any], int]:
    def into(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError("is no whole number")
        if not least <= value <= most:
            raise ValueError(f"is not between {least:,} and {most:,}")
        return value

    return into


def _number(value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise ValueError("is no number")
    if not abs(value) <= 1e15:  # NaN and infinity too
        raise ValueError("is too large a number")
    return float(value)


def _flag_out(value: Any) -> Any:
    return bool(value) if value in (0, 1) else value


def _flag(value: Any) -> int:
    if not isinstance(value, bool):
        raise ValueError("is neither true nor false")
    return int(value)


def one_of(*words: str) -> Type:
    """The type of what is one of a few words."""

    def into(value: Any) -> str:
        if value not in words:
            raise ValueError(f"is none of {', '.join(words)}")
        return str(value)

    return Type({"enum": list(words)}, _same, into)


def _hex(value: Any) -> str:
    text = _text(value)
    try:
        bytes.fromhex(text)
    except ValueError as error:
        raise ValueError("is not written in hexadecimal digits") from error
    return text


def _uid(value: Any) -> str:
    if not is_uid(value):
        raise ValueError("is no uid: 32 hexadecimal digits")
    return str(value)


def _unpacked(text: Any) -> Any:
    """The array or object of a column that holds JSON; its text where writing it again would give another text."""
    try:
        found = json.loads(text)
        if isinstance(found, (list, dict)) and text in (packed(found), json.dumps(found, allow_nan=False)):
            packed(found).encode("utf-8")
            return found
    except (ValueError, TypeError, RecursionError):
        pass
    return text


def packed(value: Any) -> str:
    """JSON as ``personal.db`` holds it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _json(*kinds: type) -> Callable[[Any], str]:
    """An array or object of ``kinds``, or the text of one, where ``str`` is among them."""

    def into(value: Any) -> str:
        if isinstance(value, str) and str in kinds:
            return whole_letters(value)
        if isinstance(value, str) or not isinstance(value, kinds):
            raise ValueError("has another shape than it should")
        try:
            return whole_letters(packed(value))
        except (ValueError, RecursionError) as error:
            raise ValueError("is nested too deeply, or holds what is no number") from error

    return into


def _parsable(value: Any) -> str:
    """JSON of any shape; where it is written as text, that text must be JSON."""
    text = _json(list, dict, str)(value)
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("is no JSON") from error
    return text


def _words(value: Any) -> str:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError("is no list of words")
    return _json(list)(value)


def id_of(prefix: str) -> Type:
    """The type of IMDb's ids as people write them; ``local-…`` for what has none."""

    def out(value: Any) -> Any:
        return (ids.tconst if prefix == "tt" else ids.nconst)(value) if isinstance(value, int) else value

    def into(value: Any) -> int:
        found = ids.number(value, prefix) if isinstance(value, str) and value.startswith((prefix, "local-")) else None
        if found is None:
            raise ValueError(f"is no id such as {out(1)}")
        return found

    return Type({"type": "string", "pattern": f"^({prefix}[0-9]{{1,10}}|local-[0-9]{{1,15}})$"}, out, into)


def _any_id(value: Any) -> int:
    found: int = id_of("nm" if isinstance(value, str) and value.startswith("nm") else "tt").into(value)
    return found


def maybe(held: Type) -> Type:
    """The same, or null."""
    schema: dict[str, Any] = {"anyOf": [held.schema, {"type": "null"}]}
    if isinstance(held.schema.get("type"), str) and set(held.schema) == {"type"}:
        schema = {"type": [held.schema["type"], "null"]}
    return Type(
        schema,
        lambda value: None if value is None else held.out(value),
        lambda value: None if value is None else held.into(value),
    )


TEXT = Type({"type": "string"}, _same, _text)
MOMENT = Type({"$ref": "#/$defs/moment"}, _same, _moment)
DAY = Type({"type": "string", "format": "date"}, _same, _day)
FLAG = Type({"type": "boolean"}, _flag_out, _flag)
WHOLE = Type({"type": "integer"}, _same, _integer(-_MOST_INTEGER, _MOST_INTEGER))
YEAR = Type({"type": "integer", "minimum": 1, "maximum": 9999}, _same, _integer(1, 9999))
POINTS = Type({"type": "integer", "minimum": 1, "maximum": 10}, _same, _integer(1, 10))
FOUR = Type({"type": "integer", "minimum": 1, "maximum": 4}, _same, _integer(1, 4))
ID = Type({"type": "string"}, _same, _any_id)
NUMBER = Type({"type": "number"}, lambda value: value if math.isfinite(value) else None, _number)
UID = Type({"$ref": "#/$defs/uid"}, _same, _uid)
WORDS = Type({"type": "array", "items": {"type": "string"}}, _unpacked, _words)
ARRAY = Type({"type": ["array", "string"]}, _unpacked, _parsable)
ANYTHING = Type({"type": ["array", "object", "string"]}, _unpacked, _parsable)
AS_WRITTEN = Type({"type": ["array", "object", "string"]}, _unpacked, _json(list, dict, str))
HEX = Type({"type": "string", "pattern": "^([0-9a-f]{2})*$"}, _same, _hex)
