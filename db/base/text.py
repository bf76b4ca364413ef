"""Text that the viewer types, made fit to store: one line, several lines, names."""

from __future__ import annotations

import re

from db.base.errors import BadInput

#: Longest search line that is read; the rest is ignored.
MOST_LETTERS = 400
#: Characters that do not belong in text: controls but for tab and newline, line and paragraph separators, what turns the direction
#: of the rest of the line round (embeddings, overrides, isolates), the byte order mark, and halves of surrogate pairs. Marks of
#: direction (U+200E, U+200F) and joiners belong to Arabic, Hebrew and emoji, and stay.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")

#: Halves of surrogate pairs: in a file's name, bytes that are no UTF-8.
_HALVES = re.compile("[\ud800-\udfff]")


def prose(text: str) -> str:
    """``text`` of several lines without controls, blank ends and odd line ends."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fit(text: str) -> str:
    """``text`` without controls, tabs, newlines and blank ends."""
    return _UNFIT.sub("", text.replace("\t", "").replace("\n", "")).strip()


def line(text: str) -> str:
    """``text`` as one line: controls gone, white space single."""
    return " ".join(_UNFIT.sub(" ", text).split())


def printable(name: str) -> str:
    """A name of a file or folder as it can be shown and stored: bytes of it that are no text become U+FFFD."""
    return fit(_HALVES.sub("\ufffd", name)) or "\ufffd"


def named(text: str, what: str, longest: int = 200) -> str:
    """``text`` as the name of ``what`` (``list``, ``tag``); BadInput where it is empty or too long."""
    name = line(text)
    if not name:
        raise BadInput(f"A {what} needs a name.", "Type one.")
    if len(name) > longest:
        raise BadInput(f"The name of a {what} may have {longest} characters; this one has {len(name)}.", "Shorten it.")
    return name
