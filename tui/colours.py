"""The colours of Matinee's three own themes, plain: the command line names them without loading Textual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

DEFAULT = "technicolor"
#: The themes that come with Textual (a test compares this with Textual's own table).
TEXTUALS = (
    "textual-dark textual-light nord gruvbox catppuccin-mocha dracula tokyo-night monokai flexoki catppuccin-latte"
    " catppuccin-frappe catppuccin-macchiato solarized-light solarized-dark rose-pine rose-pine-moon rose-pine-dawn"
    " atom-one-dark atom-one-light ansi-dark ansi-light"
).split()


class Palette(NamedTuple):
    """A theme's name, what it is like, and its inks by name."""

    name: str
    about: str
    dark: bool
    ink: Mapping[str, str]


def _palette(name: str, about: str, *, dark: bool, **ink: str) -> Palette:
    return Palette(name, about, dark, ink)


PALETTES: tuple[Palette, ...] = (
    _palette(
        "technicolor", "deep ink, one red accent, gold stars", dark=True, ground="#100e14", surface="#17141d", panel="#1f1b27",
        row="#2a2434", text="#ece5da", muted="#9a92a3", accent="#e5484d", gold="#f0b647", link="#6cb6c4", done="#8bc98b",
        error="#ff8a80", rule="#5d5666", poster="#8e1c22", onposter="#f6ead6",
    ),
    _palette(
        "nitrate", "silver on black", dark=True, ground="#0c0c0c", surface="#141414", panel="#1c1c1c", row="#2b2b2b",
        text="#e6e6e6", muted="#9b9b9b", accent="#ffffff", gold="#d4d4d4", link="#c8d0d4", done="#bdbdbd", error="#ffffff",
        rule="#5a5a5a", poster="#3a3a3a", onposter="#ffffff",
    ),
    _palette(
        "programme", "ink on cream, light", dark=False, ground="#f6f0e2", surface="#efe7d4", panel="#e8dec8", row="#e6dabf",
        text="#2b2320", muted="#645852", accent="#a8222a", gold="#7a4f00", link="#1b5964", done="#296030", error="#8f1d1d",
        rule="#a79a86", poster="#a8222a", onposter="#fff8ea",
    ),
)  # fmt: skip
#: Every theme that can be chosen.
THEME_NAMES = frozenset([*(palette.name for palette in PALETTES), *TEXTUALS])
