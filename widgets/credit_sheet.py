"""Cast and crew as a sheet, by department in the order of a film's end credits."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.pages import Credit
from widgets.sheet import Line, Sheet, beside, heading, span, stack
from widgets.text import plural
from widgets.title_sheet import credit_line

#: Categories in the order shown, with what a reader calls them; others follow under their own name.
DEPARTMENTS: dict[str, str] = {
    "director": "Directed by",
    "writer": "Written by",
    "cast": "Cast",
    "producer": "Produced by",
    "composer": "Music by",
    "cinematographer": "Cinematography by",
    "editor": "Edited by",
    "casting_director": "Casting by",
    "production_designer": "Production design by",
    "art_director": "Art direction by",
    "set_decorator": "Set decoration by",
    "costume_designer": "Costumes by",
    "choreographer": "Choreography by",
    "archive_footage": "In archive footage",
    "archive_sound": "In archive sound",
}
PERFORMERS = frozenset({"actor", "actress", "self"})


def departments(credits: Sequence[Credit]) -> list[tuple[str, list[Credit]]]:
    """(name, credits) of every department that has some; performers form one cast."""
    held: dict[str, list[Credit]] = {}
    for credit in credits:
        held.setdefault("cast" if credit.category in PERFORMERS else credit.category, []).append(credit)
    order = [*DEPARTMENTS, *(category for category in held if category not in DEPARTMENTS)]
    return [
        (DEPARTMENTS.get(category, category.replace("_", " ").capitalize()), held[category])
        for category in order
        if category in held
    ]


def credit_sheet(credits: Sequence[Credit], cells: int) -> Sheet:
    """One column when narrow; wide, the cast on the left and the crew beside it."""
    sheet = Sheet()
    if not credits:
        sheet.add([span("No credits here. IMDb's data sets fill them: matinee import FOLDER.", "muted")])
        return sheet
    groups = departments(credits)
    if cells < 100:
        sheet.add(*stack(*(_department(name, held, cells) for name, held in groups)))
        return sheet
    column = (cells - 4) // 2
    cast = [_department(name, held, column) for name, held in groups if name == "Cast"]
    crew = [_department(name, held, column) for name, held in groups if name != "Cast"]
    if not cast or not crew:
        sheet.add(*stack(*(cast or crew)))
    else:
        sheet.add(*beside(stack(*cast), stack(*crew), column, gap=4))
    return sheet


def _department(name: str, credits: Sequence[Credit], cells: int) -> list[Line]:
    names = min(26, max(12, cells * 2 // 5))
    lines: list[Line] = [heading(name, plural(len(credits), "credit") if len(credits) > 5 else "")]
    lines += [credit_line(credit, cells, names, name) for credit in credits]
    return lines
