"""The command line as data, walked from the parser: what completion scripts and the man page are made of."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Argument:
    """An option, by its ``flags``, or a word in its place (no flags). ``value`` is what it takes, empty for nothing."""

    flags: tuple[str, ...]
    value: str
    help: str
    choices: tuple[str, ...] = ()
    path: bool = False
    many: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command with its words (``export json``), arguments and sub-commands."""

    words: tuple[str, ...]
    help: str
    arguments: tuple[Argument, ...]
    commands: tuple[Command, ...]

    @property
    def name(self) -> str:
        """Its last word."""
        return self.words[-1]

    def walk(self) -> Iterator[Command]:
        """Itself and everything under it."""
        yield self
        for each in self.commands:
            yield from each.walk()


def described(parser: argparse.ArgumentParser, words: tuple[str, ...] = ("matinee",), help: str = "") -> Command:
    """A parser as data; what it hides from its help is left out."""
    arguments: list[Argument] = []
    commands: list[Command] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            named = {choice.dest: choice.help or "" for choice in action._choices_actions}
            commands += [described(action.choices[name], (*words, name), said) for name, said in named.items()]
        elif action.help != argparse.SUPPRESS:
            arguments.append(_argument(action))
    return Command(words, help or parser.description or "", tuple(arguments), tuple(commands))


def _argument(action: argparse.Action) -> Argument:
    takes = action.nargs != 0
    value = action.metavar or (action.dest.upper() if takes else "")
    choices = tuple(map(str, action.choices)) if action.choices else ()
    return Argument(
        tuple(action.option_strings),
        ("|".join(choices) if choices else str(value)) if takes else "",
        action.help or "",
        choices,
        action.type is Path,
        action.nargs in ("+", "*"),
        action.nargs in ("?", "*"),
    )
