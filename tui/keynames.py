"""Names of keys: as people write them in ``config.toml``, as Textual calls them, and as they are shown."""

from __future__ import annotations

import string
import unicodedata

#: Keys that have names, in Textual's spelling.
NAMED = frozenset(
    "up down left right home end pageup pagedown insert delete backspace tab enter escape space".split()
    + [f"f{number}" for number in range(1, 25)]
)
_MODIFIERS = ("ctrl", "alt", "shift")
#: How Textual's names are written for people.
_SPELLED = {
    "slash": "/", "question_mark": "?", "escape": "Esc", "backspace": "Backspace", "enter": "Enter", "full_stop": ".",
    "greater_than_sign": ">", "less_than_sign": "<", "minus": "-", "delete": "Del", "space": "Space", "up": "↑", "down": "↓",
    "left": "←", "right": "→", "tab": "Tab", "comma": ",", "number_sign": "#",
}  # fmt: skip
#: Textual's names that are not Unicode's.
_OTHERWISE = {
    "solidus": "slash", "reverse_solidus": "backslash", "hyphen_minus": "minus", "low_line": "underscore", "plus_sign": "plus",
    "commercial_at": "at",
}  # fmt: skip
_SHORT = {"esc": "escape", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown", "return": "enter"}


def _of_character(char: str) -> str | None:
    """Textual's name of the key that types a character: ``slash`` for ``/``, the character itself for a letter or digit."""
    if char.isalnum() and char.isprintable():
        return char
    if char not in string.punctuation:
        return None
    name = unicodedata.name(char).lower().replace(" ", "_").replace("-", "_")
    return _OTHERWISE.get(name, name)


_PUNCTUATION = frozenset(filter(None, map(_of_character, string.punctuation)))


def read(written: str) -> str | None:
    """Textual's name for a key as a person writes it (``b``, ``/``, ``Ctrl+B``, ``F3``, ``shift+up``); None where it is no key."""
    *held, last = written.strip().split("+") if written.strip() not in ("+", "") else [written.strip()]
    held = [part.strip().lower() for part in held]
    if any(part not in _MODIFIERS for part in held) or len(set(held)) != len(held):
        return None
    if len(last) == 1:
        name = _of_character(last.lower() if held else last)
    else:
        low = last.strip().lower()
        low = _SHORT.get(low, low)
        name = low if low in NAMED or low in _PUNCTUATION else None
    return None if name is None else "+".join([*sorted(held, key=_MODIFIERS.index), name])


def spell(key: str) -> str:
    """A key as people write it: ``Ctrl+P``, ``/``, ``Alt+→``."""
    *held, last = [_SPELLED.get(part, part) for part in key.split("+")]
    if (held and len(last) == 1) or (last[0] == "f" and last[1:].isdigit()):
        last = last.upper()
    return "+".join([*(part.capitalize() if part in _MODIFIERS else part for part in held), last])
