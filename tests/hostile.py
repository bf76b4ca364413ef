"""Texts that have broken terminal programs: every widget and screen must bear them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.strip import Strip

HOSTILE = {
    "markup": "[REC] [/x] [red]red[/red] [/ [bold",
    "backslash": "a\\",
    "ansi": "\x1b[31mred\x1b[0m \x9b31m",
    "osc": "\x1b]0;title\x07 \x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\ \x1b]52;c;aGk=\x07",
    "bidi": "abc \u202edcba\u202c \u2066x\u2069 \u200f",
    "nul": "nul\x00nul",
    "controls": "tab\tnew\nline\rreturn\x08back\x7fdel\x85nel",
    "long": "x" * 10_000,
    "long words": "word " * 2_000,
    "cjk": "七人の侍 기생충 霸王別姬",
    "combining": "Ame\u0301lie Z\u0351a\u0343l\u0325g\u035co\u0321",
    "emoji": "👨\u200d👩\u200d👧 🏳️\u200d🌈 🎬",
    "rtl": "הדקדוק العربية",
    "surrogate": "lone \ud800 surrogate",
    "tags": "\U000e0041\U000e007f tag",
    "empty": "",
}

#: No strip may hold one of these.
FORBIDDEN = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)}


def raw_characters(strips: Iterable[Strip]) -> set[int]:
    """The forbidden characters that ``strips`` would send to a terminal."""
    return {ord(char) for strip in strips for segment in strip for char in segment.text} & FORBIDDEN
