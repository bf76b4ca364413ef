"""Opening the house after the first frame: the catalogue first, since a query may be waiting, then the viewer's records."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module

from db.base.errors import MatineeError
from db.base.home import Home
from db.library import catalogue_state

log = logging.getLogger(__name__)


def open_house(
    home: Home,
    *,
    opened: Callable[[str], object],
    progress: Callable[[str, int, int], object],
    trouble: Callable[[str], object],
    answered: Callable[[], object],
) -> None:
    """Make both databases ready, telling ``opened`` of each; a sentence goes to ``trouble`` for whatever cannot be.

    ``answered`` waits until what was typed meanwhile has its answer, which the rest would only delay.
    """

    def attempt(step: Callable[[], object]) -> None:
        try:
            step()
        except MatineeError as error:
            log.error("opening: %s", error)
            trouble(str(error))
        except Exception:
            log.exception("opening failed")
            trouble(f"Matinee could not open its files; the log says why: {home.log}")

    def catalogue() -> None:
        home.make()
        if catalogue_state(home.catalogue) != "ready":
            from seed.starter_build import ensure_catalogue

            said = ensure_catalogue(home, progress)
            if home.personal.exists():  # else this is a first start, of which nothing need be said
                trouble(said)
        import_module("db.search.searcher")  # here, so that the event loop need not stop for it
        opened("catalogue")
        answered()
        for name in ("db.reading.home", "widgets.shelves"):
            import_module(name)

    def personal() -> None:
        from db.personal import setup

        if not setup.ready(home):
            setup.prepare(home)

    def housekeeping() -> None:
        from db.personal import backup

        backup.daily(home)
        import_module("seed.build").sweep(home)

    attempt(catalogue)
    attempt(personal)
    opened("personal")  # or what can be read without it: films are shown, and a change says why it cannot be kept
    attempt(housekeeping)
