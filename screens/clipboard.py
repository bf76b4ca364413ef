"""Copying: through the terminal (OSC 52), and through a local tool where there is one, since some terminals ignore the former."""

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
    """Give ``text`` to the local tool; False where there is none or it failed. Takes up to two seconds: not for the event loop."""
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
