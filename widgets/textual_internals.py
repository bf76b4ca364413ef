"""The one place that reaches into Textual's private modules; each use names its reason, and a test says when it can go."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def forget_drawn_lines() -> None:
    """Empty Textual's cache of box styles, whose keys keep the drawn lines of a thousand closed widgets alive.

    Textual issue 6665. In a version whose method has no such cache this does nothing.
    """
    clear = getattr(StylesCache.get_inner_outer, "cache_clear", None)
    if clear is not None:
        clear()
