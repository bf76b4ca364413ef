"""Matinee's three own themes. Every text reaches 4.5:1 on every ground it stands on (a test computes it)."""

from __future__ import annotations

from textual.theme import Theme

from tui.colours import PALETTES, Palette


def _theme(palette: Palette) -> Theme:
    ink = palette.ink
    return Theme(
        name=palette.name,
        primary=ink["accent"],
        secondary=ink["link"],
        accent=ink["accent"],
        warning=ink["gold"],
        success=ink["done"],
        error=ink["error"],
        foreground=ink["text"],
        background=ink["ground"],
        surface=ink["surface"],
        panel=ink["panel"],
        dark=palette.dark,
        variables={
            **{f"ink-{key}": value for key, value in ink.items()},
            "input-cursor-background": ink["text"],
            "input-cursor-foreground": ink["ground"],
            "input-selection-background": ink["row"],
            "block-cursor-background": ink["row"],
            "block-cursor-foreground": ink["text"],
            "block-cursor-text-style": "bold",
            "border": ink["rule"],
            "border-blurred": ink["rule"],
            "scrollbar": ink["panel"],
            "scrollbar-hover": ink["rule"],
            "scrollbar-active": ink["accent"],
            "scrollbar-background": ink["ground"],
            "scrollbar-background-hover": ink["ground"],
            "scrollbar-background-active": ink["ground"],
            "scrollbar-corner-color": ink["ground"],
        },
    )


THEMES: tuple[Theme, ...] = tuple(_theme(palette) for palette in PALETTES)


#: The inks, by the variables of Textual's own themes that stand for them, the first that a theme has.
_STANDING_FOR = {
    "ink-ground": ("background",), "ink-surface": ("surface",), "ink-panel": ("panel",),
    "ink-row": ("surface-lighten-2",), "ink-text": ("foreground",), "ink-muted": ("foreground-muted", "foreground"),
    "ink-accent": ("primary",), "ink-gold": ("warning", "primary"), "ink-link": ("secondary", "primary"),
    "ink-done": ("success", "primary"), "ink-error": ("error", "primary"), "ink-rule": ("surface-lighten-3",),
    "ink-poster": ("primary-darken-3", "primary"), "ink-onposter": ("foreground",),
}  # fmt: skip


def completed(variables: dict[str, str]) -> dict[str, str]:
    """A theme's variables with every ink as a value of its own: no style sheet then depends on what a theme lacks."""
    inks = {}
    for ink, names in _STANDING_FOR.items():
        found = next((variables[name] for name in names if name in variables), None)
        inks[ink] = found or PALETTES[0].ink[ink.removeprefix("ink-")]
    return {**inks, **variables}
