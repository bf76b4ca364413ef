"""Each kind of record in its place in ``personal.db``: one function a kind, and :func:`take` for a whole export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from db.base.clock import local_day
from db.base.ids import uid_of
from db.base.records.brought import Outcome
from db.base.records.exchange import (
    Entry,
    Follow,
    Like,
    ListHead,
    Note,
    Owned,
    PersonMention,
    Rating,
    Record,
    Review,
    Row,
    SeriesState,
    Tag,
    Viewing,
    kind_of,
    uid_of_mention,
)
from db.base.text import line, prose
from db.personal.bringing.held import Kept, Place
from db.personal.bringing.merge import Found, Merge, Source, cut, free_name
from db.personal.bringing.rows import take_rows
from db.personal.favourites import PLACES

#: The turns in which records are looked at: rows of Matinee's own; viewings of a day, since "seen at some time" depends on
#: them; other viewings; ratings, since "rated films are seen" depends on those; the rest.
TURNS = range(5)


def take(merge: Merge, source: Source, turn: int) -> None:
    """Merge the records of one export whose turn it is."""
    if turn == 0:
        take_rows(merge, source, [record for record in source.records if isinstance(record, Row)])
        return
    for record in source.records:
        if _turn(record) != turn:
            continue
        kind, before = kind_of(record), len(merge.merged.writes)
        found = _TAKEN[type(record)](merge, source, record)
        merge.merged.written[kind] += len(merge.merged.writes) > before
        merge.merged.counts[kind][_outcome(merge, source, record, found)] += record.rows


def viewings(source: Source) -> set[str]:
    """The uids of an export's own viewings: none of them is another record of it."""
    return {_uid(source, record) for record in source.records if isinstance(record, Viewing)}


def _turn(record: Record) -> int:
    if isinstance(record, Row):
        return 0
    if isinstance(record, Viewing):
        return 1 + record.once
    return 3 if isinstance(record, Rating) else 4


def _outcome(merge: Merge, source: Source, record: Record, found: Found) -> Outcome:
    of = record.of  # type: ignore[attr-defined]  # every kind has it
    meaning = merge.meaning(of)
    if meaning.place is None and not isinstance(of, PersonMention) and not _placed(merge, source, record):
        if found != "gone":
            merge.keep_row(source, record, of)
        return "unsure" if meaning.unsure else "unmatched"
    return "same" if found == "gone" else found


def _placed(merge: Merge, source: Source, record: Record) -> bool:
    """Whether a record without a match is there already, on a title that the viewer, or an earlier name, gave it."""
    table = {Viewing: "said_diary", Review: "said_review"}.get(type(record))
    return table is not None and merge.placed(table, _uid(source, record))


def _uid(source: Source, record: Record) -> str:
    """The uid of a record's row: from the source's own name for it, else from what it says."""
    if record.key:
        return uid_of(source.format, *record.key)
    of = record.of  # type: ignore[attr-defined]
    return uid_of(
        source.format, kind_of(record), uid_of_mention(of), getattr(record, "at", None), getattr(record, "text", "")
    )


# -- viewings and reviews ----------------------------------------------------------------------------------------------


def _viewing(merge: Merge, source: Source, record: Viewing) -> Found:
    uid = _uid(source, record)
    if uid in merge.met:
        return "same"
    merge.met.add(uid)
    held = merge.held
    title, place = merge.hangs("said_diary", uid, record.of)
    day = _day_of(merge, record, held.rows["said_diary"].get(uid))
    values = {
        "watched_on": day,
        "rewatch": _flag(record.rewatch),
        "rating": record.rating,
        "liked": _flag(record.liked),
        "tags": json.dumps(list(dict.fromkeys(_spelled(record.tags))), ensure_ascii=False),
        "place": line(record.place),
        "company": line(record.company),
        "note": prose(record.note),
    }
    known = merge.of_source("said_diary", uid, title, values, record, lambda kept: _seen_on(merge, title, kept))
    if known is not None:
        if known == "changed" and held.untouched(uid):
            held.viewings[place, day].append(uid)
            held.seen.add(place)
        return known
    if (found := _absorbed(merge, record, title, day)) is not None:
        if found:
            merge.claimed.add(found)
            merge.viewing[uid] = found
        return "same" if not held.deleted(found) else "gone"
    held.seen.add(place)
    held.viewings[place, day].append(uid)
    logged = record.at if record.at and "T" in record.at else merge.now
    held.rows["said_diary"][uid] = Kept(uid, values | {"logged_at": logged}, title)
    merge.insert("said_diary", uid, values | {"logged_at": logged}, my_id=("my_title", title))
    return "new"


