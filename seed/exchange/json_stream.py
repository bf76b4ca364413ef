"""JSON read piece by piece: the members of an array or object one after the other, without the whole file in memory."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NoReturn

from seed.exchange.container import Held, Unreadable
from seed.exchange.text import letters

#: Letters of one value that is read whole, such as a row; and signs in it that begin or part values, which as Python's values
#: take far more memory than their letters.
MOST_VALUE, MOST_SIGNS = 8_000_000, 700_000
#: Letters that the end of a piece may cut off from a word or an escape, and those of a number that it may leave behind: ``e+``.
_CUT, _EXPONENT = 16, 2
_BLANKS = re.compile(r"[ \t\n\r]*")
_DECODE = json.JSONDecoder().raw_decode


class Stream:
    """A JSON file from its beginning on. Every method raises Unreadable where the file is damaged, with line and column.

    ``size`` is how many bytes the text of the value took that was read last.
    """

    def __init__(self, held: Held, most: int) -> None:
        self._letters = letters(held, most=most)
        self._text, self._at, self._ended = "", 0, False
        self._line, self._column = 1, 0
        """Of the beginning of the text that is held."""
        self.size = 0

    def peek(self) -> str:
        """The next sign that is not blank; empty at the end of the file."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:
        """The value that begins here; Unreadable too where it is nested deeper, or larger, than any row of an export."""
        self.peek()
        while True:
            try:
                found, end = _DECODE(self._text, self._at)
            except (RecursionError, ValueError) as error:
                if not (isinstance(error, json.JSONDecodeError) and self._is_cut(error) and self._more()):
                    raise self._unreadable(error) from error
                continue
            if end + _EXPONENT < len(self._text) or not self._more():  # a number may go on in the next piece
                self.size = sys.getsizeof(self._text[self._at : end])
                self._at = end
                return found

    def items(self) -> Iterator[None]:
        """The places of an array's values: each is read, or passed over, before the next is asked for."""
        self._sign("[", "Expecting value")
        if not self._take("]"):
            yield
            while self._take(","):
                yield
            self._sign("]", "Expecting ',' delimiter")

    def members(self) -> Iterator[str]:
        """The keys of an object: the value of each is read, or passed over, before the next key is asked for."""
        self._sign("{", "Expecting value")
        if not self._take("}"):
            yield self._key()
            while self._take(","):
                yield self._key()
            self._sign("}", "Expecting ',' delimiter")

    def passed(self, deep: int = 3) -> int:
        """Pass over a value: how many members it has, 1 if it is no array or object.

        One that is larger than what is held of the file is passed over by its members, and so are these, for as many levels as
        ``deep``: such a value may be of any size.
        """
        opening = self.peek()
        if not deep or opening not in ("[", "{"):
            value = self.value()
            return len(value) if isinstance(value, list | dict) else 1
        with suppress(RecursionError, ValueError):
            value, end = _DECODE(self._text, self._at)
            self._at = end
            return len(value)
        found = 0
        for _ in self.items() if opening == "[" else self.members():
            self.passed(deep - 1)
            found += 1
        return found

    def end(self) -> None:
        """Nothing but blanks follows."""
        if self.peek():
            self._damaged("Extra data")

    # -- within

    def _key(self) -> str:
        if self.peek() != '"':
            self._damaged("Expecting property name enclosed in double quotes")
        key = self.value()
        self._sign(":", "Expecting ':' delimiter")
        return str(key)

    def _take(self, sign: str) -> bool:
        if found := self.peek() == sign:
            self._at += 1
        return found

    def _sign(self, sign: str, otherwise: str) -> None:
        if not self._take(sign):
            self._damaged(otherwise)

    def _more(self) -> bool:
        """Hold the next piece of the file behind what is not read yet."""
        piece = next(self._letters, "")
        if not piece:
            self._ended = True
            return False
        rest = self._text[self._at :]
        if len(rest) > MOST_VALUE:
            raise Unreadable(f"it has a row of more than {MOST_VALUE:,} letters, in line {self._place(self._at)[0]}")
        if rest and sum(map(rest.count, ",[{")) > MOST_SIGNS:
            raise Unreadable(f"it has a row of more than {MOST_SIGNS:,} values, in line {self._place(self._at)[0]}")
        self._line, column = self._place(self._at)
        self._column = column - 1
        self._text, self._at = rest + piece, 0
        return True

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether an error may be one of the piece's end, not of the file."""
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _CUT

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of a place in the text that is held, both from 1."""
        breaks = self._text.count("\n", 0, at)
        if not breaks:
            return self._line, self._column + at + 1
        return self._line + breaks, at - self._text.rfind("\n", 0, at)

    def _damaged(self, why: str) -> NoReturn:
        raise self._unreadable(json.JSONDecodeError(why, self._text, self._at))

    def _unreadable(self, error: Exception) -> Unreadable:
        if not isinstance(error, json.JSONDecodeError):
            return Unreadable("it is nested too deeply, or holds a number too long, for an export")
        cut = self._ended and (not self._text[error.pos :].strip() or error.msg.startswith("Unterminated"))
        why = "it ends in the middle" if cut else "it is no JSON"
        line, column = self._place(error.pos)
        return Unreadable(f"{why} (line {line}, column {column}: {error.msg})")
