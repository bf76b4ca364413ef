"""Tables of two id columns become a map, which an import of records uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.base.errors import BadInput
from db.base.home import Home
from db.catalogue import id_maps
from seed.exchange import container, id_map


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "links.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("movieId,imdbId,tmdbId\n1,0114709,862\n2,0113497,8844\n3,0113228,\n", {("tmdb", False, 862): 114709}),
        ("tmdb_tv_id;imdb_id\n1396;tt0903747\n", {("tmdb", True, 1396): 903747, ("tmdb", False, 1396): None}),
        ("imdb\ttvdb\ntt0903747\t81189.0\nx\t3\n", {("tvdb", True, 81189): 903747, ("tvdb", True, 3): None}),
    ],
)
def test_a_table_of_ids_is_learnt(tmp_path: Path, text: str, known: dict[tuple[str, bool, int], int | None]) -> None:
    path, home = written(tmp_path, text), Home.of(tmp_path / "home")
    assert id_map.holds_map(path)
    rows, _ = id_map.take(home, path)
    assert rows == text.count("\n") - 1
    with id_maps.opened(home) as translate:
        assert translate is not None
        assert {asked: translate(*asked) for asked in known} == known


def test_another_map_adds_and_a_newer_number_wins(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "home")
    assert id_map.take(home, written(tmp_path, "imdbId,tmdbId\n1,10\n2,20\n"))[1] == 2
    assert id_map.take(home, written(tmp_path, "imdbId,tmdbId\n3,20\n4,40\n"))[1] == 3
    with id_maps.opened(home) as translate:
        assert translate is not None and [translate("tmdb", False, one) for one in (10, 20, 40)] == [1, 3, 4]
    assert sorted(each.name for each in home.data.glob("ids*")) == ["ids.db"]


def test_a_map_is_not_kept_in_memory_and_one_that_is_cut_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MOST_KEPT", 0)
    home = Home.of(tmp_path / "home")
    assert id_map.take(home, written(tmp_path, "imdbId,tmdbId\n1,10\n2,20\n")) == (2, 2)
    monkeypatch.setattr(id_map, "_MOST_ROWS", 2)
    with pytest.raises(BadInput, match="more than 2 rows"):
        id_map.take(home, written(tmp_path, "imdbId,tmdbId\n3,30\n4,40\n5,50\n"))
    with id_maps.opened(home) as translate:
        assert translate is not None and [translate("tmdb", False, one) for one in (10, 20, 30)] == [1, 2, None]
    assert sorted(each.name for each in home.data.glob("ids*")) == ["ids.db"]


@pytest.mark.parametrize("text", ["imdbId,tmdbId,title\n1,2,x\n", "Name,Year\nA,1\n", "imdbId,rating\n1,2\n", ""])
def test_other_tables_are_none(tmp_path: Path, text: str) -> None:
    assert not id_map.holds_map(written(tmp_path, text))


def test_without_a_map_nothing_is_translated(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "home")
    with id_maps.opened(home) as translate:
        assert translate is None
    home.make()
    home.ids.write_bytes(b"no database")
    with id_maps.opened(home) as translate:
        assert translate is None
