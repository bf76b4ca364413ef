"""Rows of the JSON files that TV Time Out and Liberator write: films, series, and the episodes seen of these."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from db.base import ids
from db.base.records.exchange import Origin
from db.base.text import line
from seed.exchange import json_rows, table, values
from seed.exchange.container import Held, Unreadable
from seed.exchange.tvtime_rows import Made, Part, Pending, Show, Standing, believed, episode_seen, moment, named, positive


def _films(held: Held, rank: int) -> Pending:
    """Every film of tvtime-movies-….json is a row."""
    for at, row in enumerate(json_rows.each_row(held), 1):
        origin = Origin(held.name, at, json_rows.written(row))
        yield origin, partial(_film, row, origin, rank)


def _film(row: dict[str, Any], origin: Origin, rank: int) -> Made:
    name, seen, known = line(json_rows.words(row, "title")), _yes(row, "is_watched"), json_rows.part(row, "id")
    if not name:
        raise ValueError("it names no film: title is empty")
    return Part(
        origin=origin,
        rank=rank,
        name=name,
        year=values.year(str(json_rows.whole(row, "year") or "")),
        imdb=_imdb(known),
        tvdb=positive(json_rows.whole(known, "tvdb")),
        at=moment(json_rows.words(row, "watched_at" if seen else "created_at")),
        wish="" if seen else "follow",
        repeats=_repeated(row) if seen else 0,
    )


def _series(held: Held, rank: int) -> Pending:
    """Every series of tvtime-series-….json is a row, and so is every episode of it that was seen."""
    found = 0
    for at, row in enumerate(json_rows.each_row(held), 1):
        known = json_rows.part(row, "id")
        show = Show(line(json_rows.words(row, "title")), positive(json_rows.whole(known, "tvdb")), _imdb(known))
        head = {key: value for key, value in row.items() if key != "seasons"}
        origin = Origin(held.name, at, json_rows.written(head))
        yield origin, partial(_stands, row, show, origin, rank)
        for season in json_rows.parts(row, "seasons"):
            number = json_rows.whole(season, "number")
            for episode in json_rows.parts(season, "episodes"):
                if not _yes(episode, "is_watched"):
                    continue
                found += 1
                if found > table.MOST_ROWS:
                    raise Unreadable(f"it has more than {table.MOST_ROWS:,} episodes")
                held.keep(table.RECORD)
                text = json_rows.written({"title": show.name, "season": number, **episode})
                origin = Origin(held.name, at, text)
                yield origin, partial(_seen, episode, show, number, origin, rank)


def _stands(row: dict[str, Any], show: Show, origin: Origin, rank: int) -> Made:
    status = json_rows.words(row, "status").lower()
    return Standing(
        origin=origin,
        rank=rank,
        show=named(show),
        followed=status not in ("unfollowed", "not_followed"),
        archived=status in ("archived", "stopped"),
        later=status in ("watch_later", "for_later"),
        at=moment(json_rows.words(row, "created_at")),
    )


def _seen(episode: dict[str, Any], show: Show, season: int | None, origin: Origin, rank: int) -> Made:
    known = json_rows.part(episode, "id")
    return episode_seen(
        origin=origin,
        rank=rank,
        name=line(json_rows.words(episode, "name")),
        show=named(show),
        season=season,
        number=json_rows.whole(episode, "number"),
        special=_yes(episode, "special"),
        imdb=_imdb(known),
        tvdb=positive(json_rows.whole(known, "tvdb")),
        at=moment(json_rows.words(episode, "watched_at")),
        repeats=_repeated(episode),
    )


def _yes(row: dict[str, Any], name: str) -> bool:
    return row.get(name) in (True, "true")


def _imdb(known: dict[str, Any]) -> int | None:
    return positive(ids.number(json_rows.words(known, "imdb"), "tt"))


def _repeated(row: dict[str, Any]) -> int:
    return believed(max(json_rows.whole(row, "rewatch_count") or 0, (json_rows.whole(row, "watched_count") or 0) - 1))


#: Readers of the rows of JSON files, by the role of the file.
OUT: dict[str, Callable[[Held, int], Pending]] = {"out-series": _series, "out-films": _films}
