"""What the old catalogue holds and IMDb's files do not: acclaim, sections, lists, and films without an id of IMDb's.

A film of the starter's without an id is looked for among the new titles: the same folded title or original title, the
year within one, a director of the same name. If one is found, all its facts move there; otherwise it stays as it was.
A title that is in no file but named by a section or a list stays too, with its credits.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from db.base import fold
from db.base.home import Home
from db.base.sqlite import uri
from db.catalogue import ddl, documents, facets
from db.catalogue.state import catalogue_state
from seed.build import carry_over
from seed.imdb import former
from seed.imdb.job import Job

#: Kinds that a film without an id may turn out to be.
_FILMS = ("movie", "short", "tvMovie", "tvMiniSeries", "tvSeries", "tvSpecial", "tvShort", "video")
_TITLE = (
    "id, kind, title, original, year, end_year, runtime_minutes, is_adult, average_rating, num_votes, rating_as_of, genres,"
    " acclaim, series_id, season, episode"
)
_NO_TITLES = {
    "id": pl.Int64, "average_rating": pl.Float64, "num_votes": pl.Int32, "rating_as_of": pl.String, "acclaim": pl.Int64
}  # fmt: skip


@dataclass(slots=True)
class Moves:
    """Old ids and their new ones, of titles and people; ``doubtful`` films with the titles that they may be."""

    titles: dict[int, int] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    doubtful: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Kept:
    """What the catalogue got beyond IMDb's files: moves, and names that search has yet to learn."""

    moves: Moves = field(default_factory=Moves)
    people: list[tuple[int, str]] = field(default_factory=list)
    titles: list[tuple[int, str, int | None, int]] = field(default_factory=list)


