"""Rows of a CSV file as exports have them: commas, semicolons or tabs, quoted cells of several lines, ragged rows."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from db.base.records.exchange import Origin
from seed.exchange.container import Held, Unreadable
from seed.exchange.text import KEPT, decoded, lines

#: Rows of one file, its columns, and letters of one row: no life has more, and memory stays small.
MOST_ROWS, MOST_COLUMNS, MOST_ROW = 100_000, 1_000, 2_000_000
#: Bytes that a row takes beside its texts, from reading to merging.
RECORD = 2_500
#: What a cell that a spreadsheet would run begins with; such a cell is written with an apostrophe before it.
_RUN = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the column's name in lower case; ``extra`` are cells beyond the last column.

    ``size`` is how many bytes its text takes in memory.
    """

    origin: Origin
    cells: dict[str, str] = field(repr=False)
    extra: tuple[str, ...] = ()
    size: int = 0

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
    """The rows under the header line, after ``skip`` physical lines, as they are asked for. Blank rows are left out.

    They are counted as kept: it is Unreadable where they take too much memory (:meth:`Held.keep`), where the file is no text,
    has more than :data:`MOST_ROWS` rows, as many blank ones, :data:`MOST_COLUMNS` columns, or :data:`MOST_ROW` letters in one.
    """
    held.drop()
    try:
        for row in parsed(lines(held), held.name, skip=skip, most=MOST_ROWS):
            held.keep(RECORD + row.size + sys.getsizeof(row.origin.text))
            yield row
    except Unreadable:
        held.drop()
        raise


def endless(held: Held) -> Iterator[Row]:
    """:func:`rows` of a file that may have any number of them."""
    yield from parsed(lines(held, endless=True), held.name, most=sys.maxsize)


def parsed(physical: Iterable[str], name: str, *, skip: int = 0, most: int) -> Iterator[Row]:
    """:func:`rows` of physical lines with their ends."""
    taken = _Taken(islice(physical, skip, None))
    first = next(taken, None)
    if first is None:
        return
    csv.field_size_limit(MOST_ROW)
    reader = csv.reader(chain((first,), taken), delimiter=_separator(first))
    began, found, blank, names = 0, 0, 0, None
    try:
        for cells in reader:
            at, began = began + skip + 1, reader.line_num
            text, size = taken.text()
            if not any(cell.strip() for cell in cells):
                blank += 1
                if blank > most:
                    raise Unreadable(f"it has more than {most:,} blank rows")
                continue
            if names is None:
                names = [cell.strip().lower() for cell in cells]
                if len(names) > MOST_COLUMNS:
                    raise Unreadable(f"it has more than {MOST_COLUMNS:,} columns")
                continue
            found += 1
            if found > most:
                raise Unreadable(f"it has more than {most:,} rows")
            yield Row(
                Origin(name, at, text.rstrip("\r\n")),
                {
                    key: cell if cell[:1] != "'" else unescaped(cell)
                    for key, cell in zip(names, map(str.strip, cells), strict=False)
                },
                tuple(cells[len(names) :][:MOST_COLUMNS]),
                size,
            )
    except csv.Error as error:
        raise Unreadable(f"line {reader.line_num + skip}: {error}") from error


class _Taken:
    """Lines without NUL bytes and the mark of UTF-8, and the text of those taken since it was last asked for.

    Unreadable where these have more than :data:`MOST_ROW` letters: a quote that is never closed takes in the whole file.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._since: list[str] = []
        self._letters = self._size = 0
        self._begun = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        found = next(self._lines).replace("\0", "")
        if not self._begun:
            found, self._begun = found.lstrip("\ufeff"), True
        if self._letters < KEPT:
            self._since.append(found[: KEPT - self._letters])
        self._letters += len(found)
        self._size += sys.getsizeof(found)
        if self._letters > MOST_ROW:
            raise Unreadable(
                f"it has a row of more than {MOST_ROW:,} letters; it begins with {self._since[0][:40].strip()!r}"
            )
        return found

    def text(self) -> tuple[str, int]:
        """The first :data:`KEPT` letters, and how many bytes all of it takes in memory."""
        found = "".join(self._since), self._size
        self._since.clear()
        self._letters = self._size = 0
        return found


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
