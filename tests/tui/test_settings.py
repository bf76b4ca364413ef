"""``config.toml``: what it may say, and how its mistakes are told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.settings import Settings, load, remember


def read(tmp_path: Path, text: str | bytes) -> tuple[Settings, tuple[str, ...]]:
    path = tmp_path / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    loaded = load(path, tmp_path / "remembered.json")
    return loaded.settings, loaded.troubles


def test_without_a_file_the_defaults_are_in_force(tmp_path: Path) -> None:
    loaded = load(tmp_path / "config.toml", tmp_path / "remembered.json")
    assert loaded.settings == Settings() and loaded.troubles == ()


def test_every_setting_is_taken(tmp_path: Path) -> None:
    settings, troubles = read(
        tmp_path,
        'theme = "nitrate"\nspoilers = true\nadult = true\n[keys]\nwatchlist = "b"\nsearch = ["/", "F3"]\n',
    )
    assert troubles == ()
    assert (settings.theme, settings.spoilers, settings.adult) == ("nitrate", True, True)
    assert settings.keys is not None and settings.keys["watchlist"] == ("b",) and settings.keys["search"][0] == "slash"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("spoilers = true\n\nadult = 3\n", "line 3", "'adult'"),
        ("colour = 'red'\n", "line 1", "'colour'"),
        ("# theme\n\ntheme = 7\n", "line 3", "'theme'"),
        ("[keys]\n\nfly = 'f'\n", "line 3", "'keys.fly'"),
        ("[keys]\nwatchlist = 5\n", "line 2", "'keys.watchlist'"),
        ("[keys]\nwatchlist = ''\n", "line 2", "'keys.watchlist'"),
        ("keys = 3\n", "line 1", "'keys'"),
        ('posters = "~nosuchuser/x"\n', "line 1", "'posters'"),
        ("[display]\nx = 1\n", "line 1", "'display'"),
        ("theme = ''\n", "line 1", "'theme'"),
        ("theme = 'tehcnicolor'\n", "line 1", "'theme'"),
        ("[keys]\nlog = 'd'\nwatchlist = 'ctrl+'\n", "line 3", "'keys.watchlist'"),
        ('[keys]\nwatchlist = "\\ue000"\n', "line 2", "'keys.watchlist'"),
        ('[keys]\nwatchlist = "\\u007f"\n', "line 2", "'keys.watchlist'"),
        ("[keys]\nwatchlist = 'B'\n", "line 2", "'keys.watchlist'"),
        ("[keys]\nwatchlist = []\n", "line 2", "'keys.watchlist'"),
    ],
)
def test_what_cannot_be_used_is_named_with_line_and_key_and_the_rest_holds(
    tmp_path: Path, text: str, line: str, key: str
) -> None:
    settings, troubles = read(tmp_path, text)
    assert len(troubles) == 1 and line in troubles[0] and key in troubles[0] and "config.toml" in troubles[0]
    assert (settings.adult, settings.theme, settings.spoilers) == (False, "technicolor", "spoilers" in text)


@pytest.mark.parametrize("text", ["theme = \n", "[keys\n", b"\xff\xfe\x00", "\x00", "a = 1\na = 2\n"])
def test_a_file_that_is_no_toml_starts_with_the_defaults_and_says_so(tmp_path: Path, text: str | bytes) -> None:
    settings, troubles = read(tmp_path, text)
    assert settings == Settings() and len(troubles) == 1 and "config.toml" in troubles[0]


def test_a_folder_in_the_files_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    loaded = load(tmp_path / "config.toml", tmp_path / "remembered.json")
    assert loaded.settings == Settings() and len(loaded.troubles) == 1


@pytest.mark.parametrize("text", ["x = " + "[" * 5_000, "# " + "x" * 1_100_000])
def test_nesting_without_end_and_a_file_far_too_long_are_said(tmp_path: Path, text: str) -> None:
    settings, troubles = read(tmp_path, text)
    assert settings == Settings() and len(troubles) == 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "config.toml")
    loaded = load(tmp_path / "config.toml", tmp_path / "remembered.json")
    assert loaded.settings == Settings() and "it is not a file" in loaded.troubles[0]


def test_a_key_taken_from_another_command_is_said_unless_that_has_a_new_one(tmp_path: Path) -> None:
    _, troubles = read(tmp_path, "[keys]\nwatchlist = 'B'\n")
    assert len(troubles) == 1 and "'lists_screen'" in troubles[0]
    assert read(tmp_path, "[keys]\nwatchlist = 'B'\nlists_screen = 'b'\n")[1] == ()


def test_one_key_for_two_commands_is_said(tmp_path: Path) -> None:
    _, troubles = read(tmp_path, "[keys]\nwatchlist = 'b'\nlog = 'b'\n")
    assert len(troubles) == 1 and "watchlist" in troubles[0] and "log" in troubles[0]


def test_a_choice_is_remembered_and_outdoes_the_file(tmp_path: Path) -> None:
    remember(tmp_path / "state" / "remembered.json", "theme", "programme")
    (tmp_path / "config.toml").write_text('theme = "nitrate"\n')
    assert load(tmp_path / "config.toml", tmp_path / "state" / "remembered.json").settings.theme == "programme"


@pytest.mark.parametrize("text", ["{", "[]", "\x00", '{"theme": 4}', "[" * 5_000])
def test_what_was_remembered_badly_is_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "remembered.json").write_text(text)
    assert load(tmp_path / "config.toml", tmp_path / "remembered.json").settings == Settings()


def test_an_unwritable_home_loses_only_the_choice(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    remember(tmp_path / "state" / "remembered.json", "theme", "nitrate")
    assert (tmp_path / "state").read_text() == "in the way"
