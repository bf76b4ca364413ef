"""Which of a title's names answers what was asked for: its own, or one of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from db import fold
from db.search import cards
from db.search.find import Row


def shows(key: str, words: Sequence[str]) -> bool:
    """Whether every word begins one of the name's."""
    spaced = f" {key}"
    for word in words:  # noqa: SIM110, faster than a generator
        if f" {word}" not in spaced:
            return False
    return True


def matched(con: sqlite3.Connection, titles: Iterable[tuple[Row, Sequence[str]]]) -> dict[int, str]:
    """The names, by id, that show the words asked for, which stand beside each title's row, where the titles do not."""
    found: dict[int, str] = {}
    unclear: dict[int, Sequence[str]] = {}
    ids: dict[int, int] = {}
    for row, words in titles:
        rank, id_, title, original, year = row[:5]
        key = fold.key(title)
        if shows(key, words):
            continue
        if str(year) in words:
            words = [word for word in words if word != str(year)]
            if shows(key, words):
                continue
        if original and shows(fold.key(original), words):
            found[id_] = original
        else:
            unclear[rank], ids[rank] = words, id_
    for rank, name in by_akas(con, ids, unclear).items():
        found[ids[rank]] = name
    return found


def by_akas(con: sqlite3.Connection, ids: Mapping[int, int], words: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """The first of the other names that shows all of a title's ``words``; all by ranks, without titles that have none."""
    several = {rank: id_ for rank, id_ in ids.items() if len(words[rank]) > 1}  # a single word stands in one of them
    keys = cards.names(con, several) if several else {}
    some = [rank for rank in ids if rank not in several or _one_shows(keys.get(rank, ()), words[rank])]
    documents = cards.akas(con, [ids[rank] for rank in some]) if some else {}
    found = {rank: _showing(documents[ids[rank]], words[rank]) for rank in some if ids[rank] in documents}
    return {rank: name for rank, name in found.items() if name}


def _one_shows(keys: Sequence[str], words: Sequence[str]) -> bool:
    for key in keys:  # noqa: SIM110, faster than a generator
        if shows(key, words):
            return True
    return False


def _showing(akas: str, words: Sequence[str]) -> str:
    """The first of other names that shows every word; one written as they are before one that is only folded so."""
    longest = max(words, key=len) if len(words) > 1 else words[0]
    for name in cards.with_letters(akas, longest):
        if shows(fold.key(name), words):
            return name
    if cards.is_plain(akas):
        return ""
    for name, folded in cards.folded(akas):
        if longest in folded and shows(fold.key(folded), words):
            return name
    return ""
