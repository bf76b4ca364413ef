"""Titles and people in rows of Trakt's files.

Keys name a title by Trakt's own id if the row has it, since ids of other services are added and corrected later.
In one export, the same name always means the same mention: the first one read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from db.base.ids import number as id_number
from db.base.records.exchange import EPISODE, FILM, SERIES, Mention, PersonMention
from db.base.text import line
from seed.exchange.json_rows import part, whole, words

#: What names a title, a season or a play in keys.
Name = tuple[str | int, ...]


class Subject(NamedTuple):
    """What a row is about. For a season, ``of`` is its series."""

    of: Mention
    name: Name
    season: int | None = None


class Titles:
    """The titles that an export names."""

    def __init__(self) -> None:
        self._mentions: dict[Name, Mention] = {}

    def about(self, row: dict[str, Any]) -> Subject:
        """The film, episode, season or series of a row; ValueError where it names none."""
        if has(row, "movie"):
            return self._title(row, "movie")
        if has(row, "episode"):
            of = part(row, "episode")
            return self.episode(of, self.show(row) if has(row, "show") else None, counted(of, "season"))
        if not has(row, "show"):
            raise ValueError("it names no film, series or episode")
        show = self.show(row)
        if not has(row, "season"):
            return show
        if (season := counted(part(row, "season"), "number")) is None:
            raise ValueError("the season has no number")
        return Subject(show.of, (*show.name, "season", season), season)

    def show(self, row: dict[str, Any]) -> Subject:
        """The series of a row."""
        return self._title(row, "show")

    def episode(self, of: dict[str, Any], show: Subject | None, season: int | None) -> Subject:
        """An episode of a series; of no series where it has an id of IMDb's."""
        name, number, imdb = _called(of), counted(of, "number"), _ids(of)[1]
        if imdb is None and (show is None or not (name or (season is not None and number is not None))):
            raise ValueError("the episode has no series, or neither a number nor a title")

        def made(imdb: int | None, tmdb: int | None, tvdb: int | None) -> Mention:
            return Mention(name, None, EPISODE, imdb, tmdb, tvdb, show.of if show else None, season, number)

        named = place(show, season, number)
        return self._subject("episode", of, (*named, name) if name else named, made)

    def _title(self, row: dict[str, Any], word: str) -> Subject:
        of = part(row, word)
        name, year, film = _called(of), whole(of, "year"), word == "movie"
        if not name and _ids(of)[1] is None:
            raise ValueError(f"the {'film' if film else 'series'} has neither a title nor an IMDb id")
        year = year if year is not None and 1870 <= year <= 2200 else None

        def made(imdb: int | None, tmdb: int | None, tvdb: int | None) -> Mention:
            return Mention(name, year, FILM if film else SERIES, imdb, tmdb, None if film else tvdb)

        return self._subject(word, of, (name, year or 0), made)

    def _subject(self, word: str, of: dict[str, Any], otherwise: Name, made: Callable[..., Mention]) -> Subject:
        """``otherwise`` names a title without ids; ``made`` makes its mention."""
        trakt, imdb, tmdb, tvdb = _ids(of)
        ids: tuple[Name, ...] = tuple(
            (word, service, number)
            for service, number in (("trakt", trakt), ("imdb", imdb), ("tmdb", tmdb))
            if number is not None
        )
        name = ids[0] if ids else (word, *otherwise)
        if name not in self._mentions:
            self._mentions[name] = made(imdb=imdb, tmdb=tmdb, tvdb=tvdb)
        return Subject(self._mentions[name], name)


def place(show: Subject | None, season: int | None, number: int | None) -> Name:
    """The name of an episode by series, season and number; -1 stands for an unknown number."""
    return (*(show.name if show else ()), -1 if season is None else season, -1 if number is None else number)


def person(row: dict[str, Any]) -> PersonMention:
    """The person of a row; ValueError where they have no name."""
    of = part(row, "person")
    name, imdb = line(words(of, "name"))[:200], id_number(words(part(of, "ids"), "imdb"), "nm")
    if not name:
        raise ValueError("the person has no name")
    return PersonMention(name, _positive(imdb))


def has(row: dict[str, Any], name: str) -> bool:
    """Whether a row has an object of that name."""
    return isinstance(row.get(name), dict)


def counted(row: dict[str, Any], name: str) -> int | None:
    """A season or episode number, 0 included; None for a negative one."""
    found = whole(row, name)
    return found if found is not None and found >= 0 else None


def _called(of: dict[str, Any]) -> str:
    return line(words(of, "title"))[:500]


def _ids(of: dict[str, Any]) -> tuple[int | None, int | None, int | None, int | None]:
    """Trakt's, IMDb's, TMDB's and TheTVDB's."""
    ids = part(of, "ids")
    imdb = id_number(words(ids, "imdb"), "tt")
    return _positive(whole(ids, "trakt")), _positive(imdb), _positive(whole(ids, "tmdb")), _positive(whole(ids, "tvdb"))


def _positive(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None
