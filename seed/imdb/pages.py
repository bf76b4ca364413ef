"""Tables and indexes written into a new catalogue as whole pages, as SQLite's file format has them.

SQLite has no bulk loader: a row costs it microseconds, and Python's lock with them, which at IMDb's size was a third of an
import. Rows that come in the order of their numbers need no more than being laid one behind the other, page by page, with
a tree of page numbers above them (https://www.sqlite.org/fileformat2.html, "B-tree Pages"). SQLite makes the tables; they
are filled here while nobody has the file open; all the rest of a catalogue is SQLite's own work. An index, too, needs no
more than its keys in their order.
"""

from __future__ import annotations

import sqlite3
import struct
import sys
from array import array
from bisect import bisect_right
from contextlib import closing
from itertools import accumulate, pairwise
from pathlib import Path

import polars as pl

from db.base.sqlite import uri
from seed.imdb import order
from seed.imdb.cells import cells, index_cells, varints

#: SQLite locks bytes from here on: the page that they lie in stays empty.
LOCKED = 1 << 30
#: What kind of page it is, by its first byte.
_LEAF, _INNER, _INDEX_LEAF, _INDEX_INNER = b"\x0d", b"\x05", b"\x0a", b"\x02"
_LEAF_HEAD, _INNER_HEAD = 8, 12


class Pages:
    """The pages of a database file whose tables and indexes are empty. Nobody else may have it open until :meth:`close`."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(uri(path, mode="ro"), uri=True)) as con:
            made = con.execute("SELECT name, rootpage, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            self._made = {
                name: (root, [row[1] for row in con.execute(f"PRAGMA table_info({name})")]) for name, root, _ in made
            }
            #: The statements that made the tables.
            self.sql = {name: str(sql) for name, _, sql in made}
            indexes = con.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'index'").fetchall()
            self._indexes = {name: Index(self, root) for name, root in indexes}
            self.size = int(con.execute("PRAGMA page_size").fetchone()[0])
            self._count = int(con.execute("PRAGMA page_count").fetchone()[0])
        self._file = path.open("r+b", buffering=1 << 20)
        self._at = -1
        self._free: list[int] = []
        self._tables: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        """The table ``name``, to be filled."""
        if name not in self._tables:
            self._tables[name] = Table(self, *self._made[name])
        return self._tables[name]

    def index(self, name: str) -> Index:
        """The index ``name``, to be filled beside its table."""
        return self._indexes[name]

    def put(self, page: bytes, number: int | None = None) -> int:
        """Write a page, behind all others unless its ``number`` is given; returns its number."""
        if number is None:
            number = self._free.pop() if self._free else self._next()
        if number != self._at:
            self._file.seek((number - 1) * self.size)
        self._file.write(page.ljust(self.size, b"\0"))
        self._at = number + 1
        return number

    def _next(self) -> int:
        self._count += 1
        if self._count == LOCKED // self.size + 1:
            self.put(b"", self._count)
            self._count += 1
        return self._count

    def give_back(self, numbers: list[int]) -> None:
        """Pages that are no longer needed: they are the next to be written."""
        self._free += reversed(numbers)

    def finish(self) -> None:
        """Write what is above the leaves of tables and indexes, and how many pages the file has; then let go of it."""
        for table in self._tables.values():
            table.finish()
        for index in self._indexes.values():
            index.finish()
        spare, trunk = len(self._free), 0
        for number in tuple(self._free):
            trunk = self.put(struct.pack(">II", trunk, 0), number)
        self._file.seek(28)
        self._file.write(struct.pack(">III", self._count, trunk, spare))
        self.close()

    def close(self) -> None:
        """Let go of the file, finished or not."""
        self._file.close()


class Table:
    """One table. Rows come in the order of their numbers, those of each length of id by themselves."""

    def __init__(self, pages: Pages, root: int, columns: list[str]) -> None:
        self._pages, self._root, self._columns = pages, root, columns
        self._runs = [_Run(pages) for _ in order.LENGTHS]

    def clear(self) -> None:
        """Begin anew, without any rows."""
        for run in self._runs:
            self._pages.give_back([page for page, _ in run.leaves] + run.overflow)
        self._runs = [_Run(self._pages) for _ in order.LENGTHS]

    def write(self, rows: pl.DataFrame) -> None:
        """Add ``rows``, whose columns bear the table's names."""
        rows = rows.select(self._columns)
        numbers, low = rows[self._columns[0]].cast(pl.Int64), 0
        made = cells(rows)
        for run, high in zip(self._runs, order.LENGTHS, strict=True):
            here = (numbers >= low) & (numbers < high)
            if here.all():
                run.add(numbers, made)
            elif here.any():
                run.add(numbers.filter(here), made.filter(here))
            low = high

    def finish(self) -> None:
        """Write the last leaves and the tree above them, whose top is the page that the table was made with."""
        begun = [run for run in self._runs if run.number]
        if not begun:
            return
        if len(begun) == 1 and not begun[0].leaves:
            self._pages.put(begun[0].last(), self._root)
            return
        below: list[tuple[int, int]] = []
        for run in begun:
            below += [*run.leaves, (self._pages.put(run.last()), run.number)]
        keys = varints(pl.Series([number for _, number in below], dtype=pl.Int64))
        _grow(self._pages, _INNER, [(page, key) for (page, _), key in zip(below, keys, strict=True)], self._root)


