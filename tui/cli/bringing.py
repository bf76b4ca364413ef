"""``import`` of the viewer's own records: what each file holds, a preview, one question, one action.

Without a terminal, or with ``--yes``, the defaults are taken. Nothing in doubt is decided: it waits in ``matinee unmatched``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.base.records.brought import NAMES, OUTCOMES, Difference, Preview
from db.base.records.exchange import KINDS
from tui.cli import printing
from tui.cli.house import House, Ticker
from widgets.text import plural

if TYPE_CHECKING:
    from seed.exchange.reader import Found

#: Differences, reasons and files that are shown of many.
_SHOWN = 12


def bring(house: House, args: argparse.Namespace, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Take the records at ``paths`` in; what was done is said, or returned as the entries of the JSON object."""
    from db.base.records.brought import Choices
    from db.catalogue import id_maps
    from db.personal.bringing.merge import Source
    from db.reading.bringing import Plan, settle
    from seed.exchange import reader

    with Ticker("Reading") as ticker:
        found = [reader.read(path, ticker) for path in paths]
        exports = [(each.path, export) for each in found for export in each.exports]
        sources = [Source(export.format.name, export.format.label, export.reading.records) for _, export in exports]
        ticker("finding the titles", 0, 0)
        con = house.con
        with id_maps.opened(house.home) as id_map:
            plan = Plan.of(con, sources, id_map)
        choices = Choices(args.ratings, args.rated, args.zone)
        ticker("comparing", 0, 0)
        merged = plan.preview(house.con, choices)
    previews = [export.preview(path, part) for (path, export), part in zip(exports, merged, strict=True)]
    if not args.json:
        for preview in previews:
            _told(preview)
        for each in found:
            _beside(each)
        _differences([each for preview in previews for each in preview.differences])
    if not args.dry_run:
        if not args.json and not args.yes and _terminal() and not _agreed():
            printing.say("Nothing was brought in.")
            return []
        with Ticker("Writing") as ticker:
            ticker("your records", 0, 0)
            done, merged = plan.bring(house.desk, choices)
            outcome = settle(house.con, house.desk)
        if not args.json:
            again = " One undo takes it all back: matinee undo." if done.changed else ""
            printing.say(f"{done.sentence}.{again}")
            if outcome.waiting:
                printing.say(f"{plural(outcome.waiting, 'title')} to decide: matinee unmatched.")
            if outcome.unknown:
                wait = "they are looked for again in every new one"
                printing.say(f"{plural(outcome.unknown, 'title')} of which this catalogue knows nothing; {wait}.")
    return [
        _json(export.format.name, export.preview(path, part)) for (path, export), part in zip(exports, merged, strict=True)
    ]


def formats(house: House, args: argparse.Namespace) -> None:
    """What import reads, what each brings, and where it is to be had."""
    from seed.exchange.formats import formats as known
    from seed.sources.formats import sources

    records = [{"name": one.name, "label": one.label, "brings": one.brings, "source": one.source} for one in known()]
    pages = sources()
    if args.json:
        filling = [
            {"kind": "pages", "name": each.name, "label": each.label, "fills": each.fills, "source": each.published,
             "size": each.size, "terms": each.terms}
            for each in pages
        ]  # fmt: skip
        printing.dump([*({"kind": "records"} | one for one in records), *filling])
        return
    printing.say(("Your records", "bold"))
    rows = [(one["name"], one["label"], one["brings"], one["source"]) for one in records]
    printing.table(("", "", "brings", "from"), rows, ("bold", "", "", "dim"))
    printing.say(("Film data, which fills pages", "bold"))
    filled = [
        (each.name, each.label, ", ".join(each.fills).replace("_", " "), f"{each.published} ({each.size}; {each.terms})")
        for each in pages
    ]
    printing.table(("", "", "fills", "from"), filled, ("bold", "", "", "dim"))


# -- what is said ------------------------------------------------------------------------------------------------------


def _told(preview: Preview) -> None:
    printing.say((preview.label, "bold"), f" in {preview.path}: {plural(preview.rows, 'row')}")
    lines = []
    for kind in KINDS:
        outcomes = preview.counts.get(kind, {})
        if sum(outcomes.values()):
            numbers = (outcomes.get(each, 0) for each in OUTCOMES)
            lines.append((NAMES[kind], *(f"{number:,}" if number else "·" for number in numbers)))
    if lines:
        heads = ("", "new", "differ", "same", "to decide", "no match")
        printing.table(heads, lines, ("", "bold", "", "dim", "", ""), right=range(1, 6))
    for why, rows in list(preview.unplaced.items())[:_SHOWN]:
        printing.say((f"Without a place: {plural(rows, 'row')}: {why}", "dim"))
    for trouble in preview.troubles[:_SHOWN]:
        printing.say((f"Not read: {trouble}", "dim"))
    _left(preview.left)


def _beside(found: Found) -> None:
    """What lies beside the exports."""
    for refused in found.refused[:_SHOWN]:
        printing.say((f"Refused: {refused}", "dim"))
    _left(found.unknown)


def _left(names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        printing.say((f"Left alone: {', '.join(names[:_SHOWN])}{more}", "dim"))


def _differences(found: Sequence[Difference]) -> None:
    if not found:
        return
    rows = [(each.label, each.kind, each.mine, each.theirs, "theirs" if each.taken else "yours") for each in found[:_SHOWN]]
    printing.table(("differs", "", "yours", "theirs", "stays"), rows, ("", "dim", "", "", "bold"))
    if len(found) > _SHOWN:
        printing.say((f"and {len(found) - _SHOWN:,} more", "dim"))


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _agreed() -> bool:
    sys.stderr.write("Bring this in? [Y/n] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")


def _json(format: str, preview: Preview) -> dict[str, Any]:
    kinds = {kind: {each: preview.counts.get(kind, {}).get(each, 0) for each in OUTCOMES} for kind in KINDS}
    return {
        "path": preview.path,
        "format": format,
        "kind": "records",
        "rows": preview.rows,
        **kinds,
        "unplaced": sum(preview.unplaced.values()),
        "troubles": list(preview.troubles),
    }
