"""Reconciling the viewer's records with the catalogue in use, beside all else: see :mod:`db.reading.reconcile`."""

from __future__ import annotations

import logging
import sqlite3
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


def settled(home: Home) -> bool:
    """Reconcile, if need be; whether anything is elsewhere now. What cannot be done now is done the next time."""
    from db.reading.reconcile import settle

    try:
        outcome = settle(home)
    except (MatineeError, sqlite3.Error) as error:
        log.warning("the records could not be reconciled with the catalogue: %s", error)
        return False
    return outcome is not None and outcome.moved > 0
