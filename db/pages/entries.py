"""Entries of sections as a source's file holds them: arrays of their fields by section, as JSON, packed where that saves room."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from db.base.records.sources import SECTIONS, Entry

#: Bytes from which packing pays (it costs ten microseconds to begin), and how hard it tries.
_WORTH, _LEVEL = 700, 1
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
#: Fields that the store does not hold: where an entry is from is said by its file.
_SAID_ELSEWHERE = ("source", "other", "own", "my_vote", "own_id")


class _Shape(NamedTuple):
    """The fields of a type of entries, in the order in which they are held; all but the first have defaults."""

    type: type
    names: tuple[str, ...]
    defaults: tuple[Any, ...]


@cache
def _shape(section: str) -> _Shape | None:
    kind = SECTIONS[section]
    if kind is str:
        return None
    held = [field for field in fields(kind) if field.name not in _SAID_ELSEWHERE]
    return _Shape(kind, tuple(field.name for field in held), tuple(field.default for field in held))


def rows(section: str, entries: Iterable[Entry]) -> list[Any]:
    """Entries as JSON holds them: a text, or an array of fields without the last ones that say nothing."""
    shape = _shape(section)
    if shape is None:
        return list(entries)
    pick = attrgetter(*shape.names)
    made = []
    for entry in entries:
        row = pick(entry)
        end = len(row)
        while end > 1 and row[end - 1] == shape.defaults[end - 1]:
            end -= 1
        made.append(row[:end])
    return made


def packed(made: Mapping[str, Sequence[Any]]) -> tuple[str, bytes]:
    """Sections of :func:`rows` as a tally (``trivia 3 goofs 1``) and bytes."""
    text = _ENCODE(made).encode("utf-8", "replace")
    tally = " ".join([f"{section} {len(rows)}" for section, rows in made.items()])
    return tally, text if len(text) < _WORTH else zlib.compress(text, _LEVEL)


def tallied(tally: str) -> dict[str, int]:
    """How many entries of which sections a row holds."""
    words = tally.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def unpacked(body: bytes, sections: Collection[str]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of those of ``sections`` that were packed."""
    found = json.loads(body if body[:1] == b"{" else zlib.decompress(body))
    for section, rows in found.items():
        if section not in sections:
            continue
        shape = _shape(section)
        if shape is None:
            yield section, list(rows)
        else:
            yield section, [shape.type(**dict(zip(shape.names, map(_frozen, row), strict=False))) for row in rows]


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
