"""``unmatched``: titles and people in doubt since the catalogue is another, and the viewer's answers."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from db.base.errors import BadInput, NotFound
from db.base.ids import nconst, number, tconst
from db.base.records.cards import PersonCard, TitleCard
from tui.cli import printing
from tui.cli.house import House
from tui.cli.mine import said


def show(house: House, args: argparse.Namespace) -> None:
    """What is in doubt, with the candidates."""
    from db.reading import questions

    found = questions.waiting(house.con)
    if args.json:
        printing.dump(
            [
                {"number": doubt.number, **_json(doubt.said_of), "candidates": [_json(one) for one in doubt.candidates]}
                for doubt in found
            ]
        )
    elif not found:
        sys.stderr.write("Nothing is in doubt.\n")
    else:
        rows = []
        for doubt in found:
            rows.append((str(doubt.number), *_cells(doubt.said_of)[1:], ""))
            rows += [("", *_cells(one)[1:], _cells(one)[0]) for one in doubt.candidates]
        printing.table(("", "", "year", "", "may be"), rows, ("bold", "", "dim", "dim", "dim"), right=(0,))
        sys.stderr.write("Answer: matinee unmatched answer NUMBER ID, or none\n")


def answer(house: House, args: argparse.Namespace) -> None:
    """Say which one is meant, or that none is."""
    from db.personal import answers
    from db.reading import questions, reconcile

    doubt = next((each for each in questions.waiting(house.con) if each.number == args.number), None)
    if doubt is None:
        raise NotFound(f"There is no question {args.number}.", "See which there are: matinee unmatched")
    place, name = (None, "") if args.id.lower() == "none" else _meant(house, doubt.said_of, args.id)
    done = answers.answer(house.desk, args.number, place, name)
    reconcile.reconcile(house.con, house.desk)
    said(done)


def _meant(house: House, asked: TitleCard | PersonCard, written: str) -> tuple[int, str]:
    """The id and name of what is meant."""
    from db.reading import cards

    of_title = isinstance(asked, TitleCard)
    one = number(written, "tt" if of_title else "nm")
    if one is None:
        raise BadInput(f"{written} is no id.", "Write one of those offered (tt… or nm…), or none.")
    if of_title:
        return one, f"{(card := cards.card(house.con, one)).title} ({card.year or '?'})"
    return one, cards.person(house.con, one).name


def _cells(card: TitleCard | PersonCard) -> tuple[str, str, str, str]:
    if isinstance(card, TitleCard):
        return tconst(card.id), card.title, str(card.year or ""), card.kind
    return nconst(card.id), card.name, str(card.birth_year or ""), "person"


def _json(card: TitleCard | PersonCard) -> dict[str, Any]:
    one, name, _, kind = _cells(card)
    if isinstance(card, TitleCard):
        return {"tconst": one, "title": name, "year": card.year, "kind": kind}
    return {"nconst": one, "name": name, "year": card.birth_year, "kind": kind}
