"""The writing thread: changes are written one after another, in the order they were made, and none is lost in silence."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from db.base.errors import MatineeError
from db.base.home import Home

if TYPE_CHECKING:  # what the first frame does without
    from db.base.records.cards import Done
    from db.personal.desk import Desk

log = logging.getLogger(__name__)

#: Seconds that a change waits for another program; and once one has failed while this program ends.
_PATIENCE, _SHORT = 5.0, 0.3


class Saving:
    """Writes ``personal.db`` of one home on a thread of its own; the desk is opened by the first change."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._desk: Desk | None = None
        self._waiting = 0
        self._lock = threading.Lock()
        self.leaving = False
        """Whether the program is about to end: from then on, what cannot be saved is kept in :attr:`lost`."""
        self.lost: list[str] = []
        """What could not be saved while the program was ending, as sentences for standard error."""

    @property
    def waiting(self) -> int:
        """How many changes are not on disk yet."""
        return self._waiting

    def write(self, do: Callable[..., Done], *args: Any, aside: bool = False, **named: Any) -> Future[Done]:
        """Run ``do(desk, …)`` on the writing thread; the answer comes once it is on disk.

        ``aside`` is for what the program notes for itself, such as the pages opened: nobody misses it.
        Whoever waits for the answer may go away: cancelling the future does not cancel the change.
        """
        answer: Future[Done] = Future()
        answer.set_running_or_notify_cancel()
        with self._lock:
            self._waiting += 1
        self._thread.submit(self._write, answer, partial(do, *args, **named), aside)
        return answer

    def _write(self, answer: Future[Done], change: partial[Done], aside: bool) -> None:
        try:
            done = self._carried_out(change)
        except MatineeError as error:
            if self.leaving and not aside:
                self.close()  # whoever holds the file is not waited for as long again
                self._desk = None
                texts = [given for given in change.args if isinstance(given, str) and given.strip()]
                self.lost.append("\n".join([f"Not saved: {_described(change)}. {error}", *texts]))
            self._written()
            answer.set_exception(error)
        else:
            self._written()
            answer.set_result(done)

    def _written(self) -> None:
        with self._lock:
            self._waiting -= 1

    def _carried_out(self, change: partial[Done]) -> Done:
        try:
            if self._desk is None:
                from db.personal.desk import Desk

                self._desk = Desk(self._home, patience=_SHORT if self.lost else _PATIENCE)
            return change.func(self._desk, *change.args, **change.keywords)
        except MatineeError:
            raise
        except Exception as error:
            log.exception("a change failed")
            raise MatineeError(
                "That could not be saved; nothing was changed.", f"The log says why: {self._home.log}"
            ) from error

    def tidy(self) -> None:
        """Have what was written moved into the file itself, once nothing waits to be written."""
        if self._desk is not None and not self._waiting:
            self._thread.submit(self._checkpoint)

    def _checkpoint(self) -> None:
        try:
            if self._desk is not None:
                self._desk.checkpoint()
        except Exception:  # the next one may succeed, and closing does it in any case
            log.exception("moving what was written into the file")

    def idle(self) -> Future[int]:
        """Done once everything that was given so far is written."""
        return self._thread.submit(int)

    def finish(self) -> None:
        """Wait until everything is written; no change is accepted afterwards."""
        self._thread.shutdown(wait=True)

    def close(self) -> None:
        """Close the file. Readers must be closed first, so that nothing is left beside it."""
        if self._desk is not None:
            self._desk.close()


def _described(change: partial[Done]) -> str:
    """A change in a few words: ``rate The Red Shoes``."""
    name = str(getattr(change.func, "__name__", "a change")).strip("_<>").replace("_", " ")
    about = next((found for each in change.args if (found := getattr(each, "title", "") or getattr(each, "name", ""))), "")
    return f"{name} {about}".strip()
