"""Settings: ``config.toml`` as the viewer wrote it, and the few choices that the program remembers for them.

A bad file never stops the program: what cannot be used is named with its line and key, and defaults take its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tui.commands import BY_ID


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    theme: str = "technicolor"
    """Name of the theme; Ctrl+T changes and remembers it."""
    spoilers: bool = False
    """Whether what gives a story away is open before a film is logged."""
    adult: bool = False
    """Whether adult titles appear in search and lists."""
    posters: Path | None = None
    """A folder of your own poster pictures, named by tconst."""
    keys: Mapping[str, tuple[str, ...]] | None = None
    """Your own keys by command id: ``[keys]`` in the file, ``watchlist = "b"`` or a list of keys."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and the complaints met while reading them."""

    settings: Settings
    troubles: tuple[str, ...] = ()


def _line_of(text: str, key: str, section: str = "") -> int:
    inside = not section
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.strip("[] ") == section
        elif inside and bare.split("=")[0].strip().strip("\"'") == key:
            return number
    return 1


def load(path: Path, remembered: Path) -> Loaded:
    """Read ``config.toml`` and what was remembered."""
    settings, troubles = Settings(), []
    theme = _remembered(remembered).get("theme")
    if isinstance(theme, str):
        settings = replace(settings, theme=theme)
    if not path.exists():
        return Loaded(settings)
    import tomllib  # 2 ms that most starts can do without

    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(settings, (f"{path} cannot be read ({error}); the defaults are in force.",))
    except tomllib.TOMLDecodeError as error:
        return Loaded(settings, (f"{path} is not valid TOML: {error}. The defaults are in force; mend that line.",))
    known = {field.name for field in fields(Settings)}
    for key, value in raw.items():
        place = f"{path}, line {_line_of(text, key)}, key '{key}'"
        if key not in known:
            troubles.append(f"{place}: there is no such setting (known: {', '.join(sorted(known))}). It is ignored.")
        elif key == "keys":
            keys, complaints = _keys(value, text, path)
            settings = replace(settings, keys=keys)
            troubles += complaints
        elif key == "posters" and isinstance(value, str):
            settings = replace(settings, posters=Path(value).expanduser())
        elif key == "theme" and isinstance(value, str):
            settings = replace(settings, theme=settings.theme if theme else value)
        elif key == "spoilers" and isinstance(value, bool):
            settings = replace(settings, spoilers=value)
        elif key == "adult" and isinstance(value, bool):
            settings = replace(settings, adult=value)
        else:
            wanted = "true or false" if key in {"spoilers", "adult"} else "a text in quotes"
            troubles.append(f"{place}: takes {wanted}, not {value!r}. The default is in force.")
    return Loaded(settings, tuple(troubles))


def _keys(value: Any, text: str, path: Path) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    keys: dict[str, tuple[str, ...]] = {}
    troubles: list[str] = []
    if not isinstance(value, dict):
        return {}, [f"{path}, line {_line_of(text, 'keys')}, key 'keys': is a table, [keys]. It is ignored."]
    for command, wanted in value.items():
        place = f"{path}, line {_line_of(text, command, 'keys')}, key 'keys.{command}'"
        names = [wanted] if isinstance(wanted, str) else wanted
        if command not in BY_ID:
            troubles.append(f"{place}: there is no such command ('matinee keys' lists them). It is ignored.")
        elif not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            troubles.append(f"{place}: takes a key or a list of keys in quotes, not {wanted!r}. The default is in force.")
        else:
            keys[command] = tuple(_key_name(name.strip()) for name in names)
    taken: dict[str, str] = {}
    for command, names in keys.items():
        for name in names:
            other = taken.setdefault(name, command)
            if other != command:
                troubles.append(f"{path}: '{name}' is given to both '{other}' and '{command}'; the first one has it.")
    return keys, troubles


def _key_name(name: str) -> str:
    """``/`` as people write it → ``slash`` as Textual names it."""
    if len(name) != 1 or name.isalnum():
        return name
    import unicodedata

    return unicodedata.name(name).lower().replace(" ", "_").replace("-", "_").replace("solidus", "slash") if name else name


def _remembered(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    import json

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
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
