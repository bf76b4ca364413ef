"""How much of an import is done, and what is said of it."""

from __future__ import annotations

import pytest

from db.base.records.findings import Importing
from tui.importing import STAGES, share_of
from widgets.sources_sheet import sources_sheet


def test_the_stages_make_a_whole() -> None:
    assert sum(STAGES.values()) == pytest.approx(1.0)


def test_the_share_grows_and_never_goes_back() -> None:
    share = 0.0
    for stage in STAGES:
        for done in range(0, 101, 25):
            further = share_of(stage, done, 100, share)
            assert share <= further <= 1.0
            share = further
    assert share == pytest.approx(1.0)
    assert share_of("titles", 0, 100, 0.5) == 0.5
    assert share_of("a stage of tomorrow", 50, 100, 0.5) == 0.5
    assert share_of("cast and crew, sorting", 1, 1, 0.0) == share_of("cast and crew", 1, 1, 0.0) > 0.5
    assert share_of("people", 5, 0, 0.0) == share_of("people", 0, 9, 0.0)


@pytest.mark.parametrize("cells", [60, 118])
def test_what_the_sheet_says(cells: int) -> None:
    def text(state: Importing) -> str:
        lines = sources_sheet([], [], [], 0, 0, cells, state).lines
        return " ".join(" ".join("".join(piece.text for piece in line) for line in lines).split())

    going = text(Importing("[REC]", "cast and crew", 2_000_000, 7_000_000, 410_000.0, 0.5, 75.0, 80.0))
    assert "from [REC]" in going and "50 %" in going and "cast and crew" in going and "X stops it" in going
    assert "2,000,000 rows of 7,000,000, 410,000 a second" in going and "about 75 s left" in going
    assert "about 3 min left" in text(Importing("x", "people", 5000, 9000, 0.0, 0.5, 170.0))
    assert "rows" not in text(Importing("x", "indexing", 3, 33, 1.0, 0.9)).split("Read into it")[0]
    assert "stopping" in text(Importing("x", stopping=True))
    done = text(Importing("x", over=True, said=("11 titles.", "title.akas is missing.")))
    assert "11 titles." in done and "title.akas is missing." in done and "X stops it" not in done
