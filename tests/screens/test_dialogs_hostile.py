"""Dialogs, the palette and small terminals bear any text."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from db.base.home import Home
from db.base.records.cards import DiaryEntry, ListCard, Mine, TitleCard
from screens.dialogs import Ask, DiaryDialog, ListsDialog, RatingBar, ShareDialog
from tests.driving import press, running, settled
from tests.hostile import FORBIDDEN, HOSTILE
from tui.palette import Palette
from widgets.help_sheet import CommandRow

#: Short texts share a title, so that fewer dialogs show them all; each still stands within the first sixty cells.
TOGETHER = (
    ("markup", "backslash", "nul"), ("ansi", "bidi", "surrogate"), ("osc",), ("controls", "tags", "empty"),
    ("cjk", "combining", "emoji", "rtl"), ("long",), ("long words",),
)  # fmt: skip


def test_every_text_is_among_them() -> None:
    assert {name for names in TOGETHER for name in names} == set(HOSTILE)


@pytest.mark.parametrize(("size", "texts"), [((80, 24), TOGETHER), ((40, 10), (("markup",), ("long",), ("cjk",)))])
async def test_every_dialog_bears_every_text(home: Home, size: tuple[int, int], texts: tuple[tuple[str, ...], ...]) -> None:
    async with running(home, size) as (app, pilot):
        for name in texts:
            text = " ".join(HOSTILE[each] for each in name)
            card = TitleCard(1, text, 1948, rating=8.3, mine=Mine(rating=8))
            entry = DiaryEntry(1, card, "2026-05-03", place=text, company=text, note=text)
            listed = ListCard("my:2", text, "list", 3, about=text)
            dialogs: list[Screen[object]] = [
                Ask(text, text, text), RatingBar(card), DiaryDialog(card), DiaryDialog(card, entry), ShareDialog(card),
                ListsDialog(card, [(listed, True), (listed._replace(key="my:3"), False)]),
                Palette([CommandRow("x", text, text, text, text)]),
            ]  # fmt: skip
            for dialog in dialogs:
                app.push_screen(dialog)
                await settled(app, pilot)
                strips = app.screen._compositor.render_strips()
                drawn = {ord(char) for strip in strips for segment in strip for char in segment.text}
                assert not drawn & FORBIDDEN, (type(dialog).__name__, name)
                assert app.screen is dialog
                await press(app, pilot, "escape")
                assert app.screen is app.home_screen