def _absorbed(merge: Merge, record: Viewing, title: str, day: str | None) -> str | None:
    """The viewing that a new record is, though another source or the viewer brought it: its uid, "" where any will do."""
    held = merge.held
    alike = held.titles.alike(title)
    if record.once:
        sure = alike[:1] if merge.meaning(record.of).candidates else alike
        return "" if any(place in held.seen for place in sure) else None
    free = (uid for place in alike for uid in held.viewings[place, day] if uid not in merge.claimed)
    return next(free, None)


def _day_of(merge: Merge, record: Viewing, kept: Kept | None) -> str | None:
    """The day of a viewing; the one that is there, where it is of the same instant: another time zone moves no viewing."""
    if (
        kept is not None
        and merge.choices.zone == "local"
        and record.at is not None
        and kept.values["logged_at"] == record.at
    ):
        return str(kept.values["watched_on"] or merge.day(record.at))
    return merge.day(record.at)


def _review(merge: Merge, source: Source, record: Review) -> Found:
    text, uid = prose(record.text), _uid(source, record)
    if uid in merge.met:
        return "same"
    merge.met.add(uid)
    title, place = merge.hangs("said_review", uid, record.of)
    values = {"headline": line(record.headline), "text": text, "spoiler": int(record.spoiler)}
    found = merge.of_source("said_review", uid, title, values, record, lambda kept: str(kept.values["text"]))
    if found is not None:
        return found
    if any((each, text) in merge.held.texts for each in merge.held.titles.alike(title)):
        return "same"
    merge.held.texts.add((place, text))
    at = record.at or merge.now
    refers = {"my_id": ("my_title", title)}
    if record.viewing:
        viewing = uid_of(source.format, *record.viewing)
        viewing = merge.viewing.get(viewing, viewing)
        if viewing in merge.held.rows["said_diary"]:
            refers["viewing_id"] = ("said_diary", viewing)
    merge.insert("said_review", uid, values | {"written_at": at, "edited_at": at}, **refers)
    return "new"


# -- opinions ----------------------------------------------------------------------------------------------------------


def _rating(merge: Merge, source: Source, record: Rating) -> Found:
    title, place = merge.title(record.of)
    values: dict[str, Any] = {"value": record.value, "rated_at": record.at or merge.now}
    if record.season is None:
        _seen_by_rating(merge, record, title, place)
        table, held, uid = "said_rating", merge.held.rating, uid_of("rating", title)
    else:
        table, held, uid = "said_season", merge.held.season, uid_of("season", title, record.season)
        values["season"] = record.season
    key = place if record.season is None else (place, record.season)
    taken = False
    if (kept := held.get(key)) is not None:
        later = record.at is not None and local_day(record.at) > local_day(str(kept.values["rated_at"]))
        untouched = merge.held.untouched(kept.uid)
        taken = {"theirs": True, "newer": later, "mine": later and untouched}[merge.choices.ratings]
    return merge.alone(table, held, key, uid, values, {"my_id": ("my_title", title)}, record, "value", taken)


def _seen_by_rating(merge: Merge, record: Rating, title: str, place: Place) -> None:
    """A viewing for a rated title of which none is known, where the viewer wants that."""
    uid = uid_of("rated", title)
    held = merge.held
    if merge.choices.rated == "no" or place in held.seen or held.deleted(uid) or uid in held.rows["said_diary"]:
        return
    held.seen.add(place)
    day = merge.day(record.at) if merge.choices.rated == "day" else None
    merge.insert("said_diary", uid, {"watched_on": day, "logged_at": merge.now}, my_id=("my_title", title))
    merge.merged.written["viewings"] += 1


def _like(merge: Merge, source: Source, record: Like) -> Found:
    title, place = merge.title(record.of)
    values = {"liked_at": record.at or merge.now}
    refers = {"my_id": ("my_title", title)}
    return merge.alone("said_like", merge.held.like, place, uid_of("like", title), values, refers, record)


def _tag(merge: Merge, source: Source, record: Tag) -> Found:
    title, place = merge.title(record.of)
    words = _spelled([record.word])
    if not words:
        return "same"
    uid, refers = uid_of("tag", title, words[0]), {"my_id": ("my_title", title)}
    return merge.alone("said_tag", merge.held.tag, (place, words[0]), uid, {"tag": words[0]}, refers, record)


