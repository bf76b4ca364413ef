"""Dialogs, the palette and the themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.base.home import Home
from db.personal import lists, marks
from screens import desktop
from screens.dialogs import Ask, RatingBar, ShareDialog
from tests.catalogues import REC
from tests.driving import press, running, settled, shown
from tests.screens.records import asked, card_of, here, said, visit
from tui.palette import Palette, matching
from widgets.help_sheet import CommandRow


@pytest.fixture
def listed(home: Home) -> Home:
    """[REC] on the watchlist."""
    said(home, (lists.toggle_watchlist, (card_of(home, REC),)))
    return home


@pytest.mark.parametrize(
    ("keys", "rating"),
    [(("right", "enter"), 6), (("left", "enter"), 5), (("right", "right", "end", "right", "enter"), 10), (("3", "enter"), 3),
     (("0", "left", "enter"), 9), (("right", "escape"), None), (("enter",), None), (("6", "enter", "r", "x"), None)],
)  # fmt: skip
async def test_the_rating_bar(listed: Home, keys: tuple[str, ...], rating: int | None) -> None:
    async with running(listed, (40, 10)) as (app, pilot):
        await visit(app, pilot, "list", "watchlist")
        await press(app, pilot, "r")
        assert isinstance(app.screen, RatingBar)
        assert "[REC] The Signal" in shown(app)
        await press(app, pilot, *keys)
        assert not isinstance(app.screen, RatingBar)
    assert asked(listed, marks.mine, [REC])[REC].rating == rating


async def test_a_click_on_a_star_rates(listed: Home) -> None:
    async with running(listed, (80, 24)) as (app, pilot):
        await visit(app, pilot, "list", "watchlist")
        await press(app, pilot, "r")
        await pilot.click("#stars", offset=(1 + 2 * 7, 0))
        await settled(app, pilot)
    assert asked(listed, marks.mine, [REC])[REC].rating == 8


async def test_sharing_copies_to_the_terminal_and_shows_what_was_copied(
    listed: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    browsed: list[str] = []
    monkeypatch.setattr("screens.dialogs.share.copy_locally", lambda text: False)
    monkeypatch.setattr("screens.dialogs.share.browse", lambda address: not browsed.append(address))
    async with running(listed, (80, 24)) as (app, pilot):
        await visit(app, pilot, "list", "watchlist")
        await press(app, pilot, "y")
        assert isinstance(app.screen, ShareDialog)
        await press(app, pilot, "enter")
        assert app.clipboard == "[REC] The Signal (2001)"
        assert "Copied through the terminal." in shown(app)
        await press(app, pilot, "j", "j", "j", "y")
        assert app.clipboard == f"https://www.imdb.com/title/tt{REC}/"
        assert browsed == []
        await press(app, pilot, "enter")
        assert browsed == [f"https://www.imdb.com/title/tt{REC}/"]
        assert "Opened in your browser." in shown(app)
        await press(app, pilot, "escape")
        assert here(app).screen == "list"


def test_a_local_tool_is_used_where_its_desktop_runs(tmp_path: Path) -> None:
    for name in ("wl-copy", "xclip", "pbcopy"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    path = {"PATH": str(tmp_path)}
    assert desktop.tool({**path, "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux") == ["wl-copy"]
    assert desktop.tool({**path, "DISPLAY": ":0"}, "linux") == ["xclip", "-selection", "clipboard"]
    assert desktop.tool(path, "darwin") == ["pbcopy"]
    assert desktop.tool(path, "linux") is None
    assert desktop.tool({"PATH": str(tmp_path / "none"), "DISPLAY": ":0"}, "linux") is None


def test_copying_gives_the_text_to_the_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "taken"
    monkeypatch.setattr(desktop, "tool", lambda: ["sh", "-c", f"cat > '{taken}'"])
    assert desktop.copy_locally("Amélie")
    assert taken.read_text(encoding="utf-8") == "Amélie"
    monkeypatch.setattr(desktop, "tool", lambda: ["sh", "-c", "exit 1"])
    assert not desktop.copy_locally("x")
    monkeypatch.setattr(desktop, "tool", lambda: None)
    assert not desktop.copy_locally("x")


async def test_a_question_is_answered_or_left(home: Home) -> None:
    answers: list[str | None] = []
    async with running(home, (40, 10)) as (app, pilot):
        app.push_screen(Ask("What [/x]?", "a\nb", "hint"), answers.append)
        await settled(app, pilot)
        assert "What [/x]?" in shown(app)
        await press(app, pilot, "= c", "enter")
        app.push_screen(Ask("And?"), answers.append)
        await settled(app, pilot)
        await press(app, pilot, "=x", "escape")
    assert answers == ["a b c", None]


async def test_the_palette_finds_a_command_and_runs_it_on_the_screen_under_it(listed: Home) -> None:
    async with running(listed) as (app, pilot):
        await visit(app, pilot, "list", "watchlist")
        await press(app, pilot, "ctrl+p")
        assert isinstance(app.screen, Palette)
        assert "Cast and crew" not in shown(app)
        await press(app, pilot, "=rate 9", "enter")
        assert asked(listed, marks.mine, [REC])[REC].rating == 9
        await press(app, pilot, "ctrl+p", "=diary", "enter")
        assert here(app).screen == "diary"
        await press(app, pilot, "ctrl+p", "=zzzzz", "enter", "escape")
        assert here(app).screen == "diary"


async def test_the_palette_knows_the_themes(home: Home) -> None:
    async with running(home, (40, 10)) as (app, pilot):
        await press(app, pilot, "ctrl+p", "=theme nitrate", "enter")
        assert app.theme == "nitrate"


def test_matching_puts_names_before_help_and_keeps_the_order_without_words() -> None:
    rows = [CommandRow("a", "Log today", "Seen on the list.", "d", ""), CommandRow("b", "Lists", "All.", "B", "")]
    assert matching(rows, " ") == rows
    assert [row.id for row in matching(rows, "list")] == ["b", "a"]
    assert matching(rows, "xyz") == []


async def test_themes_are_worn_while_choosing_and_kept_or_not(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "ctrl+t", "j")
        assert app.theme == "nitrate"
        await press(app, pilot, "escape")
        assert app.theme == "technicolor"
        await press(app, pilot, "ctrl+t", "j", "j", "enter")
        assert app.theme == "programme"
    assert "programme" in (home.state / "remembered.json").read_text(encoding="utf-8")
