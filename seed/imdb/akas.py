"""title.akas: one document a title, and the names by which search finds it too."""

from __future__ import annotations

import polars as pl

from seed.imdb import document, folding, titles
from seed.imdb.job import Job
from seed.imdb.order import is_ordered
from seed.imdb.read import DataReader

#: What a translation of an episode's generic name looks like ("Folge #1.2", "Episodio datado 3 mayo 2010").
_GENERIC = r"#\d+\.\d+$|\d{4}"


def write(job: Job, every: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame | None:
    """The table ``aka_document``; returns ``id`` and ``akas`` (folded names by newlines) of titles that search finds.

    Left out are akas that repeat the original title, and translations of an episode's generic name.
    """
    if "title.akas" not in job.files:
        return None
    found: list[pl.DataFrame] = []
    shown = every.select("at", "title", "original", "generic")

    def anew() -> None:
        job.tables.clear("aka_document")
        found.clear()

    for frame in job.groups("title.akas", "other names", _prepared, known=every["at"], by=["ordering"], anew=anew):
        first, last = frame["at"][0], frame["at"][-1]
        rows = titles.beside(frame, titles.between(shown, first, last))
        repeats = pl.col("aka") == pl.coalesce("original", "title")
        rows = rows.filter(~repeats, ~(pl.col("generic") & pl.col("aka").str.contains(_GENERIC)))
        if not is_ordered(rows["at"] * 2**12 + rows["ordering"].clip(0, 4095)):
            rows = rows.sort("at", "ordering", maintain_order=True)
        job.tables.write("aka_document", _documents(rows))
        found.append(_names(rows, titles.between(named, first, last)))
    return pl.concat(found) if found else None


def _prepared(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
    frame = reader.numbers(reader.idents(frame, {"titleId": "tt"}), {"ordering": pl.Int64})
    frame = reader.refuse(frame, pl.col("title").is_null(), "it has no name")
    return frame.select("ordering", "region", "language", "types", "attributes", id="titleId", aka="title")


def _documents(rows: pl.DataFrame) -> pl.DataFrame:
    texts = rows.select(
        "id",
        document.literal(rows["aka"]),
        *(document.repeated(rows[name], document.literal) for name in ("region", "language")),
        *(document.repeated(rows[name], _listed) for name in ("types", "attributes")),
    )
    parts = [pl.col(name) for name in ("region", "language", "types", "attributes")]
    return document.joined(texts.select(title_id="id", akas=document.array([pl.col("aka")], parts)), "title_id", "akas")


def _listed(texts: pl.Series) -> pl.Series:
    """Several types or attributes of a name are parted by a control character in the files, by commas here."""
    return document.literal(texts.str.replace_all("\x02", ",", literal=True))


def _names(rows: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The distinct folded names of each title beside those it is known by anyway."""
    rows = rows.select("id", "aka").join(named.select("id", "key", "other"), on="id", how="inner", maintain_order="left")
    rows = rows.with_columns(akas=folding.keys(rows["aka"]))
    known = (pl.col("akas") == pl.col("key")) | pl.col("akas").eq_missing(pl.col("other")) | (pl.col("akas") == "")
    rows = rows.filter(~known).unique(["id", "akas"], maintain_order=True)
    grouped = rows.group_by("id", maintain_order=True).agg("akas")
    return grouped.with_columns(pl.col("akas").list.join("\n"))
