"""A small catalogue for tests: a dozen invented films in the starter's own format, some with every section there is.

``small_home(tmp_path)`` gives a home with that catalogue and an empty ``personal.db``; ``RED``, ``SHORE`` and the others are
the ids of its films. What the starter's text cannot say (quotes, taglines, questions, snapshots, an episode) is added from a
second source, the "test pack".
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.base.home import Home
from db.base.ids import stable
from db.catalogue import ranks
from db.personal import setup
from db.search import index
from seed import starter_build
from seed.build import Build

FILMS = """
# The Glass Harbour (1951)
id: tt9000001
original: Glashamnen
rating: 8.3 18662 2015
runtime: 112
genres: Drama, Music, Romance
countries: United Kingdom, Sweden
languages: English, Swedish
certificates: Sweden: 15; United Kingdom: U; United States: Not Rated (re-rated)
directors: Ada Quill; Bo Tern
writers: Ina Lund (novel); Ada Quill (screenplay)
producers: Bo Tern
music: Cy Marsh
camera: Dov Hart
editing: Eli Frost
design: Fay Rook
crew:
  costume designer: Fay Rook
cast:
  Gwen Starling = Marta
  Hal Brand = The Pilot / The Pilot's Brother
  Iris Vane = Old Marta (as Iris Vayne)
  Jon Ask = Harbour Master
  Steve Park [1969] = Boy (uncredited)
akas:
  Der gläserne Hafen | West Germany
  Le port de verre | France | restored version
  雪の港 | Japan
release:
  Sweden: 2 March 1951 (Stockholm)
  United Kingdom: February 1951 (trade show)
  United Kingdom: 6 September 1951
  United States: 1952
awards:
  Oscar 1952 | won | Best Picture | Bo Tern
  Oscar 1952 | won | Music (Original Score) | Cy Marsh
  Oscar 1952 | nominated | Directing | Ada Quill; Harbour Pictures Ltd
  BAFTA 1952 | nominated | Best Film | -
plot: A lighthouse pilot falls in love with the voice on the harbour radio, and the fog will not lift.
storyline:
  The pilot has not seen land for a year. Every night
  a voice reads him the weather.

  Then one night it reads him a letter.
synopsis: The voice is his brother's wife. He lets the ship go.
keywords: harbour, fog, radio, voice
locations:
  Marstrand, Sweden | the harbour
  Pinewood Studios
business:
  budget: GBP 120,000 (estimated)
  gross: USD 1,000,000
  opening: lost with the studio's books
companies:
  production: Harbour Pictures
  distribution: Northern Films (United Kingdom, 1951)
technical:
  sound mix: Mono
  runtime: 108 min (some prints)
trivia:
  - The fog was milk powder.
  - spoiler: The voice was dubbed after the ending was known.
  - The harbour master was the harbour master.
  - Nobody could swim.
  - It rained.
goofs:
  - continuity: The lamp is lit, unlit and lit again.
  - spoiler: not a goof: He really does leave.
connections:
  followed by | The Glass Shore (1955)
  referenced in | A Film Nobody Kept (1999) | a poster on a wall
soundtrack:
  The Weather Waltz | Composed by Cy Marsh | Sung by Gwen Starling
  Silence
versions:
  - The Swedish print keeps the first reel.
credits:
  - The last card names the boat.
review:
  9 | All at sea
  A film that listens.

  It is patient, and repays patience.
review:
  6 | Wet
  Too much fog.

# The Glass Shore (1955)
id: tt9000002
runtime: 98
genres: Drama, Romance
countries: United Kingdom
directors: Ada Quill
cast:
  Gwen Starling = Marta
  Hal Brand = The Pilot
  Jon Ask = Harbour Master
awards:
  Cannes 1955 | won | Palme d'Or | Ada Quill
  Venice 1955 | nominated | Golden Lion | Ada Quill
keywords: harbour, return
connections:
  follows | The Glass Harbour (1951)
plot: Ten years on, Marta opens a hotel where the radio mast stood.

# Night Ferry (1958)
id: tt9000003
runtime: 84
genres: Crime, Thriller
countries: Sweden
directors: Bo Tern
camera: Dov Hart
cast:
  Hal Brand = Inspector Roos
  Iris Vane = The Widow
