"""The blocks of a title's overview that show the first of its sections: storyline, details, did you know, questions, lists.

Each ends in its own "see all" with its key; one that has nothing to show is empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Connection, Fact, TitlePage
from widgets.sheet import Line, Span, Spot, at_most, cell, heading, indented, prose, span, wrap
from widgets.text import day

#: Width of the labels, lines of a text that is begun, words and names of a kind.
_LABEL, _LINES, _WORDS, _NAMES = 15, 4, 8, 3


def see_all(text: str, key: str, screen: str) -> Line:
    """The line that leads to all of a section."""
    spot = Spot(("all", screen), f"tab:{screen}")
    return [span(f" {text}  ", "muted", spot), span(key, "b gold", spot)]


def story_block(page: TitlePage, cells: int) -> list[Line]:
    """The beginning of the first summary, keywords, a tagline, genres and certificates."""
    told = page.glance
    lines: list[Line] = []
    if told.story is not None and told.story.text != page.plot:
        lines += [*at_most(indented(prose(told.story.text, cells - 1), 1), _LINES, cells), []]
    more = len(told.keywords) - _WORDS
    lines += _row("Keywords", " · ".join(told.keywords[:_WORDS]) + (f" · {more} more" if more > 0 else ""), cells)
    lines += _row("Tagline", next(iter(told.taglines), ""), cells)
    lines += _row("Certificates", ", ".join(_certificate(fact) for fact in told.certificates[:_NAMES]), cells)
    if not lines:
        return []
    count = f"all {told.stories:,} summaries, keywords and certificates" if told.stories > 1 else "all of it, with keywords"
    return [heading("Storyline"), [], *_closed(lines), see_all(count, "S", "storyline")]


def details_block(page: TitlePage, cells: int) -> list[Line]:
    """Where it is from, when it was shown, where it was filmed, what it cost, who made it, how."""
    details = page.glance.details
    lines = _row("Country", ", ".join(details.countries[:_NAMES]), cells)
    lines += _row("Language", ", ".join(details.languages[:_NAMES]), cells)
    if (first := page.release) is not None:
        lines += _row("Released", day(first.value) + (f", {first.kind}" if first.kind else ""), cells)
    lines += _row("Also called", "; ".join(_called(aka.title, aka.region) for aka in details.akas[:2]), cells)
    lines += _row("Filmed in", "; ".join(fact.value or fact.kind for fact in details.locations[:2]), cells)
    for label, kinds in (("Budget", ("budget",)), ("Opening", ("opening weekend", "opening")), ("Gross", ("gross",))):
        lines += _row(label, "; ".join(_noted(fact) for fact in _of(details.business, kinds)[:2]), cells)
    lines += _row("Companies", ", ".join(fact.value for fact in _of(details.companies, ("production",))[:_NAMES]), cells)
    for label, kind in (("Sound", "sound mix"), ("Colour", "colour"), ("Aspect ratio", "aspect ratio")):
        lines += _row(label, ", ".join(dict.fromkeys(fact.value for fact in _of(details.technical, (kind,))))[:200], cells)
    if not lines:
        return []
    return [heading("Details"), [], *lines, [], see_all("all details, box office and technical", "i", "details")]


def did_you_know_block(page: TitlePage, cells: int) -> list[Line]:
    """One of each: trivia, goof, quote, connection, song."""
    told, counts = page.glance, page.counts
    lines: list[Line] = []
    if page.trivia is not None:
        lines += _text("Trivia", page.trivia.text, cells)
    if told.goof is not None:
        lines += _text("Goof", told.goof.text, cells)
    if told.quote is not None:
        spoken = "  ".join(f"{speaker}: {words}" if speaker else words for speaker, words in told.quote.lines)
        lines += _text("Quote", spoken, cells)
    if told.connection is not None:
        lines.append(_tie(told.connection, cells))
    if told.song is not None:
        lines += _text("Soundtrack", " · ".join((told.song.song, *told.song.credits[:1])), cells)
    if not lines:
        return []
    named = (
        ("trivia", counts.trivia),
        ("goofs", counts.goofs),
        ("quotes", counts.quotes),
        ("connections", counts.connections),
    )
    said = ", ".join(f"{count:,} {name}" for name, count in named if count) or "all"
    return [heading("Did you know"), [], *lines, [], see_all(said, "t", "facts")]


def _tie(tie: Connection, cells: int) -> Line:
    """How another title is tied to this one, and the way to it."""
    spot = Spot(("tie", tie.title), tie.other, tie.other) if tie.other is not None else None
    named = f"{tie.title} ({tie.year})" if tie.year else tie.title
    ink = "link" if spot is not None else "text"
    return [Span(" "), cell(tie.kind.capitalize(), _LABEL, "gold"), cell(named, max(10, cells - _LABEL - 1), ink, spot)]


def questions_block(page: TitlePage, cells: int) -> list[Line]:
    """The first question with the beginning of its answer."""
    asked = page.glance.question
    if asked is None:
        return []
    lines = wrap([span(asked.question, "text")], cells - 1)
    answer = at_most(prose(asked.answer, cells - 3, "muted"), 2, cells - 3)
    more = page.counts.questions
    return [heading("Questions"), [], *indented(lines, 1), *indented(answer, 3), [],
            see_all(f"{more} answered" if more != 1 else "the answer", "t", "facts")]  # fmt: skip


def lists_block(page: TitlePage, cells: int) -> list[Line]:
    """The first lists that hold it."""
    if not page.counts.lists:
        return []
    lines: list[Line] = [[Span(" "), cell(name, cells - 1, "text")] for name in page.glance.lists]
    return [heading("Lists"), [], *_closed(lines), see_all(f"all {page.counts.lists:,} that hold it", "L", "onlists")]


def _closed(lines: list[Line]) -> list[Line]:
    return [*lines, *([[]] if lines and lines[-1] else [])]


def _row(label: str, value: str, cells: int) -> list[Line]:
    if not value:
        return []
    rows = at_most(wrap([span(value)], max(10, cells - _LABEL - 1)), 2, max(10, cells - _LABEL - 1))
    return [[Span(" "), cell(label if at == 0 else "", _LABEL, "muted"), *row] for at, row in enumerate(rows)]


def _text(label: str, text: str, cells: int) -> list[Line]:
    """A text under its label, begun and cut."""
    width = max(10, cells - _LABEL - 1)
    rows = at_most(prose(text, width), 3, width)
    return [[Span(" "), cell(label if at == 0 else "", _LABEL, "gold"), *row] for at, row in enumerate(rows)]


def _of(facts: Sequence[Fact], kinds: Sequence[str]) -> list[Fact]:
    return [fact for fact in facts if fact.kind in kinds]


def _noted(fact: Fact) -> str:
    return f"{fact.value} ({fact.note})" if fact.note else fact.value


def _certificate(fact: Fact) -> str:
    return f"{fact.kind} {fact.value}".strip()


def _called(title: str, region: str) -> str:
    return f"{title} ({region})" if region else title
