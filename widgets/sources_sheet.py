"""Sources: what the catalogue holds, from where, and what can be imported."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.findings import Fillable, Importing, SourceOfPages
from db.base.records.pages import SourceCard
from widgets.progress import bar
from widgets.sheet import Line, Sheet, Spot, beside, cell, fit_line, heading, span, wrap
from widgets.text import day, plural

#: From this width on the sources stand beside what would fill the rest.
TWO_COLUMNS = 108

#: (what it is, what it fills, how to get it).
FILLS = (
    ("IMDb's data sets", "every title, person, credit, other title, rating and episode: some twelve million titles",
     "seven .tsv.gz files from datasets.imdbws.com, for personal and non-commercial use"),
)  # fmt: skip


def sources_sheet(
    sources: Sequence[SourceCard],
    pages: Sequence[SourceOfPages],
    fillable: Sequence[Fillable],
    titles: int,
    people: int,
    cells: int,
    importing: Importing | None = None,
) -> Sheet:
    """Totals, an import under way or just over, the sources of catalogue and pages, and what can be imported."""
    column = (cells - 6) // 2 if cells >= TWO_COLUMNS else cells
    head: list[Line] = [
        [
            span("The catalogue", "b text"),
            span(f"  {plural(titles, 'title')}, {plural(people, 'person', 'people')}", "muted"),
        ],
        [],
        *(_importing(importing, cells) if importing else []),
    ]
    first: list[Line] = [heading("Read into it", plural(len(sources), "source")), []]
    for source in sources:
        first += [*_source(source, column), []]
    if not sources:
        first += [[span(" Nothing yet.", "muted")], []]
    if pages:
        first += [heading("Fills its pages", plural(len(pages), "source")), []]
        for each in pages:
            first += [*_of_pages(each, column), []]
    second: list[Line] = [heading("What can be imported"), []]
    second += [[span(" "), span("Your own records", "link", Spot(("bring",), "bring_in")), span("  Ctrl+O", "gold")]]
    said = "Exports of other services: what you watched, rated, listed and wrote. A preview comes first; one undo takes it back."
    second += [*_muted(said, column), []]
    for name, what, how in FILLS:
        second += [[span(" "), span(name, "text"), span("  I", "gold")]]
        second += [*_muted(what[0].upper() + what[1:] + ".", column), *_muted(f"From: {how}.", column), []]
    for one in fillable:
        second += [fit_line([span(" "), span(one.label, "text"), span("  Ctrl+O", "gold")], column)]
        second += _muted(f"{one.fills[:1].upper()}{one.fills[1:]}.", column)
        second += [*_muted(f"From: {one.published}; {one.size}; {one.terms}.", column), []]
    lines = beside(first, second, column, gap=6) if column < cells else [*first, *second]
    return Sheet([[], *head, *lines])


def _muted(text: str, cells: int) -> list[Line]:
    return [[span("   "), *row] for row in wrap([span(text, "muted")], cells - 3)]


def _of_pages(source: SourceOfPages, cells: int) -> list[Line]:
    spot = Spot(("source", source.name))
    count = f"{source.titles:,} matched"
    lines: list[Line] = [
        [span(" "), cell(source.label, max(8, cells - 2 - 22), "text", spot), cell(count, 22, "muted", to_right=True)]
    ]
    left = [
        f"{number:,} {what}"
        for number, what in (
            (source.unsure, "in doubt"), (source.unmatched, "not in the catalogue"), (source.refused, "rows refused"),
        )
        if number
    ]  # fmt: skip
    said = [
        plural(source.rows, "row"),
        *left,
        f"read {day(source.dated)}",
        f"{source.bytes / 1_000_000:,.0f} MB",
        source.terms,
    ]
    return [*lines, *_muted(" · ".join(filter(None, said)), cells)]


def _source(source: SourceCard, cells: int) -> list[Line]:
    rows = plural(source.rows_read, "row")
    refused = f", {source.rows_refused:,} refused" if source.rows_refused else ""
    lines = [
        [span(" "), cell(source.name, max(8, cells - 2 - 26), "text"), cell(rows + refused, 26, "muted", to_right=True)]
    ]
    when = " · ".join(filter(None, [
        source.kind, f"dated {day(source.dated)}" if source.dated else "", f"read {day(source.read_at)}" if source.read_at else "",
        source.location, source.note,
    ]))  # fmt: skip
    return [*lines, *([span("   "), *row] for row in wrap([span(when, "muted")], cells - 3))]


def _importing(state: Importing, cells: int) -> list[Line]:
    """How far an import is, or what came of it."""
    head: Line = [span("Import", "b text"), span(f"  from {state.folder}", "muted")]
    lines: list[Line] = [fit_line(head, cells)]
    if state.over:
        for sentence in state.said:
            lines += [[span(" "), *row] for row in wrap([span(sentence, "accent" if state.failed else "text")], cells - 1)]
        return [*lines, []]
    percent = round(100 * state.share)
    done: Line = [span(" "), *bar(percent, 100, min(40, cells // 2)), span(f"  {percent} %", "text")]
    if state.stopping:
        return [*lines, [*done, span("  stopping …", "muted")], []]
    left = f"about {_time(state.left)} left" if state.left is not None else ""
    said = [state.stage, _rows(state), left]
    lines += [done, *([span(" "), *row] for row in wrap([span(" · ".join(filter(None, said)), "muted")], cells - 1))]
    return [*lines, [span(" X", "b gold"), span(" stops it; the catalogue stays as it is", "muted")], []]


def _rows(state: Importing) -> str:
    """``2,300,000 rows, 410,000 a second``; megabytes of sources of pages; stages that count nothing say nothing."""
    if state.of < 1000:
        return ""
    if state.stage.startswith("reading "):
        rate = f", {state.rate / 1e6:,.0f} a second" if state.rate else ""
        return f"{state.rows / 1e6:,.0f} MB of {state.of / 1e6:,.0f}{rate}"
    rate = f", {state.rate:,.0f} a second" if state.rate else ""
    return f"{plural(state.rows, 'row')} of {state.of:,}{rate}"


def _time(seconds: float) -> str:
    """``40 s``, ``3 min``."""
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
