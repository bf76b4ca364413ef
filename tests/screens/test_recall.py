"""Completing filters and bringing earlier searches back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.base.home import Home
from screens.recall import KEPT, Recall, completed
from tests.driving import press, running, shown
from tests.screens.records import here


async def test_values_are_offered_after_the_colon_and_tab_takes_the_first(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=director:qui")
        assert "Tab Ada Quill" in shown(app)
        await press(app, pilot, "tab")
        assert app.home_screen.query_one("SearchLine").value == 'director:"Ada Quill" '
        assert "director: Ada Quill" in shown(app) and "The Glass Harbour" in shown(app)
        await press(app, pilot, "tab")
        assert app.focused is not None and app.focused.id == "hits"


async def test_what_is_no_filter_is_said_to_be_a_word(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=foo:glass")
        assert "foo: is no filter, searched as a word" in shown(app)


async def test_earlier_searches_come_back_also_after_a_restart(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=night ferry", "enter", "slash", "=glass", "enter", "slash", "ctrl+u")
        line = app.home_screen.query_one("SearchLine")
        await press(app, pilot, "=dra", "up")
        assert line.value == "glass"
        await press(app, pilot, "up", "up")
        assert line.value == "night ferry"
        await press(app, pilot, "down", "down")
        assert line.value == "dra"
    async with running(home) as (app, pilot):
        await press(app, pilot, "up", "up", "enter")
        assert here(app).name == "Night Ferry"


@given(st.text(max_size=20), st.sampled_from(["Agnès Varda", "film", "Côte d'Ivoire"]))
def test_completing_keeps_what_came_before(before: str, value: str) -> None:
    line = completed(f"{before} country:x", value)
    assert line.startswith(f"{before} country:") and value in line and line.endswith(" ")


@given(st.lists(st.text(min_size=1, max_size=5)))
def test_the_last_search_is_first_and_each_stands_once(lines: list[str]) -> None:
    recall, kept = Recall("not JSON"), "[]"
    for line in lines:
        kept = recall.keep(line)
    again = Recall(kept)
    found = []
    while (line := again.step(1, "")) is not None:
        found.append(line)
    assert found == list(dict.fromkeys(reversed(lines)))[:KEPT]
