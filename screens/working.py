"""Workers: the one place that starts them. What goes wrong in one is logged and said; it never ends the program."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol, cast

from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.screen import Screen
from textual.worker import Worker


class _House(Protocol):
    def failed(self, error: Exception) -> None:
        """Log an error that nobody expected and say so; a sentence that was meant to be read is said as it is."""


def start(
    node: DOMNode,
    doing: Coroutine[Any, Any, Any] | Callable[[], Coroutine[Any, Any, Any]],
    *,
    group: str,
    exclusive: bool = False,
) -> Worker[None]:
    """Run a coroutine as a worker of ``node``: it is cancelled when the node goes. What the app owns outlives its screen."""
    house = cast(_House, node.app)

    async def guarded() -> None:
        try:
            await (doing() if callable(doing) else doing)
        except NoMatches as error:
            if not _gone(node):
                house.failed(error)
        except Exception as error:
            house.failed(error)

    return node.run_worker(guarded, group=group, exclusive=exclusive, exit_on_error=False)


def _gone(node: DOMNode) -> bool:
    """Whether a node has left the screen, and with it the widgets that a worker of its would show something in."""
    return not node.is_attached or (isinstance(node, Screen) and node not in node.app.screen_stack)


def start_thread(node: DOMNode, doing: Callable[[], object], *, group: str) -> Worker[None]:
    """Run a function on a thread of its own, as a worker of ``node``."""
    house = cast(_House, node.app)

    def guarded() -> None:
        try:
            doing()
        except Exception as error:
            house.failed(error)

    return node.run_worker(guarded, group=group, thread=True, exit_on_error=False)
