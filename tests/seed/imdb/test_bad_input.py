from __future__ import annotations

import gzip
import random
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.base.errors import BadInput, MatineeError
from db.base.home import Home
from seed.imdb import room
from seed.imdb.importer import Summary, import_imdb
from seed.imdb.recognise import recognise
from tests.seed.imdb import datafiles
from tests.seed.imdb.test_importer import rows


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.of(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return datafiles.write(tmp_path / "data")


def basics(*more: str) -> list[str]:
    return [*datafiles.SMALL["title.basics"], *more]


def imported(tmp_path: Path, home: Home, **files: list[str]) -> Summary:
    return import_imdb(home, [datafiles.write(tmp_path / "data", **files)])


def report(summary: Summary) -> list[str]:
    assert summary.report
    return Path(summary.report).read_text(encoding="utf-8").splitlines()


# -- files


@pytest.mark.parametrize("dataset", ["title.basics", "title.principals", "name.basics"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.98])
def test_a_file_that_is_cut_changes_nothing(home: Home, folder: Path, dataset: str, share: float) -> None:
    import_imdb(home, [folder])
    before = home.catalogue.read_bytes()
    path = folder / f"{dataset}.tsv.gz"
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(MatineeError) as caught:
        import_imdb(home, [folder])
    assert path.name in caught.value.sentence and caught.value.remedy
    assert home.catalogue.read_bytes() == before


def test_a_bit_that_turned_is_found(home: Home, folder: Path) -> None:
    path = folder / "title.principals.tsv.gz"
    data = bytearray(path.read_bytes())
    data[-20] ^= 0x10
    path.write_bytes(data)
    with pytest.raises(BadInput, match="damaged"):
        import_imdb(home, [folder])


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>Not here</html>", b"\x00" * 5000, b"\x1f\x8bnonsense", gzip.compress(b"a\tb\n", mtime=0)],
    ids=["empty", "html", "zeros", "nonsense", "other"],
)
def test_something_else_under_the_right_name(home: Home, folder: Path, content: bytes) -> None:
    (folder / "title.akas.tsv.gz").write_bytes(content)
    with pytest.raises(BadInput, match=r"title\.akas"):
        import_imdb(home, [folder])
    assert not home.catalogue.exists()


def test_a_file_under_anothers_name_is_told_by_its_content(home: Home, folder: Path) -> None:
    (folder / "title.ratings.tsv.gz").rename(folder / "numbers.tsv.gz")
    (folder / "title.crew.tsv.gz").rename(folder / "title.ratings.tsv.gz")
    summary = import_imdb(home, [folder])
    assert summary.missing == ()
    assert any("title.crew, whatever its name" in remark for remark in summary.remarks)
    assert rows(home, "SELECT num_votes FROM title WHERE id = 2") == [(90000,)]


def test_of_two_files_with_one_data_set_the_rightly_named_is_taken(folder: Path) -> None:
    (folder / "name.basics.tsv.gz").write_bytes((folder / "title.ratings.tsv.gz").read_bytes())
    found = recognise([folder])
    assert found.found["title.ratings"].path.name == "title.ratings.tsv.gz"
    assert found.missing == ("name.basics",)
    assert any("left aside" in remark for remark in found.remarks)


def test_files_and_folders_and_strangers_among_them(tmp_path: Path, folder: Path) -> None:
    (folder / "holiday.txt").write_text("sun", encoding="utf-8")
    (folder / "backup.tar.gz").write_bytes(b"\x1f\x8b broken")
    (folder / "sub.tsv").mkdir()
    alone = tmp_path / "alone"
    alone.mkdir()
    (folder / "title.ratings.tsv.gz").rename(alone / "r.gz")
    assert recognise([folder, alone / "r.gz"]).missing == ()


@pytest.mark.parametrize("path", ["nowhere", "holiday.txt"])
def test_a_path_that_is_none_or_holds_none(tmp_path: Path, folder: Path, path: str) -> None:
    (tmp_path / "holiday.txt").write_text("sun", encoding="utf-8")
    with pytest.raises(BadInput, match=path):
        recognise([folder, tmp_path / path])


def test_without_titles_there_is_nothing(folder: Path) -> None:
    (folder / "title.basics.tsv.gz").unlink()
    with pytest.raises(BadInput, match=r"title\.basics"):
        recognise([folder])