awards:
  Cannes 1958 | nominated | Palme d'Or | Bo Tern
plot: Eleven passengers boarded in Malmö; the purser counts ten.

# [REC] The Signal (2001)
id: tt9000004
runtime: 77
genres: Horror
countries: Spain
directors: Luz Mar
cast:
  Leo Fuente = Self
plot: Someone has left a camera running in the signal box.

# Harbour Lights (1951)
runtime: 61
kind: short
genres: Documentary, Short
countries: United Kingdom
directors: Ada Quill
cast:
  Hal Brand = himself
plot: Ada Quill films the real harbour on her days off.

# Two Suns Over Busan (2003)
id: tt9000006
original: Busan-ui du tae-yang
runtime: 131
genres: Drama
countries: South Korea
directors: Han Ji-woo; Park Se-ri
cast:
  Steve Park = Min
  Yoon Da-in = Sora
plot: Two sisters inherit one fishing licence.

# Winter Sun (2005)
id: tt9000007
runtime: 119
genres: Drama
countries: South Korea
directors: Han Ji-woo; Park Se-ri
cast:
  Steve Park = Jin
  Yoon Da-in = Eun-ji
plot: A judge goes home to sentence her teacher.

# The Long Reel (1968)
id: tt9000008
runtime: 203
genres: Comedy, Musical
countries: United States
directors: Max von Dell
writers: Ada Quill
cast:
  Iris Vane = Dolly
awards:
  Cannes 1968 | won | Grand Prix | Max von Dell
plot: A projectionist refuses to let the last picture end.

# Reel Two (1971)
id: tt9000009
runtime: 90
genres: Comedy, Musical
countries: United States
directors: Max von Dell
connections:
  remake of | The Long Reel (1968)
plot: The same cinema, three years later, with popcorn.

# Small Hours (1999)
id: tt9000010
runtime: 95
genres: Drama, Romance
countries: France
directors: Nora Blum
cast:
  Zoé Clair = Anne
awards:
  Cannes 1999 | won | Grand Prix | Nora Blum
plot: Between the last train and the first, a night clerk writes other people's letters.

# Dust (1912)
runtime: 12
genres: Western
countries: United States
plot: A horse is not stolen.

# The Untold (2024)
id: tt9000012
genres: Mystery
countries: France
directors: Nora Blum
plot: An archive refuses to burn.
"""

PEOPLE = """
# name | gender | years | id | other names
Gwen Starling | f | 1926–2006 | nm9000001 | Gwendolen Starling
Hal Brand | m | 1910–1980
Iris Vane | f | 1901–
Bo Tern | | –1990 | | B. Tern
Nobody Here | f | 1900–1950
"""

POLL = """
# Sight & Sound 2012
key: ss2012
by: Sight & Sound
about: Critics were asked in 2012.

1. The Glass Harbour (1951) | 117 votes
2. Night Ferry (1958) | 4 votes | a late entry
"""

SEA = """
# At sea
key: sea
about: Salt and no land.

