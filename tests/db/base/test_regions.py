"""Codes of regions and languages in words."""

from __future__ import annotations

import pytest

from db.base.regions import language, region


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ES", "Spain"),
        ("es", "Spain"),
        ("XWG", "West Germany"),
        ("SUHH", "Soviet Union"),
        ("Spain", "Spain"),
        ("ZZ", "ZZ"),
        ("", ""),
    ],
)
def test_regions(code: str, name: str) -> None:
    assert region(code) == name


@pytest.mark.parametrize(
    ("code", "name"), [("ca", "Catalan"), ("cmn", "Mandarin"), ("French", "French"), ("zz", "zz"), ("", "")]
)
def test_languages(code: str, name: str) -> None:
    assert language(code) == name
