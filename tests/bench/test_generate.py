"""The generated files are the same ones every time, and at least as varied as real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import curves
from tests.bench.generate import generate


@pytest.mark.parametrize(
    ("real", "made"), [(curves.REAL_PEOPLE, curves.people), (curves.REAL_TITLES, curves.titles)], ids=["people", "titles"]
)
def test_as_many_different_words_as_among_real_names(real: dict[int, int], made) -> None:
    found = curves.curve(made(20_000), (*real, 20_000))
    assert all(found[count] >= words for count, words in real.items())
    last = max(real)
    assert found[20_000] > found[last] * (20_000 / last) ** 0.5  # and on it goes


def test_the_same_files_every_time(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        generate(tmp_path / folder, 300, level=1)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()
