"""What Matinee works around in Textual's private modules is still there: if a test here fails, its work-around can go."""

from __future__ import annotations

import gc
import weakref

from textual._styles_cache import StylesCache
from textual.color import Color

from widgets.textual_internals import forget_drawn_lines


def test_the_cache_of_box_styles_keeps_a_closed_widgets_lines_until_it_is_emptied() -> None:
    lines = StylesCache()
    lines.get_inner_outer(Color(0, 0, 0), Color(9, 9, 9))
    kept = weakref.ref(lines)
    del lines
    gc.collect()
    assert kept() is not None
    forget_drawn_lines()
    gc.collect()
    assert kept() is None
