"""What the viewer of a screen's test has said so far, written as the program writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from db.base.home import Home
from db.base.records.cards import Done, TitleCard
from db.library import Library
from db.personal.desk import Desk
from db.reading.cards import card
from screens.base import MatineeScreen
from screens.places import Place
from tests.driving import settled
from tui.app import MatineeApp


def said(home: Home, *changes: tuple[Callable[..., Done], tuple[Any, ...]]) -> None:
    """Carry out changes: ``(ratings.rate, (card, 8))``."""
    desk = Desk(home)
    try:
        for do, arguments in changes:
            do(desk, *arguments)
    finally:
        desk.close()


def card_of(home: Home, title_id: int) -> TitleCard:
    """A title as the catalogue has it."""
    library = Library(home)
    try:
        return card(library.connection(), title_id)
    finally:
        library.close()


def asked(home: Home, question: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """The answer to a reading function of ``db``."""
    library = Library(home)
    try:
        return question(library.connection(), *arguments, **named)
    finally:
        library.close()


def here(app: MatineeApp) -> Place:
    """The place that is shown, under any dialog."""
    return next(screen.place for screen in reversed(app.screen_stack) if isinstance(screen, MatineeScreen))


def toasts(app: MatineeApp) -> list[str]:
    """What the program has said, in order."""
    return list(app.toasts.said)


async def visit(app: MatineeApp, pilot: Pilot[None], screen: str, subject: Any = None, name: str = "A place") -> None:
    """Go to a screen and wait until it shows what it reads."""
    await app.action_go(screen, subject, name)
    await settled(app, pilot)
