"""Trakt's export: the zip of 2026, folders of older exports, and single files in the shape of its API.

The zip holds answers of the API as they are, split into numbered files where they are long. Every play in the history is a
viewing. ``watched-…`` has the last play only: it is taken for films and episodes that the history lacks, because there is none
or a part of it is missing. A play of 1970, or without a moment, is a viewing of an unknown day.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from db.base.records.exchange import Entry, FileRead, Note, Origin, Reading, Record, Unplaced
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import UNREAD, Claimed, Format
from seed.exchange.json_rows import each_row, written
from seed.exchange.table import RECORD
from seed.exchange.text import decoded
from seed.exchange.trakt_rows import ROWS, Export, Made, Row, head

_HEADS = "heads"
#: Roles by a key of the first row; the first that is there decides.
_KEYS = (
    ("last_watched_at", "watched"), ("plays", "watched"), ("watched_at", "history"), ("paused_at", "playback"),
    ("rated_at", "ratings"), ("listed_at", "entries"), ("collected_at", "owned"), ("last_collected_at", "owned"),
    ("hidden_at", "hidden"), ("comment", "comments"), ("note", "notes"),
)  # fmt: skip
_SUBJECTS = ("movie", "show", "episode", "season", "person", "list")
#: Roles by the file's name, for one that is empty, cut or damaged; and files that are never opened.
_NAMES = tuple(
    (re.compile(rf"{pattern}(-[0-9]+)?"), role)
    for pattern, role in (
        ("watched-history", "history"), ("watched-(movies|shows)", "watched"), ("watched-playback", "playback"),
        ("ratings-(movies|shows|seasons|episodes)", "ratings"), ("comments-(movies|shows|seasons|episodes|lists)", "comments"),
        ("notes-[a-z-]+", "notes"), ("lists-(lists|collaborations)", _HEADS), ("lists-(watchlist|favorites|list-.+)", "entries"),
        ("collection-(movies|shows|episodes)", "owned"), ("hidden-[a-z-]+", "hidden"),
        ("-errors|user-(settings|profile|stats|last-activities|saved-filters)|network-[a-z-]+|likes-[a-z-]+", UNREAD),
    )
)  # fmt: skip
#: The order in which files are read: lists before their entries, the history before last plays.
_ORDER = (_HEADS, *ROWS, UNREAD)


# -- recognition -------------------------------------------------------------------------------------------------------


def _stem(name: str) -> str:
    """The name of a file as in the zip of 2026, without ending: ``ratings-movies`` for ``ada/ratings/movies.json``."""
    folder, _, base = name.lower().removesuffix(".json").rpartition("/")
    stem = re.sub(r" ?\([0-9]+\)$", "", base).replace("_", "-")
    inside = f"{folder.rpartition('/')[2]}-{stem}"
    return inside if _named(stem) is None and _named(inside) is not None else stem


def _named(stem: str) -> str | None:
    return next((role for pattern, role in _NAMES if pattern.fullmatch(stem)), None)


def claims(held: Held) -> str | None:
    """The role of a file, by the keys of its first row, or by its name where that cannot be read."""
    if not held.base.lower().endswith(".json"):
        return None
    named = _named(_stem(held.name))
    row = None if named == UNREAD else _first(held)
    if row is None:
        return named
    if "liked_at" not in row and any(isinstance(row.get(each), dict) for each in _SUBJECTS):
        for key, role in _KEYS:
            if key in row:
                return role
    return _HEADS if {"name", "privacy", "ids"} <= set(row) else named


def _first(held: Held) -> dict[str, Any] | None:
    """The first object of the JSON array in a file, or None."""
    try:
        text = decoded(held, head=True).lstrip("\ufeff \r\n\t")
    except Unreadable:
        return None
    begun = text[1:].lstrip()
    if not text.startswith("[") or not begun.startswith("{"):
        return None
    try:
        found, _ = json.JSONDecoder().raw_decode(begun)
    except (ValueError, RecursionError):  # longer than the head, as a series with all its episodes: the keys are enough
        found = {key: {} for key in re.findall(r'"(\w+)"\s*:', begun[:4_000])}
    return found if isinstance(found, dict) else None


def _shuts(names: Sequence[str]) -> Collection[str]:
    """Files about the account and other users, if there are other files of a Trakt export."""
    roles = {name: _named(_stem(name)) for name in names if name.lower().endswith(".json")}
    shut = [name for name, role in roles.items() if role == UNREAD]
    return shut if any(role not in (None, UNREAD) for role in roles.values()) else ()


# -- reading -----------------------------------------------------------------------------------------------------------


def _turn(claimed: Claimed) -> tuple[int, list[int | str]]:
    """Sort key of a file: its role, then its name, with page numbers as numbers."""
    parts = re.split(r"([0-9]{1,9})", claimed.held.name)
    return _ORDER.index(claimed.role), [int(part) if at % 2 else part for at, part in enumerate(parts)]


def read(files: Sequence[Claimed]) -> Reading:
    """Everything in the files that were claimed."""
    reading, export = Reading(), Export()
    lists: list[tuple[str, list[tuple[int | None, Origin]]]] = []
    for role, held in sorted(files, key=_turn):
        if role == UNREAD:
            reading.unread.append(held.name)
            continue
        export.fresh.clear()
        try:
            if role == _HEADS:
                lists.append((held.name, _heads(export, held)))
                continue
            made = list(_of_rows(export, role, held))
        except Unreadable as trouble:
            reading.files.append(FileRead(held.name, 0, str(trouble)))
            continue
        export.seen |= export.fresh
        reading.add(*(each for each in made if isinstance(each, Record)))
        reading.unplaced += [each for each in made if isinstance(each, Unplaced)]
        reading.files.append(FileRead(held.name, sum(each.rows for each in made)))
    _settle(reading, export)
    for name, found in lists:
        _without_entries(reading, name, found)
    return reading


def _rows(held: Held) -> Iterable[Row]:
    stem = _stem(held.name)
    for at, row in enumerate(each_row(held), 1):
        yield Row(row, Origin(held.name, at, _shown(row)), stem)


def _of_rows(export: Export, role: str, held: Held) -> Iterator[Made]:
    for row in _rows(held):
        try:
            made = ROWS[role](export, row)
        except ValueError as error:
            made = [Unplaced(row.origin, str(error))]
        held.keep(RECORD * max(len(made) - 1, 0))  # a series has many episodes
        yield from made


def _shown(row: dict[str, Any]) -> str:
    """A row as text, without its ``user`` objects."""
    inside = {
        name: {key: each for key, each in said.items() if key != "user"} if isinstance(said, dict) else said
        for name, said in row.items()
        if name != "user"
    }
    return written(inside)


# -- lists -------------------------------------------------------------------------------------------------------------


def _heads(export: Export, held: Held) -> list[tuple[int | None, Origin]]:
    """Remember the lists of a file; return the id of each and where it was read."""
    found: list[tuple[int | None, Origin]] = []
    for row in _rows(held):
        known = head(row.said)
        if known is not None:
            export.heads[known[0]] = known[1]
        found.append((known[0] if known else None, row.origin))
    return found


def _without_entries(reading: Reading, name: str, found: Sequence[tuple[int | None, Origin]]) -> None:
    """Report lists without entries. Rows of other lists are not counted: their entries are."""
    filled = {record.on.key for record in reading.records if isinstance(record, Entry)}
    left = [origin for number, origin in found if ("list", number) not in filled]
    for origin in left:
        reading.refuse(origin, "a list that is empty, or whose entries are not in the export")
    reading.files.append(FileRead(name, len(left)))


def _settle(reading: Reading, export: Export) -> None:
    """Sort the entries of each list by rank, and join texts on the same title."""
    places: dict[tuple[str | int, ...], int] = {}
    entries = [record for record in reading.records if isinstance(record, Entry)]
    for each in entries:
        places.setdefault(each.on.key, len(places))
    last = max(export.ranks.values(), default=0) + 1
    entries.sort(key=lambda each: (places[each.on.key], export.ranks.get((each.origin.file, each.origin.line), last)))
    noted = _joined(((each.on.key, each.of), each.note) for each in entries)
    texts = _joined((record.of, record.text) for record in reading.records if isinstance(record, Note))
    others = [record for record in reading.records if not isinstance(record, Entry)]
    reading.records = [replace(each, text=texts[each.of]) if isinstance(each, Note) else each for each in others]
    reading.records += [replace(each, note=noted[each.on.key, each.of]) for each in entries]


K = TypeVar("K", bound=Hashable)


def _joined(texts: Iterable[tuple[K, str]]) -> dict[K, str]:
    """The distinct texts on each title, one per line: a title has a single note, and a single place on a list."""
    found: defaultdict[K, dict[str, None]] = defaultdict(dict)
    for of, text in texts:
        found[of].setdefault(text)
    return {of: "\n".join(text for text in each if text) for of, each in found.items()}


FORMAT = Format(
    name="trakt",
    label="Trakt export",
    brings="every play of films and episodes, ratings of films, series, seasons and episodes, lists, comments, notes, what you own",
    source="trakt.tv: Settings, Data, Export",
    claims=claims,
    read=read,
    shuts=_shuts,
)
