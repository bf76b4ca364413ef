"""``man``: a manual page, made from the parser, as roff."""

from __future__ import annotations

import argparse
import sys

from tui import __version__
from tui.cli.describing import Argument, Command, described
from tui.cli.house import House

_FILES = (
    ("personal.db", "what you said: ratings, lists, diary, reviews; precious, copied every day"),
    ("catalogue.db", "what is known about films; any import builds it anew"),
    ("pages/", "what other film data tells, a file for each source"),
    ("config.toml", "your settings and keys"),
)
_ENVIRONMENT = (
    ("MATINEE_HOME", "one folder for everything, in the place of the system's own"),
    ("PAGER", "what shows a table that is longer than the terminal; cat for none"),
    ("NO_COLOR", "no colours"),
)
_STATUS = (("0", "done"), ("1", "it could not be done; a sentence on standard error says why"), ("2", "a wrong call"))


def show(house: House, args: argparse.Namespace) -> None:
    """Print the page."""
    sys.stdout.write(page())


def page() -> str:
    """The manual page."""
    from tui.cli.parser import parser

    root = described(parser())
    lines = [
        f'.TH MATINEE 1 "" "matinee {__version__}" "User commands"',
        ".SH NAME",
        "matinee \\- an offline film browser for the terminal",
        ".SH SYNOPSIS",
        ".B matinee",
        ".br",
        ".B matinee",
        "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        _plain(
            "Without a command it opens the browser, which says its keys itself (?). The commands do the same from a shell."
        ),
        ".SH COMMANDS",
    ]
    for each in root.walk():
        if len(each.words) > 1 and not (each.commands and not each.help):
            lines += _command(each)
    for title, rows in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _STATUS)):
        lines.append(f".SH {title}")
        for name, what in rows:
            lines += [".TP", f".B {_plain(name)}", _plain(what)]
    lines += [".PP", _plain("matinee paths says where the files are.")]
    return "\n".join([*lines, ""])


def _command(command: Command) -> list[str]:
    places = " ".join(_place(argument) for argument in command.arguments if not argument.flags)
    lines = [f".SS {_plain(' '.join(command.words[1:]))} {_plain(places)}".rstrip(), _plain(_sentence(command.help))]
    for argument in command.arguments:
        if argument.help and "-h" not in argument.flags:
            named = ", ".join(f"\\fB{_plain(flag)}\\fR" for flag in argument.flags) or f"\\fI{_plain(argument.value)}\\fR"
            value = f" \\fI{_plain(argument.value)}\\fR" if argument.flags and argument.value else ""
            lines += [".TP", named + value, _plain(_sentence(argument.help))]
    return lines


def _place(argument: Argument) -> str:
    written = f"{argument.value} ..." if argument.many else argument.value
    return f"[{written}]" if argument.optional else written


def _sentence(text: str) -> str:
    said = text.replace("%%", "%")
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def _plain(text: str) -> str:
    """Text that roff takes as it is."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
