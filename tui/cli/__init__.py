"""The command line: what ``matinee`` does when it is given words. Never loads Textual.

:mod:`tui.cli.parser` knows the sub-commands and where each one lives; their modules load what they need when they run.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from db.base.errors import MatineeError

log = logging.getLogger(__name__)


def run(argv: Sequence[str]) -> int:
    """Carry out one call; 0, or 1 after a trouble said in a sentence, or 2 for a wrong call."""
    _mend_streams()
    wrote: list[bool] = []
    try:
        try:
            status = _run(argv, wrote)
        except SystemExit as leaving:  # argparse, after help or a wrong call; Rich, when nobody reads on
            status = leaving.code if isinstance(leaving.code, int) else 1
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_stdout()
        return 1
    except OSError as error:
        _let_go_of_stdout()
        done = " Your change itself is on disk." if any(wrote) else ""
        return _complain(f"The output could not be written: {error.strerror or error}.{done}")
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return 130
    return status


def _run(argv: Sequence[str], wrote: list[bool]) -> int:
    """Carry out one call; whether it wrote a change is put into ``wrote``."""
    from tui.cli.parser import parse

    args = parse(argv)
    module, _, function = args.run.partition(":")
    from db.base.home import Home
    from tui.cli.house import House
    from tui.logs import start

    home = Home.find()
    start(home)
    with House(home) as house:
        try:
            return import_module(f"tui.cli.{module}").__dict__[function](house, args) or 0
        except MatineeError as error:
            return _complain(str(error))
        except OSError as error:
            if error.filename is None:  # it came from writing the output
                raise
            log.exception("matinee %s", args.command)
            return _complain(f"{_printable(error.filename)}: {error.strerror or error}.")
        except Exception as error:
            log.exception("matinee %s", args.command)
            if found := house.diagnose(error):
                return _complain(str(found))
            return _complain(f"Something went wrong in Matinee itself; the log says what: {home.log}")
        finally:
            wrote.append(house.wrote)


def _printable(path: object) -> str:
    name = os.fsdecode(path) if isinstance(path, bytes) else str(path)
    return name if len(name) < 200 else f"{name[:60]}…{name[-60:]}"


def _complain(sentence: str) -> int:
    from widgets.text import clean

    sys.stderr.write(clean(sentence) + "\n")
    return 1


def _mend_streams() -> None:
    """A stream that is closed, or cannot write every letter, must not end in a traceback."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - lives as long as the program
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _let_go_of_stdout() -> None:
    """Nobody reads any more: what Python still holds for them goes nowhere, so that it does not complain at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
