"""Bytes of a viewer's file as text: the encodings that exports come in, and what is no text at all."""

from __future__ import annotations

from seed.exchange.container import Held, Unreadable

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Beginnings of what was saved instead of the file that its name promises.
_PAGES = (b"<!doctype html", b"<html")


def decoded(held: Held, *, head: bool = False) -> str:
    """The text of a file, or of its head: UTF-8, UTF-16 with its mark, else the Windows alphabet of western Europe.

    Unreadable where it holds NUL bytes only, a web page, or nothing.
    """
    data = held.head() if head else held.read()
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("it holds nothing but NUL bytes" if data.strip() else "it is empty")
    if data[:512].lstrip().lower().startswith(_PAGES):
        raise Unreadable("it is a web page, not the file that its name promises")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if head and error.start > len(data) - 4:  # a letter that the head cuts in two
            return data[: error.start].decode("utf-8")
        return data.decode("cp1252", "replace")
