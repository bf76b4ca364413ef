"""Titles: title.basics with its ratings and episodes as one frame, in the files' order, and the table made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from seed.imdb import folding, order
from seed.imdb.job import Job
from seed.imdb.read import DataReader

#: IMDb's own names for episodes that have none.
GENERIC = r"^Episode (#\d+\.\d+|dated .*\d{4})$"
_ODD = re.compile(r'["\\\x00-\x1f\x7f]')
_PIECE = 500_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which titles an import is to hold."""

    only: frozenset[str] | None = None
    min_votes: int = 0
    episodes: bool = True

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.only is None and not self.min_votes and self.episodes


def read(job: Job, wanted: Wanted, lent: pl.DataFrame) -> pl.DataFrame:
    """All titles in the order of the files, with their ratings, episodes and ``pos``, their place by note (0 is first).

    ``lent`` is what the old catalogue knows: acclaim by id, and ratings for when there is no file of them.
    """
    titles = _basics(job, wanted)
    ratings = job.gathered("title.ratings", "ratings", _rating)
    if ratings is not None:
        titles = _joined(titles, job.without_repeats("title.ratings", ratings))
    else:
        old = lent.select("id", "average_rating", "num_votes", "rating_as_of")
        titles = titles.join(old, on="id", how="left", maintain_order="left")
    if wanted.min_votes:
        titles = titles.filter(pl.col("num_votes") >= wanted.min_votes)
    episodes = job.gathered("title.episode", "episodes", _episode)
    if episodes is not None:
        titles = _joined(titles, job.without_repeats("title.episode", episodes))
    titles = titles.with_columns(
        pl.lit(None, kind).alias(name)
        for name, kind in (("series_id", pl.Int64), ("season", pl.Int32), ("episode", pl.Int32))
        if name not in titles.columns
    )
    acclaim = lent.select("id", pl.col("acclaim").cast(pl.Int32)).drop_nulls()
    return _placed(
        titles.with_columns(titles.select("id").join(acclaim, on="id", how="left", maintain_order="left")["acclaim"])
    )


def _basics(job: Job, wanted: Wanted) -> pl.DataFrame:
    frames = []
    for frame in job.frames("title.basics", "titles", _basic):
        if wanted.only is not None:
            frame = frame.filter(pl.col("kind").is_in(list(wanted.only)))
        if not wanted.episodes:
            frame = frame.filter(pl.col("kind") != "tvEpisode")
        frames.append(frame.with_columns(pl.col("kind", "genres").cast(pl.Categorical)))
    titles = pl.concat(frames)
    del frames
    for at in (order.as_text, order.as_number):
        job.at = at
        titles = titles.with_columns(at(titles["id"]))
        if order.is_ordered(titles["at"]):
            break
    else:
        titles = titles.sort("at", maintain_order=True)
    return job.without_repeats("title.basics", titles)


