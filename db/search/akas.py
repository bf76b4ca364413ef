"""A title's other names, side by side as they are searched and as they are written."""

from __future__ import annotations

import json
from typing import NamedTuple

from db import fold


class Akas(NamedTuple):
    """``keys`` (:func:`db.fold.key`) and ``names``, of the same length, in the same order."""

    keys: list[str]
    names: list[str]


def taken_apart(document: str) -> Akas:
    """The names in a title's document (:class:`db.catalogue.schema.AkaDocument`), the first of those that fold to the same."""
    names = [str(aka[0]).replace("\n", " ") for aka in json.loads(document)]
    different: dict[str, str] = {}
    for key, name in zip(fold.keys(names), names, strict=True):
        different.setdefault(key, name)
    return Akas([*different], [*different.values()])
