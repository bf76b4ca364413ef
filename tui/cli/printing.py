"""What the command line prints: JSON for programs, tables and paragraphs for people. Nothing unclean leaves this module."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from widgets.text import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: What a JSON string may hold and a terminal should not see: controls, direction marks, halves of surrogate pairs.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
#: Width of a line where there is no terminal: nothing is cut, since another program may read it.
_ENDLESS = 100_000
#: Rows of a table from which on it is written line by line.
_LONG = 200


#: Text, or text with a style.
Piece = str | tuple[str, str]


def dump(data: Any) -> None:
    """``data`` as JSON on standard output, readable and without a control character."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    written = json.dumps(data, ensure_ascii=not utf8, indent=2)
    sys.stdout.write(_UNSAFE.sub(_escaped, written) + "\n")


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def console() -> Console:
    """Standard output; colours only on a terminal, none where ``NO_COLOR`` is set."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        highlight=False,
        markup=False,
        emoji=False,
        width=None if terminal else _ENDLESS,
        soft_wrap=not terminal,
    )


def text(*pieces: Piece) -> Text:
    """Pieces of text, each plain or with a style, cleaned."""
    from rich.text import Text

    return Text.assemble(*(clean(piece) if isinstance(piece, str) else (clean(piece[0]), piece[1]) for piece in pieces))


def say(*pieces: Piece) -> None:
    """One paragraph."""
    console().print(text(*pieces))


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Piece]], styles: Sequence[str] = (), *, right: Iterable[int] = ()
) -> None:
    """Rows under ``heads``, aligned by cells. ``styles`` by column; ``right`` names the columns that are set to the right."""
    rights = frozenset(right)
    held = list(rows)
    if len(held) > _LONG:
        from tui.cli import rows as long_rows

        long_rows.write(console(), heads, held, styles, rights)
        return
    from rich.table import Table

    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(heads), header_style="bold")
    for place, head in enumerate(heads):
        style = styles[place] if place < len(styles) else ""
        drawn.add_column(head, style=style, justify="right" if place in rights else "left", overflow="fold")
    for row in held:
        drawn.add_row(*(text(cell) for cell in row))
    out = console()
    if out.is_terminal:
        out.print(drawn)
        return
    with out.capture() as printed:
        out.print(drawn)
    sys.stdout.writelines(line.rstrip() + "\n" for line in printed.get().splitlines())