class Index:
    """One index; its keys come in their order. Between each leaf and the next stands a key, in the tree above them."""

    def __init__(self, pages: Pages, root: int) -> None:
        self._pages, self._root = pages, root
        self._leaves: list[tuple[int, bytes]] = []
        self._cells: list[bytes] = []

    def write(self, rows: pl.DataFrame) -> None:
        """Add the keys of ``rows``: the columns of the index, then the row's number."""
        self._cells += index_cells(rows).to_list()
        ends = list(accumulate((len(cell) + 2 for cell in self._cells), initial=0))
        room, begin = self._pages.size - _LEAF_HEAD, 0
        while (end := bisect_right(ends, ends[begin] + room, lo=begin) - 1) + 1 < len(self._cells):
            self._leaf(self._cells[begin:end], self._cells[end])
            begin = end + 1
        del self._cells[:begin]

    def _leaf(self, made: list[bytes], key: bytes) -> None:
        self._leaves.append((self._pages.put(_page(self._pages.size, _INDEX_LEAF, made)), key))

    def finish(self) -> None:
        """Write the last leaves and the tree above them."""
        if not self._cells:
            return
        if sum(len(cell) + 2 for cell in self._cells) > self._pages.size - _LEAF_HEAD:  # by the last one
            self._leaf(self._cells[:-2], self._cells[-2])
            del self._cells[:-1]
        last = _page(self._pages.size, _INDEX_LEAF, self._cells)
        if self._leaves:
            _grow(self._pages, _INDEX_INNER, [*self._leaves, (self._pages.put(last), b"")], self._root)
        else:
            self._pages.put(last, self._root)


def _grow(pages: Pages, kind: bytes, below: list[tuple[int, bytes]], root: int) -> None:
    """Write the tree above pages, each with the key that parts it from the next; its top takes the place of ``root``."""
    fits = (pages.size - _INNER_HEAD) // (max(len(key) for _, key in below) + 6) + 1

    def inner(some: list[tuple[int, bytes]]) -> bytes:
        made = [struct.pack(">I", page) + key for page, key in some[:-1]]
        return _page(pages.size, kind, made, struct.pack(">I", some[-1][0]))

    while len(below) > fits:
        parts = -(-len(below) // fits)
        cuts = [len(below) * number // parts for number in range(parts + 1)]
        below = [(pages.put(inner(below[low:high])), below[high - 1][1]) for low, high in pairwise(cuts)]
    pages.put(inner(below), root)


class _Run:
    """Rows in the order of their numbers, cut into leaves: (page, the last of its rows' numbers) each; the last one is open."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._most = pages.size - 35  # bytes of a record that may lie in a leaf
        self.leaves: list[tuple[int, int]] = []
        self.overflow: list[int] = []
        self.number = 0
        self._cells: list[bytes] = []

    def add(self, numbers: pl.Series, made: pl.Series) -> None:
        """Add the cells of rows of these numbers, if there are any."""
        if not numbers.len():
            return
        if numbers[0] <= self.number or not (numbers.slice(1) > numbers.slice(0, numbers.len() - 1)).all():
            raise ValueError("rows are not in the order of their numbers")
        sizes, new = made.bin.size() + 2, made.to_list()  # each cell takes two bytes more, for its place
        long = (sizes > self._most).arg_true()
        for place in long:
            new[place] = self._spilled(new[place])
        if long.len():
            sizes = sizes.scatter(long, [len(new[place]) + 2 for place in long])
        held = len(self._cells)
        ends = list(accumulate((len(cell) + 2 for cell in self._cells), initial=0))
        ends += (sizes.cum_sum() + ends[-1]).to_list()
        self._cells += new
        room, begin = self._pages.size - _LEAF_HEAD, 0
        while ends[-1] - ends[begin] > room:
            end = bisect_right(ends, ends[begin] + room, lo=begin) - 1
            page = self._pages.put(_page(self._pages.size, _LEAF, self._cells[begin:end]))
            self.leaves.append((page, int(numbers[end - held - 1]) if end > held else self.number))
            begin = end
        del self._cells[:begin]
        self.number = int(numbers[-1])

    def last(self) -> bytes:
        """The open leaf."""
        return _page(self._pages.size, _LEAF, self._cells)

    def _spilled(self, cell: bytes) -> bytes:
        """A cell too long for a leaf: its record goes on in a chain of pages of its own."""
        begins = 0
        for _ in range(2):  # behind two varints
            while cell[begins] & 128:
                begins += 1
            begins += 1
        length = len(cell) - begins
        if length <= self._most:
            return cell
        room, least = self._pages.size - 4, (self._pages.size - 12) * 32 // 255 - 23
        here = least + (length - least) % room
        if here > self._most:
            here = least
        rest = memoryview(cell)[begins + here :]
        following = 0
        for start in range((len(rest) - 1) // room * room, -1, -room):
            following = self._pages.put(struct.pack(">I", following) + rest[start : start + room])
            self.overflow.append(following)
        return cell[: begins + here] + struct.pack(">I", following)


def _page(size: int, kind: bytes, made: list[bytes], rightmost: bytes = b"") -> bytes:
    """A page of a tree: a head, where each cell begins, and the cells at the end."""
    content = b"".join(made)
    begins = size - len(content)
    places = array("H", accumulate(map(len, made[:-1]), initial=begins))
    if sys.byteorder == "little":
        places.byteswap()
    head = kind + struct.pack(">HHHB", 0, len(made), begins & 0xFFFF, 0) + rightmost + places.tobytes()
    return head.ljust(begins, b"\0") + content
