"""Keys typed faster than screens come: each is heard only when what the one before it led to is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

#: Seconds after which keys are heard in any case: whatever the last one began, it is not a page that opens at once.
PATIENCE = 1.0
#: Seconds between two looks at whether what was opened is there.
_LOOK = 0.02


class TypeAhead:
    """Holds keys until the search line listens, and from then on while a key is on its way.

    A key goes through the widget in focus up to the app, which runs the action that it is bound to; a message of the widget
    goes up to its screen, and one of the screen to the app, which then shows another. A key behind it must not reach the
    old screen, so it waits until a call that was sent the same way, after the key, has come through, and while ``opening``:
    Enter on the search line waits for the first hit, or a screen has nothing to show yet. Letters typed into a field lead
    nowhere, and are not followed.
    """

    def __init__(
        self,
        app: App[Any],
        hear: Callable[[events.Key], Awaitable[None]],
        opening: Callable[[], bool],
        patience: Callable[[], float] = lambda: PATIENCE,
    ) -> None:
        self._app, self._hear, self._opening, self._patience = app, hear, opening, patience
        self._held: deque[events.Key] = deque()
        self._listening = False
        self._followed = 0
        self._on_its_way = False

    async def typed(self, key: events.Key) -> None:
        """Hear a key, now or when it is its turn."""
        if self._listening and not self._on_its_way:
            await self._follow(key)
            return
        self._held.append(key)
        if self._listening and len(self._held) == 1:
            self._be_patient()

    def is_idle(self) -> bool:
        """Whether every key has been heard, and what it led to is there."""
        return not self._held and not self._on_its_way

    async def listen(self) -> None:
        """The search line has the focus: what was typed before may come."""
        self._listening = True
        await self._release()

    async def _follow(self, key: events.Key) -> None:
        focused = self._app.focused
        await self._hear(key)
        if focused is None or focused.check_consume_key(key.key, key.character):
            return
        self._on_its_way = True
        self._followed += 1
        up = [node for node in focused.ancestors_with_self if isinstance(node, MessagePump) and node is not self._app]
        # Up with the key, whose binding the app runs; up with the message of that; and behind the one it begets on the screen.
        self._step([*up, self._app, *up, up[-1], self._app], self._followed)

    def _step(self, ahead: list[MessagePump], number: int) -> None:
        if ahead:
            if not ahead[0].call_later(self._step, ahead[1:], number):  # it is gone, and so is its screen
                self._step(ahead[1:], number)
        elif number == self._followed and self._on_its_way:
            if self._opening():
                self._app.set_timer(_LOOK, partial(self._look, number))
            else:
                self._app.call_later(self._release)

    def _look(self, number: int) -> None:
        again = self._opening()
        self._step([] if again else [self._app.screen, self._app.screen, self._app], number)

    async def _release(self) -> None:
        self._on_its_way = False
        while self._held and not self._on_its_way:
            await self._follow(self._held.popleft())
        if self._held:
            self._be_patient()

    def _be_patient(self) -> None:
        """Wait for the key that is on its way, but not for ever: its widget may go, and the call behind it with it."""
        self._app.set_timer(PATIENCE, partial(self._give_up, self._followed, PATIENCE))

    async def _give_up(self, number: int, waited: float) -> None:
        if number != self._followed or not self._on_its_way:
            return
        if waited < self._patience():
            self._app.set_timer(PATIENCE, partial(self._give_up, number, waited + PATIENCE))
        else:
            await self._release()
