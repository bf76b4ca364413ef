"""The app: wires library, desk, trail and screens together, and does little else."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.driver import Driver
from textual.filter import ANSIToTruecolor, LineFilter
from textual.message import Message
from textual.notifications import Notify, SeverityLevel
from textual.screen import Screen
from textual.widgets import Input

from db.base.errors import MatineeError, PersonalMissing
from db.base.home import Home
from db.library import Library
from screens.dialogs.frame import Asking
from screens.home import HomeScreen
from screens.places import Place
from screens.working import start, start_thread
from tui.commands import BY_ID, COMMANDS, Registry
from tui.directory import SCREENS, screen_class
from tui.going import Going
from tui.notice import Notice
from tui.saving import Saving
from tui.settings import Loaded, remember
from tui.settling import settle_beside
from tui.themes import THEMES, completed
from tui.toasts import Toasts
from tui.type_ahead import PATIENCE, TypeAhead
from tui.watch import Watch
from widgets.keybar import KeyHint

if TYPE_CHECKING:  # what the first frame does without
    from db.base.records.cards import Done
    from tui.importing import Imports
    from widgets.help_sheet import CommandRow

log = logging.getLogger(__name__)

#: Seconds that the rest of the house waits for the answer to what was typed before the catalogue was open, at the most.
_PATIENCE_TYPED = 0.5
#: Seconds after which what is likely to be needed next is imported: the home screen is whole by then.
_REST = 0.25


class MatineeApp(Going):
    """Matinee."""

    TITLE = "Matinee"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # of text by the mouse: Textual's breaks on a widget that is just being removed
    BINDINGS = [*Registry().bindings()]
    CSS = """
    Toast { background: $ink-panel; color: $ink-text; padding: 0 1; border-left: outer $ink-gold; max-width: 100%; }
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
        self.drop_watched = loaded.settings.drop_watched
        self._troubles = loaded.troubles
        self.registry = Registry(self.settings.keys)
        super().__init__()
        self.library = Library(home)
        self.saving = Saving(home)
        self.toasts = Toasts(self)
        self._leaving = False
        self._changes: set[asyncio.Future[Done]] = set()  # held here: the event loop alone would let them go
        self._watch = Watch(self.library, self.say, self._reload, self.saving.tidy, partial(settle_beside, self))
        self._open = False
        self._ahead = TypeAhead(self, super().on_event, self._opening, self._patience)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme
        if self.settings.keys:
            self.set_keymap({command.id: ",".join(self.registry.keys(command.id)) for command in COMMANDS})

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme, with every one that Matinee draws in: Textual's own themes lack some."""
        self.theme_variables = completed(super().get_css_variables())
        return self.theme_variables

    def get_driver_class(self) -> type[Driver]:
        """Textual's own, but one that outlives its terminal."""
        found = super().get_driver_class()
        if sys.platform == "win32" or found.__name__ != "LinuxDriver":
            return found
        from tui.terminal_driver import TerminalDriver

        return TerminalDriver

    def get_default_screen(self) -> Screen[None]:
        """The home screen is always at the bottom of the stack, so that ``/`` finds its search line at once."""
        return self._home

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one for terminal colours: Matinee draws in none, and each line is spared a second drawing."""
        return [held for held in super().get_line_filters() if not isinstance(held, ANSIToTruecolor)]

    async def on_event(self, event: events.Event) -> None:
        """Keys are heard one after another, whatever screens they open."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if not self.saving.leaving:
                self.toasts.key()
                await self._ahead.typed(event)
        else:
            await super().on_event(event)

    def _opening(self) -> bool:
        """Whether what the last key led to is still on its way: a page that is being read, a dialog that is not drawn."""
        if isinstance(self.screen, Asking):
            return not self.screen.drawn
        page = self.page
        return self._home.opening or page.bare or page.asking

    def _patience(self) -> float:
        """How many seconds keys wait for that at the most: longer for a dialog or a page, since they were meant for it."""
        return 5.0 if isinstance(self.screen, Asking) or self.page.asking or self.page.bare else PATIENCE

    @on(HomeScreen.Listening)
    async def _listening(self) -> None:
        await self._ahead.listen()

    # -- opening the house, after the first frame

    def on_ready(self) -> None:
        """The first frame is out: open the databases."""
        gc.freeze()
        gc.enable()
        if not self.is_headless:
            from tui.leaving import heed_signals

            heed_signals(self.asked_to_end)
        if self._troubles:
            self.say("\n".join(self._troubles), trouble=True)
        start_thread(self, self._open_house, group="opening")

    def _open_house(self) -> None:
        from tui.opening import open_house

        open_house(
            self.home,
            opened=lambda what: self.post_message(self.Opened(what)),
            progress=lambda stage, done, total: self.post_message(self.Progress(stage, done, total)),
            trouble=lambda sentence: self.post_message(self.Trouble(sentence)),
            lost=lambda error: self.call_later(self._lost, error),
            answered=lambda: self._home.answered.wait(_PATIENCE_TYPED),
        )

    @property
    def is_open(self) -> bool:
        """Whether the databases are open, or have been found not to be usable."""
        return self._open

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        self._watch.begin()
        self._home.opened(event.what)
        if event.what == "personal":
            self._open = True
            self.set_interval(2.0, self._look_around)
            self.set_timer(_REST, lambda: start_thread(self, self._warm_up, group="opening"))

    def failed(self, error: Exception) -> None:
        """Log an error that nobody expected and say so; a sentence that was meant to be read is said as it is."""
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

    def _warm_up(self) -> None:
        """Import what the first Enter and the first rating will need, while the viewer is still reading."""
        from db.base.records.cards import Done

        for name in ("title", "person", "list"):
            screen_class(name)
        self.write(lambda desk: Done("", changed=False), aside=True)

    def _look_around(self) -> None:
        """Whether the catalogue has been replaced, or the terminal has gone away."""
        from tui.leaving import hung_up

        if not self.is_headless and hung_up():
            self.hung_up()
        else:
            self._watch.look()

    def _lost(self, error: PersonalMissing) -> None:
        from tui import lost

        self.page.dialog(lost.ask(self, self.home, error))

    # -- what screens ask of the house

    def write(self, do: Callable[..., Done], *args: Any, aside: bool = False, **named: Any) -> Future[Done]:
        """Run ``do(desk, …)`` on the writing thread; the answer comes once it is on disk."""
        return self.saving.write(do, *args, aside=aside, **named)

    async def keep(self, do: Callable[..., Done], *args: Any, quiet: bool = False, back: str = "u", **named: Any) -> Done:
        """Carry out a change; once it is on disk, say so and show the page in front anew. MatineeError where it fails.

        ``quiet`` leaves out the toast of a change that is plain to see; ``back`` is the key that takes it back.
        """
        changing = asyncio.ensure_future(self._keep(self.write(do, *args, **named), quiet, back))
        self._changes.add(changing)
        changing.add_done_callback(self._changes.discard)
        try:
            return await asyncio.shield(changing)
        except asyncio.CancelledError:  # whoever waited has gone; the change goes on, and what becomes of it is said
            changing.add_done_callback(self._say_failure)
            raise

    def _say_failure(self, changing: asyncio.Future[Done]) -> None:
        if not changing.cancelled() and isinstance(error := changing.exception(), Exception):
            self.failed(error)

    async def _keep(self, writing: Future[Done], quiet: bool, back: str) -> Done:
        done = await asyncio.wrap_future(writing)
        if done.sentence and not (quiet and done.changed):
            way_back = {"": "", "u": " · u undoes", "U": " · U does it again"}[back]
            self.say(done.sentence + (way_back if done.changed else ""))
        self._reload()
        return done

    def hints(self, screen: Screen[Any], wanted: tuple[str, ...]) -> tuple[KeyHint, ...]:
        """Key hints for a screen."""
        return self.registry.hints(screen, wanted)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """A toast; never markup."""
        self.toasts.say(sentence, trouble=trouble)

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

    # -- commands of the app

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """``/`` is heard before the widget in focus, so that the letters of the same burst follow it; not while typing."""
        return not (action == "search" and (isinstance(self.focused, Input) or self._in_dialog()))

    def action_help_quit(self) -> None:
        """Ctrl+C, which elsewhere ends a program."""
        self.say(f"{self.registry.spelled(BY_ID['quit_now'])} leaves Matinee; Ctrl+C copies what is selected.")

    async def action_undo(self) -> None:
        """Take back the last thing done."""
        from db.personal import journal

        await self.page.act(journal.undo, back="")

    async def action_redo(self) -> None:
        """Do again what was undone."""
        from db.personal import journal

        await self.page.act(journal.redo, back="")

    async def action_help(self) -> None:
        """What every key does here."""
        page = self.page
        self._leave()
        if self._trail.go(Place("help", page.place.screen, "Help")):
            await self._show()

    def action_palette(self) -> None:
        """Every command by name."""
        from tui.palette import open_palette

        if not self._in_dialog():
            self.page.dialog(open_palette(self))

    def action_choose_theme(self) -> None:
        """Another theme, seen while choosing."""
        from tui.palette import open_themes

        if not self._in_dialog():
            self.page.dialog(open_themes(self))

    def keep_theme(self, name: str) -> None:
        """Wear a theme and remember it."""
        self.theme = name
        remember(self.home.state / "remembered.json", "theme", name)

    def settle(self) -> None:
        """Find the places of titles that have none yet, beside all else, and show the present then."""
        settle_beside(self, self._reload)

    def settle_watched(self, wish: str) -> None:
        """Remember what is to become of titles on the watchlist that are logged."""
        self.drop_watched = wish
        remember(self.home.state / "remembered.json", "drop_watched", wish)

    def commands_here(self) -> list[CommandRow]:
        """Every command that can be run on the screen in front."""
        return self.registry.rows(self.page)

    def commands_on(self, screen: str) -> list[CommandRow]:
        """Every command that can be run on the screen of this name."""
        return self.registry.rows(screen_class(screen) if screen in SCREENS else HomeScreen)

    # -- leaving

    async def action_quit(self) -> None:
        """Leave, once everything is saved."""
        self._leave_house(drain=False)

    def asked_to_end(self) -> None:
        """A signal asks the program to end, or the terminal is gone: leave as Ctrl+Q does."""
        self._leave_house(drain=True)

    hung_up = asked_to_end

    def _leave_house(self, *, drain: bool) -> None:
        if not self._leaving:
            from tui.leaving import leave

            self._leaving = True
            start(self, leave(self, self._ahead.is_idle, drain=drain), group="dialog")

    def _handle_exception(self, error: Exception) -> None:
        """Not fatal once the program ends: a dialog that is being made then finds that its widgets are never mounted.

        Private Textual: there is no other place to hear of it.
        """
        if self.saving.leaving:
            log.info("while the program ended", exc_info=error)
        else:
            super()._handle_exception(error)

    async def on_unmount(self) -> None:
        """Finish what was being written, then close the databases: readers first, so that the file is left whole."""
        if "imports" in self.__dict__:
            await self.imports.close()
        self._home.close()
        self.saving.leaving = True
        await asyncio.get_running_loop().run_in_executor(None, self.saving.finish)
        self.library.close()
        self.saving.close()
