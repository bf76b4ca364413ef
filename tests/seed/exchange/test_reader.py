"""What is said of a path as a whole: of zips in a folder, and of names that are no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from db.base.errors import BadInput
from screens.dialogs import bringing
from seed.exchange import reader
from seed.exchange.container import opened
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


def test_names_that_are_no_text_can_be_shown_and_stored(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / os.fsdecode(b"di\xff\x1b[31m\nary.csv")).write_text(DIARY)
    (folder / os.fsdecode(b"\xe9.xyz")).write_text("x")
    found = reader.read(folder)
    (file,) = found.exports[0].reading.files
    assert (file.name, found.unknown) == ("di\ufffd[31mary.csv", ("\ufffd.xyz",))
    assert {record.origin.file for record in found.exports[0].reading.records} == {file.name}
    (folder / "empty").mkdir()
    for path in (folder / "empty", folder / "none", folder / os.fsdecode(b"\xe9.xyz")):
        assert complaint(path).encode()
    with opened(packed(tmp_path / "x.zip", {"a\x1b[31m/di\nary.csv": DIARY, "a\u202e/../b.csv": DIARY})) as container:
        assert [held.name for held in container.files] == ["a[31m/diary.csv"]
        assert container.refused == ("a/../b.csv: its name leads out of the zip",)
