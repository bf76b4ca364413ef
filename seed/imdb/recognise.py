"""What lies in the paths a viewer names: which of the seven data sets, told by their header line and not by their name."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.base.errors import BadInput

#: The columns by which each data set is known; a file may have more, in any order.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title.basics": (
        "tconst", "titleType", "primaryTitle", "originalTitle", "isAdult", "startYear", "endYear", "runtimeMinutes", "genres",
    ),
    "title.ratings": ("tconst", "averageRating", "numVotes"),
    "title.episode": ("tconst", "parentTconst", "seasonNumber", "episodeNumber"),
    "title.akas": ("titleId", "ordering", "title", "region", "language", "types", "attributes", "isOriginalTitle"),
    "title.crew": ("tconst", "directors", "writers"),
    "title.principals": ("tconst", "ordering", "nconst", "category", "job", "characters"),
    "name.basics": ("nconst", "primaryName", "birthYear", "deathYear", "primaryProfession", "knownForTitles"),
}  # fmt: skip
#: What a catalogue lacks without the file.
PART = {
    "title.basics": "titles",
    "title.ratings": "ratings and the order of search results",
    "title.episode": "seasons and episodes",
    "title.akas": "other names of titles",
    "title.crew": "directors and writers beyond the principal credits",
    "title.principals": "cast and crew",
    "name.basics": "people",
}
_ENDINGS = (".tsv", ".tsv.gz", ".gz", ".txt")
_BOM = b"\xef\xbb\xbf"
_HEAD = 65536


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data set as it was found: ``header`` are the columns in the file's own order."""

    dataset: str
    path: Path
    packed: bool
    header: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was found by data set, which are missing, and remarks on what was left aside or bears another's name."""

    found: Mapping[str, DataFile]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def recognise(paths: Iterable[Path]) -> Recognition:
    """Look into files and folders. A file that is named but is no data set, or none at all found, is an error."""
    seen: dict[str, list[DataFile]] = {}
    remarks: list[str] = []
    for path in paths:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            raise BadInput(
                f"There is no {path}.", "Name the folder that holds IMDb's files, or the files themselves."
            ) from error
        except OSError as error:  # no permission, or a name that no disk takes
            raise BadInput(
                f"{str(path)[:200]} cannot be read: {error.strerror}.", "Make it readable, or name another folder."
            ) from error
        for candidate in _candidates(path):
            told = data_file(candidate)
            if told is not None:
                seen.setdefault(told.dataset, []).append(told)
            elif candidate == path or named_after(candidate) is not None:
                raise BadInput(
                    f"{candidate} is none of IMDb's data sets: its first line names no columns that Matinee knows.",
                    "Download it again from https://datasets.imdbws.com, or leave it out.",
                )
    found = {}
    for dataset in COLUMNS:
        if held := seen.get(dataset):
            found[dataset] = chosen = max(held, key=lambda one: (named_after(one.path) == dataset, one.path.stat().st_mtime))
            remarks += [
                f"{one.path} was left aside: {chosen.path} holds {dataset} too." for one in held if one is not chosen
            ]
            if named_after(chosen.path) not in {None, dataset}:
                remarks.append(f"{chosen.path} holds {dataset}, whatever its name says.")
    if "title.basics" not in found:
        have = f" Only {', '.join(found)} was found." if found else ""
        raise BadInput(
            f"There is no title.basics file, without which there are no titles.{have}",
            "Download title.basics.tsv.gz from https://datasets.imdbws.com, or let 'matinee fetch imdb' do it.",
        )
    return Recognition(found, tuple(name for name in COLUMNS if name not in found), tuple(remarks))


def holds_data_sets(path: Path) -> bool:
    """Whether a file is one of the data sets, or promises to be by its name, or a folder holds such a file."""
    try:
        candidates = _candidates(path)
    except BadInput:
        return False
    return any(named_after(one) is not None or (one.is_file() and _is_data(one)) for one in candidates)


def _is_data(path: Path) -> bool:
    try:
        return data_file(path) is not None
    except BadInput:
        return False


def named_after(path: Path) -> str | None:
    """The data set that a file's name promises."""
    return next((name for name in COLUMNS if path.name.startswith(name)), None)


def _candidates(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        held = sorted(path.iterdir())
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Make it readable, or name another folder.") from error
    return [one for one in held if one.name.endswith(_ENDINGS) and not one.name.startswith(".") and os.path.isfile(one)]  # noqa: PTH113


def data_file(path: Path) -> DataFile | None:
    """The data set in a file, or None; a gzip file whose very beginning is damaged is an error."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as file:
            line = file.readline(_HEAD)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        if named_after(path) is None:
            return None  # some other file of the viewer's, in the same folder
        raise BadInput(
            f"{path} is damaged at its beginning ({error}).", "Download it again; the catalogue is as it was."
        ) from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Make it readable, or leave it out.") from error
    header = tuple(line.removeprefix(_BOM).rstrip(b"\r\n").decode("utf-8", "replace").split("\t"))
    for dataset, columns in COLUMNS.items():
        if set(columns) <= set(header) and len(set(header)) == len(header):
            return DataFile(dataset, path, packed, header)
    return None
