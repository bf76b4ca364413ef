"""The sub-commands and their arguments. Each names its function as ``module:function`` within this package."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from tui import __version__

#: What ``list`` and ``watchlist`` can be told to do; without one of these words they show.
_VERBS = ("show", "add", "remove", "new", "delete", "-h", "--help")


class _Parser(argparse.ArgumentParser):
    """Says wrong calls in one clean line, however odd the words were."""

    def error(self, message: str) -> NoReturn:
        from widgets.text import clean

        self.print_usage(sys.stderr)
        self.exit(2, clean(f"{self.prog}: {message}") + "\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of one call; SystemExit 2 for a wrong one."""
    words = list(argv)
    if words[0] in ("list", "watchlist") and (len(words) == 1 or words[1] not in _VERBS):
        words.insert(1, "show")
    return _parser().parse_args(words)


def _text(written: str) -> str:
    """Bytes of the command line that are no text become ``�``: no database would take them."""
    return "".join("�" if "\ud800" <= char <= "\udfff" else char for char in written)


def _count(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written[:9]) <= 100_000:
        raise argparse.ArgumentTypeError(f"{written!r} is no number from 1 to 100,000")
    return int(written)


def _kinds(written: str) -> list[str]:
    kinds = [kind.strip() for kind in _text(written).split(",") if kind.strip()]
    if not kinds:
        raise argparse.ArgumentTypeError(f"{written!r} names no kind of title")
    return kinds


def _votes(written: str) -> int:
    if not written.isdecimal() or len(written) > 9:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of votes")
    return int(written)


def _year(written: str) -> int:
    if not written.isdecimal() or len(written) != 4:
        raise argparse.ArgumentTypeError(f"{written!r} is no year")
    return int(written)


