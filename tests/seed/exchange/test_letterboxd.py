"""Letterboxd's export in all its shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import FILM, Entry, Like, Mention, Rating, Review, Viewing
from seed.exchange import reader
from tests.counts import cases
from tests.seed.exchange.reading import SAMPLES, checked, export_of, of_kind, one, survives

HEAD = "Date,Name,Year,Letterboxd URI"
DIARY = f"""{HEAD},Rating,Rewatch,Tags,Watched Date
2024-03-02,The Kiln,2004,https://boxd.it/a1,4.5,,"Sea, quiet",2024-03-01
2024-03-03,The Kiln,2004,https://boxd.it/a2,,Yes,,2024-03-01
2024-03-04,Low Tide,,https://boxd.it/a3,0.5,No,,2024-03-04
"""
REVIEWS = f"""{HEAD},Rating,Rewatch,Review,Tags,Watched Date
2024-03-02,The Kiln,2004,https://boxd.it/a1,4.5,,"<p>Cold &amp; wet.<br>Two lines.</p>",,2024-03-01
2024-03-09,Salt,2010,https://boxd.it/b7,5,,Dry.,dust,2024-03-08
2024-03-10,Salt,2010,https://boxd.it/b8,,,Unseen,,
2024-03-11,Salt,2010,https://boxd.it/b9,,,,,
"""
LIST = """Letterboxd list export v7
Date,Name,Tags,URL,Description
2024-01-05,Sea films,"wet, slow",https://boxd.it/l1,"Films with water.

And salt."

Position,Name,Year,URL,Description
1,Low Tide,1999,https://boxd.it/f1,<b>first</b>
2,Salt,2010,https://boxd.it/f2,
"""
WHOLE: dict[str, str | bytes] = {
    "diary.csv": DIARY,
    "reviews.csv": REVIEWS,
    "watched.csv": f"{HEAD}\n2024-03-01,The Kiln,2004,https://boxd.it/k\n2024-03-01,Salt,2010,https://boxd.it/s\n",
    "ratings.csv": f"{HEAD},Rating\n2024-03-01,The Kiln,2004,https://boxd.it/k,4\n2024-03-01,Salt,2010,https://boxd.it/s,\n",
    "watchlist.csv": f"{HEAD}\n2024-05-05,Ember,2016,https://boxd.it/e\n",
    "likes/films.csv": f"{HEAD}\n2024-03-01,Salt,2010,https://boxd.it/s\n",
    "likes/lists.csv": "Date,URL\n2024-01-01,https://boxd.it/zz\n",
    "comments.csv": "Date,Content,Comment\n2024-01-01,https://boxd.it/q,Agreed\n",
    "profile.csv": "Username,Given Name,Email Address,Favorite Films\nada,Ada,ada@example.org,"
    '"https://boxd.it/s, https://boxd.it/unknown"\n',
    "lists/sea-films.csv": LIST,
    "deleted/diary.csv": DIARY,
    "orphaned/reviews.csv": REVIEWS,
}


def test_a_whole_export(tmp_path: Path) -> None:
    reading = export_of(tmp_path, WHOLE, "letterboxd")
    kiln, salt = Mention("The Kiln", 2004, FILM), Mention("Salt", 2010, FILM)
    viewings = [
        (each.of, each.at, each.rating, each.rewatch, each.tags, each.once, each.rows) for each in of_kind(reading, Viewing)
    ]
    assert viewings == [
        (kiln, "2024-03-01", 9, None, ("Sea", "quiet"), False, 1),
        (kiln, "2024-03-01", None, True, (), False, 1),
        (Mention("Low Tide", None, FILM), "2024-03-04", 1, None, (), False, 1),
        (kiln, None, None, None, (), True, 1),
        (salt, None, None, None, (), True, 1),
        (salt, "2024-03-08", 10, None, ("dust",), False, 0),
    ]
    assert [(each.of, each.value, each.at) for each in of_kind(reading, Rating)] == [(kiln, 8, "2024-03-01")]
    assert [(each.text, each.viewing) for each in of_kind(reading, Review)] == [
        ("Cold & wet.\nTwo lines.", ("viewing", "https://boxd.it/a1")), ("Dry.", ("viewing", "https://boxd.it/b7")), ("Unseen", ()),
    ]  # fmt: skip
    assert [each.of for each in of_kind(reading, Like)] == [salt]
    entries = [(each.on.kind, each.on.name, each.of.name, each.note) for each in of_kind(reading, Entry)]
    assert entries == [
        ("watchlist", "Watchlist", "Ember", ""), ("list", "Sea films", "Low Tide", "first"), ("list", "Sea films", "Salt", ""),
        ("favourites", "Favourites", "Salt", ""),
    ]  # fmt: skip
    (about,) = {each.on.about for each in of_kind(reading, Entry) if each.on.kind == "list"}
    assert about == "Films with water.\n\nAnd salt.\n\nTags: wet, slow"
    assert reading.unread == ["deleted/diary.csv", "orphaned/reviews.csv"]
    assert "ada@example.org" not in repr(reading)
    assert {(each.origin.file, each.why) for each in reading.unplaced} == {
        ("likes/lists.csv", "it is about other people's lists or reviews"),
        ("comments.csv", "it is about other people's lists or reviews"),
        ("profile.csv", "a favourite film that the export does not name"),
        ("ratings.csv", "the rating is empty"),
        ("reviews.csv", "the review is empty"),
    }


def test_a_record_has_the_same_key_in_another_export(tmp_path: Path) -> None:
    first = export_of(tmp_path, WHOLE, "letterboxd")
    later: dict[str, str | bytes] = {
        name: text.replace("2024-03-02,The Kiln", "2024-03-02,The Kiln ").replace("\n", "\r\n")
        if isinstance(text, str)
        else text
        for name, text in WHOLE.items()
    }
    second = export_of(tmp_path, later | {"x/diary2.csv": b""}, "letterboxd")
    assert [each.key for each in first.records] == [each.key for each in second.records]
    keys = [each.key for each in first.records]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DIARY.replace(",", ";").replace("4.5", "4,5").replace('"Sea; quiet"', '"sea; quiet"'), [9, None, 1]),
        ("\ufeff" + DIARY.replace("\n", "\r\n"), [9, None, 1]),
        (DIARY.replace("Rewatch,", "").replace(",Yes,", ",").replace(",No,", ",").replace(",4.5,,", ",4.5,"), [9, None, 1]),
        (
            "Watched Date,Film,Released,My Rating,Rewatch\n2020-01-02,The Kiln,2004,★★★★½,No\n2020-01-03,Salt,2010,,Yes\n",
            [9, None],
        ),
    ],
)
def test_diaries_of_other_shapes(tmp_path: Path, text: str, expected: list[int | None]) -> None:
    reading = export_of(tmp_path, {"my diary.csv": text}, "letterboxd")
    assert [each.rating for each in of_kind(reading, Viewing)] == expected


def test_rows_that_make_no_sense_are_refused_by_themselves(tmp_path: Path) -> None:
    bad = f"""{HEAD},Rating,Rewatch,Tags,Watched Date
