"""Reconciling the viewer's records with the catalogue in use, beside all else: see :mod:`db.reading.reconcile`."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

from db.base.errors import MatineeError
from db.base.home import Home
from screens.working import start_thread

if TYPE_CHECKING:
    from tui.app import MatineeApp

log = logging.getLogger(__name__)


def settle_beside(app: MatineeApp, reload: Callable[[], object]) -> None:
    """Reconcile on a thread of its own, and show the present where anything is elsewhere now."""

    def work() -> None:
        if settled(app.home):
            app.call_later(reload)

    start_thread(app, work, group="reconciling")


def _place_pages(home: Home) -> bool:
    """Find the places of sources of pages, if need be; in a process of its own, since it may be a minute's work."""
    if not home.pages.is_dir():
        return False
    from contextlib import closing

    from db.library import Library
    from db.reading import placing
    from tui.importing import command, environment

    with closing(Library(home)) as library:
        if not placing.pending(library.connection(), home):
            return False
    done = subprocess.run(command("sources", "settle"), env=environment(home), capture_output=True, check=False)
    if done.returncode:
        log.warning("the places of pages could not be found: %s", done.stderr.decode("utf-8", "replace")[-500:])
    return done.returncode == 0


def settled(home: Home) -> bool:
    """Reconcile, if need be; whether anything is elsewhere now. What cannot be done now is done the next time."""
    from db.reading.reconcile import settle

    placed = False
    try:
        outcome = settle(home)
        placed = _place_pages(home)
    except (MatineeError, sqlite3.Error) as error:
        log.warning("the records could not be reconciled with the catalogue: %s", error)
        return placed
    return placed or (outcome is not None and outcome.moved > 0)
