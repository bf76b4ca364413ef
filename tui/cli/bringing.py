"""``import`` of the viewer's own records: what each file holds, a preview, one question, one action.

Without a terminal, or with ``--yes``, the defaults are taken. Nothing in doubt is decided: it waits in ``matinee unmatched``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.base.records.exchange import KINDS
from tui.cli import printing
from tui.cli.house import House, Ticker

if TYPE_CHECKING:
    from db.personal.bringing.merge import Choices, Merged
    from seed.exchange.reader import ExportRead, Found

#: Differences, reasons and files that are shown of many.
_SHOWN = 12
_HEADS = {
    "viewings": "viewings", "ratings": "ratings", "lists": "list entries", "reviews": "reviews", "tags": "tags", "likes": "likes",
    "follows": "people followed", "notes": "notes", "owned": "owned", "states": "series states",
}  # fmt: skip


def bring(house: House, args: argparse.Namespace, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Take the records at ``paths`` in; what was done is said, or returned as the entries of the JSON object."""
    from db.personal.bringing.merge import Choices, Source
    from db.reading.bringing import Plan, settle
    from seed.exchange import reader

    began = time.monotonic()
    with Ticker("Reading") as ticker:
        found = [reader.read(path, ticker) for path in paths]
        exports = [(each, export) for each in found for export in each.exports]
        sources = [Source(export.format.name, export.format.label, export.reading.records) for _, export in exports]
        ticker("finding the titles", 0, 0)
        plan = Plan.of(house.con, sources)
        choices = Choices(args.ratings, args.rated, args.zone)
        ticker("comparing", 0, 0)
        merged = plan.preview(house.con, choices)
    if not args.json:
        for each in found:
            _told(each, merged[: len(each.exports)])
            merged = merged[len(each.exports) :] + merged[: len(each.exports)]
        _differences(merged, choices)
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
                printing.say(f"{outcome.waiting:,} titles wait for your decision: matinee unmatched.")
    seconds = round(time.monotonic() - began, 2)
    return [
        _json(each.path, export, counted) | {"seconds": seconds}
        for (each, export), counted in zip(exports, merged, strict=True)
    ]


def formats(house: House, args: argparse.Namespace) -> None:
    """The formats of personal records, what each brings, and where it is to be had."""
    from seed.exchange.formats import formats as known

    if args.json:
        printing.dump(
            [{"name": one.name, "label": one.label, "brings": one.brings, "source": one.source} for one in known()]
        )
        return
    rows = [(one.name, one.label, one.brings, one.source) for one in known()]
    printing.table(("", "", "brings", "from"), rows, ("bold", "", "", "dim"))


# -- what is said ------------------------------------------------------------------------------------------------------


def _told(found: Found, merged: Sequence[Merged]) -> None:
    for export, counted in zip(found.exports, merged, strict=True):
        rows = f"{export.rows:,} {'row' if export.rows == 1 else 'rows'}"
        printing.say((export.format.label, "bold"), f" in {found.path}: {rows}")
        lines = []
        for kind in KINDS:
            outcomes = counted.counts.get(kind)
            if outcomes and sum(outcomes.values()):
                numbers = (outcomes["new"], outcomes["changed"], outcomes["same"], outcomes["unsure"], outcomes["unmatched"])
                lines.append((_HEADS[kind], *(f"{number:,}" if number else "·" for number in numbers)))
        if lines:
            heads = ("", "new", "differ", "same", "to decide", "no match")
            printing.table(heads, lines, ("", "bold", "", "dim", "", ""), right=range(1, 6))
        _reasons("Without a place", export.unplaced)
        for trouble in export.troubles[:_SHOWN]:
            printing.say((f"Not read: {trouble}", "dim"))
    for refused in found.refused[:_SHOWN]:
        printing.say((f"Refused: {refused}", "dim"))
    left = [name for export in found.exports for name in export.reading.unread] + list(found.unknown)
    if left:
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        printing.say((f"Left alone: {', '.join(left[:_SHOWN])}{more}", "dim"))


def _reasons(head: str, reasons: Counter[str]) -> None:
    for why, rows in reasons.most_common(_SHOWN):
        printing.say((f"{head}: {rows:,} {'row' if rows == 1 else 'rows'}: {why}", "dim"))


def _differences(merged: Sequence[Merged], choices: Choices) -> None:
    found = [each for part in merged for each in part.differences]
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


def _json(path: Path, export: ExportRead, counted: Merged) -> dict[str, Any]:
    from db.personal.bringing.merge import OUTCOMES

    kinds = {kind: {each: counted.counts[kind][each] for each in OUTCOMES} for kind in KINDS}
    return {
        "path": str(path),
        "format": export.format.name,
        "kind": "records",
        "rows": export.rows,
        **kinds,
        "unplaced": sum(export.unplaced.values()),
        "troubles": export.troubles,
    }
