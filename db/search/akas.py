"""A title's other names, side by side as they are searched and as they are written."""

from __future__ import annotations

import json

from db.base import fold

#: The names as keys (:func:`db.base.fold.key`), and as they are written, line by line.
Akas = tuple[str, str]


def taken_apart(document: str) -> Akas:
    """The names in a title's document (:class:`db.catalogue.schema.AkaDocument`), the first of those that fold to the same."""
    names = [str(aka[0]).replace("\n", " ") for aka in json.loads(document)]
    if "\\u" in document:  # half a surrogate pair may have been escaped, which no text of SQLite's may hold
        names = [name.encode(errors="ignore").decode() for name in names]
    different: dict[str, str] = {}
    for key, name in zip(fold.keys(names), names, strict=True):
        different.setdefault(key, name)
    return "\n".join(different), "\n".join(different.values())
