"""Which titles and people of the catalogue the subjects of sources are: found by the ladder of :mod:`db.reading.matching`.

Done when a source is read, and again when the catalogue is another. What is in doubt is never guessed: a director decides between
namesakes where a source names one, else the subject waits, with its reason, for the next catalogue.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing

from db.base import fold
from db.base.errors import MatineeError
from db.base.home import Home
from db.base.records.exchange import Match, Mention, PersonMention
from db.base.records.findings import SourceOfPages
from db.base.records.kept import read_mention
from db.catalogue import documents, id_maps
from db.pages import file, places
from db.pages.places import Placed
from db.reading import matching

#: Subjects that are looked for at once.
_AT_ONCE = 2_000

#: Told how far it is: subjects done, of how many.
Progress = Callable[[int, int], object]


def pending(con: sqlite3.Connection, home: Home) -> list[str]:
    """The sources whose places are not those of the catalogue in use, those that are gone among them."""
    here, known = file.names(home), places.stamps(home)
    if not here and not known:
        return []
    build = build_of(con)
    stale = [name for name in here if known.get(name) != places.stamp_of(home, name, build)]
    return stale + sorted(known.keys() - set(here))


def build_of(con: sqlite3.Connection) -> str:
    """What names the catalogue in use."""
    row = con.execute("SELECT value FROM fact WHERE key IN ('build', 'built_at') ORDER BY key LIMIT 1").fetchone()
    return str(row[0]) if row else "?"


def place(con: sqlite3.Connection, home: Home, name: str, progress: Progress = lambda done, total: None) -> None:
    """Find the places of a source's subjects, and write them; take a source that is gone out of them."""
    path = file.path_of(home, name)
    if not path.exists():
        places.write(home, name, None)
        return
    stamp = places.stamp_of(home, name, build_of(con))
    source = file.opened(path)
    if source is None:
        raise MatineeError(f"{path} cannot be read.", f"Remove it (matinee sources remove {name}) and import it again.")
    with closing(source), id_maps.opened(home) as id_map:
        (total,) = source.execute("SELECT count(*) FROM subject").fetchone()
        places.write(home, name, stamp, _placed(con, source, id_map, lambda done: progress(done, total)))


def _placed(
    con: sqlite3.Connection, source: sqlite3.Connection, id_map: matching.IdMap | None, progress: Callable[[int], object]
) -> Iterator[Placed]:
    done = 0
    asked = source.execute("SELECT id, person, mention, directors FROM subject ORDER BY id")
    while rows := asked.fetchmany(_AT_ONCE):
        yield from _titles(con, id_map, [row for row in rows if not row[1]])
        yield from _people(con, [row for row in rows if row[1]])
        done += len(rows)
        progress(done)


def _titles(
    con: sqlite3.Connection, id_map: matching.IdMap | None, rows: Sequence[tuple[int, int, str, str]]
) -> Iterator[Placed]:
    mentions = {number: read_mention(json.loads(text)) for number, _, text, _ in rows}
    found = matching.match(con, mentions.values(), id_map)
    here = _ids(con, (found[of].place for of in mentions.values()))
    for number, _, _, directors in rows:
        match = found[mentions[number]]
        if match.place is not None and _numbered(mentions[number]) and match.how in _BY_NAME:
            match = Match(None, "asked", (match.place,))  # another of this name and year may be the one
        if match.place is not None:
            yield Placed(number, False, here.get(match.place))
            continue
        decided = _by_director(con, match, json.loads(directors))
        yield Placed(number, False, decided, () if decided is not None else match.candidates)


#: How a match was made that another title of the same name and year would have made as well.
_BY_NAME = frozenset(("name", "year", "number"))


def _numbered(of: Mention) -> bool:
    """Whether a source knows several titles of this name and year."""
    return bool(of.apart or (of.series is not None and of.series.apart))


def _ids(con: sqlite3.Connection, asked: Iterable[int | None]) -> dict[int, int]:
    """The titles that the catalogue has, by the id asked for: its own, or the one that it became."""
    wanted = json.dumps([one for one in dict.fromkeys(asked) if one is not None])
    asked_for = "IN (SELECT value FROM json_each(?))"
    found = dict(con.execute(f"SELECT old_id, new_id FROM former_title WHERE old_id {asked_for}", (wanted,)))
    return found | dict(con.execute(f"SELECT id, id FROM title WHERE id {asked_for}", (wanted,)))


def _by_director(con: sqlite3.Connection, match: Match, directors: Sequence[str]) -> int | None:
    """The one candidate that one of these people directed."""
    if not directors or not match.candidates:
        return None
    wanted = {fold.key(name) for name in directors}
    directing = {
        title_id: [row.person_id for row in rows if row.category == "director"]
        for title_id, rows in documents.entries(con, match.candidates).items()
    }
    names = documents.names(con, (person for people in directing.values() for person in people))
    right = [one for one, people in directing.items() if any(fold.key(names.get(each, "")) in wanted for each in people)]
    return right[0] if len(right) == 1 else None


def _people(con: sqlite3.Connection, rows: Sequence[tuple[int, int, str, str]]) -> Iterator[Placed]:
    mentions = {number: PersonMention(*json.loads(text)) for number, _, text, _ in rows}
    found = matching.match_people(con, mentions.values())
    for number, of in mentions.items():
        yield Placed(number, True, found[of].place, found[of].candidates)


def unmatched(home: Home, name: str) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """The subjects of a source without a place: the source's key, the name for people, the candidates."""
    con, source = places.opened(home), file.opened(file.path_of(home, name))
    if con is None or source is None:
        return
    with closing(con), closing(source):
        left = dict(con.execute("SELECT subject, candidates FROM left WHERE source = ?", (name,)))
        for number, key, person, text in source.execute("SELECT id, key, person, mention FROM subject ORDER BY id"):
            if number in left:
                of: Mention | PersonMention = PersonMention(*json.loads(text)) if person else read_mention(json.loads(text))
                yield key, of.name if isinstance(of, PersonMention) else of.label, tuple(json.loads(left[number]))


def sources(home: Home) -> list[SourceOfPages]:
    """The sources that are here, in the order of their names."""
    con = places.opened(home)
    found = []
    for name in file.names(home):
        path = file.path_of(home, name)
        if (source := file.opened(path)) is None:
            continue
        with closing(source):
            told = file.about(source)
        tally = places.tally(con, name) if con is not None else places.Tally()
        found.append(
            SourceOfPages(
                name, told.get("format", name), told.get("label", name), int(told.get("rows", 0)), int(told.get("refused", 0)),
                tally.matched, tally.unsure, tally.unmatched, told.get("read_at", ""), path.stat().st_size,
                told.get("terms", ""), told.get("location", ""),
            )
        )  # fmt: skip
    if con is not None:
        con.close()
    return found


def settle(con: sqlite3.Connection, home: Home) -> bool:
    """Find the places of all sources where they are not known for this catalogue; whether anything was done."""
    stale = pending(con, home)
    for name in stale:
        place(con, home, name)
    return bool(stale)
