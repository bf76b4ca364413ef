"""An invented export as a zip, read through the registry; and what must hold of whatever is read."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import TypeVar

from db.base.errors import BadInput
from db.base.records.exchange import Reading, Record
from seed.exchange import reader
from seed.exchange.reader import ExportRead

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def export_of(tmp_path: Path, files: dict[str, str | bytes], format: str) -> Reading:
    """What one format reads of a zip of these files; all that must hold of a reading is held against it."""
    return checked(one(reader.read(packed(tmp_path / "export.zip", files)).exports, format))


def one(exports: tuple[ExportRead, ...], format: str) -> Reading:
    """The export of a format."""
    return next(export.reading for export in exports if export.format.name == format)


def checked(reading: Reading) -> Reading:
    """The reading, after its arithmetic: each row of each file is told once, as a record or as one without a place."""
    told: Counter[str] = Counter()
    for record in reading.records:
        told[record.origin.file] += record.rows
    for left in reading.unplaced:
        told[left.origin.file] += left.rows
        assert left.why
    assert +told == +Counter({file.name: file.rows for file in reading.files})
    assert all(file.rows == 0 for file in reading.files if file.trouble)
    return reading


R = TypeVar("R", bound=Record)


def of_kind(reading: Reading, kind: type[R]) -> list[R]:
    """The records of one kind."""
    return [record for record in reading.records if isinstance(record, kind)]


def survives(path: Path) -> None:
    """Whatever is at ``path``, reading it gives records that add up, or a sentence."""
    try:
        found = reader.read(path)
    except BadInput as error:
        assert error.sentence
    else:
        for export in found.exports:
            checked(export.reading)