class Old:
    """The catalogue that an import is to replace; empty where there is none that can be read."""

    def __init__(self, home: Home) -> None:
        self._path = home.catalogue
        self.con: sqlite3.Connection | None = None
        if catalogue_state(self._path) == "ready":
            self.con = sqlite3.connect(uri(self._path, mode="ro", immutable=1), uri=True)

    def close(self) -> None:
        """Let go of the file."""
        if self.con is not None:
            self.con.close()

    def titles(self) -> pl.DataFrame:
        """What old titles with ids of IMDb's lend to new ones: their acclaim, and their ratings if there are no newer ones."""
        sql = f"SELECT {', '.join(_NO_TITLES)} FROM title WHERE id > 0 AND acclaim IS NOT NULL"
        rows = self.con.execute(sql).fetchall() if self.con else []
        return pl.DataFrame(rows, schema=_NO_TITLES, orient="row")

    def nameless(self, named: pl.DataFrame) -> dict[int, list[int]]:
        """Old films without an id of IMDb's, and the titles of ``named`` that bear their name in their year or beside it."""
        if self.con is None:
            return {}
        keys: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        for old_id, title, original, year in self.con.execute("SELECT id, title, original, year FROM title WHERE id < 0"):
            for name in {fold.key(title), fold.key(original or title)} - {""}:
                keys[name].append((old_id, year))
        found: dict[int, list[int]] = {old_id: [] for held in keys.values() for old_id, _ in held}
        wanted = list(keys)
        films = named.filter(
            pl.col("kind").cast(pl.String).is_in(_FILMS), pl.col("key").is_in(wanted) | pl.col("other").is_in(wanted)
        )
        for new_id, year, *names in films.select("id", "year", "key", "other").iter_rows():
            for old_id, old_year in {old for name in names if name in keys for old in keys[name]}:
                if year is not None and old_year is not None and abs(year - old_year) <= 1:
                    found[old_id].append(new_id)
        return found

    def carry(self, job: Job, nameless: dict[int, list[int]]) -> Kept:
        """Bring everything over into the new catalogue, whose titles, people and credits are written."""
        kept = Kept()
        con = job.build.con
        if self.con is not None:
            job.step("carrying over", 0, 1)
            self._match(con, nameless, kept.moves)
            self._keep_titles(con, kept)
            kinds = [row[0] for row in self.con.execute("SELECT DISTINCT kind FROM source WHERE kind <> 'imdb'")]
            carry_over(con, self._path, kinds, moved=kept.moves.titles, moved_people=kept.moves.people)
            _move_awarded(con, kept.moves.people)
        former.write(con, self.con, kept.moves.titles, kept.moves.people, kept.moves.doubtful)
        return kept

    # -- which film, which person is which

    def _match(self, con: sqlite3.Connection, nameless: dict[int, list[int]], moves: Moves) -> None:
        assert self.con is not None
        taken: set[int] = set()
        for old_id, candidates in nameless.items():
            directors = set(_people(self.con, [old_id], "director").values())
            sure = [one for one in candidates if directors & set(_people(con, [one], "director").values())]
            if len(sure) == 1 and sure[0] not in taken:
                moves.titles[old_id] = sure[0]
                taken.add(sure[0])
                acclaim = self.con.execute("SELECT acclaim FROM title WHERE id = ?", (old_id,)).fetchone()[0]
                con.execute("UPDATE title SET acclaim = ? WHERE id = ?", (acclaim, sure[0]))
            elif candidates:
                moves.doubtful[old_id] = sorted(sure or candidates)[:8]
        self._match_people(con, moves)

    def _match_people(self, con: sqlite3.Connection, moves: Moves) -> None:
        """Old people without an id are who bears their name in the same film."""
        assert self.con is not None
        films = {row[0]: row[0] for row in self.con.execute("SELECT id FROM title WHERE id > 0 AND acclaim IS NOT NULL")}
        votes: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for old_id, new_id in (films | moves.titles).items():
            old = _people(self.con, [old_id])
            if not any(person < 0 for person in old):
                continue
            new: dict[str, list[int]] = defaultdict(list)
            for person, name in _people(con, [new_id]).items():
                new[name].append(person)
            for person, name in old.items():
                if person < 0 and len(new[name]) == 1:
                    votes[person][new[name][0]] += 1
        for person, found in votes.items():
            best = max(found, key=lambda one: (found[one], -one))
            if sum(found.values()) == found[best] or found[best] > 2 * (sum(found.values()) - found[best]):
                moves.people[person] = best

    # -- what stays though no file has it

    def _keep_titles(self, con: sqlite3.Connection, kept: Kept) -> None:
        assert self.con is not None
        told = " UNION ".join(
            f"SELECT title_id FROM {table} WHERE source_id IN (SELECT id FROM source WHERE kind <> 'imdb')"
            for table in ddl.sections(self.con)
        )
        sql = f"SELECT id FROM title WHERE id < 0 OR acclaim IS NOT NULL OR id IN ({told} UNION SELECT title_id FROM list_entry)"
        spoken_of = [row[0] for row in self.con.execute(sql) if row[0] not in kept.moves.titles]
        absent = [one for one in spoken_of if not _holds(con, "title", one)]
        marks = ", ".join("?" * 16)
        for one in absent:
            row = self.con.execute(f"SELECT {_TITLE} FROM title WHERE id = ?", (one,)).fetchone()
            con.execute(f"INSERT INTO title ({_TITLE}) VALUES ({marks})", row)
            _, kind, title, original, year, _, _, adult, rating, _, _, genres, *_ = row
            akas = self.con.execute("SELECT akas FROM aka_document WHERE title_id = ?", (one,)).fetchone()
            names = [title, original or title, *(str(aka[0]) for aka in json.loads(akas[0] if akas else "[]"))]
            kept.titles.append((one, _folded(names), year, facets.pack(kind, genres, rating, adult)))
        for table in ("credit_document", "aka_document"):
            self._keep_documents(con, table, spoken_of, kept)

    def _keep_documents(self, con: sqlite3.Connection, table: str, title_ids: Iterable[int], kept: Kept) -> None:
        assert self.con is not None
        names = dict(self.con.execute("SELECT code, name FROM category"))
        codes = {name: code for code, name in con.execute("SELECT code, name FROM category")}
        films: dict[int, list[int]] = defaultdict(list)
        for one in title_ids:
            row = self.con.execute(f"SELECT * FROM {table} WHERE title_id = ?", (one,)).fetchone()
            if row is None or _holds(con, table, one, "title_id"):
                continue
            if table == "aka_document":
                con.execute("INSERT INTO aka_document VALUES (?, ?)", row)
                continue
            credits = json.loads(row[1])
            for credit in credits:
                person, name = kept.moves.people.get(credit[0], credit[0]), names[credit[1]]
                if name not in codes:
                    codes[name] = max(codes.values(), default=-1) + 1
                    con.execute("INSERT INTO category VALUES (?, ?)", (codes[name], name))
                credit[:2] = person, codes[name]
                films[person].append(documents.packed(one, codes[name]))
            con.execute(
                "INSERT INTO credit_document VALUES (?, ?)",
                (one, json.dumps(credits, ensure_ascii=False, separators=(",", ":"))),
            )
        for person, entries in films.items():
            self._keep_person(con, person, kept)
            row = con.execute("SELECT titles FROM filmography_document WHERE person_id = ?", (person,)).fetchone()
            held = json.loads(row[0]) if row else []
            held += [entry for entry in entries if entry not in held]
            con.execute(
                "INSERT OR REPLACE INTO filmography_document VALUES (?, ?)",
                (person, json.dumps(held, separators=(",", ":"))),
            )

    def _keep_person(self, con: sqlite3.Connection, person: int, kept: Kept) -> None:
        assert self.con is not None
        if _holds(con, "person", person):
            return
        sql = "SELECT id, name, birth_year, death_year, professions, known_for FROM person WHERE id = ?"
        row = self.con.execute(sql, (person,)).fetchone()
        if row is None:
            return
        known = [kept.moves.titles.get(int(one), int(one)) for one in (row[5] or "").split(",") if one]
        con.execute("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", (*row[:5], ",".join(map(str, known)) or None))
        others = self.con.execute("SELECT person_id, name FROM person_aka WHERE person_id = ?", (person,)).fetchall()
        con.executemany("INSERT OR IGNORE INTO person_aka VALUES (?, ?)", others)
        kept.people.append((person, _folded([row[1], *(name for _, name in others)])))


