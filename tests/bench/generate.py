"""Files of IMDb's shape, of any size, the same ones every time: ``python -m tests.bench.generate FOLDER --titles N``.

Nothing in them is IMDb's: ids, names and titles are made of this module's own words by a counting hash, so that a row
depends on its number alone; ``--curves`` says how varied they are beside real ones. What is IMDb's are the proportions: 76 % episodes, about half of them with generic names; 52
akas for 12 titles, most of them translations of "Episode #1.2"; 7 to 8 principals a title; a seventh of all titles rated,
with a heavy tail; 1.2 people a title, few of them in very much; ids of seven and eight digits, sorted as text.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from tests.bench import curves
from tests.bench import vocabulary as v
from tests.bench.words import dice, name_of_person, name_of_title, pick

_BATCH = 250_000

KINDS = (
    "tvEpisode",
    "movie",
    "short",
    "tvSeries",
    "video",
    "tvMovie",
    "tvMiniSeries",
    "tvSpecial",
    "videoGame",
    "tvShort",
    "tvPilot",
)
_SHARES = (0.76, 0.06, 0.085, 0.024, 0.025, 0.0125, 0.005, 0.004, 0.0035, 0.001)
_EPISODE, _SERIES, _MINI = 0, 3, 6
_N = "\\N"


def number_of(index: pl.Expr, count: int) -> pl.Expr:
    """The ids: 60 % of seven digits at most, the others of eight, with gaps as the real ones have."""
    low = int(count * 0.6) or 1
    step, far = max(1, 9_999_998 // low), max(1, 29_000_000 // max(1, count - low))
    return pl.when(index < low).then(index * step + 1).otherwise((index - low) * far + 10_000_000)


def as_text(number: pl.Expr) -> pl.Expr:
    """A whole number that orders ids as their text is ordered (``tt10000000`` comes before ``tt1000001``)."""
    return pl.when(number < 10_000_000).then(number * 20).otherwise(number * 2 + 1)


def ident(prefix: str, number: pl.Expr) -> pl.Expr:
    """``tt0000001``."""
    return pl.lit(prefix) + number.cast(pl.String).str.zfill(7)


def plan(count: int) -> pl.DataFrame:
    """One row a title in the files' order: its number, kind, year, votes, and an episode's series, season and number."""
    titles = pl.DataFrame({"i": pl.int_range(count, eager=True, dtype=pl.Int64)})
    titles = titles.select("i", id=number_of(pl.col("i"), count)).sort(as_text(pl.col("id")))
    die = dice(pl.col("i"), 1)
    kind: pl.Expr = pl.lit(len(KINDS) - 1)
    reached = 1.0
    for code in reversed(range(len(_SHARES))):
        reached = sum(_SHARES[: code + 1])
        kind = pl.when(die < reached).then(code).otherwise(kind)
    titles = titles.with_columns(
        kind=kind.cast(pl.UInt8),
        year=(2026 - dice(pl.col("i"), 2).pow(2.2) * 125).cast(pl.Int16),
        generic=dice(pl.col("i"), 3) < 0.5,
    )
    # A pareto tail: few titles have millions of votes, most rated ones a few dozen.
    rated = dice(pl.col("i"), 4) < pl.when(pl.col("kind") == _EPISODE).then(0.085).otherwise(0.3)
    tail = (1 - dice(pl.col("i"), 5)).pow(-1.25) * pl.when(pl.col("kind") == 1).then(40).otherwise(6)
    titles = titles.with_columns(votes=pl.when(rated).then(tail.clip(5, 3_000_000).cast(pl.Int32)))
    series = titles.filter(pl.col("kind").is_in([_SERIES, _MINI])).get_column("id")
    if series.len():
        place = (dice(pl.col("i"), 6).pow(2.5) * series.len()).cast(pl.UInt32)
        parent = pl.when(pl.col("kind") == _EPISODE).then(pl.lit(series).gather(place))
    else:
        parent = pl.lit(None, pl.Int64)
    titles = titles.with_columns(parent=parent)
    place = pl.int_range(pl.len()).over("parent")
    return titles.with_columns(
        season=pl.when(pl.col("parent").is_not_null()).then(place // 22 + 1),
        number=pl.when(pl.col("parent").is_not_null()).then(place % 22 + 1),
    )


def _or_null(value: pl.Expr, present: pl.Expr) -> pl.Expr:
    return pl.when(present).then(value.cast(pl.String)).otherwise(pl.lit(_N))


def _generic(word: str) -> pl.Expr:
    return pl.lit(f"{word} #") + pl.col("season").cast(pl.String) + "." + pl.col("number").cast(pl.String)


def _where(frame: pl.DataFrame, column: str, needed: pl.Expr, of: pl.Expr, salt: int) -> pl.DataFrame:
    """Adds ``column``, a title by the numbers ``of``, made only for the rows that need it: a name costs a good deal."""
    frame = frame.with_row_index("at")
    rows = frame.filter(needed).select("at", of=of)
    made = rows.select("at", name_of_title(rows["of"], salt).alias(column))
    return frame.join(made, on="at", how="left", maintain_order="left").drop("at")


def with_names(batch: pl.DataFrame) -> pl.DataFrame:
    """Adds ``title`` and ``original`` to rows of the plan."""
    i, generic = pl.col("i"), (pl.col("kind") == _EPISODE) & pl.col("generic")
    batch = batch.with_columns(tt=ident("tt", pl.col("id")), plain=~generic)
    batch = _where(batch, "made", ~generic, i, 100)
    batch = _where(batch, "foreign", ~generic & (dice(i, 20) < 0.09), i, 200)
    batch = batch.with_columns(title=pl.when(generic).then(_generic("Episode")).otherwise(pl.col("made")))
    return batch.with_columns(original=pl.coalesce("foreign", "title"))


def basics(batch: pl.DataFrame) -> pl.DataFrame:
    """Rows of title.basics."""
    i = pl.col("i")
    genres = pl.concat_str(
        [
            pick(v.GENRES, dice(i, 21), steep=1.5),
            *(pl.when(dice(i, 22 + n) < 0.45).then(pick(v.GENRES, dice(i, 24 + n))) for n in range(2)),
        ],
        separator=",",
        ignore_nulls=True,
    )
    series = pl.col("kind").is_in([_SERIES, _MINI])
    return batch.select(
        tconst="tt",
        titleType=pick(KINDS, (pl.col("kind") + 0.5) / len(KINDS)),
        primaryTitle="title",
        originalTitle="original",
        isAdult=(dice(i, 27) < 0.03).cast(pl.Int8).cast(pl.String),
        startYear=_or_null(pl.col("year"), dice(i, 28) < 0.89),
        endYear=_or_null(pl.col("year") + (dice(i, 29) * 9).cast(pl.Int16), series & (dice(i, 30) < 0.5)),
        runtimeMinutes=_or_null((dice(i, 31) * 100 + 12).cast(pl.Int16), dice(i, 32) < 0.34),
        genres=_or_null(genres, dice(i, 33) < 0.96),
    )


def ratings(batch: pl.DataFrame) -> pl.DataFrame:
    """Rows of title.ratings."""
    tenths = ((dice(pl.col("i"), 40) + dice(pl.col("i"), 41) + dice(pl.col("i"), 42)) * 30 + 12).clip(10, 100).cast(pl.Int32)
    return batch.filter(pl.col("votes").is_not_null()).select(
        tconst="tt",
        averageRating=(tenths // 10).cast(pl.String) + "." + (tenths % 10).cast(pl.String),
        numVotes=pl.col("votes").cast(pl.String),
    )


def episodes(batch: pl.DataFrame) -> pl.DataFrame:
    """Rows of title.episode."""
    known = dice(pl.col("i"), 45) < 0.78
    return batch.filter(pl.col("parent").is_not_null()).select(
        tconst="tt",
        parentTconst=ident("tt", pl.col("parent")),
        seasonNumber=_or_null(pl.col("season"), known),
        episodeNumber=_or_null(pl.col("number"), known),
    )


def akas(batch: pl.DataFrame) -> pl.DataFrame:
    """Rows of title.akas: the original's own row, translations of generic episodes, other names of the others."""
    i, plain = pl.col("i"), pl.col("plain")
    episode = pl.col("kind") == _EPISODE
    regions = (dice(i, 50).pow(3) * 14).cast(pl.Int32)
    more = pl.when(~plain).then(pl.lit(len(v.EPISODE_WORDS))).when(episode).then(regions // 6).otherwise(regions)
    rows = batch.with_columns(row=pl.int_ranges(0, more + 1)).explode("row", empty_as_null=False)
    row = pl.col("row")
    which = row.cast(pl.Int64) + i * 64
    translated = pl.col("season").cast(pl.String) + "." + pl.col("number").cast(pl.String)
    word = pick(v.EPISODE_WORDS, (row - 0.5).clip(0) / len(v.EPISODE_WORDS))
    repeats = dice(which, 51) < 0.3
    rows = _where(rows, "elsewhere", (row > 0) & plain & ~repeats, which, 300)
    name = (
        pl.when(row == 0).then(pl.col("original"))
        .when(~plain).then(word + pl.lit(" #") + translated)
        .when(repeats).then(pl.col("title"))
        .otherwise(pl.col("elsewhere"))
    )  # fmt: skip
    region = (
        pl.when(plain)
        .then(pick(v.REGIONS, dice(which, 52), steep=1.5))
        .otherwise(pick(v.EPISODE_REGIONS, (row - 0.5).clip(0) / len(v.EPISODE_WORDS)))
    )
    kind = (
        pl.when(row == 0).then(pl.lit("original"))
        .when(dice(which, 53) < 0.6).then(pl.lit("imdbDisplay"))
        .when(dice(which, 53) < 0.62).then(pl.lit("dvd\x02imdbDisplay"))
        .when(dice(which, 53) < 0.66).then(pl.lit("working"))
        .otherwise(pl.lit(_N))
    )  # fmt: skip
    return rows.select(
        titleId="tt",
        ordering=(row + 1).cast(pl.String),
        title=name,
        region=_or_null(region, row > 0),
        language=_or_null(pick(v.LANGUAGES, dice(which, 54)), (row > 0) & (dice(which, 55) < 0.3)),
        types=kind,
        attributes=_or_null(pick(v.ATTRIBUTES, dice(which, 56)), (row > 0) & (dice(which, 57) < 0.04)),
        isOriginalTitle=pl.when(row == 0).then(pl.lit("1")).otherwise(pl.lit("0")),
    )


def _person(of: pl.Expr, salt: int, people: int) -> pl.Expr:
    return number_of((dice(of, salt).pow(1.8) * people).cast(pl.Int64), people)


def _credited(slot: pl.Expr, people: int) -> pl.Expr:
    """Who holds a place in a title's credits: in an episode mostly whoever holds it in the whole series."""
    which = pl.col("i") * 64 + slot
    shared = (dice(which, 61) < 0.75) & pl.col("parent").is_not_null()
    return pl.when(shared).then(_person(pl.col("parent") * 64 + slot, 62, people)).otherwise(_person(which, 63, people))


def _count() -> pl.Expr:
    """How many principals a title has."""
    return (dice(pl.col("i"), 60) * 11 + 2.6).cast(pl.Int32)


def _performers(count: pl.Expr) -> pl.Expr:
    """How many of them perform; the director follows, then a writer."""
    return (count * 0.55).cast(pl.Int32)


def principals(batch: pl.DataFrame, people: int) -> pl.DataFrame:
    """Rows of title.principals: a cast (an episode's mostly its series'), then the crew."""
    i = pl.col("i")
    rows = batch.select("i", "tt", "parent", "kind", count=_count(), slot=pl.int_ranges(0, _count()))
    rows = rows.explode("slot", empty_as_null=False)
    slot, which, cast = pl.col("slot"), i * 64 + pl.col("slot"), _performers(pl.col("count"))
    performs, selfish = slot < cast, dice(i, 65) < 0.18
    category = (
        pl.when(performs & selfish).then(pl.lit("self"))
        .when(performs).then(pl.when(dice(which, 66) < 0.6).then(pl.lit("actor")).otherwise(pl.lit("actress")))
        .when(slot == cast).then(pl.lit("director"))
        .when(slot == cast + 1).then(pl.lit("writer"))
        .otherwise(pick(v.CREW, dice(which, 64), steep=1.3))
    )  # fmt: skip
    surname = pl.when(dice(which, 68) < 0.5).then(" " + pick(v.LAST, dice(which, 69))).otherwise(pl.lit(""))
    character = pick(v.FIRST, dice(which, 67), steep=1.6) + surname
    character = (
        pl.when(performs & selfish).then(pl.lit("Self"))
        .when(dice(which, 70) < 0.02).then(character + pl.lit('","') + pick(v.FIRST, dice(which, 71)))
        .when(dice(which, 70) < 0.03).then(pl.lit('\\"') + character + pl.lit('\\"'))
        .otherwise(character)
    )  # fmt: skip
    return rows.select(
        tconst="tt",
        ordering=(slot + 1).cast(pl.String),
        nconst=ident("nm", _credited(slot, people)),
        category=category,
        job=_or_null(pick(v.JOBS, dice(which, 72)), ~performs & (dice(which, 73) < 0.35)),
        characters=_or_null(pl.lit('["') + character + pl.lit('"]'), performs & (dice(which, 74) < 0.8)),
    )


def crew(batch: pl.DataFrame, people: int) -> pl.DataFrame:
    """Rows of title.crew: the principals' director and writer, now and then a writer beyond them."""
    i, count = pl.col("i"), _count()
    first = ident("nm", _credited(_performers(count) + 1, people))
    more = (pl.when(dice(i, 81 + n) < 0.12).then(ident("nm", _person(i, 85 + n, people))) for n in range(2))
    writers = pl.concat_str([pl.when(_performers(count) + 1 < count).then(first), *more], separator=",", ignore_nulls=True)
    return batch.select(
        tconst="tt",
        directors=_or_null(ident("nm", _credited(_performers(count), people)), dice(i, 88) < 0.6),
        writers=_or_null(writers, (dice(i, 89) < 0.5) & (writers != "")),
    )


def names(batch: pl.DataFrame, people: int, titles: int) -> pl.DataFrame:
    """Rows of name.basics."""
    i = pl.col("i")
    noted = (1 - i / people).pow(3)
    known = pl.concat_str(
        [
            pl.when(dice(i, 97 + n) < 0.4 + noted / 2).then(
                ident("tt", number_of((dice(i, 101 + n) * titles).cast(pl.Int64), titles))
            )
            for n in range(4)
        ],
        separator=",",
        ignore_nulls=True,
    )
    return batch.select(
        nconst=ident("nm", pl.col("id")),
        primaryName=name_of_person(i),
        birthYear=_or_null((dice(i, 106) * 120 + 1885).cast(pl.Int32), dice(i, 107) < 0.04 + noted * 0.3),
        deathYear=_or_null((dice(i, 106) * 60 + 1965).cast(pl.Int32), dice(i, 107) < 0.015),
        primaryProfession=_or_null(pick(v.PROFESSIONS, dice(i, 108)), dice(i, 109) < 0.8),
        knownForTitles=_or_null(known, known.str.len_bytes() > 0),
    )


class _File:
    """One gzip file that grows by frames; compressing runs on its own thread."""

    def __init__(self, path: Path, pool: ThreadPoolExecutor, level: int) -> None:
        self._out = path.open("wb")
        self._press = zlib.compressobj(level, zlib.DEFLATED, 31)
        self._pool, self._begun = pool, False
        self._last: Future[int] | None = None
        self.rows = 0

    def write(self, frame: pl.DataFrame) -> None:
        text: bytes = frame.write_csv(separator="\t", quote_style="never", include_header=not self._begun).encode()
        self._begun = True
        self.rows += frame.height
        if self._last is not None:
            self._last.result()
        self._last = self._pool.submit(lambda: self._out.write(self._press.compress(text)))

    def close(self) -> None:
        if self._last is not None:
            self._last.result()
        self._out.write(self._press.flush())
        self._out.close()


def generate(
    folder: Path, titles: int, *, say: Callable[[str], object] = lambda line: None, level: int = 6
) -> dict[str, int]:
    """Write the seven files into ``folder``; returns their rows by name."""
    folder.mkdir(parents=True, exist_ok=True)
    people = max(1, titles * 6 // 5)
    with ThreadPoolExecutor(2) as pool:
        tables = (
            "title.basics",
            "title.ratings",
            "title.episode",
            "title.akas",
            "title.principals",
            "title.crew",
            "name.basics",
        )
        files = {name: _File(folder / f"{name}.tsv.gz", pool, level) for name in tables}
        planned = plan(titles)
        for done in range(0, titles, _BATCH):
            batch = with_names(planned.slice(done, _BATCH))
            for name, frame in (
                ("title.principals", principals(batch, people)),
                ("title.akas", akas(batch)),
                ("title.basics", basics(batch)),
                ("title.ratings", ratings(batch)),
                ("title.episode", episodes(batch)),
                ("title.crew", crew(batch, people)),
            ):
                files[name].write(frame)
            say(f"titles {done + batch.height:,} of {titles:,}")
        del planned
        for batch in _people(people):
            files["name.basics"].write(names(batch, people, titles))
        for file in files.values():
            file.close()
    return {name: file.rows for name, file in files.items()}


def _people(people: int) -> Iterator[pl.DataFrame]:
    everybody = pl.DataFrame({"i": pl.int_range(people, eager=True, dtype=pl.Int64)})
    everybody = everybody.select("i", id=number_of(pl.col("i"), people)).sort(as_text(pl.col("id")))
    for done in range(0, people, _BATCH):
        yield everybody.slice(done, _BATCH)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--titles", type=int, default=1_000_000)
    parser.add_argument("--curves", action="store_true", help="print how many different words there are among so many names")
    asked = parser.parse_args()
    if asked.curves:
        print(curves.table())
    if asked.folder is None:
        return
    rows = generate(asked.folder, asked.titles, say=lambda line: print(f"\r{line}", end="", file=sys.stderr))
    print(file=sys.stderr)
    for name, count in rows.items():
        print(f"{name:18} {count:>12,} rows {(asked.folder / f'{name}.tsv.gz').stat().st_size / 1e6:>9,.1f} MB")


if __name__ == "__main__":
    main()
