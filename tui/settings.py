"""Settings: ``config.toml`` as the viewer wrote it, and the few choices that the program remembers for them.

A bad file never stops the program: what cannot be used is named with its line, key and remedy, and the default is used instead.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tui import keynames
from tui.colours import THEME_NAMES
from tui.commands import BY_ID, bereft

#: Bytes of a settings file that are read; a longer one is not settings.
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. To add a setting: a field here, with what it means, and a line in :data:`_READERS`."""

    theme: str = "technicolor"
    """Name of the theme; Ctrl+T changes and remembers it."""
    spoilers: bool = False
    """Whether what gives a story away is open before a film is logged."""
    adult: bool = False
    """Whether adult titles appear in search and lists."""
    drop_watched: str = "ask"
    """Whether logging a title takes it off your watchlist: ``"ask"``, ``"always"`` or ``"never"``."""
    keys: Mapping[str, tuple[str, ...]] | None = None
    """Your own keys by command id: ``[keys]`` in the file, ``watchlist = "b"`` or a list of keys."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and the complaints met while reading them."""

    settings: Settings
    troubles: tuple[str, ...] = ()


class _Unusable(Exception):
    """A value that a setting does not take; the text says what it takes."""


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unusable("true or false")
    return value


def _theme(value: Any) -> str:
    if value not in THEME_NAMES:
        raise _Unusable("the name of a theme ('matinee themes' and Ctrl+T list them)")
    return str(value)


def _wish(value: Any) -> str:
    if value not in _WISHES:
        raise _Unusable('"ask", "always" or "never"')
    return str(value)


_WISHES = ("ask", "always", "never")
#: How the value of each setting is read.
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "theme": _theme, "spoilers": _switch, "adult": _switch, "drop_watched": _wish,
}  # fmt: skip


def load(path: Path, remembered: Path) -> Loaded:
    """Read ``config.toml`` and what was remembered."""
    settings = Settings()
    chosen = _remembered(remembered)
    theme, wish = str(chosen.get("theme")), chosen.get("drop_watched")
    if theme in THEME_NAMES:
        settings = replace(settings, theme=theme)
    if wish in _WISHES:
        settings = replace(settings, drop_watched=str(wish))
    if not path.exists():
        return Loaded(settings)
    import tomllib  # 2 ms that most starts can do without

    try:
        text = _text(path)
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(
            settings, (f"{path} cannot be read ({error}). The defaults are used; make it a text file that can be read.",)
        )
    except tomllib.TOMLDecodeError as error:
        return Loaded(settings, (f"{path} is not valid TOML: {error}. The defaults are used; correct that line.",))
    except RecursionError:
        return Loaded(settings, (f"{path} is nested too deeply to be settings. The defaults are used; write it anew.",))
    troubles: list[str] = []
    for key, value in raw.items():
        place = f"{path}, line {_line_of(text, key)}, key '{key}'"
        if key == "keys":
            keys, complaints = _keys(value, text, path)
            settings = replace(settings, keys=keys)
            troubles += complaints
        elif key not in _READERS:
            known = ", ".join(sorted(field.name for field in fields(Settings)))
            troubles.append(f"{place}: there is no such setting (known: {known}). It is ignored; take the line out.")
        elif key == "theme" and theme in THEME_NAMES and value in THEME_NAMES:
            continue  # the one chosen inside the program is later
        elif key == "drop_watched" and wish in _WISHES and value in _WISHES:
            continue
        else:
            try:
                settings = replace(settings, **{key: _READERS[key](value)})
            except _Unusable as takes:
                troubles.append(f"{place}: takes {takes}, not {str(value)[:60]!r}. The default is used.")
    return Loaded(settings, tuple(troubles))


def _text(path: Path) -> str:
    """The text of a settings file; OSError for a pipe or device, which might never end, and for a file far too long."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is not a file")
    with path.open("rb") as file:
        found = file.read(_LARGEST + 1)
    if len(found) > _LARGEST:
        raise OSError("it is longer than a megabyte")
    return found.decode("utf-8")


def _line_of(text: str, key: str, section: str = "") -> int:
    """The line of ``text`` on which ``key`` is set, or its section begins."""
    inside = not section
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("["):
            if not section and bare.strip("[] ") == key:
                return number
            inside = bare.strip("[] ") == section
        elif inside and bare.split("=")[0].strip().strip("\"'") == key:
            return number
    return 1


def _keys(value: Any, text: str, path: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The viewer's own keys, and what is wrong with them."""
    if not isinstance(value, dict):
        return {}, [f"{path}, line {_line_of(text, 'keys')}, key 'keys': is a table, [keys]. It is ignored."]

    def place(command: str) -> str:
        return f"{path}, line {_line_of(text, command, 'keys')}, key 'keys.{command}'"

    keys: dict[str, tuple[str, ...]] = {}
    troubles: list[str] = []
    taken: dict[str, str] = {}
    for command, wanted in value.items():
        written = [wanted] if isinstance(wanted, str) else wanted
        if command not in BY_ID:
            troubles.append(f"{place(command)}: there is no such command ('matinee keys --ids' lists them). It is ignored.")
            continue
        if not isinstance(written, list) or not written or not all(isinstance(name, str) for name in written):
            troubles.append(f"{place(command)}: takes a key or a list of keys in quotes. The default is used.")
            continue
        names = [keynames.read(name) for name in written]
        if None in names:
            bad = written[names.index(None)]
            troubles.append(
                f"{place(command)}: {bad[:20]!r} is no key. Write a character, F1 to F24, a name such as Up, or Ctrl+B."
                " The default is used."
            )
            continue
        own = []
        for name in filter(None, names):
            if taken.setdefault(name, command) == command:
                own.append(name)
            else:
                troubles.append(
                    f"{place(command)}: {keynames.spell(name)} is given to '{taken[name]}' already, which keeps it. Choose another."
                )
        if own:
            keys[command] = tuple(dict.fromkeys(own))
    for name, losing in bereft(keys).items():
        others = " and ".join(f"'{each.id}'" for each in losing)
        troubles.append(
            f"{place(taken[name])}: {keynames.spell(name)} was the key of {others}, which no longer has it."
            " Give it another under [keys]."
        )
    return keys, troubles


def _remembered(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    import json

    try:
        found = json.loads(_text(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def remember(path: Path, key: str, value: Any) -> None:
    """Keep a choice for the next start; an unwritable home loses only that."""
    import json

    held = _remembered(path) | {key: value}
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(held), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return
