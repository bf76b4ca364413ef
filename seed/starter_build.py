"""From the starter's text to ``catalogue.db``: what a first start does, and what a damaged catalogue is replaced by."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.base import fold, ids
from db.base.clock import now, today
from db.base.home import Home
from db.catalogue import facets
from db.catalogue.documents import packed
from db.catalogue.state import catalogue_state, left_alone
from db.search import index
from seed import acclaim, starter
from seed.build import Build, Progress
from seed.people import People, shown
from seed.starter_records import CREW_KEYS, StarterError, StarterFilm, StarterList
from seed.starter_rows import COLUMNS, REVERSE, compact, sections

SOURCE = "Matinee's starter catalogue"
#: The list whose scores are the votes of the Sight & Sound poll.
POLL = "ss2012"
#: IMDb's order of categories in a title's credits: performers first, in billing order.
ORDER = ("actor", "actress", "self", *CREW_KEYS.values())


class Films:
    """The films of one build, each with its id, found again by title and year."""

    def __init__(self, found: list[StarterFilm], refused: list[StarterError]) -> None:
        self.by_id: dict[int, StarterFilm] = {}
        self._by_label: dict[tuple[str, int], int] = {}
        for film in found:
            title_id = film.id or ids.stable("title", film.title, film.year)
            label = fold.key(film.title), film.year
            if title_id in self.by_id or label in self._by_label:
                refused.append(StarterError(film.source, film.line, f"{film.label} stands twice in the catalogue"))
                continue
            self.by_id[title_id] = film
            self._by_label[label] = title_id
        for title_id, film in self.by_id.items():
            if film.original:
                self._by_label.setdefault((fold.key(film.original), film.year), title_id)

    def find(self, title: str, year: int) -> int | None:
        """The id of a film as lists and connections name it."""
        return self._by_label.get((fold.key(title), year))


def build_starter(
    home: Home,
    progress: Progress | None = None,
    *,
    folder: Path = starter.HERE,
    refused: list[StarterError] | None = None,
    wait: float = 0.0,
) -> Path:
    """Build the starter catalogue of ``folder`` in ``home``. Bad records are left out, counted, and put in ``refused``."""
    with Build(home, progress, wait=wait) as build:
        fill(build, folder, [] if refused is None else refused)
        return build.finish()


def ensure_catalogue(home: Home, progress: Progress | None = None) -> str:
    """``ready`` when there is a catalogue; otherwise build the starter and say in a sentence what was done.

    A damaged file, or one of an older version, is kept under another name. One of a newer version, or one that cannot be
    read now, stays where it is, and the starter is built beside it. Another Matinee's build is waited for.
    """
    state = catalogue_state(home.catalogue)
    if state == "ready":
        return "ready"
    if state in {"newer", "unreadable"}:
        if catalogue_state(home.starter) != "ready":
            _build(home, home.starter, progress)
        return f"{left_alone(home.catalogue, state)} Until then the starter films are shown."
    return _build(home, home.catalogue, progress)


def _build(home: Home, target: Path, progress: Progress | None) -> str:
    with Build(home, progress, wait=60.0, target=target) as build:
        state = catalogue_state(target)
        if state == "ready":  # another one built it meanwhile
            return "ready"
        fill(build, starter.HERE, [])
        said = "The starter catalogue is built."
        if state != "missing":
            aside = _aside(target, state)
            said = f"The catalogue {_WHY[state]}; it is kept as {aside.name}, and the starter catalogue takes its place."
            if state == "older":
                said += " matinee import reads IMDb's files again."
            target.rename(aside)
        build.finish()
    return said


_WHY = {"damaged": "is damaged", "older": "is of an older Matinee", "foreign": "is not a file of Matinee's"}


def _aside(path: Path, state: str) -> Path:
    """A free name beside ``path`` for a file in ``state``: ``catalogue.db.older-2026-05-03``."""
    plain = path.with_name(f"{path.name}.{state}-{today().isoformat()}")
    return next(
        candidate
        for candidate in (plain, *(plain.with_name(f"{plain.name}-{number}") for number in range(2, 10_000)))
        if not candidate.exists()
    )


@contextmanager
def _no_collector() -> Iterator[None]:
    """Hold the garbage collector off: among a hundred thousand new objects it finds nothing and costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collector()
