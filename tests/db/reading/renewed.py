"""Catalogues that change under the viewer: which titles and people they hold, and what became of others."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex

from db.base.home import Home
from db.catalogue import ddl, facets
from db.search import index

#: Title, year, kind.
Film = tuple[str, int | None, str]


@dataclass(frozen=True)
class Catalogue:
    """What one catalogue holds."""

    titles: Mapping[int, Film]
    people: Mapping[int, tuple[str, int | None]] = field(default_factory=dict)
    former: Mapping[int, int] = field(default_factory=dict)
    former_people: Mapping[int, int] = field(default_factory=dict)
    doubtful: Mapping[int, Sequence[int]] = field(default_factory=dict)

    def put(self, home: Home) -> None:
        """Write it in the place of the one before."""
        home.make()
        path = home.data / "catalogue.new"
        path.unlink(missing_ok=True)
        con = sqlite3.connect(path, isolation_level=None)
        con.execute("PRAGMA synchronous = OFF")
        con.execute("BEGIN")
        ddl.create(con)
        index.create(con)
        con.executemany(
            "INSERT INTO title (id, title, year, kind, is_adult) VALUES (?, ?, ?, ?, 0)",
            [(one, *film) for one, film in self.titles.items()],
        )
        con.executemany(
            "INSERT INTO person (id, name, birth_year) VALUES (?, ?, ?)", [(one, *who) for one, who in self.people.items()]
        )
        rows = [
            (rank, one, title, year, facets.pack(kind, None, None, False))
            for rank, (one, (title, year, kind)) in enumerate(self.titles.items(), 1)
        ]
        index.add_titles(con, rows)
        index.add_people(con, [(rank, one, who[0]) for rank, (one, who) in enumerate(self.people.items(), 1)])
        index.finish(con)
        index.write_cards(con)
        con.executemany("INSERT INTO former_title VALUES (?, ?)", self.former.items())
        con.executemany("INSERT INTO former_person VALUES (?, ?)", self.former_people.items())
        con.executemany(
            "INSERT INTO doubtful_title VALUES (?, ?)", [(old, one) for old, some in self.doubtful.items() for one in some]
        )
        con.execute("INSERT INTO fact VALUES ('build', ?)", (token_hex(16),))
        con.execute("COMMIT")
        con.close()
        path.replace(home.catalogue)


#: As the starter has it: films and people without ids of IMDb's beside one with.
STARTER = Catalogue(
    {
        -1: ("The Paper Harbour", 1951, "movie"),
        -2: ("Far Away", 2025, "movie"),
        -3: ("Only Here", 1931, "movie"),
        -4: ("Namesake", 1940, "movie"),
        40725: ("The Red Shoes", 1948, "movie"),
    },
    {-9: ("Marga Stolz", 1920), 790452: ("Moira Shearer", 1926)},
)
#: All of IMDb: one film known again, one in doubt, one found by its name alone, one with two namesakes.
WORLD = Catalogue(
    {
        1: ("The Paper Harbour", 1951, "movie"),
        -2: ("Far Away", 2025, "movie"),
        22: ("Far Away", 2025, "movie"),
        3: ("Only Here", 1931, "movie"),
        41: ("Namesake", 1940, "movie"),
        42: ("Namesake", 1940, "movie"),
        43: ("Namesake", 1941, "movie"),
        44: ("Namesake", 1990, "movie"),
        40725: ("The Red Shoes", 1948, "movie"),
    },
    {9: ("Marga Stolz", 1920), 10: ("Marga Stolz", 1990), 790452: ("Moira Shearer", 1926)},
    former={-1: 1},
    former_people={-9: 9},
    doubtful={-2: (22,)},
)
