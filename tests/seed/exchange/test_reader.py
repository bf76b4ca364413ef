"""What is said of a path as a whole: of zips in a folder, and of names that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.base.errors import BadInput
from screens.dialogs import bringing
from seed.exchange import reader
from tests.seed.exchange.reading import packed

DIARY = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2024-05-03,The Kiln,2004,https://boxd.it/1,4,,,2024-05-03\n"


def complaint(path: Path) -> str:
    """What is said of a path that holds no export: the same on the command line and on the screen."""
    said = []
    for look in (reader.read, bringing._recognised):
        with pytest.raises(BadInput) as complaint:
            look(path)
        said.append(f"{complaint.value.sentence} {complaint.value.remedy}")
    assert said[0] == said[1]
    return said[0]


def test_zips_in_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "dl").mkdir()
    inner = packed(tmp_path / "dl" / "letterboxd.zip", {"diary.csv": DIARY})
    said = complaint(tmp_path / "dl")
    assert "opened only where they are named: letterboxd.zip." in said and said.endswith(f"name the zip itself: {inner}.")
    assert [export.rows for export in reader.read(inner).exports] == [1]
    for number in range(4):
        packed(tmp_path / "dl" / f"{number}.zip", {"diary.csv": DIARY})
    assert "0.zip, 1.zip, 2.zip and 2 more." in complaint(tmp_path / "dl")
    outer = packed(tmp_path / "outer.zip", {"a/inner.zip": inner.read_bytes()})
    assert complaint(outer).endswith("To bring one in, unpack it, and name the zip itself: a/inner.zip.")


def test_zips_beside_an_export_are_named_too(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text(DIARY)
    (tmp_path / "notes.txt").write_text("Milk\n")
    packed(tmp_path / "letterboxd.zip", {"diary.csv": DIARY})
    found = reader.read(tmp_path)
    assert found.unknown == ("notes.txt",) and found.refused == ("letterboxd.zip: a zip is opened where it is named itself",)
