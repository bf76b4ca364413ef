"""IMDb's plain-text lists: every shape of record, titles of every kind, and files that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.records.exchange import EPISODE, FILM, SERIES, Mention
from db.base.records.pages import Aka, Connection, Fact, Item, Quote, Song
from seed.exchange.container import Unreadable
from seed.sources.imdb_lists import SOURCE
from seed.sources.imdb_names import Nameless, person, plain, title
from tests.counts import cases
from tests.seed.sources.telling import SAMPLES, Telling, of_path, survives

HEAD = "CRC: 0x1234ABCD  File: {}.list  Date: Fri Dec 22 00:00:00 2017\n\nCopyright\n\n---------------------\n\n{}\n{}\n"


def listed(name: str, heading: str, body: str) -> dict[str, str | bytes]:
    return {f"{name}.list": HEAD.format(name, heading, "=" * len(heading)) + body}


def told(name: str, heading: str, body: str) -> Telling:
    return Telling(SOURCE, listed(name, heading, body))


@pytest.mark.parametrize(
    ("line", "of"),
    [
        ("Low Tide (1999)", Mention("Low Tide", 1999, FILM)),
        ("Low Tide (1999/II)", Mention("Low Tide", 1999, FILM, apart="II")),
        ("Low Tide (????)", Mention("Low Tide", None, FILM)),
        ("Low Tide (1999) (TV)", Mention("Low Tide", 1999, "tvMovie")),
        ("Low Tide (1999) (V)", Mention("Low Tide", 1999, "video")),
        ("Low Tide (1999) (VG)", Mention("Low Tide", 1999, "videoGame")),
        ("Tide (Low) (1999)", Mention("Tide (Low)", 1999, FILM)),
        ("Tide, The (1999)", Mention("The Tide", 1999, FILM)),
        ("Eau, L' (1999)", Mention("L'Eau", 1999, FILM)),
        ('"Harbour" (2001)', Mention("Harbour", 2001, SERIES)),
        ('"Harbour" (2001) (mini)', Mention("Harbour", 2001, SERIES)),
        (
            '"Harbour" (2001) {The Rain (#2.13)}',
            Mention("The Rain", None, EPISODE, series=Mention("Harbour", 2001, SERIES), season=2, number=13),
        ),
        (
            '"Harbour" (2001) {(#1.2)}',
            Mention("", None, EPISODE, series=Mention("Harbour", 2001, SERIES), season=1, number=2),
        ),
        ('"Harbour" (2001) {Rain (2001-05-03)}', Mention("Rain", None, EPISODE, series=Mention("Harbour", 2001, SERIES))),
    ],
)
def test_title_lines(line: str, of: Mention) -> None:
    assert title(line) == of


@pytest.mark.parametrize("line", ["", "Low Tide", "Low Tide (1999) {{SUSPENDED}}", '"H" (2001) {{SUSPENDED}}', "Low (99)"])
def test_what_names_no_title_is_said(line: str) -> None:
    with pytest.raises(Nameless):
        title(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [("Marsh, Ada (I)", "Ada Marsh"), ("Marsh, Ada", "Ada Marsh"), ("Marsh, Ada (II)", "Ada Marsh (II)"), ("Ada", "Ada"),
     ("Marsh, Ada, Jr.", "Ada Marsh Jr.")],
)  # fmt: skip
def test_names_of_people(line: str, name: str) -> None:
    assert person(line).name == name


def test_references_become_words() -> None:
    said = "'Marsh, Ada (I)' (qv) meets 'O'Neil, Pat' (qv) in _\"Harbour\" (2001) {Rain (#1.2)}_ (qv) and _Low Tide (1999/II)_ (qv)"
    assert plain("'Ada Marsh (I)' (qv) sails in _Low Tide (1999/II)_ (qv).") == "Ada Marsh sails in Low Tide (1999)."
    assert "(qv)" not in plain(said) and "O'Neil" in plain(said)


def test_bullets_with_continuations_spoilers_and_lists_inside() -> None:
    body = "# Low Tide (1999)\n- One thing\n  goes on.\n\n- SPOILER: She drowns.\n\n- Points:\n - first\n - second\n\n# Nothing (1990)\n\n"
    found = told("trivia", "FILM TRIVIA", body + "-" * 40 + "\n")
    assert found["Low Tide (1999)", "trivia"] == [
        Item("One thing goes on."), Item("She drowns.", spoiler=True), Item("Points:\n· first\n· second"),
    ]  # fmt: skip
    assert [each.why for each in found.refused] == ["nothing stands under this title"] and found.rows == 4


def test_goofs_have_their_kinds() -> None:
    found = told("goofs", "GOOFS LIST", "# Low Tide (1999)\n- CONT: A glove.\n- FAIR: No goof.\n- XXXX: What?\n")
    assert [(item.kind, item.text) for item in found["Low Tide (1999)", "goofs"]] == [
        ("continuity", "A glove."), ("not a goof", "No goof."), ("", "XXXX: What?"),
    ]  # fmt: skip


def test_quotes_with_directions_and_long_lines() -> None:
    body = "# Low Tide (1999)\nAda: It is\n  cold.\n[she waits]\nBen: Yes.\n\nAda: Again: no.\n"
    assert told("quotes", "QUOTES LIST", body)["Low Tide (1999)", "quotes"] == [
        Quote((("Ada", "It is cold."), ("", "[she waits]"), ("Ben", "Yes."))), Quote((("Ada", "Again: no."),)),
    ]  # fmt: skip


def test_songs_taglines_plots_and_reasons() -> None:
    songs = told(
        "soundtracks", "SOUNDTRACKS", "# Low Tide (1999)\n- \"Blue\" (uncredited)\n  Music by 'Ada' (qv)\n  and\n   Ben\n"
    )
    assert songs["Low Tide (1999)", "soundtrack"] == [Song("Blue (uncredited)", ("Music by Ada", "and Ben"))]
    lines = told("taglines", "TAG LINES LIST", "# Low Tide (1999)\n\tIt rises.\n\tIt  falls.\n")
    assert lines["Low Tide (1999)", "taglines"] == ["It rises.", "It falls."]
    body = "-----\nMV: Low Tide (1999)\n\nPL: Ada goes\nPL: out.\n\nBY: Ben <ben@sea.test>\n\nPL: Another.\n\n-----\nMV: Bad\n\nPL: x\n"
    plots = told("plot", "PLOT SUMMARIES LIST", body)
    assert plots["Low Tide (1999)", "plots"] == [Item("Ada goes out.", by="Ben"), Item("Another.")]
    assert [each.origin.text for each in plots.refused] == ["Bad"]
    reasons = told(
        "mpaa-ratings-reasons", "MPAA RATINGS REASONS LIST", "MV: Low Tide (1999)\nRE: Rated R for\nRE: weather.\n"
    )
    assert reasons["Low Tide (1999)", "advisory"] == [Item("Rated R for weather.", "MPAA")]


@pytest.mark.parametrize(
    ("name", "heading", "row", "section", "entry"),
    [
        ("certificates", "CERTIFICATES LIST", "USA:PG\t(cut) (1999)", "certificates", Fact("United States", "PG", "cut, 1999")),
        ("color-info", "COLOR INFO LIST", "Color\t(Technicolor)", "technical", Fact("colour", "Color", "Technicolor")),
        ("technical", "TECHNICAL LIST", "RAT:1.85 : 1", "technical", Fact("aspect ratio", "1.85 : 1")),
        ("running-times", "RUNNING TIMES LIST", "USA:80\t(cut)", "technical", Fact("runtime", "80 min", "United States, cut")),
        ("running-times", "RUNNING TIMES LIST", "Canada:10:53", "technical", Fact("runtime", "10 min 53 s", "Canada")),
        ("release-dates", "RELEASE DATES LIST", "UK:May 1999", "release_dates", Fact("United Kingdom", "1999-05")),
        ("release-dates", "RELEASE DATES LIST", "1999\t(fest)", "release_dates", Fact("", "1999", "fest")),
        ("locations", "LOCATIONS LIST", "Hull, England, UK\t(pier)", "locations", Fact("", "Hull, England, UK", "pier")),
        ("distributors", "DISTRIBUTORS LIST", "Sea Films [gb]\t(1999)", "companies", Fact("distribution", "Sea Films", "1999")),
        ("countries", "COUNTRIES LIST", "USA", "countries", "United States"),
        ("keywords", "8: THE KEYWORDS LIST", "low-tide", "keywords", "low tide"),
    ],
)  # fmt: skip
def test_lines_of_tabs(name: str, heading: str, row: str, section: str, entry: object) -> None:
    found = told(name, heading, f"Low Tide (1999)\t\t\t{row}\nLow Tide (1999)\t\t\n")
    assert found["Low Tide (1999)", section] == [entry]
    assert [each.why for each in found.refused] == ["no value stands behind the title"]


def test_business_and_literature() -> None:
    body = (
        "MV: Low Tide (1999)\n\nBT: GBP 500,000 (estimated)\n\nGR: USD 12,345 (USA) (8 March 1998)\nGR: USD 1\n\n========\n"
    )
    assert told("business", "BUSINESS LIST", body)["Low Tide (1999)", "business"] == [
        Fact("budget", "GBP 500,000", "estimated"), Fact("gross", "USD 12,345", "USA, 8 March 1998"), Fact("gross", "USD 1"),
    ]  # fmt: skip
    body = 'MOVI: Low Tide (1999)\n\nNOVL: Lund, Ina. "Tide".\n\nCRIT: Poe, A. In: "Sea".\n'
    assert told("literature", "LITERATURE LIST", body)["Low Tide (1999)", "literature"] == [
        Fact("novel", 'Lund, Ina. "Tide".'), Fact("article", 'Poe, A. In: "Sea".'),
    ]  # fmt: skip


def test_ties_and_other_names() -> None:
    body = 'Low Tide (1999)\n  (follows High Tide (1997))\n  (spoofed in "Harbour" (2001) {Rain (#1.2)})\n  (unheard of)\n'
    ties = told("movie-links", "MOVIE LINKS LIST", body)
    assert ties["Low Tide (1999)", "connections"] == [
        Connection("follows", "High Tide", 1997), Connection("spoofed in", "Harbour", 2001, note="S1 E2 Rain"),
    ]  # fmt: skip
    assert len(ties.refused) == 1
    body = "Low Tide (1999)\n   (aka Ebbe (1999))\t(Germany) (TV title)\n   (aka Marea (1999))\t(International: Spanish title)\n"
    assert told("aka-titles", "AKA TITLES LIST", body)["Low Tide (1999)", "akas"] == [
        Aka("Ebbe", "Germany", note="TV title"), Aka("Marea", "International", "Spanish"),
    ]  # fmt: skip


def test_credits_and_biographies() -> None:
    body = "Name\t\tTitles\n----\t\t------\nMarsh, Ada (I)\tLow Tide (1999)  (as A. Marsh) (uncredited)  [Mrs. Pier]  <3>\n\t\t\tTide 2 (2001)  [Her (self)]\n"
    found = told("actresses", "THE ACTRESSES LIST", body)
    (credit,) = found["Low Tide (1999)", "credits"]
    assert (credit.name, credit.category, credit.character, credit.billing) == ("Ada Marsh", "actress", "Mrs. Pier", 3)
    assert found["Tide 2 (2001)", "credits"][0].character == "Her (self)"
    body = "-----\nNM: Marsh, Ada (I)\n\nRN: Ada Jane Marsh\n\nNK: Addie\nNK: Jay\n\nBG: She\nBG: sails.\n\nBY: Ben\n\nTR: * One\nTR: two\nTR: * Three\n"
    lives = told("biographies", "BIOGRAPHY LIST", body)
    assert [(item.kind, item.text, item.by) for item in lives["person: Marsh, Ada (I)", "biography"]] == [
        ("birth name", "Ada Jane Marsh", ""), ("nickname", "Addie", ""), ("nickname", "Jay", ""),
        ("mini biography", "She sails.", "Ben"), ("trivia", "One two", ""), ("trivia", "Three", ""),
    ]  # fmt: skip


def test_directors_decide_between_titles_of_one_name_and_year() -> None:
    files = listed("trivia", "FILM TRIVIA", "# Low Tide (1999/II)\n- Wet.\n# Alone (2000)\n- Dry.\n")
    files |= listed("directors", "THE DIRECTORS LIST", "Marsh, Ada (I)\tLow Tide (1999/II)\n\t\tAlone (2000)\n")
    found = Telling(SOURCE, files)
    assert (
        found.subjects["Low Tide (1999/II)"].directors == ("Ada Marsh",) and found.subjects["Alone (2000)"].directors == ()
    )


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "utf-8-sig"])
def test_letters_in_the_encodings_that_are_met(encoding: str) -> None:
    (raw,) = listed("trivia", "FILM TRIVIA", "# Été (1999)\r\n- Noël.\r\n").values()
    found = Telling(SOURCE, {"x": str(raw).encode(encoding)})
    assert found["Été (1999)", "trivia"] == [Item("Noël.")]


def test_a_list_whose_letters_were_lost_is_refused() -> None:
    (raw,) = listed("trivia", "FILM TRIVIA", "# \ufffdt\ufffd (1999)\n- No.\n").values()
    with pytest.raises(Unreadable, match=r"lost when it was saved anew \(line 9\)"):
        Telling(SOURCE, {"trivia.list": str(raw).encode("utf-8")})


def test_a_list_is_known_by_its_heading_not_its_name() -> None:
    assert Telling(SOURCE, {"x.txt": "FILM TRIVIA\n===========\n# A (1999)\n- b\n"}).roles == {"x.txt": "trivia"}
    assert Telling(SOURCE, {"trivia.list": "FILM TRIVIAL\n===========\n"}).roles == {}
    long = (
        "CRC: 0x1234ABCD  File: keywords.list  Date: x\n"
        + "word (1)\n" * 20_000
        + "8: THE KEYWORDS LIST\n=====\nA (1999)\tsea\n"
    )
    assert Telling(SOURCE, {"k": long})["A (1999)", "keywords"] == ["sea"]


@settings(deadline=None, max_examples=cases(60, 4000))
@given(
    st.sampled_from(
        ["FILM TRIVIA", "QUOTES LIST", "PLOT SUMMARIES LIST", "CERTIFICATES LIST", "THE ACTORS LIST", "MOVIE LINKS LIST"]
    ),
    st.lists(
        st.sampled_from(
            [
                "# A (1999)",
                "- x",
                "MV: A (1999)",
                "PL: y",
                "A (1999)\tB:c\t(d)",
                "\t",
                "",
                "(follows B (1))",
                "Ada: b",
                " - c",
                "Ada, B\tA (1999)  [x]  <1>",
                "{",
                "----------------------",
            ]
        )
        | st.text(max_size=12)
    ),
)
def test_any_lines_are_told_or_refused(heading: str, body: list[str]) -> None:
    text = f"{heading}\n======\n" + "\n".join(body)
    survives(SOURCE, {"a.list": text.encode("utf-8", "replace")})


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_samples_of_others_are_recognised(tmp_path: Path) -> None:
    found = of_path(SAMPLES / "plain-text")
    assert set(found) == {"imdb-lists"}
    assert {"trivia", "goofs", "quotes", "plots", "akas", "literature", "biography", "connections"} <= set(
        found["imdb-lists"]
    )
