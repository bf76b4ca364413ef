"""Where entries of a sheet are from: a raised number behind each, and the sources named at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from widgets.sheet import Line, Span, span, wrap

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Footnotes:
    """The sources of one sheet, numbered in their order."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = list(sources)

    def mark(self, source: str) -> list[Span]:
        """The number of a source; nothing for what the catalogue itself has."""
        if source not in self._sources:
            return []
        return [Span(" " + str(self._sources.index(source) + 1).translate(_RAISED), "muted")]

    def lines(self, cells: int) -> list[Line]:
        """``¹ TMDB   ² IMDb's plain-text lists``; nothing where there are none."""
        if not self._sources:
            return []
        named = "   ".join(f"{str(at).translate(_RAISED)} {source}" for at, source in enumerate(self._sources, 1))
        return [[], *wrap([span(f"From  {named}", "muted")], cells)]