def fill(build: Build, folder: Path, refused: list[StarterError]) -> None:
    """Write all tables of the starter into ``build.con``."""
    build.step("reading", 0, 1)
    films = Films(list(starter.films(folder, refused)), refused)
    people = People(starter.people(folder, refused))
    lists = list(starter.lists(folder, refused))
    poll = {films.find(title, year): score or 0 for one in lists if one.key == POLL for title, year, _, score in one.entries}
    standing = {title_id: acclaim.score(film, poll.get(title_id, 0)) for title_id, film in films.by_id.items()}
    con = build.con
    con.execute("INSERT INTO fact VALUES ('ranked_by', 'acclaim')")
    build.step("films", 0, len(films.by_id))
    _titles(con, films, standing)
    build.step("people", 0, 1)
    _credits(con, films, people)
    _people(con, people, standing)
    build.step("sections", 0, 1)
    _sections(con, films, people)
    _lists(con, films, lists, refused)
    build.step("search", 0, 1)
    _search(con, films, people, standing)
    con.execute(
        "INSERT INTO source (id, kind, name, read_at, rows_read, rows_refused, note) VALUES (1, 'starter', ?, ?, ?, ?, ?)",
        (SOURCE, now(), len(films.by_id), len(refused), str(refused[0]) if refused else None),
    )


def _titles(con: sqlite3.Connection, films: Films, standing: dict[int, int]) -> None:
    con.executemany(
        "INSERT INTO title (id, kind, title, original, year, end_year, runtime_minutes, is_adult, average_rating, num_votes,"
        " rating_as_of, genres, acclaim) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
        [
            (
                title_id,
                film.kind,
                film.title,
                film.original if film.original != film.title else None,
                film.year,
                film.ended,
                film.runtime,
                *((film.rating[0], film.rating[1], str(film.rating[2])) if film.rating else (None, None, None)),
                ",".join(film.genres) or None,
                standing[title_id],
            )
            for title_id, film in films.by_id.items()
        ],
    )
    con.executemany(
        "INSERT INTO title (id, kind, title, year, runtime_minutes, is_adult, genres, series_id, season, episode)"
        " VALUES (?, 'tvEpisode', ?, ?, ?, 0, ?, ?, ?, ?)",
        [
            (
                ids.stable("episode", film.title, film.year, episode.season, episode.number),
                episode.title,
                int(episode.date[:4]) if episode.date else None,
                episode.runtime or film.runtime,
                ",".join(film.genres) or None,
                title_id,
                episode.season,
                episode.number,
            )
            for title_id, film in films.by_id.items()
            for episode in film.episodes
        ],
    )
    akas: dict[int, list[list[object]]] = {
        title_id: [[name, region or None, None, None, note] for name, region, note in film.akas]
        for title_id, film in films.by_id.items()
        if film.akas
    }
    con.executemany("INSERT INTO aka_document VALUES (?, ?)", [(title_id, compact(rows)) for title_id, rows in akas.items()])


def _credits(con: sqlite3.Connection, films: Films, people: People) -> None:
    """Credits by title in IMDb's order, and the same by person; the codes of their categories."""
    order = {category: place for place, category in enumerate(("cast", "self", *CREW_KEYS.values()))}
    codes = {category: code for code, category in enumerate(ORDER, 1)}
    documents = []
    for title_id, film in films.by_id.items():
        billing: dict[str, int] = defaultdict(int)
        rows: list[list[object]] = []
        for credit in sorted(film.credits, key=lambda credit: order.get(credit.category, len(order))):
            person_id, category = people.credited(credit, title_id, billing[credit.category])
            billing[credit.category] += 1
            code = codes.setdefault(category, len(codes) + 1)
            rows.append([person_id, code, credit.character, credit.job, credit.credited_as])
        documents.append((title_id, compact(rows)))
    con.executemany("INSERT INTO credit_document VALUES (?, ?)", documents)
    con.executemany("INSERT INTO category VALUES (?, ?)", [(code, name) for name, code in codes.items()])
    con.executemany(
        "INSERT INTO filmography_document VALUES (?, ?)",
        [
            (
                known.id,
                f"[{','.join(dict.fromkeys(str(packed(title_id, codes[name])) for title_id, name, _ in known.roles))}]",
            )
            for known in people.everybody.values()
            if known.roles
        ],
    )


def _people(con: sqlite3.Connection, people: People, standing: dict[int, int]) -> None:
    """Everybody with a credit; a line of ``people.txt`` that no film needs makes no person."""
    credited = [known for known in people.everybody.values() if known.roles]
    con.executemany(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)",
        [
            (known.id, known.name, known.birth_year, known.death_year, known.professions, known.known_for(standing))
            for known in credited
        ],
    )
    con.executemany(
        "INSERT INTO person_aka VALUES (?, ?)",
        [(known.id, name) for known in credited for name in dict.fromkeys(known.other_names)],
    )