@pytest.mark.parametrize("packed", [True, False])
def test_byte_order_mark_and_carriage_returns(tmp_path: Path, home: Home, packed: bool) -> None:
    clean = Home.of(tmp_path / "clean")
    import_imdb(clean, [datafiles.write(tmp_path / "clean data")])
    for dataset, held in datafiles.SMALL.items():
        data = b"\xef\xbb\xbf" + datafiles.text_of(dataset, held).replace("\n", "\r\n").encode()
        (tmp_path / f"{dataset}.tsv").write_bytes(gzip.compress(data) if packed else data)
    summary = import_imdb(home, [tmp_path])
    assert summary.rows_refused == 0
    for table in ("title", "credit_document", "aka_document", "person"):
        assert rows(home, f"SELECT * FROM {table}") == rows(clean, f"SELECT * FROM {table}")


def test_columns_are_found_by_their_names(tmp_path: Path, home: Home, folder: Path) -> None:
    text = "numVotes\tnew column\ttconst\taverageRating\n77\tx\ttt0000002\t5.5\n"
    (folder / "title.ratings.tsv.gz").write_bytes(gzip.compress(text.encode()))
    import_imdb(home, [folder])
    assert rows(home, "SELECT num_votes, average_rating FROM title WHERE id = 2") == [(77, 5.5)]


def test_a_gzip_of_several_members_is_read_whole(home: Home, folder: Path) -> None:
    path = folder / "title.basics.tsv.gz"
    data = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(data[:100]) + gzip.compress(data[100:300]) + gzip.compress(data[300:]) + b"\0" * 64)
    assert import_imdb(home, [folder]).titles == len(datafiles.SMALL["title.basics"])


# -- rows


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("tt0000020|movie|Short Row|Short Row|0", "5 columns"),
        ("tt0000020|movie|Long Row|Long Row|0|1999|-|90|Drama|more|still more", "11 columns"),
        ("tt0000020|movie|Bad Year|Bad Year|0|19x9|-|90|Drama", "startYear"),
        ("tt0000020|movie|Bad Year|Bad Year|0|99999|-|90|Drama", "startYear"),
        ("tt0000020|movie|Bad Minutes|Bad Minutes|0|1999|-|90.5|Drama", "runtimeMinutes"),
        ("xx0000020|movie|Bad Id|Bad Id|0|1999|-|90|Drama", "no id"),
        ("tt00000zz|movie|Bad Id|Bad Id|0|1999|-|90|Drama", "no id"),
        ("tt0000000|movie|No Id|No Id|0|1999|-|90|Drama", "no id"),
        ("tt99999999999|movie|Long Id|Long Id|0|1999|-|90|Drama", "no id"),
        ("-|movie|Null Id|Null Id|0|1999|-|90|Drama", "no id"),
        ("tt0000020|movie|-|-|0|1999|-|90|Drama", "no title"),
        ("tt0000001|movie|Once More|Once More|0|1999|-|90|Drama", "above already"),
    ],
)
def test_a_bad_title_is_refused_with_its_line_and_the_others_stay(tmp_path: Path, home: Home, row: str, reason: str) -> None:
    summary = imported(tmp_path, home, title_basics=basics(row))
    assert (summary.titles, summary.rows_refused) == (11, 1)
    (said,) = report(summary)
    assert said.startswith(str(tmp_path / "data" / "title.basics.tsv.gz") + ":13:") and reason in said
    assert rows(home, "SELECT rows_refused FROM source WHERE name LIKE '%title.basics'") == [(1,)]


def test_bad_rows_of_every_other_file(tmp_path: Path, home: Home) -> None:
    small = datafiles.SMALL
    summary = imported(
        tmp_path,
        home,
        title_ratings=[
            *small["title.ratings"],
            "tt0000005|many|3",
            "tt0000005|7.0|-",
            "tt0000005|11.0|3",
            "tt0000001|1.0|2",
        ],
        title_episode=[*small["title.episode"], "tt0000007|nm1|1|1", "tt0000007|tt0000003|one|1"],
        title_akas=[*small["title.akas"], "tt10000000|x|N|-|-|-|-|0", "tt10000000|3|-|-|-|-|-|0"],
        title_crew=[*small["title.crew"], "tt0000007|nm0000001,bad|-"],
        title_principals=[*small["title.principals"], "tt10000000|2|tt0000003|actor|-|-", "tt10000000|3|nm0000003|-|-|-"],
        name_basics=[*small["name.basics"], "nm0000001|Twice|-|-|-|-", "nm0000009|-|-|-|-|-", "nm0000009|Y|soon|-|-|-"],
    )
    assert {file.dataset: file.refused for file in summary.files} == {
        "title.basics": 0, "title.ratings": 4, "title.episode": 2, "title.akas": 2, "title.crew": 1, "title.principals": 2,
        "name.basics": 3,
    }  # fmt: skip
    assert len(report(summary)) == 14
    assert rows(home, "SELECT average_rating FROM title WHERE id = 1") == [(7.9,)]
    assert rows(home, "SELECT person_id FROM principal WHERE title_id = 7 AND category = 'director'") == [(1,)]


