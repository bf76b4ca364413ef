from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.base import fold
from seed.imdb import folding

NAMES = [
    "The Red Shoes", "Amélie!", "[REC]", '"Quoted"', "Spider-Man", "Don't Look Now", "AT&T", "Ёлки", "七人の侍", "살인의 추억",
    "Łódź", "Straße", "Ærø", "", "...", "M", "a_b", "½ Mensch", "ﬁlm", "İstanbul", "ΟΔΟΣ", "नमस्ते", "・x", "  x  ", "e\u0301x",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_column_folds_as_one_name_does(name: str) -> None:
    assert folding.keys(pl.Series([name])).to_list() == [fold.key(name)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"])), max_size=20))
def test_any_column_folds_as_its_names_do(names: list[str]) -> None:
    assert folding.keys(pl.Series(names, dtype=pl.String)).to_list() == [fold.key(name) for name in names]


def test_nulls_stay() -> None:
    assert folding.keys(pl.Series(["É", None, "x"])).to_list() == ["e", None, "x"]


def test_every_assigned_character_folds_the_same() -> None:
    chars = [char for code in range(0x20, 0x30000) if unicodedata.category(char := chr(code)) not in {"Cs", "Cn", "Co"}]
    made = folding.keys(pl.Series([f"a{char}b" for char in chars])).to_list()
    assert [(hex(ord(char)), got) for char, got in zip(chars, made, strict=True) if got != fold.key(f"a{char}b")] == []
