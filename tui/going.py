"""Going from place to place: the trail, and the screen that shows where the viewer is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App

from db.base.errors import MatineeError
from screens.base import MatineeScreen
from screens.dialogs.frame import Asking
from screens.home import HomeScreen
from screens.places import Back, Go, Place
from tui.directory import screen_class
from tui.trail import Trail

if TYPE_CHECKING:
    from tui.importing import Imports

#: Seconds that a screen may read before it is put in front; whatever takes longer is shown when it comes.
_PATIENCE = 0.05


class Going(App[None]):
    """An app whose screens are places on a trail; the home screen is always at the bottom of the stack."""

    def __init__(self) -> None:
        super().__init__()
        self._trail = Trail(Place("home", None, "Home"))
        self._home = HomeScreen(self._trail.here)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Say something to the viewer."""
        raise NotImplementedError

    @property
    def imports(self) -> Imports:
        """The imports of this run."""
        raise NotImplementedError

    @property
    def home_screen(self) -> HomeScreen:
        """The screen at the bottom of the stack."""
        return self._home

    @property
    def place(self) -> Place:
        """Where the viewer is."""
        return self._trail.here

    @property
    def page(self) -> MatineeScreen:
        """The screen that shows the present place, under any dialog."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, MatineeScreen))

    def _reload(self) -> None:
        self.page.load()

    def trail(self) -> tuple[str, ...]:
        """Names of the places that led here."""
        return self._trail.names()

    def _in_dialog(self) -> bool:
        return not isinstance(self.screen, MatineeScreen)

    @on(Go)
    async def _go(self, event: Go) -> None:
        if self._in_dialog():  # a click from before the dialog
            return
        self._leave()
        if self._trail.go(event.place, instead=event.instead):
            await self._show()

    @on(Back)
    async def _back(self, event: Back) -> None:
        if self._in_dialog():
            return
        self._leave()
        if self._trail.back(event.steps):
            await self._show()

    def _leave(self) -> None:
        page = self.page
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
        while isinstance(self.screen, Asking):  # it came while the screen was read, for the page that is left
            await self.screen.dismiss()
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    async def _pop_to_home(self) -> None:
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def action_search(self) -> None:
        """To the search line, at once: keys that follow in the same burst must find it focused."""
        home = self._home
        if callable(own := getattr(self.screen, "search_here", None)):  # a screen with a search of its own
            own()
            return
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

    def action_bring_in(self) -> None:
        """Bring in an export or film data: ask for its path, then show what is in it, or import it."""
        page = self.page
        page.dialog(self._bring_in(page))

    async def _bring_in(self, page: MatineeScreen) -> None:
        from screens.dialogs.bringing import BringDialog
        from seed.sources import importer

        if (path := await page.show_dialog(BringDialog())) is None:
            return
        if not await asyncio.to_thread(importer.recognised, path):
            page.go(Place("bringing", str(path), path.name))
        elif self.imports.start(path):
            page.go(Place("sources", None, "Sources"))
        else:
            self.say("An import is under way; wait until it is done, or stop it: Sources, X.", trouble=True)

    async def action_path(self) -> None:
        """How two people are connected: the first is the one in front, where the screen is about somebody."""
        place = self.page.place
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