def test_a_good_import_removes_the_last_report(tmp_path: Path, home: Home) -> None:
    summary = imported(tmp_path, home, title_basics=basics("x"))
    path = Path(summary.report or "")
    assert path.exists()
    assert imported(tmp_path, home).report is None
    assert not path.exists()


def test_bytes_that_are_not_utf8(home: Home, folder: Path) -> None:
    data = datafiles.text_of(
        "title.basics", basics()
    ).encode() + "tt0000020\tmovie\tÉté\tÉté\t0\t1999\t\\N\t90\tDrama\n".encode("cp1252")
    (folder / "title.basics.tsv.gz").write_bytes(gzip.compress(data))
    summary = import_imdb(home, [folder])
    assert (summary.titles, summary.rows_refused) == (11, 1)
    assert "not UTF-8" in report(summary)[0]


def test_empty_lines_and_a_last_line_without_end(home: Home, folder: Path) -> None:
    text = datafiles.text_of("title.basics", basics()).replace("\ntt0000002", "\n\n\ntt0000002") + "\n\nbad"
    (folder / "title.basics.tsv.gz").write_bytes(gzip.compress(text.encode()))
    summary = import_imdb(home, [folder])
    assert (summary.titles, summary.rows_refused) == (11, 1)
    assert report(summary)[0].split(":")[1] == str(text.count("\n") + 1)


HOSTILE = [
    'Mc"Quote',
    "back\\slash",
    "[/red]",
    "tab\u2409like",
    "form\x0cfeed",
    "bell\x07",
    "'; DROP TABLE title; --",
    'a","b',
    "emoji 🎬",
    "\u202eleft",
]


def test_hostile_names_come_through_everywhere(tmp_path: Path, home: Home) -> None:
    titles = [f"tt00001{n:02d}|movie|{name}|{name} too|0|1999|-|90|Drama" for n, name in enumerate(HOSTILE)]
    akas = [f"tt00001{n:02d}|1|aka {name}|{name}|{name}|{name}|{name}|0" for n, name in enumerate(HOSTILE)]
    people = [f"nm00001{n:02d}|{name}|-|-|{name}|tt0000001" for n, name in enumerate(HOSTILE)]
    principals = [f"tt00001{n:02d}|1|nm00001{n:02d}|actor|{name}|{name}" for n, name in enumerate(HOSTILE)]
    summary = imported(
        tmp_path, home, title_basics=basics(*titles), title_akas=akas, name_basics=people, title_principals=principals
    )
    assert summary.rows_refused == 0
    held = sorted(HOSTILE)
    assert sorted(row[0] for row in rows(home, "SELECT title FROM title WHERE id BETWEEN 100 AND 199")) == held
    assert sorted(row[0] for row in rows(home, "SELECT title FROM title_aka")) == sorted(f"aka {name}" for name in held)
    assert sorted(row[0] for row in rows(home, "SELECT region FROM title_aka")) == held
    assert sorted(row[0] for row in rows(home, "SELECT name FROM person")) == held
    assert sorted(row[0] for row in rows(home, "SELECT job FROM principal WHERE job IS NOT NULL")) == held
    assert sorted(row[0] for row in rows(home, "SELECT character FROM principal WHERE job IS NOT NULL")) == held


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ('["A"]', "A"), ('["A","B"]', "A / B"), ('["\\"Doc\\" Gold"]', '"Doc" Gold'), ('["a\\\\","b"]', "a\\ / b"), ("[]", ""),
        ('["x\\",","y"]', 'x", / y'), ('["a"b"]', '["a"b"]'), ("plain", "plain"), ('"one"', "one"), ('["\\u00e9"]', "é"),
        ("[1]", "1"),
    ],
)  # fmt: skip
def test_characters_of_every_shape(tmp_path: Path, home: Home, given: str, shown: str) -> None:
    imported(tmp_path, home, title_principals=[f"tt0000002|1|nm0000003|actress|-|{given}"])
    assert rows(home, "SELECT character FROM principal WHERE title_id = 2 AND category = 'actress'") == [(shown,)]