def _note(merge: Merge, source: Source, record: Note) -> Found:
    refers, subject, place = merge.subject(record.of)
    held = merge.held.person_note if isinstance(record.of, PersonMention) else merge.held.note
    values = {"text": prose(record.text), "edited_at": record.at or merge.now}
    return merge.alone("said_note", held, place, uid_of("note", subject), values, refers, record, "text")


def _follow(merge: Merge, source: Source, record: Follow) -> Found:
    refers, subject, place = merge.subject(record.of)
    values = {"followed_at": record.at or merge.now}
    return merge.alone("said_follow", merge.held.follow, place, uid_of("follow", subject), values, refers, record)


def _state(merge: Merge, source: Source, record: SeriesState) -> Found:
    title, place = merge.title(record.of)
    values, refers = {"state": record.state, "since": record.at or merge.now}, {"my_id": ("my_title", title)}
    return merge.alone("said_state", merge.held.state, place, uid_of("state", title), values, refers, record, "state")


def _owned(merge: Merge, source: Source, record: Owned) -> Found:
    title, place = merge.title(record.of)
    where = line(record.location) or source.label
    values = {"medium": line(record.medium) or "shelf", "location": where, "added_at": record.at or merge.now}
    uid, refers = _uid(source, record), {"my_id": ("my_title", title)}
    if uid in merge.held.rows.get("said_owned", {}):  # its title was corrected where it is from, or here
        return "same"
    return merge.alone("said_owned", merge.held.owned, (place, where), uid, values, refers, record)


# -- lists -------------------------------------------------------------------------------------------------------------


def _entry(merge: Merge, source: Source, record: Entry) -> Found:
    refers, subject, place = merge.subject(record.of)
    if record.on.kind == "favourites":
        return _favourite(merge, subject, place)
    on = _list(merge, source, record.on)
    if on is None:
        return "gone"
    held = merge.held
    uid = uid_of("entry", on, subject)
    if (on, place) not in held.entries and not held.deleted(uid):
        held.ends[on] = held.ends.get(on, 0.0) + 1
    values = {"position": held.ends.get(on, 1.0), "note": prose(record.note), "added_at": record.at or merge.now}
    refers["list_id"] = ("my_list", on)
    return merge.alone("said_list_entry", held.entries, (on, place), uid, values, refers, record)


def _list(merge: Merge, source: Source, head: ListHead) -> str | None:
    """The uid of a list, which is made where it is not there; None where the viewer deleted it since."""
    held = merge.held
    if head.kind == "watchlist":
        return next(uid for uid, (kind, _) in held.lists.items() if kind == "watchlist")
    uid = uid_of(source.format, "list", *head.key)
    if uid in held.lists:
        return uid
    if held.deleted(uid):
        return None
    name = free_name(line(head.name) or "Untitled list", {each.casefold() for _, each in held.lists.values()})
    values = {
        "name": name,
        "about": prose(head.about),
        "ranked": int(head.ranked),
        "position": float(len(held.lists)),
        "created_at": head.at or merge.now,
    }
    held.lists[uid] = ("list", name)
    merge.insert("my_list", uid, values)
    return uid


def _favourite(merge: Merge, title: str, place: Place) -> Found:
    """One of the four places, while one is free."""
    there = merge.held.favourites
    if place in there.values():
        return "same"
    free = next((one for one in range(1, PLACES + 1) if one not in there), None)
    if free is None:
        return "changed"
    uid = uid_of("favourite", title)
    if merge.held.deleted(uid):
        return "gone"
    there[free] = place
    merge.insert("said_favourite", uid, {"place": free, "chosen_at": merge.now}, my_id=("my_title", title))
    return "new"


# -- parts of these ----------------------------------------------------------------------------------------------------


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _spelled(words: Iterable[str]) -> list[str]:
    """Tags as they are kept; what is none is left out."""
    return [word[:60] for word in (line(each).lower() for each in words) if word]


def _seen_on(merge: Merge, title: str, kept: Kept) -> str:
    values, titles = kept.values, merge.held.titles
    parts = [values["watched_on"] or "a day unknown"]
    if titles.place_of[kept.on] != titles.place_of[title]:
        parts.insert(0, titles.names[kept.on])
    if values["rating"]:
        parts.append(f"rated {values['rating']}")
    if values["rewatch"]:
        parts.append("again")
    return cut(", ".join(parts))


_TAKEN: dict[type[Record], Callable[[Merge, Source, Any], Found]] = {
    Viewing: _viewing,
    Rating: _rating,
    Review: _review,
    Entry: _entry,
    Like: _like,
    Tag: _tag,
    Note: _note,
    Follow: _follow,
    Owned: _owned,
    SeriesState: _state,
}
