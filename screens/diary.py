"""The diary: every viewing by month, latest first, or one month as a calendar."""

from __future__ import annotations

import calendar
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from db.base import clock
from db.base.records.cards import DiaryEntry, TitleCard
from db.personal import diary
from db.reading import viewings
from screens.places import Place
from screens.reader import Listing
from screens.title_keys import TitleKeys
from widgets.diary_sheet import by_month, calendar_sheet, diary_head, month_name, totals, turned, viewing_line
from widgets.groups import Gap, Heading, group_line
from widgets.page import Page
from widgets.plate import Plate
from widgets.rows import Rows
from widgets.sheet import Line, Sheet
from widgets.text import day

#: The first entries are shown while the rest is read.
FIRST, ALL = 200, 1_000_000


class Calendar(Page):
    """A month's days as spots; left and right go from day to day, and over the month's ends."""

    @dataclass
    class Over(Message):
        """Past the first or last day."""

        by: int

    def action_across(self, by: int) -> None:
        """The day before or after."""
        days = [placed.spot.key for placed in sorted(self._spots, key=lambda placed: str(placed.spot.key))]
        if self._lit not in days:
            return
        at = days.index(self._lit) + by
        if 0 <= at < len(days):
            self.move_to(days[at])
        else:
            self.post_message(self.Over(by))


