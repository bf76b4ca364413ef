"""Keys that are typed ahead: in order, and never held for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from textual import events
from textual.app import App
from textual.widget import Widget

from tui.type_ahead import TypeAhead


class Gone(Widget):
    """A widget that goes with every call that was sent to it."""

    def call_later(self, callback: Callable[..., Any], *args: Any, **named: Any) -> bool:
        return True


class Stand:
    """As much of an app as keys need; its timers go off when they are told to."""

    def __init__(self) -> None:
        self.focused = Gone()
        self.timers: list[Callable[[], Any]] = []

    def set_timer(self, delay: float, callback: Callable[[], Any]) -> None:
        self.timers.append(callback)

    async def pass_time(self) -> None:
        due, self.timers = self.timers, []
        for each in due:
            await each()


async def test_keys_whose_way_is_lost_hold_up_the_others_for_a_while_only() -> None:
    heard: list[str] = []

    async def hear(key: events.Key) -> None:
        heard.append(key.key)

    stand = Stand()
    ahead = TypeAhead(cast(App[Any], stand), hear, lambda: False)
    await ahead.typed(events.Key("a", "a"))
    assert heard == []  # nobody listens yet
    await ahead.listen()
    for letter in "bcd":
        await ahead.typed(events.Key(letter, letter))
    assert heard == ["a"]
    for expected in ("ab", "abc", "abcd"):
        await stand.pass_time()
        assert "".join(heard) == expected  # one at a time: each waits for the one before it
    await stand.pass_time()
    assert not stand.timers
