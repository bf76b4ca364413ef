"""How two people are connected, drawn as a chain: a person, the film that links them to the next, and so on."""

from __future__ import annotations

from db.base.records.findings import Path, PathAnswer, PathStep
from db.base.records.pages import Credit
from widgets.sheet import Line, Sheet, Span, Spot, cell, heading, prose, span, wrap
from widgets.text import plural
from widgets.title_line import lifespan, rating_cells, year_of

#: How the scope of a search is called, by (films only, appearances too).
SCOPES = {
    (True, False): "films only, appearances as themselves and old footage left out",
    (False, False): "every kind of title, appearances as themselves and old footage left out",
    (False, True): "every kind of title and every kind of credit",
}


def part_of(credit: Credit) -> str:
    """``Victoria Page``, ``director``, ``writer (screenplay)``."""
    if credit.character:
        return credit.character
    word = credit.category.replace("_", " ")
    return f"{word} ({credit.job})" if credit.job and credit.job != word else word


def path_sheet(answer: PathAnswer | None, scope: tuple[bool, bool], names: tuple[str, str], cells: int) -> Sheet:
    """The answer, or the question while it is being worked out."""
    first, last = names
    sheet = Sheet([[]])
    sheet.add(*wrap([span(first or "…", "b text"), span("  and  ", "muted"), span(last or "…", "b text")], cells))
    sheet.add(*wrap([span(SCOPES[scope], "muted")], cells), [])
    if answer is None:
        sheet.add([span("Looking for the way …" if first and last else "p asks for two people.", "muted")])
        return sheet
    if not answer.paths:
        sheet.add(*prose(_nothing(answer), cells))
        sheet.add([], *wrap([span("f", "b gold"), span(" widens what counts, ", "muted"), span("p", "b gold"),
                             span(" asks for somebody else", "muted")], cells))  # fmt: skip
        return sheet
    sheet.add(*wrap(_found(answer), cells), [])
    sheet.add(*_chain(answer, answer.paths[0], cells))
    if len(answer.paths) > 1:
        sheet.add([], heading("As short, by other films"), [])
        for at, path in enumerate(answer.paths[1:], 1):
            sheet.add(*_short(path, at, cells))
    return sheet


def _nothing(answer: PathAnswer) -> str:
    if answer.certain:
        return "Nothing in this catalogue links them."
    looked = plural(answer.looked_at, "person or title", "people and titles")
    return f"Nothing was found in the time there is, after {looked}. A link may well exist."


def _found(answer: PathAnswer) -> Line:
    steps = len(answer.paths[0].steps)
    said = "They made a film together" if steps == 1 else f"{plural(steps, 'film')} apart"
    doubt = "" if answer.certain else "; there may be a shorter way, which was too much to look for"
    return [span(said, "b text"), span(doubt, "muted"), span(f"   {answer.milliseconds:,.0f} ms", "muted")]


def _chain(answer: PathAnswer, path: Path, cells: int) -> list[Line]:
    lines: list[Line] = []
    spot = Spot(("person", 0), answer.first)
    lines.append(
        [Span("● ", "accent", spot), span(answer.first.name, "link", spot), span("  " + lifespan(answer.first), "muted")]
    )
    for at, step in enumerate(path.steps, 1):
        lines += _step(step, at, cells)
    return lines


def _step(step: PathStep, at: int, cells: int) -> list[Line]:
    film = Spot(("title", at), step.title, step.title)
    person = Spot(("person", at), step.right)
    rating, yours = rating_cells(step.title)
    name = cell(step.title.title, max(8, cells - 4 - 10 - 5 - 4 - 1), "text", film)
    lines: list[Line] = [
        [Span("│", "rule")],
        [Span("│   ", "rule"), name, Span(" ", "text", film), cell(year_of(step.title), 10, "muted", film),
         Span(rating.text, rating.ink, film), Span(yours.text, yours.ink, film)],
    ]  # fmt: skip
    both = f"{step.left.name}: {part_of(step.left)}  ·  {step.right.name}: {part_of(step.right)}"
    lines += [[Span("│   ", "rule"), *row] for row in wrap([span(both, "muted")], cells - 4)]
    lines += [[Span("│", "rule")], [Span("● ", "accent", person), span(step.right.name, "link", person)]]
    return lines


def _short(path: Path, at: int, cells: int) -> list[Line]:
    """``The Red Shoes (1948) → Leonide Massine → …`` on as few lines as it takes."""
    line: Line = []
    for number, step in enumerate(path.steps):
        film = Spot(("other", at, number), step.title, step.title)
        year = f" ({step.title.year})" if step.title.year else ""
        line += [span(step.title.title, "text", film), span(year, "muted", film)]
        if number < len(path.steps) - 1:
            person = Spot(("other person", at, number), step.right)
            line += [span("  →  ", "muted"), span(step.right.name, "link", person), span("  →  ", "muted")]
    return [[Span(" "), *row] for row in wrap(line, cells - 1, indent=3)]