class DiaryScreen(Listing, TitleKeys):
    """Viewings as rows under their months; ``V`` turns to the calendar."""

    KEYS = ("view", "edit", "delete", "rate_1", "log", "watchlist", "undo", "search", "help")
    DEFAULT_CSS = """
    DiaryScreen #calendar { display: none; margin: 1 0 0 1; }
    DiaryScreen.-calendar #calendar { display: block; }
    DiaryScreen.-calendar #rows { display: none; }
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._entries: list[DiaryEntry] = []
        self._months: dict[str, int] = {}
        today = clock.today().isoformat()
        self._today = today
        self._month: str = place.state.get("month", today[:7])
        self._day: str = place.state.get("day", today)
        self._calendar: bool = place.state.get("calendar", False)

    def body(self) -> ComposeResult:
        """Head, rows, calendar."""
        yield from super().body()
        yield Calendar(id="calendar", margin=0)

    async def read(self) -> None:
        """Months, the first viewings, then all."""
        self._months = await self.ask(viewings.months)
        entries = await self.ask(viewings.entries, limit=FIRST)
        if len(entries) == FIRST:
            if not self._entries and not self._come_back:
                self._entries = entries
                self.show_so_far()
            entries = [*entries, *await self.ask(viewings.entries, limit=ALL, offset=FIRST)]
        self._entries = entries

    def show(self) -> None:
        """By month."""
        self.show_rows(
            by_month(self._entries), "Nothing in your diary. Press d wherever a title is in view to log it today."
        )
        if self._calendar:
            self._show_calendar()

    # -- rows

    def head(self, cells: int) -> Sheet:
        """How much there is, and the year in view."""
        if not self._months:
            return super().head(cells)
        year = (self._month if self._calendar else self._month_at_cursor())[:4]
        return diary_head(self._months, totals(self._entries, year), "", cells)

    def _month_at_cursor(self) -> str:
        record = self.query_one("#rows", Rows).record
        here = record.watched_on[:7] if isinstance(record, DiaryEntry) else ""
        return here or next(iter(self._months), self._month)

    def draw(self, record: DiaryEntry | Heading | Gap, cells: int, lit: bool) -> Line:
        """A heading or a viewing."""
        return viewing_line(record, cells, lit) if isinstance(record, DiaryEntry) else group_line(record)

    def key(self, record: DiaryEntry | Heading | Gap) -> Hashable:
        """The entry's id; headings by their month."""
        return record.id if isinstance(record, DiaryEntry) else record

    def standable(self, record: DiaryEntry | Heading | Gap) -> bool:
        """Headings are stepped over."""
        return isinstance(record, DiaryEntry)

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        self.query_one("#head", Plate).relay()

    def remember(self) -> dict[str, Any]:
        """Cursor, scroll, view, month and day."""
        return super().remember() | {"calendar": self._calendar, "month": self._month, "day": self._day}

    def _entry(self) -> DiaryEntry | None:
        """The viewing under the cursor; on the calendar the day's first."""
        if self._calendar:
            return next((entry for entry in self._entries if entry.watched_on == self._day), None)
        record = self.rows.record
        return record if isinstance(record, DiaryEntry) else None

    def subject(self) -> TitleCard | None:
        """The title of the viewing under the cursor."""
        entry = self._entry()
        return entry.card if entry else None

    # -- the calendar

    @property
    def _page(self) -> Calendar:
        return self.query_one("#calendar", Calendar)

    def _show_calendar(self) -> None:
        if self._day[:7] != self._month:
            self._day = f"{self._month}-01"
        entries, month, today = self._entries, self._month, self._today
        self._page.show(lambda cells: calendar_sheet(month, entries, today, cells), lit=self._day)
        self.query_one("#head", Plate).relay()
        self.set_class(True, "-calendar")
        self._page.focus()

    def action_view(self) -> None:
        """From rows to calendar and back."""
        self._calendar = not self._calendar
        if self._calendar:
            entry = self.rows.record
            if isinstance(entry, DiaryEntry) and entry.watched_on:
                self._month, self._day = entry.watched_on[:7], entry.watched_on
            self._show_calendar()
        else:
            self.set_class(False, "-calendar")
            self.rows.focus()
            self.query_one("#head", Plate).relay()

    def action_turn(self, by: int) -> None:
        """The next month of the calendar; among rows, the next month that has any."""
        if self._calendar:
            self._month = turned(self._month, by)
            self._day = f"{self._month}-01"
            self._show_calendar()
            return
        months = list(self._months)  # latest first
        here = self._month_at_cursor()
        at = months.index(here) - by if here in months else 0
        if not 0 <= at < len(months):
            self.house.say(f"{month_name(here)} is the {'last' if by > 0 else 'first'} month in your diary.")
            return
        self._to_row(lambda entry: entry.watched_on[:7] == months[at])

    def _to_row(self, wanted: Any) -> None:
        rows = by_month(self._entries)
        for row, record in enumerate(rows):
            if isinstance(record, DiaryEntry) and wanted(record):
                self.rows.go(row)
                return

    @on(Calendar.Over)
    def _over(self, event: Calendar.Over) -> None:
        self._month = turned(self._month, event.by)
        last = calendar.monthrange(int(self._month[:4]), int(self._month[5:7]))[1]
        self._day = f"{self._month}-{1 if event.by > 0 else last:02d}"
        self._show_calendar()

    @on(Page.Moved)
    def _day_moved(self, event: Page.Moved) -> None:
        if event.spot:
            self._day = str(event.spot.key)

    def open(self, what: object) -> None:
        """Enter on a day shows its viewings among the rows."""
        if isinstance(what, str) and len(what) == 10 and what[4] == "-":
            if not any(entry.watched_on == what for entry in self._entries):
                self.house.say(f"Nothing in the diary on {day(what)}.")
                return
            self._calendar = False
            self.set_class(False, "-calendar")
            self.rows.focus()
            self._to_row(lambda entry: entry.watched_on == what)
        else:
            super().open(what)

    # -- changing

    def action_edit(self) -> None:
        """Change the viewing under the cursor."""
        if entry := self._entry():
            self.dialog(self.edit_viewing(entry))
        else:
            self.house.say("No viewing is in view here.")

    def action_log_edit(self) -> None:
        """Here the viewing under the cursor, not the title's last."""
        self.action_edit()

    async def action_delete(self) -> None:
        """Take the viewing under the cursor out; undo brings it back."""
        if entry := self._entry():
            await self.act(diary.delete_entry, entry.id)
        else:
            self.house.say("No viewing is in view here.")
