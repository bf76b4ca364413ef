"""Text that is safe and sized for a terminal: nothing but printable cells leaves this module."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

from db.base.clock import local_day

ELLIPSIS = "…"
#: Longer texts are cut before measuring; no field on any screen is wider, and no paragraph of a page is longer.
LONGEST = 20_000

# C0 and C1 controls, DEL, line and paragraph separators, bidi embeddings, overrides, isolates and marks, the BOM,
# interlinear and tag characters, lone surrogates: each would move the cursor, reorder the line or break the encoder.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def _shown(found: re.Match[str]) -> str:
    char = found[0]
    if char in "\t\n\r\x0b\x0c\u2028\u2029":
        return " "
    return "" if char in "\u200b\u200e\u200f\ufeff\u061c\u2060" else "�"


def clean(text: str) -> str:
    """``text`` on one line, with every control and direction character gone or shown as ``�``."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + ELLIPSIS
    if text.isprintable():  # as nearly all are; not one of the unsafe ones is
        return text
    return re.sub(_UNSAFE, _shown, text)


def clean_lines(text: str) -> list[str]:
    """The paragraphs of ``text``, each cleaned."""
    return [clean(line) for line in text.replace("\r\n", "\n").split("\n")]


def width(text: str) -> int:
    """How many cells ``text`` takes."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def fit(text: str, cells: int) -> str:
    """``text`` cut with an ellipsis to at most ``cells``."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return set_cell_size(text, cells - 1).rstrip() + ELLIPSIS


def pad(text: str, cells: int) -> str:
    """``text`` in exactly ``cells``, cut with an ellipsis or filled with blanks."""
    text = fit(text, cells)
    return text + " " * (cells - width(text))


def right(text: str, cells: int) -> str:
    """``text`` in exactly ``cells``, set to the right."""
    text = fit(text, cells)
    return " " * (cells - width(text)) + text


def plural(count: int, one: str, many: str = "") -> str:
    """``1 rating``, ``2 ratings``, ``18,662 ratings``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


MONTHS = "January February March April May June July August September October November December".split()


def day(iso: str, *, short: bool = False) -> str:
    """A date as a person writes it: ``6 September 1948``, ``September 1948``, ``1948``; an instant by the viewer's own day."""
    parts = local_day(iso)[:10].split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return iso
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return iso
    name = MONTHS[month - 1][:3] if short else MONTHS[month - 1]
    return " ".join(filter(None, [str(int(parts[2])) if len(parts) == 3 else "", name, parts[0]]))


def runtime(minutes: int | None) -> str:
    """``2 h 15 min``."""
    if not minutes:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]))


def years(first: int | None, last: int | None = None, *, series: bool = False) -> str:
    """``1948``, ``1999–2007``, ``2016–`` for a running series."""
    if first is None:
        return ""
    if last and last != first:
        return f"{first}–{last}"
    return f"{first}–" if series and last is None else str(first)


KINDS = {
    "movie": "film",
    "short": "short",
    "tvSeries": "series",
    "tvMiniSeries": "mini-series",
    "tvEpisode": "episode",
    "tvMovie": "TV film",
    "tvSpecial": "TV special",
    "tvShort": "TV short",
    "tvPilot": "pilot",
    "video": "video",
    "videoGame": "game",
}


def kind_word(kind: str) -> str:
    """IMDb's kind in a reader's word; an unknown kind as it is."""
    return KINDS.get(kind, kind)


def stars(value: int | None) -> str:
    """Ten stars, ``value`` of them full."""
    full = value or 0
    return "★" * full + "☆" * (10 - full)
