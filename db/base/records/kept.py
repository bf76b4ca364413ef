"""Rows of imports without a match, as ``my_unmatched`` keeps them: what they were taken for, where they stood, their text."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeGuard

from db.base.records.exchange import Mention, PersonMention

#: Numbers that a database and JSON both hold exactly.
_MOST = 2**53
_WORDS, _SERIES = ("name", "kind", "apart", "also"), "series"


class KeptRow(NamedTuple):
    """A row without a match: the uid of the title row that it hangs on, of its series, and the row as it was read."""

    title: str
    series: str | None
    mention: Mention
    kind: str
    file: str
    line: int
    text: str


def packed(kept: KeptRow) -> str:
    """The JSON of a row."""
    return json.dumps(kept._asdict() | {"mention": written(kept.mention)}, ensure_ascii=False)


def unpacked(text: str) -> KeptRow:
    """The row that :func:`packed` wrote; ValueError for anything else."""
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("it is no object")
    title, kind, file, said = (_word(found, name) for name in ("title", "kind", "file", "text"))
    series, line = found.get("series"), found.get("line")
    if not isinstance(series, str | None) or not _whole(line):
        raise ValueError("a field of it is of another type")
    return KeptRow(title, series, read_mention(found.get("mention")), kind, file, line, said)


def _word(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is missing, or no text")
    return value


def written(of: Mention | PersonMention) -> list[object]:
    """A mention as JSON holds it; :func:`read_mention` reads it."""
    return [written(part) if isinstance(part, Mention) else part for part in of]


def read_mention(parts: Any, *, of_episode: bool = False) -> Mention:
    """The mention that :func:`written` wrote, also an older Matinee with fewer fields; ValueError for anything else."""
    if not isinstance(parts, list) or not 1 <= len(parts) <= len(Mention._fields):
        raise ValueError("it names no title")
    given: dict[str, Any] = dict(zip(Mention._fields, parts, strict=False))
    for name, value in given.items():
        if name == _SERIES:
            if value is not None and of_episode:
                raise ValueError("a series of a series is named")
            given[name] = None if value is None else read_mention(value, of_episode=True)
        elif not isinstance(value, str) if name in _WORDS else not (value is None or _whole(value)):
            raise ValueError(f"{name} of the title is of another type")
    return Mention(**given)


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST
