"""What a source tells of invented files, and what must hold of whatever is read."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from db.base.records.exchange import Unplaced
from db.base.records.sources import SECTIONS, Entry, Told
from seed.exchange.container import Held, Unreadable, opened
from seed.sources.formats import Source, recognise

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"


class Telling:
    """What was told, by the source's key and section, and what was refused."""

    def __init__(self, source: Source, files: Mapping[str, str | bytes]) -> None:
        self.sections: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.subjects: dict[str, Any] = {}
        self.refused: list[Unplaced] = []
        self.rows = 0
        claimed = []
        for name, data in files.items():
            raw = data.encode("iso-8859-1", "replace") if isinstance(data, str) else data
            held = Held(name, len(raw), lambda raw=raw: io.BytesIO(raw), whole=len(raw))  # type: ignore[misc]
            if role := source.claims(held):
                claimed.append((role, held))
        self.roles = {held.name: role for role, held in claimed}
        from seed.exchange.formats import Claimed

        for piece in source.read([Claimed(role, held) for role, held in claimed]):
            if isinstance(piece, Told):
                assert piece.section in SECTIONS and piece.rows >= 0
                kind = SECTIONS[piece.section]
                assert all(isinstance(entry, kind) for entry in piece.entries), piece
                self.sections[piece.subject.key, piece.section] += piece.entries
                self.subjects[piece.subject.key] = piece.subject
                self.rows += piece.rows
            else:
                assert piece.why and piece.rows >= 1
                self.refused.append(piece)
                self.rows += piece.rows

    def __getitem__(self, at: tuple[str, str]) -> list[Any]:
        return self.sections[at]


def survives(source: Source, files: Mapping[str, bytes]) -> None:
    """Whatever the bytes are, reading them tells something, refuses rows, or says why the file cannot be read."""
    try:
        Telling(source, files)
    except Unreadable as trouble:
        assert str(trouble)


def of_path(path: Path) -> dict[str, list[str]]:
    """The sources at a path, with the roles of their files."""
    with opened(path, files=300_000) as container:
        found, _ = recognise(container)
        return {source.name: sorted({claimed.role for claimed in files}) for source, files in found}
