"""Hashes with what they stand for, a bucket a row: a table (bucket INTEGER PRIMARY KEY, found BLOB) that is found in at once.

A hash's upper bits name its row; the row holds columns of numbers one behind the other, the hashes' lower bits first and in
order. The numbers are laid down with their lowest byte first.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence


def rows(sizes: Iterable[tuple[int, int]], codes: str, columns: Sequence[list[int]]) -> Iterator[tuple[int, bytes]]:
    """Rows of such a table, of ``columns`` in the hashes' order. ``sizes`` say how many there are of each bucket.

    ``codes`` are the columns' types as :mod:`array` names them.
    """
    laid = [_swapped(array(code, column)) for code, column in zip(codes, columns, strict=True)]
    begins = 0
    for bucket, size in sizes:
        yield bucket, b"".join(column[begins : begins + size].tobytes() for column in laid)
        begins += size


def columns(found: bytes, codes: str) -> list[array[int]]:
    """The columns of one row."""
    widths = [array(code).itemsize for code in codes]
    count, at, made = len(found) // sum(widths), 0, []
    for code, width in zip(codes, widths, strict=True):
        made.append(_swapped(array(code, found[at : at + count * width])))
        at += count * width
    return made


def _swapped(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
