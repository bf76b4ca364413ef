"""Adult titles are left out of search and charts unless the viewer's settings ask for them."""

from __future__ import annotations

import pytest

from db.base.home import Home
from tests.catalogues import BUSAN, write
from tests.driving import press, running, settled, shown
from tui.settings import Settings


@pytest.mark.parametrize("wanted", [False, True])
async def test_the_setting_reaches_search_and_charts(home: Home, wanted: bool) -> None:
    write(home, "UPDATE title SET is_adult = 1 WHERE id = ?", BUSAN)
    write(home, "UPDATE title_rank SET facets = facets | 16 WHERE title_id = ?", BUSAN)
    async with running(home, settings=Settings(adult=wanted)) as (app, pilot):
        await press(app, pilot, "=two suns")
        assert ("Two Suns Over Busan" in shown(app)) is wanted
        await app.action_go("chart", "chart:decade:2000", "The 2000s")
        await settled(app, pilot)
        assert "Winter Sun" in shown(app)
        assert ("Two Suns Over Busan" in shown(app)) is wanted
