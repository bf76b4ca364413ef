"""Where the viewer has a title: files and shelves."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Owned
from db.personal import owned
from screens.dialogs.onoff import Choice, OnOff


def place_choices(places: Sequence[Owned]) -> list[Choice]:
    """The places where the viewer has a title."""
    return [Choice(place.location, place.medium, True) for place in places]


class OwnedDialog(OnOff):
    """The places where the viewer has a title, and new ones."""

    NAME, HINT, NOTHING = "Where you have it", "a file, or a shelf", "Where is your copy?"

    def spelled(self, typed: str) -> str:
        """A path keeps its blanks, and ``~`` is the viewer's home."""
        return owned.spelled(typed)
