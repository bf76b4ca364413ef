"""Every trouble that a viewer may meet, as a sentence and a remedy; never a traceback."""

from __future__ import annotations

from pathlib import Path


class MatineeError(Exception):
    """Something the viewer should read: ``sentence`` says what happened, ``remedy`` what to do."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence + (f" {remedy}" if remedy else ""))
        self.sentence, self.remedy = sentence, remedy


class HomeUnusable(MatineeError):
    """The data folder cannot be made or written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"Matinee cannot write to {folder}: {error.strerror or error}.",
            "Make the folder writable, free some space, or name another with MATINEE_HOME.",
        )


class PathTooLong(MatineeError):
    """A path with more bytes than SQLite opens."""

    def __init__(self, path: Path, found: int, most: int) -> None:
        name = str(path)
        shown = name if len(name) < 80 else f"{name[:30]}…{name[-30:]}"
        super().__init__(
            f"{shown} is {found:,} bytes long, and SQLite opens no path of more than {most}.",
            "Choose a shorter path; MATINEE_HOME names another folder for Matinee's own files.",
        )


class CatalogueDamaged(MatineeError):
    """``catalogue.db`` is broken; it is rebuilt from the starter films or by another import."""


class CatalogueUnreadable(MatineeError):
    """``catalogue.db`` cannot be read now (permissions, a failing disk); it is left as it is."""


class PersonalUnusable(MatineeError):
    """``personal.db`` is corrupt, locked, read-only or from a newer Matinee; it is left as it is."""


class PersonalDamaged(PersonalUnusable):
    """What SQLite itself calls corrupt, or no database."""


class PersonalMissing(PersonalUnusable):
    """``personal.db`` is gone, while its copies or its log show that there was one."""


class NotFound(MatineeError):
    """A title, person or list that is not there."""


class BadInput(MatineeError):
    """A file, a line or a word that cannot be used; names the place and the remedy."""
