"""An import while browsing goes on: ``matinee import`` in a process of its own, watched from the event loop.

A process, so that neither its memory nor its work is felt here. It tells how far it is in JSON lines on its standard error
(see :mod:`tui.cli.fill`) and gives up when its standard input ends: on request, and whenever this program ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from db.base.home import Home
from db.base.records.findings import Importing

log = logging.getLogger(__name__)

#: The stages of an import in their order, with what share of the time each takes, as measured on a million titles.
STAGES = {
    "titles": 0.03, "ratings": 0.005, "episodes": 0.015, "people": 0.13, "writing titles": 0.2, "other names": 0.18,
    "directors and writers": 0.06, "cast and crew": 0.23, "filmographies": 0.04, "carrying over": 0.02,
    "search: people": 0.01, "search: titles": 0.02, "search: words": 0.01, "search: cards": 0.02, "indexing": 0.02,
    "checking": 0.005, "putting in place": 0.005,
}  # fmt: skip
#: The share that reading a source of pages takes, before its titles are found.
_READING = 0.85
#: Seconds that an import is given to leave by itself when the program ends.
PATIENCE = 4.0
#: Share from which on the time left is told.
_TELLING = 0.08


def share_of(stage: str, done: int, total: int, before: float) -> float:
    """How much of an import is done; it never goes back, and a stage unknown here leaves it where it was."""
    name = stage.partition(",")[0]  # "cast and crew, sorting"
    if name.startswith(("reading ", "finding ")):  # a source of pages
        begun, share = (0.0, _READING) if name.startswith("reading ") else (_READING, 1 - _READING)
        return max(before, begun + share * min(1.0, done / total) if total else begun)
    if name not in STAGES:
        return before
    names = list(STAGES)
    reached = sum(STAGES[each] for each in names[: names.index(name)])
    inside = min(1.0, done / total) if total else 0.0
    return max(before, min(1.0, reached + STAGES[name] * inside))


def command(*words: str) -> list[str]:
    """The words that call this program's command line."""
    return [sys.executable, "-P", "-m", "tui", *words]


def environment(home: Home) -> dict[str, str]:
    """That of this process; the program is found where this one was, whatever the working folder holds."""
    root = str(Path(__file__).parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    moved = {"MATINEE_HOME": str(home.data)} if Home.of(home.data) == home else {}
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"} | moved


class ImportJob:
    """One import of a folder into a home. ``ended`` is called with how it came out, on the event loop."""

    def __init__(self, home: Home, folder: Path, ended: Callable[[Importing], None]) -> None:
        self._home, self._folder, self._ended = home, folder, ended
        self._process: asyncio.subprocess.Process | None = None
        self._began = self._stage_began = time.monotonic()
        self.state = Importing(str(folder))
        self.task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """Ask it to give up; the catalogue stays as it is."""
        self.state = replace(self.state, stopping=True)
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    async def close(self) -> None:
        """Stop it, and see that it is gone: the program ends."""
        if self.state.over:
            return
        self.stop()
        try:
            await asyncio.wait_for(asyncio.shield(self.task), PATIENCE)
        except TimeoutError:
            if self._process is not None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()
            await self.task

    async def _run(self) -> None:
        try:
            self._end(*await self._import())
        except OSError as error:
            log.exception("importing %s", self._folder)
            self._end((f"The import could not be started: {error.strerror or error}.",), failed=True)

    async def _import(self) -> tuple[tuple[str, ...], bool]:
        self._process = process = await asyncio.create_subprocess_exec(
            *command("import", "--json", "--watched", "--", str(self._folder)),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env=environment(self._home),
        )  # fmt: skip
        if self.state.stopping:
            self.stop()
        assert process.stdout is not None and process.stderr is not None
        told, complaints = await asyncio.gather(process.stdout.read(), self._watch(process.stderr))
        status = await process.wait()
        if status:
            log.warning("the import of %s ended with %s: %s", self._folder, status, complaints)
            return tuple(complaints[-1:]) or ("The import broke off; the catalogue is as it was.",), True
        return tuple(json.loads(told)["said"]), False

    async def _watch(self, lines: asyncio.StreamReader) -> list[str]:
        """Follow the progress; what is no progress is a complaint."""
        complaints = []
        async for line in lines:
            try:
                stage, done, total = json.loads(line)
            except (ValueError, TypeError):
                complaints.append(line.decode("utf-8", "replace").strip())
            else:
                self._progress(str(stage), int(done), int(total))
        return complaints

    def _progress(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self.state.stage:
            self._stage_began = now
        share = share_of(stage, done, total, self.state.share)
        seconds, here = now - self._began, now - self._stage_began
        self.state = replace(
            self.state,
            stage=stage,
            rows=done,
            of=total,
            rate=done / here if here > 0.5 else 0.0,
            share=share,
            left=seconds * (1 - share) / share if share > _TELLING else None,
            seconds=seconds,
        )

    def _end(self, said: tuple[str, ...], failed: bool) -> None:
        self.state = replace(
            self.state, over=True, said=said, failed=failed, seconds=time.monotonic() - self._began, left=None
        )
        self._ended(self.state)


class Imports:
    """The imports of one run of the program, one at a time. ``say`` takes a sentence and whether it is trouble."""

    def __init__(self, home: Home, say: Callable[[str, bool], None]) -> None:
        self._home, self._say = home, say
        self.job: ImportJob | None = None

    @property
    def state(self) -> Importing | None:
        """The import under way, or the last one."""
        return self.job.state if self.job else None

    def start(self, path: Path) -> bool:
        """Begin one of what is at a path; False where one is under way."""
        if self.job is not None and not self.job.state.over:
            return False
        self.job = ImportJob(self._home, path, self._ended)
        return True

    def stop(self) -> None:
        """Give it up; the catalogue stays as it is."""
        if self.job is not None:
            self.job.stop()

    async def close(self) -> None:
        """See that none is under way any more: the program ends."""
        if self.job is not None:
            await self.job.close()

    def _ended(self, state: Importing) -> None:
        self._say(state.said[0] if state.failed else "The import is done; Sources says what came of it.", state.failed)
