"""The viewer's lists and reviews as Markdown: a file for each list, and one for all reviews."""

from __future__ import annotations

import re
from collections import Counter

from db.base.clock import local_day
from db.base.records.exchange import Entry, ListHead, Mention, PersonMention, Rating, Review, Viewing
from db.base.records.taken import Taken, Written
from seed.exchange.csv_out import Names

#: Characters that mean something within a line of Markdown, and what means something at its beginning.
_MEANS = re.compile(r"([\\`*_\[\]<>&~|])")
_BEGINS = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=\s|[-+=]|$)|\d{1,9}(?=[.)]))", re.MULTILINE)


def markdown(taken: Taken) -> Written:
    """``watchlist.md``, a file for each list, and ``reviews.md``."""
    done = Written(left=Counter({"smart lists": taken.others["smart lists"]}))
    entries: dict[tuple[str | int, ...], list[Entry]] = {head.key: [] for head in taken.lists}
    for record in taken.records:
        if isinstance(record, Entry) and record.on.key in entries:
            entries[record.on.key].append(record)
    names = Names()
    for head in taken.lists:
        done.files[f"{names.of(head)}.md"] = _list(head, entries[head.key]).encode("utf-8", "replace")
        done.wrote["lists"] += 1
        done.wrote["list entries"] += len(entries[head.key])
    reviews = [record for record in taken.records if isinstance(record, Review)]
    if reviews:
        done.files["reviews.md"] = _reviews(taken, reviews).encode("utf-8", "replace")
        done.wrote["reviews"] += len(reviews)
    return done


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    marked = _MEANS.sub(r"\\\1", text)
    return _BEGINS.sub(lambda found: f"{found[1]}{_kept(found[2])}", marked)


def _kept(mark: str) -> str:
    """The beginning of a line without its meaning: ``1\\.`` needs its escape behind the number."""
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _list(head: ListHead, entries: list[Entry]) -> str:
    parts = [f"# {plain(head.name)}\n"]
    if head.about:
        parts.append(f"\n{_paragraphs(head.about)}\n")
    if entries:
        parts.append("\n")
    for place, entry in enumerate(entries, 1):
        mark = f"{place}." if head.ranked else "-"
        parts.append(f"{mark} {_name(entry.of)}\n")
        if entry.note:
            indent = " " * (len(mark) + 1)
            parts.append("\n" + "".join(f"{indent}{row}\n" if row else "\n" for row in _paragraphs(entry.note).split("\n")))
    return "".join(parts)


def _name(of: Mention | PersonMention) -> str:
    return plain(of.name if isinstance(of, PersonMention) else of.label)


def _paragraphs(text: str) -> str:
    """Text of several lines; a single line break stays one."""
    rows = [plain(row.strip()) for row in text.split("\n")]
    broken = [f"{row}\\" if row and after else row for row, after in zip(rows, [*rows[1:], ""], strict=True)]
    return "\n".join(broken)


def _reviews(taken: Taken, reviews: list[Review]) -> str:
    days = {record.key: record.at for record in taken.records if isinstance(record, Viewing)}
    points = {record.of: record.value for record in taken.records if isinstance(record, Rating) and record.season is None}
    parts = ["# Reviews\n"]
    for review in reviews:
        told = []
        if review.of in points:
            told.append(f"{points[review.of]}/10")
        if seen := days.get(review.viewing):
            told.append(f"watched on {seen}")
        if review.at:
            told.append(f"written on {local_day(review.at)}")
        if review.spoiler:
            told.append("gives the story away")
        parts.append(f"\n## {_name(review.of)}\n\n")
        if review.headline:
            parts.append(f"**{plain(review.headline)}**\n\n")
        if told:
            parts.append(f"*{', '.join(told)}*\n\n")
        parts.append(f"{_paragraphs(review.text)}\n")
    return "".join(parts)
