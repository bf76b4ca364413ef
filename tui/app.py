"""The app: wires library, desk, trail and screens together, and does little else."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter
from textual.message import Message
from textual.notifications import Notify, SeverityLevel
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from db.base.errors import MatineeError, PersonalMissing
from db.base.home import Home
from db.library import Library
from screens.base import MatineeScreen
from screens.home import HomeScreen
from screens.places import Back, Go, Place
from tui.commands import BY_ID, COMMANDS, Registry
from tui.directory import SCREENS, screen_class
from tui.notice import Notice
from tui.settings import Loaded, remember
from tui.settling import settle_beside
from tui.themes import THEMES, ink_defaults
from tui.trail import Trail
from tui.type_ahead import TypeAhead
from tui.watch import Watch
from widgets.keybar import KeyHint
from widgets.text import clean

if TYPE_CHECKING:  # what the first frame does without
    from db.base.records.cards import Done
    from tui.importing import Imports
    from widgets.help_sheet import CommandRow

log = logging.getLogger(__name__)

#: Seconds that a screen may read before it is put in front; whatever takes longer is shown when it comes.
_PATIENCE = 0.05
#: Seconds that the rest of the house waits for the answer to what was typed before the catalogue was open, at the most.
_PATIENCE_TYPED = 0.5
#: Seconds after which what is likely to be needed next is imported: the home screen is whole by then.
_REST = 0.25


class MatineeApp(App[None]):
    """Matinee."""

    TITLE = "Matinee"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [*Registry().bindings()]
    CSS = """
    Toast { background: $ink-panel; color: $ink-text; padding: 0 1; border-left: outer $ink-gold; max-width: 70; }
    Toast.-error { border-left: outer $ink-accent; }
    Toast .toast--title { color: $ink-gold; }
    """

    class Opened(Message):
        """A database is ready: ``what`` is ``catalogue`` or ``personal``."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class Progress(Message):
        """The starter catalogue is being built."""

        def __init__(self, stage: str, done: int, total: int) -> None:
            super().__init__()
            self.stage, self.done, self.total = stage, done, total

    class Trouble(Message):
        """Something the viewer should read."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, home: Home, loaded: Loaded) -> None:
        self.home, self.settings = home, loaded.settings
        self.spoilers, self.adult = loaded.settings.spoilers, loaded.settings.adult
        self._troubles = loaded.troubles
        self.registry = Registry(self.settings.keys)
        super().__init__()
        self.library = Library(home)
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._desk: Any = None
        self._trail = Trail(Place("home", None, "Home"))
        self._home = HomeScreen(self._trail.here)
        self._watch = Watch(self.library, self.say, self._reload, self._tidy, partial(settle_beside, self))
        self._open = False
        self._ahead = TypeAhead(self, super().on_event, lambda: self._home.opening or self._page().bare)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme
        if self.settings.keys:
            self.set_keymap({command.id: ",".join(self.registry.keys(command.id)) for command in COMMANDS})

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Textual's own themes lack Matinee's inks; they get them from what they have."""
        return ink_defaults()

    def get_default_screen(self) -> Screen[None]:
        """The home screen is always at the bottom of the stack, so that ``/`` finds its search line at once."""
        return self._home

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one for terminal colours: Matinee draws in none, and each line is spared a second drawing."""
        return [held for held in super().get_line_filters() if not isinstance(held, ANSIToTruecolor)]

    async def on_event(self, event: events.Event) -> None:
        """Keys are heard one after another, whatever screens they open."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._ahead.typed(event)
        else:
            await super().on_event(event)

    @on(HomeScreen.Listening)
    async def _listening(self) -> None:
        await self._ahead.listen()

    # -- opening the house, after the first frame

    def on_ready(self) -> None:
        """The first frame is out: open the databases."""
        gc.freeze()
        gc.enable()
        for trouble in self._troubles:
            self.say(trouble, trouble=True)
        self._open_house()

    @work(thread=True, group="opening", exit_on_error=False)
    def _open_house(self) -> None:
        from tui.opening import open_house

        open_house(
            self.home,
            opened=lambda what: self.post_message(self.Opened(what)),
            progress=lambda stage, done, total: self.post_message(self.Progress(stage, done, total)),
            trouble=lambda sentence: self.post_message(self.Trouble(sentence)),
            lost=lambda error: self.call_later(partial(self._lost, error)),
            answered=lambda: self._home.answered.wait(_PATIENCE_TYPED),
        )

    @property
    def home_screen(self) -> HomeScreen:
        """The screen at the bottom of the stack."""
        return self._home

    @property
    def is_open(self) -> bool:
        """Whether the databases are open, or have been found not to be usable."""
        return self._open

    @property
    def place(self) -> Place:
        """Where the viewer is."""
        return self._trail.here

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self._watch.begin()
        self._home.opened(event.what)
        if event.what == "personal":
            self._open = True
            self.set_interval(2.0, self._watch.look)
            self.set_timer(_REST, self._warm_up)

    @on(Worker.StateChanged)
    def _worker_failed(self, event: Worker.StateChanged) -> None:
        error = event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        if not isinstance(error, MatineeError):
            log.error("a worker failed", exc_info=error)
            error = MatineeError(
                "Something went wrong here; nothing you said is lost.", f"The log says what: {self.home.log}"
            )
        self.say(str(error), trouble=True)

    @on(Progress)
    def _progress(self, event: Progress) -> None:
        self._home.building(event.stage, event.done, event.total)

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        self._open = True
        self.say(event.sentence, trouble=True)

    @work(thread=True, group="opening", exit_on_error=False)
    def _warm_up(self) -> None:
        """Import what the first Enter and the first rating will need, while the viewer is still reading."""
        from db.base.records.cards import Done

        for name in ("title", "person", "list"):
            screen_class(name)
        self.write(lambda desk: Done("", changed=False))

    def _lost(self, error: PersonalMissing) -> None:
        from tui import lost

        lost.ask(self, self.home, error, self._change)

    def _tidy(self) -> None:
        """Have what was written moved into the file itself, once nothing waits to be written."""
        if self._desk is not None:
            self._writing.submit(self._desk.checkpoint)

    def _page(self) -> MatineeScreen:
        """The screen that shows the present place, under any dialog."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, MatineeScreen))

    def _reload(self) -> None:
        self._page().load()

    # -- what screens ask of the house

    def write(self, do: Callable[..., Done], *args: Any, **named: Any) -> Future[Done]:
        """Run ``do(desk, …)`` on the writing thread; the answer comes once it is on disk."""

        def run() -> Done:
            try:
                if self._desk is None:
                    from db.personal.desk import Desk

                    self._desk = Desk(self.home)
                return do(self._desk, *args, **named)
            except MatineeError:
                raise
            except Exception as error:
                log.exception("a change failed")
                raise MatineeError(
                    "That could not be saved; nothing was changed.", f"The log says why: {self.home.log}"
                ) from error

        return self._writing.submit(run)

    def hints(self, screen: Screen[Any], wanted: tuple[str, ...]) -> tuple[KeyHint, ...]:
        """Key hints for a screen."""
        return self.registry.hints(screen, wanted)

    def trail(self) -> tuple[str, ...]:
        """Names of the places that led here."""
        return self._trail.names()

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """A toast; never markup."""
        self.notify(
            clean(sentence), markup=False, severity="error" if trouble else "information", timeout=30 if trouble else 4
        )

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """A toast, as Textual makes it, of a notice that it can show safely."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(message, title, severity, seconds, markup=markup)))

    async def run_command(self, command_id: str) -> None:
        """Run a command by its id, as its key would."""
        action = BY_ID[command_id].action
        await self.run_action(action if action.startswith("app.") else f"screen.{action}", default_namespace=self.screen)

    # -- filling the catalogue meanwhile

    @cached_property
    def imports(self) -> Imports:
        """Importing while browsing goes on."""
        from tui.importing import Imports

        return Imports(self.home, lambda sentence, trouble: self.say(sentence, trouble=trouble))

    @on(Go)
    async def _go(self, event: Go) -> None:
        self._leave()
        if self._trail.go(event.place, instead=event.instead):
            await self._show()

    @on(Back)
    async def _back(self, event: Back) -> None:
        self._leave()
        if self._trail.back(event.steps):
            await self._show()

    def _leave(self) -> None:
        page = self._page()
        page.place.state.update(page.remember())

    async def _show(self) -> None:
        place = self._trail.here
        if place.screen in {"home", "search"}:
            await self._pop_to_home()
            self._home.arrive(place)
            return
        try:
            screen = screen_class(place.screen)(place)
        except MatineeError as error:
            self.say(str(error), trouble=True)
            return
        await asyncio.wait({screen.begin()}, timeout=_PATIENCE)
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    async def _pop_to_home(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    # -- commands of the app

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """``/`` is heard before the widget in focus, so that the letters of the same burst follow it; not while typing."""
        return not (action == "search" and (isinstance(self.focused, Input) or self._in_dialog()))

    def _in_dialog(self) -> bool:
        return not isinstance(self.screen, MatineeScreen)

    def action_search(self) -> None:
        """To the search line, at once: keys that follow in the same burst must find it focused."""
        home = self._home
        if self.screen is not home:
            self._leave()
            self._trail.go(Place("search", None, "Search"))
            while len(self.screen_stack) > 1:
                self.pop_screen()
        home.focus_search()

    async def action_go(self, screen: str, subject: Any, name: str) -> None:
        """To a named screen."""
        self._leave()
        if self._trail.go(Place(screen, subject, name)):
            await self._show()

    async def action_path(self) -> None:
        """How two people are connected: the first is the one in front, where the screen is about somebody."""
        place = self._page().place
        first = place.subject if place.screen == "person" else None
        where = Place("path", (first, None), "Connections")
        if where == self._trail.here:
            self._reload()
        else:
            await self.action_go(where.screen, where.subject, where.name)

    async def action_home(self) -> None:
        """To the first screen."""
        self._leave()
        self._trail.back(len(self._trail.places))
        self._trail.here.state.clear()
        await self._show()

    async def action_back(self) -> None:
        """To the place before."""
        self._leave()
        if self._trail.back():
            await self._show()

    async def action_forward(self) -> None:
        """To the place last come back from."""
        self._leave()
        if self._trail.forward():
            await self._show()
        else:
            self.say("There is nothing forward of here.")

    async def action_back_or_quit(self) -> None:
        """To the place before, or out from the first."""
        self._leave()
        if self._trail.back():
            await self._show()
        else:
            await self.action_quit()

    async def action_undo(self) -> None:
        """Take back the last thing done."""
        from db.personal import journal

        await self._change(journal.undo)

    async def action_redo(self) -> None:
        """Do again what was undone."""
        from db.personal import journal

        await self._change(journal.redo)

    async def _change(self, do: Callable[..., Done]) -> None:
        try:
            done = await asyncio.wrap_future(self.write(do))
        except MatineeError as error:
            self.say(str(error), trouble=True)
            return
        self.say(done.sentence)
        self._reload()

    async def action_help(self) -> None:
        """What every key does here."""
        page = self._page()
        self._leave()
        if self._trail.go(Place("help", page.place.screen, "Help")):
            await self._show()

    def action_palette(self) -> None:
        """Every command by name."""
        from tui.palette import open_palette

        open_palette(self)

    def action_choose_theme(self) -> None:
        """Another theme, seen while choosing."""
        from tui.palette import open_themes

        open_themes(self)

    def keep_theme(self, name: str) -> None:
        """Wear a theme and remember it."""
        self.theme = name
        remember(self.home.state / "remembered.json", "theme", name)

    def commands_here(self) -> list[CommandRow]:
        """Every command that can be run on the screen in front."""
        return self.registry.rows(self._page())

    def commands_on(self, screen: str) -> list[CommandRow]:
        """Every command that can be run on the screen of this name."""
        return self.registry.rows(screen_class(screen) if screen in SCREENS else HomeScreen)

    async def on_unmount(self) -> None:
        """Finish what was being written, then close the databases: readers first, so that all is left in the one file."""
        if "imports" in self.__dict__:
            await self.imports.close()
        self._home.close()
        await asyncio.get_running_loop().run_in_executor(None, partial(self._writing.shutdown, wait=True))
        self.library.close()
        if self._desk is not None:
            self._desk.close()
