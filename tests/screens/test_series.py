"""A series and its episodes: the tab, the seasons, rating and logging an episode, its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.base.home import Home
from db.personal import diary, lists, marks
from db.reading import cards, upnext, viewings
from screens.episodes import EpisodesScreen
from tests.catalogues import EPISODE, RED, SERIES, small_home, write
from tests.driving import press, running, settled, shown
from tests.screens.records import asked, here, said, toasts, visit

MORE = ((31, "Rain", 1, 1), (32, "Sleet", 1, 2), (33, "Mist", 2, 1), (34, "Hail", 2, 4))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The small catalogue with four episodes more."""
    home = small_home(tmp_path)
    for row in MORE:
        write(
            home,
            "INSERT INTO title (id, kind, title, is_adult, series_id, season, episode) VALUES (?, 'tvEpisode', ?, 0, ?, ?, ?)",
            row[0], row[1], SERIES, row[2], row[3],
        )  # fmt: skip
    return home


async def test_an_episode_carries_its_series_wherever_it_is_listed(home: Home) -> None:
    rain = asked(home, cards.card, 31)
    assert rain.full_title == "Harbour Watch: Rain"
    said(home, (lists.toggle_watchlist, (rain,)), (diary.log, (rain, "2026-05-01")))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "watchlist", "Watchlist")
        assert "Harbour Watch: Rain" in shown(app)
        await visit(app, pilot, "diary")
        assert "Harbour Watch: Rain" in shown(app)


async def test_only_a_series_has_the_tab(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("title", SERIES, "Harbour Watch")
        await settled(app, pilot)
        assert "Episodes 5" in shown(app) and "Up next" in shown(app) and "Rain  season 1, episode 1" in shown(app)
        await press(app, pilot, "E")
        assert here(app).screen == "episodes"
        await press(app, pilot, ">")
        assert here(app).screen == "storyline"
        await app.action_go("title", RED, "The Glass Harbour")
        await settled(app, pilot)
        assert "Episodes" not in shown(app)
        await press(app, pilot, "E")
        assert here(app).screen == "title" and "This has no episodes here." in toasts(app)[-1]
        await press(app, pilot, ">", ">")
        assert here(app).screen == "storyline"  # from cast on, with no episodes between


async def test_episodes_are_rated_and_logged_and_the_next_one_moves_on(home: Home, clock: object) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("episodes", SERIES, "Episodes")
        await settled(app, pilot)
        assert isinstance(app.screen, EpisodesScreen) and app.screen.subject().id == 31
        assert "0 of 5 seen" in shown(app) and "▶ 1 Rain" in shown(app)
        await press(app, pilot, "8", "j", "d")
        assert asked(home, marks.mine, [31])[31].rating == 8
        assert [entry.card.id for entry in asked(home, viewings.entries)] == [32]
        text = shown(app)
        assert "2 of 5 seen" in text and "Next  Mist  season 2, episode 1" in text and "1\u00a0✓" in text
        await press(app, pilot, "f")
        assert "▶ 1 Mist" in shown(app) and "Hail" in shown(app)


async def test_it_opens_on_the_season_of_the_next_one_and_comes_back_to_the_season_left(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("episodes", SERIES, "Episodes")
        await press(app, pilot, "f", "j", "enter")
        assert here(app).screen == "title"
        opened = here(app).subject
        assert opened == EPISODE
        await press(app, pilot, "escape")
        assert isinstance(app.screen, EpisodesScreen)
        assert app.screen.subject().id == opened and "Season 2" in shown(app)


async def test_an_episodes_page_leads_to_its_series_and_neighbours_and_keys_mean_the_episode(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("title", EPISODE, "Fog")
        await settled(app, pilot)
        text = shown(app)
        assert "Harbour Watch  season 2, episode 3" in text
        assert "Mist  season 2, episode 1" in text and "Hail  season 2, episode 4" in text
        await press(app, pilot, "9")
        found = asked(home, marks.mine, [EPISODE, SERIES])
        assert (found[EPISODE].rating, found[SERIES].rating) == (9, None)
        await press(app, pilot, "enter")
        assert here(app).subject == SERIES


async def test_up_next_is_on_home_and_moves_on_when_it_is_logged(home: Home, clock: object) -> None:
    said(home, (diary.log, (asked(home, cards.card, 31), "2026-05-01")))
    async with running(home) as (app, pilot):
        text = shown(app)
        assert "UP NEXT" in text.upper() and "S1 E2" in text and "1 of 5" in text
        await press(app, pilot, "tab")
        assert app.screen.subject().id == 32
        await press(app, pilot, "d")
        assert "S2 E1" in shown(app) and "2 of 5" in shown(app)
        assert app.screen.subject().id == 33


async def test_everything_up_to_here_is_marked_in_one_step(home: Home, clock: object) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("episodes", SERIES, "Episodes")
        await press(app, pilot, "f", "j", "j", "M")
        assert "4 earlier ones" in shown(app)
        await press(app, pilot, "enter")
        assert len(asked(home, viewings.entries)) == 5
        await press(app, pilot, "u")
        assert asked(home, viewings.entries) == []


async def test_a_season_is_marked_and_a_series_is_set_aside(home: Home, clock: object) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("episodes", SERIES, "Episodes")
        await press(app, pilot, "M", "j", "enter")
        assert [entry.watched_on for entry in asked(home, viewings.entries)] == ["", ""]
        await press(app, pilot, "H")
        assert "S2 E1" not in shown(app)  # seen on a day unknown: not lately
        await app.action_go("episodes", SERIES, "Episodes")
        await press(app, pilot, "M", "G", "enter")
        assert "finished" in toasts(app)[-1]
    assert asked(home, upnext.up_next, date(2026, 5, 3)) == ()
