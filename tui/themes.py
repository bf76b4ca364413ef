"""Matinee's three own themes. Every text reaches 4.5:1 on every ground it stands on (a test computes it)."""

from __future__ import annotations

from textual.theme import Theme

DEFAULT = "technicolor"


def _theme(name: str, *, dark: bool, **ink: str) -> Theme:
    return Theme(
        name=name,
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
        dark=dark,
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


TECHNICOLOR = _theme(
    "technicolor", dark=True, ground="#100e14", surface="#17141d", panel="#1f1b27", row="#2a2434", text="#ece5da",
    muted="#9a92a3", accent="#e5484d", gold="#f0b647", link="#6cb6c4", done="#8bc98b", error="#ff8a80", rule="#5d5666",
    poster="#8e1c22",
)  # fmt: skip
NITRATE = _theme(
    "nitrate", dark=True, ground="#0c0c0c", surface="#141414", panel="#1c1c1c", row="#2b2b2b", text="#e6e6e6",
    muted="#9b9b9b", accent="#ffffff", gold="#d4d4d4", link="#c8d0d4", done="#bdbdbd", error="#ffffff", rule="#5a5a5a",
    poster="#3a3a3a",
)  # fmt: skip
PROGRAMME = _theme(
    "programme", dark=False, ground="#f6f0e2", surface="#efe7d4", panel="#e8dec8", row="#e6dabf", text="#2b2320",
    muted="#645852", accent="#a8222a", gold="#7a4f00", link="#1b5964", done="#296030", error="#8f1d1d", rule="#a79a86",
    poster="#a8222a",
)  # fmt: skip

THEMES: tuple[Theme, ...] = (TECHNICOLOR, NITRATE, PROGRAMME)


def ink_defaults() -> dict[str, str]:
    """The ``$ink-…`` variables for Textual's own themes, which lack them, by way of the variables they have."""
    return {
        "ink-ground": "$background", "ink-surface": "$surface", "ink-panel": "$panel", "ink-row": "$surface-lighten-2",
        "ink-text": "$foreground", "ink-muted": "$foreground-muted", "ink-accent": "$primary", "ink-gold": "$warning",
        "ink-link": "$secondary", "ink-done": "$success", "ink-error": "$error", "ink-rule": "$surface-lighten-3",
        "ink-poster": "$primary-darken-2",
    }  # fmt: skip
