"""What every screen of Matinee shares: the head line, the key bar, asking the library, and the keys that work on titles.

A screen asks in a worker and shows records; it never holds a connection. ``House`` is what it needs of the app.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from db.base.errors import MatineeError
from db.library import Library
from screens.places import Back, Go, Place
from screens.working import start
from widgets.headline import HeadLine
from widgets.keybar import KeyBar, KeyHint
from widgets.page import Page
from widgets.plate import Plate
from widgets.textual_internals import forget_drawn_lines

if TYPE_CHECKING:  # records that the first frame does without
    from db.base.records.cards import Done, TitleCard
    from db.base.records.findings import Importing
    from screens.dialogs.frame import Asking
    from widgets.help_sheet import CommandRow

P = ParamSpec("P")
R = TypeVar("R")

#: Seconds for which a key waits for the change that it asks for.
_MOMENT = 0.3


def destination(what: object) -> Place | None:
    """Where a record leads, by its ``leads_to`` (screen, subject, name); None where it leads nowhere."""
    if isinstance(what, Place):
        return what
    leads: tuple[str, object, str] | None = getattr(what, "leads_to", None)
    return Place(*leads) if leads else None


class Imports(Protocol):
    """An import while browsing goes on, at most one at a time."""

    @property
    def state(self) -> Importing | None:
        """The import under way, or the last one."""

    def start(self, folder: Path) -> None:
        """Begin one from a folder, where none is under way."""

    def stop(self) -> None:
        """Give it up; the catalogue stays as it is."""


class House(Protocol):
    """What screens ask of the app."""

    library: Library
    spoilers: bool
    """Whether the viewer wants spoilers open always."""
    adult: bool
    """Whether adult titles appear in search and lists."""
    drop_watched: str
    """Whether what was logged is taken off the watchlist: ``always``, ``never`` or ``ask``."""

    @property
    def imports(self) -> Imports:
        """Importing while browsing goes on."""

    def write(self, do: Callable[..., Done], *args: Any, aside: bool = False, **named: Any) -> Future[Done]:
        """Run ``do(desk, …)`` on the writing thread; the answer comes once it is on disk.

        ``aside`` is for what the program notes for itself, such as the pages opened.
        """

    async def keep(self, do: Callable[..., Done], *args: Any, quiet: bool = False, back: str = "u", **named: Any) -> Done:
        """Carry out a change; once it is on disk, say so and show the page in front anew. MatineeError where it fails.

        ``quiet`` leaves out the toast of a change that is plain to see; ``back`` is the key that takes it back.
        """

    def settle(self) -> None:
        """Find the places of titles that have none yet, beside all else, and show the present then."""

    def settle_watched(self, wish: str) -> None:
        """Remember what is to become of titles on the watchlist that are logged."""

    def failed(self, error: Exception) -> None:
        """Log an error that nobody expected and say so."""

    def hints(self, screen: Screen[Any], wanted: tuple[str, ...]) -> tuple[KeyHint, ...]:
        """Key hints for a screen."""

    def trail(self) -> tuple[str, ...]:
        """Names of the places that led here, this one last."""

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """A toast."""

    def commands_on(self, screen: str) -> list[CommandRow]:
        """Every command that can be run on the screen of this name, as help shows it."""

    async def run_command(self, command_id: str) -> None:
        """Run a command by its id."""


class MatineeScreen(Screen[None]):
    """A screen with a head line and a key bar around its body."""

    DEFAULT_CSS = """
    MatineeScreen { background: $ink-ground; color: $ink-text; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-very-wide")]
    KEYS: ClassVar[tuple[str, ...]] = ("search", "help")
    """Ids of the commands that the key bar shows, most useful first."""
    HEAD_HINTS: ClassVar[tuple[tuple[str, str], ...]] = (("/", "search"), ("?", "help"))

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._begun: asyncio.Task[None] | None = None
        self._unread = False
        self._doing: set[asyncio.Future[Any]] = set()
        self._asking = False

    @property
    def bare(self) -> bool:
        """Whether the first that it shows is still being read or laid out; keys meant for what is not there yet wait for it.

        A reading that a change replaces before it has ended leaves the screen as bare as it was.
        """
        return self._unread or (isinstance(self.focused, Page) and self.focused.waiting)

    @property
    def house(self) -> House:
        """The app, as screens know it."""
        return cast(House, self.app)

    # -- composing

    def compose(self) -> ComposeResult:
        """Head line, body, key bar; laid out for the terminal's size from the first frame on."""
        width = self.app.size.width
        self.add_class(max((least, name) for least, name in self.HORIZONTAL_BREAKPOINTS if least <= width)[1])
        yield HeadLine(self.house.trail(), self.HEAD_HINTS)
        yield from self.body()
        yield KeyBar(self.key_hints())

    def body(self) -> ComposeResult:
        """What stands between head line and key bar."""
        yield from ()

    def shown_keys(self) -> tuple[str, ...]:
        """Ids of the commands that the key bar shows now."""
        return self.KEYS

    def key_hints(self) -> tuple[KeyHint, ...]:
        """What the key bar shows."""
        return self.house.hints(self, self.shown_keys())

    def retrail(self) -> None:
        """Draw the trail and key hints anew."""
        self.query_one(HeadLine).show(self.house.trail(), self.HEAD_HINTS)
        self.query_one(KeyBar).show(self.key_hints())

    def begin(self) -> asyncio.Task[None]:
        """Begin to read before the screen is in front: what is read at once is in its first frame."""
        self._unread = True
        self._begun = asyncio.ensure_future(self.prepare())
        return self._begun

    async def prepare(self) -> None:
        """Ask for what this screen shows and keep it; nothing is mounted yet."""

    async def prepared(self) -> None:
        """Wait for what :meth:`begin` began; later, and without it, ask anew."""
        begun, self._begun = self._begun, None
        try:
            await (begun or self.prepare())
        except Exception:
            self._unread = False
            raise
        self._unread = False

    def on_mount(self) -> None:
        """Show what has been read, or start reading: the frame is already there."""
        if self._begun and self._begun.done() and not self._begun.exception():
            self._begun, self._unread = None, False
            self.show()
        else:
            self.load()

    def on_unmount(self) -> None:
        """Release the lines that were drawn."""
        forget_drawn_lines()

    def show(self) -> None:
        """Show what :meth:`prepare` has read."""

    def load(self) -> None:
        """Read what this screen shows, in a worker, and show it. Called whenever something has changed."""

    def remember(self) -> dict[str, Any]:
        """The state to come back to."""
        return {}

    # -- asking

    async def ask(self, question: Callable[Concatenate[sqlite3.Connection, P], R], *args: P.args, **named: P.kwargs) -> R:
        """The answer to a reading function of ``db``, asked on the reading thread."""
        return await asyncio.wrap_future(self.house.library.read(question, *args, **named))

    def work(
        self,
        doing: Coroutine[Any, Any, Any] | Callable[[], Coroutine[Any, Any, Any]],
        *,
        group: str,
        exclusive: bool = False,
    ) -> None:
        """Run a coroutine as a worker of this screen; it is dropped when the screen goes."""
        start(self, doing, group=group, exclusive=exclusive)

    # -- changing

    async def keep(self, do: Callable[..., Done], *args: Any, **named: Any) -> Done:
        """Carry out a change; once it is on disk, say so and show it. MatineeError where it fails."""
        return await self.house.keep(do, *args, **named)

    async def change(self, do: Callable[..., Done], *args: Any, **named: Any) -> Done | None:
        """Carry out a change as :meth:`keep` does; None when it failed, which has been said."""
        try:
            return await self.house.keep(do, *args, **named)
        except MatineeError as error:
            self.house.say(str(error), trouble=True)
            return None

    async def act(self, do: Callable[..., Done], *args: Any, **named: Any) -> None:
        """Carry out a change that a key asks for, and wait for it a moment only: keys are heard while the disk is not."""
        await self.moment(self.change(do, *args, **named))

    async def moment(self, doing: Coroutine[Any, Any, Any]) -> None:
        """Begin something that says by itself how it came out, and wait for it a moment."""
        begun = asyncio.ensure_future(doing)
        self._doing.add(begun)  # held here: the event loop alone would let it go
        begun.add_done_callback(self._doing.discard)
        await asyncio.wait({begun}, timeout=_MOMENT)

    # -- dialogs

    @property
    def asking(self) -> bool:
        """Whether a dialog is on its way; keys meant for it wait."""
        return self._asking

    def dialog(self, doing: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine that opens dialogs. Keys that follow wait until the first one is drawn."""
        self._asking = True
        self.work(self._until_answered(doing), group="dialog")

    async def _until_answered(self, doing: Coroutine[Any, Any, Any]) -> None:
        try:
            await doing
        finally:
            self._asking = False

    async def show_dialog(self, dialog: Asking[R], submit: Callable[[R], Awaitable[Any]] | None = None) -> R | None:
        """Lay a dialog over the screen and wait for its answer, which ``submit`` carries out before the dialog closes."""
        if self.app.screen is not self:  # the viewer has gone elsewhere meanwhile
            return None
        dialog.submit = submit
        answered = self.app.push_screen(dialog, wait_for_dismiss=True)
        self._asking = False
        return await asyncio.shield(answered)  # the answer may come when nobody waits for it any more

    # -- the title in view

    def subject(self) -> TitleCard | None:
        """The title in view: under the cursor, or the page's own. None where there is none."""
        return None

    def _subject(self) -> TitleCard | None:
        card = self.subject()
        if card is None:
            self.house.say("No title is in view here.")
        return card

    # -- going

    def go(self, place: Place, *, instead: bool = False) -> None:
        """Ask to be taken to ``place``."""
        self.post_message(Go(place, instead))

    def open(self, what: object) -> None:
        """Open what a spot or a row stands for: a title, a person, a list, or a command by its id."""
        place = destination(what)
        if place is not None:
            self.go(place)
        elif isinstance(what, str):
            start(self.app, self.house.run_command(what), group="command")  # the app's: it may take this screen away

    @on(Page.Opened)
    def _spot(self, event: Page.Opened) -> None:
        event.stop()
        self.open(event.spot.goes)

    @on(HeadLine.Chosen)
    def _crumb(self, event: HeadLine.Chosen) -> None:
        self.post_message(Back(event.steps))

    @on(KeyBar.Pressed)
    @on(HeadLine.Pressed)
    def _hint(self, event: KeyBar.Pressed | HeadLine.Pressed) -> None:
        self.open(event.command)

    @on(Plate.Pressed)
    def _on_plate(self, event: Plate.Pressed) -> None:
        self.open(event.goes)
