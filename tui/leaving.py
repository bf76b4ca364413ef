"""Leaving: whatever ends the program, keys that are on their way are heard and what was typed is written first."""

from __future__ import annotations

import asyncio
import errno
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import ModalScreen

from screens.dialogs.frame import Asking
from widgets.plate import Plate
from widgets.sheet import Sheet, Span, span, wrap
from widgets.text import plural

if TYPE_CHECKING:
    from tui.app import MatineeApp
    from tui.saving import Saving

#: The signals that ask a program to end; Ctrl+C in the terminal is a key, not SIGINT.
SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")
#: Seconds for which what the terminal sent before a signal may still come in.
_DRAIN = 0.1
#: Seconds that a widget in focus is given to hear the keys before the end.
_PATIENCE = 1.0
#: Seconds after which the viewer is told what is waited for.
_SLOW = 0.2


class StillSaving(ModalScreen[None]):
    """A line that says what is waited for."""

    DEFAULT_CSS = """
    StillSaving { align: center middle; background: $ink-ground 60%; }
    StillSaving Plate {
        width: 68; max-width: 100%; background: $ink-panel; border-left: outer $ink-accent; padding: 1 1;
    }
    """

    def __init__(self, saving: Saving) -> None:
        super().__init__()
        self._saving = saving

    def compose(self) -> ComposeResult:
        """The line."""
        yield Plate(self._said, ground="panel")

    def _said(self, cells: int) -> Sheet:
        many = plural(max(1, self._saving.waiting), "change")
        return Sheet(wrap([span(f"Saving {many} …", "b text"), Span("  Matinee closes once this is done.", "muted")], cells))


def heed_signals(leave: Callable[[], object]) -> None:
    """Have ``leave`` called when a signal asks the program to end, where the system has such signals."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), leave)


def hung_up() -> bool:
    """Whether the terminal is gone."""
    if sys.platform == "win32":
        return False
    import termios

    try:
        termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    except termios.error as error:
        return bool(error.args[0] != errno.ENOTTY)  # then it never was one
    except (OSError, ValueError, AttributeError):
        return False
    return False


async def leave(app: MatineeApp, heard: Callable[[], bool], *, drain: bool) -> None:
    """End the program once the last key is heard, the last text written and the last change on disk.

    ``heard`` says whether no key is on its way any more; ``drain`` waits for what the terminal has sent already.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + _PATIENCE
    if drain:
        await asyncio.sleep(_DRAIN)
    while not heard() and loop.time() < end:
        await asyncio.sleep(0.01)
    for pump in (app.focused, app.screen, app):  # a key goes up this way
        reached = asyncio.Event()
        if pump is not None and pump.call_later(reached.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(reached.wait(), max(0.01, end - loop.time()))
    app.saving.leaving = True
    for screen in app.screen_stack:
        if isinstance(screen, Asking):
            screen.keep_unsaved()
    written = asyncio.wrap_future(app.saving.idle())
    if not (await asyncio.wait({written}, timeout=_SLOW))[0]:
        app.push_screen(StillSaving(app.saving))
        await written
    app.exit()
