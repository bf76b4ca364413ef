"""The house for one call of the command line: opened as far as the sub-command needs it, closed afterwards."""

from __future__ import annotations

import logging
import sqlite3
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from db.base.errors import MatineeError
from db.base.home import Home

if TYPE_CHECKING:
    from db.base.errors import MatineeError
    from db.library import Library
    from db.personal.desk import Desk
    from tui.settings import Loaded


log = logging.getLogger(__name__)


class House:
    """Home, reading connection and desk; nothing is opened before it is asked for."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._library: Library | None = None
        self._desk: Desk | None = None
        self._settled = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._library is not None:  # readers first: the last to close, which may write, leaves all in the one file
            self._library.close()
        if self._desk is not None:
            self._desk.close()

    @property
    def wrote(self) -> bool:
        """Whether a change is on disk."""
        return self._desk is not None and self._desk.wrote

    def diagnose(self, error: Exception) -> MatineeError | None:
        """The damaged file behind an unexpected error, if that is what it is."""
        from db.library import Library, diagnose

        return diagnose(self.home, (self._library or Library(self.home)).catalogue, error)

    @property
    def loaded(self) -> Loaded:
        """The viewer's settings, with the complaints about them."""
        from tui.settings import load

        return load(self.home.settings, self.home.state / "remembered.json")

    @property
    def con(self) -> sqlite3.Connection:
        """Both databases, to read; made on first use."""
        if self._library is None:
            from db.catalogue import state
            from db.library import Library

            if state.catalogue_state(self.home.catalogue) != "ready":
                from seed.starter_build import ensure_catalogue

                self.home.make()
                with Ticker("Preparing the starter catalogue") as ticker:
                    said = ensure_catalogue(self.home, ticker)
                if said != "ready":
                    sys.stderr.write(f"{said}\n")
            library = Library(self.home)
            if problem := state.unsound_since(library.catalogue, self.home.sound):
                raise state.damaged(library.catalogue, problem)
            self.prepare_personal()
            self._library = library
            self._settle()
        return self._library.connection()

    def _settle(self) -> None:
        """Reconcile the records with the catalogue in use, once a call; should that fail, the next call does it."""
        if self._settled or not self.home.catalogue.exists():
            return
        self._settled = True
        from db.reading import reconcile

        try:
            if reconcile.pending(self.con):
                reconcile.reconcile(self.con, self.desk)  # closed after the readers, so that all is in the one file
                self.desk.wrote = False  # nothing that the viewer asked for
        except (MatineeError, sqlite3.Error) as error:
            log.warning("the records could not be reconciled with the catalogue: %s", error)

    def prepare_personal(self) -> None:
        """See that the viewer's records are there, whole, and of this version."""
        from db.personal import file, setup

        if not setup.ready(self.home):
            setup.prepare(self.home)
        file.examine(self.home.personal)

    @property
    def desk(self) -> Desk:
        """Where the viewer's records are written."""
        if self._desk is None:
            from db.personal.desk import Desk

            self._desk = Desk(self.home)
            self._settle()
        return self._desk


class Ticker:
    """Progress on one line of a terminal's standard error; silent elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say how far it is."""
        share = f" {100 * done // total} %" if total else f" {done:,}" if done else ""
        line = f"{self._what}: {stage}{share}"
        if self._shown and line != self._last:
            self._last = line
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
