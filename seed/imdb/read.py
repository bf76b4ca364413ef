"""Reading a data file in batches: gunzip and parse run on their own thread, ahead of whoever takes the frames.

Nothing is ever quoted in these files: a ``"`` is a letter. Every frame has the data set's columns as text (null for
``\\N``) and ``line``, the row's line in the file. Rows with too few or too many columns, or that are not UTF-8, are
refused here; what a value must be is the business of whoever takes it (:func:`refuse`, :func:`number`).
"""

from __future__ import annotations

import queue
import threading
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from db.errors import BadInput
from seed.imdb.recognise import COLUMNS, DataFile
from seed.imdb.refusals import Refusals

#: Bytes of text in a batch, and of the file in a read.
BATCH, _READ = 24 << 20, 1 << 20
_LONGEST_LINE = 4 << 20
_EXTRA, _NULL = "~beyond", "\\N"
#: Ids must fit into 32 bits, since credits are sorted as packed integers (nine digits do, IMDb is at eight).
MAX_ID = 2**32 - 1


class DataReader:
    """Reads one file; ``rows`` and ``done`` (bytes of the file, for progress) grow as it goes."""

    def __init__(self, file: DataFile, refusals: Refusals, *, batch: int = BATCH) -> None:
        self.file, self.refusals = file, refusals
        self.rows = 0
        self.done = 0
        self._batch = batch
        self._columns = COLUMNS[file.dataset]

    def __iter__(self) -> Iterator[pl.DataFrame]:
        ready: queue.Queue[pl.DataFrame | BaseException | None] = queue.Queue(maxsize=2)
        stop = threading.Event()

        def put(item: pl.DataFrame | BaseException | None) -> None:
            while not stop.is_set():
                try:
                    return ready.put(item, timeout=0.2)
                except queue.Full:
                    continue

        def work() -> None:
            try:
                for frame in self._frames(stop):
                    put(frame)
                put(None)
            except BaseException as error:
                put(error)

        thread = threading.Thread(target=work, name=f"reading {self.file.dataset}", daemon=True)
        thread.start()
        try:
            while (item := ready.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                self.rows += item.height
                yield item
        finally:
            stop.set()
            thread.join()

    def _frames(self, stop: threading.Event) -> Iterator[pl.DataFrame]:
        line = 1
        for text in self._texts():
            if stop.is_set():
                return
            frame = self._parse(text, line)
            line += frame.height
            yield self._whole_rows(frame, text)

    def _texts(self) -> Iterator[bytes]:
        """The file's text in pieces that end with a line."""
        held: list[bytes] = []
        size = 0
        for piece in self._unpacked():
            held.append(piece)
            size += len(piece)
            if size >= self._batch:
                text = b"".join(held)
                end = text.rfind(b"\n") + 1
                if end == 0 and size > max(self._batch, _LONGEST_LINE) * 2:
                    raise self._damaged("it has no lines")
                if end:
                    yield text[:end]
                    held = [text[end:]]
                    size = len(held[0])
                else:
                    held = [text]
        if rest := b"".join(held):
            yield rest

    def _unpacked(self) -> Iterator[bytes]:
        try:
            with self.file.path.open("rb") as file:
                if not self.file.packed:
                    while piece := file.read(_READ):
                        self.done += len(piece)
                        yield piece
                else:
                    yield from self._gunzip(file)
        except zlib.error as error:
            raise self._damaged(str(error)) from error
        except OSError as error:
            raise BadInput(f"{self.file.path} cannot be read: {error.strerror}.", "Is the disk still there?") from error

    def _gunzip(self, file: BinaryIO) -> Iterator[bytes]:
        unpack = zlib.decompressobj(31)
        while piece := file.read(_READ):
            self.done += len(piece)
            while piece:
                if unpack.eof:  # another member follows, as in files that were packed in parallel
                    if not piece.strip(b"\0"):
                        return
                    unpack = zlib.decompressobj(31)
                yield unpack.decompress(piece)
                piece = unpack.unused_data
        if not unpack.eof:
            raise self._damaged("it is cut short")

    def _damaged(self, how: str) -> BadInput:
        return BadInput(
            f"{self.file.path} is damaged: {how}.",
            "Download it again ('matinee fetch imdb' does, and checks it); the catalogue is as it was.",
        )

    def _parse(self, text: bytes, line: int) -> pl.DataFrame:
        """The rows of ``text``; the header, if it holds it, is the first of them. ``line`` counts from 1."""
        # A line of our own names the columns, and one more that only rows with too many have.
        head = "\t".join([*(f"c{n}" for n in range(len(self.file.header))), _EXTRA]).encode() + b"\n"
        names = dict(zip(self.file.header, (f"c{n}" for n in range(len(self.file.header))), strict=True))
        last = f"c{len(self.file.header) - 1}"
        schema = dict.fromkeys([*names.values(), _EXTRA], pl.String)
        options = {
            "separator": "\t", "quote_char": None, "has_header": True, "schema": schema, "truncate_ragged_lines": True,
            "null_values": {name: _NULL for name in names.values() if name != last},
        }  # fmt: skip
        try:
            frame = pl.read_csv(head + text, **options)  # type: ignore[arg-type]
        except pl.exceptions.PolarsError:
            try:
                frame = pl.read_csv(head + text, encoding="utf8-lossy", **options)  # type: ignore[arg-type]
            except pl.exceptions.PolarsError as error:
                raise self._damaged(f"near line {line}: {str(error).splitlines()[0]}") from error
        wanted = {names[name]: name for name in self._columns}
        return frame.rename(wanted).with_row_index("line", offset=line)

    def _whole_rows(self, frame: pl.DataFrame, text: bytes) -> pl.DataFrame:
        """Without the header and the rows that are not as wide as it; ``\\N`` in the last column made null."""
        width = len(self.file.header)
        if frame.height and frame["line"][0] == 1:
            frame = frame.slice(1)
        last = next((name for name in frame.columns if name == f"c{width - 1}"), self.file.header[-1])
        suspects = frame.filter(pl.col(last).is_null() | pl.col(_EXTRA).is_not_null())
        if suspects.height:
            bad = self._misshapen(suspects["line"].to_list(), frame["line"][0], frame.height, text, width)
            frame = frame.filter(~pl.col("line").is_in(bad))
        if b"\xef\xbf\xbd" in text or not _is_utf8(frame, text):
            frame = self.refuse(frame, pl.any_horizontal(pl.col(pl.String).str.contains("\ufffd")), "it is not UTF-8")
        frame = frame.with_columns(pl.when(pl.col(last) != _NULL).then(pl.col(last)).alias(last))
        return frame.select("line", *self._columns)

    def _misshapen(self, lines: list[int], first: int, height: int, text: bytes, width: int) -> list[int]:
        rows = text.split(b"\n")[-height - (text.endswith(b"\n")) :]
        bad = []
        for line in lines:
            row = rows[line - first]
            count = row.count(b"\t") + 1
            if not row.strip(b"\r"):
                bad.append(line)  # an empty line is nobody's row
            elif count != width:
                bad.append(line)
                self._refuse_line(line, f"{count} columns where there should be {width}")
        return bad

    def _refuse_line(self, line: int, reason: str) -> None:
        self.refusals.add(self.file.path, self.file.dataset, line, reason)

    def refuse(self, frame: pl.DataFrame, bad: pl.Expr, reason: str) -> pl.DataFrame:
        """``frame`` without the rows for which ``bad`` is true; each is reported with ``reason``."""
        refused = frame.filter(bad)
        if not refused.height:
            return frame
        for line in refused["line"]:
            self._refuse_line(line, reason)
        return frame.filter(~bad.fill_null(False))


def _is_utf8(frame: pl.DataFrame, text: bytes) -> bool:
    return True


def ident(column: str, prefix: str) -> pl.Expr:
    """The number of an id, null where it is none."""
    number = pl.col(column).str.strip_prefix(prefix).cast(pl.Int64, strict=False)
    return pl.when(number.is_between(1, MAX_ID)).then(number).cast(pl.UInt32)
