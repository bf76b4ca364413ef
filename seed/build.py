"""The atomic build: a new ``catalogue.db`` grows in a file beside the old one and takes its place in one rename.

Whatever happens on the way (a crash, a kill, a full disk, the viewer's cancel), the old catalogue stays as it was. One
build at a time: a lock that SQLite holds on an empty file, and that dies with its process, keeps a second one out.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self

from db.base.clock import now
from db.base.disk import put_in_place
from db.base.errors import BadInput, CatalogueDamaged, HomeUnusable, MatineeError
from db.base.home import Home
from db.base.sqlite import uri
from db.catalogue import ddl
from db.catalogue.state import catalogue_state, left_alone
from db.search import index

#: Told of the build's progress: stage, steps done, steps in all (0 where that is not known).
Progress = Callable[[str, int, int], object]

_SPEED = (
    "PRAGMA page_size = 8192",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)


class BuildRunning(MatineeError):
    """Another process (or thread) is building a catalogue in this home."""


class BuildCancelled(MatineeError):
    """The viewer stopped the build; the old catalogue stays."""


def growing(home: Home) -> Path:
    """The file in which a new catalogue grows."""
    return home.catalogue.with_name(home.catalogue.name + ".new")


class Build:
    """One build, as a context: fill :attr:`con`, call :meth:`finish`; leaving without it throws the new file away.

    ``target`` is the file to make, the home's catalogue where it is not named; one that is a newer Matinee's, or that
    cannot be read now, is never replaced (CatalogueUnreadable). ``wait`` is how many seconds to wait for another build to
    end before :class:`BuildRunning` is raised. ``cancelled`` is asked at every :meth:`step`, and answers True to stop.
    """

    def __init__(
        self,
        home: Home,
        progress: Progress | None = None,
        *,
        wait: float = 0.0,
        cancelled: Callable[[], bool] | None = None,
        target: Path | None = None,
    ) -> None:
        self.home = home
        self.target = target or home.catalogue
        self.path = growing(home)
        self._progress = progress or (lambda stage, done, total: None)
        self._cancelled = cancelled or (lambda: False)
        self._wait = wait
        self._lock: sqlite3.Connection | None = None
        self._con: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        self.home.make()
        path = self.home.catalogue.with_name("catalogue.lock")
        try:
            self._lock = sqlite3.connect(uri(path, mode="rwc"), uri=True, timeout=self._wait, isolation_level=None)
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._unlock()
            if "locked" in str(error):
                raise BuildRunning(
                    "Another Matinee is building the catalogue just now.", "Wait until it is done, then try again."
                ) from error
            raise CatalogueDamaged(f"The catalogue cannot be built: {error}.", "Is the data folder writable?") from error
        found = catalogue_state(self.target)
        if found in {"newer", "unreadable"}:
            self._unlock()
            raise left_alone(self.target, found)
        self._remove()  # left by a build that was killed: its lock is gone, so is its writer
        return self

    @property
    def con(self) -> sqlite3.Connection:
        """The new catalogue: all tables made (those of the search too), indexes not yet, a transaction open."""
        if self._con is None:
            begun = self.path.exists()
            self._con = self._opened()
            if not begun:
                ddl.create(self._con, with_indexes=False)
                index.create(self._con)
            self._con.execute("BEGIN")
        return self._con

    def _opened(self) -> sqlite3.Connection:
        con = sqlite3.connect(uri(self.path, mode="rwc"), uri=True, isolation_level=None)
        for pragma in _SPEED:
            con.execute(pragma)
        return con

    def released(self) -> Path:
        """The file, written out and closed, for whoever is to write into it otherwise; :attr:`con` opens it anew.

        SQLite then sees what was written under it or under a full-text table. Temporary tables are gone.
        """
        if self.con.in_transaction:
            self.con.execute("COMMIT")
        self.con.close()
        self._con = None
        return self.path

    @property
    def scratch(self) -> Path:
        """A folder beside the new catalogue for what a build lays down on its way; it goes when the build ends."""
        folder = self.path.with_name(self.path.name + "-scratch")
        folder.mkdir(exist_ok=True)
        return folder

    def step(self, stage: str, done: int, total: int) -> None:
        """Say how far the build is; raises :class:`BuildCancelled` when the viewer wants no more of it."""
        if self._cancelled():
            raise BuildCancelled("The build was stopped.", "The catalogue is as it was.")
        self._progress(stage, done, total)

    def make_indexes(self, table: str | None = None) -> None:
        """Make the indexes that are not there yet: of ``table``, when its rows are in, or of all."""
        made = {row[0] for row in self.con.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        for statement in ddl.indexes():
            _, _, name, _, owner, *_ = statement.split()
            if name not in made and table in {None, owner}:
                self.step("indexing", 0, 0)
                self.con.execute(statement)

    def finish(self, *, thorough: bool = True) -> Path:
        """Index, check, write out and rename over the old catalogue. ``thorough`` reads every page once more."""
        con = self.con
        self.make_indexes()
        self.step("checking", 0, 1)
        count_facts(con)
        if con.in_transaction:
            con.execute("COMMIT")
        check(con, thorough=thorough)
        con.close()
        self._con = None
        self.step("putting in place", 0, 1)
        try:
            put_in_place(self.path, self.target)
        except OSError as error:
            raise HomeUnusable(self.home.data, error) from error
        return self.target

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if self._con is not None:
                self._con.close()
                self._con = None
            self._remove()
        finally:
            self._unlock()
        if isinstance(error, sqlite3.OperationalError | OSError):
            raise CatalogueDamaged(
                f"The catalogue could not be built: {getattr(error, 'strerror', None) or error}.",
                "The old one is as it was; is there space on the disk?",
            ) from error

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _remove(self) -> None:
        for name in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.path.with_name(self.path.name + name).unlink(missing_ok=True)
        shutil.rmtree(self.path.with_name(self.path.name + "-scratch"), ignore_errors=True)


def sweep(home: Home) -> bool:
    """Remove what a killed build left behind, unless a living one is at work; True where something was removed."""
    if not growing(home).exists():
        return False
    try:
        with Build(home):
            return True
    except BuildRunning:
        return False


def count_facts(con: sqlite3.Connection) -> None:
    """Write into ``fact`` what a page would otherwise have to count by a scan."""
    facts = {"built_at": now(), "build": token_hex(16)}
    for key, sql in (("titles", "SELECT count(*) FROM title"), ("people", "SELECT count(*) FROM person")):
        facts[key] = str(con.execute(sql).fetchone()[0])
    con.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", sorted(facts.items()))


def check(con: sqlite3.Connection, *, thorough: bool = True) -> None:
    """Refuse a catalogue that is broken, empty, or whose sections speak of titles it does not have."""
    problems = []
    if thorough and (found := con.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        problems.append(str(found))
    if not con.execute("SELECT 1 FROM title LIMIT 1").fetchone():
        problems.append("it has no titles")
    owned = [(name, "title_id", "title") for name in ddl.sections(con)]
    owned += [(name, "source_id", "source") for name, _, _ in owned]
    owned += [
        ("list_entry", "title_id", "title"), ("list_entry", "list_id", "list"), ("list", "source_id", "source"),
        ("connection", "other_id", "title"), ("biography", "person_id", "person"),
    ]  # fmt: skip
    for table, column, target in owned:
        stray = con.execute(
            f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {target})"
        ).fetchone()[0]
        if stray:
            problems.append(f"{stray} rows of {table} name no {target} that it holds")
    if problems:
        raise CatalogueDamaged(f"The new catalogue failed its check: {'; '.join(problems)}.", "The old one stays.")


def carry_over(
    con: sqlite3.Connection,
    old: Path,
    kinds: Collection[str],
    *,
    moved: Mapping[int, int] | None = None,
    moved_people: Mapping[int, int] | None = None,
) -> dict[str, int]:
    """Copy what sources of ``kinds`` told, from the catalogue at ``old``, for all titles and people that ``con`` holds.

    Sections, lists, biographies and sources get new row numbers behind those already there. ``moved`` and ``moved_people``
    say which old ids are others now. Returns the rows copied, by table. Call it after the core is written.
    """
    if catalogue_state(old) != "ready":
        raise BadInput(f"{old} is no catalogue that this Matinee can read.", "Build without it.")
    in_transaction = con.in_transaction
    if in_transaction:
        con.execute("COMMIT")  # ATTACH cannot run inside one
    con.execute("ATTACH ? AS old", (uri(old, mode="ro", immutable=1),))
    con.execute("BEGIN")
    for table, pairs in (("moved_title", moved), ("moved_person", moved_people)):
        con.execute(f"CREATE TEMP TABLE {table} (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL)")
        con.executemany(f"INSERT INTO {table} VALUES (?, ?)", (pairs or {}).items())
    copied: dict[str, int] = {}
    try:
        wanted = ", ".join("?" * len(kinds))
        offset = _last(con, "source")
        _copy(con, copied, "source", ("id",), f"WHERE kind IN ({wanted})", kinds, {"id": f"id + {offset}"})
        told = f"source_id IN (SELECT id FROM old.source WHERE kind IN ({wanted}))"
        source = {"source_id": f"source_id + {offset}"}
        title, other = _moved("title_id"), _moved("other_id")
        for name in ddl.sections(con):
            here = f" AND {title} IN (SELECT id FROM main.title)"
            given = source | {"title_id": title}
            if name == "connection":
                given["other_id"] = f"(SELECT id FROM main.title WHERE title.id = {other})"
            elif name == "similar":
                given["other_id"] = other
                here += f" AND {other} IN (SELECT id FROM main.title)"
            _copy(con, copied, name, (), f"WHERE {told}{here} ORDER BY id", kinds, given)
        person = _moved("person_id", "moved_person")
        told_people = f"WHERE {told} AND {person} IN (SELECT id FROM main.person) ORDER BY id"
        _copy(con, copied, "biography", (), told_people, kinds, source | {"person_id": person})
        shift = _last(con, "list")
        fresh = f"{told} AND key NOT IN (SELECT key FROM main.list)"
        _copy(con, copied, "list", ("id",), f"WHERE {fresh}", kinds, source | {"id": f"id + {shift}"})
        entries = f"WHERE list_id + {shift} IN (SELECT id FROM main.list) AND {title} IN (SELECT id FROM main.title)"
        _copy(con, copied, "list_entry", (), entries, (), {"list_id": f"list_id + {shift}", "title_id": title})
        con.execute("DROP TABLE moved_title")
        con.execute("DROP TABLE moved_person")
        con.execute("COMMIT")
    finally:
        if con.in_transaction:
            con.execute("ROLLBACK")
        con.execute("DETACH old")
        if in_transaction:
            con.execute("BEGIN")
    return copied


def _moved(column: str, table: str = "moved_title") -> str:
    return f"ifnull((SELECT new_id FROM {table} WHERE old_id = {column}), {column})"


def _last(con: sqlite3.Connection, table: str) -> int:
    return int(con.execute(f"SELECT coalesce(max(id), 0) FROM main.{table}").fetchone()[0])


def _copy(
    con: sqlite3.Connection,
    copied: dict[str, int],
    table: str,
    keep: Iterable[str],
    where: str,
    values: Collection[str],
    given: dict[str, str],
) -> None:
    """Copy rows of ``old.table``; ``given`` has an expression by column, ``id`` is numbered anew unless it is in ``keep``."""
    names = [row[1] for row in con.execute(f"PRAGMA main.table_info({table})") if row[1] != "id" or "id" in keep]
    taken = ", ".join(given.get(name, f'"{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    done = con.execute(f"INSERT INTO main.{table} ({columns}) SELECT {taken} FROM old.{table} {where}", tuple(values))
    copied[table] = done.rowcount