@pytest.mark.parametrize("genres", ['Drama,"Quoted"', "Drama,,Comedy", ",", "a\\b", "  Drama , War", "\x01"])
def test_genres_never_break_the_view_over_them(tmp_path: Path, home: Home, genres: str) -> None:
    imported(tmp_path, home, title_basics=basics(f"tt0000020|movie|X|X|0|1999|-|90|{genres}"))
    found = [str(row[0]) for row in rows(home, "SELECT genre FROM title_genre WHERE title_id = 20")]
    assert all(genre and genre == genre.strip() for genre in found)


def test_characters_nested_without_end_are_refused_as_any_row_is(tmp_path: Path, home: Home) -> None:
    bad = [f"tt0000002|{place}|nm0000003|actress|-|{text}" for place, text in enumerate(("[" * 2000, '{"a":' * 3000), 1)]
    more = [*datafiles.SMALL["title.principals"], *bad, 'tt0000002|3|nm0000004|actor|-|["Anton"]']
    summary = imported(tmp_path, home, **{"title.principals": more})
    assert [line.partition(": ")[2] for line in report(summary)] == ["its characters are nested without end"] * 2
    assert rows(home, "SELECT person_id, character FROM principal WHERE title_id = 2")[:1] == [(4, "Anton")]


def test_more_categories_than_codes(tmp_path: Path, home: Home) -> None:
    principals = [f"tt0000001|{n}|nm0000003|category {n}|-|-" for n in range(1, 200)]
    summary = imported(tmp_path, home, title_principals=principals, title_crew=[])
    assert summary.rows_refused == 199 - (128 - 13)
    assert rows(home, "SELECT count(*) FROM principal WHERE title_id = 1") == [(115,)]


def test_credits_and_akas_of_unknown_titles_and_people(tmp_path: Path, home: Home) -> None:
    summary = imported(
        tmp_path, home,
        title_principals=["tt0000001|1|nm0777777|actor|-|-", "tt0666666|1|nm0000001|actor|-|-"],
        title_akas=["tt0666666|1|Nowhere|US|-|-|-|0"],
        title_ratings=["tt0666666|5.0|10"],
    )  # fmt: skip
    assert summary.rows_refused == 0
    assert rows(home, "SELECT DISTINCT title_id FROM principal WHERE category = 'actor'") == [(1,)]
    assert rows(home, "SELECT count(*) FROM title_aka") == [(0,)]


@pytest.mark.parametrize("seed", range(6))
def test_files_damaged_at_random_never_break_anything(tmp_path: Path, home: Home, seed: int) -> None:
    """Any bytes changed in plain files: a catalogue that opens, or a sentence; never anything else."""
    chance = random.Random(seed)
    folder = datafiles.write(tmp_path / "data", packed=False)
    for path in folder.iterdir():
        data = bytearray(path.read_bytes())
        head = data.index(b"\n") + 1
        for _ in range(12):
            at = chance.randrange(head, len(data))
            data[at] = chance.choice(b'\t\n"\\\x00\xff,0a[')
        path.write_bytes(data)
    try:
        import_imdb(home, [folder])
    except MatineeError as error:
        assert error.sentence
        return
    for view in ("principal", "title_aka", "title_genre", "filmography", "known_for", "episode"):
        rows(home, f"SELECT * FROM {view}")


# -- room


def test_a_disk_too_small_is_said_at_once(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    with pytest.raises(BadInput, match="free on the disk"):
        import_imdb(home, [folder])
    assert not home.catalogue.exists()


def test_too_little_memory_is_said_at_once(
    tmp_path: Path, home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "meminfo"
    told.write_text("MemTotal:  900000 kB\nMemAvailable:   90000 kB\nSwapFree:   10 kB\n", encoding="ascii")
    monkeypatch.setattr(room, "_MEMINFO", told)
    with pytest.raises(BadInput, match="of memory"):
        import_imdb(home, [folder])
    told.write_text("MemAvailable:   9000000 kB\n", encoding="ascii")
    assert import_imdb(home, [folder]).titles == 11
    monkeypatch.setattr(room, "_MEMINFO", tmp_path / "none")
    assert import_imdb(home, [folder]).titles == 11
