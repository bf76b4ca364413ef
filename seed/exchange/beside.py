"""Records of the viewer's that lie beside other files, to be offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from db.base.errors import BadInput
from seed.exchange.container import opened
from seed.exchange.formats import recognise

#: Endings of files that may be exports, and how many of a folder are looked at. Plain text is not: a README is no list.
_ENDINGS = (".csv", ".zip", ".json")
_MOST = 50


def records_in(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Files in the folders of ``paths`` that a format of personal records knows, each with the format's label."""
    for folder in paths:
        if not folder.is_dir():
            continue
        likely = [each for each in sorted(folder.iterdir()) if each.suffix.lower() in _ENDINGS and each.is_file()]
        for each in likely[:_MOST]:
            try:
                with opened(each) as container:
                    exports, _ = recognise(container)
            except BadInput:
                continue
            if exports:
                yield each, exports[0].format.label
