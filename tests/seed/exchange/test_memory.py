"""Whatever file is named, reading it takes little memory, and what is too much is said."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.base.errors import BadInput
from db.base.records.exchange import Entry
from seed.exchange import container, formats, reader, table, titles
from seed.exchange.container import Held, opened
from seed.exchange.text import KEPT
from tests.seed.exchange.reading import checked, export_of, of_kind

DIARY = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
ROW = "2024-05-03,The Kiln {0},2016,https://boxd.it/{0},4.5,,{1},2024-05-03\n"
LIST = (
    "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2020-01-01,Mine,,,\n\nPosition,Name,Year,URL,Description\n"
)
OWN = '{"matinee": {"format": 1}, '
MB = 1_000_000


def packed(path: Path, name: str, *pieces: str, times: int = 1) -> Path:
    """A zip with one file: the first piece, then all others so many times."""
    first, *others = pieces
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, file.open(name, "w") as inside:
        inside.write(first.encode())
        for _ in range(times):
            inside.writelines(each.encode() for each in others)
    return path


@pytest.fixture
def _traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


def peak(path: Path) -> int:
    """Bytes that reading what is at ``path`` takes at most."""
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    try:
        for export in reader.read(path).exports:
            checked(export.reading)
    except BadInput as error:
        assert error.sentence
    return tracemalloc.get_traced_memory()[1] - before


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("diary.csv", (DIARY, "\n" * MB)),
        ("diary.csv", (f"{DIARY}2024-05-03,\U0001f600,2016,,,,,2024-05-03\n", "x" * MB + "\n")),
        ("diary.csv", (f'{DIARY}2024-05-03,"\U0001f600', ("x" * 999 + "\n") * 1_000)),
        ("diary.csv", (DIARY.rstrip(), ",a" * (MB // 2))),
        ("diary.csv", (DIARY, "2024-05-03,", "," * MB, "\n")),
        ("to see.txt", ("The Kiln (2004)\n\U0001f600 (2004)\n", (" " * 99 + "\n") * (MB // 100))),
        ("to see.txt", ("The Kiln (2004)\n" * 5_000, "x" * MB)),
        ("lists/mine.csv", ("Letterboxd list export v7\n", "\n" * MB)),
        ("lists/mine.csv", ('Letterboxd list export v7\n"', "x" * MB + "\n")),
        ("ratings.csv", ("Const,Your Rating,Date Rated,Title\n", ("tt9000001,8,2020-01-02,x" + ",yy" * 300 + "\n") * 300)),
        ("watched-history-1.json", ('[{"watched_at": null, "movie": {}}, "\U0001f600', "x" * MB)),
        ("watched-history-1.json", ('[{"watched_at": null, "movie": {}}', ", []" * (MB // 4))),
        ("tvtime-movies-1.json", ('[{"title": "The Kiln"}, {"a": [0', ", {}" * (MB // 4))),
        ("matinee.json", (OWN + '"odd": "\U0001f600', "x" * MB)),
        ("matinee.json", (OWN + '"history": [0', f', ["{"x" * 5_000}"]' * 200)),
    ],
)  # fmt: skip
def test_a_file_of_38_mb_takes_little_memory(_traced: None, tmp_path: Path, name: str, pieces: tuple[str, ...]) -> None:
    assert peak(packed(tmp_path / "x.zip", name, *pieces, times=38)) < 70 * MB


def test_files_of_a_folder_are_looked_at_in_little_memory(_traced: None, tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number}.csv").write_text("when,what\n" + "2020-01-01,rain\n" * 5_000)
    assert peak(tmp_path) < 10 * MB


@pytest.mark.parametrize(
    ("begun", "name"),
    [
        *((b"when,what\n2020-01-01,rain\n" * 9_000, name) for name in ("big.csv", "big.tsv", "big.json")),
        *((b"x" * 300_000, name) for name in ("big.csv", "big.txt", "big.json")),
    ],
)
def test_a_file_that_is_no_export_is_refused_by_its_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes, name: str
) -> None:
    monkeypatch.delattr(Held, "pieces")
    with (tmp_path / name).open("wb") as file:
        file.write(begun)
        file.truncate(300 * MB)
    with pytest.raises(BadInput, match="holds nothing that Matinee reads"):
        reader.read(tmp_path / name)


@pytest.mark.parametrize("zipped", [True, False])
def test_rows_of_all_files_together_take_no_more_than_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    files = {f"{one}/diary.csv": DIARY + "".join(ROW.format(10 * one + each, "") for each in range(5)) for one in range(3)}
    for name, text in files.items():
        (tmp_path / "all" / name).parent.mkdir(parents=True)
        (tmp_path / "all" / name).write_text(text)
    path = tmp_path / "all"
    if zipped:
        path = tmp_path / "all.zip"
        with zipfile.ZipFile(path, "w") as file:
            for name, text in files.items():
                file.writestr(name, text)
    monkeypatch.setattr(container, "MOST_KEPT", 12 * table.RECORD)
    (export,) = reader.read(path).exports
    checked(export.reading)
    assert [file.rows for file in export.reading.files] == [5, 5, 0]
    assert "more than 0 MB of memory" in export.reading.files[2].trouble
    monkeypatch.setattr(container, "MOST_KEPT", 4 * table.RECORD)
    with pytest.raises(BadInput, match=r"Nothing in .* can be read: 0/diary.csv: its rows would take more than"):
        reader.read(path)


def test_rows_that_are_given_up_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 5)
    monkeypatch.setattr(container, "MOST_KEPT", 9 * table.RECORD)
    files: dict[str, str | bytes] = {
        f"{one}/diary.csv": DIARY + "".join(ROW.format(10 * one + each, "") for each in range(rows))
        for one, rows in enumerate((6, 5))
    }
    assert [file.rows for file in export_of(tmp_path, files, "letterboxd").files] == [0, 5]


def test_of_a_long_row_the_beginning_is_kept(tmp_path: Path) -> None:
    words, several = "slow " * 1_000, "slow\n" * 1_000
    files: dict[str, str | bytes] = {
        "diary.csv": DIARY + ROW.format(1, words),
        "lists/mine.csv": f"{LIST}1,The Kiln,2016,https://boxd.it/x,{words}\n",
        "lists/sea.csv": f'{LIST}1,The Kiln,2016,https://boxd.it/y,"{several}"\n',
    }
    reading = export_of(tmp_path, files, "letterboxd")
    assert [len(record.origin.text) for record in reading.records] == [KEPT, KEPT, KEPT - 1]  # its end is that of a line
    assert [entry.note for entry in of_kind(reading, Entry)] == [words.strip(), "slow\n" * 999 + "slow"]


def test_a_list_of_titles_is_short_and_so_are_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "to see.txt"
    path.write_text("The Kiln\n" * 8_000 + "x" * 2_001)
    with pytest.raises(BadInput, match="line 8001 has more than 2,000 letters"):
        reader.read(path)
    monkeypatch.setattr(titles, "MOST", 60_000)
    with pytest.raises(BadInput, match="it holds more than 0 MB"):
        reader.read(path)


def test_what_is_recognised_is_not_held(tmp_path: Path) -> None:
    with opened(packed(tmp_path / "x.zip", "diary.csv", DIARY, ROW.format(1, ""))) as found:
        (export,), _ = formats.recognise(found)
        assert [held._begun for _, held in export.files] == [None]
        assert export.format.read(export.files).files[0].rows == 1
