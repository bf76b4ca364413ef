"""Searching: what stands first, what is found at all, and that nothing typed does harm."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from time import thread_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.base.home import Home
from db.base.records.cards import TitleCard
from db.base.sqlite import uri
from db.personal import diary, lists, owned, ratings, reviews, setup
from db.personal.desk import Desk
from db.search import engine
from tests.db.search.indexed import TITLES, found, indexed
from tests.hostile import HOSTILE


@pytest.fixture(scope="module")
def con() -> Iterator[sqlite3.Connection]:
    held = indexed()
    yield held
    held.close()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("red har", "The Matter of the Red Harbour"),
        ("harbour", "Harbour Lights"),  # begins with it, and is about as noted
        ("harbour lights", "Harbour Lights"),
        ("lights harbour", "Harbour Lights"),
        ("Murder", "Murder!"),  # the whole name, over what is more noted
        ("h", "H"),
        ("strange tide", "L'Étrange Marée"),
        ("letrange maree", "L'Étrange Marée"),
        ("etrange", "L'Étrange Marée"),
        ("l etrange maree", "L'Étrange Marée"),
        ("its a foggy life", "It's a Foggy Life"),
        ("how the fog came in", "Dr. Quill: How the Fog Came In"),
        ("doctor quill", "Dr. Quill: How the Fog Came In"),
        ("lighthouse keepers 2", "The Lighthouse Keepers II"),
        ("light house keepers", "The Lighthouse Keepers II"),
        ("bonnie and drew", "Bonnie & Drew"),
        ("bonnie & drew", "Bonnie & Drew"),
        ("spiderharbour", "Spider-Harbour: Into the Fog"),
        ("spider harbour", "Spider-Harbour: Into the Fog"),
        ("harbour lights movie", "Harbour Lights"),
        ("harbour lights 1954", "Harbour Lights"),
        ("murder 1930", "Murder!"),
        ("moss", "M*O*S*S"),
        ("8 1/2 harbours", "8½ Harbours"),
        ("елки", "Ёлки в порту"),
        ("赤い港", "The Matter of the Red Harbour"),  # its characters stand apart in the other
        ("港の赤", "港の赤"),
        ("michael pow", "Michael Powers"),
        ("micheal powers", "Michael Powers"),  # a wrong word that exists
        ("miyazwa", "Hayao Miyazawa"),
        ("hayoa miyzawa", "Hayao Miyazawa"),
        ("lihgthuose keepers", "The Lighthouse Keepers II"),
        ("red harbuor", "The Matter of the Red Harbour"),
        ("the red harborur", "The Matter of the Red Harbour"),
        ("ada quilll", "Ada Quill"),
        ("hayao mizawa", "Hayao Miyazawa"),  # two letters lacking
        ("spider harbour in to the fog", "Spider-Harbour: Into the Fog"),
        ("spiderharbour into thefog", "Spider-Harbour: Into the Fog"),
        ("into the fog", "Spider-Harbour: Into the Fog"),
        ("it s a foggy life", "It's a Foggy Life"),
        ("l etrange maree 1960", "L'Étrange Marée"),
        ("bonnie drew", "Bonnie & Drew"),
        ("drew bonnie", "Bonnie & Drew"),
        ("the harbour lights", "Harbour Lights"),
        ("harbour lights quill", "Harbour Lights"),
        ("light keep", "The Lighthouse Keepers II"),
        ("muder nigth ferry", "Murder on the Night Ferry"),
    ],
)
def test_first(con: sqlite3.Connection, text: str, first: str) -> None:
    assert found(con, text)[:1] == [first]


def test_common_words_with_a_slip() -> None:
    """Every word of the line is common among the noted, or exists though it was not meant."""
    crowd = [(f"{first} {last}", ()) for first in ("Micheal", "Charles", "Mary") for last in ("Powers", "Bowen", "Thompson")]
    con = indexed([("Micheal", 1950, "movie", "", None, ("Powell",)), *TITLES], [("Michael Powell", ()), *crowd])
    assert found(con, "micheal powell")[0] == "Michael Powell"  # before the title of which no one name has both words
    assert "Micheal" in found(con, "micheal powell")
    assert found(con, "charless thompson")[0] == "Charles Thompson"
    con.close()


def test_a_long_word_is_found_before_it_is_finished(con: sqlite3.Connection) -> None:
    for end in range(8, len("lighthouse") + 1):
        assert found(con, "lighthouse"[:end]) == ["The Lighthouse Keepers II"]
        assert found(con, "keepers " + "lighthouse"[:end]) == ["The Lighthouse Keepers II"]


def test_small_words_are_judged_by_name() -> None:
    con = indexed([("Lanterns", 1950, "movie", "", None, ()), ("The Lanterns of Oslo", 1951, "movie", "", None, ())], [])
    assert found(con, "the lanterns o") == ["The Lanterns of Oslo", "Lanterns"]
    assert found(con, "the lanterns of oslo") == ["The Lanterns of Oslo"]
    con.close()


def test_matched_names_the_aka(con: sqlite3.Connection) -> None:
    (hit,) = engine.search(con, "roda hamnen").hits
    assert hit.matched == "Röda hamnen"
    assert not engine.search(con, "red harbour").hits[0].matched


def test_a_mended_slip_is_said(con: sqlite3.Connection) -> None:
    assert engine.search(con, "harbour lihgts").corrected == "harbour lights"
    assert not engine.search(con, "harbour li").corrected


def test_cards_are_whole(con: sqlite3.Connection) -> None:
    answer = engine.search(con, "harbour lights", number=7)
    card = answer.hits[0].card
    assert isinstance(card, TitleCard)
    assert (answer.number, answer.text) == (7, "harbour lights")
    assert (card.id, card.year, card.kind, card.rating, card.genres) == (2, 1953, "movie", 7.9, ("Drama", "Romance"))
    (person,) = engine.search(con, "ada quill").hits
    assert person.card.known_for == "Murder on the Night Ferry (1974)"  # type: ignore[union-attr]


def test_limit_and_more(con: sqlite3.Connection) -> None:
    answer = engine.search(con, "harbour", limit=2)
    assert len(answer.hits) == 2 and answer.more
    assert not engine.search(con, "harbour lights").more


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("harbour 1950..1955", {"The Matter of the Red Harbour", "Harbour Lights"}),
        ("harbour romance", {"Harbour Lights"}),
        ("type:series", {"Harbour Watch"}),
        ("crime >7", {"Murder on the Night Ferry", "H", "Bonnie & Drew"}),
        ("crime 1930s", {"Murder!", "H"}),
        ("director:quill", {"Murder on the Night Ferry", "Dr. Quill: How the Fog Came In"}),
        ('director:"ada quill" war', {"Dr. Quill: How the Fog Came In"}),
        ("person:nobodyatall", set()),
        ("actor:quill", set()),
        ("fog person:quill", {"Dr. Quill: How the Fog Came In"}),
        ("votes>90000", {"The Matter of the Red Harbour"}),
        ("runtime<62 drama", {"The Matter of the Red Harbour"}),
        ("type:episode", {"Fog"}),
        ("rating>=8.6", {"It's a Foggy Life"}),
    ],
)
def test_filters(con: sqlite3.Connection, text: str, wanted: set[str]) -> None:
    answer = engine.search(con, text)
    assert set(found(con, text)) == wanted
    assert answer.chips


def test_a_year_or_genre_may_be_a_name(con: sqlite3.Connection) -> None:
    assert found(con, "1951")[0] == "1951"
    assert "The Matter of the Red Harbour" in found(con, "1951")
    assert "The Sound of Harbour Music" in found(con, "music")
    assert found(con, "war")[:2] == ["Dr. Quill: How the Fog Came In", "1951"]
    assert [chip.label for chip in engine.search(con, "war").chips] == ["War"]
    assert not engine.search(con, "1951").chips or found(con, "1951")[0] == "1951"


def test_a_person_and_what_they_made(con: sqlite3.Connection) -> None:
    assert found(con, "powers 1950..1955 drama")[:3] == ["Michael Powers", "The Matter of the Red Harbour", "Harbour Lights"]
    assert found(con, "pwoers 1950..1955")[:2] == ["Michael Powers", "The Matter of the Red Harbour"]


def test_adult_titles_only_when_asked(con: sqlite3.Connection) -> None:
    assert "Harbour After Dark" not in found(con, "harbour after dark")
    assert engine.search(con, "harbour after dark", adult=True).hits[0].card.id == 16
    assert "Harbour After Dark" not in found(con, "type:video")


def test_kinds(con: sqlite3.Connection) -> None:
    kinds = {hit.card.kind for hit in engine.search(con, "harbour", kinds=("tvSeries",)).hits}  # type: ignore[union-attr]
    assert kinds == {"tvSeries"}
    assert [hit.card.id for hit in engine.search(con, "harbour", kinds=("person",)).hits] == [5]


def test_without_a_personal_file_nothing_was_said(con: sqlite3.Connection) -> None:
    assert found(con, "harbour watchlist type:film") == []
    assert found(con, "harbour unseen type:film")[0] == "Harbour Lights"
    assert found(con, "mine>5") == []


def test_what_the_viewer_said(tmp_path: object) -> None:
    home = Home.find()
    home.make()
    setup.prepare(home)
    desk = Desk(home)
    lights, murder, red = (TitleCard(rank, TITLES[rank - 1][0], TITLES[rank - 1][1]) for rank in (2, 7, 1))
    ratings.rate(desk, lights, 9)
    diary.log(desk, murder, "2026-01-02")
    lists.toggle_watchlist(desk, red)
    reviews.save_review(desk, red, "Salt", "And fog.", False)
    owned.own(desk, murder, "/films/murder.mkv")
    desk.close()
    con = indexed(path=str(home.catalogue))
    con.close()
    con = sqlite3.connect(uri(home.catalogue, mode="ro"), uri=True)
    con.execute("ATTACH ? AS mine", (uri(home.personal, mode="ro"),))
    assert found(con, "seen") == ["Harbour Lights", "Murder!"]
    assert found(con, "rated") == ["Harbour Lights"]
    assert found(con, "mine>8") == ["Harbour Lights"]
    assert found(con, "mine<9") == []
    assert found(con, "watchlist") == ["The Matter of the Red Harbour"]
    assert found(con, "reviewed drama") == ["The Matter of the Red Harbour"]
    assert found(con, "owned") == ["Murder!"]
    assert found(con, "harbour 1950..1955 unseen type:film") == ["The Matter of the Red Harbour"]
    assert found(con, "seen 1930s") == ["Murder!"]
    card = engine.search(con, "harbour lights").hits[0].card
    assert isinstance(card, TitleCard) and card.mine.rating == 9
    con.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_answered(con: sqlite3.Connection, text: str) -> None:
    assert engine.search(con, text).text == text


@pytest.mark.parametrize(
    "text",
    [*HOSTILE.values(), '"', '"red" NEAR harbour*', "names:red", "red AND", "NOT", "^red", "-red", "(((", "red OR harbour", "*",
     "'; DROP", "harbour:", "a\x00b", "  ", "%", "_", "person:\"", "year:9999", "9999..0001", ">9999999999"],
)  # fmt: skip
def test_signs_of_the_query_language_are_harmless(con: sqlite3.Connection, text: str) -> None:
    engine.search(con, text)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "harbour " * 1_250, "a " * 5_000, "港" * 10_000, "h lihgts " * 1_000, "drama " * 2_000, ">7 " * 3_000],
)
def test_ten_thousand_characters_take_bounded_time(con: sqlite3.Connection, text: str) -> None:
    started = thread_time()
    engine.search(con, text)
    assert thread_time() - started < 1.0


def test_no_words_no_hits(con: sqlite3.Connection) -> None:
    for text in ("", "   ", "!!!", "zzqq xxyy wwvv", "hzqqxx"):  # the last begins with what is a whole name
        assert engine.search(con, text).hits == ()
