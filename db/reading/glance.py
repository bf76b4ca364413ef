"""What the overview of a title shows of its sections: the first of each, read without the rest."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from db.base.records.pages import Connection, Glance, Item, Question, Quote, Song
from db.base.records.sources import Entry
from db.reading import sections
from db.reading.told import first

#: Lists that are named.
_LISTS = 3
#: The first row of a section in the catalogue: the table, its columns, and whether it is looked at that it tells no ending.
_FIRST = {
    "goofs": ("goof", "text, kind", True), "quotes": ("quote", "lines", True), "faq": ("question", "question, answer", True),
    "soundtrack": ("soundtrack", "song, credits", False),
}  # fmt: skip


def glance(con: sqlite3.Connection, title_id: int) -> Glance:
    """The first of every section; what tells the ending is passed over."""
    story, details = sections.storyline(con, title_id), sections.details(con, title_id)
    summaries = [plot for plot in story.plots if not plot.spoiler]
    connection = next(iter(sections.connections(con, title_id)), None)
    return Glance(
        story=next((plot for plot in summaries if plot.kind == "summary" or plot.source), None),
        stories=len(story.plots),
        keywords=story.keywords,
        taglines=story.taglines,
        certificates=story.certificates,
        details=details,
        goof=_typed(_first(con, title_id, "goofs"), Item),
        quote=_typed(_first(con, title_id, "quotes"), Quote),
        connection=_typed(connection, Connection),
        song=_typed(_first(con, title_id, "soundtrack"), Song),
        question=_typed(_first(con, title_id, "faq"), Question),
        consensus=_typed(first(con, title_id, "consensus"), Item),
        lists=tuple(
            row[0]
            for row in con.execute(
                "SELECT l.name FROM list_entry AS e JOIN list AS l ON l.id = e.list_id WHERE e.title_id = ? ORDER BY l.id LIMIT ?",
                (title_id, _LISTS),
            )
        ),
    )


def _first(con: sqlite3.Connection, title_id: int, section: str) -> Entry | None:
    table, columns, guarded = _FIRST[section]
    safe = " AND spoiler = 0" if guarded else ""
    row = con.execute(f"SELECT {columns} FROM {table} WHERE title_id = ?{safe} ORDER BY id LIMIT 1", (title_id,)).fetchone()
    return _made(section, row) if row else first(con, title_id, section)


def _made(section: str, row: tuple[Any, ...]) -> Entry:
    if section == "goofs":
        return Item(*row)
    if section == "quotes":
        return Quote(tuple((speaker or "", words) for speaker, words in json.loads(row[0])))
    if section == "soundtrack":
        return Song(row[0], tuple(row[1].split("\n")) if row[1] else ())
    return Question(*row)


def _typed(entry: Any, kind: type[Any]) -> Any:
    return entry if isinstance(entry, kind) else None
