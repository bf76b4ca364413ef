"""A viewing, to be changed: day, rewatch, rating, place, company, where it was stopped, a note."""

from __future__ import annotations

import datetime
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from db.base import clock
from db.base.errors import BadInput
from db.base.records.cards import DiaryEntry
from screens.dialogs.frame import Dialog, Entry
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, cell, prose, span
from widgets.title_line import year_of

#: (field, label, placeholder).
FIELDS = (
    ("watched_on", "Day", "2026-05-03, or today, yesterday"),
    ("rewatch", "Again", "yes or no"),
    ("rating", "Rating", "1 to 10, or nothing"),
    ("place", "At", "home, the Curzon, …"),
    ("company", "With", "whom"),
    ("stopped_at", "Stopped at", "the minute of giving up, or nothing"),
    ("note", "Note", "what you want to remember"),
)
_YES, _NO = {"yes", "y", "1", "again", "true"}, {"no", "n", "0", "", "false", "first"}


class DiaryDialog(Dialog["dict[str, Any]"]):
    """Answers with the fields of a viewing, all of them sound; None when left."""

    KEYS = (("Tab", "next field"), ("Enter", "keep"), ("Esc", "leave"))
    BINDINGS = [
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]
    DEFAULT_CSS = """
    DiaryDialog #fields { height: auto; max-height: 100%; background: $ink-panel; scrollbar-size-vertical: 1; }
    DiaryDialog.-low #fields { height: 1fr; }
    DiaryDialog .field { height: 1; margin: 0 1 0 0; }
    DiaryDialog .label { width: 13; height: 1; }
    DiaryDialog .complaint { margin-left: 13; display: none; }
    DiaryDialog .complaint.-said { display: block; }
    """

    def __init__(self, entry: DiaryEntry) -> None:
        super().__init__()
        self._entry = entry
        self._complaints: dict[str, str] = {}

    def name_line(self) -> Line:
        """The title."""
        card = self._entry.card
        return [span(card.title, "b text"), span("  " + year_of(card), "muted"), span("  in your diary", "muted")]

    def inside(self) -> ComposeResult:
        """A line a field, each with room for a complaint."""
        with VerticalScroll(id="fields", can_focus=False):
            for name, label, hint in FIELDS:
                with Horizontal(classes="field"):
                    label_plate = Plate(lambda cells, text=label: Sheet([[cell(text, cells, "muted")]]), ground="panel")  # type: ignore[misc]
                    label_plate.add_class("label")
                    yield label_plate
                    yield Entry(self._written(name), placeholder=hint, id=f"field-{name}")
                complaint = Plate(lambda cells, of=name: self._complaint(of, cells), id=f"wrong-{name}", ground="panel")  # type: ignore[misc]
                complaint.add_class("complaint")
                yield complaint

    def _written(self, name: str) -> str:
        value = getattr(self._entry, name)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else " ".join(str(value).split()) if name == "note" else str(value)

    def _complaint(self, name: str, cells: int) -> Sheet:
        return Sheet(prose(self._complaints.get(name, ""), cells, "error"))

    @on(Input.Submitted)
    def _kept(self, event: Input.Submitted) -> None:
        event.stop()
        typed = {name: self.query_one(f"#field-{name}", Entry).value.strip() for name, _, _ in FIELDS}
        fields, self._complaints = sound(typed, clock.today())
        if "note" in fields and typed["note"] == self._written("note"):
            fields["note"] = self._entry.note  # its line breaks were only folded away for the one line here
        if not self._complaints:
            self.answer(fields)
            return
        for name, _, _ in FIELDS:
            plate = self.query_one(f"#wrong-{name}", Plate)
            plate.set_class(name in self._complaints, "-said")
            plate.relay()
        self.query_one(f"#field-{next(iter(self._complaints))}", Entry).focus()


def sound(typed: dict[str, str], today: datetime.date) -> tuple[dict[str, Any], dict[str, str]]:
    """(fields, complaints by field) of what was typed; complaints are sentences that say what to type instead."""
    fields: dict[str, Any] = {name: typed[name] for name in ("place", "company", "note")}
    wrong: dict[str, str] = {}
    spoken = {"today": today, "yesterday": today - datetime.timedelta(days=1)}
    day = typed["watched_on"].lower()
    try:
        fields["watched_on"] = clock.day(spoken[day].isoformat() if day in spoken else day)
    except BadInput as error:
        wrong["watched_on"] = str(error)
    again = typed["rewatch"].lower()
    if again in _YES | _NO:
        fields["rewatch"] = again in _YES
    else:
        wrong["rewatch"] = "Type yes or no."
    rating = typed["rating"]
    if not rating:
        fields["rating"] = None
    elif rating.isascii() and rating.isdecimal() and len(rating) < 3 and 1 <= int(rating) <= 10:
        fields["rating"] = int(rating)
    else:
        wrong["rating"] = "A rating is a whole number from 1 to 10; leave it empty for none."
    minute = typed["stopped_at"]
    if not minute:
        fields["stopped_at"] = None
    elif minute.isascii() and minute.isdecimal() and len(minute) < 6:
        fields["stopped_at"] = int(minute)
    else:
        wrong["stopped_at"] = "Type the minute as a number; leave it empty if you saw it to the end."
    return fields, wrong
