"""The form of a name in which its spelling does not matter: one word, numerals as digits (``rocky iv`` → ``rocky4``).

Names and lines that have the same form are the same name written another way: by another numeral (``Rocky IV``, ``rocky 4``,
``rocky four``), joined or split (``WALL·E``, ``walle``), with a sign (``Alien³``, ``alien 3``; ``8½``, ``eight and a half``) or
without "part" and the article (``The Godfather: Part II``, ``godfather 2``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPELLED = (
    "1/i/one/first/1st 2/ii/two/second/2nd 3/iii/three/third/3rd 4/iv/four/fourth/4th 5/v/five/fifth/5th 6/vi/six/sixth/6th "
    "7/vii/seven/seventh/7th 8/viii/eight/eighth/8th 9/ix/nine/ninth/9th 10/x/ten/tenth/10th 11/xi/eleven/eleventh/11th "
    "12/xii/twelve/twelfth/12th 13/xiii/thirteen/thirteenth/13th"
)
#: The ways to write a number, digits first.
NUMERALS: tuple[tuple[str, ...], ...] = tuple(tuple(group.split("/")) for group in _SPELLED.split())
#: By word: the digits of the number that it is.
NUMBERS = {word: group[0] for group in NUMERALS for word in group}
#: By digits: the words for that number.
WRITTEN = {group[0]: group for group in NUMERALS}
#: Words before a sequel's number that a name may as well lack.
_PARTS = frozenset(("part", "pt", "episode", "ep", "chapter", "vol", "volume", "no"))
_ARTICLES = frozenset(("the", "a", "an"))
_HALF = ("and", "a", "half")
#: Digits inside a word that stand for letters: ``se7en``, ``m3gan``.
_LETTERS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "v", "8": "b"})
_INSIDE = re.compile(r"[a-z]\d{1,2}[a-z]")
_NUMBERED = re.compile(r"\b(?:" + "|".join(word for word in NUMBERS if not word.isdecimal()) + r"|\d+)\b")


def form(key: str) -> str:
    """The form of a folded name or line; an empty one has none."""
    if not _NUMBERED.search(key):
        head, _, rest = key.partition(" ")
        return (rest if rest and head in _ARTICLES else key).replace(" ", "")
    return "".join(_numbered(key.split()))


def _numbered(words: list[str]) -> Iterator[str]:
    at = 1 if len(words) > 1 and words[0] in _ARTICLES else 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        if tuple(words[at : at + 3]) == _HALF:
            yield "12"  # "8½" is folded to "81 2"
            at += 3
            continue
        if not (word in _PARTS and (following in NUMBERS or following.isdecimal())):
            yield NUMBERS.get(word, word)
        at += 1


def forms(key: str) -> tuple[str, ...]:
    """The forms of a name or line: :func:`form`, all its letters as they stand, and with letters for digits inside a word."""
    plain, joined = form(key), key.replace(" ", "")
    found = (plain,) if plain == joined else (plain, joined)
    if not _INSIDE.search(key):
        return found
    return *found, form(" ".join(word.translate(_LETTERS) if _INSIDE.search(word) else word for word in key.split()))
