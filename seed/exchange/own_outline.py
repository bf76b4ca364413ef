"""What a file in Matinee's own JSON holds, by a look through all of it, before any row is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seed.exchange.container import MOST, Held, Unreadable
from seed.exchange.json_stream import Stream
from seed.exchange.own_layout import FORMAT_VERSION, LAYOUT

#: Rows of one file: this is the way out of a whole life, and more than any holds.
MOST_ROWS = 300_000
#: Bytes that a row takes beside its texts, from reading to merging: less than a row of others, which has to be matched.
ROW = 900
#: Keys of titles and people, with the word for one and IMDb's prefix; and all that are read, in the order in which they must be.
SUBJECTS = {"titles": ("title", "tt"), "people": ("person", "nm")}
READ = dict.fromkeys(SUBJECTS) | {section.key: section for section in LAYOUT if not section.inside}


def outline(held: Held) -> dict[str, int]:
    """The keys of a file in their order, each with the number of its members; nothing else of it stays in memory.

    Unreadable where the file is damaged, of another version, has more than :data:`MOST_ROWS` rows, or rows that would take
    too much memory: what is read afterwards is whole.
    """
    held.drop()
    head: Any = None
    found: dict[str, int] = {}
    rows = 0
    stream = Stream(held, MOST)
    for key in stream.members():
        if key == "matinee":
            head, found[key] = stream.value(), 1
        elif key not in READ:
            many = stream.peek() in ("[", "{")
            found[key] = stream.passed()
            rows += found[key] if many and key != "history" else 0
        else:
            found[key] = sum(_kept(held, stream) for _ in _parts(stream))
            rows += found[key] if key not in SUBJECTS else 0
    stream.end()
    if trouble := _trouble(head):
        raise Unreadable(trouble)
    if rows > MOST_ROWS:
        raise Unreadable(f"it has more than {MOST_ROWS:,} rows")
    return found


def _parts(stream: Stream) -> Iterator[str | None]:
    """The places of the values of an array or object; of anything else, its own."""
    opening = stream.peek()
    if opening == "[":
        yield from stream.items()
    elif opening == "{":
        yield from stream.members()
    else:
        yield None


def _kept(held: Held, stream: Stream) -> int:
    """Count a row, and the entries in it, as kept: their number."""
    rows = 1 + len(_entries(stream.value()))
    held.keep(ROW * rows + stream.size)
    return rows


def _entries(row: Any) -> list[Any]:
    found = row.get("entries") if isinstance(row, dict) else None
    return found if isinstance(found, list) else []


def _trouble(head: Any) -> str:
    version = head.get("format") if isinstance(head, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return "it does not say in which version of Matinee's format it is written"
    if version > FORMAT_VERSION:
        return (
            f"it is written in version {version} of Matinee's format, and this Matinee reads version {FORMAT_VERSION};"
            " a newer Matinee reads it"
        )
    return ""