- Night Ferry (1958) | the wettest
- Harbour Lights (1951)
"""

RED, SHORE, FERRY, REC, BUSAN, WINTER, REEL, REEL2, HOURS, UNTOLD = (9_000_000 + n for n in (1, 2, 3, 4, 6, 7, 8, 9, 10, 12))
LIGHTS, DUST = stable("title", "Harbour Lights", 1951), stable("title", "Dust", 1912)
SERIES, EPISODE = 9_000_020, 9_000_021
STARLING, QUILL, TERN = 9_000_001, stable("person", "Ada Quill"), stable("person", "Bo Tern")

#: What the starter's text has no words for, by title ``RED`` unless it says so; source 2 is the test pack.
_EXTRA = f"""
INSERT INTO source VALUES (2, 'pack', 'A test pack', 'pack.zip', '2026-01-02', '2026-01-03T00:00:00Z', 9, 1, 'one row refused');
INSERT INTO tagline (title_id, source_id, text) VALUES ({RED}, 2, 'Listen to the fog.');
INSERT INTO quote (title_id, source_id, lines, spoiler) VALUES ({RED}, 2, '[["Marta", "Over."], [null, "And out."]]', 0);
INSERT INTO content_advisory (title_id, source_id, topic, text, spoiler) VALUES ({RED}, 2, 'violence', 'A slap.', 1);
INSERT INTO question (title_id, source_id, question, answer, spoiler) VALUES ({RED}, 2, 'Whose voice?', 'Hers.', 1);
INSERT INTO literature (title_id, source_id, kind, text) VALUES ({RED}, 2, 'novel', 'Ina Lund: Glashamnen, 1949');
INSERT INTO link (title_id, source_id, kind, label, address) VALUES ({RED}, 2, 'site', 'Own site', 'https://example.org/glass');
INSERT INTO news (title_id, source_id, headline) VALUES ({RED}, 2, 'Fog found');
INSERT INTO review (title_id, source_id, headline, rating, author, place, date, text, spoiler, helpful, voted)
  VALUES ({RED}, 2, 'It ends badly', 3, 'a viewer', 'Leeds', '2001-02-03', 'He leaves.', 1, 2, 5);
INSERT INTO biography (person_id, source_id, kind, text) VALUES ({STARLING}, 2, 'biography', 'She sang before she walked.');
INSERT INTO title (id, kind, title, year, is_adult) VALUES ({SERIES}, 'tvSeries', 'Harbour Watch', 1990, 0);
INSERT INTO title (id, kind, title, year, is_adult, series_id, season, episode)
  VALUES ({EPISODE}, 'tvEpisode', 'Fog', 1991, 0, {SERIES}, 2, 3);
INSERT INTO fact VALUES ('{ranks.FACT}', '2026-11-15');
"""
_RANKS = f"""
INSERT INTO snapshot VALUES (1, '2026-10-01T00:00:00Z', '2026-09-30', 3, 10), (2, '2026-11-16T00:00:00Z', '2026-11-15', 3, 20);
INSERT INTO popularity (snapshot_id, title_id, rank, num_votes, average_rating)
  VALUES (1, {RED}, 10, 100, 8.0), (2, {RED}, 7, 200, 8.3), (2, {SHORE}, 9, 90, 7.0);
"""


def starter_folder(folder: Path, *, films: str = FILMS, people: str = PEOPLE, lists: tuple[str, ...] = (POLL, SEA)) -> Path:
    """Write text in the starter's format into ``folder``, laid out as ``seed/starter`` is."""
    (folder / "films").mkdir(parents=True, exist_ok=True)
    (folder / "lists").mkdir(exist_ok=True)
    (folder / "films" / "test.txt").write_text(films, encoding="utf-8")
    (folder / "people.txt").write_text(people, encoding="utf-8")
    for number, text in enumerate(lists):
        (folder / "lists" / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def small_catalogue(home: Home, folder: Path) -> None:
    """Build the small catalogue in ``home``; ``folder`` takes its text."""
    with Build(home) as build:
        starter_build.fill(build, starter_folder(folder), [])
        for statement in _EXTRA.strip().split(";\n"):
            build.con.execute(statement.rstrip(";"))
        build.finish()
    home.popularity.unlink(missing_ok=True)
    with closing(sqlite3.connect(home.popularity)) as con:
        ranks.create(con)
        con.executescript(_RANKS)


def small_home(tmp_path: Path) -> Home:
    """A home with the small catalogue and an empty ``personal.db``."""
    home = Home.of(tmp_path / "home")
    home.make()
    small_catalogue(home, tmp_path / "starter")
    setup.prepare(home)
    return home


def write(home: Home, sql: str, *values: object) -> None:
    """Run one statement on ``home``'s catalogue, as an import would have left it."""
    con = sqlite3.connect(home.catalogue)
    try:
        con.execute(sql, values)
        index.write_cards(con)
        con.commit()
    finally:
        con.close()


def write_ranks(home: Home, sql: str, *values: object) -> None:
    """Run one statement on ``home``'s ``popularity.db``."""
    with closing(sqlite3.connect(home.popularity)) as con:
        con.execute(sql, values)
        con.commit()
