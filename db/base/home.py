"""Where Matinee's files live.

``MATINEE_HOME`` moves everything into one folder; otherwise platformdirs says where this system keeps such things.
Nothing is created by asking: :meth:`Home.make` does that, once, when something is about to be written.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.base.errors import HomeUnusable


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one viewer."""

    data: Path
    config: Path
    cache: Path
    state: Path

    @classmethod
    def of(cls, folder: Path) -> Home:
        """Everything under one folder, as ``MATINEE_HOME`` asks."""
        return cls(data=folder, config=folder, cache=folder / "cache", state=folder / "state")

    @classmethod
    def find(cls, environ: Mapping[str, str] | None = None) -> Home:
        """The home of this process."""
        moved = (os.environ if environ is None else environ).get("MATINEE_HOME")
        if moved:
            return cls.of(Path(moved).expanduser().absolute())
        from platformdirs import PlatformDirs  # 4 ms that MATINEE_HOME spares

        dirs = PlatformDirs("matinee", appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_state_path)

    @property
    def catalogue(self) -> Path:
        """What is known about films; disposable."""
        return self.data / "catalogue.db"

    @property
    def starter(self) -> Path:
        """The starter catalogue where ``catalogue.db`` must be left alone: it is of a newer Matinee, or cannot be read now."""
        return self.data / "starter.db"

    @property
    def popularity(self) -> Path:
        """The ranks of titles at every import; it outlives the catalogue."""
        return self.data / "popularity.db"

    @property
    def ids(self) -> Path:
        """Other services' ids as IMDb's; it outlives the catalogue."""
        return self.data / "ids.db"

    @property
    def pages(self) -> Path:
        """A folder with one file for each source of pages, and which titles their subjects are; disposable."""
        return self.data / "pages"

    @property
    def personal(self) -> Path:
        """What the viewer said; precious."""
        return self.data / "personal.db"

    @property
    def backups(self) -> Path:
        """Rotating copies of ``personal.db``."""
        return self.data / "backups"

    @property
    def restored(self) -> Path:
        """Written anew by every restore, for programs that run meanwhile."""
        return self.state / "restored"

    @property
    def sound(self) -> Path:
        """Which catalogue file was found whole last."""
        return self.state / "sound"

    @property
    def settings(self) -> Path:
        """``config.toml``, written by the viewer."""
        return self.config / "config.toml"

    @property
    def log(self) -> Path:
        """The log file, where tracebacks go."""
        return self.state / "matinee.log"

    def make(self) -> None:
        """Create the folders, or say in a sentence why that cannot be."""
        for folder in (self.data, self.config, self.cache, self.state):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise HomeUnusable(folder, error) from error
