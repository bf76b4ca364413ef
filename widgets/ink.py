"""Inks: the few named styles that everything is drawn in, taken from the theme in force.

An ink is a word or several: ``"muted"``, ``"b gold"``, ``"i link"``. Status never rests on an ink alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rich.style import Style
from textual.app import App
from textual.color import Color

#: Ink → (theme variable of Matinee's own themes, variable every other Textual theme has).
_NAMES = {
    "text": ("ink-text", "foreground"),
    "muted": ("ink-muted", "text-muted"),
    "accent": ("ink-accent", "primary"),
    "gold": ("ink-gold", "warning"),
    "link": ("ink-link", "secondary"),
    "done": ("ink-done", "success"),
    "rule": ("ink-rule", "surface-lighten-3"),
    "error": ("ink-error", "error"),
    "onposter": ("ink-onposter", "foreground"),
}
_GROUNDS = {
    "ground": ("ink-ground", "background"),
    "surface": ("ink-surface", "surface"),
    "panel": ("ink-panel", "panel"),
    "row": ("ink-row", "surface-lighten-2"),
    "poster": ("ink-poster", "primary-darken-2"),
}


class Inks:
    """The styles of one theme."""

    def __init__(self, variables: dict[str, str]) -> None:
        self._variables = variables
        self._ground = self._colour(_GROUNDS["ground"], Color.parse("#000000"))
        text = self._colour(_NAMES["text"], Color.parse("#ffffff"))
        self._inks = {name: self._colour(pair, text) for name, pair in _NAMES.items()}
        self._grounds = {name: self._colour(pair, self._ground) for name, pair in _GROUNDS.items()}
        self.style = lru_cache(512)(self._style)

    def _colour(self, pair: tuple[str, str], fallback: Color) -> Color:
        for name in pair:
            value = self._variables.get(name)
            if value and not value.startswith("auto"):
                try:
                    colour = Color.parse(value)
                except Exception:  # a theme's own spelling that Color cannot read
                    continue
                return colour if colour.a == 1 else self._ground_or_black().blend(colour, colour.a, alpha=1)
        return fallback

    def _ground_or_black(self) -> Color:
        value = self._variables.get("background", "")
        try:
            return Color.parse(value)
        except Exception:
            return Color(0, 0, 0)

    def _style(self, ink: str, ground: str = "ground") -> Style:
        words = ink.split()
        name = next((word for word in words if word in self._inks), "text")
        colour = self._inks[name]
        back = self._grounds[ground]
        return Style(
            color=colour.rich_color,
            bgcolor=back.rich_color,
            bold="b" in words or None,
            italic="i" in words or None,
            underline="u" in words or None,
            reverse="r" in words or None,
        )


_held: dict[tuple[str, bool | None], Inks] = {}


def inks(app: App[Any]) -> Inks:
    """The inks of the theme that ``app`` wears now."""
    key = (app.theme, app.ansi_color)
    if key not in _held:
        if len(_held) > 8:
            _held.clear()
        _held[key] = Inks(app.theme_variables)
    return _held[key]
