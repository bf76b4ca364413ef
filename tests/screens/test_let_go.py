"""Pages that have been left are released: an evening of browsing needs no more memory than a minute of it."""

from __future__ import annotations

import gc

from textual.strip import Strip

from db.base.home import Home
from tests.catalogues import QUILL, RED
from tests.driving import press, running
from tests.screens.records import visit


def lines() -> int:
    """Drawn lines that anything holds."""
    gc.collect()
    return sum(isinstance(one, Strip) for one in gc.get_objects())


async def test_the_lines_of_a_page_go_with_it(home: Home) -> None:
    async with running(home) as (app, pilot):

        async def there_and_back() -> None:
            await visit(app, pilot, "title", RED, "The Red Harbour")
            await press(app, pilot, "c")
            await visit(app, pilot, "person", QUILL, "Ada Quill")
            await press(app, pilot, "escape", "escape", "escape")

        await there_and_back()
        held = lines()
        for _ in range(4):
            await there_and_back()
        assert lines() < 1.2 * held
