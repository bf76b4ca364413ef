"""``import``: filling the catalogue. Standard output gets one summary, last."""

from __future__ import annotations

import argparse

from tui.cli import printing
from tui.cli.house import House, Ticker


def import_data(house: House, args: argparse.Namespace) -> None:
    """Build a new catalogue from IMDb's data files."""
    from seed.imdb.importer import import_imdb

    only = [kind.strip() for kind in args.only.split(",") if kind.strip()] if args.only else None
    with Ticker("Importing") as ticker:
        summary = import_imdb(
            house.home,
            args.paths,
            only=only,
            min_votes=args.min_votes,
            episodes=not args.no_episodes,
            dry_run=args.dry_run,
            progress=ticker,
        )
    if args.json:
        printing.dump(summary.as_json())
        return
    for sentence in summary.sentences():
        printing.say(sentence)