x,Fine,2004,https://boxd.it/a1,4,,,2024-03-01
x,Odd stars,2004,https://boxd.it/a2,7,,,2024-03-01
x,Thirds,2004,https://boxd.it/a3,3.3,,,2024-03-01
x,Early,2004,https://boxd.it/a4,,,,1600-01-01
x,Late,2004,https://boxd.it/a5,,,,9999-12-31
x,,2004,https://boxd.it/a6,,,,2024-03-01
x,No year,MMIV,https://boxd.it/a7,,,,2024-03-01
"""
    reading = export_of(tmp_path, {"diary.csv": bad}, "letterboxd")
    assert [each.of.name for each in of_kind(reading, Viewing)] == ["Fine", "No year"]
    assert len(reading.unplaced) == 5 and all(each.origin.text.startswith("x,") for each in reading.unplaced)


def test_files_that_cannot_be_read_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    reading = export_of(
        tmp_path,
        {"diary.csv": bytes(600), "ratings.csv": "<html>Sign in</html>", "watched.csv": WHOLE["watched.csv"]},
        "letterboxd",
    )
    assert {file.name: file.trouble for file in reading.files} == {
        "diary.csv": "it holds nothing but NUL bytes",
        "ratings.csv": "it is a web page, not the file that its name promises",
        "watched.csv": "",
    }


@settings(deadline=None, max_examples=cases(60, 2000))
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 500), st.binary(max_size=20), st.booleans())
def test_whatever_a_file_holds_the_rows_add_up(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, put: bytes, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("export")
    for each, text in WHOLE.items():
        data = text.encode() if isinstance(text, str) else text
        if each == name:
            data = data[:at] + put + (b"" if cut else data[at:])
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        (folder / each).write_bytes(data)
    survives(folder)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not kept with the code")
def test_a_real_export() -> None:
    reading = checked(one(reader.read(SAMPLES / "letterboxd").exports, "letterboxd"))
    assert {file.name: file.rows for file in reading.files} == {
        "diary.csv": 908, "ratings.csv": 721, "watched.csv": 1603, "likes/films.csv": 381,
    }  # fmt: skip
    assert not reading.unplaced and not reading.unread
