"""``paths``, ``keys``, ``themes``, ``backup``, ``restore``: what keeps the house in order."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from db.base.errors import BadInput
from tui.cli import printing
from tui.cli.house import House
from widgets.text import clean, plural


def paths(house: House, args: argparse.Namespace) -> None:
    """Where the files are, whether or not they are there yet."""
    home = house.home
    found: dict[str, Path] = {
        "catalogue": home.catalogue, "personal": home.personal, "backups": home.backups, "settings": home.settings,
        "log": home.log, "cache": home.cache,
    }  # fmt: skip
    if args.json:
        printing.dump({name: str(path) for name, path in found.items()})
        return
    rows = [(name, str(path), "" if path.exists() else "not there yet") for name, path in found.items()]
    printing.table(("", "", ""), rows, ("bold", "", "dim"))


def keys(house: House, args: argparse.Namespace) -> None:
    """The key table, with the viewer's own keys in it."""
    from tui.commands import COMMANDS, Registry, table

    own = house.loaded.settings.keys
    if args.ids:
        registry = Registry(own)
        ids = [(command.id, registry.spelled(command), command.title) for command in COMMANDS]
        if args.json:
            printing.dump([{"id": id_, "keys": keys, "title": title} for id_, keys, title in ids])
        else:
            printing.table(("id", "key", ""), ids, ("bold", "bold yellow", ""))
        return
    rows = table(own)
    if args.json:
        printing.dump([{"keys": keys, "title": title, "help": help} for keys, title, help in rows])
    elif args.markdown:
        sys.stdout.write(markdown(rows))
    else:
        printing.table(("key", "", ""), rows, ("bold yellow", "bold", ""))


def markdown(rows: list[tuple[str, str, str]]) -> str:
    """The key table as the README has it."""
    lines = [f"| `{keys}` | {title} | {help} |\n" for keys, title, help in rows]
    return "| key | command | does |\n|---|---|---|\n" + "".join(lines)


def themes(house: House, args: argparse.Namespace) -> None:
    """Matinee's own themes and which one is in use."""
    from tui.colours import PALETTES

    chosen = house.loaded.settings.theme
    if args.json:
        printing.dump(
            [{"name": each.name, "about": each.about, "dark": each.dark, "chosen": each.name == chosen} for each in PALETTES]
        )
        return
    printing.table(
        ("", "", ""),
        [(each.name, each.about, "chosen" if each.name == chosen else "") for each in PALETTES],
        ("bold", "", "green"),
    )
    if chosen not in {each.name for each in PALETTES}:
        printing.say(f"{chosen} is chosen, one of Textual's own.")
    printing.say(("Ctrl+T in Matinee tries them on, and Textual's own too.", "dim"))


def backup(house: House, args: argparse.Namespace) -> None:
    """Copy the viewer's records."""
    from db.personal import backup

    house.prepare_personal()
    moment = datetime.datetime.now().strftime("%Y-%m-%dT%H%M%S")
    target = (args.path or house.home.backups / f"by-hand-{moment}.db").absolute()
    if target.is_dir():
        target /= f"matinee-{moment}.db"
    if target.exists():
        raise BadInput(f"{target} is there already.", "Name another file.")
    backup.copy(house.home, target)
    sys.stdout.write(clean(f"Your records are copied to {target}. matinee restore brings them back.") + "\n")


def restore(house: House, args: argparse.Namespace) -> None:
    """Bring the records back from a copy; without a path, list the copies; with ``--undo``, take the last restore back."""
    from db.personal import backup
    from db.personal import restore as swap

    if args.undo:
        if args.path is not None:
            raise BadInput("--undo takes no file.", "matinee restore FILE brings that one back.")
        path, done = swap.undo(house.home)
        sys.stdout.write(clean(f"The last restore is undone: your records are as they were in {path.name}.") + "\n")
    elif args.path is None:
        found = backup.copies(house.home)
        if not found:
            raise BadInput("There is no copy yet.", "matinee backup makes one.")
        sys.stdout.write(f"{plural(len(found), 'copy', 'copies')}, latest first; matinee restore FILE brings one back.\n")
        for path in found:
            sys.stdout.write(clean(str(path)) + "\n")
        return
    else:
        path = args.path if args.path.exists() else house.home.backups / args.path
        done = swap.restore(house.home, path.absolute())
        sys.stdout.write(clean(f"Your records are as they were in {path.name}.") + "\n")
    if done.kept is not None:
        what = "The damaged file" if done.damaged else "What was there before"
        way_back = "" if done.kept.parent != house.home.backups else " matinee restore --undo brings that back."
        sys.stdout.write(clean(f"{what} is kept in {done.kept}.{way_back}") + "\n")
