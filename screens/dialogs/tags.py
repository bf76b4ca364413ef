"""The tags of a title."""

from __future__ import annotations

from collections.abc import Mapping

from screens.dialogs.onoff import Choice, OnOff
from widgets.text import plural


def tag_choices(held: tuple[str, ...], known: Mapping[str, int]) -> list[Choice]:
    """The tags of a title, then the others in use; ``known`` are all tags and on how many titles each is."""
    others = [word for word in known if word not in held]
    return [Choice(word, plural(known.get(word, 1), "title"), word in held) for word in (*held, *others)]


class TagsDialog(OnOff):
    """Tags in use and new ones; commas part several."""

    NAME, HINT, NOTHING = "Tags", "a word, new or in use", "No tags yet: type a word."

    def spelled(self, typed: str) -> str:
        """Tags are kept in small letters."""
        return super().spelled(typed).lower()
