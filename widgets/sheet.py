"""Sheets: laid-out text, the one thing that pages, lists, head lines and posters are made of.

A sheet is a list of lines, a line a list of spans, a span some text in an ink. A span may belong to a :class:`Spot`: a
place that the cursor can stand on and Enter can open. All text is cleaned as it enters a span, so that nothing drawn from
a sheet can carry a control character or markup.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from widgets.ink import Inks
from widgets.text import clean, fit, width


class Spot(NamedTuple):
    """Somewhere the cursor can stand. ``key`` is its identity across rebuilds; ``goes`` what Enter opens."""

    key: Hashable
    goes: Any = None
    card: Any = None
    """The title this spot is about, so that rating and watchlist keys act on it."""
    resting: bool = True
    """Whether the cursor can stand on it; else it answers to the mouse only."""


class Span(NamedTuple):
    """Some text in one ink. Build with :func:`span`, which cleans it."""

    text: str
    ink: str = "text"
    spot: Spot | None = None
    ground: str = ""

    @property
    def width(self) -> int:
        """Cells."""
        return width(self.text)


Line = list[Span]


def span(text: str, ink: str = "text", spot: Spot | None = None, ground: str = "") -> Span:
    """A span of cleaned text."""
    return Span(clean(text), ink, spot, ground)


def line_width(line: Iterable[Span]) -> int:
    """Cells that ``line`` takes."""
    return sum(piece.width for piece in line)


def fit_line(line: Line, cells: int) -> Line:
    """``line`` cut with an ellipsis to at most ``cells``."""
    if line_width(line) <= cells:
        return line
    kept: Line = []
    used = 0
    for piece in line:
        room = cells - used
        if piece.width < room or (piece.width == room and piece is line[-1]):
            kept.append(piece)
            used += piece.width
            continue
        text = piece.text if piece.width < room else fit(piece.text + " ", room)
        if width(text) >= room and not text.endswith("…"):
            text = fit(text + "  ", room)
        kept.append(Span(text, piece.ink, piece.spot, piece.ground))
        break
    return kept


def pad_line(line: Line, cells: int) -> Line:
    """``line`` in exactly ``cells``."""
    line = fit_line(line, cells)
    missing = cells - line_width(line)
    return [*line, Span(" " * missing)] if missing > 0 else line


def cell(text: str, cells: int, ink: str = "text", spot: Spot | None = None, *, to_right: bool = False) -> Span:
    """A table cell: cleaned, cut and filled to exactly ``cells``."""
    text = fit(clean(text), cells)
    blanks = " " * (cells - width(text))
    return Span(blanks + text if to_right else text + blanks, ink, spot)


def wrap(spans: Sequence[Span], cells: int, *, indent: int = 0) -> list[Line]:
    """Flow spans into lines of at most ``cells``, breaking at blanks; lines after the first begin with ``indent``."""
    cells = max(cells, 4)
    indent = min(indent, cells // 2)
    lines: list[Line] = []
    line: Line = []
    used = 0

    def put(text: str, like: Span) -> None:
        nonlocal used
        if line and line[-1].ink == like.ink and line[-1].spot is like.spot and line[-1].ground == like.ground:
            line[-1] = Span(line[-1].text + text, like.ink, like.spot, like.ground)
        else:
            line.append(Span(text, like.ink, like.spot, like.ground))
        used += width(text)

    def end() -> None:
        nonlocal line, used
        lines.append(_strip_end(line))
        line, used = ([Span(" " * indent)], indent) if indent else ([], 0)

    # Words glue across span borders ("Andersen" + "," must not part), so cut the whole run into tokens first.
    tokens: list[list[tuple[str, Span]]] = []
    glued = False
    for piece in spans:
        for part in _cut(piece.text):
            if part == " ":
                tokens.append([(" ", piece)])
                glued = False
            elif glued:
                tokens[-1].append((part, piece))
            else:
                tokens.append([(part, piece)])
                glued = True
    for token in tokens:
        size = sum(width(text) for text, _ in token)
        if token[0][0] == " ":
            if used > (indent if lines else 0):
                if used + 1 > cells:
                    end()
                else:
                    put(" ", token[0][1])
            continue
        if used + size > cells and used > (indent if lines else 0):
            end()
        for text, piece in token:
            if used + width(text) <= cells:
                put(text, piece)
                continue
            for char in text:
                if used + width(char) > cells:
                    end()
                put(char, piece)
    if line and not (lines and line_width(line) == indent):
        lines.append(_strip_end(line))
    return lines or [[]]


def _cut(text: str) -> list[str]:
    parts: list[str] = []
    word = ""
    for char in text:
        if char == " ":
            if word:
                parts.append(word)
                word = ""
            parts.append(" ")
        else:
            word += char
    if word:
        parts.append(word)
    return parts


def _strip_end(line: Line) -> Line:
    if line and line[-1].text.endswith(" "):
        last = line[-1]
        text = last.text.rstrip(" ")
        return [*line[:-1], Span(text, last.ink, last.spot, last.ground)] if text else _strip_end(line[:-1])
    return line


def prose(text: str, cells: int, ink: str = "text") -> list[Line]:
    """Paragraphs parted by blank lines, wrapped."""
    lines: list[Line] = []
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        if lines:
            lines.append([])
        for row in paragraph.split("\n"):
            lines += wrap([span(row, ink)], cells)
    return lines


def at_most(lines: list[Line], most: int, cells: int) -> list[Line]:
    """The first ``most`` of ``lines``; where there are more, the last one ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    end = span(" …", "muted")
    cut = [*last, end] if line_width(last) + end.width <= cells else fit_line([*last, end], cells)
    return [*lines[: most - 1], cut]


