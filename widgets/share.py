"""A title as text to hand on: plain, Markdown, HTML, and its addresses elsewhere. Pure functions of a card."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from db.base.ids import tconst
from db.base.records.cards import TitleCard
from widgets.text import clean, kind_word
from widgets.title_line import year_of


@dataclass(frozen=True, slots=True)
class Shared:
    """One way to hand a title on; ``opens`` where it is an address that a browser can open."""

    name: str
    text: str
    opens: bool = False


def _named(card: TitleCard) -> str:
    return f"{clean(card.title)} ({year_of(card)})" if card.year else clean(card.title)


def _rated(card: TitleCard, escape: Callable[[str], str] = str) -> str:
    parts = [escape(kind_word(card.kind))] if card.kind != "movie" else []
    if card.rating is not None:
        parts.append(f"★ {card.rating:.1f}")
    if card.mine.rating:
        parts.append(f"my rating {card.mine.rating}/10")
    return ", ".join(parts)


def plain(card: TitleCard) -> str:
    """``The Red Shoes (1948), ★ 8.3, my rating 8/10``."""
    return ", ".join(filter(None, [_named(card), _rated(card)]))


def _markdown_text(text: str) -> str:
    return "".join("\\" + char if char in "\\`*_[]<>#|~" else char for char in text)


def markdown(card: TitleCard) -> str:
    """``[The Red Shoes (1948)](https://…), ★ 8.3``."""
    return ", ".join(filter(None, [f"[{_markdown_text(_named(card))}]({imdb(card)})", _rated(card, _markdown_text)]))


def as_html(card: TitleCard) -> str:
    """``<a href="https://…">The Red Shoes (1948)</a>, ★ 8.3``."""
    link = f'<a href="{html.escape(imdb(card))}">{html.escape(_named(card))}</a>'
    return ", ".join(filter(None, [link, _rated(card, html.escape)]))


def _words(card: TitleCard) -> str:
    return quote_plus(_named(card).replace("(", "").replace(")", "").encode("utf-8", "replace"))


def imdb(card: TitleCard) -> str:
    """Its page on IMDb; a search there for what has no tconst."""
    return (
        f"https://www.imdb.com/title/{tconst(card.id)}/" if card.id > 0 else f"https://www.imdb.com/find/?q={_words(card)}"
    )


def letterboxd(card: TitleCard) -> str:
    """Its page on Letterboxd, which knows films by their tconst too."""
    if card.id > 0:
        return f"https://letterboxd.com/imdb/{tconst(card.id)}/"
    return f"https://letterboxd.com/search/{_words(card)}/"


def wikipedia(card: TitleCard) -> str:
    """A search on Wikipedia."""
    return f"https://en.wikipedia.org/w/index.php?search={_words(card)}"


def ways(card: TitleCard) -> list[Shared]:
    """Every way, the texts first."""
    return [
        Shared("Plain text", plain(card)),
        Shared("Markdown", markdown(card)),
        Shared("HTML", as_html(card)),
        Shared("IMDb", imdb(card), opens=True),
        Shared("Letterboxd", letterboxd(card), opens=True),
        Shared("Wikipedia", wikipedia(card), opens=True),
    ]
