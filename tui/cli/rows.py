"""Long tables on standard output, written line by line: Rich measures every cell, twenty seconds for fifty thousand rows.

The columns are as wide as their widest cell. On a terminal that is narrower, the widest ones are cut to fit, and a table that is
longer than the screen goes through the pager (``$PAGER``, else ``less``; ``PAGER=cat`` for none).
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from widgets.text import clean

if TYPE_CHECKING:
    from rich.console import Console

#: Text, or text with a style.
Piece = str | tuple[str, str]
#: The cells between two columns, and the least width of a column that is cut.
_GAP, _LEAST = 2, 6


class _Column(NamedTuple):
    """A column: its width, whether it is set to the right, and what gives its cells their style."""

    width: int
    right: bool
    styled: Callable[[str], str]


def write(
    out: Console, heads: Sequence[str], rows: Sequence[Sequence[Piece]], styles: Sequence[str], rights: frozenset[int]
) -> None:
    """Write a table of cells; on a terminal with colours and through the pager."""
    cleaned = [[clean(cell if isinstance(cell, str) else cell[0]) for cell in row] for row in rows]
    widths = [max(map(_cells, column)) for column in zip(heads, *cleaned, strict=True)]
    if out.is_terminal:
        widths = fitted(widths, out.width)
    columns = [
        _Column(width, place in rights, _style(out, styles[place] if place < len(styles) else ""))
        for place, width in enumerate(widths)
    ]
    bold = _style(out, "bold")
    with _paged(out, len(rows)) as put:
        if any(heads):
            put(_line([column._replace(styled=bold) for column in columns], heads))
        for row in cleaned:
            put(_line(columns, row))


def fitted(widths: Sequence[int], most: int) -> list[int]:
    """Widths of columns that fit into ``most`` cells: the widest become narrower, none less than six."""
    made = list(widths)
    room = most - _GAP * (len(made) - 1)
    while sum(made) > room and max(made) > _LEAST:
        widest = max(made)
        next_widest = max((each for each in made if each < widest), default=_LEAST)
        many = made.count(widest)
        less = min(max(1, (sum(made) - room) // many), widest - max(next_widest, _LEAST))
        made = [each - max(1, less) if each == widest else each for each in made]
    return made


def _line(columns: Sequence[_Column], row: Sequence[str]) -> str:
    pieces = []
    for column, cell in zip(columns, row, strict=True):
        used = _cells(cell)
        text = cell if used <= column.width else _cut(cell, column.width)
        pad = " " * max(0, column.width - min(used, _cells(text)))
        pieces.append(pad + column.styled(text) if column.right else column.styled(text) + pad)
    return (" " * _GAP).join(pieces).rstrip() + "\n"


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _cut(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1).rstrip() + "…"


def _style(out: Console, style: str) -> Callable[[str], str]:
    if not style or not out.is_terminal or out.color_system is None:
        return str
    from rich.color import ColorSystem

    system = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "windows": ColorSystem.WINDOWS}.get(
        out.color_system, ColorSystem.TRUECOLOR
    )
    found = out.get_style(style)
    return lambda text: found.render(text, color_system=system) if text else ""


@contextmanager
def _paged(out: Console, rows: int) -> Iterator[Callable[[str], object]]:
    """What takes lines: standard output, or the pager where a table is longer than the terminal."""
    words = shlex.split(os.environ.get("PAGER", "less")) if out.is_terminal and rows >= out.height else []
    if not words or words[0] == "cat" or shutil.which(words[0]) is None:
        yield sys.stdout.write
        return
    environment = {"LESS": "FRX"} | os.environ
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8", errors="replace"
    ) as pager:
        assert pager.stdin is not None
        with suppress(BrokenPipeError):  # the viewer has left it
            yield pager.stdin.write
            pager.stdin.close()
