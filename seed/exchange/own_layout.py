"""The layout of Matinee's own JSON: its arrays, which table of ``personal.db`` each one is, and the fields of a row.

Reading, writing and the JSON Schema of docs/export.schema.json all follow from :data:`LAYOUT`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from db.base.records.exchange import Row
from seed.exchange.own_types import (
    ANYTHING,
    ARRAY,
    AS_WRITTEN,
    DAY,
    FLAG,
    FOUR,
    HEX,
    ID,
    MOMENT,
    NUMBER,
    POINTS,
    TEXT,
    UID,
    WHOLE,
    WORDS,
    Type,
    id_of,
    maybe,
    one_of,
)

#: Version of the format; raised whenever an older Matinee could not read what is written.
FORMAT_VERSION = 1
#: How the place of a title or person in the catalogue may have been found.
DECIDED = ("id", "former", "name", "viewer", "none")


class Field(NamedTuple):
    """A field of a row. ``refers`` says what its uid names, if it is one: ``title``, ``person``, ``list``, ``viewing``."""

    name: str
    column: str
    type: Type
    refers: str = ""
    required: bool = True
    default: Any = None


class Section(NamedTuple):
    """An array of the file and the table that it is. ``inside`` is the array that its rows lie in, for entries of lists."""

    key: str
    table: str
    noun: tuple[str, str]
    fields: tuple[Field, ...]
    inside: str = ""
    has_uid: bool = True


def _title(name: str = "title", column: str = "my_id", required: bool = True) -> Field:
    return Field(name, column, UID if required else maybe(UID), "title", required)


def _moment_of(name: str) -> Field:
    return Field(name, name, MOMENT)


def _plain(name: str, held: Type = TEXT, default: Any = "") -> Field:
    """A field that may be left out."""
    return Field(name, name, held, required=False, default=default)


_PERSON = Field("person", "my_person_id", maybe(UID), "person", False)
_SPOILER = _plain("spoiler", FLAG, 0)

LAYOUT: tuple[Section, ...] = (
    Section("ratings", "said_rating", ("rating", "ratings"), (_title(), Field("value", "value", POINTS), _moment_of("rated_at"))),
    Section("likes", "said_like", ("♥", "♥"), (_title(), _moment_of("liked_at"))),
    Section(
        "favourites", "said_favourite", ("favourite", "favourites"),
        (Field("place", "place", FOUR), _title(), _moment_of("chosen_at")),
    ),
    Section(
        "season_ratings", "said_season", ("season rating", "season ratings"),
        (_title(), Field("season", "season", WHOLE), Field("value", "value", POINTS), _moment_of("rated_at")),
    ),
    Section(
        "series_states", "said_state", ("series state", "series states"),
        (_title(), Field("state", "state", one_of("under way", "paused", "dropped", "finished")), _moment_of("since")),
    ),
    Section(
        "lists", "my_list", ("list", "lists"),
        (
            Field("kind", "kind", one_of("watchlist", "list", "smart")), Field("name", "name", TEXT), _plain("about"),
            Field("search", "query", maybe(TEXT), required=False), _plain("position", NUMBER, 0.0), _plain("ranked", FLAG, 0),
            _moment_of("created_at"),
        ),
    ),
    Section(
        "entries", "said_list_entry", ("list entry", "list entries"),
        (
            _title(required=False), _PERSON, Field("position", "position", NUMBER), _plain("note"), _moment_of("added_at"),
        ),
        inside="lists",
    ),
    Section(
        "viewings", "said_diary", ("viewing", "viewings"),
        (
            _title(), Field("watched_on", "watched_on", maybe(DAY)), _plain("rewatch", maybe(FLAG), None),
            _plain("rating", maybe(POINTS), None), _plain("liked", maybe(FLAG), None), _plain("tags", WORDS, "[]"),
            _plain("place"), _plain("company"), _plain("stopped_at", maybe(WHOLE), None), _plain("note"),
            _moment_of("logged_at"),
        ),
    ),
    Section(
        "reviews", "said_review", ("review", "reviews"),
        (
            _title(), Field("viewing", "viewing_id", maybe(UID), "viewing", False), _plain("headline"),
            Field("text", "text", TEXT), _SPOILER, _moment_of("written_at"), _moment_of("edited_at"),
        ),
    ),
    Section(
        "review_versions", "said_review_version", ("earlier text of a review", "earlier texts of reviews"),
        (
            _title(), Field("review", "review_uid", maybe(UID), required=False),
            Field("kind", "kind", one_of("review", "draft")), _plain("headline"), Field("text", "text", TEXT), _SPOILER,
            _moment_of("saved_at"),
        ),
    ),
    Section(
        "drafts", "said_draft", ("draft", "drafts"),
        (_title(), _plain("headline"), _plain("text"), _SPOILER, _moment_of("saved_at")),
        has_uid=False,
    ),
    Section(
        "votes", "said_vote", ("vote on a review", "votes on reviews"),
        (_title(), Field("review", "review", TEXT), Field("helpful", "helpful", FLAG)),
    ),
    Section("tags", "said_tag", ("tag", "tags"), (_title(), Field("tag", "tag", TEXT))),
    Section(
        "notes", "said_note", ("note", "notes"),
        (_title(required=False), _PERSON, Field("text", "text", TEXT), _moment_of("edited_at")),
    ),
    Section(
        "hidden", "said_hidden", ("hidden title", "hidden titles"), (_title(), _title("under", "under_id", required=False))
    ),
    Section(
        "corrections", "said_correction", ("correction", "corrections"),
        (_title(), Field("section", "section", TEXT), Field("value", "value", ANYTHING), _moment_of("made_at")),
    ),
    Section(
        "follows", "said_follow", ("person followed", "people followed"),
        (Field("person", "my_person_id", UID, "person"), _moment_of("followed_at")),
    ),
    Section(
        "owned", "said_owned", ("title owned", "titles owned"),
        (
            _title(), _plain("medium", default="file"), Field("location", "location", TEXT), _plain("raw", maybe(HEX), None),
            _plain("size", maybe(WHOLE), None), _plain("fingerprint", maybe(TEXT), None), _plain("note"),
            _moment_of("added_at"),
        ),
    ),
    Section(
        "threads", "said_thread", ("thread", "threads"),
        (_title(), Field("subject", "subject", TEXT), _plain("notes", ARRAY, "[]"), _moment_of("edited_at")),
    ),
    Section(
        "duels", "said_duel", ("duel", "duels"),
        (_title("winner", "winner_id"), _title("loser", "loser_id"), _moment_of("judged_at")),
    ),
    Section(
        "answers", "my_answer", ("answer", "answers"),
        (
            Field("of", "subject_uid", UID), Field("subject", "subject", one_of("title", "person")),
            Field("answer", "answer_id", maybe(ID), required=False),
            _plain("refused", ARRAY, "[]"), _moment_of("answered_at"),
        ),
    ),
    Section(
        "decisions", "my_decision", ("decision", "decisions"),
        (
            Field("origin", "origin", TEXT), Field("key", "key", TEXT), _title(required=False), _moment_of("decided_at"),
        ),
    ),
    Section(
        "unmatched", "my_unmatched", ("unmatched row", "unmatched rows"),
        (
            Field("origin", "origin", TEXT), Field("row", "row", AS_WRITTEN), _plain("candidates", ARRAY, "[]"),
            _moment_of("seen_at"),
        ),
    ),
)  # fmt: skip
#: By table.
OF_TABLE = {section.table: section for section in LAYOUT}


def fields_out(section: Section, row: Row, *, whole: bool = True) -> dict[str, Any]:
    """A row as JSON. Without ``whole``, columns that the row does not have are left out."""
    found: dict[str, Any] = {"uid": row.uid} if section.has_uid else {}
    for field in section.fields:
        if field.refers:
            found[field.name] = row.refers.get(field.column)
        elif whole or field.column in row.values:
            found[field.name] = field.type.out(row.values.get(field.column))
    if section.table == "my_answer" and isinstance(found.get("answer"), int):
        found["answer"] = id_of("tt" if found.get("subject") == "title" else "nm").out(found["answer"])
    return found
