"""How two people are connected: against a search that tries everything, and on the starter's and invented films."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.errors import BadInput, NotFound
from db.base.home import Home
from db.base.records.findings import PathAnswer
from db.catalogue import ddl, facets
from db.catalogue.documents import packed
from db.library import Library
from db.personal import ddl as personal
from db.reading import paths
from db.search import index
from seed.starter_build import ensure_catalogue
from tests.catalogues import QUILL, RED, SHORE, STARLING, TERN

CATEGORIES = ("actor", "director", "self", "archive_footage")
#: A film's kind and its credits: (person, code of the category).
Film = tuple[str, Sequence[tuple[int, int]]]


def catalogue(films: Sequence[Film], people: int, *, adult: Sequence[int] = ()) -> sqlite3.Connection:
    """Films numbered from 1 in the order of their note, people likewise."""
    con = sqlite3.connect(":memory:")
    ddl.create(con)
    con.execute("ATTACH ':memory:' AS mine")
    index.create(con)
    personal.create(con)
    con.executemany("INSERT INTO category VALUES (?, ?)", enumerate(CATEGORIES))
    con.executemany("INSERT INTO person (id, name) VALUES (?, ?)", ((n, f"Person {n}") for n in range(1, people + 1)))
    parts: dict[int, list[int]] = {}
    for number, (kind, credits) in enumerate(films, 1):
        is_adult = int(number in adult)
        con.execute(
            "INSERT INTO title (id, kind, title, is_adult) VALUES (?, ?, ?, ?)", (number, kind, f"Film {number}", is_adult)
        )
        con.execute(
            "INSERT INTO title_rank VALUES (?, ?, NULL, ?)", (number, number, facets.pack(kind, None, None, is_adult))
        )
        if credits:
            con.execute("INSERT INTO credit_document VALUES (?, ?)", (number, json.dumps(credits)))
        for who, code in credits:
            parts.setdefault(who, []).append(packed(number, code))
    con.executemany(
        "INSERT INTO filmography_document VALUES (?, ?)", ((who, json.dumps(listed)) for who, listed in parts.items())
    )
    return con


def every_chain(
    films: Sequence[Film], first: int, last: int, kinds: Sequence[str], codes: Sequence[int]
) -> list[tuple[int, ...]]:
    """The titles of all shortest chains, the one with the most noted weakest link first, found by trying everything."""
    casts: Mapping[int, set[int]] = {
        number: {who for who, code in credits if code in codes}
        for number, (kind, credits) in enumerate(films, 1)
        if kind in kinds
    }
    reached: list[tuple[tuple[int, ...], int]] = [((), first)]
    met = {first}
    while reached:
        further = [
            ((*titles, number), who)
            for titles, here in reached
            for number, cast in casts.items()
            if here in cast
            for who in cast - met
        ]
        if found := {titles for titles, who in further if who == last}:
            return sorted(found, key=lambda titles: sorted(titles, reverse=True))
        met |= {who for _, who in further}
        reached = further
    return []


def titles(answer: PathAnswer) -> list[tuple[int, ...]]:
    return [tuple(step.title.id for step in path.steps) for path in answer.paths]


films = st.lists(
    st.tuples(
        st.sampled_from(("movie", "movie", "short", "tvEpisode")),
        st.lists(st.tuples(st.integers(1, 9), st.sampled_from((0, 0, 1, 2, 3))), max_size=4, unique=True),
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(films, st.booleans(), st.booleans())
def test_the_shortest_and_most_notable_chains_are_those_that_trying_everything_finds(
    films: list[Film], only_films: bool, appearances: bool
) -> None:
    con = catalogue(films, 9)
    kinds = ("movie", "short") if only_films else ("movie", "short", "tvEpisode")
    codes = range(4) if appearances else range(2)
    for first, last in itertools.combinations((1, 2, 3, 4), 2):
        answer = paths.connect(con, first, last, films=only_films, appearances=appearances, limit=3)
        expected = every_chain(films, first, last, kinds, codes)
        assert [sorted(one, reverse=True) for one in titles(answer)] == [sorted(one, reverse=True) for one in expected[:3]]
        assert set(titles(answer)) <= set(expected) and answer.certain
        for path in answer.paths:  # every link holds, and each begins where the one before ended
            ends = [first, *(step.right.person_id for step in path.steps)]
            assert ends[-1] == last
            assert [step.left.person_id for step in path.steps] == ends[:-1]
            for step in path.steps:
                listed = {(who, CATEGORIES[code]) for who, code in films[step.title.id - 1][1]}
                assert {(part.person_id, part.category) for part in (step.left, step.right)} <= listed


LADDER: list[Film] = [("movie", [(n, 0), (n + 1, 0)]) for n in range(1, 12)]


def test_of_two_people_who_link_the_same_films_the_better_billed_is_named() -> None:
    con = catalogue([("movie", [(1, 0), (4, 0), (3, 0)]), ("movie", [(4, 0), (3, 0), (2, 0)])], 4)
    answer = paths.connect(con, 1, 2, limit=5)
    assert titles(answer) == [(1, 2)]  # once: by its films, not by who links them
    assert answer.paths[0].steps[0].right.person_id == 4


def test_a_long_chain_and_none_at_all() -> None:
    con = catalogue([*LADDER, ("movie", [(20, 0)])], 20)
    answer = paths.connect(con, 1, 12)
    assert titles(answer) == [tuple(range(1, 12))] and answer.certain
    nothing = paths.connect(con, 1, 20)
    assert nothing.paths == () and nothing.certain


def test_adult_titles_link_nobody_unless_asked() -> None:
    con = catalogue([("movie", [(1, 0), (2, 0)])], 2, adult=[1])
    assert paths.connect(con, 1, 2).paths == ()
    assert titles(paths.connect(con, 1, 2, adult=True)) == [(1,)]


def test_it_gives_up_when_told_to_and_says_so() -> None:
    con = catalogue(LADDER, 12)
    for answer in (paths.connect(con, 1, 12, patience=-1), paths.connect(con, 1, 12, cancelled=lambda: True)):
        assert answer.paths == () and not answer.certain
    asked = itertools.count()
    late = paths.connect(con, 1, 12, cancelled=lambda: next(asked) > 4)
    assert late.paths == () and not late.certain and 0 < late.looked_at < 24


def test_what_is_too_much_to_follow_is_left_and_the_answer_says_that_it_may_not_be_the_shortest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 1 and 2 share film 5 with 3, whom the cap on people drops; the way by films 1 and 2 is longer.
    films: list[Film] = [
        ("movie", [(1, 0), (4, 0)]), ("movie", [(4, 0), (5, 0)]), ("movie", [(5, 0), (2, 0)]),
        ("movie", [(1, 0), (3, 0)]), ("movie", [(3, 0), (2, 0)]),
    ]  # fmt: skip
    con = catalogue(films, 5)
    assert titles(paths.connect(con, 1, 2)) == [(4, 5)]
    monkeypatch.setattr(paths, "MOST_TITLES", 1)
    capped = paths.connect(con, 1, 2)
    assert titles(capped) == [(1, 2, 3)] and not capped.certain
    monkeypatch.setattr(paths, "MOST_PEOPLE", 0)
    assert not paths.connect(con, 1, 2).certain


def test_a_filmography_longer_than_may_be_read_is_cut_between_two_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    con = catalogue([("movie", [(1, 0), (2, 0)]), *[("movie", [(1, 0)])] * 30, ("movie", [(1, 0), (3, 0)])], 3)
    monkeypatch.setattr(paths, "MOST_LETTERS", 40)
    assert titles(paths.connect(con, 1, 2)) == [(1,)]
    assert not paths.connect(con, 1, 3).certain


def test_the_same_person_twice_and_nobody() -> None:
    con = catalogue(LADDER, 12)
    with pytest.raises(BadInput, match="two different people"):
        paths.connect(con, 1, 1)
    with pytest.raises(NotFound):
        paths.connect(con, 1, 99)


def test_in_the_small_catalogue(con: sqlite3.Connection) -> None:
    answer = paths.connect(con, STARLING, TERN, limit=4)
    step = answer.paths[0].steps[0]
    assert (answer.first.name, answer.last.name, step.title.id) == ("Gwen Starling", "Bo Tern", RED)
    assert (step.left.character, step.right.category, step.right.name) == ("Marta", "director", "Bo Tern")
    assert titles(paths.connect(con, STARLING, QUILL, limit=4)) == [(RED,), (SHORE,)]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    home = Home.of(Path(tmp_path_factory.mktemp("starter")))
    ensure_catalogue(home)
    library = Library(home)
    yield library.connection()
    library.close()


def test_moira_shearer_and_tilda_swinton(starter: sqlite3.Connection) -> None:
    (moira,), (tilda,) = (
        starter.execute("SELECT id FROM person WHERE name = ?", (name,)).fetchone()
        for name in ("Moira Shearer", "Tilda Swinton")
    )
    answer = paths.connect(starter, moira, tilda, limit=3)
    assert answer.paths and answer.certain
    chain = answer.paths[0].steps
    assert (chain[0].left.name, chain[-1].right.name) == ("Moira Shearer", "Tilda Swinton")
    assert {len(path.steps) for path in answer.paths} == {len(chain)}
    back = paths.connect(starter, tilda, moira).paths[0].steps
    assert [step.title.id for step in back] == [step.title.id for step in reversed(chain)]
