"""Before an import of IMDb's data: which folder, and what was found in it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from db.base.errors import MatineeError
from screens.dialogs.frame import Dialog, Entry
from screens.working import start
from seed.imdb.recognise import COLUMNS, PART, Recognition, recognise
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, Span, cell, span, wrap
from widgets.text import plural

#: Where browsers put what they download.
DEFAULT = "~/Downloads"
#: Seconds without a key after which the folder is looked into.
_PAUSE = 0.15


class ImportDialog(Dialog[Path]):
    """Answers with the folder to import from, once something was found in it; None when left."""

    KEYS = (("Enter", "import"), ("Esc", "cancel"))
    DEFAULT_CSS = """
    ImportDialog > #panel { width: 84; }
    ImportDialog Entry { margin: 0 1 1 1; }
    """

    def __init__(self, folder: str = DEFAULT) -> None:
        super().__init__()
        self._folder = folder
        self._found: Recognition | None = None
        self._complaint: MatineeError | None = None

    def name_line(self) -> Line:
        """What this is."""
        return [span("Import IMDb's data sets", "b text"), span("  from which folder?", "muted")]

    def inside(self) -> ComposeResult:
        """The folder, and what is in it."""
        yield Entry(self._folder, placeholder="a folder that holds title.basics.tsv.gz and the others", id="folder")
        yield Plate(self._told, id="told", ground="panel")

    def on_mount(self) -> None:
        """Look at once."""
        self.query_one(Entry).focus()
        self._look(self._folder)

    def _look(self, folder: str, pause: float = 0.0) -> None:
        start(self, self._looking(folder, pause), group="looking", exclusive=True)

    async def _looking(self, folder: str, pause: float) -> None:
        await asyncio.sleep(pause)
        self._found = self._complaint = None
        try:
            self._found = await asyncio.to_thread(recognise, [_path(folder)])
        except MatineeError as error:
            self._complaint = error
        self.query_one("#told", Plate).relay()

    def _told(self, cells: int) -> Sheet:
        if self._complaint is not None:
            sheet = Sheet(wrap([span(self._complaint.sentence, "accent")], cells))
            sheet.add(*wrap([span(self._complaint.remedy, "muted")], cells))
            return sheet
        if self._found is None:
            return Sheet([[span("Looking …", "muted")]])
        sheet = Sheet([_dataset(self._found, name, cells) for name in COLUMNS])
        for remark in self._found.remarks:
            sheet.add(*wrap([span(remark, "muted")], cells))
        size = sum(file.size for file in self._found.found.values()) / 1e6
        said = f"{plural(len(self._found.found), 'file')}, {size:,.0f} MB."
        sheet.add([], *wrap([span(f"{said} You can go on browsing; leaving Matinee stops the import.", "muted")], cells))
        return sheet

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._folder:
            self._folder = event.value
            self._look(event.value, _PAUSE)

    @on(Input.Submitted)
    def _start(self, event: Input.Submitted) -> None:
        event.stop()
        self._folder = event.value
        start(self, self._look_and_start(event.value), group="looking", exclusive=True)

    async def _look_and_start(self, folder: str) -> None:
        await self._looking(folder, 0.0)
        if self._found is not None:
            self.answer(_path(folder))


def _path(written: str) -> Path:
    """The folder meant; ``~`` is the viewer's own."""
    try:
        return Path(written.strip() or ".").expanduser()
    except RuntimeError:  # ~somebody who has no home
        return Path(written.strip())


def _dataset(found: Recognition, name: str, cells: int) -> Line:
    """``✓ title.basics     title.basics.tsv.gz``, or ``– title.akas     missing: no other names of titles``."""
    file = found.found.get(name)
    label = [Span("✓ " if file else "– ", "done" if file else "muted"), cell(name, 18, "text" if file else "muted")]
    said = file.path.name if file else f"missing: no {PART[name]}"
    return [*label, cell(said, max(8, cells - 20), "muted")]
