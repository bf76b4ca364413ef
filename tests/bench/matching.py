"""How well exports are matched: real films among a million generated titles, with namesakes planted beside them.

``python -m tests.bench.matching GENERATED SAMPLES FOLDER``: GENERATED holds files of :mod:`tests.bench.generate`, SAMPLES the
folder of samples (MovieLens has ids for names and years; nothing of it is kept in the repository), FOLDER is where the home
is made, once. Beside three films in ten stands a short of the same name and year, beside two a remake of another year (half of
them a year off), beside three an episode of that name. Printed: decided right, asked, decided wrong, with the first of each.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from db.base import fold
from db.base.home import Home
from db.base.ids import tconst
from db.base.records.exchange import FILM, Match, Mention, mentions
from db.library import Library
from db.personal import setup
from db.reading.matching import match
from seed.exchange import reader
from seed.imdb.importer import import_imdb

_DATED = re.compile(r"^(.*?)\s*\((\d{4})\)\s*$")
_ARTICLE = re.compile(r"^(.*), (The|A|An|Les|Le|La|Il|El|Der|Die|Das|L')$")


def films(samples: Path) -> dict[int, tuple[str, int, int]]:
    """Name, year and votes of MovieLens' films by IMDb's number."""
    folder = samples / "movielens"
    with (folder / "links.csv").open(encoding="utf-8") as file:
        imdb = {row["movieId"]: int(row["imdbId"]) for row in csv.DictReader(file)}
    with (folder / "ratings.csv").open(encoding="utf-8") as file:
        rated = Counter(row["movieId"] for row in csv.DictReader(file))
    found = {}
    with (folder / "movies.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if dated := _DATED.match(row["title"]):
                name = re.sub(r"\s*\((a\.k\.a\.)?[^()]*\)\s*$", "", dated[1]).strip()
                if turned := _ARTICLE.match(name):
                    name = f"{turned[2]} {turned[1]}"
                found[imdb[row["movieId"]]] = (name, int(dated[2]), 1_000 * (1 + rated[row["movieId"]]))
    return found


def planted(real: dict[int, tuple[str, int, int]]) -> Iterator[tuple[int, str, str, int, int]]:
    """Titles beside the real ones: id, kind, name, year, votes."""
    dice = random.Random(5)
    number = 80_000_000
    for _, (name, year, votes) in sorted(real.items()):
        for kind, share, other in (("short", 0.3, year), ("movie", 0.2, 0), ("tvEpisode", 0.3, year)):
            if dice.random() < share:
                number += 1
                off = dice.choice((-1, 1)) if dice.random() < 0.5 else dice.choice((-30, -12, 15, 28))
                yield number, kind, name, other or year + off, dice.randint(5, max(6, votes // 20))


def lay(generated: Path, samples: Path, folder: Path) -> Home:
    """A home with all of these titles; made once."""
    home = Home.of(folder / "home")
    if home.catalogue.exists():
        return home
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    real = films(samples)
    rows = [(one, "movie", *rest) for one, rest in real.items()] + list(planted(real))
    new = pl.DataFrame(
        rows, schema=["number", "titleType", "primaryTitle", "startYear", "votes"], orient="row"
    ).with_columns(tconst=pl.col("number").map_elements(tconst, pl.String))
    tsv = {"separator": "\t", "quote_char": None, "infer_schema": False}
    basics = pl.read_csv(generated / "title.basics.tsv.gz", **tsv)
    ratings = pl.read_csv(generated / "title.ratings.tsv.gz", **tsv)
    fresh = new.select(
        "tconst", "titleType", "primaryTitle", originalTitle="primaryTitle", isAdult=pl.lit("0"),
        startYear=pl.col("startYear").cast(pl.String), endYear=pl.lit("\\N"), runtimeMinutes=pl.lit("90"), genres=pl.lit("Drama"),
    )  # fmt: skip
    rated = new.select("tconst", averageRating=pl.lit("7.0"), numVotes=pl.col("votes").cast(pl.String))
    for name, old, more in (("title.basics", basics, fresh), ("title.ratings", ratings, rated)):
        joined = pl.concat([old.join(more, on="tconst", how="anti"), more.select(old.columns)]).sort("tconst")
        joined.write_csv(data / f"{name}.tsv", separator="\t", quote_style="never")
    (data / "title.akas.tsv.gz").symlink_to((generated / "title.akas.tsv.gz").absolute())
    setup.prepare(home)
    import_imdb(home, [data])
    return home


def report(name: str, asked: list[tuple[Mention, int]], found: dict[Mention, Match]) -> None:
    """Print how often the title meant was decided, asked for, or missed."""
    right = [of for of, one in asked if found[of].place == one]
    wrong = [(of, one) for of, one in asked if found[of].place not in (one, None)]
    left = [(of, one) for of, one in asked if found[of].place is None]
    offered = sum(one in found[of].candidates for of, one in left)
    print(
        f"{name}: {len(asked):,} films, {len(right) / max(1, len(asked)):.2%} decided right, {len(wrong)} wrong, "
        f"{len(left)} left open ({offered} with the right one offered)"
    )
    for of, one in wrong[:10]:
        print("  wrong:", of.label, tconst(one), "taken for", tconst(found[of].place or 0), found[of].how)
    for of, one in left[:10]:
        print("  open:", of.label, tconst(one), found[of].how, [tconst(each) for each in found[of].candidates])


def main() -> None:
    """Lay the home, match MovieLens' own names and the sample exports, print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("generated", "samples", "folder"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    home = lay(options.generated, options.samples, options.folder)
    library = Library(home)
    con = library.connection()
    real = films(options.samples)
    known = {(fold.key(name), year): one for one, (name, year, _) in real.items()}
    twice = {key for key, count in Counter((fold.key(name), year) for name, year, _ in real.values()).items() if count > 1}
    told = [(Mention(name, year, FILM), one) for one, (name, year, _) in real.items() if (fold.key(name), year) not in twice]
    report("MovieLens' names", told, match(con, [of for of, _ in told]))
    off = [(of._replace(year=(of.year or 0) + 1), one) for of, one in told]
    off = [(of, one) for of, one in off if (fold.key(of.name), of.year) not in known]
    report("the same, a year late", off, match(con, [of for of, _ in off]))
    for path in ("letterboxd", "imdb-export"):
        for export in reader.read(options.samples / path).exports:
            named = mentions(export.reading.records)
            truth = [
                (of._replace(imdb=None), of.imdb if of.imdb in real else known[fold.key(of.name), of.year])
                for of in named
                if of.imdb in real or (of.imdb is None and (fold.key(of.name), of.year) in known)
            ]
            truth = [(of, one) for of, one in truth if (fold.key(of.name), of.year) not in twice]
            report(
                f"{path}: {export.format.label} ({len(named):,} titles, of which MovieLens has)",
                truth,
                match(con, [of for of, _ in truth]),
            )
    library.close()


if __name__ == "__main__":
    main()
