"""``matinee`` and ``python -m tui``: without a sub-command the browser, else the command line."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType
from typing import IO, cast


def main(argv: list[str] | None = None) -> int:
    """Run; the exit status is 0, or 1 after a trouble that was said in a sentence, or 2 for a wrong call."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments:
        from tui.cli import run

        return run(arguments)
    return browse()


def browse() -> int:
    """Open the browser in this terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(
            "Matinee needs a terminal to draw in; here standard input or output is none.\n"
            "For scripts there is the command line: matinee --help\n"
        )
        return 1
    _leave_openssl_out()
    import gc

    gc.disable()  # nothing that start-up makes is garbage; the app turns it on again once the first frame is out
    from rich.console import Console

    from db.base.errors import MatineeError
    from db.base.home import Home
    from tui.app import MatineeApp
    from tui.logs import LogFile, start
    from tui.settings import load

    home = Home.find()
    start(home)
    try:
        app = MatineeApp(home, load(home.settings, home.state / "remembered.json"))
        app.error_console = Console(file=cast(IO[str], LogFile()), width=120)
        app.run()
    except MatineeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    lost = app.saving.lost
    if lost:
        sys.stderr.write("\n".join([*lost, ""]))
    if app.return_code:
        sys.stderr.write(f"Matinee had to stop. The log says why: {home.log}\n")
    return app.return_code or int(bool(lost))


def _leave_openssl_out() -> None:
    """Have nothing import OpenSSL: the browser is offline, yet asyncio and hashlib would load it, 4 MB and some milliseconds.

    A module that ``sys.modules`` holds as None cannot be imported, which both take for its not being there. Python's own
    hashes then take over, unless it was built without them.
    """
    absent = cast(ModuleType, None)
    sys.modules.setdefault("ssl", absent)
    if find_spec("_md5"):
        sys.modules.setdefault("_hashlib", absent)


if __name__ == "__main__":
    raise SystemExit(main())
