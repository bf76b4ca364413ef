"""What is asked of the desktop: taking a text into the clipboard, opening an address. Both take a while: not for the event loop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping


def tool(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> list[str] | None:
    """The command that takes a text on its standard input into this desktop's clipboard; None where there is none."""
    environ = os.environ if environ is None else environ
    candidates: list[list[str]] = []
    if environ.get("WAYLAND_DISPLAY"):
        candidates.append(["wl-copy"])
    if environ.get("DISPLAY"):
        candidates += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if platform == "darwin":
        candidates.append(["pbcopy"])
    path = environ.get("PATH")
    return next((command for command in candidates if shutil.which(command[0], path=path)), None)


def copy_locally(text: str) -> bool:
    """Give ``text`` to the local tool, since some terminals ignore OSC 52; False where there is none or it failed."""
    command = tool()
    if command is None:
        return False
    try:
        # Output goes nowhere: xclip stays behind to serve the text, and would keep a pipe open.
        subprocess.run(
            command, input=text.encode("utf-8", "replace"), timeout=2, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def browse(address: str) -> bool:
    """Open ``address`` in the viewer's browser; False where none could be started.

    In a process and session of its own: a browser that writes to the terminal, or takes it over, would spoil the screen.
    """
    script = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
    try:
        done = subprocess.run(
            [sys.executable, "-c", script, address], timeout=10, check=False, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
