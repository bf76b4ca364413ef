"""The registry of filters: every word and ``key:value`` of a search line that is a condition.

One entry a filter serves search, the filter line of lists (``f``), smart lists, charts, the command line, help and the README.
To add one: write an :class:`~db.search.filters.entry.Entry` and put it here.
"""

from __future__ import annotations

from db.search.filters.entry import Entry, Filter, Parsed
from db.search.filters.kinds import GENRE, KIND
from db.search.filters.numbers import MINE, RATING, RUNTIME, VOTES
from db.search.filters.people import ACTOR, DIRECTOR, PERSON, WRITER
from db.search.filters.places import COUNTRY, LANGUAGE
from db.search.filters.said import LIST, MARK, TAG
from db.search.filters.years import YEAR

__all__ = ["BY_FIELD", "BY_KEY", "FILTERS", "Entry", "Filter", "Parsed", "bare", "keyed"]

#: Every filter, in the order in which help shows them and a bare word is put to them.
FILTERS: tuple[Entry, ...] = (
    YEAR, GENRE, KIND, RATING, VOTES, RUNTIME, DIRECTOR, WRITER, ACTOR, PERSON, COUNTRY, LANGUAGE, MARK, MINE, TAG, LIST,
)  # fmt: skip
BY_FIELD = {entry.field: entry for entry in FILTERS}
BY_KEY = {key: entry for entry in FILTERS for key in entry.keys}
_BARE = tuple(entry.bare for entry in FILTERS if entry.bare)


def keyed(key: str, value: str) -> Parsed | None:
    """The filter that ``key:value`` is; None where it is none, or its value means nothing."""
    entry = BY_KEY.get(key)
    return entry.keyed(key, value) if entry and entry.keyed else None


def bare(text: str, folded: str) -> Parsed | None:
    """The filter that a lower-case text without a key is; ``folded`` are its words as search folds them."""
    for read in _BARE:
        if found := read(text, folded):
            return found
    return None
