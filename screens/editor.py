"""The review editor: headline, text, spoiler mark. What is typed is kept as a draft while it is typed; saving keeps versions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, TextArea

from db.base.records.cards import Done, TitleCard
from db.personal import reviews
from screens.base import House, MatineeScreen
from widgets.fields import Field
from widgets.line import OneLine
from widgets.sheet import Line, Span, span
from widgets.writing import Writing

#: Seconds without a key after which the draft is written.
PAUSE = 0.4


class ReviewEditor(ModalScreen[tuple[str, str, bool] | None]):
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
        self._last: tuple[str, str, bool] | None = (headline, text, spoiler)  # what is on disk, or on its way there
        self._writing: Future[Done] | None = None
        self._warned = False
        self._timer: Timer | None = None
        self._kept = ""

    def compose(self) -> ComposeResult:
        """Name, headline, text, keys."""
        with Vertical():
            yield OneLine(self._head, id="head", ground="panel")
            yield Field(self._headline, placeholder="Headline", id="headline")
            yield Writing(self._text, soft_wrap=True, show_line_numbers=False, id="text")
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
            Span("Esc", "b gold"), Span(" keep as draft  ", "muted"), span(self._kept, "done"),
        ]  # fmt: skip

    @property
    def written(self) -> tuple[str, str, bool]:
        """Headline, text, spoiler as they stand."""
        return self.query_one(Input).value, self.query_one(TextArea).text, self._spoiler

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self.written == self._last:
            return
        self._kept = ""
        self.query_one("#foot").refresh()
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._keep)

    def _keep(self) -> None:
        headline, text, spoiler = self._last = self.written
        if headline.strip() or text.strip():
            self._writing = self._house.write(reviews.save_draft, self._card.id, headline, text, spoiler)
            kept = "draft kept"
        else:  # all of it was taken out again
            self._writing = self._house.write(reviews.drop_draft, self._card.id)
            kept = ""
        self._writing.add_done_callback(lambda done: self.app.call_later(self._note, done.exception() is None, kept))

    def _note(self, fine: bool, kept: str) -> None:
        self._kept = kept if fine else "the draft could not be kept"
        if not fine:
            self._last = None
        self.query("#foot").refresh()  # none, where the editor was left meanwhile

    @on(Input.Submitted)
    def _to_text(self) -> None:
        self.query_one(TextArea).focus()

    def action_spoiler(self) -> None:
        """Mark or unmark the review as one that gives the story away."""
        self._spoiler = not self._spoiler
        self._typed()
        self.query_one("#foot").refresh()

    def action_save(self) -> None:
        """Done, if there is a text."""
        self._once_typed(self._save)

    def _once_typed(self, do: Callable[[], None]) -> None:
        """These keys are heard before the text's own: what was typed before them is written first."""
        (self.focused or self).call_later(do)

    def _save(self) -> None:
        if not self.query_one(TextArea).text.strip():
            self._house.say("A review needs some text.")
            return
        if self._timer:
            self._timer.stop()
        if self.written != self._last:
            self._keep()  # should saving fail, this is what is left
        self.dismiss(self.written)

    def action_leave(self) -> None:
        """Leave once what was typed is on disk as a draft."""
        self._once_typed(self._leave)

    def _leave(self) -> None:
        if self._timer:
            self._timer.stop()
        if self.written != self._last:
            self._keep()
        if self._writing is None:
            self.dismiss(None)
        else:
            self._writing.add_done_callback(lambda done: self.app.call_later(self._left, done.exception() is None))

    def _left(self, fine: bool) -> None:
        if not self.is_current:
            return  # Escape was pressed twice
        if fine or self._warned:
            self.dismiss(None)
        else:
            self._warned = True
            self._house.say("The draft could not be kept; Esc once more leaves without it.", trouble=True)


async def edit_review(screen: MatineeScreen, card: TitleCard) -> None:
    """Let the viewer write or edit the review of ``card``, beginning with the draft where there is one."""
    draft = await screen.ask(reviews.draft, card.id)
    own: Any = draft or await screen.ask(reviews.own_review, card.id)
    headline, text, spoiler = (own.headline, own.text, own.spoiler) if own else ("", "", False)
    written = await screen.app.push_screen_wait(ReviewEditor(card, headline, text, spoiler, screen.house))
    if written is not None:
        await screen.change(reviews.save_review, card, *written)
    else:
        screen.load()
