"""Storyline and details as sheets; a section without data says which source would fill it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.base.records.pages import Details, Fact, Item, Storyline
from widgets.footnotes import Footnotes
from widgets.sheet import Line, Sheet, Span, Spot, beside, cell, heading, indented, prose, span, stack, wrap
from widgets.text import day


def nothing_here(names: Sequence[str], cells: int) -> list[Line]:
    """One line for all sections that nothing fills yet, and the way to what would; nothing where all are filled."""
    if not names:
        return []
    named = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    spot = Spot(("sources",), "sources_screen")
    said = [
        span(f"Nothing here yet of {named}.  ", "muted", spot),
        span("O", "gold", spot),
        span(" says what fills it", "muted", spot),
    ]
    return indented(wrap(said, cells - 1), 1)


class Blocks:
    """The sections of a sheet: those that are filled, and the names of the others."""

    def __init__(self) -> None:
        self.filled: list[list[Line]] = []
        self.missing: list[str] = []

    def add(self, name: str, lines: list[Line]) -> None:
        """A section; without ``lines`` it is missing."""
        if lines:
            self.filled.append(lines)
        else:
            self.missing.append(name)

    def lines(self, cells: int) -> list[Line]:
        """All of them, with one line for what is missing."""
        return stack(*self.filled, nothing_here(self.missing, cells))


def shut(count: int, what: str) -> list[Line]:
    """What stands in place of spoilers until they are opened."""
    spot = Spot(("spoilers", what), "spoilers")
    return [
        [
            span(f" {what if count == 1 else f'{count} {what}'} hidden, may tell the ending  ", "muted", spot),
            span("z show", "gold", spot),
        ]
    ]


def storyline_sheet(story: Storyline, cells: int, *, spoilers: bool) -> Sheet:
    """Summaries, synopsis, keywords, taglines, certificates, advice."""
    measure = min(cells, 92)
    notes = Footnotes(story.sources)
    summaries = [plot for plot in story.plots if plot.kind == "summary" or (plot.source and plot.kind != "synopsis")]
    synopses = [plot for plot in story.plots if plot.kind == "synopsis"]
    told = _plots("Synopsis", synopses, measure, notes) if spoilers else [heading("Synopsis"), *shut(1, "the whole story")]
    taglines = [row for line in story.taglines for row in indented(wrap([span(line)], measure - 1), 1)]
    blocks = Blocks()
    blocks.add("storyline", _plots("Storyline", summaries, measure, notes))
    blocks.add("synopsis", told if synopses else [])
    blocks.add("keywords", _of_words("Keywords", story.keywords, measure))
    blocks.add("taglines", [heading("Taglines"), *taglines] if taglines else [])
    blocks.add("genres", _of_words("Genres", story.genres, measure))
    blocks.add("certificates", facts_block("Certificates", story.certificates, measure, notes))
    blocks.add("content advisory", _advisory(story.advisory, measure, spoilers))
    return Sheet([*blocks.lines(measure), *notes.lines(measure)])


def _of_words(title: str, words: Sequence[str], cells: int) -> list[Line]:
    return [heading(title), *indented(wrap(_joined(words), cells - 1), 1)] if words else []


def _advisory(items: Sequence[Item], cells: int, spoilers: bool) -> list[Line]:
    if not items:
        return []
    shown = [item for item in items if spoilers or not item.spoiler]
    rows = [row for item in shown for row in _labelled(item.kind, item.text, cells)]
    hidden = len(items) - len(shown)
    return [heading("Content advisory"), *rows, *(shut(hidden, "entries") if hidden else [])]


def _plots(title: str, plots: Sequence[Item], cells: int, notes: Footnotes) -> list[Line]:
    lines: list[Line] = []
    for plot in plots:
        lines += [[], *indented(prose(plot.text, cells - 1), 1)]
        if plot.by:
            lines += [[span(f" Written by {plot.by}", "muted"), *notes.mark(plot.source)]]
        else:
            lines[-1] = [*lines[-1], *notes.mark(plot.source)]
    return [heading(title), *lines[1:]] if lines else []


def _joined(words: Sequence[str]) -> Line:
    line: Line = []
    for word in words:
        if line:
            line.append(Span("  ·  ", "muted"))
        line.append(span(word))
    return line


def _labelled(
    label: str, value: str, cells: int, note: str = "", label_cells: int = 20, mark: Sequence[Span] = ()
) -> list[Line]:
    pieces = [span(value)] + ([span(f"  {note}", "muted")] if note else []) + [*mark]
    rows = wrap(pieces, max(10, cells - label_cells - 3))
    return [
        [Span(" "), cell(label if at == 0 else "", label_cells, "muted"), Span("  "), *row] for at, row in enumerate(rows)
    ]


def facts_block(title: str, facts: Sequence[Fact], cells: int, notes: Footnotes, *, dates: bool = False) -> list[Line]:
    """A heading, then ``kind   value  note`` rows; a kind that repeats stands once."""
    if not facts:
        return []
    width = min(22, max(8, *(len(fact.kind) for fact in facts))) if len(facts) > 1 else min(22, max(8, len(facts[0].kind)))
    lines: list[Line] = [heading(title)]
    last: Any = None
    for fact in facts:
        value = day(fact.value) if dates else fact.value
        label = fact.kind if fact.kind != last else ""
        lines += _labelled(label, value, cells, f"({fact.note})" if fact.note else "", width, notes.mark(fact.source))
        last = fact.kind
    return lines


def _places(title: str, facts: Sequence[Fact], cells: int, notes: Footnotes) -> list[Line]:
    if not facts:
        return []
    lines: list[Line] = [heading(title)]
    for fact in facts:
        pieces = [span(fact.value or fact.kind)] + ([span(f"  {fact.note}", "muted")] if fact.note else [])
        pieces += notes.mark(fact.source)
        lines += indented(wrap(pieces, cells - 1, indent=2), 1)
    return lines


def details_sheet(details: Details, cells: int) -> Sheet:
    """Countries, languages, releases, akas, locations, box office, companies, technical."""
    wide = cells >= 100
    notes = Footnotes(details.sources)
    column = (cells - 4) // 2 if wide else min(cells, 92)
    origin = [
        *(_labelled("Countries", ", ".join(details.countries), column, label_cells=10) if details.countries else []),
        *(_labelled("Languages", ", ".join(details.languages), column, label_cells=10) if details.languages else []),
    ]
    akas = [
        Fact(aka.region or "–", aka.title, ", ".join(filter(None, [aka.language, aka.note])), aka.source)
        for aka in details.akas
    ]
    left, right = Blocks(), Blocks()
    left.add("origin", [heading("Origin"), *origin] if origin else [])
    left.add("release dates", facts_block("Release dates", details.releases, column, notes, dates=True))
    left.add("other names", facts_block("Also known as", akas, column, notes))
    right.add("filming locations", _places("Filming locations", details.locations, column, notes))
    right.add("box office", facts_block("Box office", details.business, column, notes))
    right.add("companies", facts_block("Companies", details.companies, column, notes))
    right.add("technical", facts_block("Technical", details.technical, column, notes))
    right.add("literature", facts_block("Literature", details.literature, column, notes))
    right.add("links", facts_block("Links", details.links, column, notes))
    if wide and left.filled and right.filled:
        blocks = beside(stack(*left.filled), stack(*right.filled), column, gap=4)
    else:
        blocks = stack(*left.filled, *right.filled)
    missing = nothing_here([*left.missing, *right.missing], cells)
    return Sheet([*blocks, *([[], *missing] if missing and blocks else missing), *notes.lines(cells)])
