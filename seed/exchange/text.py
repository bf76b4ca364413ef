"""Bytes of a viewer's file as text: the encodings that exports come in, and what is no text at all."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from seed.exchange.container import MOST, Held, Unreadable

#: Letters of one line.
MOST_LINE = 2_000_000
#: Letters of a row's original text that are kept with it.
KEPT = 2_000
_PIECE = 1 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Beginnings of what was saved instead of the file that its name promises.
_PAGES = (b"<!doctype html", b"<html")


def decoded(held: Held, *, head: bool = False, most: int | None = None) -> str:
    """The text of a file, or of its head: UTF-8, UTF-16 with its mark, else the Windows alphabet of western Europe.

    Unreadable where it holds more than ``most`` bytes, NUL bytes only, a web page, or nothing.
    """
    data = held.head() if head else held.read(most)
    encoding = _encoding(data)
    if encoding != "utf-8":
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if head and error.start > len(data) - 4:  # a letter that the head cuts in two
            return data[: error.start].decode("utf-8")
        return data.decode("cp1252", "replace")


def lines(held: Held, encoding: str = "", *, endless: bool = False, most: int = MOST) -> Iterator[str]:
    """The lines of a file with their ends, read as they are asked for; bytes that are no UTF-8 are Windows' letters.

    ``encoding`` is for files that are always in one; ``endless`` for those that may have any length, others have ``most``
    bytes. Unreadable as :func:`decoded`, and for a line of more than :data:`MOST_LINE` letters.
    """
    with _opened(held, encoding, None if endless else most) as text:
        while found := text.readline(MOST_LINE + 1):
            if len(found) > MOST_LINE:
                raise Unreadable(f"it has a line of more than {MOST_LINE:,} letters")
            yield found


def letters(held: Held, *, most: int) -> Iterator[str]:
    """The text of a file of no more than ``most`` bytes in pieces, read as :func:`lines` are."""
    with _opened(held, "", most) as text:
        while found := text.read(_PIECE):
            yield found


def _opened(held: Held, encoding: str, most: int | None) -> io.TextIOWrapper:
    encoding = encoding or _encoding(held.head())
    stream = io.BufferedReader(_Stream(held.pieces(most)), 1 << 18)
    return io.TextIOWrapper(stream, encoding, errors=_WINDOWS, newline="")


def _encoding(begun: bytes) -> str:
    """The encoding that the first bytes of a file tell; Unreadable where they are none of a text."""
    if not begun.strip(b"\0 \t\r\n"):
        raise Unreadable("it holds nothing but NUL bytes" if begun.strip() else "it is empty")
    if begun[:512].lstrip().lower().startswith(_PAGES):
        raise Unreadable("it is a web page, not the file that its name promises")
    return next((encoding for mark, encoding in _BOMS if begun.startswith(mark)), "utf-8")


class _Stream(io.RawIOBase):
    """Pieces of bytes as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(self._rest), len(buffer))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS = "matinee.windows"
codecs.register_error(_WINDOWS, _windows)
