"""The frame of every dialog: a panel in the middle of the screen, its name, its body, its keys.

``Asking`` is what all of them share, the review editor too: an answer is given once, it is on disk before the dialog
closes, and keys wait until the dialog is drawn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from db.base.errors import MatineeError
from screens.working import start
from widgets.fields import Field
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, Span, fit_line, span, wrap

R = TypeVar("R")

#: Seconds after which a change that is not on disk yet is said to be waiting.
_SLOW = 0.4
SAVING = "Saving …"


class Asking(ModalScreen[R], Generic[R]):
    """A screen laid over another that asks for something; None is "never mind".

    With ``submit`` the answer is carried out first: the screen stays, with all that was typed, until that has succeeded, and
    says what is wrong where it has not.
    """

    DEFAULT_CSS = """
    Asking #complaint { display: none; }
    Asking #complaint.-said { display: block; }
    """
    BINDINGS = [Binding("ctrl+q", "app.quit", "Quit", show=False, priority=True)]

    submit: Callable[[Any], Awaitable[Any]] | None = None
    """Carries an answer out; raises MatineeError where it cannot."""
    drawn = False
    """Whether it hears keys; those that come earlier wait."""
    _answering = False
    _wrong = ""
    _closed_with_answer = False

    def on_screen_resume(self) -> None:
        """Keys are heard from the first frame on."""
        self.call_after_refresh(self._hear)

    def _hear(self) -> None:
        self.drawn = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the first frame there is nothing that a key could act on."""
        return self.drawn

    @property
    def busy(self) -> bool:
        """Whether an answer is being carried out."""
        return self._answering

    @property
    def answered(self) -> bool:
        """Whether it has been closed with an answer."""
        return self._closed_with_answer

    def answer(self, value: Any) -> None:
        """Give the answer, once; a second one, while the first is carried out or after it, is not heard."""
        if self._closed_with_answer or self._answering:
            return
        if self.submit is None:
            self.dismiss(value)
            return
        self._answering = True
        start(self.app, self._submit(value), group="answer")

    async def _submit(self, value: Any) -> None:
        assert self.submit is not None
        try:
            doing = asyncio.ensure_future(self.submit(value))
            if not (await asyncio.wait({doing}, timeout=_SLOW))[0]:
                self.complain(SAVING)
            brought = await doing
        except MatineeError as error:
            self._answering = False
            self.complain(str(error))
        except Exception:
            self._answering = False
            self.complain("That could not be done. Nothing you typed is lost.")
            raise
        else:
            self._answering = False
            self.complain("")
            self.accepted(value, brought)

    def accepted(self, value: Any, brought: Any) -> None:
        """The answer is on disk: close. A dialog that stays for more shows what the change has ``brought``."""
        self.dismiss(value)

    def complaint(self) -> Plate:
        """The line for :meth:`complain`, to be composed where it is to stand."""
        return Plate(self._wrong_sheet, id="complaint", ground="panel")

    def _wrong_sheet(self, cells: int) -> Sheet:
        ink = "muted" if self._wrong == SAVING else "error"
        return Sheet(wrap([span(self._wrong, ink)], cells))

    def complain(self, sentence: str) -> None:
        """Show a sentence inside; an empty one takes it away."""
        if sentence == self._wrong:
            return
        self._wrong = sentence
        for plate in self.query("#complaint").results(Plate):  # none once the dialog is gone
            plate.set_class(bool(sentence), "-said")
            plate.relay()

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close with an answer. Closing twice, or while another screen lies on top, does nothing more."""
        if self._closed_with_answer or self.app.screen is not self:
            return AwaitComplete()
        self._closed_with_answer = True
        return super().dismiss(result)

    def action_leave(self) -> None:
        """Never mind; not while an answer is being carried out."""
        if not self._answering:
            self.dismiss(None)

    def keep_unsaved(self) -> None:
        """The program ends: have what was typed written where it can be found again."""

    def on_unmount(self) -> None:
        """However the program ends, also by an error: this is the last moment."""
        self.keep_unsaved()


class Dialog(Asking[R], Generic[R]):
    """A panel; Escape dismisses it with None. A dialog adds :meth:`inside` and says its keys."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $ink-ground 60%; }
    Dialog > #panel {
        width: 68; max-width: 100%; height: auto; max-height: 100%; background: $ink-panel; color: $ink-text;
        border-left: outer $ink-accent; padding: 1 1;
    }
    Dialog.-low > #panel { padding: 0; }
    Dialog #keys { margin-top: 1; }
    Dialog.-low #keys { margin-top: 0; }
    Dialog #name { margin-bottom: 1; }
    Dialog.-low #name { margin-bottom: 0; }
    Dialog #complaint { margin-top: 1; }
    Dialog.-low #complaint { margin-top: 0; }
    Dialog Rows, Dialog VerticalScroll {
        scrollbar-color: $ink-rule; scrollbar-background: $ink-panel; scrollbar-background-hover: $ink-panel;
        scrollbar-background-active: $ink-panel;
    }
    Dialog Rows { height: auto; max-height: 14; background: $ink-panel; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [Binding("escape", "leave", "Cancel", show=False)]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("Enter", "save"), ("Esc", "cancel"))

    def name_line(self) -> Line:
        """What the dialog is about."""
        return []

    def inside(self) -> ComposeResult:
        """What stands between name and keys."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Name, body, keys."""
        with Vertical(id="panel"):
            yield Plate(lambda cells: Sheet([fit_line(self.name_line(), cells)]), id="name", ground="panel")
            yield from self.inside()
            yield self.complaint()
            yield Plate(self._keys, id="keys", ground="panel")

    def _keys(self, cells: int) -> Sheet:
        line: Line = []
        for key, does in self.KEYS:
            # Blanks that must not part a key from its word.
            line += [Span("   " if line else ""), span(key.replace(" ", "\u00a0"), "b gold"), span(f"\u00a0{does}", "muted")]
        return Sheet(wrap(line, cells))


class Entry(Field):
    """An input on a dialog's panel: one line, underlit, without a border."""

    DEFAULT_CSS = """
    Entry, Entry:focus { border: none; height: 1; padding: 0 1; background: $ink-ground; color: $ink-text; }
    Entry:focus { background: $ink-row; }
    Entry > .input--placeholder, Entry > .input--suggestion { color: $ink-muted; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, **named: Any) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False, **named)
