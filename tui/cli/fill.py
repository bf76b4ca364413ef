"""``import`` and ``fetch``: filling the catalogue. Standard output gets one summary, last."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from tui.cli import printing
from tui.cli.house import House, Ticker


def import_data(house: House, args: argparse.Namespace) -> None:
    """Build a new catalogue from IMDb's data files."""
    from seed.imdb.importer import import_imdb

    only = [kind.strip() for kind in args.only.split(",") if kind.strip()] if args.only else None
    with Ticker("Importing") as ticker:
        summary = import_imdb(
            house.home, args.paths, only=only, min_votes=args.min_votes, episodes=not args.no_episodes, dry_run=args.dry_run,
            progress=ticker,
        )  # fmt: skip
    _tell(summary.as_json(), args.json)


def _tell(summary: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        printing.dump(summary)
        return
    printing.table(("", ""), [(key.replace("_", " "), _shown(value)) for key, value in summary.items()], ("bold", ""))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(_shown(each) for each in value) or "none"
    return "none" if value is None else str(value)
