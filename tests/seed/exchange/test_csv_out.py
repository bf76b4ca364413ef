"""CSV for Letterboxd and in IMDb's layout, and Markdown: read back, they say what was written, as far as the format can."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.cards import PersonCard, TitleCard
from db.base.records.exchange import (
    Entry,
    Follow,
    Like,
    ListHead,
    Mention,
    Note,
    Origin,
    Owned,
    PersonMention,
    Rating,
    Record,
    Review,
    SeriesState,
    Tag,
    Viewing,
)
from db.base.records.taken import Details, Taken, Written
from db.base.text import line, prose
from seed.exchange import csv_out, markdown_out, values
from seed.exchange.table import Row, parsed
from tests.counts import cases
from tests.seed.exchange.lives import PIECES

HERE = Origin("personal.db", 0)
BOAT = Mention("The Paper Boat", 1961, "movie", 901)
RAIN = Mention("=Rain, again", None, "short", 902)
HOME = Mention("A Home Movie", 1999, "video")
WATCH = Mention("Harbour Watch", 1990, "tvSeries", 20)
FOG = Mention("Fog", 1991, "tvEpisode", 21, series=WATCH, season=2, number=3)
INA = PersonMention("Ina Lund", 7)
SEA = ListHead(("list", "sea"), "Sea: films/2", about="Salt.", ranked=True)


def viewing(of: Mention, at: str | None, key: object = 1, **more: Any) -> Viewing:
    return Viewing(origin=HERE, key=("viewing", str(key)), of=of, at=at, rewatch=more.pop("rewatch", False), **more)


def rating(of: Mention, value: int, at: str = "2026-05-03T20:15:00.000Z", season: int | None = None) -> Rating:
    return Rating(origin=HERE, of=of, value=value, at=at, season=season)


def review(of: Mention, text: str, key: object = None, **more: Any) -> Review:
    return Review(origin=HERE, of=of, text=text, viewing=("viewing", str(key)) if key is not None else (), **more)


def taken(*records: Record, lists: Iterable[ListHead] = (), **others: int) -> Taken:
    found = Taken(list(records), list(lists), others=Counter(others))
    for record in records:
        of = getattr(record, "of", None)
        if isinstance(of, PersonMention):
            found.people[of] = PersonCard(of.imdb or -1, of.name, 1920, known_for="Rain (1950)")
        elif isinstance(of, Mention):
            found.cards[of] = TitleCard(
                of.imdb or -5, of.name, of.year, of.kind, 7.4, 1200, runtime=92, genres=("Drama", "War")
            )
    return found


def rows(done: Written, name: str) -> list[Row]:
    return list(parsed(io.StringIO(done.files[name].decode("utf-8"), newline=""), name, most=1000))


def everything(done: Written) -> Iterator[Row]:
    for name in done.files:
        yield from rows(done, name)


# -- Letterboxd --------------------------------------------------------------------------------------------------------


def test_a_viewing_is_a_row_and_the_rating_of_the_film_another_without_a_day() -> None:
    done = csv_out.letterboxd(
        taken(
            viewing(BOAT, "2026-05-03", 2, rewatch=True, rating=7, tags=("noir", "a,b", "sea")),
            viewing(BOAT, "2020-01-02", 1),
            rating(BOAT, 8),
            review(BOAT, "A <b>bold</b> film & more.\n\nTwice.", 2),
            review(BOAT, "Without a day."),
        )
    )
    assert done.files["letterboxd.csv"].decode() == (
        "imdbID,Title,Year,Rating10,WatchedDate,Rewatch,Tags,Review\n"
        "tt0000901,The Paper Boat,1961,,2020-01-02,false,,\n"
        'tt0000901,The Paper Boat,1961,7,2026-05-03,true,"noir, sea","A &lt;b&gt;bold&lt;/b&gt; film &amp; more.\n\nTwice."\n'
        "tt0000901,The Paper Boat,1961,8,,,,Without a day.\n"
    )
    assert +done.wrote == Counter(viewings=2, reviews=2, ratings=1)
    assert +done.left == Counter({"tags with a comma": 1})


def test_a_film_without_an_id_goes_by_its_name_and_formulas_do_not_run() -> None:
    done = csv_out.letterboxd(
        taken(viewing(HOME, "2020-01-02"), viewing(RAIN, "2020-01-03"), review(RAIN, "-1 for the fog"))
    )
    text = done.files["letterboxd.csv"].decode()
    assert "\n,A Home Movie,1999,," in text and "'=Rain, again" in text and ",'-1 for the fog" in text
    assert [row["title"] for row in rows(done, "letterboxd.csv")] == ["A Home Movie", "=Rain, again", "=Rain, again"]


def test_a_film_seen_on_a_day_unknown_is_a_row_without_a_day_and_is_counted() -> None:
    done = csv_out.letterboxd(taken(viewing(BOAT, None, 1, rating=5), viewing(BOAT, None, 2, note="Late.")))
    (row,) = rows(done, "letterboxd.csv")
    assert (row["imdbid"], row["rating10"], row["watcheddate"]) == ("tt0000901", "", "")
    assert +done.left == Counter(
        {
            "viewings of a day unknown (the film is written as seen)": 2,
            "ratings and tags of viewings of a day unknown": 1,
            "places, company and notes of viewings": 1,
        }
    )


def test_what_letterboxd_has_no_place_for_is_counted_by_kind() -> None:
    done = csv_out.letterboxd(
        taken(
            viewing(FOG, "2020-01-02"),
            rating(WATCH, 9),
            rating(WATCH, 8, season=2),
            review(FOG, "Foggy."),
            viewing(BOAT, "2020-01-02", liked=True, company="Ada"),
            review(BOAT, "Wet.", headline="Wet", spoiler=True),
            Like(origin=HERE, of=BOAT),
            Tag(origin=HERE, of=BOAT, word="noir"),
            Note(origin=HERE, of=INA, text="Writes."),
            Follow(origin=HERE, of=INA),
            Owned(origin=HERE, of=BOAT, location="/films/boat.mkv"),
            SeriesState(origin=HERE, of=WATCH, state="paused"),
            Entry(origin=HERE, of=BOAT, on=SEA),
            Entry(origin=HERE, of=BOAT, on=ListHead((), "Watchlist", "watchlist")),
            Entry(origin=HERE, of=BOAT, on=ListHead((), "Favourites", "favourites")),
            threads=3,
        )
    )
    assert +done.left == Counter(
        {
            "threads": 3, "viewings of series, episodes and games": 1, "ratings of series, episodes and games": 1,
            "ratings of seasons": 1, "reviews of series, episodes and games": 1, "places, company and notes of viewings": 1,
            "♥ of viewings": 1, "headlines of reviews": 1, "marks of spoilers": 1, "♥": 1, "tags": 1, "notes": 1,
            "people followed": 1, "titles owned": 1, "series states": 1, "list entries": 1, "titles on the watchlist": 1,
            "favourites": 1,
        }
    )  # fmt: skip
    assert +done.wrote == Counter(viewings=1, reviews=1)


def test_files_stay_below_one_megabyte_each_with_its_header() -> None:
    films = [Mention(f"Film {number} 七人の侍", 1950, "movie", number) for number in range(1, 301)]
    records = [record for of in films for record in (viewing(of, "2020-01-02", of.imdb), review(of, "雪" * 3_000, of.imdb))]
    done = csv_out.letterboxd(taken(*records))
    assert list(done.files) == ["letterboxd-1.csv", "letterboxd-2.csv", "letterboxd-3.csv"]
    assert all(len(data) <= csv_out.MOST for data in done.files.values())
    assert {data.split(b"\n", 1)[0].decode() for data in done.files.values()} == {",".join(csv_out.LETTERBOXD)}
    assert [row["imdbid"] for row in everything(done)] == [f"tt{number:07d}" for number in range(1, 301)]


def test_a_review_larger_than_a_file_is_left_out_and_its_viewing_is_not() -> None:
    done = csv_out.letterboxd(taken(viewing(BOAT, "2020-01-02", 1), review(BOAT, "x" * 1_000_000, 1)))
    (row,) = rows(done, "letterboxd.csv")
    assert (row["watcheddate"], row["review"]) == ("2020-01-02", "")
    assert (done.left["reviews longer than 1 MB"], done.wrote["reviews"]) == (1, 0)


def test_nothing_said_is_a_header() -> None:
    done = csv_out.letterboxd(taken())
    assert done.files == {"letterboxd.csv": (",".join(csv_out.LETTERBOXD) + "\n").encode()} and not +done.left


_TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=3).map("\n".join).map(prose)
_NAME = (
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=3).map(" ".join).map(line).map(lambda name: name or "?")
)
_FILM = st.builds(
    Mention, _NAME, st.none() | st.integers(1900, 2026), st.sampled_from(("movie", "short", "tvMovie")), st.integers(1, 40)
)
_DAY = st.dates(min_value=values._FIRST, max_value=values.date(2026, 1, 1)).map(str)
_POINTS = st.none() | st.integers(1, 10)


@settings(max_examples=cases(500, 5000), deadline=None)
@given(
    st.lists(
        st.tuples(
            _FILM,
            _POINTS,
            st.lists(st.tuples(st.none() | _DAY, st.booleans(), _POINTS, st.lists(_NAME, max_size=2), st.none() | _TEXT), max_size=3),
            st.lists(_TEXT.filter(bool), max_size=2),
        ),
        max_size=4,
        unique_by=lambda each: each[0].imdb,
    )
)  # fmt: skip
def test_letterboxd_says_again_what_was_said(films: list[Any]) -> None:
    records: list[Record] = []
    seen: Counter[tuple[object, ...]] = Counter()
    said: Counter[tuple[str, str]] = Counter()
    rated = {}
    for of, points, days, texts in films:
        film = f"tt{of.imdb:07d}"
        for at, again, own, tags, text in days:
            records.append(viewing(of, at, len(records), rewatch=again, rating=own, tags=tuple(tags)))
            if text:
                records.append(review(of, text, len(records) - 1))
                said[film, text] += 1
            if at:
                seen[film, of.name, of.year, at, again, own, tuple(tag for tag in tags if "," not in tag)] += 1
        for text in texts:
            records.append(review(of, text))
            said[film, text] += 1
        if points:
            records.append(rating(of, points))
            rated[film] = points
    found_seen: Counter[tuple[object, ...]] = Counter()
    found_said: Counter[tuple[str, str]] = Counter()
    found_rated = {}
    named = set()
    for row in everything(csv_out.letterboxd(taken(*records))):
        film, points, at = row["imdbid"], values.points(row["rating10"]), row["watcheddate"]
        named.add(film)
        if at:
            tags = values.words(row["tags"])
            found_seen[film, row["title"], values.year(row["year"]), at, row["rewatch"] == "true", points, tags] += 1
        elif points:
            assert film not in found_rated
            found_rated[film] = points
        if row["review"]:
            found_said[film, values.unmarked(row["review"])] += 1
    assert found_seen == seen and found_said == said and found_rated == rated
    assert named == {f"tt{of.imdb:07d}" for of, points, days, texts in films if points or days or texts}


# -- IMDb --------------------------------------------------------------------------------------------------------------


def test_ratings_in_imdbs_layout() -> None:
    details = {901: Details(("Ada Quill", "Bo Tern"), "1961-09-06")}
    done = csv_out.imdb(
        taken(rating(BOAT, 8), rating(FOG, 9), rating(HOME, 3), rating(WATCH, 7, season=1)), lambda ids: details
    )
    assert done.files["ratings.csv"].decode().splitlines() == [
        "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,"
        "Release Date,Directors",
        'tt0000901,8,2026-05-03,The Paper Boat,The Paper Boat,https://www.imdb.com/title/tt0000901/,movie,7.4,92,1961,'
        '"Drama, War",1200,1961-09-06,"Ada Quill, Bo Tern"',
        'tt0000021,9,2026-05-03,Fog,Fog,https://www.imdb.com/title/tt0000021/,tvEpisode,7.4,92,1991,"Drama, War",1200,,',
    ]  # fmt: skip
    assert +done.left == Counter({"ratings of titles without an id of IMDb's": 1, "ratings of seasons": 1})


def test_lists_and_the_watchlist_are_a_file_each_and_people_one_beside() -> None:
    watchlist = ListHead(("list", "w"), "Watchlist", "watchlist")
    empty = ListHead(("list", "e"), "SEA: films|2")
    at = "2026-05-03T20:15:00.000Z"
    done = csv_out.imdb(
        taken(
            rating(BOAT, 8),
            Entry(origin=HERE, of=BOAT, on=watchlist, at=at),
            Entry(origin=HERE, of=RAIN, on=SEA, note="+ fog\nand rain", at=at),
            Entry(origin=HERE, of=INA, on=SEA, at=at),
            Entry(origin=HERE, of=HOME, on=SEA, at=at),
            Entry(origin=HERE, of=BOAT, on=SEA, at=at),
            lists=(watchlist, SEA, empty),
        ),
        lambda ids: {},
    )
    assert list(done.files) == [
        "ratings.csv", "watchlist.csv", "Sea- films-2.csv", "Sea- films-2 (people).csv", "SEA- films-2 (2).csv",
    ]  # fmt: skip
    found = [
        (row["position"], row["const"], row["description"], row["your rating"]) for row in rows(done, "Sea- films-2.csv")
    ]
    assert found == [("1", "tt0000902", "+ fog\nand rain", ""), ("2", "tt0000901", "", "8")]
    (person,) = rows(done, "Sea- films-2 (people).csv")
    assert (person["const"], person["name"], person["created"]) == ("nm0000007", "Ina Lund", "2026-05-03")
    assert rows(done, "SEA- films-2 (2).csv") == []
    assert +done.wrote == Counter({"ratings": 1, "lists": 3, "list entries": 4})
    assert +done.left == Counter(
        {
            "list entries without an id of IMDb's": 1, "descriptions of lists": 1, "ranks of lists (their order is written)": 1,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a/b\\c", "a-b-c"), ("../../etc", "-..-etc"), ("CON", "CON (2)"), ("...", "untitled"), ("七" * 200, "七" * 50),
        ("dots. ", "dots"), ("nul\x00", "nul-"), ("My Watchlist", "My Watch-list"), ("ratings", "ratings (2)"), (".hidden", "hidden"),
    ],
)  # fmt: skip
def test_a_lists_name_becomes_a_files_name_on_any_system(name: str, file: str) -> None:
    assert csv_out.Names().of(ListHead((), name)) == file


@settings(max_examples=cases(500, 5000), deadline=None)
@given(
    st.lists(st.tuples(_FILM, st.integers(1, 10)), max_size=4, unique_by=lambda each: each[0].imdb),
    st.lists(st.tuples(_NAME, st.lists(st.tuples(_FILM, _TEXT, _DAY), max_size=3)), max_size=3),
)
def test_imdbs_layout_says_again_what_was_said(rated: list[Any], lists: list[Any]) -> None:
    heads = [ListHead(("list", number), name) for number, (name, _) in enumerate(lists)]
    entries = [
        Entry(origin=HERE, of=of, on=head, note=note, at=day)
        for head, (_, held) in zip(heads, lists, strict=True)
        for of, note, day in held
    ]
    done = csv_out.imdb(taken(*(rating(of, points) for of, points in rated), *entries, lists=heads), lambda ids: {})
    assert [
        (row["const"], row["title"], values.year(row["year"]), int(row["your rating"])) for row in rows(done, "ratings.csv")
    ] == [(f"tt{of.imdb:07d}", of.name, of.year, points) for of, points in rated]
    files = [name for name in done.files if name != "ratings.csv"]
    assert len(files) == len(lists) == len({name.casefold() for name in files})
    for name, (_, held) in zip(files, lists, strict=True):
        assert [(row["const"], row["description"], row["created"]) for row in rows(done, name)] == [
            (f"tt{of.imdb:07d}", note, day) for of, note, day in held
        ]


def test_files_of_lists_that_are_named_alike_do_not_meet() -> None:
    lists = [ListHead(("list", number), name) for number, name in enumerate(("Sea", "Sea (people)", "sea", "sea (2)"))]
    entries = [Entry(origin=HERE, of=of, on=on, at="2026-05-03") for on in lists for of in (BOAT, INA)]
    files = csv_out.imdb(taken(*entries, lists=lists), lambda ids: {}).files
    assert len({name.casefold() for name in files}) == len(files) == 1 + 2 * len(lists)


# -- Markdown ----------------------------------------------------------------------------------------------------------


def test_lists_and_reviews_as_markdown() -> None:
    done = markdown_out.markdown(
        taken(
            rating(BOAT, 8),
            viewing(BOAT, "2026-05-03", 1),
            review(
                BOAT, "# Not a heading\nA *star*.\n\n1. Not a list", 1, headline="Wet [REC]", spoiler=True, at="2026-05-04"
            ),
            Entry(origin=HERE, of=BOAT, on=SEA, note="The _wettest_."),
            Entry(origin=HERE, of=INA, on=SEA),
            lists=(SEA,),
        )
    )
    assert done.files["Sea- films-2.md"].decode() == (
        "# Sea: films/2\n\nSalt.\n\n1. The Paper Boat (1961)\n\n   The \\_wettest\\_.\n2. Ina Lund\n"
    )
    assert done.files["reviews.md"].decode() == (
        "# Reviews\n\n## The Paper Boat (1961)\n\n**Wet \\[REC\\]**\n\n"
        "*8/10, watched on 2026-05-03, written on 2026-05-04, gives the story away*\n\n"
        "\\# Not a heading\\\nA \\*star\\*.\n\n1\\. Not a list\n"
    )
    assert +done.wrote == Counter({"lists": 1, "list entries": 2, "reviews": 1})


def test_without_reviews_there_is_no_file_of_reviews() -> None:
    assert list(markdown_out.markdown(taken(lists=(SEA,))).files) == ["Sea- films-2.md"]


@settings(max_examples=cases(200, 3000), deadline=None)
@given(_TEXT)
def test_markdown_text_shows_as_it_was(text: str) -> None:
    shown = _shown(markdown_out.plain(text))
    assert shown == text


def _shown(written: str) -> str:
    """The text without the backslashes that keep Markdown from meaning something."""
    found, escaped = [], False
    for char in written:
        if char == "\\" and not escaped:
            escaped = True
            continue
        found.append(char)
        escaped = False
    return "".join(found)