def _rating(written: str) -> int | None:
    if written.lower() in ("clear", "x"):
        return None
    if not written.isdecimal() or not 1 <= int(written[:9]) <= 10:
        raise argparse.ArgumentTypeError(f"{written!r} is no rating: 1 to 10, or clear")
    return int(written)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="matinee",
        allow_abbrev=False,
        description="An offline film browser for the terminal. Without a command it opens the browser.",
        epilog='A title is an id (tt0040725 or 40725) or a name, with its year where several share it: "psycho 1998".',
    )
    parser.add_argument("--version", action="version", version=f"matinee {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, run: str, help: str, *, json: bool = True) -> argparse.ArgumentParser:
        return _add(commands.add_parser, name, run, help, json=json)

    search = command("search", "look:search", "find titles and people")
    search.add_argument(
        "query", nargs="+", type=_text, metavar="QUERY", help="words and filters: kurosawa 1950..1965 '>7.5' unseen"
    )
    search.epilog = "'matinee filters' lists the filters, each with an example."
    search.add_argument("--limit", type=_count, default=20, metavar="N", help="at most N results (20)")

    command("filters", "look:filters", "the filters that a search may have")

    show = command("show", "look:show", "a title's page, or a person's")
    show.add_argument("title", nargs="+", type=_text, metavar="TITLE", help="an id (tt…, nm…) or a name")
    show.add_argument("--sections", action="store_true", help="with --json: every section of a title's page too")

    path = command("path", "explore:path", "how two people are connected: the shortest chain of shared films")
    path.add_argument("first", type=_text, metavar="A", help="a person: an id (nm…) or a name, in quotes")
    path.add_argument("last", type=_text, metavar="B")
    path.add_argument("--all", action="store_true", help="any title counts, not films only")
    path.add_argument("--appearances", action="store_true", help="also appearing as oneself, and old footage")
    path.add_argument("--limit", type=_count, default=1, metavar="N", help="at most N chains of that length (1)")
    command("changes", "explore:changes", "what is new since the import before: films of people you follow, risers, ratings")

    rate = command("rate", "mine:rate", "rate a title 1 to 10, or clear its rating", json=False)
    rate.add_argument("title", nargs="+", type=_text, metavar="TITLE")
    rate.add_argument("value", type=_rating, metavar="VALUE", help="1 to 10, or clear")

    _lists(command("watchlist", "mine:show_list", "show the watchlist, or change it", json=False), own=False)
    _lists(command("list", "mine:show_list", "show your lists and the built-in ones, or change them", json=False), own=True)

    log = command("log", "mine:log_viewing", "write a viewing into the diary", json=False)
    log.add_argument("title", nargs="+", type=_text, metavar="TITLE", help='an id or a name; an episode: "Twin Peaks" s2e3')
    log.add_argument(
        "--date",
        metavar="DAY",
        type=_text,
        help="the day it was watched: 2026-05-03, yesterday, '12 May' (today)",
    )
    log.add_argument("--rewatch", action="store_true", default=None, help="it was seen before")
    log.add_argument("--rating", type=_rating, metavar="N", help="rating for this viewing")
    log.add_argument("--place", type=_text, metavar="TEXT", help="where it was watched")
    log.add_argument("--company", type=_text, metavar="TEXT", help="with whom")
    log.add_argument("--note", type=_text, metavar="TEXT", help="a note")

    command("next", "mine:show_next", "the next episode of every series you are in the middle of")

    diary = command("diary", "mine:show_diary", "what you have watched, latest first")
    diary.add_argument("--year", type=_year, metavar="YEAR", help="of one year")
    diary.add_argument("--limit", type=_count, default=100_000, metavar="N", help="at most N entries")

    command("undo", "mine:undo", "take back the last thing you did", json=False)
    command("redo", "mine:redo", "do again what was undone", json=False)
    history = command("history", "mine:history", "what you did, latest first")
    history.add_argument("--limit", type=_count, default=20, metavar="N", help="at most N actions (20)")

    doubt = command("unmatched", "unmatched:show", "what you said of films that the catalogue may have under another id")
    verbs = doubt.add_subparsers(dest="verb", metavar="VERB")
    answer = _add(verbs.add_parser, "answer", "unmatched:answer", "say which one is meant, or none", json=False)
    answer.add_argument("number", type=_count, metavar="NUMBER", help="the question's number")
    answer.add_argument("id", type=_text, metavar="ID", help="tt… or nm…, or none")

    _upkeep(command)
    return parser


_Adder = Callable[..., argparse.ArgumentParser]


def _add(adder: _Adder, name: str, run: str, help: str, *, json: bool) -> argparse.ArgumentParser:
    made = adder(name, help=help, description=help[0].upper() + help[1:] + ".", allow_abbrev=False)
    made.set_defaults(run=run)
    if json:
        made.add_argument("--json", action="store_true", help="print JSON")
    return made


def _lists(parent: argparse.ArgumentParser, *, own: bool) -> None:
    verbs = parent.add_subparsers(dest="verb", metavar="VERB")

    def verb(name: str, run: str, help: str, *, json: bool = False) -> argparse.ArgumentParser:
        made = _add(verbs.add_parser, name, run, help, json=json)
        if own:
            made.add_argument("list", type=_text, metavar="NAME", nargs="?" if name == "show" else None)
        else:
            made.set_defaults(list="watchlist")
        return made

    shown = verb("show", "mine:show_list", "show it (the word may be left out)", json=True)
    shown.add_argument(
        "--sort", choices=("order", "title", "year", "rating", "mine", "runtime", "added", "votes"), default="order"
    )
    verb("add", "mine:list_add", "put a title on it").add_argument("title", nargs="+", type=_text, metavar="TITLE")
    verb("remove", "mine:list_remove", "take a title off it").add_argument("title", nargs="+", type=_text, metavar="TITLE")
    if own:
        verb("new", "mine:list_new", "make a list").add_argument("--about", type=_text, default="", metavar="TEXT")
        verb("delete", "mine:list_delete", "delete a list of yours; undo brings it back")


def _upkeep(command: Callable[..., argparse.ArgumentParser]) -> None:
    """What keeps the house: catalogue, files, help."""
    fill = command(
        "import", "fill:import_data", "take in IMDb's data files, other film data, or your records from elsewhere"
    )
    fill.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folders, zips or files: see 'matinee formats'")
    fill.add_argument("--dry-run", action="store_true", help="say what was found and change nothing")
    fill.add_argument("--yes", action="store_true", help="bring records in without asking; what is in doubt stays in doubt")
    fill.add_argument("--ratings", choices=("mine", "theirs", "newer"), default="mine", help="which rating stays (mine)")
    fill.add_argument(
        "--rated",
        choices=("no", "unknown", "day"),
        default="no",
        help="a rated film is seen: no, on a day unknown, that day",
    )
    fill.add_argument("--zone", choices=("local", "utc"), default="local", help="in which zone plays have their day (local)")
    command("formats", "bringing:formats", "what import reads: film data and personal records, and where they are to be had")
    _sources(command("sources", "sources:show", "what fills pages beside the catalogue"))
    fetch = command("fetch", "fill:fetch", "download IMDb's data files, as far as they are new, and import them")
    fetch.add_argument("what", choices=("imdb",), metavar="imdb", help="IMDb's seven data sets, 2.2 GB")
    fetch.add_argument("--from", dest="source", type=_text, metavar="URL", help="from another address than IMDb's own")
    fetch.set_defaults(dry_run=False)
    for each in (fill, fetch):
        each.add_argument("--only", type=_kinds, metavar="KINDS", help="keep these kinds: movie,short,tvSeries")
        each.add_argument("--min-votes", type=_votes, default=0, metavar="N", help="leave out titles with fewer ratings")
        each.add_argument("--no-episodes", action="store_true", help="leave episodes out")
        each.add_argument("--timings", action="store_true", help="say at the end what each stage took, on standard error")
        each.add_argument("--watched", action="store_true", help=argparse.SUPPRESS)  # by a running Matinee: see fill.py

    _ways_out(
        command("export", "taking:json", "write your records as files: all as JSON, or as others read them", json=False)
    )
    backup = command("backup", "upkeep:backup", "copy your records", json=False)
    backup.add_argument("path", nargs="?", type=Path, metavar="FILE", help="where to (a new file among the daily copies)")
    restore = command(
        "restore", "upkeep:restore", "bring your records back from a copy; without FILE, list the copies", json=False
    )
    restore.add_argument("path", nargs="?", type=Path, metavar="FILE")
    restore.add_argument("--undo", action="store_true", help="take the last restore back")

    command("paths", "upkeep:paths", "where Matinee's files are")
    doctor = command("doctor", "doctor:doctor", "see whether everything is in order, and what to do where it is not")
    doctor.add_argument("--thorough", action="store_true", help="check every page of a large catalogue too")
    doctor.add_argument(
        "--begin-anew", action="store_true", help="begin with empty records where personal.db is gone or damaged"
    )
    keys = command("keys", "upkeep:keys", "what every key does")
    keys.add_argument("--ids", action="store_true", help="print the name of each command, as [keys] in config.toml takes it")
    keys.add_argument("--markdown", action="store_true", help="print a Markdown table")
    command("themes", "upkeep:themes", "Matinee's own themes")


def _sources(parent: argparse.ArgumentParser) -> None:
    verbs = parent.add_subparsers(dest="verb", metavar="VERB")
    for name, help, json in (
        ("remove", "remove a source", False),
        ("unmatched", "titles of a source that are not in this catalogue, or may be several", True),
        ("refused", "rows of a source that could not be used", True),
    ):
        made = _add(verbs.add_parser, name, f"sources:{name}", help, json=json)
        made.add_argument("name", type=_text, metavar="NAME", help="as 'matinee sources' has it")
    verbs.add_parser("settle").set_defaults(run="sources:settle")  # by a running Matinee: see tui/settling.py


def _ways_out(parent: argparse.ArgumentParser) -> None:
    verbs = parent.add_subparsers(dest="verb", required=True, metavar="FORMAT")
    for name, help, where in (
        ("json", "everything you said, as one JSON file that import reads: docs/export.md", "FILE"),
        ("letterboxd", "films, as CSV files that Letterboxd imports", "FOLDER"),
        ("imdb", "ratings, the watchlist and lists, as CSV files in IMDb's layout", "FOLDER"),
        ("markdown", "lists and reviews, as Markdown files", "FOLDER"),
        ("unmatched", "rows of imports without a match, as CSV with their original text", "FILE"),
    ):
        made = _add(verbs.add_parser, name, f"taking:{name}", help, json=True)
        out = "; - is standard output" if where == "FILE" else "; it is made where there is none"
        made.add_argument("path", type=Path, metavar=where, help=f"where to{out}")
        made.add_argument("--force", action="store_true", help="write over files that are there")
        if name == "json":
            made.add_argument("--history", action="store_true", help="with the history of what you did")