def _folded(names: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(fold.key, names))))


def _holds(con: sqlite3.Connection, table: str, one: int, column: str = "id") -> bool:
    return con.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (one,)).fetchone() is not None


def _people(con: sqlite3.Connection, title_ids: Iterable[int], category: str | None = None) -> dict[int, str]:
    """Who is credited in titles: id and folded name."""
    found: dict[int, str] = {}
    for title_id in title_ids:
        rows = con.execute(
            "SELECT person.id, person.name FROM credit_document AS d, json_each(d.credits) AS credit"
            " JOIN person ON person.id = json_extract(credit.value, '$[0]')"
            " WHERE d.title_id = ?1 AND (?2 IS NULL"
            " OR json_extract(credit.value, '$[1]') = (SELECT code FROM category WHERE name = ?2))",
            (title_id, category),
        )
        found.update((person, fold.key(name)) for person, name in rows)
    return found


def _move_awarded(con: sqlite3.Connection, moved: dict[int, int]) -> None:
    """Prizes name people by id too."""
    if not moved:
        return
    for row, text in con.execute("SELECT id, people FROM award WHERE people LIKE '%-%'").fetchall():
        people = [[name, moved.get(person, person)] for name, person in json.loads(text)]
        con.execute("UPDATE award SET people = ? WHERE id = ?", (json.dumps(people, ensure_ascii=False), row))
