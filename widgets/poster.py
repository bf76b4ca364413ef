"""A poster drawn for the film in type: the title set large down the sheet, the names under it."""

from __future__ import annotations

from hashlib import blake2b

from widgets.sheet import Line, Span, span
from widgets.text import clean, fit, width

CELLS, ROWS = 24, 15


def poster(
    title: str, year: int | None, directors: tuple[str, ...], stars: tuple[str, ...], *, cells: int = CELLS, rows: int = ROWS
) -> list[Line]:
    """``rows`` lines of exactly ``cells``. The setting (left, right, stepped) depends on the title alone."""
    title = clean(title)
    setting = blake2b(title.encode(errors="replace"), digest_size=1).digest()[0] % 3
    inner = cells - 4
    words = _title_lines(title.upper(), inner, most=(rows - 7) // 2)
    lines: list[str] = [""]
    for at, word in enumerate(words):
        room = inner - width(word)
        shift = {0: 0, 1: room, 2: min(room, at * max(1, room // max(1, len(words) - 1)) if len(words) > 1 else 0)}[setting]
        lines += [" " * shift + word, ""]
    makers = [clean(name).split()[-1] if clean(name).split() else "" for name in directors[:2]] or [""]
    foot = [fit(name, inner - 5) for name in makers]
    foot[-1] += " " * (inner - width(foot[-1]) - 4) + (str(year) if year else "")
    small = [*(fit(clean(name), inner) for name in stars[:2]), ""]
    text: list[Line] = [_row(line, cells, "b onposter") for line in lines[: rows - len(small) - len(foot) - 1]]
    text += [_row("", cells, "onposter")] * (rows - len(text) - len(small) - len(foot) - 1)
    return [*text, *(_row(line, cells, "onposter") for line in [*small, *foot, ""])]


def _title_lines(title: str, inner: int, most: int) -> list[str]:
    """The title in at most ``most`` lines: short words alone and spaced, long titles packed."""
    words = title.split()
    if len(words) <= most and all(width(word) <= inner for word in words):
        return [_spaced(word, inner) if len(words) <= 3 else word for word in words]
    lines: list[str] = []
    for word in words:
        if lines and width(lines[-1]) + 1 + width(word) <= inner:
            lines[-1] += " " + word
        else:
            lines.append(fit(word, inner))
    return [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), inner)] if len(lines) > most else lines


def _spaced(word: str, inner: int) -> str:
    return " ".join(word) if word.isascii() and 2 * len(word) - 1 <= inner - 4 else word


def _row(text: str, cells: int, ink: str) -> Line:
    piece = span("  " + text, ink)
    return [Span(piece.text + " " * (cells - piece.width), ink, None, "poster")]
