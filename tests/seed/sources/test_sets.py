"""Sets that people download: what each tells of its films, and what it does with rows that make no sense."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import FILM, Mention
from db.base.records.pages import Award, Critic, Fact, Item, Quote, Review
from seed.sources import (
    cmu_summaries,
    cornell,
    imdb_reviews,
    large_movie_reviews,
    movielens_tags,
    oscars,
    pack,
    rotten_tomatoes,
    tmdb,
    wikipedia_plots,
)
from seed.sources.formats import Source, sources
from tests.counts import cases
from tests.seed.sources.telling import SAMPLES, Telling, of_path, survives

V11 = (
    "id,title,vote_average,vote_count,status,release_date,revenue,runtime,adult,budget,homepage,imdb_id,original_title,overview,"
    "tagline,genres,production_companies,production_countries,spoken_languages,keywords\n"
)


def test_tmdb_as_one_table() -> None:
    rows = [
        '7,Low Tide,8,9,Released,1999-05-03,1500000,90,False,20000,https://tide.test,tt0000077,Ebbe,"Ada <b>sails</b>, alone.",'
        'Cold.,Drama,"Sea Films, Pier",United States of America,"English, French","sea, lamp"',
        "8,Bad,1,1,Released,2000-01-01,0,1,TRUE,0,,,,x,,,,,,",
        "x,Shifted,1,1,,,,,,,,,,,,,,,,",
        "9,,1,1,,,,,,,,,,,,,,,,",
        "10,Empty,0,0,Rumored,,0,0,False,0,,,,No overview found.,,,,,,",
    ]
    found = Telling(tmdb.SOURCE, {"any.csv": V11 + "\n".join(rows)})
    at = "tmdb:7"
    assert found.subjects[at].of == Mention("Low Tide", 1999, FILM, imdb=77, tmdb=7)
    assert found[at, "plots"] == [Item("Ada sails, alone.", by="TMDB")] and found[at, "taglines"] == ["Cold."]
    assert found[at, "companies"] == [Fact("production", "Sea Films"), Fact("production", "Pier")]
    assert found[at, "countries"] == ["United States"] and found[at, "languages"] == ["English", "French"]
    assert found[at, "business"] == [Fact("budget", "USD 20,000"), Fact("gross", "USD 1,500,000", "worldwide")]
    assert found[at, "release_dates"] == [Fact("", "1999-05-03")] and found[at, "keywords"] == ["sea", "lamp"]
    assert found[at, "links"] == [Fact("official site", "https://tide.test")]
    assert [each.why.split(":")[0] for each in found.refused] == [
        "it is marked as adult", "its number is none", "it names no film",
    ]  # fmt: skip
    assert found["tmdb:10", "plots"] == [] and found.rows == 5


def test_tmdb_as_literals_with_a_spreadsheets_dates_and_tables_beside() -> None:
    head = "\ufeffadult;budget;genres;id;imdb_id;original_title;overview;production_companies;production_countries;release_date;revenue;"
    head += "spoken_languages;tagline;title;vote_count\r\n"
    row = "FALSE;0;[];7;tt0000077;Ebbe;Ada, a divorc\u221a\u00a9e.;\"[{'name': 'Sea \"\"Films\"\"', 'id': 1}]\";"
    row += "\"[{'iso_3166_1': 'DE', 'name': 'Germany'}]\";10/30/95;;\"[{'iso_639_1': 'fr', 'name': 'Fran\u00e7ais'}]\";;Low Tide;5\r\n"
    broken = "FALSE;0;[];1997-08-20;x;x;x;__import__('os');;;;;;x;1\r\n"
    cast = json.dumps([{"name": "Ada Marsh", "character": "She", "gender": 1, "order": 0}, {"nobody": 1}])
    crew = json.dumps([{"name": "Ben Pier", "job": "Director"}, {"name": "Cy", "job": "Gaffer"}])
    credits = "movie_id,title,cast,crew\n7,Low Tide," + ",".join(
        f'"{each.replace(chr(34), chr(34) * 2)}"' for each in (cast, crew)
    )
    keywords = "id,keywords\n7,\"[{'id': 1, 'name': 'sea'}]\"\n99,[]\n"
    found = Telling(tmdb.SOURCE, {"a.csv": (head + row + broken).encode(), "b.csv": credits, "c.csv": keywords})
    at = "tmdb:7"
    assert found.subjects[at].of.year == 1995 and found[at, "release_dates"] == [Fact("", "1995-10-30")]
    assert found[at, "plots"] == [Item("Ada, a divorc\u00e9e.", by="TMDB")]
    assert found[at, "companies"] == [Fact("production", 'Sea "Films"')]
    assert (
        found[at, "countries"] == ["Germany"] and found[at, "languages"] == ["French"] and found[at, "keywords"] == ["sea"]
    )
    assert [(one.name, one.category, one.character) for one in found[at, "credits"]] == [
        ("Ada Marsh", "actress", "She"), ("Ben Pier", "director", ""),
    ]  # fmt: skip
    assert len(found.refused) == 2


def test_reviews_of_the_spoiler_set() -> None:
    lines = [
        {"review_date": "10 February 2006", "movie_id": "tt0000077", "user_id": "u", "is_spoiler": True, "rating": "10",
         "review_text": "She <br/>drowns.\n\nBut [b]so[/b] well.", "review_summary": "Wet \u001b[31m"},
        {"review_date": "soon", "movie_id": "tt0000077", "is_spoiler": False, "review_text": "Dry.", "rating": ""},
        {"movie_id": "nm1", "is_spoiler": False, "review_text": "x"},
        {"movie_id": "tt0000077", "is_spoiler": False, "review_text": " "},
    ]  # fmt: skip
    text = "\n".join(map(json.dumps, lines)) + '\n{"movie_id": "tt00'
    details = json.dumps({"movie_id": "tt0000077", "plot_summary": "Ada.", "plot_synopsis": "All of it.", "duration": "2h"})
    found = Telling(imdb_reviews.SOURCE, {"r.json": text, "d.json": details})
    assert found["tt0000077", "reviews"] == [
        Review("Wet", "She\n\ndrowns.\n\nBut so well.", 10, date="2006-02-10", spoiler=True), Review("", "Dry."),
    ]  # fmt: skip
    assert found["tt0000077", "plots"] == [Item("Ada.")] and found["tt0000077", "synopsis"] == [Item("All of it.")]
    assert [each.origin.line for each in found.refused] == [3, 4, 5] and found.rows == 6


def test_the_large_set_of_reviews_a_file_each() -> None:
    files: dict[str, str | bytes] = {
        "aclImdb/train/urls_pos.txt": "http://www.imdb.com/title/tt0000077/usercomments\nhttp://www.imdb.com/title/tt0000078/x\n",
        "aclImdb/train/pos/1_9.txt": "Good.<br /><br />Very.",
        "aclImdb/train/pos/5_9.txt": "No address.",
        "aclImdb/train/neg/0_1.txt": "No list.",
        "aclImdb/train/unsup/0_0.txt": "x",
    }
    found = Telling(large_movie_reviews.SOURCE, files)
    assert found["tt0000078", "reviews"] == [Review("", "Good.\n\nVery.", 9)]
    assert len(found.refused) == 3


def test_critics_and_their_consensus() -> None:
    films = (
        "rotten_tomatoes_link,movie_title,movie_info,critics_consensus,directors,original_release_date\n"
        'm/low_tide,Low Tide,Ada sails.,"Cold, and good.","Ben Pier, Cy Dock",1999-05-03\n,,,,,\n'
    )
    critics = (
        "rotten_tomatoes_link,critic_name,top_critic,publisher_name,review_type,review_score,review_date,review_content\n"
        "m/low_tide,Ada,TRUE,The Pier,Fresh,3.5/5,2010-02-06,Fine.\nm/low_tide,,False,Sea,Rotten,B-,,\n"
        "m/other_2001,,False,Sea,Fresh,,,Yes.\nm/none,,False,Sea,Fresh,,,No.\nm/low_tide,,,,,,,\n"
    )
    found = Telling(rotten_tomatoes.SOURCE, {"critics.csv": critics, "films.csv": films})
    subject = found.subjects["m/low_tide"]
    assert subject.of == Mention("Low Tide", 1999, FILM) and subject.directors == ("Ben Pier", "Cy Dock")
    assert found["m/low_tide", "critics"] == [
        Critic("Fine.", "Ada", "The Pier", "3.5/5", True, True, "2010-02-06"), Critic("", "", "Sea", "B-", False),
    ]  # fmt: skip
    assert found["m/low_tide", "consensus"] == [Item("Cold, and good.", by="Rotten Tomatoes")]
    assert found.subjects["m/other_2001"].of == Mention("other", 2001, FILM) and len(found.refused) == 2


def test_stories_of_wikipedia_and_of_the_corpus() -> None:
    table = "Release Year,Title,Origin/Ethnicity,Director,Cast,Genre,Wiki Page,Plot\n"
    table += (
        '1999,Low Tide,British,Ben Pier and Cy Dock,,,https://w.test/T,"Ada [[sea|sails]].[1] {{cite}}"\n1999,,x,x,x,x,x,y\n'
    )
    found = Telling(wikipedia_plots.SOURCE, {"w.csv": table})
    assert found["https://w.test/T", "synopsis"] == [Item("Ada sails.", by="Wikipedia's authors")]
    assert found.subjects["https://w.test/T"].directors == ("Ben Pier", "Cy Dock") and len(found.refused) == 1
    films = '77\t/m/0abc\tLow Tide\t1999-05\t\t90.0\t{"/m/x": "English"}\t{}\t{}\n'
    texts = "77\tAda goes out to sea, and it is a very long way to the light at its end.\n78\tNobody knows of which film this is.\n"
    found = Telling(cmu_summaries.SOURCE, {"m.tsv": films, "p.txt": texts})
    assert found.subjects["77"].of == Mention("Low Tide", 1999, FILM) and len(found["77", "synopsis"]) == 1
    assert [each.origin.line for each in found.refused] == [2]


def test_conversations_become_quotes() -> None:
    part = " +++$+++ "
    files: dict[str, str | bytes] = {
        "t.txt": part.join(("m0", "low tide", "1999", "6.9", "10", "['drama']")) + "\n",
        "c.txt": part.join(("u0", "ADA", "m0", "low tide", "f", "4")) + "\n",
        "l.txt": "\n".join(part.join(row) for row in (
            ("L2", "u0", "m0", "ADA", "Caf\u00e9 <u>now</u>."), ("L1", "u1", "m0", "BEN", "Where?"), ("L3", "u1", "m0", "BEN", ""),
        )),
        "v.txt": part.join(("u0", "u1", "m0", "['L1', 'L2', 'L9']")) + "\nbroken +++$+++ x\n",
    }  # fmt: skip
    found = Telling(cornell.SOURCE, files)
    assert found.roles == {"t.txt": "films", "c.txt": "people", "l.txt": "lines", "v.txt": "conversations"}
    assert found["m0", "quotes"] == [Quote((("Ben", "Where?"), ("Ada", "Caf\u00e9 now.")))]
    assert found.rows == 7 and len(found.refused) == 1


def test_nominations() -> None:
    head = "Ceremony\tYear\tClass\tCanonicalCategory\tCategory\tFilm\tFilmId\tName\tNominees\tNomineeIds\tWinner\tDetail\tNote\n"
    rows = (
        "1\t1927/28\tActing\tACTOR IN A LEADING ROLE\tACTOR\tOne|Two\ttt0000071|tt0000072\tAda\tAda Marsh\tnm1\tTrue\t\t\n"
    )
    rows += "21\t1948\tTechnical\tSOUND\tSOUND\tTide\ttt0000077\tx\tAda Marsh, Ben Pier\t\t\t\t\n21\t1948\tx\tHONORARY\tH\t\t\t\t\t\t\t\t\n"
    found = Telling(oscars.SOURCE, {"o.csv": head + rows})
    assert found["tt0000071", "awards"] == found["tt0000072", "awards"]
    assert found["tt0000071", "awards"] == [Award("Oscar", 1929, "Actor", True, (("Ada Marsh", None),))]
    assert found["tt0000077", "awards"] == [Award("Oscar", 1949, "Sound", False, (("Ada Marsh", None), ("Ben Pier", None)))]
    assert found.rows == 3 and len(found.refused) == 1


def test_words_that_several_viewers_use() -> None:
    tags = "userId,movieId,tag,timestamp\n1,7,Sea,1\n2,7,sea,1\n1,7,lonely,1\n1,9,x,1\n"
    found = Telling(movielens_tags.SOURCE, {"t.csv": tags, "l.csv": "movieId,imdbId,tmdbId\n7,0000077,7\n"})
    assert found["tt0000077", "keywords"] == ["sea"] and found.rows == 4 and len(found.refused) == 1


def test_a_pack() -> None:
    text = "# Low Tide (1999)\nid: tt0000077\nplot: Ada sails.\ntrivia:\n  - spoiler: She drowns.\nfaq:\n  Why? | So.\n\n# Bad\nid: x\n"
    found = Telling(pack.SOURCE, {"mine.txt": text.encode()})
    assert found["tt0000077", "plots"] == [Item("Ada sails.")] and found["tt0000077", "trivia"] == [
        Item("She drowns.", spoiler=True)
    ]
    assert found.rows == 2 and len(found.refused) == 1


_PIECES = [
    V11.encode(), b"7,Low Tide,8,9,Released,1999-05-03,1,2,False", b'{"movie_id": "tt0000077", "review_text": "x", "is_spoiler": 1}\n',
    b"rotten_tomatoes_link,movie_title,critics_consensus\n", b"Release Year,Title,Wiki Page,Plot\n", b"m0 +++$+++ a +++$+++ 1999\n",
    b"77\t/m/0abc\tLow Tide\t\t\t\t{\n", b"Ceremony\tCategory\tFilm\tFilmId\tWinner\n", b"userId,movieId,tag\n", b"# A (1999)\nplot: x\n",
    b'"', b"\0", b"\xff\xfe", b"[{'a': 1}]", b"\n", b",", b"\t",
]  # fmt: skip


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
@settings(deadline=None, max_examples=cases(15, 1500))
@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=6), max_size=8))
def test_any_bytes_are_told_refused_or_unreadable(source: Source, pieces: list[bytes]) -> None:
    survives(source, {"train/pos/0_1.txt": b"".join(pieces), "x.csv": b"".join(pieces)})


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_every_source_says_what_it_fills_and_where_it_is_to_be_had(source: Source) -> None:
    from db.base.records.sources import SECTIONS

    assert source.fills and set(source.fills) <= SECTIONS.keys()
    assert source.published and source.size and source.terms and source.label


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize(
    ("folder", "name", "roles"),
    [
        ("pages/tmdb", "tmdb", ["films"]), ("pages/imdb-spoiler", "imdb-reviews", ["details", "reviews"]),
        ("pages/rotten-tomatoes", "rotten-tomatoes", ["critics", "films"]), ("pages/wikipedia", "wikipedia-plots", ["plots"]),
        ("pages/cmu", "cmu-summaries", ["films", "summaries"]),
        ("pages/cornell", "cornell", ["conversations", "films", "lines", "people"]), ("pages/oscars", "oscars", ["awards"]),
        ("aclimdb", "large-movie-reviews", ["addresses", "review"]), ("movielens", "movielens-tags", ["links", "tags"]),
    ],
)  # fmt: skip
def test_samples_of_others_are_recognised(folder: str, name: str, roles: list[str]) -> None:
    assert of_path(SAMPLES / folder)[name] == roles
