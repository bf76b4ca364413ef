"""The registry of commands: complete, without two meanings for a key, and remappable."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.screen import Screen

import screens
from screens.home import HomeScreen
from tui.app import MatineeApp
from tui.commands import BY_ID, COMMANDS, Registry, table
from tui.directory import SCREENS, screen_class
from tui.keynames import read, spell


def test_every_command_says_what_it_is() -> None:
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.title and command.where and command.action, command.id
        assert command.help.endswith(".") and command.help[0].isupper(), command.id


@pytest.mark.parametrize("name", ["home", *SCREENS])
def test_no_default_key_has_two_meanings_on_one_screen(name: str) -> None:
    screen = HomeScreen if name == "home" else screen_class(name)
    meanings: dict[str, set[str]] = {}
    for command in Registry().available(screen):
        for key in command.keys:
            meanings.setdefault(key, set()).add(command.id)
    assert not {key: found for key, found in meanings.items() if len(found) > 1}


def test_every_command_of_the_app_is_there() -> None:
    missing = [command.id for command in COMMANDS if command.on_app and not hasattr(MatineeApp, command.method)]
    assert not missing


def test_every_other_command_is_carried_out_by_some_screen() -> None:
    found: set[str] = set()
    for module in pkgutil.iter_modules(screens.__path__, "screens."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Screen):
                found.update(name for name in dir(value) if name.startswith("action_"))
    missing = [command.id for command in COMMANDS if not command.on_app and command.method not in found]
    assert not missing


@pytest.mark.parametrize("name", SCREENS)
def test_every_place_has_its_screen(name: str) -> None:
    assert issubclass(screen_class(name), Screen)


def test_the_viewers_keys_take_the_place_of_the_defaults() -> None:
    registry = Registry({"watchlist": ("b", "ctrl+b")})
    assert registry.keys("watchlist") == ("b", "ctrl+b") and registry.keys("log") == BY_ID["log"].keys
    assert registry.spelled(BY_ID["watchlist"]) == "b Ctrl+B"
    binding = next(binding for binding in registry.bindings() if binding.id == "watchlist")
    assert binding.key == "b,ctrl+b"


def test_a_command_without_keys_has_no_binding_and_still_is_in_the_table() -> None:
    registry = Registry({"hide": ()})
    assert registry.spelled(BY_ID["hide"]) == "–"
    assert all(binding.id != "hide" for binding in registry.bindings())
    assert any(title == BY_ID["hide"].title for _, title, _ in table({"hide": ()}))


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("slash", "/"),
        ("ctrl+p", "Ctrl+P"),
        ("alt+right", "Alt+→"),
        ("question_mark", "?"),
        ("w", "w"),
        ("W", "W"),
        ("f1", "F1"),
    ],
)
def test_keys_are_written_as_people_write_them(key: str, written: str) -> None:
    assert spell(key) == written


def test_the_table_has_every_command_once_with_ratings_in_one_row() -> None:
    titles = [title for _, title, _ in table()]
    assert len(titles) == len({command.together or command.id for command in COMMANDS})
    assert titles.count("Rate") == 1 and "Clear rating" in titles
    assert all(keys for keys, _, _ in table())


def test_every_punctuation_key_has_textuals_name() -> None:
    import string

    from textual.keys import _character_to_key

    assert {char: read(char) for char in string.punctuation} == {
        char: _character_to_key(char) for char in string.punctuation
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("b", "b"), ("B", "B"), ("Ctrl+B", "ctrl+b"), ("ctrl+shift+up", "ctrl+shift+up"), ("F3", "f3"), ("Del", "delete"),
        ("é", "é"), ("Ctrl+/", "ctrl+slash"), ("+", "plus"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, name: str) -> None:
    assert read(written) == name


@pytest.mark.parametrize(
    "written", ["", " ", "ctrl+", "\u007f", "\ue000", "\x00", "f25", "hyper+a", "ctrl+ctrl+a", "ab", "\u200b", "🎬"]
)
def test_what_is_no_key_is_none(written: str) -> None:
    assert read(written) is None


def test_a_key_given_away_is_written_at_one_command_only() -> None:
    registry = Registry({"watchlist": ("B",)})
    assert registry.keys("watchlist") == ("B",) and registry.keys("lists_screen") == ()
    assert [keys for keys, title, _ in table({"watchlist": ("B",)}) if keys == "B"] == ["B"]


def test_the_names_of_textuals_themes_are_textuals() -> None:
    from textual.theme import BUILTIN_THEMES

    from tui.colours import TEXTUALS

    assert list(BUILTIN_THEMES) == TEXTUALS
