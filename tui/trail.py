"""The trail: the places that led here and the way forward again, as a browser keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from screens.places import Place

#: More than an evening's steps; the oldest fall off.
LONGEST = 200


class Trail:
    """Where the viewer is, was, and came back from. The first place is home and never leaves."""

    def __init__(self, first: Place) -> None:
        self._places = [first]
        self._ahead: list[Place] = []

    @property
    def here(self) -> Place:
        """The place in front."""
        return self._places[-1]

    @property
    def places(self) -> Sequence[Place]:
        """From the first place to this one."""
        return tuple(self._places)

    def go(self, place: Place, *, instead: bool = False) -> bool:
        """On to ``place``; False when already there. ``instead`` lets it take the present place's turn."""
        if place == self.here:
            return False
        if instead and len(self._places) > 1:
            self._places[-1] = place
        else:
            self._places.append(place)
        del self._places[1 : max(1, len(self._places) - LONGEST)]
        self._ahead.clear()
        return True

    def back(self, steps: int = 1) -> bool:
        """``steps`` places back, as far as there are; False at the first."""
        if len(self._places) == 1:
            return False
        for _ in range(min(steps, len(self._places) - 1)):
            self._ahead.append(self._places.pop())
        return True

    def forward(self) -> bool:
        """To the place last come back from; False when there is none."""
        if not self._ahead:
            return False
        self._places.append(self._ahead.pop())
        return True

    def names(self) -> tuple[str, ...]:
        """What the head line shows: the first place only while it is alone or was searched from."""
        names: list[str] = []
        first = self._places[0]
        if first.state.get("words"):
            names.append("Search")
        elif len(self._places) == 1:
            names.append(first.name)
        for place in self._places[1:]:
            if place.name and (not names or names[-1] != place.name):
                names.append(place.name)
        return tuple(names)
