"""A small catalogue of invented titles and people, with its search tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from db.base.records.cards import Answer, PersonCard
from db.catalogue import ddl, facets
from db.catalogue.documents import packed
from db.search import engine, index

Title = tuple[str, int | None, str, str, float | None, tuple[str, ...]]

#: (title, year, kind, genres, rating, other names), most noted first; ids are ranks.
TITLES: Sequence[Title] = (
    ("The Matter of the Red Harbour", 1951, "movie", "Drama", 8.3, ("Röda hamnen", "赤い港")),
    ("Harbour Lights", 1953, "movie", "Drama,Romance", 7.9, ()),
    ("Spider-Harbour: Into the Fog", 1962, "movie", "Action", 6.5, ()),
    ("The Sound of Harbour Music", 1965, "movie", "Musical", 7.0, ()),
    ("Murder on the Night Ferry", 1974, "movie", "Crime", 7.2, ()),
    ("Dr. Quill: How the Fog Came In", 1964, "movie", "Comedy,War", 8.0, ()),
    ("Murder!", 1930, "movie", "Crime", 6.4, ()),
    ("H", 1931, "movie", "Crime", 8.1, ()),
    ("1951", 2019, "movie", "War", 7.6, ()),
    ("The Lighthouse Keepers II", 1980, "movie", "Drama", 6.9, ()),
    ("Bonnie & Drew", 1967, "movie", "Crime", 7.5, ()),
    ("It's a Foggy Life", 1946, "movie", "Drama", 8.6, ()),
    ("L'Étrange Marée", 1960, "movie", "Drama", 7.1, ("The Strange Tide",)),
    ("Fog", 1991, "tvEpisode", "Drama", 5.5, ()),
    ("Harbour Watch", 1990, "tvSeries", "Drama", 6.0, ()),
    ("Harbour After Dark", 1975, "video", "Adult", 4.0, ()),
    ("港の赤", 1999, "movie", "Drama", 6.6, ()),
    ("Lost Reel", None, "short", "", None, ()),
    ("Ёлки в порту", 1988, "movie", "Comedy", 6.1, ()),
    ("8½ Harbours", 1963, "movie", "Drama", 8.2, ()),
    ("M*O*S*S", 1970, "movie", "Comedy", 7.4, ()),
)
#: (name, titles that they directed); ids are ranks.
PEOPLE: Sequence[tuple[str, tuple[int, ...]]] = (
    ("Michael Powers", (1, 2)),
    ("Ada Quill", (5, 6)),
    ("Micheal Bowen", ()),
    ("Hayao Miyazawa", (17,)),
    ("Harbour Jones", ()),
)


def names_of(title: Title) -> str:
    return "\n".join((title[0], *title[5]))


def indexed(
    titles: Sequence[Title] = TITLES, people: Sequence[tuple[str, tuple[int, ...]]] = PEOPLE, path: str = ":memory:"
) -> sqlite3.Connection:
    """The catalogue, open; adult where the genre says so."""
    con = sqlite3.connect(path, isolation_level=None)
    con.execute("BEGIN")
    ddl.create(con)
    con.execute("INSERT INTO category VALUES (1, 'director')")
    for rank, (name, year, kind, genres, rating, akas) in enumerate(titles, 1):
        con.execute(
            "INSERT INTO title (id, kind, title, year, is_adult, average_rating, num_votes, runtime_minutes, genres)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (rank, kind, name, year, "Adult" in genres, rating, 100_000 // rank, 60 + rank, genres or None),
        )
        if akas:
            con.execute("INSERT INTO aka_document VALUES (?, ?)", (rank, json.dumps([[aka] for aka in akas])))
    for rank, (name, directed) in enumerate(people, 1):
        known = ",".join(map(str, directed)) or None
        con.execute("INSERT INTO person (id, name, known_for) VALUES (?, ?, ?)", (rank, name, known))
        con.execute(
            "INSERT INTO filmography_document VALUES (?, ?)", (rank, json.dumps([packed(one, 1) for one in directed]))
        )
    index.create(con)
    index.add_titles(con, title_rows(titles))
    index.add_people(con, ((rank, rank, name) for rank, (name, _) in enumerate(people, 1)))
    index.finish(con)
    index.write_cards(con)
    con.execute("COMMIT")
    return con


def title_rows(titles: Sequence[Title]) -> Iterable[index.TitleRow]:
    for rank, title in enumerate(titles, 1):
        _, year, kind, genres, rating, _ = title
        yield rank, rank, names_of(title), year, facets.pack(kind, genres, rating, "Adult" in genres)


def shown(answer: Answer) -> list[str]:
    """The names of the hits, as they stand."""
    return [hit.card.name if isinstance(hit.card, PersonCard) else hit.card.title for hit in answer.hits]


def found(con: sqlite3.Connection, text: str) -> list[str]:
    return shown(engine.search(con, text))
