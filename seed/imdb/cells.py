"""Rows as SQLite's file format has them: whole columns at a time made into the cells of a table's or an index's pages.

A cell is the record's length, the row's number (in a table) and the record: a header with the kind of each value, then the values
(https://www.sqlite.org/fileformat2.html, "Record Format"). All of it is gathered from tables of ready-made bytes.
"""

from __future__ import annotations

import struct
from functools import cache

import polars as pl

_BYTE, _NONE = 1 << 16, (1 << 16) + (1 << 8)
_LOW, _MIDDLE, _FIRST, _NOTHING = (part << 14 for part in range(1, 5))
_BITS = pl.lit((1 << 14) - 1, pl.Int64)


@cache
def _pieces_of_integers() -> pl.Series:
    """Two bytes of a number; from ``_BYTE`` one byte of it; at ``_NONE`` none."""
    pairs = [number.to_bytes(2, "big") for number in range(1 << 16)]
    return pl.Series([*pairs, *(bytes((number,)) for number in range(1 << 8)), b""], dtype=pl.Binary)


@cache
def _pieces_of_varints() -> pl.Series:
    """Seven bits a byte: a small number whole, then what ends, goes on with and begins a larger one, then nothing."""
    low = [(number >> 7, number & 127) for number in range(1 << 14)]
    whole = [bytes((high | 128, rest) if high else (rest,)) for high, rest in low]
    begins = [bytes((high | 128, rest | 128) if high else (rest | 128,)) for high, rest in low]
    ends = [bytes((high | 128, rest)) for high, rest in low]
    goes_on = [bytes((high | 128, rest | 128)) for high, rest in low]
    return pl.Series([*whole, *ends, *goes_on, *begins, b""], dtype=pl.Binary)


def varints(numbers: pl.Series) -> pl.Series:
    """Whole numbers from 0 up to 2⁴² as SQLite's varints."""
    pieces = _pieces_of_varints()
    number = pl.col("number")
    frame = numbers.cast(pl.Int64).alias("number").to_frame()
    most = int(frame.select(number.max()).item() or 0)
    if most < 1 << 14:
        return pieces.gather(frame["number"])
    small, medium = number < 1 << 14, number < 1 << 28
    places = [
        pl.when(small).then(number).otherwise((number & _BITS) + _LOW),
        pl.when(small).then(_NOTHING).when(medium).then(number // (1 << 14) + _FIRST).otherwise(
            (number // (1 << 14) & _BITS) + _MIDDLE
        ),
        pl.when(medium).then(_NOTHING).otherwise(number // (1 << 28) + _FIRST),
    ]  # fmt: skip
    return _gathered(pieces, frame, places if most >= 1 << 28 else places[:2])


def _gathered(pieces: pl.Series, frame: pl.DataFrame, places: list[pl.Expr]) -> pl.Series:
    """Bytes of several pieces each; ``places`` say which, the last piece first."""
    made = [pieces.gather(frame.select(place.alias("at")).to_series()) for place in places]
    whole = made.pop()
    while made:
        whole = whole + made.pop()
    return whole


def _integers(numbers: pl.Series) -> tuple[pl.Series, pl.Series | None]:
    """The kinds of whole numbers, null among them, and their bytes; None where the kinds say all."""
    frame = numbers.cast(pl.Int64).alias("number").to_frame()
    number = pl.col("number")
    kinds = pl.when(number.is_null()).then(0).when(number == 0).then(8).when(number == 1).then(9)
    for width, bits in enumerate((8, 16, 24, 32, 48), 1):
        kinds = kinds.when(number.is_between(-(1 << bits - 1), (1 << bits - 1) - 1)).then(width)
    frame = frame.select(kinds.otherwise(6).cast(pl.UInt8).alias("kind"), number.fill_null(0))
    code = pl.when(pl.col("kind") > 6).then(0).otherwise(pl.col("kind"))
    widest = int(frame.select(code.max()).item() or 0)

    if not widest:
        return frame["kind"], None

    def place(at: int, needs: int, one_byte: int) -> pl.Expr:
        part = number // (1 << 16 * at)
        return (
            pl.when(code < one_byte).then(_NONE).when(code == one_byte).then((part & 0xFF) + _BYTE)
            if needs == one_byte
            else pl.when(code < needs).then(_NONE)
        ).otherwise(part & 0xFFFF)  # fmt: skip

    places = [place(0, 1, 1)]
    if widest > 2:
        places.append(place(1, 3, 3))
    if widest > 4:
        places.append(place(2, 5, 0))
    if widest > 5:
        places.append(place(3, 6, 0))
    return frame["kind"], _gathered(_pieces_of_integers(), frame, places)


def _texts(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    packed = texts.cast(pl.Binary)
    kinds = (packed.bin.size().cast(pl.Int64) * 2 + 13).fill_null(0)
    return kinds, packed.fill_null(b"") if packed.null_count() else packed


def _repeated(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Values of which there are few different ones: each is made once."""
    different = column.unique().drop_nulls()
    if column.dtype == pl.Float64:
        kinds = [7] * different.len()
        made = [struct.pack(">d", value) for value in different]
    else:
        made = [str(value).encode() for value in different]
        kinds = [len(value) * 2 + 13 for value in made]
    places = column.replace_strict(different, pl.int_range(different.len(), eager=True), default=different.len())
    return pl.Series([*kinds, 0]).gather(places), pl.Series([*made, b""], dtype=pl.Binary).gather(places)


def cells(rows: pl.DataFrame) -> pl.Series:
    """The cell of every row: its first column is the row's number, the others are the record's, in the table's order."""
    number, *columns = rows.get_columns()
    record = _records(columns, b"\0")  # the number stands in the record as null
    return varints(record.bin.size()) + varints(number) + record


def index_cells(rows: pl.DataFrame) -> pl.Series:
    """The cell of every row in an index of these columns, of which the last is the row's number."""
    record = _records(rows.get_columns(), b"")
    return varints(record.bin.size()) + record


def _records(columns: list[pl.Series], begins: bytes) -> pl.Series:
    kinds = pl.Series([begins], dtype=pl.Binary)
    values: pl.Series | None = None
    for column in columns:
        if column.null_count() == column.len():
            kinds = kinds + pl.Series([b"\0"], dtype=pl.Binary)
            continue
        if column.dtype.is_integer():
            kind, value = _integers(column)
        elif column.dtype == pl.String:
            kind, value = _texts(column)
        else:
            kind, value = _repeated(column)
        kinds = kinds + varints(kind)
        if value is not None:
            values = value if values is None else values + value
    header = varints(kinds.bin.size() + 1) + kinds
    return header if values is None else header + values
