"""Series with their episodes, questions with their guard, and reviews that tell the ending, in the starter's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.base.home import Home
from db.library import Library
from db.reading import episodes, sections, titles
from seed.starter_build import build_starter
from seed.starter_films import read_films
from seed.starter_records import StarterError

TEXT = """# The Lighthouse (1999)
kind: tvSeries
ended: 2003
runtime: 50
genres: Drama
cast:
  Ina Lund = Marta
episodes:
  1.1 The Lamp | 10 January 1999 | 58
  1.2 Fog | 17 January 1999
  2.1 The Ferry
faq:
  Why is the lamp red? | It is the colour of the harbour's flag.
  spoiler: Who put it out? | The keeper did.
review:
  7 | spoiler: It goes out

  The keeper puts the lamp out himself.
"""


def written(folder: Path, text: str) -> Path:
    (folder / "films").mkdir(parents=True)
    (folder / "films" / "series.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_series_has_its_episodes_and_guards_what_tells_the_ending(tmp_path: Path) -> None:
    home = Home.of(tmp_path / "home")
    build_starter(home, folder=written(tmp_path / "text", TEXT))
    library = Library(home)
    con = library.connection()
    (series,) = con.execute("SELECT id FROM title WHERE kind = 'tvSeries'").fetchone()
    page = titles.page(con, series)
    assert (page.card.year, page.card.end_year, page.counts.episodes) == (1999, 2003, 3)
    assert [(season.number, season.episodes) for season in episodes.seasons(con, series)] == [(1, 2), (2, 1)]
    shown = [(one.number, one.card.title, one.card.year, one.card.runtime) for one in episodes.episodes(con, series, 1)]
    assert shown == [(1, "The Lamp", 1999, 58), (2, "Fog", 1999, 50)]
    asked = sections.did_you_know(con, series).questions
    assert [(one.question, one.spoiler) for one in asked] == [("Why is the lamp red?", False), ("Who put it out?", True)]
    (review,) = sections.reviews(con, series)
    assert (review.headline, review.spoiler, review.rating) == ("It goes out", True, 7)
    library.close()


@pytest.mark.parametrize(
    "bad",
    [
        "episodes:\n  Pilot\n",
        "episodes:\n  1.1 A\n  1.1 B\n",
        "episodes:\n  1.1 A | soon\n",
        "faq:\n  No question | x\n",
        "ended: soon\n",
    ],
)
def test_what_cannot_be_read_names_its_line(bad: str) -> None:
    with pytest.raises(StarterError, match=r"series\.txt:"):
        list(read_films("# A (1999)\n" + bad, "series.txt"))
