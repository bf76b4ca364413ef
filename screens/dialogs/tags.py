"""The tags of a title."""

from __future__ import annotations

from collections.abc import Mapping

from db.base.records.cards import TitleCard
from screens.dialogs.onoff import Choice, OnOff
from widgets.text import plural


class TagsDialog(OnOff):
    """Tags in use and new ones; ``known`` are all tags and on how many titles each is."""

    NAME, HINT, NOTHING = "Tags", "a word, new or in use", "No tags yet: type a word."

    def __init__(self, card: TitleCard, held: tuple[str, ...], known: Mapping[str, int], at: str = "") -> None:
        others = [word for word in known if word not in held]
        choices = [Choice(word, plural(known.get(word, 1), "title"), word in held) for word in (*held, *others)]
        super().__init__(card, choices, at)

    def spelled(self, typed: str) -> str:
        """Tags are kept in small letters."""
        return super().spelled(typed).lower()
