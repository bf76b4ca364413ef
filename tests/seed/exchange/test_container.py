"""Zips, folders and files that a viewer names: what is read, what is refused, and that memory stays small."""

from __future__ import annotations

import io
import os
import resource
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.errors import BadInput, MatineeError
from seed.exchange import container, table
from seed.exchange.container import Held, Unreadable, opened
from seed.exchange.text import decoded
from tests.counts import cases


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def held(data: bytes, name: str = "a.csv") -> Held:
    return Held(name, len(data), lambda: io.BytesIO(data))


def test_a_zip_a_folder_and_a_file_hold_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    (folder / "lists").mkdir(parents=True)
    (folder / "diary.csv").write_bytes(b"a,b\n")
    (folder / "lists" / "sea.csv").write_bytes(b"c\n")
    (folder / ".hidden").write_bytes(b"x")
    made = packed(tmp_path / "export.zip", **{"diary.csv": b"a,b\n", "lists/sea.csv": b"c\n", "__MACOSX/diary.csv": b"x"})
    for path in (folder, made):
        with opened(path) as found:
            assert [(each.name, each.read()) for each in found.files] == [("diary.csv", b"a,b\n"), ("lists/sea.csv", b"c\n")]
    with opened(folder / "diary.csv") as found:
        assert [(each.name, each.base, each.read()) for each in found.files] == [("diary.csv", "diary.csv", b"a,b\n")]


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.csv", "a/../../up.csv", "C:/x.csv", "..\\up.csv"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    with opened(packed(tmp_path / "x.zip", **{name: b"a", "fine.csv": b"b"})) as found:
        assert [each.name for each in found.files] == ["fine.csv"]
        assert len(found.refused) == 1 and "leads out" in found.refused[0]
    assert [each.name for each in tmp_path.iterdir()] == ["x.zip"]


def test_links_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as file:
        link = zipfile.ZipInfo("diary.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    with opened(path) as found:
        assert found.files == () and "it is a link" in found.refused[0]


def test_a_bomb_is_given_up_in_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST", 3_000_000)
    monkeypatch.setattr(container, "IN_ALL", 10_000_000)
    path = packed(tmp_path / "bomb.zip", **{f"{one}.csv": bytes(8_000_000) for one in range(8)})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with opened(path) as found:
        complaints = []
        for each in found.files:
            with pytest.raises(Unreadable) as complaint:
                each.read()
            complaints.append(str(complaint.value))
    assert "more than 3 MB" in complaints[0] and "unpacks to more than 10 MB" in complaints[-1]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_an_entry_that_says_it_is_small_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST", 1_000)
    path = packed(tmp_path / "x.zip", **{"a.csv": bytes(100_000)})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    with opened(path) as found, pytest.raises(Unreadable):
        found.files[0].read()


def test_a_zip_with_a_password_is_a_sentence(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", **{"a.csv": b"abc"})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(bytes(data))
    with opened(path) as found, pytest.raises(Unreadable, match="password"):
        found.files[0].read()


@settings(deadline=None, max_examples=cases(80, 3000))
@given(st.integers(0, 400), st.binary(max_size=12), st.booleans())
def test_a_damaged_zip_is_a_sentence_or_a_trouble_of_one_file(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes, cut: bool
) -> None:
    path = packed(tmp_path_factory.mktemp("zip") / "x.zip", **{"diary.csv": b"Date,Name\n" * 30, "a/b.csv": os.urandom(60)})
    data = path.read_bytes()
    path.write_bytes(data[:at] if cut else data[:at] + put + data[at + len(put) :])
    try:
        with opened(path) as found:
            for each in found.files:
                each.head()
                try:
                    each.read()
                except Unreadable as trouble:
                    assert str(trouble)
    except MatineeError as error:
        assert error.sentence


def test_what_is_not_there_or_no_file_is_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nowhere", tmp_path / "pipe", Path("x\0y"), tmp_path / ("n" * 4000)):
        with pytest.raises(BadInput), opened(path):
            pass


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"\0" * 900, "NUL"), (b" \n ", "empty"), (b"<!DOCTYPE html><p>Sign in", "web page")],
)
def test_what_is_no_text_is_said(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        decoded(held(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_exports_have(encoding: str) -> None:
    assert decoded(held("Café, Noël".encode(encoding))) == "Café, Noël"


def test_rows_with_their_lines_across_quoted_newlines_and_blank_rows() -> None:
    text = 'Name;Note\r\nA;"one\r\ntwo"\r\n;\r\nB;\r\nC;x;extra\r\nD\r\n'
    found = list(table.parsed(io.StringIO(text, newline=""), "a.csv", most=9))
    assert [(row.origin.line, row["name"], row["note"]) for row in found] == [
        (2, "A", "one\r\ntwo"), (5, "B", ""), (6, "C", "x"), (7, "D", ""),
    ]  # fmt: skip
    assert found[2].extra == ("extra",) and found[3]["missing"] == ""


def test_too_many_rows_and_too_large_a_cell_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 5)
    with pytest.raises(Unreadable, match="more than 5 rows"):
        list(table.rows(held(b"a\n" + b"1\n" * 6)))
    monkeypatch.setattr(table, "MOST_ROW", 100)
    with pytest.raises(Unreadable, match="a row of more than 100 letters; it begins with 'xxx"):
        list(table.rows(held(b"a\n" + b"x" * 101)))


@settings(deadline=None, max_examples=cases(200, 5000))
@given(st.text(max_size=12))
def test_no_cell_that_is_written_runs_and_all_are_read_back(cell: str) -> None:
    written = table.escaped(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert table.unescaped(written) == cell


@settings(deadline=None, max_examples=cases(100, 3000))
@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_sentence(data: bytes) -> None:
    file = held(data)
    table.columns(file)
    try:
        rows = list(table.rows(file))
    except Unreadable as trouble:
        assert str(trouble)
    else:
        assert all(row.origin.line >= 1 for row in rows)


def test_a_zip_within_a_zip_is_left_alone(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("diary.csv", "a")
    with opened(packed(tmp_path / "x.zip", **{"inner.zip": inner.getvalue()})) as found:
        assert [each.name for each in found.files] == ["inner.zip"]
