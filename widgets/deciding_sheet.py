"""One title in doubt: its rows as they were, the candidates with their digits, and what the keys do."""

from __future__ import annotations

from db.base.records.cards import TitleCard
from db.base.records.findings import Question
from widgets.sheet import Line, Sheet, Span, Spot, cell, fit_line, heading, prose, span, wrap
from widgets.text import kind_word, plural
from widgets.title_line import year_of

_YEAR, _KIND, _RUNTIME, _VOTES = 7, 12, 8, 13
#: Cells of a candidate's director, from this width on.
_DIRECTOR, _WIDE = 26, 100


def deciding_sheet(question: Question | None, left: int, cells: int) -> Sheet:
    """The question in front; ``left`` counts those still to be answered, this one too."""
    if question is None:
        sheet = Sheet([[], [span("Nothing is to be decided.", "b text")], []])
        sheet.add(*prose("What an import cannot place for certain waits here.", cells, "muted"))
        return sheet
    said = question.said_of
    name: Line = [span(said.title, "b text"), span(f"  {said.year}" if said.year else "", "text")]
    sheet = Sheet([[], [span("Which one is it?", "muted"), span(f"  {left:,} to decide", "muted")], [], *wrap(name, cells)])
    for file, number, text in question.rows:
        where = f"{file}, line {number}"
        sheet.add(fit_line([span(f" {where}  ", "muted"), span(" ".join(text.split()), "muted")], cells))
    if question.total > len(question.rows):
        sheet.add([span(f" and {plural(question.total - len(question.rows), 'row')} more", "muted")])
    sheet.add([], heading("Candidates" if question.candidates else "No candidates"))
    for digit, card in enumerate(question.candidates, 1):
        sheet.add(_candidate(digit, card, question.directors.get(card.id, ""), cells))
    sheet.add([])
    keys = [
        ("n", "none of these" if question.candidates else "not in the catalogue"),
        ("/", "look for it"),
        (">", "later"),
        ("u", "undo"),
    ]
    if question.candidates:
        keys.insert(0, ("1" if len(question.candidates) == 1 else f"1–{len(question.candidates)}", "choose"))
    if question.series is not None and question.candidates:
        keys.insert(1, ("a", "by number, for all of this series"))
    line: Line = []
    for key, does in keys:
        line += [Span("   " if line else " "), span(key, "b gold"), span(f"\u00a0{does}", "muted")]
    sheet.add(*wrap(line, cells))
    return sheet


def _candidate(digit: int, card: TitleCard, director: str, cells: int) -> Line:
    spot = Spot(("candidate", digit), f"answer:{digit}", card)
    by = _DIRECTOR if cells >= _WIDE else 0
    room = max(8, cells - 5 - by - _YEAR - _KIND - _RUNTIME - _VOTES)
    runtime = f"{card.runtime} min" if card.runtime else ""
    votes = f"{card.votes:,} votes" if card.votes else ""
    return [
        Span(" ", "text", spot), span(str(digit), "b gold", spot), Span("  ", "text", spot),
        cell(card.full_title, room, "text", spot), cell(year_of(card), _YEAR, "muted", spot, to_right=True),
        Span(" ", "text", spot), cell(kind_word(card.kind), _KIND - 1, "muted", spot),
        *([cell(director, by, "muted", spot)] if by else []),
        cell(runtime, _RUNTIME, "muted", spot, to_right=True), cell(votes, _VOTES, "muted", spot, to_right=True),
    ]  # fmt: skip
