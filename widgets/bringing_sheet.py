"""Before records are brought in: what each export holds and what will become of it, what differs, and the choices."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.brought import CHOICES, NAMES, OUTCOMES, Choices, Difference, Preview
from widgets.sheet import Line, Sheet, Span, Spot, cell, fit_line, heading, prose, span, wrap
from widgets.text import plural

#: Cells of the name of a kind, of a number; differences and reasons shown of many.
_NAME, _NUMBER, _SHOWN = 18, 10, 12
_HEADS = {"new": "new", "changed": "differ", "same": "same", "unsure": "to decide", "unmatched": "no match"}
_INKS = {"new": "b text", "changed": "gold", "same": "muted", "unsure": "accent", "unmatched": "accent"}


def bringing_sheet(previews: Sequence[Preview], choices: Choices, cells: int, done: str = "") -> Sheet:
    """All of it; Enter on a choice changes it, and on the last line brings the records in. ``done`` says what was done."""
    sheet = Sheet([[]])
    for preview in previews:
        sheet.add(*_export(preview, cells), [])
    if done:
        sheet.add(*wrap([span(f" ✓ {done}", "done")], cells, indent=3))
        waiting = sum(outcomes.get("unsure", 0) for preview in previews for outcomes in preview.counts.values())
        if waiting:
            spot = Spot(("decide",), "deciding_screen")
            sheet.add(
                [Span(" "), span("Decide what is in doubt", "link", spot), span(f"  {plural(waiting, 'row')}", "muted")]
            )
        return sheet
    sheet.add(*_choices(choices), [])
    sheet.add(*_differences([each for preview in previews for each in preview.differences], cells))
    fresh = sum(
        outcomes.get(each, 0) for preview in previews for outcomes in preview.counts.values() for each in OUTCOMES[:1]
    )
    said = "Bring it in" if fresh else "Bring in what differs"
    sheet.add(
        [span(f" ▸ {said} ", "b accent", Spot(("bring",), "bring")), span("  one step, which u takes back whole", "muted")]
    )
    return sheet


def _export(preview: Preview, cells: int) -> list[Line]:
    lines: list[Line] = [
        fit_line(
            [span(preview.label, "b text"), span(f"  {plural(preview.rows, 'row')} in {preview.path}", "muted")], cells
        ),
        [],
        [Span(" " * (_NAME + 1)), *(cell(_HEADS[each], _NUMBER, "muted", to_right=True) for each in OUTCOMES)],
    ]
    for kind, outcomes in preview.counts.items():
        if sum(outcomes.values()):
            numbers = [outcomes.get(each, 0) for each in OUTCOMES]
            lines.append([
                Span(" "), cell(NAMES[kind], _NAME),
                *(
                    cell(f"{number:,}" if number else "·", _NUMBER, _INKS[each] if number else "muted", to_right=True)
                    for each, number in zip(OUTCOMES, numbers, strict=True)
                ),
            ])  # fmt: skip
    waiting = sum(outcomes.get("unsure", 0) + outcomes.get("unmatched", 0) for outcomes in preview.counts.values())
    if waiting:
        lines += [
            [],
            *prose(" What is to decide, or has no match, comes in with its original row and waits for you.", cells, "muted"),
        ]
    if preview.unplaced:
        lines.append([])
        for why, rows in list(preview.unplaced.items())[:_SHOWN]:
            lines += wrap([span(f" {plural(rows, 'row')} without a place: ", "muted"), span(why, "muted")], cells, indent=3)
    for trouble in preview.troubles[:_SHOWN]:
        lines += wrap([span(" Not read: ", "accent"), span(trouble, "muted")], cells, indent=3)
    if preview.left:
        more = f" and {len(preview.left) - _SHOWN} more" if len(preview.left) > _SHOWN else ""
        lines += wrap([span(f" Left alone: {', '.join(preview.left[:_SHOWN])}{more}", "muted")], cells, indent=3)
    return lines


def _choices(choices: Choices) -> list[Line]:
    lines: list[Line] = [heading("Choices", "Enter changes one")]
    for name, (title, values) in CHOICES.items():
        spot = Spot(("choice", name), f"choice:{name}")
        lines.append(
            [
                Span(" ", "text", spot),
                cell(title, _NAME + 6, "muted", spot),
                span(values[getattr(choices, name)], "link", spot),
            ]
        )
    return lines


def _differences(found: Sequence[Difference], cells: int) -> list[Line]:
    if not found:
        return []
    lines: list[Line] = [heading("What differs", plural(len(found), "record"))]
    side = max(8, (cells - 40) // 3)
    name = max(10, cells - 2 * side - 12)
    lines += [
        [
            Span(" "), cell(each.label, name), cell(each.mine, side, "muted" if each.taken else "text"),
            cell(each.theirs, side, "b text" if each.taken else "muted"),
            cell("theirs" if each.taken else "yours", 8, "gold" if each.taken else "muted"),
        ]
        for each in found[:_SHOWN]
    ]  # fmt: skip
    if len(found) > _SHOWN:
        lines.append([span(f" and {len(found) - _SHOWN:,} more", "muted")])
    return [*lines, []]
