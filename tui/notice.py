"""A notice whose time may run out at any moment."""

from __future__ import annotations

from textual.notifications import Notification

#: Seconds for which a toast is shown at the least.
_LEAST = 0.01


class Notice(Notification):
    """A notification whose toast always has a moment left.

    Notices still in view are shown anew on each screen that comes. One whose time runs out between the look at whether it
    has and the making of its toast would give Textual's timer a negative interval, in which the timer turns for ever and
    the program stands still.
    """

    @property
    def time_left(self) -> float:
        """Seconds for which the toast is shown; never none."""
        return max(_LEAST, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0
