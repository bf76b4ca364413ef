"""Filters on what the viewer has said: ``seen``, ``unrated``, ``watchlist``, ``tag:rainy``, ``list:"rainy days"``."""

from __future__ import annotations

import sqlite3

from db.base import fold
from db.base.records.cards import TitleCard
from db.base.text import line
from db.personal import marks
from db.search.filters.entry import Condition, Entry, Filter, Parsed

_LABELS = {
    "seen": "seen",
    "unseen": "not seen",
    "rated": "rated by me",
    "unrated": "not rated by me",
    "watchlist": "on my watchlist",
    "reviewed": "reviewed by me",
    "owned": "that I have",
    "liked": "with my ♥",
}
_NOT = {"unseen": "seen", "unrated": "rated"}
_OFFERED = 12
#: A query for the titles of a tag; while it is being typed, of all tags that begin so. For the parameter four times.
_TAGGED = """SELECT title_id FROM my_tag WHERE tag = ?
OR substr(tag, 1, length(?)) = ? AND NOT EXISTS (SELECT 1 FROM my_tag WHERE tag = ?)"""


def _mark(_text: str, folded: str) -> Parsed | None:
    return Parsed(Filter("mark", value=folded), _LABELS[folded]) if folded in _LABELS else None


def _marked(_con: sqlite3.Connection, wanted: Filter) -> Condition:
    mark = _NOT.get(wanted.value, wanted.value)
    holds = marks.has(mark, "r.title_id")
    return Condition(1, f"NOT {holds}") if mark != wanted.value else Condition(1, holds, among=marks.titles_with(mark))


def _has_mark(wanted: Filter, card: TitleCard) -> bool:
    mine = card.mine
    mark = _NOT.get(wanted.value, wanted.value)
    has = {
        "seen": mine.seen, "rated": mine.rating is not None, "watchlist": mine.on_watchlist, "reviewed": mine.reviewed,
        "owned": mine.owned, "liked": mine.liked,
    }[mark]  # fmt: skip
    return has == (mark == wanted.value)


def _tag(_key: str, value: str) -> Parsed | None:
    tag = line(value).lower()
    return Parsed(Filter("tag", value=tag), f"tagged {tag}", only=True) if tag else None


def _tagged(_con: sqlite3.Connection, wanted: Filter) -> Condition:
    values = (wanted.value,) * 4
    return Condition(1, f"r.title_id IN ({_TAGGED})", values, _TAGGED, values)


def _tags(con: sqlite3.Connection, typed: str) -> list[str]:
    rows = con.execute(
        "SELECT tag FROM my_tag WHERE substr(tag, 1, length(?1)) = ?1 GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?2",
        (line(typed).lower(), _OFFERED),
    )
    return [tag for (tag,) in rows]


def _list(_key: str, value: str) -> Parsed | None:
    name = fold.key(value)
    return Parsed(Filter("list", value=name), f"on the list {' '.join(value.split())}", only=True) if name else None


def _lists(con: sqlite3.Connection, words: str) -> list[tuple[str, int, str]]:
    """(table of entries, id, name) of the viewer's lists and the built-in ones that mean or begin with ``words``."""
    rows = [
        ("my_list_entry", *row)
        for row in con.execute("SELECT id, name FROM my_list WHERE kind <> 'smart' ORDER BY position")
    ]
    rows += [("list_entry", *row) for row in con.execute("SELECT id, name FROM list ORDER BY id")]
    known = [(table, id_, name, fold.key(name)) for table, id_, name in rows]
    exact = [row[:3] for row in known if row[3] == words]
    return exact or [row[:3] for row in known if f" {row[3]}".find(f" {words}") >= 0]


def _listed(con: sqlite3.Connection, wanted: Filter) -> Condition:
    among = " UNION ".join(
        f"SELECT title_id FROM {table} WHERE list_id = {id_}" for table, id_, _name in _lists(con, wanted.value)
    )
    return Condition(1, f"r.title_id IN ({among})", among=among) if among else Condition(0, "0")


MARK = Entry(
    "mark",
    "what you have seen, rated, reviewed, liked, own or have on your watchlist",
    tuple(_LABELS),
    _marked,
    bare=_mark,
    holds=_has_mark,
    unsaid=lambda wanted: wanted.value in _NOT,
)
TAG = Entry(
    "tag",
    "a tag of yours",
    ("tag:rainy",),
    _tagged,
    keys=("tag",),
    keyed=_tag,
    unsaid=lambda _wanted: False,
    values=_tags,
)
LIST = Entry(
    "list",
    "on one of your lists or a built-in one",
    ('list:"dance to the end"',),
    _listed,
    keys=("list",),
    keyed=_list,
    unsaid=lambda _wanted: False,
    values=lambda con, typed: [name for _table, _id, name in _lists(con, fold.key(typed))][:_OFFERED],
)
