"""Which of a title's names answers what was asked for: its own, or one of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from db.base import fold
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
    found: dict[int, str] = {}
    for rank, (keys, names) in (cards.akas(con, ids) if ids else {}).items():
        wanted = words[rank]
        for line, key in enumerate(keys.split("\n")):
            if shows(key, wanted):
                found[rank] = names.split("\n")[line]
                break
    return found
