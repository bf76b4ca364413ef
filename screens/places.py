"""Places: where one can be. A screen asks to go somewhere by posting :class:`Go`; no screen needs to know another.

A place is plain data, so the way back is a list of places, each with the state (cursor, scroll) to come back to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from textual.message import Message


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and its subject: ``Place("title", 40725, "The Red Shoes")``."""

    screen: str
    """Name of the screen, as ``tui.app`` lists them: home, title, credits, person, …"""
    subject: Any = None
    """What it is about: a title id, a person id, a list key."""
    name: str = ""
    """How the trail calls it."""
    state: dict[str, Any] = field(default_factory=dict, compare=False)
    """Where the viewer was in it: filled when it is left, read when it is come back to."""


def title(title_id: int, name: str) -> Place:
    """A title's page."""
    return Place("title", title_id, name)


def person(person_id: int, name: str) -> Place:
    """A person's page."""
    return Place("person", person_id, name)


@dataclass
class Go(Message):
    """Take me to ``place``. With ``instead`` it takes the present place's turn in the trail (another tab of one title)."""

    place: Place
    instead: bool = False


@dataclass
class Back(Message):
    """Take me back, ``steps`` places."""

    steps: int = 1
