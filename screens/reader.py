"""Screens that read something and show it: on one page, or as a head over rows; trouble is a sentence in their place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult

from db.base.errors import MatineeError
from db.base.records.cards import TitleCard
from screens.base import MatineeScreen
from screens.places import Place
from widgets.page import Page
from widgets.plate import Plate
from widgets.rows import Rows
from widgets.sheet import Line, Sheet, prose, span


class Reader(MatineeScreen):
    """Reads, then shows: :meth:`read` asks and keeps, :meth:`show` draws what was kept."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._come_back: dict[str, Any] | None = dict(place.state)

    def load(self) -> None:
        """Read anew; a reading that is under way is dropped."""
        self.work(self._reading, group="reading", exclusive=True)

    async def _reading(self) -> None:
        try:
            await self.prepared()
        except MatineeError as error:
            self.trouble(error)
        else:
            self.show()

    async def prepare(self) -> None:
        """Read."""
        await self.read()

    async def read(self) -> None:
        """Ask what is needed and keep it; call :meth:`show_so_far` where the rest may take long."""
        raise NotImplementedError

    def show_so_far(self) -> None:
        """Show what has come already, once the screen is in front."""
        if self.is_mounted:
            self._unread = False
            self.show()

    def trouble(self, error: MatineeError) -> None:
        """Show a sentence in place of what could not be read."""
        raise NotImplementedError

    def coming_back(self) -> dict[str, Any]:
        """The state left behind last time, given once."""
        back, self._come_back = self._come_back or {}, None
        return back


def trouble_sheet(error: MatineeError, cells: int) -> Sheet:
    """The sentence and its remedy, and the way out."""
    sheet = Sheet([[]])
    sheet.add(*prose(error.sentence, cells))
    if error.remedy:
        sheet.add(*prose(error.remedy, cells, "muted"))
    sheet.add([], [span("Esc", "b gold"), span(" goes back", "muted")])
    return sheet


class Paged(Reader):
    """A screen of one page."""

    AUTO_FOCUS = "#page"

    def body(self) -> ComposeResult:
        """The page."""
        yield Page(id="page")

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one("#page", Page)

    def sheet(self, cells: int) -> Sheet:
        """What has been read, laid out."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the sheet, with cursor and scroll as they were."""
        back = self.coming_back()
        self.page.show(self.sheet, lit=back.get("lit"), scroll=back.get("scroll"))

    def trouble(self, error: MatineeError) -> None:
        """The sentence on the page."""
        self.page.show(lambda cells: trouble_sheet(error, cells))

    def remember(self) -> dict[str, Any]:
        """Cursor and scroll."""
        if self._come_back is not None:  # left before anything was shown
            return {}
        lit, scroll = self.page.state
        return {"lit": lit, "scroll": scroll}

    def subject(self) -> TitleCard | None:
        """The title under the cursor."""
        card = self.page.cursor.card if self.page.cursor else None
        return card if isinstance(card, TitleCard) else None


class Listing(Reader):
    """A screen of a head plate and rows under it."""

    AUTO_FOCUS = "#rows"
    DEFAULT_CSS = """
    Listing #head { margin: 1 0 0 0; }
    Listing #rows { margin: 1 1 0 0; }
    """
    LEAST_HEAD = 2

    def body(self) -> ComposeResult:
        """Head and rows."""
        yield Plate(self.head, id="head", least=self.LEAST_HEAD)
        yield self.make_rows()

    def make_rows(self) -> Rows:
        """The list, empty as yet."""
        rows = Rows(self.draw, self.key, id="rows", empty="…")
        rows.selectable = self.standable
        return rows

    # -- what a screen says of itself

    def head(self, cells: int) -> Sheet:
        """The head's sheet; before anything is read, the name of the place."""
        return Sheet([[span(self.place.name, "b text")]])

    def draw(self, record: Any, cells: int, lit: bool) -> Line:
        """One row."""
        raise NotImplementedError

    def key(self, record: Any) -> Hashable:
        """What a record is known by when the rows change."""
        raise NotImplementedError

    def standable(self, record: Any) -> bool:
        """Whether the cursor may stand on a record; headings it steps over."""
        return True

    def card(self, record: Any) -> TitleCard | None:
        """The title a record is about."""
        found = getattr(record, "card", None)
        return found if isinstance(found, TitleCard) else None

    # -- showing

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#rows", Rows)

    def show_rows(self, records: Sequence[Any], empty: str) -> None:
        """Show these records, with cursor and scroll as they were."""
        back = self.coming_back()
        self.query_one("#head", Plate).relay()
        self.rows.show(records, empty=empty, lit=back.get("lit"), scroll=back.get("scroll"))

    def trouble(self, error: MatineeError) -> None:
        """The sentence in the head."""
        self.query_one("#head", Plate).show(lambda cells: trouble_sheet(error, cells))
        self.rows.show((), empty="")

    def remember(self) -> dict[str, Any]:
        """Cursor and scroll."""
        if self._come_back is not None:  # left before anything was shown
            return {}
        lit, scroll = self.rows.state
        return {"lit": lit, "scroll": scroll}

    def subject(self) -> TitleCard | None:
        """The title under the cursor."""
        record = self.rows.record
        return None if record is None else self.card(record)

    @on(Rows.Opened)
    def _row_opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.open_row(event.record)

    def open_row(self, record: Any) -> None:
        """Enter on a row."""
        self.open(self.card(record) or record)
