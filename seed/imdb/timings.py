"""Where an import's time goes: what each stage took on the main thread, and beside it each lane of the search."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

#: Stages that read files go on from the same rows under several names; none of that matters here.
_HEAD = f"{'stage':34}{'seconds':>9}{'cpu s':>9}{'rows':>13}{'µs a row':>10}"


@dataclass(slots=True)
class Took:
    """One stage: seconds, processor seconds of its thread, and rows, 0 where its cost does not grow with any."""

    name: str
    seconds: float = 0.0
    cpu: float = 0.0
    rows: int = 0
    beside: bool = False


@dataclass(slots=True)
class Timings:
    """Gathers what stages took. The main thread goes from stage to stage (:meth:`stage`); lanes tell theirs (:meth:`lane`)."""

    took: dict[str, Took] = field(default_factory=dict)
    _now: Took | None = None
    _since: tuple[float, float] = (0.0, 0.0)
    _began: tuple[float, float] = field(default_factory=lambda: (time.monotonic(), time.process_time()))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stage(self, name: str, rows: int = 0) -> None:
        """The main thread is at ``name``, and has done so many of its rows."""
        if self._now is None or self._now.name != name:
            self.end()
            self._now = self.took.setdefault(name, Took(name))
            self._since = (time.monotonic(), time.thread_time())
        self._now.rows = max(rows, self._now.rows)

    def end(self) -> None:
        """The last stage is over."""
        if self._now is not None:
            self._now.seconds += time.monotonic() - self._since[0]
            self._now.cpu += time.thread_time() - self._since[1]
            self._now = None

    def lane(self, name: str, seconds: float, cpu: float, rows: int) -> None:
        """What went on beside the stages, on a thread of its own."""
        with self._lock:
            self.took[f"beside: {name}"] = Took(f"beside: {name}", seconds, cpu, rows, beside=True)

    def lines(self) -> list[str]:
        """A table, to be read: stages in their order, what they cost in all, and by the row where the cost grows with rows."""
        self.end()
        made = [_HEAD]
        for one in sorted(self.took.values(), key=lambda one: one.beside):
            each = f"{one.seconds / one.rows * 1e6:>10.2f}" if one.rows else f"{'fixed':>10}"
            made.append(f"{one.name:34}{one.seconds:>9.2f}{one.cpu:>9.2f}{one.rows or '':>13}{each}")
        seconds, cpu = time.monotonic() - self._began[0], time.process_time() - self._began[1]
        return [*made, f"{'all, on every thread':34}{seconds:>9.2f}{cpu:>9.2f}"]
