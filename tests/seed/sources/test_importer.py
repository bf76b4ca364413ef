"""Film data from a path into pages: read, placed, shown, read again, removed, broken off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.base.errors import BadInput
from db.base.home import Home
from db.library import Library
from db.pages import file, places
from db.personal import setup
from db.reading import placing, sections, titles
from seed.sources import importer
from tests.db.reading.catalogued import Title, put

TITLES = [
    Title(1, "Low Tide", 1999, votes=5000), Title(2, "Alone", 2015, votes=70), Title(3, "The Kiln", 2004, votes=300),
    Title(4, "The Kiln", 2004, votes=250), Title(5, "Harbour", 2001, "tvSeries", votes=900),
    Title(6, "Rain", 2001, "tvEpisode", series=5, season=1, number=2), Title(7, "High Tide", 1997, votes=10),
]  # fmt: skip
PACK = """# Low Tide (1999)
id: tt0000001
plot: Ada sails alone.
storyline:
  Ada sails alone, and far.
synopsis:
  She drowns.
keywords: sea, lamp
trivia:
  - The lamp was real.
  - spoiler: So was the sea.
review:
  8 | Wet
  Very wet.
connections:
  follows | High Tide (1997)

# The Kiln (2004)
plot: Which one?

# Nowhere (1900)
plot: Nobody knows.
"""


class House:
    """A home with a catalogue and its library."""

    def __init__(self, folder: Path) -> None:
        self.home = Home.of(folder / "home")
        put(self.home, TITLES)
        setup.prepare(self.home)
        self.library = Library(self.home)
        self.folder = folder

    @property
    def con(self) -> sqlite3.Connection:
        return self.library.connection()

    def take(self, name: str, text: str, **more: Any) -> list[importer.Taken]:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return importer.take(lambda: self.con, self.home, path, **more)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.library.close()


def test_a_page_shows_what_a_source_tells_and_where_it_is_from(house: House) -> None:
    assert titles.page(house.con, 1).plot == ""
    (taken,) = house.take("tides.txt", PACK)
    assert (taken.counted.rows, tuple(taken.tally)) == (3, (1, 1, 1))
    assert "1 in doubt, 1 not in this catalogue" in taken.sentence()
    page = titles.page(house.con, 1)
    assert (page.plot, page.plot_from) == ("Ada sails alone.", "Pack of films “tides”")
    assert page.trivia is not None and page.trivia.text == "The lamp was real."
    assert page.review is not None and page.review.headline == "Wet"
    assert (page.counts.trivia, page.counts.reviews, page.counts.connections) == (2, 1, 1)
    story = sections.storyline(house.con, 1)
    assert [(each.text, each.spoiler) for each in story.plots] == [
        ("Ada sails alone.", False), ("Ada sails alone, and far.", False), ("She drowns.", True),
    ]  # fmt: skip
    assert story.keywords == ("sea", "lamp") and story.sources == ("Pack of films “tides”",)
    facts = sections.did_you_know(house.con, 1)
    assert [(each.text, each.spoiler, each.source) for each in facts.trivia][1] == (
        "So was the sea.",
        True,
        facts.sources[0],
    )
    assert facts.connections[0].other is not None and facts.connections[0].other.id == 7


def test_the_same_told_by_two_sources_stands_once(house: House) -> None:
    house.take("a.txt", PACK)
    house.take("b.txt", PACK)
    assert sections.storyline(house.con, 1).keywords == ("sea", "lamp")
    assert len(sections.did_you_know(house.con, 1).trivia) == 2
    assert [each.name for each in placing.sources(house.home)] == ["pack-a", "pack-b"]


def test_a_newer_edition_takes_the_place_of_the_one_before(house: House) -> None:
    house.take("a.txt", PACK)
    house.take("a.txt", "# Alone (2015)\nplot: Nobody.\n")
    assert titles.page(house.con, 1).plot == "" and titles.page(house.con, 2).plot == "Nobody."


def test_goofs_and_quotes_of_sources_wait_until_the_film_is_logged(house: House) -> None:
    house.take("a.txt", "# Low Tide (1999)\nid: tt0000001\ngoofs:\n  - continuity: A glove.\ntrivia:\n  - Wet.\n")
    facts = sections.did_you_know(house.con, 1)
    assert [each.spoiler for each in (*facts.goofs, *facts.trivia)] == [True, False]


def test_a_source_is_removed_with_all_it_tells(house: House) -> None:
    house.take("a.txt", PACK)
    assert file.remove(house.home, "pack-a") and not file.remove(house.home, "pack-a")
    assert titles.page(house.con, 1).plot == ""
    placing.settle(house.con, house.home)
    assert places.stamps(house.home) == {} and placing.sources(house.home) == []


def test_another_catalogue_has_its_own_places(house: House) -> None:
    house.take("a.txt", PACK)
    put(house.home, [Title(9, "The Kiln", 2004), Title(8, "Nowhere", 1900)])
    assert titles.page(house.con, 9).plot == ""  # places of another catalogue are not believed
    assert placing.pending(house.con, house.home) == ["pack-a"]
    placing.settle(house.con, house.home)
    assert titles.page(house.con, 9).plot == "Which one?" and titles.page(house.con, 8).plot == "Nobody knows."
    assert placing.pending(house.con, house.home) == []
    assert [(key, may_be) for key, _, may_be in placing.unmatched(house.home, "pack-a")] == [("tt0000001", ())]


def test_a_director_decides_between_namesakes(house: House) -> None:
    with sqlite3.connect(house.home.catalogue) as con:
        con.execute("INSERT INTO person (id, name) VALUES (71, 'Ada Marsh'), (72, 'Ben Pier')")
        con.execute("INSERT OR IGNORE INTO category VALUES (9, 'director')")
        con.execute("INSERT INTO credit_document VALUES (3, '[[71, 9]]'), (4, '[[72, 9]]')")
    con.close()
    table = "Release Year,Title,Director,Wiki Page,Plot\n2004,The Kiln,Ben Pier,https://w.test/K,It burns.\n"
    (taken,) = house.take("w.csv", table + "2004,The Kiln,Somebody Else,https://w.test/L,It cools.\n")
    assert tuple(taken.tally) == (1, 1, 0)
    assert [each.text for each in sections.storyline(house.con, 4).plots] == ["It burns."]
    assert sections.storyline(house.con, 3).plots == ()


def test_a_numbered_title_needs_its_director(house: House) -> None:
    lists = "FILM TRIVIA\n===========\n# Alone (2015/II)\n- Another film of that name.\n# Low Tide (1999)\n- This one.\n"
    lists += '# "Harbour" (2001) {Rain (#1.2)}\n- An episode.\n'
    (taken,) = house.take("trivia.list", lists)
    assert tuple(taken.tally) == (2, 1, 0)
    assert sections.did_you_know(house.con, 2).trivia == ()
    assert [each.text for each in sections.did_you_know(house.con, 6).trivia] == ["An episode."]


def test_what_cannot_be_used_is_kept_with_its_reason(house: House) -> None:
    (taken,) = house.take("a.txt", PACK + "\n# Bad\nid: x\n")
    assert taken.counted.refused == 1
    (row,) = file.refused(house.home, "pack-a")
    assert row.file == "a.txt" and row.line > 20 and "a record begins with" in row.why


@pytest.mark.parametrize("name", ["../x", "", "subjects", "a/b", "A"])
def test_what_is_no_name_of_a_source_is_said(house: House, name: str) -> None:
    with pytest.raises(BadInput):
        file.remove(house.home, name)


def test_a_file_that_ends_in_the_middle_changes_nothing(house: House) -> None:
    import gzip

    house.take("a.txt", PACK)
    whole = gzip.compress(("FILM TRIVIA\n===========\n" + "# Low Tide (1999)\n- Fact.\n" * 9000).encode())
    path = house.folder / "trivia.list.gz"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match="Nothing was changed"):
        importer.take(lambda: house.con, house.home, path)
    assert file.names(house.home) == ["pack-a"] and not list(house.home.pages.glob("*.new*"))
    assert titles.page(house.con, 1).plot == "Ada sails alone."


@pytest.mark.parametrize("stop", [0, 1])
def test_one_that_is_stopped_leaves_what_was_there(house: House, stop: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "_LOOK", 1)
    house.take("a.txt", PACK)
    asked = iter([*[False] * stop, *[True] * 99])
    with pytest.raises(importer.Cancelled):
        house.take("a.txt", "# Alone (2015)\nplot: Nobody.\nkeywords: a\n", cancelled=lambda: next(asked))
    assert titles.page(house.con, 1).plot == "Ada sails alone."


def test_one_at_a_time(house: House) -> None:
    with file.NewSource(house.home, "pack-x", {}), pytest.raises(file.Running):
        house.take("a.txt", PACK)
    house.take("a.txt", PACK)


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"x" * 5000), lambda path: path.unlink()])
@pytest.mark.parametrize("what", ["pack-a.db", "subjects.db"])
def test_a_damaged_file_of_pages_harms_no_page(house: House, what: str, damage: Callable[[Path], object]) -> None:
    house.take("a.txt", PACK)
    house.library.close()
    damage(house.home.pages / what)
    house.library = Library(house.home)
    assert titles.page(house.con, 1).card.title == "Low Tide" and sections.did_you_know(house.con, 1).trivia == ()
    house.take("a.txt", PACK)
    assert titles.page(house.con, 1).plot == "Ada sails alone."


def test_a_page_is_shown_without_a_source_whose_rows_are_damaged(house: House) -> None:
    house.take("a.txt", PACK)
    house.take("b.txt", "# Low Tide (1999)\nid: tt0000001\ntrivia:\n  - From the other.\n")
    with sqlite3.connect(house.home.pages / "pack-a.db") as con:
        con.execute("UPDATE page SET body = x'00'")
    con.close()
    placing.settle(house.con, house.home)
    assert [each.text for each in sections.did_you_know(house.con, 1).trivia] == ["From the other."]


def test_a_section_of_thousands_is_read_in_parts(house: House) -> None:
    items = "\n".join(f"  - Fact number {number}." for number in range(2_500))
    house.take("a.txt", f"# Low Tide (1999)\nid: tt0000001\ntrivia:\n{items}\n")
    assert titles.page(house.con, 1).counts.trivia == 2_500
    assert [each.text for each in sections.did_you_know(house.con, 1).trivia][::2499] == [
        "Fact number 0.",
        "Fact number 2499.",
    ]
    with sqlite3.connect(house.home.pages / "pack-a.db") as con:
        assert con.execute("SELECT count(*) FROM page").fetchone() == (25,)
    con.close()


def test_credits_and_lives_come_from_lists_where_the_catalogue_has_less(house: House) -> None:
    with sqlite3.connect(house.home.catalogue) as con:
        con.execute("INSERT INTO person (id, name) VALUES (71, 'Ada Marsh'), (72, 'Ben Pier')")
        con.execute("INSERT OR IGNORE INTO category VALUES (9, 'director'), (8, 'actress')")
        con.execute("INSERT INTO credit_document VALUES (1, '[[71, 8], [72, 9]]')")
    con.close()
    heads = {"actresses.list": "THE ACTRESSES LIST", "biographies.list": "BIOGRAPHY LIST"}
    texts = {
        "actresses.list": "Marsh, Ada\tLow Tide (1999)  (as A. Marsh)  [Mrs. Pier]  <1>\nDock, Cy\tLow Tide (1999)  [Cook]  <2>\n",
        "biographies.list": "NM: Marsh, Ada\n\nBG: She sails.\n",
    }
    folder = house.folder / "lists"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(f"{heads[name]}\n====\n{text}", encoding="utf-8")
    importer.take(lambda: house.con, house.home, folder)
    found = [(each.person_id, each.name, each.character, each.credited_as) for each in titles.credits(house.con, 1)]
    assert found == [(71, "Ada Marsh", "Mrs. Pier", "A. Marsh"), (72, "Ben Pier", None, None), (0, "Cy Dock", "Cook", None)]
    assert titles.credits(house.con, 1)[2].leads_to is None
