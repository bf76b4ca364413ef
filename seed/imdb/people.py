"""name.basics: the table of people, and their names in the order in which search gives them."""

from __future__ import annotations

import polars as pl

from seed.imdb import folding
from seed.imdb.job import Job
from seed.imdb.read import DataReader

#: Whose votes count in full: the others worked on noted titles too, but are hardly who is looked for.
_LEADING = ("actor", "actress", "director", "writer", "composer", "cinematographer")
_ASIDE = 0.05
#: Votes from which on a title says something for its people.
_NOTED = 50
_ZEROS = ["tt" + "0" * count for count in range(6, -1, -1)]
#: Ids lie below it; those beyond go with the last of them when a file must be sorted.
_IDS = 20_000_000


def write(job: Job, every: pl.DataFrame, credited: pl.Series | None) -> pl.DataFrame:
    """The table ``person``; returns ``id`` and ``names`` (folded) in rank order, by the votes of what they are known for.

    ``credited`` limits it to these people and those known for a title of the catalogue; None takes everybody.
    """
    noted = every.filter((pl.col("num_votes") >= _NOTED) | pl.col("acclaim").is_not_null()).select(
        known="id", votes=pl.col("num_votes").fill_null(0) + pl.col("acclaim").fill_null(0)
    )
    found: list[pl.DataFrame] = []

    def anew() -> None:
        job.tables.clear("person")
        found.clear()

    for frame in job.groups("name.basics", "people", _prepared, known=_spread(job), by=["line"], anew=anew):
        frame = job.without_repeats("name.basics", frame)
        if credited is not None:
            known = _known(frame).join(every.select(known="id"), on="known", how="semi").select("id")
            frame = frame.join(
                pl.concat([known, credited.alias("id").to_frame()]), on="id", how="semi", maintain_order="left"
            )
        job.tables.write("person", frame)
        score = _known(frame).join(noted, on="known").group_by("id").agg(pl.col("votes").sum())
        frame = frame.join(score, on="id", how="left", maintain_order="left")
        leads = pl.col("professions").str.split(",").list.first().is_in(_LEADING).fill_null(False)
        found.append(
            frame.select(
                "id", "names",
                score=(pl.col("votes").fill_null(0) * pl.when(leads).then(1.0).otherwise(_ASIDE)).cast(pl.Float32),
            )
        )  # fmt: skip
    if not found:
        return pl.DataFrame(schema={"id": pl.Int64, "names": pl.String})
    people = pl.concat(found).filter(pl.col("names") != "")
    found.clear()
    noted_first = people.filter(pl.col("score") > 0).sort("score", descending=True, maintain_order=True)
    return pl.concat([noted_first, people.filter(pl.col("score") == 0)]).drop("score")


def _spread(job: Job) -> pl.Series:
    """Ids here and there, in order: by them a file in another order is cut up."""
    return job.at(pl.int_range(1, _IDS, _IDS // 1000, eager=True).alias("id")).sort()


def _prepared(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
    frame = reader.numbers(reader.idents(frame, {"nconst": "nm"}), {"birthYear": pl.Int16, "deathYear": pl.Int16})
    frame = reader.refuse(frame, pl.col("primaryName").is_null(), "it has no name")
    known = pl.col("knownForTitles").str.replace_many(_ZEROS, [""] * len(_ZEROS), leftmost=True)
    sound = known.str.contains(r"^[1-9]\d*(,[1-9]\d*)*$")
    return frame.select(
        "line", id="nconst", name="primaryName", birth_year="birthYear", death_year="deathYear", professions="primaryProfession",
        known_for=pl.when(sound).then(known), names=folding.keys(frame["primaryName"]),
    )  # fmt: skip


def _known(frame: pl.DataFrame) -> pl.DataFrame:
    """A row for every title that somebody is known for: ``id`` and ``known``."""
    listed = frame.select("id", known=pl.col("known_for").str.split(",")).drop_nulls().explode("known")
    return listed.with_columns(pl.col("known").cast(pl.Int64, strict=False))
