"""The starter catalogue's text (``seed/starter/README.md`` describes it): people, lists, and the whole folder.

Parsing is pure: text in, frozen records out, or a :class:`StarterError` that names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from seed.starter_films import LABEL, read_films, refuse, split
from seed.starter_records import StarterError, StarterFilm, StarterList, StarterPerson

HERE = Path(__file__).parent / "starter"

_VOTES = re.compile(r"^(?P<votes>\d+) votes?(?: \| (?P<note>.+))?$")
_YEARS = re.compile(r"^(?P<born>\d{4})?–(?P<died>\d{4})?$")


def read_people(text: str, source: str, refused: list[StarterError] | None = None) -> Iterator[StarterPerson]:
    """One person a line: ``Name | gender | years | id | other names``, trailing parts optional."""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        name, gender, years, ident, others = parts + [""] * (5 - len(parts)) if len(parts) <= 5 else [""] * 5
        span = _YEARS.match(years) if years else None
        if (
            not name
            or gender not in {"", "f", "m"}
            or (years and not span)
            or (ident and not re.fullmatch(r"nm\d{7,8}", ident))
        ):
            refuse(
                StarterError(source, number, "a person is 'Name | f or m | 1906–1990 | nm0000000 | Other Name; …'"), refused
            )
            continue
        yield StarterPerson(
            name,
            gender,
            int(span["born"]) if span and span["born"] else None,
            int(span["died"]) if span and span["died"] else None,
            int(ident[2:]) if ident else None,
            split(others, ";"),
        )


def read_list(text: str, source: str) -> StarterList:
    """One list a file."""
    name, keys, ranked = "", {"key": "", "by": "Matinee", "about": ""}, False
    entries: list[tuple[str, int, str | None, int | None]] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line:
            continue
        if line.startswith("# "):
            name = line[2:]
        elif entry := re.match(r"(?P<rank>\d+\.|-) (?P<label>[^|]+?)(?: \| (?P<note>.+))?$", line):
            film = LABEL.match(entry["label"])
            if not film:
                raise StarterError(source, number, f"an entry is 'Title (Year)': {entry['label']!r}")
            ranked = ranked or entry["rank"] != "-"
            votes = _VOTES.match(entry["note"] or "")
            note, score = (votes["note"], int(votes["votes"])) if votes else (entry["note"], None)
            entries.append((film["title"], int(film["year"]), note, score))
        elif (key := line.partition(":")[0]) in keys:
            keys[key] = line.partition(":")[2].strip()
        else:
            raise StarterError(source, number, f"not a line of a list: {line[:40]!r}")
    if not (name and keys["key"] and entries):
        raise StarterError(source, 1, "a list needs '# Name', 'key:' and entries")
    return StarterList(name, keys["key"], keys["by"], keys["about"], ranked, tuple(entries), source)


def films(folder: Path = HERE, refused: list[StarterError] | None = None) -> Iterator[StarterFilm]:
    """Every film of the starter catalogue; with ``refused`` bad records are put there, otherwise the first one raises."""
    for path in sorted((folder / "films").glob("*.txt")):
        yield from read_films(path.read_text(encoding="utf-8"), path.name, refused)


def people(folder: Path = HERE, refused: list[StarterError] | None = None) -> Iterator[StarterPerson]:
    """Every line of ``people.txt``."""
    path = folder / "people.txt"
    if path.exists():
        yield from read_people(path.read_text(encoding="utf-8"), path.name, refused)


def lists(folder: Path = HERE, refused: list[StarterError] | None = None) -> Iterator[StarterList]:
    """Every built-in list."""
    for path in sorted((folder / "lists").glob("*.txt")):
        try:
            yield read_list(path.read_text(encoding="utf-8"), path.name)
        except StarterError as error:
            refuse(error, refused)
