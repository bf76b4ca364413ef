"""The review editor: headline, text, spoiler mark. What is typed is kept as a draft while it is typed; saving keeps versions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, TextArea

from db.base.errors import MatineeError
from db.base.records.cards import Done, TitleCard
from db.personal import reviews
from screens.base import House, MatineeScreen
from screens.dialogs.frame import Asking
from screens.working import start
from widgets.fields import Field
from widgets.line import OneLine
from widgets.sheet import Line, Span, span
from widgets.writing import Writing

#: Seconds without a key after which the draft is written, and seconds after which it is written in any case.
PAUSE, CEILING = 0.4, 1.5

Written = tuple[str, str, bool]
"""Headline, text, spoiler."""


class ReviewEditor(Asking[Written]):
    """Answers (headline, text, spoiler) when saved, None when left; the draft stays in that case."""

    DEFAULT_CSS = """
    ReviewEditor { align: center middle; background: $ink-ground 85%; }
    ReviewEditor Vertical {
        width: 90%; max-width: 100; height: 90%; max-height: 40; background: $ink-panel; padding: 1 2;
    }
    ReviewEditor OneLine { background: $ink-panel; }
    ReviewEditor Field {
        border: none; height: 1; padding: 0; margin: 1 0; background: $ink-surface; color: $ink-text;
    }
    ReviewEditor Field:focus { border: none; background-tint: $ink-ground 0%; }
    ReviewEditor Field > .input--placeholder { color: $ink-muted; }
    ReviewEditor Writing { border: none; padding: 0; height: 1fr; background: $ink-surface; color: $ink-text; }
    ReviewEditor Writing:focus { border: none; }
    """

    BINDINGS = [
        Binding("ctrl+s,f2", "save", "Save", show=False, priority=True),
        Binding("f3", "spoiler", "Spoiler", show=False, priority=True),
        Binding("escape", "leave", "Keep as draft", show=False, priority=True),
    ]

    def __init__(self, card: TitleCard, headline: str, text: str, spoiler: bool, house: House) -> None:
        super().__init__()
        self._card, self._headline, self._text, self._spoiler = card, headline, text, spoiler
        self._house = house
        self._now: Written = (headline, text, spoiler)
        self._last: Written | None = self._now  # what is on disk, or on its way there
        self._writing: Future[Done] | None = None
        self._warned = False
        self._pause: Timer | None = None
        self._ceiling: Timer | None = None
        self._note = ""

    def compose(self) -> ComposeResult:
        """Name, headline, text, keys."""
        with Vertical():
            yield OneLine(self._head, id="head", ground="panel")
            yield Field(self._headline, placeholder="Headline", id="headline")
            yield Writing(self._text, soft_wrap=True, show_line_numbers=False, id="text")
            yield self.complaint()
            yield OneLine(self._foot, id="foot", ground="panel")

    def on_mount(self) -> None:
        """Begin where there is something to write."""
        area = self.query_one(TextArea)
        area.cursor_blink = False
        (area if self._headline else self.query_one(Input)).focus()
        area.move_cursor(area.document.end)

    def _head(self, cells: int) -> Line:
        return [span(f"Your review of {self._card.title}", "b text"), span(f"  {self._card.year or ''}", "muted")]

    def _foot(self, cells: int) -> Line:
        mark = "✓ spoils" if self._spoiler else "no spoilers"
        return [
            Span("F2", "b gold"), Span(" save  ", "muted"), Span("F3", "b gold"), Span(f" {mark}  ", "muted"),
            Span("Esc", "b gold"), Span(" keep as draft  ", "muted"), span(self._note, "done"),
        ]  # fmt: skip

    # -- the draft

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        written = (self.query_one(Input).value, self.query_one(TextArea).text, self._spoiler)
        if written == self._now:
            return
        self._now = written
        self._note = ""
        self.query_one("#foot").refresh()
        if not self.busy:
            self.complain("")
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep)
        if self._ceiling is None:  # whoever never pauses has a draft all the same
            self._ceiling = self.set_timer(CEILING, self._keep)

    def _keep(self) -> None:
        for timer in (self._pause, self._ceiling):
            if timer:
                timer.stop()
        self._pause = self._ceiling = None
        if self._now != self._last:
            self._write_draft()
            start(self, self._draft_kept(bool(self._now[0].strip() or self._now[1].strip())), group="draft", exclusive=True)

    def _write_draft(self) -> None:
        self._last = self._now
        headline, text, spoiler = self._now
        if headline.strip() or text.strip():
            self._writing = self._house.write(reviews.save_draft, self._card.id, headline, text, spoiler)
        else:  # all of it was taken out again
            self._writing = self._house.write(reviews.drop_draft, self._card.id)

    async def _draft_kept(self, any_text: bool) -> None:
        if await self._is_kept():
            self._note = "draft kept" if any_text else ""
        self.query("#foot").refresh()

    async def _is_kept(self) -> bool:
        """Whether the last draft is on disk."""
        if self._writing is None:
            return True
        try:
            await asyncio.wrap_future(self._writing)
        except MatineeError:
            self._note, self._last = "the draft could not be kept", None
            return False
        return True

    def keep_unsaved(self) -> None:
        """What was typed last is a draft."""
        if not self.answered and self._now != self._last:
            self._write_draft()

    # -- keys

    @on(Input.Submitted)
    def _to_text(self) -> None:
        self.query_one(TextArea).focus()

    def action_spoiler(self) -> None:
        """Mark or unmark the review as one that gives the story away."""
        self._spoiler = not self._spoiler
        self._typed()

    def action_save(self) -> None:
        """Save, if there is a text."""
        self._once_typed(self._save)

    def _once_typed(self, do: Callable[[], None]) -> None:
        """These keys are heard before the text's own: what was typed before them is written first."""
        (self.focused or self).call_later(do)

    def _save(self) -> None:
        self._typed()
        if self._now[1].strip():
            self._keep()  # should saving fail, this is what is left
            self.answer(self._now)
        else:
            self.complain("A review needs some text.")

    def action_leave(self) -> None:
        """Leave once what was typed is on disk as a draft."""
        self._once_typed(self._leave)

    def _leave(self) -> None:
        if self.busy:
            return
        self._typed()
        self._keep()
        start(self, self._left(), group="leaving")

    async def _left(self) -> None:
        if await self._is_kept() or self._warned:
            self.dismiss(None)
        else:
            self._warned = True
            self.complain("The draft could not be kept; Esc once more leaves without it.")


async def edit_review(screen: MatineeScreen, card: TitleCard) -> None:
    """Let the viewer write or edit the review of ``card``, beginning with the draft where there is one."""
    draft = await screen.ask(reviews.draft, card.id)
    own: Any = draft or await screen.ask(reviews.own_review, card.id)
    headline, text, spoiler = (own.headline, own.text, own.spoiler) if own else ("", "", False)
    editor = ReviewEditor(card, headline, text, spoiler, screen.house)
    if await screen.show_dialog(editor, lambda written: screen.keep(reviews.save_review, card, *written)) is None:
        screen.load()