def _sections(con: sqlite3.Connection, films: Films, people: People) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}
    for title_id, film in films.by_id.items():
        for table, values in sections(film):
            rows[table].append((title_id, 1, *values))
        for award in film.awards:
            named = json.dumps([[shown(name), people.known(name)] for name in award.people], ensure_ascii=False)
            rows["award"].append((title_id, 1, award.prize, award.year, award.category or None, int(award.won), named))
    rows["connection"] = _connections(films)
    for table, found in rows.items():
        columns = ("title_id", "source_id", *COLUMNS[table])
        con.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", found)


def _connections(films: Films) -> list[tuple[object, ...]]:
    """Every connection as written, and its reverse on the other film unless that one says so itself."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    mirrored: dict[tuple[object, ...], tuple[object, ...]] = {}
    for title_id, film in films.by_id.items():
        for kind, title, year, note in film.connections:
            other_id = films.find(title, year)
            named = films.by_id[other_id].title if other_id is not None else title
            found.setdefault((title_id, kind, other_id or (title, year)), (title_id, 1, kind, other_id, named, year, note))
            if other_id is not None:
                back = REVERSE[kind]
                mirrored.setdefault((other_id, back, title_id), (other_id, 1, back, title_id, film.title, film.year, note))
    return list((found | {key: row for key, row in mirrored.items() if key not in found}).values())


def _lists(con: sqlite3.Connection, films: Films, written: list[StarterList], refused: list[StarterError]) -> None:
    """The lists of the text, and those that the films' own prizes make."""
    palme = "The top prize at Cannes, called Grand Prix until 1954 and from 1964 to 1974."
    made = [
        ("best-picture", "Best Picture winners", "The Oscar for Best Picture, by year.", acclaim.is_best_picture),
        ("palme-dor", "Palme d'Or winners", palme, acclaim.is_palme),
    ]
    heads: list[tuple[object, ...]] = []
    entries: list[tuple[object, ...]] = []
    for number, one in enumerate(written, 1):
        heads.append((number, one.key, one.name, one.by, one.about or None, int(one.ranked), 1))
        placed: set[int] = set()
        for title, year, note, score in one.entries:
            title_id = films.find(title, year)
            if title_id is None or title_id in placed:
                why = "is on it twice" if title_id else "is not in the catalogue"
                refused.append(StarterError(one.source, 1, f"{title} ({year}) {why}"))
                continue
            placed.add(title_id)
            entries.append((number, len(placed), title_id, score, note))
    for number, (key, name, about, chosen) in enumerate(made, len(written) + 1):
        winners = sorted(
            (award.year, film.title, title_id)
            for title_id, film in films.by_id.items()
            for award in film.awards
            if chosen(award)
        )
        once = {title_id: year for year, _, title_id in winners}
        if once:
            heads.append((number, key, name, "Matinee", about, 0, 1))
            entries += [(number, place, title_id, None, str(year)) for place, (title_id, year) in enumerate(once.items(), 1)]
    con.executemany("INSERT INTO list (id, key, name, author, about, ranked, source_id) VALUES (?, ?, ?, ?, ?, ?, ?)", heads)
    con.executemany("INSERT INTO list_entry VALUES (?, ?, ?, ?, ?)", entries)


def _search(con: sqlite3.Connection, films: Films, people: People, standing: dict[int, int]) -> None:
    """The index, most noted first: titles by acclaim, people by that of their films."""
    ranked = sorted(films.by_id.items(), key=lambda item: (-standing[item[0]], -item[1].year, item[1].title))
    index.add_titles(
        con,
        (
            (
                rank,
                title_id,
                "\n".join(
                    dict.fromkeys(name for name in (film.title, film.original, *(aka[0] for aka in film.akas)) if name)
                ),
                film.year,
                facets.pack(film.kind, ",".join(film.genres), film.rating[0] if film.rating else None, 0),
            )
            for rank, (title_id, film) in enumerate(ranked, 1)
        ),
    )
    noted = sorted(
        (known for known in people.everybody.values() if known.roles),
        key=lambda known: (-known.prominence(standing), known.name, known.id),
    )
    index.add_people(
        con,
        (
            (rank, known.id, "\n".join(dict.fromkeys((known.name, *known.other_names))))
            for rank, known in enumerate(noted, 1)
        ),
    )
    index.finish(con)
    index.write_cards(con)
