"""Rows of a CSV file as exports have them: commas, semicolons or tabs, quoted cells of several lines, ragged rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from db.base.records.exchange import Origin
from seed.exchange.container import Held, Unreadable
from seed.exchange.text import decoded

#: Rows of one file, and characters of one cell: no life has more, and memory stays small.
MOST_ROWS, MOST_CELL = 100_000, 10_000_000
#: What a cell that a spreadsheet would run begins with; such a cell is written with an apostrophe before it.
_RUN = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the column's name in lower case; ``extra`` are cells beyond the last column."""

    origin: Origin
    cells: dict[str, str] = field(repr=False)
    extra: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        """A cell without blanks around it; empty where the column or the cell is missing."""
        return self.cells.get(column, "")


def columns(held: Held) -> list[str]:
    """The names in the first line, in lower case; empty where the file is no table."""
    try:
        text = decoded(held, head=True)
    except Unreadable:
        return []
    first = text.lstrip("\ufeff").replace("\0", "").replace("\r", "\n").partition("\n")[0]
    return [name.strip().lower() for name in next(csv.reader([first], delimiter=_separator(first)), [])] if first else []


def rows(held: Held, *, skip: int = 0) -> Iterator[Row]:
    """The rows under the header line, after ``skip`` physical lines. Blank rows are left out.

    Unreadable where the file is no text, has more than :data:`MOST_ROWS` rows or a cell of more than :data:`MOST_CELL` letters.
    """
    yield from parsed(decoded(held), held.name, skip=skip)


def parsed(text: str, name: str, *, skip: int = 0) -> Iterator[Row]:
    """:func:`rows` of a text."""
    lines = list(io.StringIO(text.lstrip("\ufeff").replace("\0", ""), newline=""))[skip:]
    if not lines:
        return
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(lines, delimiter=_separator(lines[0]))
    began, found, names = 0, 0, None
    try:
        for cells in reader:
            at, began = began + skip + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if names is None:
                names = [cell.strip().lower() for cell in cells]
                continue
            found += 1
            if found > MOST_ROWS:
                raise Unreadable(f"it has more than {MOST_ROWS:,} rows")
            yield Row(
                Origin(name, at, "".join(lines[at - skip - 1 : began]).rstrip("\r\n")),
                {key: unescaped(cell.strip()) for key, cell in zip(names, cells, strict=False)},
                tuple(cells[len(names) :]),
            )
    except csv.Error as error:
        raise Unreadable(f"line {reader.line_num + skip}: {error}") from error


def _separator(first: str) -> str:
    """The separator that is in the header line most often, outside quotes."""
    bare = "".join(first.split('"')[::2])
    found = max(_SEPARATORS, key=bare.count)
    if not bare.count(found):  # every name is quoted: "a","b"
        found = max(_SEPARATORS, key=first.count)
    return found if first.count(found) else ","


def has(names: Sequence[str], *wanted: str) -> bool:
    """Whether a header has all of these columns."""
    return set(wanted) <= set(names)


# -- cells that a spreadsheet would run ----------------------------------------------------------------------------------


def escaped(cell: str) -> str:
    """A cell that no spreadsheet runs: with an apostrophe before what one would."""
    return f"'{cell}" if cell.startswith(_RUN) or (cell.startswith("'") and cell.lstrip("'").startswith(_RUN)) else cell


def unescaped(cell: str) -> str:
    """A cell as it was before :func:`escaped`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_RUN) else cell
