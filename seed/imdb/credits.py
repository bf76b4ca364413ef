"""title.principals and title.crew: a document of credits a title, and a filmography a person.

The filmographies are one sort of 64-bit numbers, each a credit: person, place of the title by note, category.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from db.catalogue.documents import CODES
from seed.imdb import document, titles
from seed.imdb.job import Job
from seed.imdb.order import is_ordered
from seed.imdb.read import DataReader, ahead

#: Categories in the order of their codes; what IMDb adds later is numbered behind them.
CATEGORIES = (
    "director", "writer", "actor", "actress", "self", "producer", "composer", "cinematographer", "editor",
    "production_designer", "casting_director", "archive_footage", "archive_sound",
)  # fmt: skip
_CODE_BITS, _POS_BITS = 7, 25
_KEY = (pl.col("person").cast(pl.UInt64) * 2**_POS_BITS + pl.col("pos")) * 2**_CODE_BITS + pl.col("code")
#: How many pieces the sort is done in: each needs memory for its own credits only.
_PIECES = 8


class Credits:
    """Writes both tables; :attr:`codes` are the categories met."""

    def __init__(self, job: Job, every: pl.DataFrame) -> None:
        self.job = job
        self.codes: dict[str, int] = {name: code for code, name in enumerate(CATEGORIES)}
        self._titles = every.select("at", "id", "pos")
        self._keys: list[pl.Series] = []

    # -- a title's credits

    def write(self) -> None:
        """The table ``credit_document``: principals in their order, then the directors and writers beyond them."""
        crew = self._crew()
        done = -(2**63)

        def anew() -> None:
            nonlocal done
            self.job.tables.clear("credit_document")
            self._keys.clear()
            done = -(2**63)

        groups = self.job.groups(
            "title.principals", "cast and crew", self._principal, known=self._titles["at"], by=["ordering"], anew=anew
        )
        for frame in groups:
            last = int(frame["at"][-1])
            self._write(frame, titles.between(crew, done, last) if crew is not None else None, done, last)
            done = last + 1
        if crew is not None:
            rest = titles.between(crew, done, 2**63 - 1)
            while rest.height:
                last = int(rest["at"][min(rest.height, 1_000_000) - 1])
                part = titles.between(rest, done, last)
                self._write(None, part, done, last)
                rest, done = rest.slice(part.height), last + 1

    def _write(self, principals: pl.DataFrame | None, crew: pl.DataFrame | None, first: int, last: int) -> None:
        """The credits of the titles whose ``at`` lies between ``first`` and ``last``."""
        here = titles.between(self._titles, first, last)
        documents = here.select("id")
        seen: pl.Series | None = None
        for rows, name in ((principals, "principals"), (crew, "crew")):
            if rows is None:
                continue
            rows = titles.beside(rows, here)
            if name == "principals" and not is_ordered(rows["at"] * 2**12 + rows["ordering"].clip(0, 4095)):
                rows = rows.sort("at", "ordering", maintain_order=True)
            keys = rows.select(_KEY).to_series()
            if seen is not None:
                is_new = ~keys.is_in(seen.implode())
                rows, keys = rows.filter(is_new), keys.filter(is_new)
            self._keys.append(keys)
            seen = keys.filter(rows["code"] <= self.codes["writer"])
            text = pl.col("text") if name == "principals" else pl.concat_str("person", self._coded(rows["code"]))
            grouped = document.strung(rows.select("id", text.alias(name)), "id", name, "],[")
            documents = documents.join(grouped, on="id", how="left", maintain_order="left")
        made = documents.select("id", pl.concat_str(documents.columns[1:], separator="],[", ignore_nulls=True).alias("made"))
        made = made.filter(pl.col("made") != "").with_columns(made=pl.concat_str(pl.lit("[["), "made", pl.lit("]]")))
        self.job.tables.write("credit_document", made.select(title_id="id", credits="made"))

    def _principal(self, reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
        frame = reader.numbers(reader.idents(frame, {"tconst": "tt", "nconst": "nm"}), {"ordering": pl.Int64})
        frame = reader.refuse(frame, pl.col("category").is_null(), "it has no category")
        for name in frame["category"].unique():
            self.codes.setdefault(name, len(self.codes))
        most = 2**_CODE_BITS
        if len(self.codes) > most:
            self.codes = dict(list(self.codes.items())[:most])
            frame = reader.refuse(frame, ~pl.col("category").is_in(list(self.codes)), "one category too many")
        characters = document.characters(frame["characters"])
        if characters.null_count() != frame["characters"].null_count():
            frame = frame.with_columns(made=characters)
            unread = pl.col("made").is_null() & pl.col("characters").is_not_null()
            frame = reader.refuse(frame, unread, "its characters are nested without end")
            characters = frame["made"]
        code = frame["category"].cast(pl.Enum(list(self.codes))).to_physical().cast(pl.UInt8)
        job = document.repeated(frame["job"], lambda different: "," + document.literal(different))
        character = "," + characters
        skipped = pl.when(job.is_not_null()).then(pl.lit(",null"))
        text = pl.concat_str("nconst", self._coded(code), pl.coalesce(character, skipped), job, ignore_nulls=True)
        return frame.select("ordering", id="tconst", person="nconst", code=code, text=text)

    def _coded(self, codes: pl.Series) -> pl.Series:
        return pl.Series([f",{code}" for code in range(len(self.codes))]).gather(codes)

    def _crew(self) -> pl.DataFrame | None:
        """Directors and writers, a row each, ordered by ``at``."""

        def prepared(reader: DataReader, frame: pl.DataFrame) -> pl.DataFrame:
            frame = reader.idents(frame, {"tconst": "tt"})
            parts = []
            for column, code in (("directors", self.codes["director"]), ("writers", self.codes["writer"])):
                listed = frame.select("line", id="tconst", nconst=pl.col(column).str.split(",")).drop_nulls()
                rows = reader.idents(listed.explode("nconst"), {"nconst": "nm"})
                parts.append(rows.select("id", person=pl.col("nconst").cast(pl.UInt32), code=pl.lit(code, pl.UInt8)))
            return pl.concat(parts)

        columns = ("at", "person", "code")
        frames = [
            frame.select(columns).unique(maintain_order=True).sort("at", maintain_order=True)
            for frame in self.job.frames("title.crew", "directors and writers", prepared)
        ]
        if not frames:
            return None
        crew = pl.concat(frames)
        held = [frame["at"] for frame in frames if frame.height]
        if all(one[-1] < other[0] for one, other in pairwise(held)):
            return crew
        return crew.unique(columns, maintain_order=True).sort("at", maintain_order=True)

    # -- a person's titles

    def write_filmographies(self) -> pl.Series:
        """The table ``filmography_document``: everybody's titles, the most noted first. Returns the ids of these people."""
        people: list[pl.Series] = []
        done = 0
        self.job.step("filmographies", 0, _PIECES)
        for number, made in ahead(self._filmographies(), "filmographies"):
            self.job.tables.write("filmography_document", made)
            people.append(made["person_id"])
            done += made.height
            self.job.step("filmographies", number, _PIECES, rows=done)
        self._keys.clear()
        return pl.concat(people) if people else pl.Series(dtype=pl.Int64)

    def _filmographies(self) -> Iterator[tuple[int, pl.DataFrame]]:
        """Rows of the table, in order, each frame with the number of its piece."""
        ids = self._titles.sort("pos")["id"].cast(pl.Int64)
        for number, piece in enumerate(self._sorted_pieces(), 1):
            rows = pl.DataFrame({"key": piece}).select(
                person=(pl.col("key") // 2 ** (_CODE_BITS + _POS_BITS)).cast(pl.Int64),
                pos=(pl.col("key") // 2**_CODE_BITS % 2**_POS_BITS).cast(pl.UInt32),
                code=(pl.col("key") % 2**_CODE_BITS).cast(pl.Int64),
            )
            for part in _by_person(rows):
                listed = part.select(
                    person_id="person",
                    titles=(pl.lit(ids).gather("pos") * CODES + pl.col("code")).cast(pl.String),
                )
                yield number, document.joined(listed, "person_id", "titles")

    def _sorted_pieces(self) -> Iterator[pl.Series]:
        """Every credit once, in order of person and title: sorted in pieces, to bound the memory."""
        sample = pl.concat(
            [key.gather_every(max(1, key.len() // 1000)) for key in self._keys] or [pl.Series([], dtype=pl.UInt64)]
        ).sort()
        cuts = [int(sample[sample.len() * number // _PIECES]) for number in range(1, _PIECES)] if sample.len() else []
        bounds = [0, *(cut >> (_CODE_BITS + _POS_BITS) << (_CODE_BITS + _POS_BITS) for cut in cuts), 2**64 - 1]
        for low, high in pairwise(bounds):
            piece = pl.concat([key.filter((key >= low) & (key < high)) for key in self._keys] or [sample]).sort()
            yield piece.filter((piece != piece.shift()).fill_null(True))


def _by_person(rows: pl.DataFrame, size: int = 500_000) -> Iterator[pl.DataFrame]:
    """Slices of rows ordered by person, nobody in two of them."""
    start = 0
    while start < rows.height:
        end = min(rows.height, start + size)
        if end < rows.height:
            end = int(rows["person"].search_sorted(rows["person"][end], side="left"))
            if end <= start:  # one person with more credits than a slice holds
                end = int(rows["person"].search_sorted(rows["person"][start], side="right"))
        yield rows.slice(start, end - start)
        start = end
