"""The order of titles by name: without the article that begins an English one."""

from __future__ import annotations

_ARTICLES = ("The ", "An ", "A ")


def name_order(title: str) -> str:
    """What a title is sorted by in memory: ``red shoes`` for "The Red Shoes"."""
    return next((title[len(article) :] for article in _ARTICLES if title.startswith(article)), title).casefold()


def by_name(column: str) -> str:
    """The same in SQL, for the title in ``column``."""
    cases = " ".join(f"WHEN {column} GLOB '{article}*' THEN substr({column}, {len(article) + 1})" for article in _ARTICLES)
    return f"CASE {cases} ELSE {column} END COLLATE NOCASE"