def _basic(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
    frame = reader.idents(frame, {"tconst": "tt"})
    frame = reader.numbers(
        frame, {"isAdult": pl.Int32, "startYear": pl.Int16, "endYear": pl.Int16, "runtimeMinutes": pl.Int32}
    )
    frame = reader.refuse(frame, pl.col("primaryTitle").is_null(), "it has no title")
    frame = reader.refuse(frame, pl.col("titleType").is_null(), "it has no type")
    return frame.select(
        "line",
        id="tconst",
        kind="titleType",
        title="primaryTitle",
        original=pl.when(pl.col("originalTitle") != pl.col("primaryTitle")).then(pl.col("originalTitle")),
        year="startYear",
        end_year="endYear",
        runtime_minutes="runtimeMinutes",
        is_adult=(pl.col("isAdult").fill_null(0) > 0).cast(pl.Int8),
        genres=_genres(frame["genres"]),
    )


def _genres(genres: pl.Series) -> pl.Series:
    """Without quotes, backslashes and control characters, which would break the view over them, and without empty ones."""
    clean = {
        one: ",".join(filter(None, map(str.strip, _ODD.sub("", one).split(",")))) for one in genres.unique().drop_nulls()
    }
    odd = {one: made or None for one, made in clean.items() if made != one}
    return genres.replace(odd) if odd else genres


def _rating(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
    frame = reader.numbers(reader.idents(frame, {"tconst": "tt"}), {"averageRating": pl.Float64, "numVotes": pl.Int32})
    sound = pl.col("averageRating").is_between(0, 10) & (pl.col("numVotes") >= 0)
    frame = reader.refuse(frame, ~sound.fill_null(False), "it has no rating from 0 to 10, or no votes")
    return frame.select("line", id="tconst", average_rating="averageRating", num_votes="numVotes")


def _episode(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
    frame = reader.idents(frame, {"tconst": "tt", "parentTconst": "tt"})
    frame = reader.numbers(frame, {"seasonNumber": pl.Int32, "episodeNumber": pl.Int32})
    return frame.select("line", id="tconst", series_id="parentTconst", season="seasonNumber", episode="episodeNumber")


def _joined(titles: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """``titles`` with the columns of ``more``: both are in order, so that they are joined in small pieces, by their ids alone."""
    pieces = []
    for start in range(0, max(1, titles.height), _PIECE):
        piece = titles.select("at", "id").slice(start, _PIECE)
        part = between(more, piece["at"][0], piece["at"][-1]) if piece.height else more
        pieces.append(piece.join(part.drop("at"), on="id", how="left", maintain_order="left").drop("at", "id"))
    return titles.with_columns(pl.concat(pieces))


def between(frame: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    """The rows of an ordered frame whose ``at`` lies between two values, both included."""
    low = int(frame["at"].search_sorted(first, side="left"))
    return frame.slice(low, int(frame["at"].search_sorted(last, side="right")) - low)


def beside(rows: pl.DataFrame, here: pl.DataFrame) -> pl.DataFrame:
    """``rows``, ordered by ``at``, with the columns of the titles in ``here``; those of other titles are left out.

    A join for every run of rows of one title instead of one for every row.
    """
    runs = rows["at"].rle().struct.unnest()
    found = runs.join(here.with_columns(known=True), left_on="value", right_on="at", how="left", maintain_order="left")
    which = rows["at"].rle_id()
    rows = rows.with_columns(found[name].gather(which) for name in here.columns if name != "at")
    return rows.filter(found["known"].gather(which)) if found["known"].null_count() else rows


def _placed(titles: pl.DataFrame) -> pl.DataFrame:
    """Adds ``pos`` (by votes, then acclaim, then as filed), ``generic``, ``searched``, and the folded names of those."""
    rows = titles.select("num_votes", "acclaim").with_row_index("row")
    noted = rows.filter(pl.col("num_votes").is_not_null() | pl.col("acclaim").is_not_null()).sort(
        "num_votes", "acclaim", "row", descending=[True, True, False], nulls_last=True
    )
    first = noted.select("row", pos=pl.int_range(pl.len(), dtype=pl.UInt32))
    pos = rows.select("row").join(first, on="row", how="left", maintain_order="left")["pos"]
    others = pos.is_null()
    later = (others.cast(pl.Int64).cum_sum() + (noted.height - 1)).clip(0).cast(pl.UInt32)
    titles = titles.with_columns(pos=pos.zip_with(~others, later))
    generic = (pl.col("kind") == "tvEpisode") & pl.col("title").str.contains(GENERIC)
    titles = titles.with_columns(generic=generic)
    titles = titles.with_columns(searched=~pl.col("generic") | pl.col("num_votes").is_not_null())
    return titles


def write(job: Job, titles: pl.DataFrame, dated: str) -> None:
    """The table ``title``; ratings are of the day ``dated``, unless they are the old catalogue's."""
    day = pl.col("rating_as_of") if "rating_as_of" in titles.columns else pl.lit(dated)
    for start in range(0, titles.height, _PIECE // 5):
        piece = titles.slice(start, _PIECE // 5)
        job.tables.write("title", piece.with_columns(rating_as_of=pl.when(pl.col("average_rating").is_not_null()).then(day)))
        job.step("writing titles", start + piece.height, titles.height, rows=start + piece.height)


def named(titles: pl.DataFrame) -> pl.DataFrame:
    """Titles that search is to find: ``at``, ``id``, ``pos`` and what a search document is made of, names folded."""
    searched = titles.filter("searched")
    return searched.select(
        "at", "id", "pos", "year", "kind", "genres", "is_adult", "average_rating",
        key=folding.keys(searched["title"]), other=folding.keys(searched["original"]),
    )  # fmt: skip
