"""Opening the house after the first frame: the catalogue first, since a query may be waiting, then the viewer's records."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from importlib import import_module

from db.base.errors import MatineeError, PersonalMissing
from db.base.home import Home
from db.catalogue import state
from db.personal import file

log = logging.getLogger(__name__)


def open_house(
    home: Home,
    *,
    opened: Callable[[str], object],
    progress: Callable[[str, int, int], object],
    trouble: Callable[[str], object],
    lost: Callable[[PersonalMissing], object],
    answered: Callable[[], object],
) -> None:
    """Make both databases ready. ``opened`` is called with the name of each, ``trouble`` with a sentence for each failure.

    ``lost`` is called if the viewer's records are missing although there were some; the viewer decides what to do then.
    ``answered`` waits until what was typed meanwhile has its answer, which the rest would only delay.
    """

    said: set[str] = set()

    def attempt(step: Callable[[], object]) -> None:
        try:
            step()
        except MatineeError as error:
            log.error("opening: %s", error)
            if str(error) not in said:  # two steps may meet the same
                trouble(str(error))
            said.add(str(error))
        except Exception:
            log.exception("opening failed")
            trouble(f"Matinee could not open its files; the log says why: {home.log}")

    def catalogue() -> None:
        if state.catalogue_state(home.catalogue) != "ready":
            from seed.starter_build import ensure_catalogue

            home.make()
            built = ensure_catalogue(home, progress)
            if built != "ready" and file.is_there(home.personal):  # else a first start, of which nothing need be said
                trouble(built)
        import_module("db.search.searcher")  # here, so that the event loop need not stop for it
        opened("catalogue")
        answered()
        for name in ("db.reading.home", "widgets.shelves"):
            import_module(name)

    def personal() -> None:
        from db.personal import setup

        if not setup.ready(home):
            try:
                setup.prepare(home)
            except PersonalMissing as error:
                lost(error)

    def housekeeping() -> None:
        """What need not be ready first: damage is said, today's copy is made, and what was left half made is removed."""
        from db.personal import backup

        if home.personal.is_file() and home.personal.stat().st_size:
            file.examine(home.personal)
            if os.access(home.data, os.W_OK):
                backup.sweep(home)
                backup.daily(home)
        import_module("seed.build").sweep(home)

    def pages() -> None:
        if problem := state.unsound_since(home.catalogue, home.sound):
            raise state.damaged(home.catalogue, problem)

    attempt(catalogue)
    attempt(personal)
    opened("personal")  # or what can be read without it: films are shown, and a change says why it cannot be kept
    attempt(housekeeping)
    attempt(pages)
