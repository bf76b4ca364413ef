"""A viewing, to be logged or changed: day, rating, rewatch, note, place, company, where it was stopped."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from db.base import clock
from db.base.errors import BadInput
from db.base.records.cards import DiaryEntry, TitleCard
from screens.dialogs.frame import Dialog, Entry
from widgets.check import Check
from widgets.plate import Plate
from widgets.sheet import Line, Sheet, cell, prose, span
from widgets.text import day
from widgets.title_line import year_of

#: (field, label, placeholder); ``rewatch`` is a box to tick.
FIELDS = (
    ("watched_on", "Day", "yesterday, 12 May, last friday, 2026-05-03, unknown"),
    ("rating", "Rating", "1 to 10 (optional)"),
    ("rewatch", "Rewatch", ""),
    ("note", "Note", "what you want to remember (optional)"),
    ("place", "At", "home, the Curzon, … (optional)"),
    ("company", "With", "friends (optional)"),
    ("stopped_at", "Stopped at", "minute you stopped (optional)"),
)


class DiaryDialog(Dialog["dict[str, Any]"]):
    """Answers with the fields of a viewing, all of them sound; None when left. Without ``entry`` it is a new viewing."""

    KEYS = (("Tab", "next field"), ("Enter", "save"), ("Esc", "cancel"))
    BINDINGS = [
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]
    DEFAULT_CSS = """
    DiaryDialog #fields { height: auto; max-height: 100%; background: $ink-panel; scrollbar-size-vertical: 1; }
    DiaryDialog.-low #fields { height: 1fr; }
    DiaryDialog.-low > #panel { height: 100%; }
    DiaryDialog .field { height: 1; margin: 0 1 0 0; }
    DiaryDialog .label { width: 13; height: 1; }
    DiaryDialog .complaint { margin-left: 13; display: none; }
    DiaryDialog .complaint.-said { display: block; }
    """

    def __init__(self, card: TitleCard, entry: DiaryEntry | None = None) -> None:
        super().__init__()
        self._card, self._entry = card, entry
        self._complaints: dict[str, str] = {}

    def name_line(self) -> Line:
        """The title, and whether this is a new viewing."""
        what = "  log a viewing"
        if self._entry is not None:
            what = f"  your viewing of {day(self._entry.watched_on) if self._entry.watched_on else 'an unknown day'}"
        return [span(self._card.title, "b text"), span("  " + year_of(self._card), "muted"), span(what, "muted")]

    def inside(self) -> ComposeResult:
        """A line a field, each with room for a complaint."""
        with VerticalScroll(id="fields", can_focus=False):
            for name, label, hint in FIELDS:
                with Horizontal(classes="field"):
                    label_plate = Plate(lambda cells, text=label: Sheet([[cell(text, cells, "muted")]]), ground="panel")  # type: ignore[misc]
                    label_plate.add_class("label")
                    yield label_plate
                    yield self._field(name, hint)
                complaint = Plate(lambda cells, of=name: self._about(of, cells), id=f"wrong-{name}", ground="panel")  # type: ignore[misc]
                complaint.add_class("complaint")
                yield complaint

    def _field(self, name: str, hint: str) -> Entry | Check:
        if name != "rewatch":
            return Entry(self._written(name), placeholder=hint, id=f"field-{name}")
        if self._entry is not None:
            return Check(self._entry.rewatch, note="Space ticks", id="field-rewatch")
        seen = self._card.mine.times_seen > 0
        return Check(None, presumed=seen, note="you have seen it before" if seen else "Space ticks", id="field-rewatch")

    def _written(self, name: str) -> str:
        if self._entry is None:
            return "today" if name == "watched_on" else ""
        value = getattr(self._entry, name)
        if name == "watched_on":
            return str(value) or "unknown"
        return "" if value is None else " ".join(str(value).split()) if name == "note" else str(value)

    def _about(self, name: str, cells: int) -> Sheet:
        return Sheet(prose(self._complaints.get(name, ""), cells, "error"))

    @on(Input.Submitted)
    @on(Check.Submitted)
    def _kept(self, event: Input.Submitted | Check.Submitted) -> None:
        event.stop()
        typed = {name: self.query_one(f"#field-{name}", Entry).value.strip() for name, _, _ in FIELDS if name != "rewatch"}
        fields, self._complaints = sound(typed)
        fields["rewatch"] = self.query_one("#field-rewatch", Check).value
        if self._entry is not None and typed["note"] == self._written("note"):
            fields["note"] = self._entry.note  # its line breaks were only folded away for the one line here
        for name, _, _ in FIELDS:
            plate = self.query_one(f"#wrong-{name}", Plate)
            plate.set_class(name in self._complaints, "-said")
            plate.relay()
        if self._complaints:
            self.query_one(f"#field-{next(iter(self._complaints))}", Entry).focus()
        else:
            self.answer(fields)


def sound(typed: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """(fields, complaints by field) of what was typed; complaints are sentences that say what to type instead."""
    fields: dict[str, Any] = {name: typed[name] for name in ("place", "company", "note")}
    wrong: dict[str, str] = {}
    try:
        fields["watched_on"] = clock.spoken(typed["watched_on"])
    except BadInput as error:
        wrong["watched_on"] = str(error)
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
