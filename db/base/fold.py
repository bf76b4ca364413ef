"""Folding: the one way in which names are made comparable, for the index and for the query alike.

NFKD, combining marks dropped, NFC, lower case; apostrophes vanish, other punctuation parts words; Chinese, Japanese
and Korean writing is cut into single characters, since it has no spaces to search by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

APOSTROPHES = "'’‘ʼ`´"
#: Character ranges whose writing has no spaces.
CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u3130-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
#: Letters that no decomposition takes apart, and fractions, which one would join to the number before them ("8½").
SPECIAL = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d", "&": " and ",
    "½": " 1/2", "¼": " 1/4", "¾": " 3/4",
}  # fmt: skip
_TRANSLATE = str.maketrans(SPECIAL | dict.fromkeys(APOSTROPHES, ""))
#: All of it for ASCII, which most names are: whatever is not of a word becomes a space.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {39: None, 96: None, 38: " and "}
_ASCII_LINES = _ASCII | {10: "\n"}


class _WithoutMarks(dict[int, int | None]):
    """What ``str.translate`` needs to drop combining marks; it learns every character when it first meets it."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """``text`` with case, accents and apostrophes gone; punctuation is left for :func:`words` to part at."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "").replace("&", " and ")
    text = text.lower().translate(_TRANSLATE)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_WITHOUT_MARKS)).lower()


def words(text: str) -> list[str]:
    """The searchable words of ``text``, folded; a CJK character is a word of its own."""
    if text.isascii():
        return text.translate(_ASCII).split()
    return _WORD.findall(fold(text))


@lru_cache(2048)  # a line typed key by key meets the same names again and again
def key(text: str) -> str:
    """``text`` folded to one comparable string: ``"Amélie!"`` and ``"amelie"`` have the same."""
    return " ".join(words(text))


def keys(names: Sequence[str]) -> list[str]:
    """:func:`key` of many names, in which no newline stands; most of the cost of folding is in the call."""
    if not names:
        return []
    text = "\n".join(names)
    if text.isascii():
        return [" ".join(line.split()) for line in text.translate(_ASCII_LINES).split("\n")]
    return [" ".join(_WORD.findall(line)) for line in fold(text).split("\n")]
