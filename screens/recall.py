"""What helps typing a search: values of the filter that is being typed, and earlier searches."""

from __future__ import annotations

import json
import re
import sqlite3

from db.search.filters import BY_KEY

#: Key of the remembered searches, and how many are kept.
KEY, KEPT = "searches", 50
_UNFINISHED = re.compile(r'(?:^|\s)(?P<key>[^\W\d_]+):(?P<value>"[^"]*|[^\s"]*)$')


def offers(con: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The values that the filter at the end of ``text`` may have, likeliest first; none where no filter is being typed."""
    found = _UNFINISHED.search(text)
    entry = BY_KEY.get(found["key"].lower()) if found else None
    if found is None or entry is None or entry.values is None:
        return ()
    typed = found["value"].lstrip('"')
    return tuple(value for value in entry.values(con, typed) if value.casefold() != typed.casefold())


def completed(text: str, value: str) -> str:
    """``text`` with the value of its last filter written out, in quotes where it needs them."""
    found = _UNFINISHED.search(text)
    if found is None:
        return text
    written = f'"{value}"' if re.search(r"\s", value) else value
    return f"{text[: found.start('value')]}{written} "


class Recall:
    """Earlier searches, last first, and where the viewer is among them. The line as typed comes before them all."""

    def __init__(self, kept: str) -> None:
        try:
            held = json.loads(kept)
        except ValueError:
            held = []
        self._lines = [line for line in held if isinstance(line, str)] if isinstance(held, list) else []
        self._at = -1
        self._typed = ""

    def step(self, by: int, line: str) -> str | None:
        """The next earlier (1) or later (-1) search; None where there is none. ``line`` is what is typed now."""
        if self._at < 0:
            self._typed = line
        if not -1 <= self._at + by < len(self._lines):
            return None
        self._at += by
        return self._lines[self._at] if self._at >= 0 else self._typed

    def typed(self) -> None:
        """The viewer typed: the next step starts from there."""
        self._at = -1

    def keep(self, line: str) -> str:
        """Put a search first; what is to be remembered."""
        self._lines = [line, *(held for held in self._lines if held != line)][:KEPT]
        self._at = -1
        return json.dumps(self._lines, ensure_ascii=False)
