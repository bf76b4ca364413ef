"""Progress in glyphs and words: ``━━━━────────  20 of 95 seen``."""

from __future__ import annotations

from widgets.sheet import Line, Span, Spot, span

BAR = 12


def bar(done: int, size: int, cells: int = BAR, spot: Spot | None = None) -> Line:
    """A bar of ``cells``; whatever is begun shows at least one cell, and only what is complete is full."""
    if size <= 0:
        return [Span("─" * cells, "rule", spot)]
    full = min(cells, done * cells // size)
    full = max(full, 1 if done > 0 else 0)
    return [Span("━" * full, "done", spot), Span("─" * (cells - full), "rule", spot)]


def words(done: int, size: int) -> str:
    """``20 of 95 seen``, ``all 13 seen``."""
    if size and done >= size:
        return f"all {size:,} seen" if size > 1 else "seen"
    return f"{done:,} of {size:,} seen"


def progress(done: int, size: int, cells: int = BAR, spot: Spot | None = None) -> Line:
    """Bar and words."""
    return [*bar(done, size, cells, spot), span("  " + words(done, size), "muted", spot)]
