"""Which export or film data is to be brought in: a path, completed as it is typed, and what was recognised there."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.suggester import Suggester
from textual.widgets import Input

from db.base.errors import MatineeError
from screens.dialogs.frame import Dialog, Entry
from screens.working import start
from seed.exchange.container import opened
from seed.exchange.formats import formats
from seed.exchange.reader import exports_in
from seed.sources import formats as sources
from seed.sources import importer
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, Span, span, wrap
from widgets.text import plural

#: Where browsers put what they download.
DEFAULT = "~/Downloads/"
#: Seconds without a key after which the path is looked at.
_PAUSE = 0.15


class Paths(Suggester):
    """Completes the path of a file or folder: with the first that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path; None where nothing begins so."""
        return await asyncio.to_thread(_completed, value)


def _completed(written: str) -> str | None:
    folder, _, begun = written.rpartition("/")
    if not begun:
        return None
    try:
        names = sorted(os.listdir(path_of(folder + "/")))  # noqa: PTH208 - names are all that is wanted
    except (OSError, ValueError):
        return None
    found = next((name for name in names if name.startswith(begun)), None)
    if found is None:
        return None
    whole = f"{folder}/{found}"
    return whole + "/" if path_of(whole).is_dir() else whole


def path_of(written: str) -> Path:
    """The path meant; ``~`` is the viewer's own folder."""
    try:
        return Path(written.strip() or ".").expanduser()
    except RuntimeError:  # ~somebody who has no home
        return Path(written.strip())


class BringDialog(Dialog[Path]):
    """Answers with the path of an export, once something was recognised in it; None when left."""

    KEYS = (("→", "complete"), ("Enter", "show what is in it"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    BringDialog > #panel { width: 84; }
    BringDialog Entry { margin: 0 1 1 1; }
    """

    def __init__(self, path: str = DEFAULT) -> None:
        super().__init__()
        self._path = path
        self._found: dict[str, int] = {}
        self._complaint: MatineeError | None = None

    def name_line(self) -> Line:
        """What this is."""
        return [span("Bring in records or film data", "b text"), span("  from which zip, folder or file?", "muted")]

    def inside(self) -> ComposeResult:
        """The path, and what is there."""
        yield Entry(self._path, placeholder="letterboxd-….zip", id="path", suggester=Paths())
        yield Plate(self._told, id="told", ground="panel")

    def on_mount(self) -> None:
        """Ready to type behind the folder."""
        entry = self.query_one(Entry)
        entry.focus()
        entry.cursor_position = len(self._path)

    def _look(self, path: str, pause: float = 0.0) -> None:
        start(self, self._looking(path, pause), group="looking", exclusive=True)

    async def _looking(self, path: str, pause: float) -> None:
        await asyncio.sleep(pause)
        self._found, self._complaint = {}, None
        try:
            self._found = await asyncio.to_thread(_recognised, path_of(path))
        except MatineeError as error:
            self._complaint = error
        self.query_one("#told", Plate).relay()

    def _told(self, cells: int) -> Sheet:
        if self._complaint is not None:
            sheet = Sheet(wrap([span(self._complaint.sentence, "accent")], cells))
            sheet.add(*wrap([span(self._complaint.remedy or "", "muted")], cells))
            return sheet
        if self._found:
            lines: list[Line] = [
                [Span("✓ ", "done"), span(label), span(f"  {plural(files, 'file')}", "muted")]
                for label, files in self._found.items()
            ]
            return Sheet(lines)
        sheet = Sheet([])
        for each in formats():
            sheet.add(*wrap([span(each.label), span(f"  {each.source}", "muted")], cells, indent=2))
        return sheet

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._path:
            self._path = event.value
            self._look(event.value, _PAUSE)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        start(self, self._look_and_take(event.value), group="looking", exclusive=True)

    async def _look_and_take(self, path: str) -> None:
        await self._looking(path, 0.0)
        if self._found:
            self.answer(path_of(path))


def _recognised(path: Path) -> dict[str, int]:
    """Files by the label of their source, or of their format; BadInput where there is neither."""
    with opened(path, files=importer.FILES) as container:
        data, _ = sources.recognise(container)
        exports, _ = exports_in(container) if not data else ([], [])
    found = {source.label: len(files) for source, files in data}
    return found | {export.format.label: len(export.files) for export in exports}
