"""The exports at a path, recognised by their content and read: what the command line and the screen begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.base.errors import BadInput
from db.base.records.brought import Preview
from db.base.records.exchange import Reading
from db.base.text import printable
from db.personal.bringing.merge import Merged
from seed.exchange.apart import tell_apart
from seed.exchange.container import Container, Unreadable, opened
from seed.exchange.formats import Export, Format, formats, recognise
from seed.exchange.text import decoded

#: The format whose files are taken only where they are named themselves.
_NAMED = "titles"
#: Names that are told of many.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ExportRead:
    """One export of one format, read."""

    format: Format
    reading: Reading

    @property
    def rows(self) -> int:
        """Rows that its files hold."""
        return sum(file.rows for file in self.reading.files)

    @property
    def unplaced(self) -> Counter[str]:
        """Rows without a place, by the reason."""
        counted: Counter[str] = Counter()
        for each in self.reading.unplaced:
            counted[each.why] += each.rows
        return counted

    @property
    def troubles(self) -> list[str]:
        """Files that could not be read, each with its reason."""
        return [f"{file.name}: {file.trouble}" for file in self.reading.files if file.trouble]

    def preview(self, path: Path, merged: Merged) -> Preview:
        """What is shown of it, once it was merged with what is there."""
        return Preview(
            label=self.format.label,
            path=str(path),
            rows=self.rows,
            counts={kind: dict(outcomes) for kind, outcomes in merged.counts.items()},
            unplaced=dict(self.unplaced.most_common()),
            differences=tuple(merged.differences),
            troubles=tuple(self.troubles),
            left=tuple(self.reading.unread),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What a path holds: its exports, the names of files that no format knows, and what was refused."""

    path: Path
    exports: tuple[ExportRead, ...]
    unknown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read(path: Path, progress: Callable[[str, int, int], None] | None = None) -> Found:
    """Read everything at ``path`` that a format knows; BadInput where that is nothing, or the path cannot be read."""
    with opened(path) as container:
        exports, unknown = exports_in(container)
        found = []
        for at, export in enumerate(exports):
            if progress is not None:
                progress(f"reading {export.format.label}", at, len(exports))
            reading = export.format.read(export.files)
            tell_apart(reading)
            found.append(ExportRead(export.format, reading))
        troubles = [trouble for export in found for trouble in export.troubles]
        if troubles and not any(export.rows for export in found):
            raise BadInput(
                f"Nothing in {printable(str(path))} can be read: {troubles[0]}.",
                "Nothing was changed; export it again, or split a file that is too large.",
            )
        zips = [name for name in unknown if _is_zip(name)]
        refused = (*container.refused, *(f"{name}: a zip is opened where it is named itself" for name in zips))
        return Found(path, tuple(found), tuple(name for name in unknown if name not in zips), refused)


def exports_in(container: Container) -> tuple[list[Export], list[str]]:
    """The exports in a container, and the names of files that no format knows; BadInput where it holds no export."""
    exports, unknown = recognise(container)
    if container.path.is_dir():  # a text file is a list only if the viewer names it: a folder may hold any notes
        unknown += [claimed.held.name for each in exports if each.format.name == _NAMED for claimed in each.files]
        exports = [each for each in exports if each.format.name != _NAMED]
    if not exports:
        raise _nothing(container)
    return exports, unknown


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _nothing(container: Container) -> BadInput:
    """What to say of a path without an export: what is wrong with its one file, which zips it holds, or what is read."""
    path = printable(str(container.path))
    if len(container.files) == 1:
        try:
            decoded(container.files[0], head=True)
        except Unreadable as trouble:
            return BadInput(f"{path} cannot be read: {trouble}.", "Nothing was changed; export it again.")
    if zips := [held.name for held in container.files if _is_zip(held.name)]:
        more = f" and {len(zips) - _SHOWN} more" if len(zips) > _SHOWN else ""
        inside, named = ("", f"{path}/{zips[0]}") if container.path.is_dir() else ("unpack it, and ", zips[0])
        return BadInput(
            f"{path} holds zips, which are opened only where they are named: {', '.join(zips[:_SHOWN])}{more}.",
            f"To bring one in, {inside}name the zip itself: {named}.",
        )
    refused = f" ({container.refused[0]})" if container.refused else ""
    labels = ", ".join(each.label for each in formats())
    return BadInput(
        f"{path} holds nothing that Matinee reads{refused}.",
        f"It reads IMDb's data sets, and {labels}: matinee formats.",
    )
