"""``completions``: scripts that complete commands, options and paths in bash, zsh and fish, made from the parser.

The scripts are complete in themselves: pressing Tab starts no Python.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tui.cli.describing import Argument, Command, described
from tui.cli.house import House


def show(house: House, args: argparse.Namespace) -> None:
    """Print the script for a shell."""
    sys.stdout.write(script(args.shell))


def script(shell: str) -> str:
    """The script for ``bash``, ``zsh`` or ``fish``."""
    from tui.cli.parser import parser

    return SHELLS[shell](described(parser()))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _options(command: Command) -> list[str]:
    return [flag for argument in command.arguments for flag in argument.flags]


def _takes_paths(command: Command) -> bool:
    return any(argument.path and not argument.flags for argument in command.arguments)


def _bash(root: Command) -> str:
    lines = [
        "# Completions of matinee for bash: source this file, or put it among bash's completions.",
        "_matinee() {",
        '    local cur="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" at="matinee" word',
        '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        '        case "$at $word" in',
    ]
    below = [each for each in root.walk() if len(each.words) > 1]
    lines += [f"            {_quoted(' '.join(each.words))}) at={_quoted(' '.join(each.words))} ;;" for each in below]
    lines += ["        esac", "    done", '    case "$at $before" in']
    for each in root.walk():
        for argument in each.arguments:
            for flag in argument.flags:
                if argument.choices:
                    answer = f'COMPREPLY=($(compgen -W {_quoted(" ".join(argument.choices))} -- "$cur")); return'
                elif argument.path:
                    answer = 'COMPREPLY=($(compgen -f -- "$cur")); return'
                else:
                    continue
                lines.append(f"        {_quoted(' '.join((*each.words, flag)))}) {answer} ;;")
    lines += ["    esac", '    case "$at" in']
    for each in root.walk():
        words = " ".join([*(one.name for one in each.commands), *_options(each), *_choices(each)])
        answer = f'COMPREPLY=($(compgen -W {_quoted(words)} -- "$cur"))'
        if _takes_paths(each):
            answer += '; COMPREPLY+=($(compgen -f -- "$cur"))'
        lines.append(f"        {_quoted(' '.join(each.words))}) {answer} ;;")
    return "\n".join([*lines, "    esac", "}", "complete -o filenames -F _matinee matinee", ""])


def _choices(command: Command) -> list[str]:
    return [choice for argument in command.arguments if not argument.flags for choice in argument.choices]


def _zsh(root: Command) -> str:
    lines = ["#compdef matinee", "# Completions of matinee for zsh: put this file as _matinee into a folder of $fpath.", ""]
    for each in reversed(list(root.walk())):
        lines += [f"_{'_'.join(each.words)}() {{", "    local -a commands", *_zsh_body(each), "}", ""]
    return "\n".join([*lines, '_matinee "$@"', ""])


def _zsh_body(command: Command) -> list[str]:
    specs = [
        _zsh_spec(argument, at) for at, argument in enumerate(command.arguments) if argument.flags or not command.commands
    ]
    if not command.commands:
        return ["    _arguments -s " + " ".join(filter(None, specs)) if any(specs) else "    _message 'nothing more'"]
    named = " ".join(_quoted(f"{each.name}:{each.help}".replace("[", "(").replace("]", ")")) for each in command.commands)
    cases = [f"                {each.name}) _{'_'.join(each.words)} ;;" for each in command.commands]
    return [
        f"    commands=({named})",
        "    local line state",
        f"    _arguments -C {' '.join(filter(None, specs))} '1: :->command' '*:: :->arguments'",
        "    case $state in",
        "        command) _describe command commands ;;",
        "        arguments)",
        "            case $line[1] in",
        *cases,
        "            esac ;;",
        "    esac",
    ]


def _zsh_spec(argument: Argument, at: int) -> str:
    help = argument.help.replace("[", "(").replace("]", ")").replace(":", "\\:").replace("%%", "%")
    action = f"({' '.join(argument.choices)})" if argument.choices else "_files" if argument.path else ""
    if not argument.flags:
        return (
            _quoted(f"{'*' if argument.many else ''}:{argument.value.lower()}:{action}") if action or argument.value else ""
        )
    value = f":{argument.value.lower() or 'value'}:{action}" if argument.value else ""
    return " ".join(_quoted(f"{flag}[{help}]{value}") for flag in argument.flags)


def _fish(root: Command) -> str:
    lines = ["# Completions of matinee for fish: put this file into ~/.config/fish/completions/matinee.fish.",
             "complete -c matinee -f"]  # fmt: skip
    for each in root.walk():
        seen = _fish_seen(each)
        lines += [f"complete -c matinee -n {_quoted(seen)} -a {sub.name} -d {_quoted(sub.help)}" for sub in each.commands]
        for argument in each.arguments:
            lines += _fish_argument(argument, seen)
    return "\n".join([*lines, ""])


def _fish_seen(command: Command) -> str:
    words = command.words[1:]
    seen = [f"__fish_seen_subcommand_from {word}" for word in words]
    if command.commands:
        seen.append(f"not __fish_seen_subcommand_from {' '.join(each.name for each in command.commands)}")
    return "; and ".join(seen) or "true"


def _fish_argument(argument: Argument, seen: str) -> list[str]:
    given = f"complete -c matinee -n {_quoted(seen)}"
    value = f" -x -a {_quoted(' '.join(argument.choices))}" if argument.choices else " -r -F" if argument.path else (
        " -x" if argument.value and argument.flags else "")  # fmt: skip
    if not argument.flags:
        return [f"{given}{value.replace(' -x', '').replace(' -r', '')}"] if value else []
    flags = "".join(f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in argument.flags)
    return [f"{given}{flags}{value} -d {_quoted(argument.help.replace('%%', '%'))}"]


SHELLS: dict[str, Callable[[Command], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
