"""Narrowing a list by the words and filters of the search line (``powell 1940..1950 >7.5 unseen``), in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from db.base import fold
from db.base.records.cards import TitleCard
from db.search.query import Filter, parse


def narrowed(text: str) -> Callable[[TitleCard, Iterable[str]], bool]:
    """A test of (card, other texts about it) by ``text``: every word begins a word of theirs, every filter holds.

    A term that may be either ("drama", "1948") keeps what passes one way or the other.
    """
    terms = parse(text).terms

    def test(card: TitleCard, others: Iterable[str] = ()) -> bool:
        said: list[str] = []

        def named(wanted: tuple[str, ...]) -> bool:
            if not said:
                said.extend(fold.words(" ".join((card.title, card.original_title or "", str(card.year or ""), *others))))
            return all(any(word.startswith(typed) for word in said) for typed in wanted)

        return all(
            (term.filter is not None and _holds(term.filter, card)) or (bool(term.words) and named(term.words))
            for term in terms
        )

    return test


def _holds(wanted: Filter, card: TitleCard) -> bool:
    match wanted.field:
        case "genre":
            return wanted.value in card.genres
        case "kind":
            from db.search.query import kinds_of

            return card.kind in kinds_of(wanted.value)
        case "mark":
            mine = card.mine
            seen = mine.times_seen > 0 or mine.rating is not None
            return {
                "seen": seen, "unseen": not seen, "rated": mine.rating is not None, "unrated": mine.rating is None,
                "watchlist": mine.on_watchlist, "reviewed": mine.reviewed, "owned": mine.owned,
            }[wanted.value]  # fmt: skip
        case "rating":
            return card.rating is not None and _within(round(card.rating * 10), wanted)
        case "tag":
            return any(tag.startswith(wanted.value) for tag in card.mine.tags)
        case "year" | "votes" | "runtime" | "mine":
            value = {"year": card.year, "votes": card.votes, "runtime": card.runtime, "mine": card.mine.rating}[wanted.field]
            return value is not None and _within(value, wanted)
    return False  # a director or a country: a card does not tell


def _within(value: int, wanted: Filter) -> bool:
    return (wanted.low is None or value >= wanted.low) and (wanted.high is None or value <= wanted.high)
