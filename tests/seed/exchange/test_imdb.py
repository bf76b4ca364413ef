"""IMDb's personal exports in their three layouts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import Entry, Mention, PersonMention, Rating
from seed.exchange import reader
from tests.counts import cases
from tests.seed.exchange.reading import SAMPLES, checked, export_of, of_kind, one, survives

RATINGS = """Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors
tt9000001,8,2024-05-01,The Kiln,Ofen,https://www.imdb.com/title/tt9000001/,Movie,7.1,90,2004,Drama,300,2004-01-01,Ada Quill
tt9000002,0,2024-05-01,Nothing,Nothing,https://www.imdb.com/title/tt9000002/,TV Series,7.1,90,2004,Drama,300,2004-01-01,
tt9000003,11,2024-05-01,Too much,x,https://www.imdb.com/title/tt9000003/,short,7.1,90,2004,Drama,300,2004-01-01,
"""
WATCHLIST = """Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated
1,tt9000001,2024-01-02,2024-01-02,for winter,The Kiln,https://www.imdb.com/title/tt9000001/,movie,7.1,90,2004,Drama,300,2004-01-01,Ada Quill,8,2024-05-01
2,tt9000004,2024-01-03,2024-01-03,,Harbour Watch,https://www.imdb.com/title/tt9000004/,tvMiniSeries,8,45,2001,Drama,900,2001-01-01,,9,2024-05-02
,,,,,,,,,,,,,,,,
3,tt9000005,2024-01-04
4,,2024-01-05,,,Ink, and Rain,https://www.imdb.com/title/tt9000006/,movie,6,80,1999,Drama,10,1999-01-01,Bo Tern,7,2024-05-03
5,nonsense,2024-01-05,,,No id,,movie,6,80,1999,Drama,10,1999-01-01,Bo Tern,7,2024-05-03
"""
QUOTED = """"position","const","created","modified","description","Title","Title type","Directors","You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes","Release Date (month/day/year)","URL"
"1","tt9000001","Wed Oct 24 10:33:43 2012","Wed Oct 24 10:33:43 2012","","The Kiln","Feature Film","Ada Quill","6","7.1","90","2004","drama","300","2004-01-01","http://www.imdb.com/title/tt9000001/"
"2","tt9000004","Wed Oct 24 10:33:43 2012","","","Harbour Watch","Mini-Series","","","8","45","2001","drama","900","2001-01-01","http://www.imdb.com/title/tt9000004/"
"""
PEOPLE = """Position,Const,Created,Modified,Description,Name,Known For,Birth Date
1,nm9000001,2024-02-02,2024-02-02,,Gwen Starling,The Kiln,1920-01-01
"""


def test_ratings(tmp_path: Path) -> None:
    reading = export_of(tmp_path, {"ratings.csv": RATINGS}, "imdb")
    assert [(each.of, each.value, each.at) for each in of_kind(reading, Rating)] == [
        (Mention("The Kiln", 2004, "movie", imdb=9000001), 8, "2024-05-01")
    ]
    assert [each.why for each in reading.unplaced] == ["the rating is empty", "'11' is no rating from 1 to 10"]


def test_a_watchlist_with_ragged_rows(tmp_path: Path) -> None:
    reading = export_of(tmp_path, {"WATCHLIST.csv": WATCHLIST, "ratings.csv": RATINGS}, "imdb")
    entries = of_kind(reading, Entry)
    assert [(each.of.imdb, each.of.kind, each.note, each.at) for each in entries if isinstance(each.of, Mention)] == [
        (9000001, "movie", "for winter", "2024-01-02"), (9000004, "tvMiniSeries", "", "2024-01-03"), (9000005, "", "", "2024-01-04"),
        (9000006, "", "", "2024-01-05"),
    ]  # fmt: skip
    assert {each.on.kind for each in entries} == {"watchlist"}
    assert [(each.of.imdb, each.value, each.rows) for each in of_kind(reading, Rating)] == [(9000001, 8, 1), (9000004, 9, 0)]
    assert any("no id" in each.why for each in reading.unplaced)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_old_layout_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = QUOTED.replace("The Kiln", "Le Château")
    reading = export_of(tmp_path, {"my favourite_films.csv": text.encode(encoding)}, "imdb")
    entries = of_kind(reading, Entry)
    assert [(each.of.name, each.on.name, each.at) for each in entries] == [
        ("Le Château", "my favourite films", "2012-10-24"), ("Harbour Watch", "my favourite films", "2012-10-24"),
    ]  # fmt: skip
    assert [each.of.kind for each in entries if isinstance(each.of, Mention)] == ["movie", "tvMiniSeries"]
    assert [(each.value, each.at) for each in of_kind(reading, Rating)] == [(6, None)]


def test_a_list_of_people(tmp_path: Path) -> None:
    reading = export_of(tmp_path, {"faces.csv": PEOPLE}, "imdb")
    (entry,) = of_kind(reading, Entry)
    assert (entry.of, entry.on.name) == (PersonMention("Gwen Starling", 9000001), "faces")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["10-09-20", "25-09-20"], ["2020-09-10", "2020-09-25"]),
        (["10-09-20", "10/25/2020"], ["2020-10-09", "2020-10-25"]),
        (["10-09-20", "05-05-20"], [None, "2020-05-05"]),
    ],
)
def test_the_order_of_day_and_month_is_taken_from_the_whole_file(
    tmp_path: Path, days: list[str], expected: list[str | None]
) -> None:
    rows = "\n".join(f"{at},tt900000{at},{day},,,Name {at},,movie,,,1999" for at, day in enumerate(days, 1))
    head = "Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year\n"
    reading = export_of(tmp_path, {"list.csv": head + rows}, "imdb")
    assert [each.at for each in of_kind(reading, Entry)] == expected


@settings(deadline=None, max_examples=cases(60, 2000))
@given(st.sampled_from([RATINGS, WATCHLIST, QUOTED, PEOPLE]), st.integers(0, 700), st.binary(max_size=20), st.booleans())
def test_whatever_a_file_holds_the_rows_add_up(
    tmp_path_factory: pytest.TempPathFactory, text: str, at: int, put: bytes, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("export") / "list.csv"
    data = text.encode()
    path.write_bytes(data[:at] + put + (b"" if cut else data[at:]))
    survives(path)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not kept with the code")
def test_real_exports() -> None:
    reading = checked(one(reader.read(SAMPLES / "imdb-export").exports, "imdb"))
    assert sum(file.rows for file in reading.files) == 1395 and not reading.unplaced
    assert all(isinstance(each.of, Mention) and each.of.imdb for each in of_kind(reading, Entry))
