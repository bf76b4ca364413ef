"""Invented TV Time exports: rows, files, and what is read of them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from db.base.records.exchange import Reading, Viewing
from seed.exchange import formats
from seed.exchange.container import Held, opened
from seed.exchange.tvtime import FORMAT

V2, V1 = "tracking-prod-records-v2.csv", "tracking-prod-records.csv"
#: Columns of a real header, in no order, with those that are not read.
V2_COLUMNS = (
    "gsi,created_at,key,series_name,runtime,s_no,ep_no,user_id,bulk_type,season_number,episode_number,s_id,ep_id,episode_id,"
    "updated_at,ep_watch_count,is_followed,is_for_later,is_archived,followed_at,rewatch_count,is_special,type,entity_type"
).split(",")
V1_COLUMNS = (
    "type,uuid,series_name,user_id,created_at,series_id,release_date,movie_name,entity_type,rewatch_count,episode_number,"
    "season_number,watch_date,episode_id,bulk_type"
).split(",")
SEEN_COLUMNS = "tv_show_name,episode_season_number,episode_number,episode_id,created_at,updated_at".split(",")
REWATCHED_COLUMNS = [*SEEN_COLUMNS, "cpt"]
FOLLOWED_COLUMNS = "user_id,tv_show_id,tv_show_name,archived,active,created_at".split(",")
COUNTED_COLUMNS = "user_id,tv_show_id,tv_show_name,is_followed,is_favorited,nb_episodes_seen".split(",")


def sheet(columns: Iterable[str], *rows: dict[str, object], separator: str = ",") -> str:
    """A CSV file."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(columns), restval="", delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def watched(number: int, at: str = "", *, key: str = "", season: object = 1, **more: object) -> dict[str, object]:
    """A row of an episode of "The Lamp Room" in the newest file."""
    cells: dict[str, object] = {
        "key": key or f"watch-episode-{9000 + number}",
        "series_name": "The Lamp Room",
        "s_id": 777,
        "ep_id": 9000 + number,
        "episode_id": 9000 + number,
        "s_no": season,
        "season_number": season,
        "ep_no": number,
        "episode_number": number,
        "created_at": at or f"2020-01-{number:02} 20:15:00",
    }
    return cells | more


def standing(**more: object) -> dict[str, object]:
    cells = {"key": "user-series-777", "series_name": "The Lamp Room", "s_id": 777, "is_followed": "true"}
    return {**cells, "is_archived": "false", "is_for_later": "false", "followed_at": "1577836800000000"} | more


def film(word: str, name: str = "Salt Road", at: str = "2021-05-02 19:00:00", **more: object) -> dict[str, object]:
    cells = {"type": word, "entity_type": "movie", "movie_name": name, "release_date": "2019-03-01 00:00:00"}
    return {**cells, "created_at": at} | more


def told(folder: Path, files: dict[str, str | bytes | list[Any]]) -> Reading:
    """What the files give; the rows of each are accounted for."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content) if isinstance(content, list) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return opening(folder)


def opening(path: Path) -> Reading:
    with opened(path) as container:
        exports, _ = formats.recognise(container)
        assert [export.format for export in exports] == [FORMAT]
        reading = FORMAT.read(exports[0].files)
    balanced(reading)
    return reading


def balanced(reading: Reading) -> None:
    """Every row is told exactly once, file by file."""
    rows: Counter[str] = Counter()
    for record in reading.records:
        rows[record.origin.file] += record.rows
    for each in reading.unplaced:
        rows[each.origin.file] += each.rows
    assert {file.name: file.rows for file in reading.files} == {file.name: rows[file.name] for file in reading.files}
    assert set(rows) <= {file.name for file in reading.files}
    of = {each.key: each.of for each in reading.records}  # type: ignore[attr-defined]
    assert all(of[each.key] == each.of for each in reading.records)  # type: ignore[attr-defined]


def kinds(reading: Reading, kind: type[Any]) -> list[Any]:
    return [record for record in reading.records if isinstance(record, kind)]


def seen(reading: Reading) -> list[tuple[str, str | None]]:
    return [(record.of.label, record.at) for record in kinds(reading, Viewing)]


def whys(reading: Reading) -> list[str]:
    return [each.why for each in reading.unplaced]


def old(number: int, at: str = "", **more: object) -> dict[str, object]:
    """A row of an older file, which knows the series by its name alone."""
    cells = {"tv_show_name": "The Lamp Room", "episode_season_number": 1, "episode_number": number}
    return {**cells, "created_at": at or f"2020-01-{number:02} 20:15:00"} | more


def part(number: int, at: str | None, **more: object) -> dict[str, object]:
    known = {"tvdb": 9000 + number, "imdb": None}
    return {"id": known, "number": number, "name": f"Part {number}", "is_watched": True, "watched_at": at} | more


def series(*episodes: dict[str, object], status: str = "followed", season: int = 1, **more: object) -> dict[str, object]:
    known = {"tvdb": 777, "imdb": "tt0000123"}
    seasons = [{"number": season, "episodes": list(episodes)}] if episodes else []
    return {"id": known, "title": "The Lamp Room (2003)", "status": status, "seasons": seasons} | more


OUT_SERIES, OUT_FILMS = "tvtime-series-2026-07-04.json", "tvtime-movies-2026-07-04.json"


def held(name: str, content: str | bytes) -> Held:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return Held(name, len(data), lambda: io.BytesIO(data))


def read_all(files: Iterable[Held]) -> Reading:
    claimed = [formats.Claimed(role, each) for each in files if (role := FORMAT.claims(each))]
    reading = FORMAT.read(claimed)
    balanced(reading)
    return reading
