"""A text file of titles becomes a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.errors import BadInput
from db.base.records.exchange import Entry, Mention, uid_of_mention
from seed.exchange import reader
from tests.counts import cases
from tests.seed.exchange.reading import checked, export_of, of_kind, one, survives


@pytest.mark.parametrize(
    ("line", "name", "year"),
    [
        ("The Kiln (2004)", "The Kiln", 2004),
        ("The Kiln 2004", "The Kiln", 2004),
        ("The Kiln", "The Kiln", None),
        ("- [x] The Kiln (2004)", "The Kiln", 2004),
        ("[ ] The Kiln", "The Kiln", None),
        ("12. The Kiln, 2004", "The Kiln", 2004),
        ("* **The Kiln** (2004)", "The Kiln", 2004),
        ("1917", "1917", None),
        ("1917 (2019)", "1917", 2019),
        ("2001: A Space Odyssey", "2001: A Space Odyssey", None),
        ("Harbour Runner 2049", "Harbour Runner 2049", None),
    ],
)
def test_one_line(tmp_path: Path, line: str, name: str, year: int | None) -> None:
    (entry,) = of_kind(export_of(tmp_path, {"to see.txt": line}, "titles"), Entry)
    assert (entry.of.name, getattr(entry.of, "year", 0), entry.on.name) == (name, year, "to see")


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("Harbour Runner 1984", "Harbour Runner 1984"),
        ("12. **Kiln Race 2000** -- with Ada", "Kiln Race 2000"),
        ("The Kiln (2004)", ""),
        ("1917", ""),
        ("Harbour Runner 2049", ""),
    ],
)
def test_a_number_at_the_end_may_be_part_of_the_name(tmp_path: Path, line: str, also: str) -> None:
    (entry,) = of_kind(export_of(tmp_path, {"to see.txt": line}, "titles"), Entry)
    assert isinstance(entry.of, Mention) and entry.of.also == also
    assert uid_of_mention(entry.of) == uid_of_mention(entry.of._replace(also=""))


def test_headings_remarks_links_and_boxes(tmp_path: Path) -> None:
    text = "# Winter\n\n- [The Kiln](https://www.imdb.com/title/tt9000001/) -- with Ada\n- Salt (2010) | again\n- Salt (2010)\n- \n"
    entries = of_kind(export_of(tmp_path, {"list.md": text}, "titles"), Entry)
    assert [(each.of.name, getattr(each.of, "imdb", None), each.note) for each in entries[:3]] == [
        ("The Kiln", 9000001, "with Ada"), ("Salt", None, "again"), ("Salt", None, ""),
    ]  # fmt: skip
    assert {each.on.name for each in entries} == {"Winter"}
    assert len({each.key for each in entries}) == len(entries)


def test_a_first_line_of_plain_words_names_the_list(tmp_path: Path) -> None:
    entries = of_kind(export_of(tmp_path, {"x.txt": "Films to see:\n- Salt\nEmber (2016)\n"}, "titles"), Entry)
    assert [(each.on.name, each.of.name) for each in entries] == [("Films to see", "Salt"), ("Films to see", "Ember")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", '{"a": 1}'), ("a.txt", "<html>"), ("a.txt", "x" * 3000), ("a.txt", bytes(90)), ("a.txt", "a\tb\tc\td\n" * 9),
        ("a.csv", "Salt\n"), ("a.txt", ""), ("a.txt", "a sentence that goes on and on, " * 8),
    ],
)  # fmt: skip
def test_other_files_are_no_lists(tmp_path: Path, name: str, data: str | bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(BadInput):
        reader.read(path)


@settings(deadline=None, max_examples=cases(100, 3000))
@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_lines_add_up(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("list") / "x.txt"
    path.write_text("\n".join(["Salt", *lines]), encoding="utf-8", errors="replace")
    survives(path)
    if all(line.isprintable() for line in lines):
        try:
            checked(one(reader.read(path).exports, "titles"))
        except BadInput:
            return


def test_text_files_of_a_folder_are_left_alone_unless_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Milk\nBread\n", encoding="utf-8")
    with pytest.raises(BadInput):
        reader.read(tmp_path)
    (tmp_path / "faces.csv").write_text("Position,Const,Name,Known For\n1,nm9000001,Gwen Starling,x\n", encoding="utf-8")
    found = reader.read(tmp_path)
    assert [export.format.name for export in found.exports] == ["imdb"] and found.unknown == ("notes.txt",)
    assert [export.format.name for export in reader.read(tmp_path / "notes.txt").exports] == ["titles"]
