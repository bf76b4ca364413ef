"""TV Time: the zip or folder of its GDPR export, of any age, and the JSON files of TV Time Out and Liberator.

The files are read from the one that says most to the one that says least (:data:`_FILES`): ``tvtime_rows`` and ``tvtime_out``
read their rows, ``tvtime_records`` compares the files and makes records.

Files that are not named in :data:`_FILES` hold tokens, addresses and device data, and are not opened.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from db.base.records.exchange import FileRead, Origin, Reading
from seed.exchange import table
from seed.exchange.container import Held, Unreadable
from seed.exchange.formats import UNREAD, Claimed, Format
from seed.exchange.text import decoded
from seed.exchange.tvtime_out import OUT
from seed.exchange.tvtime_records import tell
from seed.exchange.tvtime_rows import CSV, Count, Made, Part, Rows, Standing, csv_rows


class _File(NamedTuple):
    """A kind of file: the pattern of its name, its role, and the columns by which it is known (alternatives with ``|``)."""

    name: re.Pattern[str]
    role: str
    columns: tuple[str, ...]


#: The files that are read: of two that say the same, the earlier one here is believed.
_FILES = tuple(
    _File(re.compile(rf"{name}(?: ?\(\d+\))?\.(?:csv|json)"), role, tuple(columns.split()))
    for name, role, columns in (
        ("tracking-prod-records-v2", "tracking", "key|type series_name|s_id ep_no|episode_number"),
        ("tracking-prod-records", "tracking-1", "type movie_name|series_name"),
        ("tvtime-series(?:-[^.]*)?", "out-series", ""),
        ("tvtime-movies(?:-[^.]*)?", "out-films", ""),
        ("seen_episode_source", "seen", "tv_show_name episode_season_number episode_number"),
        ("seen_episode", "seen", "tv_show_name episode_season_number episode_number"),
        ("seen_episode_latest", "seen", "tv_show_name episode_season_number episode_number"),
        ("rewatched_episode", "rewatched", "tv_show_name cpt"),
        ("followed_tv_show", "followed", "tv_show_name|tv_show_id archived|active"),
        ("user_tv_show_data", "counted", "tv_show_name|tv_show_id nb_episodes_seen"),
    )
)
#: Files that no format opens, wherever they are.
_SECRET = frozenset(f"{name}.csv" for name in ("access_token", "refresh_token", "device_token", "ip_address"))
#: Files that show that a folder is a GDPR export: beside them, nothing is opened but what is read.
_TELLING = _SECRET | {
    f"{name}.csv"
    for name in (
        *(
            "user",
            "user_device",
            "user_session",
            "user_setting",
            "user_personal_data",
            "user_social_data",
            "user_connection",
        ),
        *("device_data", "auth-prod-login", "ad_identifier", "installed_app", "gdpr_requests", "friend", "_appsflyer_ids"),
    )
}


# -- recognition -------------------------------------------------------------------------------------------------------


def _kind(base: str) -> _File | None:
    """The kind of file that a name is of."""
    found = next((each for each in _FILES if each.name.fullmatch(base.lower())), None)
    return found if found and base.lower().endswith(".csv" if found.columns else ".json") else None


def _claims(held: Held) -> str | None:
    """The role of a file by its name, then by its content. A file of such a name that cannot be read is claimed too."""
    kind = _kind(held.base)
    if kind is None:
        ours = held.base.lower().startswith("tvtime-") or held.base.lower() in _SECRET
        return UNREAD if ours else None
    try:
        text = decoded(held, head=True).lstrip("\ufeff \t\r\n")
    except Unreadable:
        return kind.role
    if not kind.columns:
        known = text.startswith("[") and any(word in text for word in ('"title"', '"seasons"', '"is_watched"'))
        return kind.role if known or not text.lstrip("[ \t\r\n]") else None
    names = set(table.columns(held))
    return kind.role if all(names & set(each.split("|")) for each in kind.columns) else None


def _shuts(names: Sequence[str]) -> Collection[str]:
    """Files that are not opened: those with secrets, and everything beside them in the folder of a GDPR export."""
    folders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        folder, _, base = name.rpartition("/")
        folders[folder].append((name, base.lower()))
    shut: set[str] = set()
    for files in folders.values():
        export = any(base in _TELLING for _, base in files) and any(_kind(base) for _, base in files)
        shut |= {name for name, base in files if base in _SECRET or (export and _kind(base) is None)}
    return shut


# -- reading -----------------------------------------------------------------------------------------------------------


def _read(files: Sequence[Claimed]) -> Reading:
    reading, rows = Reading(), Rows()
    places = {kind: place for place, kind in enumerate(_FILES)}
    wanted: list[tuple[int, Claimed]] = []
    for claimed in files:
        kind = _kind(claimed.held.base)
        if claimed.role == UNREAD or kind is None:
            reading.unread.append(claimed.held.name)
        else:
            wanted.append((places[kind], claimed))
    # Of two files of one kind the later name is believed: Out and Liberator write the date into it.
    wanted.sort(key=lambda each: each[1].held.name, reverse=True)
    wanted.sort(key=lambda each: each[0])
    for rank, (_, (role, held)) in enumerate(wanted):
        _collect(role, held, rank, rows, reading)
    tell(rows, reading)
    return reading


def _collect(role: str, held: Held, rank: int, rows: Rows, reading: Reading) -> None:
    """Add the rows of one file; a file that cannot be read adds nothing but the reason."""
    made: list[Made] = []
    unplaced: list[tuple[Origin, str]] = []
    try:
        for origin, make in OUT[role](held, rank) if role in OUT else csv_rows(CSV[role], held, rank):
            try:
                found = make()
            except ValueError as error:
                found = f"It cannot be read: {error}."
            if isinstance(found, str):
                unplaced.append((origin, found))
            else:
                made.append(found)
                if isinstance(found, Part):
                    held.keep(table.RECORD * found.repeats)
    except Unreadable as error:
        reading.files.append(FileRead(held.name, 0, str(error)))
        return
    for each in made:
        match each:
            case Part():
                rows.parts.append(each)
            case Standing():
                rows.standings.append(each)
            case Count():
                rows.counts.append(each)
    for origin, why in unplaced:
        reading.refuse(origin, why)
    reading.files.append(FileRead(held.name, len(made) + len(unplaced)))


FORMAT = Format(
    name="tvtime",
    label="TV Time export",
    brings="episodes and films seen, repeats, series under way or paused, and the watchlist",
    source="TV Time's GDPR export (gdpr.tvtime.com), or the JSON files of TV Time Out or Liberator",
    claims=_claims,
    read=_read,
    shuts=_shuts,
)
