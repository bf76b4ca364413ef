"""Charts, history, sources, help."""

from __future__ import annotations

from db.base.home import Home
from db.personal import lists, marks, ratings
from db.reading import my_lists
from screens.charts import ChartScreen
from screens.history import HistoryScreen
from tests.catalogues import RED, SHORE
from tests.driving import press, running, shown
from tests.screens.records import asked, card_of, here, said, toasts, visit


async def test_charts_lead_to_a_chart_that_says_what_orders_it(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "charts", None, "Charts")
        text = shown(app)
        assert "By genre" in text and "By decade" in text and "Canon" in text
        await press(app, pilot, "enter")
        assert here(app).screen == "chart"
        assert "Ordered by" in shown(app)
        assert isinstance(app.screen, ChartScreen)
        first = app.screen.subject()
        assert first is not None
        await press(app, pilot, "7")
        assert "1 of " in shown(app)
    assert asked(home, marks.mine, [first.id])[first.id].rating == 7


async def test_a_chart_is_sorted_and_narrowed_and_comes_back_so(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "chart", "chart:genre:Drama", "Drama")
        await press(app, pilot, "s", "f", "=korea", "escape", "f", "=19", "down")
        assert app.screen.rows.count == 3
        assert app.screen.subject().year == 1999
        await press(app, pilot, "enter", "escape")
        assert app.screen.rows.count == 3 and "newest first" in shown(app)


async def test_an_unknown_chart_is_a_sentence(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "chart", "chart:nothing", "Nothing")
        assert "This catalogue has no chart" in shown(app)


async def test_history_undoes_an_older_action_by_itself(home: Home) -> None:
    red, shore = card_of(home, RED), card_of(home, SHORE)
    said(home, (ratings.rate, (red, 8)), (ratings.rate, (shore, 6)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "history")
        await press(app, pilot, "j", "u")
        assert "undone" in shown(app)
        assert toasts(app)[-1].startswith("Undone: Rated The Glass Harbour 8")
        await press(app, pilot, "U", "k", "u")
    found = asked(home, marks.mine, [RED, SHORE])
    assert (found[RED].rating, found[SHORE].rating) == (8, None)


async def test_history_leads_to_the_title_of_an_action(home: Home) -> None:
    said(home, (ratings.rate, (card_of(home, RED), 8)), (lists.create_list, ("Sea",)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "history")
        await press(app, pilot, "enter")
        assert "about no single title" in toasts(app)[-1]
        await press(app, pilot, "j", "enter")
        assert here(app).subject == RED


async def test_what_later_actions_build_on_is_refused_in_a_sentence(home: Home) -> None:
    card = card_of(home, RED)
    said(home, (lists.create_list, ("Sea",)), (lists.put, (2, card)), (lists.annotate, (2, RED, "wet")))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "history")
        assert "changed later" in shown(app)
        await press(app, pilot, "j", "u")
        assert "cannot be undone by itself" in toasts(app)[-1]
        await press(app, pilot, "k", "u", "u")
        assert "is undone already" in toasts(app)[-1]
        assert isinstance(app.screen, HistoryScreen)
    assert asked(home, my_lists.entries, "my:2")[0].note == ""


async def test_an_empty_history(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "history")
        assert "Nothing yet." in shown(app)
        await press(app, pilot, "u", "enter")
        assert toasts(app)[-1] == "There is nothing to undo here."


async def test_sources_say_what_was_read_and_what_would_fill_the_rest(home: Home) -> None:
    async with running(home, (120, 60)) as (app, pilot):
        await visit(app, pilot, "sources")
        text = shown(app)
        assert "A test pack" in text and "9 rows, 1 refused" in text and "one row refused" in text
        assert "IMDb's data sets" in text


async def test_help_names_the_keys_of_the_screen_one_came_from(home: Home) -> None:
    async with running(home, (80, 100)) as (app, pilot):
        await visit(app, pilot, "list", "watchlist", "Watchlist")
        await press(app, pilot, "?")
        text = shown(app)
        assert "On a list" in text and "Move up" in text and "1 … 9, 0" in text and "Everywhere" in text
        assert "Cast and crew" not in text
        await press(app, pilot, "escape", "escape")
        assert here(app).screen == "home"
        await visit(app, pilot, "sources")
        await press(app, pilot, "?")
        assert "1 … 9, 0" not in shown(app)


async def test_home_is_shown_when_the_viewers_file_goes_while_the_program_runs(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        for path in home.data.glob("personal.db*"):
            path.rename(path.with_name("away-" + path.name))
        await press(app, pilot, "H")
        assert "progress" in shown(app)
