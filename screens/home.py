"""Home: the search line first, the viewer's own shelves under it; results take their place as soon as something is typed."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from screens.places import Back, Place
from screens.typing_help import TypingHelp
from widgets.headline import HeadLine
from widgets.keybar import KeyBar, KeyHint
from widgets.page import Page
from widgets.rows import Rows
from widgets.search_line import Chips, SearchLine
from widgets.sheet import Build, Line, Sheet
from widgets.text import plural

if TYPE_CHECKING:  # records that the first frame does without
    from db.base.records.cards import Answer, Hit, HomePage, PersonCard, TitleCard
    from db.search.searcher import Searcher

NOTHING = "Nothing by that name. Fewer letters, or fewer filters?"
PLACEHOLDER = "Search a title or a person     drama 1940..1960 >7.5 unseen narrow it"


#: Seconds for which the cursor must rest on a hit before its preview is read.
REST = 0.05


def _preview(con: sqlite3.Connection, card: TitleCard | PersonCard) -> Build:
    """What lays the preview of ``card`` out; asked, and its modules imported, on the reading thread."""
    from db.base.records.cards import PersonCard
    from db.reading import people, titles
    from widgets.preview import person_preview, title_preview

    if isinstance(card, PersonCard):
        return partial(person_preview, people.page(con, card.id))
    return partial(title_preview, titles.page(con, card.id))


class Hits(Rows):
    """The results: Escape goes back to the line, where the next one clears it."""

    BINDINGS = [Binding("escape,backspace", "to_line", "To the line", show=False)]

    def action_to_line(self) -> None:
        """Back to the search line."""
        self.post_message(self.LeftTop(self))


class HomeScreen(TypingHelp):
    """The first screen, and the search."""

    KEYS: ClassVar[tuple[str, ...]] = ("search", "rate_1", "watchlist", "log", "lists", "undo", "palette", "help")
    SEARCHING: ClassVar[tuple[str, ...]] = (*KEYS[:5], "save_search", *KEYS[5:])
    #: In the line letters are letters: its own keys, and the commands that work beside them; with words in it, and without.
    TYPING: ClassVar[tuple[tuple[KeyHint, ...], tuple[str, ...]]] = (
        (KeyHint("Enter", "open", ""), KeyHint("↓", "results", ""), KeyHint("Esc", "clear", "")), ("save_search", "palette"),
    )  # fmt: skip
    EMPTY: ClassVar[tuple[tuple[KeyHint, ...], tuple[str, ...]]] = (
        (KeyHint("Tab", "to your lists", ""),), ("help", "palette", "theme", "quit_now"),
    )  # fmt: skip
    HEAD_HINTS = (("?", "help"),)
    AUTO_FOCUS = "SearchLine"
    DEFAULT_CSS = """
    HomeScreen #results { height: 1fr; display: none; padding: 0 1; }
    HomeScreen #preview { width: 44; display: none; }
    HomeScreen.-wide #preview, HomeScreen.-very-wide #preview { display: block; }
    HomeScreen.-very-wide #preview { width: 60; }
    HomeScreen.-searching #results { display: block; }
    HomeScreen.-searching #shelves { display: none; }
    """

    class Listening(Message):
        """The search line has the focus: keys typed before the first frame may come."""

    class Answered(Message):
        """The searcher has an answer."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._searcher: Searcher | None = None
        self._asked = 0
        self._answer: Answer | None = None
        self._moved = False
        """Whether the viewer has put the cursor on another hit than the first: it then keeps its film while they type on."""
        self._come_back: tuple[Any, int] | None = None
        self._open_first = False
        self._ready: set[str] = set()
        self._home: HomePage | None = None
        self.answered = threading.Event()
        """Set once nothing that was typed before the catalogue was open waits for its answer any more."""
        self._note = ""

    def compose(self) -> ComposeResult:
        """The first frame: head line, search line, key bar. The rest follows once that is painted."""
        yield HeadLine(self.house.trail(), self.HEAD_HINTS)
        yield SearchLine(placeholder=PLACEHOLDER)
        yield Chips()
        yield KeyBar(self.key_hints())

    def on_mount(self) -> None:
        """Mount the shelves and the results right after the first frame, into the space left for them."""
        self.set_focus(self.query_one(SearchLine))
        self.post_message(self.Listening())
        self.call_after_refresh(self._furnish)

    async def _furnish(self) -> None:
        rows = Hits(self._draw, self._key, id="hits", empty="")
        await self.mount(Page(id="shelves"), Horizontal(rows, Page(id="preview"), id="results"), after=self.query_one(Chips))
        self.load()
        if self._answer:
            self._show_answer(self._answer)

    # -- the house opens

    def opened(self, what: str) -> None:
        """A database is ready."""
        self._ready.add(what)
        if what == "catalogue":
            from db.search.searcher import Searcher

            self._searcher = Searcher(self.house.library, self._found, adult=self.house.adult)
            self._note = ""
            line = self.query_one(SearchLine)
            if line.value.strip():
                self._ask(line.value)
            else:
                self.answered.set()
        self.load()

    def _found(self, answer: Answer) -> None:
        """Called on the searching thread."""
        self.post_message(self.Answered(answer))

    def building(self, stage: str, done: int, total: int) -> None:
        """Say how far the starter catalogue is."""
        share = f" {100 * done // total} %" if total else ""
        self._note = f"Preparing the starter catalogue: {stage}{share}"
        if not self.query_one(SearchLine).value:
            self.query_one(Chips).show((), self._note)

    def close(self) -> None:
        """Stop the searcher."""
        if self._searcher:
            self._searcher.close()

    def load(self) -> None:
        """Read the shelves, and ask the search again so that its marks are fresh."""
        if "personal" in self._ready:
            self.work(self._read, group="home", exclusive=True)
        if self.has_class("-searching") and self._searcher:
            self._asked = self._searcher.ask(self.query_one(SearchLine).value)

    async def _read(self) -> None:
        from db.base import clock
        from db.reading.home import home

        page = self._home = await self.ask(home, clock.today(), adult=self.house.adult)
        trouble = str(self.house.library.trouble or "")
        shelves = self.query("#shelves")
        if shelves:
            from widgets.shelves import shelves_sheet

            shelves.first(Page).show(lambda cells: shelves_sheet(page, cells, trouble))
            if not self.query_one(SearchLine).value:
                self.query_one(Chips).show((), self._counts())

    def _counts(self) -> str:
        if not self._home or not self._home.titles:
            return ""
        return f"{plural(self._home.titles, 'title')}, {plural(self._home.people, 'person', 'people')}"

    # -- searching

    def focus_search(self) -> None:
        """Make the search line hear the very next key."""
        line = self.query_one(SearchLine)
        self.set_focus(line)
        line.begin()
        self._moved = False
        self.retrail()

    def arrive(self, place: Place) -> None:
        """Come (back) here: with the words, the cursor and the focus as they were left."""
        self.place = place
        line = self.query_one(SearchLine)
        words = place.state.get("words", "")
        self._come_back = place.state.get("hits")
        if line.value != words:
            line.value = words
        if place.state.get("on_hits") and words:
            self.query_one("#hits", Rows).focus()
        elif place.state.get("on_shelves") and not words:
            self.query_one("#shelves", Page).focus()
        else:
            self.set_focus(line)
            line.begin()
        self.retrail()
        self.load()

    def remember(self) -> dict[str, Any]:
        """Words and focus."""
        focused = self.focused.id if self.focused else None
        return {
            "words": self.query_one(SearchLine).value,
            "on_hits": focused == "hits",
            "hits": self.query_one("#hits", Rows).state if focused == "hits" else None,
            "on_shelves": focused == "shelves",
        }

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._open_first = False
        searching = bool(event.value.strip())
        if not searching:
            self._moved = False
        self._ask(event.value)
        self.helped(event.value, ask=self._searcher is not None)
        if not searching:
            self._turn(searching=False)
            self.query_one(Chips).show((), self._note or self._counts())

    def _turn(self, *, searching: bool) -> None:
        """From the shelves to the results, or back."""
        if searching != self.has_class("-searching"):
            self.set_class(searching, "-searching")
            self.retrail()

    def shown_keys(self) -> tuple[str, ...]:
        """Results can be saved as a list."""
        return self.SEARCHING if self.has_class("-searching") else self.KEYS

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Only what works where the focus is: in the line letters are letters."""
        if self.is_mounted and not isinstance(self.focused, SearchLine):
            return super().key_hints()
        own, commands = self.TYPING if self.has_class("-searching") else self.EMPTY
        return own + self.house.hints(self, commands)

    def on_descendant_focus(self) -> None:
        """Other keys work where the focus is now."""
        self.retrail()

    @property
    def opening(self) -> bool:
        """Whether Enter was pressed and the first hit is opened as soon as it is known."""
        return self._open_first

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._searcher and not self._is_answered() and self.query_one(SearchLine).value.strip())

    def _is_answered(self) -> bool:
        return self._asked == (self._answer.number if self._answer else 0)

    def _ask(self, words: str) -> None:
        if words.strip() and self._searcher:
            self._asked = self._searcher.ask(words)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        words = self.query_one(SearchLine).value
        if event.answer.number != self._asked:
            return
        self._answer = event.answer
        if words.strip():
            self._show_answer(event.answer)

    def _show_answer(self, answer: Answer) -> None:
        if not self.query("#hits"):
            return
        rows = self.query_one("#hits", Rows)
        self._turn(searching=True)
        empty = "The catalogue could not be searched. matinee doctor says what to do." if answer.failed else NOTHING
        lit, scroll = self._come_back or (None, None)
        self._come_back = None
        rows.show(answer.hits, keep=self._moved or rows.has_focus, empty=empty, lit=lit, scroll=scroll)
        self._say_found(answer)
        self.set_timer(REST, self.answered.set)  # when it has been painted
        opening, self._open_first = self._open_first, False  # where nothing was found, there is nothing to wait for
        if opening and answer.hits:
            self._open(answer.hits[0])

    def offered(self) -> None:
        """Show what may follow, in place of how much was found."""
        if self._answer and self._is_answered():
            self._say_found(self._answer)

    def _say_found(self, answer: Answer) -> None:
        """How much was found; while a filter is being typed, what may follow."""
        found = f"{len(answer.hits)}{'+' if answer.more else ''} found" if answer.hits else "nothing found"
        mended = f" for “{answer.corrected}”" if answer.corrected else ""
        note = f"{found}{mended} · {answer.milliseconds:.1f} ms"
        if self.offers:
            note = f"Tab {' · '.join(self.offers[:6])}"
        self.query_one(Chips).show(answer.chips, note)

    @on(SearchLine.Left)
    def _left(self, event: SearchLine.Left) -> None:
        if not self.query_one(SearchLine).value.strip():
            if not event.opening:
                self.query_one("#shelves", Page).focus()
            return
        if not event.opening:
            self.query_one("#hits", Rows).focus()
        elif not self._answer or not self._is_answered():
            self._open_first = True
        elif self._answer.hits:
            rows = self.query_one("#hits", Rows)
            self._open(rows.record or self._answer.hits[0])

    def on_screen_suspend(self) -> None:
        """The viewer has gone elsewhere: the first hit, when it comes, is not to take them away from there."""
        self._open_first = False

    @on(SearchLine.GivenUp)
    def _given_up(self) -> None:
        self.post_message(Back())

    @on(Chips.Pressed)
    def _without_chip(self, event: Chips.Pressed) -> None:
        """A click on a chip takes its filter out of the line."""
        line = self.query_one(SearchLine)
        before, found, after = line.value.partition(event.text)
        if found:
            line.value = " ".join(f"{before} {after}".split())

    @on(SearchLine.HelpWanted)
    def _help(self) -> None:
        self.open("help")

    @on(Rows.LeftTop)
    def _to_line(self) -> None:
        self.set_focus(self.query_one(SearchLine))

    # -- results

    @staticmethod
    def _key(hit: Hit) -> Any:
        return (type(hit.card).__name__, hit.card.id)

    @staticmethod
    def _draw(hit: Hit, cells: int, lit: bool) -> Line:
        from db.base.records.cards import PersonCard
        from widgets.title_line import person_line, title_line

        if isinstance(hit.card, PersonCard):
            return person_line(hit.card, cells, lit=lit)
        return title_line(hit.card, cells, lit=lit, note=f"“{hit.matched}”" if hit.matched else "")

    @on(Rows.Opened)
    def _hit_opened(self, event: Rows.Opened) -> None:
        self._open(event.record)

    def _open(self, hit: Hit) -> None:
        self.work(self.keep_search, group="recall")
        self.open(hit.card)

    @on(Rows.Moved)
    def _highlighted(self, event: Rows.Moved) -> None:
        if event.rows.has_focus:
            self._moved = event.rows.at > 0
        if not self.query_one("#preview").display:
            return
        record: Hit | None = event.record
        if record is None:
            self.query_one("#preview", Page).show(lambda cells: Sheet())
        else:
            self.work(partial(self._read_preview, record), group="preview", exclusive=True)

    async def _read_preview(self, hit: Hit) -> None:
        """Wait until the cursor rests, so that fast typing is not slowed by previews that nobody sees."""
        await asyncio.sleep(REST)
        build = await self.ask(_preview, hit.card)
        self.query_one("#preview", Page).show(build)

    def action_save_search(self) -> None:
        """Make a smart list of what is searched for."""
        from db.base.records.cards import TitleCard

        line = self.query_one(SearchLine).value.strip()
        if not line:
            self.house.say("Nothing is searched for; words or filters in the search line can be saved as a list.")
        elif self._answer and self._answer.hits and not any(isinstance(hit.card, TitleCard) for hit in self._answer.hits):
            self.house.say("This search finds people, and lists hold titles; person:NAME finds what somebody made.")
        else:
            self.dialog(self._save_search(line))

    async def _save_search(self, line: str) -> None:
        from db.personal import lists
        from screens.dialogs import Ask

        asked = Ask("Save this search as a list", line, "its name")
        await self.show_dialog(asked, lambda name: self.keep(lists.create_smart, name, line))

    def subject(self) -> TitleCard | None:
        """The hit or shelf entry under the cursor; nothing while the search line has the focus."""
        from db.base.records.cards import TitleCard

        if self.focused is None:
            return None
        if self.focused.id == "hits":
            record = self.query_one("#hits", Rows).record
            return record.card if record and isinstance(record.card, TitleCard) else None
        if isinstance(self.focused, Page) and self.focused.cursor:
            card = self.focused.cursor.card
            return card if isinstance(card, TitleCard) else None
        return None
