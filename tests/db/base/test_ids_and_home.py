"""Ids as people write them, and where a home is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.base import ids
from db.base.errors import HomeUnusable
from db.base.home import Home


@pytest.mark.parametrize(
    ("written", "prefix", "number"),
    [
        ("tt0040725", "tt", 40725), (" TT40725 ", "tt", 40725), ("40725", "tt", 40725), ("40725", "nm", 40725),
        ("nm0790452", "nm", 790452), ("local-123", "tt", -123), ("tt0040725", "nm", None), ("nm0790452", "tt", None),
        ("local-", "tt", None), ("local-x", "tt", None), ("tt", "tt", None), ("", "tt", None), ("12345678901", "tt", None),
        ("tt40725x", "tt", None), ("-5", "tt", None),
    ],
)  # fmt: skip
def test_ids_as_they_are_written(written: str, prefix: str, number: int | None) -> None:
    assert ids.number(written, prefix) == number


@given(st.integers(1, 10**10 - 1) | st.integers(-(2**47), -1))
def test_an_id_is_read_as_it_was_written(number: int) -> None:
    assert ids.number(ids.tconst(number), "tt") == number
    assert ids.number(ids.nconst(number), "nm") == number


@given(st.text(), st.text())
def test_an_id_made_from_a_name_is_negative_and_the_same_for_ever(one: str, other: str) -> None:
    made = ids.stable("title", one)
    assert -(2**47) <= made < 0 and made == ids.stable("title", one)
    assert (made == ids.stable("title", other)) is (one == other)
    assert made != ids.stable("person", one)


def test_a_stable_id_is_what_it_has_always_been() -> None:
    """What the viewer says of a film without a number hangs on it."""
    assert ids.stable("title", "Dust", 1912) == -62_767_239_281_530


def test_a_home_of_ones_own_choice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    home = Home.find({"MATINEE_HOME": "~/films"})
    assert home.personal == tmp_path / "films" / "personal.db" and home.log == tmp_path / "films" / "state" / "matinee.log"
    assert home.settings == tmp_path / "films" / "config.toml"


def test_without_a_choice_each_kind_of_file_lies_where_the_platform_wants_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    home = Home.find({})
    home.make()
    for folder in (home.data, home.config, home.cache, home.state):
        assert folder.is_dir() and folder.is_relative_to(tmp_path) and "matinee" in folder.parts


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HomeUnusable, match="file"):
        Home.of(tmp_path / "file" / "home").make()