def beside(left: list[Line], right_lines: list[Line], left_cells: int, gap: int = 3) -> list[Line]:
    """Two columns: ``left`` in ``left_cells``, then ``gap``, then ``right_lines``."""
    lines = []
    for row in range(max(len(left), len(right_lines))):
        first = left[row] if row < len(left) else []
        second = right_lines[row] if row < len(right_lines) else []
        lines.append([*pad_line(first, left_cells), Span(" " * gap), *second] if second else first)
    return lines


def stack(*blocks: list[Line]) -> list[Line]:
    """Blocks one under the other with a blank line between; empty ones leave none."""
    lines: list[Line] = []
    for block in blocks:
        if block:
            lines += [[], *block] if lines else block
    return lines


def indented(lines: list[Line], by: int) -> list[Line]:
    """Every line moved right by ``by`` cells."""
    return [[Span(" " * by), *line] if line else line for line in lines]


def heading(title: str, note: str = "", *, spot: Spot | None = None, key: str = "") -> Line:
    """A section's heading: bold, with a quiet note and the key that opens all of it."""
    line = [span(title, "b text", spot)]
    if note:
        line.append(span("  " + note, "muted", spot))
    if key:
        line.append(span("  " + key, "b gold", spot))
    return line


@dataclass(slots=True)
class Sheet:
    """Lines, and where their spots are."""

    lines: list[Line] = field(default_factory=list)

    def add(self, *lines: Line) -> None:
        """Append lines."""
        self.lines.extend(lines)

    def gap(self) -> None:
        """One blank line, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def spots(self) -> list[PlacedSpot]:
        """Every spot with the cells it covers, in reading order; a spot that wraps is placed at its first line."""
        placed: dict[Hashable, PlacedSpot] = {}
        for y, line in enumerate(self.lines):
            x = 0
            for piece in line:
                size = piece.width
                if piece.spot is not None and piece.spot.resting:
                    held = placed.get(piece.spot.key)
                    if held is None:
                        placed[piece.spot.key] = PlacedSpot(piece.spot, y, x, x + size, y)
                    elif held.y == y and held.end == x:
                        placed[piece.spot.key] = PlacedSpot(held.spot, y, held.start, x + size, y)
                    else:
                        placed[piece.spot.key] = PlacedSpot(held.spot, held.y, held.start, held.end, y)
                x += size
        return list(placed.values())


class PlacedSpot(NamedTuple):
    """A spot and the cells of its first line: ``start`` to ``end`` on line ``y``; ``last`` is its last line."""

    spot: Spot
    y: int
    start: int
    end: int
    last: int


Build = Callable[[int], Sheet]
"""Lays a sheet out for a width."""


def strip(line: Line, cells: int, inks: Inks, ground: str = "ground", lit: Hashable | None = None) -> Strip:
    """Draw ``line`` in exactly ``cells``; the spans of the spot whose key is ``lit`` stand on the cursor's ground."""
    segments = []
    used = 0
    for piece in line:
        room = cells - used
        if room <= 0:
            break
        text = piece.text if piece.width <= room else fit(piece.text, room)
        on = ground
        ink = piece.ink
        if piece.ground:
            on = piece.ground
        if lit is not None and piece.spot is not None and piece.spot.key == lit:
            on, ink = "row", f"b {ink}" if ink == "link" else ink
        style = inks.style(ink, on)
        word = text.lstrip(" ")
        if word and len(word) < len(text):  # blanks of their own: some viewers of the pictures swallow leading ones
            segments.append(Segment(text[: len(text) - len(word)], style))
            segments.append(Segment(word, style))
        else:
            segments.append(Segment(text, style))
        used += width(text)
    if used < cells:
        segments.append(Segment(" " * (cells - used), inks.style("text", ground)))
    return Strip(segments, cells)
