"""A scroll view whose contents may change length at every key without the whole screen being laid out anew.

Textual lays the screen out whenever a virtual size changes, to show or hide scroll bars. Here the bar's column is always
kept, so that nothing moves and only the bar itself needs to know.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


class Scrolled(ScrollView):
    """A scroll view with a bar that is always there (and invisible while nothing can be scrolled)."""

    DEFAULT_CSS = """
    Scrolled { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; background: $ink-ground; }
    """

    def hold(self, lines: int) -> None:
        """There are ``lines`` lines to scroll through."""
        size = Size(self.scrollable_content_region.width, lines)
        if size == self.virtual_size:
            return
        self.set_reactive(ScrollView.virtual_size, size)
        bar = self.vertical_scrollbar
        bar.window_virtual_size = lines
        bar.window_size = self.size.height
        if self.scroll_offset.y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)
