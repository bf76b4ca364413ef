"""Storyline and details as sheets; a section without data says which source would fill it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.base.records.pages import Details, Fact, Item, Storyline
from widgets.footnotes import Footnotes
from widgets.sheet import Line, Sheet, Span, Spot, beside, cell, heading, indented, prose, span, stack, wrap
from widgets.text import day

NOT_HERE = "Not in IMDb's data sets."


def empty(title: str, filled_by: str) -> list[Line]:
    """A heading and what would fill its section."""
    return [heading(title), [span(f" Nothing here yet. {filled_by}", "muted")]]


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
    blocks = [_plots("Storyline", summaries, measure, notes) or empty("Storyline", NOT_HERE)]
    synopses = [plot for plot in story.plots if plot.kind == "synopsis"]
    if synopses:
        blocks.append(
            _plots("Synopsis", synopses, measure, notes) if spoilers else [heading("Synopsis"), *shut(1, "the whole story")]
        )
    blocks.append(
        [heading("Keywords"), *indented(wrap(_joined(story.keywords), measure - 1), 1)]
        if story.keywords
        else empty("Keywords", NOT_HERE)
    )
    blocks.append(
        [heading("Taglines"), *(row for line in story.taglines for row in indented(wrap([span(line)], measure - 1), 1))]
        if story.taglines
        else empty("Taglines", "Not in the starter, nor in IMDb's data sets.")
    )
    if story.genres:
        blocks.append([heading("Genres"), *indented(wrap(_joined(story.genres), measure - 1), 1)])
    blocks.append(facts_block("Certificates", story.certificates, measure, notes) or empty("Certificates", NOT_HERE))
    if story.advisory:
        shown = [item for item in story.advisory if spoilers or not item.spoiler]
        rows = [row for item in shown for row in _labelled(item.kind, item.text, measure)]
        hidden = len(story.advisory) - len(shown)
        blocks.append([heading("Content advisory"), *rows, *(shut(hidden, "entries") if hidden else [])])
    return Sheet([*stack(*blocks), *notes.lines(measure)])


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
    left = [
        [heading("Origin"), *origin] if origin else empty("Origin", NOT_HERE),
        facts_block("Release dates", details.releases, column, notes, dates=True) or empty("Release dates", NOT_HERE),
        facts_block("Also known as", akas, column, notes) or empty("Also known as", "IMDb's data sets fill this."),
    ]
    right = [
        _places("Filming locations", details.locations, column, notes)
        if details.locations
        else empty("Filming locations", NOT_HERE),
        facts_block("Box office", details.business, column, notes) or empty("Box office", NOT_HERE),
        facts_block("Companies", details.companies, column, notes) or empty("Companies", NOT_HERE),
        facts_block("Technical", details.technical, column, notes) or empty("Technical", NOT_HERE),
        facts_block("Literature", details.literature, column, notes),
        facts_block("Links", details.links, column, notes),
    ]
    if wide:
        return Sheet([*beside(stack(*left), stack(*right), column, gap=4), *notes.lines(cells)])
    return Sheet([*stack(*left, *right), *notes.lines(cells)])
