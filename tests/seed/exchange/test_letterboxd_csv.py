"""The CSV that Letterboxd imports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import FILM, Mention, Rating, Review, Viewing
from tests.counts import cases
from tests.seed.exchange.reading import export_of, of_kind, survives

TEXT = """imdbID,Title,Year,Rating10,WatchedDate,Rewatch,Tags,Review
tt9000001,The Kiln,2004,9,2024-03-01,true,"sea, quiet",Cold &amp; wet.
tt9000001,The Kiln,2004,,2024-03-01,false,,
tt9000001,The Kiln,2004,8,,,,
,Salt,2010,,,,,Dry.
,Ember,2016,,,,,
,,2016,3,,,,
"""
KILN = Mention("The Kiln", 2004, FILM, 9000001)


def test_viewings_ratings_reviews_and_films_seen(tmp_path: Path) -> None:
    reading = export_of(tmp_path, {"letterboxd.csv": TEXT}, "letterboxd-csv")
    assert [(each.of, each.at, each.rating, each.rewatch, each.tags, each.once) for each in of_kind(reading, Viewing)] == [
        (KILN, "2024-03-01", 9, True, ("sea", "quiet"), False),
        (KILN, "2024-03-01", None, None, (), False),
        (Mention("Ember", 2016, FILM), None, None, None, (), True),
    ]
    assert [(each.of, each.value) for each in of_kind(reading, Rating)] == [(KILN, 8)]
    assert [(each.text, each.rows, bool(each.viewing)) for each in of_kind(reading, Review)] == [
        ("Cold & wet.", 0, True), ("Dry.", 1, False),
    ]  # fmt: skip
    assert [each.why for each in reading.unplaced] == ["no film is named"]


@settings(deadline=None, max_examples=cases(60, 2000))
@given(st.integers(0, 400), st.binary(max_size=20), st.booleans())
def test_whatever_a_file_holds_the_rows_add_up(
    tmp_path_factory: pytest.TempPathFactory, at: int, put: bytes, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("export") / "letterboxd.csv"
    data = TEXT.encode()
    path.write_bytes(data[:at] + put + (b"" if cut else data[at:]))
    survives(path)
