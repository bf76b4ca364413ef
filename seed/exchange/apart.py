"""Titles of one name and year in one file that other services' ids tell apart: without this they would be one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from db.base.records.exchange import Mention, Reading, mentions, uid_of_mention


def tell_apart(reading: Reading) -> None:
    """Give titles that share name, year and kind, and have different ids of TMDB or TVDB, what tells them apart."""
    called: dict[str, set[Mention]] = defaultdict(set)
    for of in mentions(reading.records):
        if of.series is None and of.imdb is None and _id(of):
            called[uid_of_mention(of)].add(of)
    told = {
        of: of._replace(apart=_id(of))
        for several in called.values()
        if len({_id(of) for of in several}) > 1
        for of in several
    }
    if not told:
        return
    for at, record in enumerate(reading.records):
        named = getattr(record, "of", None)
        if isinstance(named, Mention):
            found = told.get(named, named)
            if named.series is not None and named.series in told:
                found = named._replace(series=told[named.series])
            if found is not named:
                reading.records[at] = replace(record, of=found)  # type: ignore[call-arg]  # those with a title have ``of``


def _id(of: Mention) -> str:
    return f"tmdb:{of.tmdb}" if of.tmdb is not None else f"tvdb:{of.tvdb}" if of.tvdb is not None else ""
