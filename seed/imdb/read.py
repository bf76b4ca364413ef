"""Reading a data file in batches: one thread unpacks and parses, another prepares, ahead of whoever takes the frames.

Nothing is ever quoted in these files: a ``"`` is a letter. Every frame has the data set's columns as text (null for
``\\N``) and ``line``, the row's line in the file. Rows with too few or too many columns, or that are not UTF-8, are
refused here; what a value must be is the business of whoever takes it (:func:`refuse`, :func:`number`).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeVar

import polars as pl

from db.base.errors import BadInput
from seed.imdb.gunzip import Damaged, unpacked
from seed.imdb.recognise import COLUMNS, DataFile
from seed.imdb.refusals import Refusals

Item = TypeVar("Item")
#: Bytes of text in a batch, and of a file that is not packed in a read.
BATCH, _READ = 8 << 20, 1 << 20
_LONGEST_LINE = 4 << 20
_EXTRA, _NULL = "~beyond", "\\N"


#: Turns a frame as read into one as a stage wants it; refuses what cannot be. It runs on a thread of its own.
Prepare = Callable[["DataReader", pl.DataFrame], pl.DataFrame]


def ahead(items: Iterable[Item], name: str) -> Iterator[Item]:
    """``items``, made on a thread of this name, a few of them ahead of whoever takes them; what goes wrong there is raised here."""
    ready: queue.Queue[tuple[Item] | BaseException | None] = queue.Queue(maxsize=2)
    stop = threading.Event()

    def put(item: tuple[Item] | BaseException | None) -> None:
        while not stop.is_set():
            try:
                return ready.put(item, timeout=0.2)
            except queue.Full:
                continue

    def work() -> None:
        try:
            for item in items:
                put((item,))
                if stop.is_set():
                    return
            put(None)
        except BaseException as error:
            put(error)

    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    try:
        while (got := ready.get()) is not None:
            if isinstance(got, BaseException):
                raise got
            yield got[0]
    finally:
        stop.set()
        thread.join()


class DataReader:
    """Reads one file; ``rows`` and ``done`` (bytes of the file, for progress) grow as it goes."""

    def __init__(self, file: DataFile, refusals: Refusals, prepare: Prepare | None = None, *, batch: int = BATCH) -> None:
        self.file, self.refusals, self._prepare = file, refusals, prepare
        self.rows = 0
        self.done = 0
        self._batch = batch
        self._columns = COLUMNS[file.dataset]
        #: The file's columns, and one more that only rows with too many have.
        self._schema: dict[str, type[pl.String]] = dict.fromkeys([*file.header, _EXTRA], pl.String)

    def __iter__(self) -> Iterator[pl.DataFrame]:
        parsed = ahead(self._parsed(), f"unpacking {self.file.dataset}")
        for height, frame in ahead(self._frames(parsed), f"reading {self.file.dataset}"):
            self.rows += height
            yield frame

    def _parsed(self) -> Iterator[tuple[pl.DataFrame, bool, bytes, int]]:
        """The rows of each piece of text, whether it was UTF-8, the text itself and the line it begins at."""
        line = 1
        for text in self._texts():
            rows, is_utf8 = self._parse(text, line)
            yield rows, is_utf8, text, line
            line += rows.height

    def _frames(self, parsed: Iterable[tuple[pl.DataFrame, bool, bytes, int]]) -> Iterator[tuple[int, pl.DataFrame]]:
        """Frames as they are wanted, each with the number of rows that it was made of."""
        for rows, is_utf8, text, line in parsed:
            frame = self._whole_rows(rows, is_utf8, text, line)
            yield frame.height, self._prepare(self, frame) if self._prepare else frame

    def _texts(self) -> Iterator[bytes]:
        """The file's text in pieces that end with a line, each behind a line of our own that names the columns."""
        head = "\t".join(self._schema).encode() + b"\n"
        held, size = [head], 0
        for piece in self._unpacked():
            size += len(piece)
            end = piece.rfind(b"\n") + 1 if size >= self._batch else 0
            if end:
                yield b"".join((*held, memoryview(piece)[:end]))
                held, size = [head, piece[end:]], len(piece) - end
            elif size > max(self._batch, _LONGEST_LINE) * 2:
                raise self._damaged("it has no lines")
            else:
                held.append(piece)
        if size:
            yield b"".join(held)

    def _unpacked(self) -> Iterator[bytes]:
        try:
            with self.file.path.open("rb") as file:
                if self.file.packed:
                    yield from unpacked(file, self._read)
                else:
                    while piece := file.read(_READ):
                        self._read(len(piece))
                        yield piece
        except Damaged as error:
            raise self._damaged(str(error)) from error
        except OSError as error:
            raise BadInput(f"{self.file.path} cannot be read: {error.strerror}.", "Is the disk still there?") from error

    def _read(self, size: int) -> None:
        self.done += size

    def _damaged(self, how: str) -> BadInput:
        return BadInput(
            f"{self.file.path} is damaged: {how}.",
            "Download it again ('matinee fetch imdb' does, and checks it); the catalogue is as it was.",
        )

    def _parse(self, text: bytes, line: int) -> tuple[pl.DataFrame, bool]:
        """The rows of ``text``, which begins at ``line`` of the file, and whether all of it was UTF-8."""

        def parse(encoding: Literal["utf8", "utf8-lossy"]) -> pl.DataFrame:
            return pl.read_csv(
                text, separator="\t", quote_char=None, schema=self._schema, truncate_ragged_lines=True, encoding=encoding,
                null_values=_NULL,
            )  # fmt: skip

        try:
            return parse("utf8").with_row_index("line", offset=line), True
        except pl.exceptions.PolarsError:
            return parse("utf8-lossy").with_row_index("line", offset=line), False

    def _whole_rows(self, frame: pl.DataFrame, is_utf8: bool, text: bytes, line: int) -> pl.DataFrame:
        """Without the header and the rows that are not as wide as it."""
        tabs = frame.height * (len(self.file.header) - 1) + len(self.file.header)  # our own line has one more
        parted = is_utf8 and text.count(b"\t") == tabs and frame[_EXTRA].null_count() == frame.height
        if line == 1:
            frame = frame.slice(1)
        if not parted:
            doubtful = pl.col(self.file.header[-1]).is_null() | pl.col(_EXTRA).is_not_null()
            if not is_utf8:
                doubtful |= pl.any_horizontal(pl.col(pl.String).str.contains("\ufffd", literal=True))
            rows = text.split(b"\n")[1:]
            suspects = frame.filter(doubtful)["line"].to_list()
            bad = [number for number in suspects if not self._is_sound(rows[number - line], number)]
            frame = frame.filter(~pl.col("line").is_in(bad))
        return frame.select("line", *self._columns)

    def _is_sound(self, row: bytes, line: int) -> bool:
        """Whether a row that looked odd can be used after all; an empty line is nobody's row."""
        width, count = len(self.file.header), row.count(b"\t") + 1
        if not row.strip(b"\r"):
            return False
        if count != width:
            self._report(line, f"{count} columns where there should be {width}")
            return False
        try:
            row.decode()
        except UnicodeDecodeError:
            self._report(line, "it is not UTF-8")
            return False
        return True

    def _report(self, line: int, reason: str) -> None:
        self.refusals.add(self.file.path, self.file.dataset, line, reason)

    def refuse(self, frame: pl.DataFrame, bad: pl.Expr, reason: str) -> pl.DataFrame:
        """``frame`` without the rows for which ``bad`` is true; each is reported with ``reason``."""
        is_bad = frame.select(bad.fill_null(False)).to_series()
        if not is_bad.any():
            return frame
        for line in frame.filter(is_bad)["line"]:
            self._report(line, reason)
        return frame.filter(~is_bad)

    def numbers(self, frame: pl.DataFrame, columns: dict[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
        """``frame`` with ``columns`` as numbers; rows in which one of them is something else are refused."""
        cast = frame.with_columns(pl.col(name).cast(kind, strict=False) for name, kind in columns.items())
        for name in columns:
            if cast[name].null_count() != frame[name].null_count():
                broken = cast[name].is_null() & frame[name].is_not_null()
                for line, value in frame.filter(broken).select("line", name).iter_rows():
                    self._report(line, f"{name} is no number that can be: {value[:40]!r}")
                frame, cast = frame.filter(~broken), cast.filter(~broken)
        return cast

    def idents(self, frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
        """``frame`` with ``columns`` (to their prefixes ``tt`` or ``nm``) as the ids' numbers; bad ones are refused."""
        for name, prefix in columns.items():
            known = frame[name].str.starts_with(prefix).fill_null(False)
            number = frame[name].str.slice(len(prefix)).cast(pl.UInt32, strict=False)
            if number.null_count() or not known.all() or number.min() == 0:
                broken = ~known | number.is_null() | (number == 0)
                for line, value in frame.filter(broken).select("line", name).iter_rows():
                    self._report(line, f"{name} is no id ({prefix} and digits): {(value or 'empty')[:40]!r}")
                frame, number = frame.filter(~broken), number.filter(~broken)
            frame = frame.with_columns(number.cast(pl.Int64))
        return frame
