"""``path`` and ``changes``: how two people are connected, and what is new since the last snapshot."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from db.base.ids import nconst
from db.base.records.cards import PersonCard, TitleCard
from db.base.records.findings import Changes, PathAnswer, PathStep
from db.base.records.pages import Credit
from tui.cli import finding, printing
from tui.cli.house import House
from tui.cli.look import card_json, rating
from widgets.text import day, kind_word, plural


def path(house: House, args: argparse.Namespace) -> None:
    """The shortest chains of shared titles between two people."""
    from db.reading.paths import connect

    first, last = (finding.person(house.con, name) for name in (args.first, args.last))
    answer = connect(
        house.con,
        first.id,
        last.id,
        films=not (args.all or args.appearances),
        appearances=args.appearances,
        adult=house.loaded.settings.adult,
        limit=args.limit,
    )
    if args.json:
        printing.dump(_path_json(answer))
    else:
        _print_path(answer)


def _person_json(card: PersonCard) -> dict[str, Any]:
    return {"nconst": nconst(card.id), "name": card.name}


def _path_json(answer: PathAnswer) -> dict[str, Any]:
    def end(credit: Credit) -> dict[str, Any]:
        return {
            "nconst": nconst(credit.person_id), "name": credit.name, "category": credit.category, "job": credit.job,
            "character": credit.character,
        }  # fmt: skip

    return {
        "first": _person_json(answer.first),
        "last": _person_json(answer.last),
        "certain": answer.certain,
        "paths": [
            [card_json(step.title) | {"from": end(step.left), "to": end(step.right)} for step in each.steps]
            for each in answer.paths
        ],
        "milliseconds": answer.milliseconds,
    }


def _print_path(answer: PathAnswer) -> None:
    if not answer.paths:
        if answer.certain:
            printing.say(f"Nothing in this catalogue links {answer.first.name} and {answer.last.name}.")
        else:
            printing.say(
                f"Nothing was found in the time there is, after {plural(answer.looked_at, 'person or title', 'people and titles')}."
                " A link may well exist."
            )
        return
    for number, each in enumerate(answer.paths):
        if number:
            printing.say("")
        printing.say((answer.first.name, "bold"))
        for step in each.steps:
            printing.say(*_step(step))
            printing.say((step.right.name, "bold"))
    if not answer.certain:
        printing.say("")
        printing.say(("There may be a shorter way, which was too much to look for.", "dim"))


def _step(step: PathStep) -> list[printing.Piece]:
    year = f" ({step.title.year})" if step.title.year else ""
    return ["  ", step.title.title, year, (f"  {_part(step.left)} · {_part(step.right)}", "dim")]


def _part(credit: Credit) -> str:
    return credit.character or credit.job or credit.category.replace("_", " ")


# -- what is new -----------------------------------------------------------------------------------------------------


def changes(house: House, args: argparse.Namespace) -> None:
    """New films of the people followed, ratings that moved, risers."""
    from db.reading.changes import changes as ask

    found = ask(house.con, adult=house.loaded.settings.adult)
    if args.json:
        printing.dump(_changes_json(found))
    else:
        _print_changes(found)


def _changes_json(found: Changes) -> dict[str, Any]:
    return {
        "since": found.since or None,
        "until": found.until or None,
        "note": found.note or None,
        "followed": [_person_json(who) for who in found.followed],
        "new": [_person_json(who) | {"titles": [card_json(card) for card in films]} for who, films in found.films],
        "drift": [
            card_json(each.card) | {"before": each.before, "now": each.now, "your_rating": each.card.mine.rating}
            for each in found.drifts
        ],
        "risers": [
            card_json(each.card) | {"rank": each.rank, "before": each.before, "gained": each.gained} for each in found.risers
        ],
    }


def _print_changes(found: Changes) -> None:
    if found.since:
        printing.say((f"Between the data of {day(found.since)} and of {day(found.until)}", "bold"))
    if found.note:
        printing.say((found.note, "dim"))
    if found.followed:
        printing.say(("You follow ", "dim"), ", ".join(who.name for who in found.followed))
    if not found.since:
        return
    for who, films in found.films:
        _table(f"New from {who.name}", [(*_title(card), kind_word(card.kind)) for card in films])
    moved = [
        (
            *_title(each.card),
            f"{'▲' if each.now > each.before else '▼'} {abs(each.now - each.before):.1f} from {each.before:.1f}",
        )
        for each in found.drifts
    ]
    _table("Ratings that moved, of films you rated", moved)
    climbed = [
        (
            *_title(each.card),
            f"▲ to {each.rank:,} " + (f"from {each.before:,}" if each.before is not None else "not ranked before"),
        )
        for each in found.risers
    ]
    _table("Risers", climbed)


def _title(card: TitleCard) -> tuple[str, str, str, str]:
    return card.title, str(card.year or ""), rating(card), str(card.mine.rating or "")


def _table(name: str, rows: Sequence[Sequence[str]]) -> None:
    printing.say("")
    if rows:
        printing.table((name, "", "★", "yours", ""), rows, ("", "", "yellow", "yellow", "dim"), right=(2, 3))
    else:
        printing.say((name, "bold"), ("  nothing", "dim"))
