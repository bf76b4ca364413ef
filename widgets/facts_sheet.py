"""Did you know, as a sheet: trivia, goofs, quotes, connections, soundtrack, crazy credits, versions, questions."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Connection, DidYouKnow, Item, Question, Quote, Song
from widgets.footnotes import Footnotes
from widgets.sheet import Line, Sheet, Span, Spot, heading, indented, prose, span, wrap
from widgets.story_sheet import Blocks, shut
from widgets.text import plural
from widgets.title_line import year_of


def facts_sheet(facts: DidYouKnow, cells: int, *, spoilers: bool) -> Sheet:
    """All of it, in one measure that reads well."""
    measure = min(cells, 96)
    notes = Footnotes(facts.sources)
    blocks = Blocks()
    blocks.add("trivia", _items("Trivia", facts.trivia, measure, notes, spoilers))
    blocks.add("goofs", _items("Goofs", facts.goofs, measure, notes, spoilers))
    blocks.add("quotes", _quotes(facts.quotes, measure, notes, spoilers))
    blocks.add("connections", _connections(facts.connections, measure, notes))
    blocks.add("soundtrack", _songs(facts.soundtrack, measure, notes))
    blocks.add("crazy credits", _items("Crazy credits", facts.crazy_credits, measure, notes, spoilers))
    blocks.add("alternate versions", _items("Alternate versions", facts.versions, measure, notes, spoilers))
    blocks.add("questions", _questions(facts.questions, measure, notes, spoilers))
    return Sheet([*blocks.lines(measure), *notes.lines(measure)])


def _title(name: str, count: int) -> Line:
    return heading(name, f"{count:,}")


def _items(name: str, items: Sequence[Item], cells: int, notes: Footnotes, spoilers: bool) -> list[Line]:
    """Bullets, each a spot so that the cursor reads along; a goof's kind before its text."""
    if not items:
        return []
    lines: list[Line] = [_title(name, len(items))]
    closed = 0
    for at, item in enumerate(items):
        if item.spoiler and not spoilers:
            closed += 1
            continue
        spot = Spot((name, at))
        pieces = [span(item.kind.capitalize() + "  ", "gold", spot)] if item.kind else []
        rows = wrap([*pieces, span(item.text, "text", spot), *notes.mark(item.source)], cells - 3)
        lines += [[Span(" · " if n == 0 else "   ", "muted", spot), *row] for n, row in enumerate(rows)]
        lines.append([])
    if closed:
        lines += shut(closed, "item" if closed == 1 else "items")
        lines.append([])
    return lines[:-1]


def _quotes(quotes: Sequence[Quote], cells: int, notes: Footnotes, spoilers: bool) -> list[Line]:
    if not quotes:
        return []
    lines: list[Line] = [_title("Quotes", len(quotes))]
    closed = 0
    for at, quote in enumerate(quotes):
        if quote.spoiler and not spoilers:
            closed += 1
            continue
        spot = Spot(("quote", at))
        for speaker, words in quote.lines:
            pieces = (
                [span(f"{speaker}  ", "link", spot), span(words, "text", spot)]
                if speaker
                else [span(words, "i muted", spot)]
            )
            lines += indented(wrap(pieces, cells - 1, indent=2), 1)
        lines[-1] = [*lines[-1], *notes.mark(quote.source)]
        lines.append([])
    if closed:
        lines += [*shut(closed, "quotes"), []]
    return lines[:-1]


def _connections(connections: Sequence[Connection], cells: int, notes: Footnotes) -> list[Line]:
    if not connections:
        return []
    lines: list[Line] = [_title("Connections", len(connections))]
    kinds = dict.fromkeys(connection.kind for connection in connections)
    for kind in kinds:
        lines.append([span(" " + kind.capitalize(), "muted")])
        for at, connection in enumerate(each for each in connections if each.kind == kind):
            other = connection.other
            spot = Spot(("connection", kind, at), other, other) if other else None
            year = year_of(other) if other else str(connection.year or "")
            pieces = [span(connection.title, "link" if other else "text", spot), span(f"  {year}", "muted", spot)]
            if connection.note:
                pieces.append(span(f"  {connection.note}", "muted", spot))
            pieces += notes.mark(connection.source)
            lines += indented(wrap(pieces, cells - 3, indent=2), 3)
    return lines


def _songs(songs: Sequence[Song], cells: int, notes: Footnotes) -> list[Line]:
    if not songs:
        return []
    lines: list[Line] = [_title("Soundtrack", len(songs))]
    for at, song in enumerate(songs):
        spot = Spot(("song", at))
        lines += indented(wrap([span(song.song, "text", spot), *notes.mark(song.source)], cells - 1), 1)
        for credit in song.credits:
            lines += indented(wrap([span(credit, "muted", spot)], cells - 3), 3)
    return lines


def _questions(questions: Sequence[Question], cells: int, notes: Footnotes, spoilers: bool) -> list[Line]:
    if not questions:
        return []
    lines: list[Line] = [heading("Questions", plural(len(questions), "entry", "entries"))]
    for at, question in enumerate(questions):
        spot = Spot(("question", at))
        lines += indented(wrap([span(question.question, "b text", spot), *notes.mark(question.source)], cells - 1), 1)
        if question.spoiler and not spoilers:
            lines += indented(shut(1, "the answer"), 2)
        else:
            lines += indented(prose(question.answer, cells - 3, "muted"), 3)
    return lines
