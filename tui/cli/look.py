"""``search`` and ``show``: what the catalogue knows."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from db.base.errors import NotFound
from db.base.ids import nconst, tconst
from db.base.records.cards import Mine, PersonCard, TitleCard
from db.base.records.pages import Credit, PersonPage, TitlePage
from tui.cli import finding, printing
from tui.cli.house import House
from widgets.award_words import award_sentence
from widgets.text import clean, day, kind_word, plural, runtime, years

_BILLED = 15


def search(house: House, args: argparse.Namespace) -> None:
    """Titles and people, the most noted first."""
    from db.search.engine import search as ask

    query = " ".join(args.query)
    answer = ask(house.con, query, limit=args.limit, adult=house.loaded.settings.adult)
    if args.json:
        printing.dump([_hit_json(hit.card) for hit in answer.hits])
        return
    if not answer.hits:
        raise NotFound(f"Nothing found for {query}.", "Fewer letters, or fewer filters?")
    if answer.corrected:
        sys.stderr.write(clean(f"Nothing found for {query}; this is for {answer.corrected}.") + "\n")
    printing.table(
        ("id", "", "year", "kind", "★", "yours", ""),
        [_hit_row(hit.card, hit.matched) for hit in answer.hits],
        ("dim", "bold", "", "dim", "yellow", "yellow", "dim"),
        right=(4, 5),
    )


def filters(house: House, args: argparse.Namespace) -> None:
    """Every filter of the search line, with examples."""
    from db.search.filters import FILTERS

    if args.json:
        printing.dump([{"field": each.field, "examples": list(each.examples), "help": each.help} for each in FILTERS])
    else:
        rows = [("  ".join(each.examples), each.help) for each in FILTERS]
        printing.table(("written", "means"), rows, ("bold yellow", ""))


def show(house: House, args: argparse.Namespace) -> None:
    """A title's page, or a person's."""
    from db.reading import people, titles

    card = finding.anything(house.con, args.title)
    if isinstance(card, PersonCard):
        person = people.page(house.con, card.id)
        if args.json:
            printing.dump(_person_json(person))
        else:
            _print_person(person)
        return
    page = titles.page(house.con, card.id)
    credits = titles.credits(house.con, card.id)
    if args.json:
        told = {"sections": sections_json(house.con, card.id)} if args.sections else {}
        printing.dump(_title_json(page, credits) | told)
    else:
        _print_title(page, credits)


# -- JSON ------------------------------------------------------------------------------------------------------------


def card_json(card: TitleCard) -> dict[str, Any]:
    """A title in a list: the keys that all lists of titles share."""
    return {
        "tconst": tconst(card.id), "title": card.title, "year": card.year, "kind": card.kind, "rating": card.rating,
        "votes": card.votes,
    }  # fmt: skip


def sections_json(con: sqlite3.Connection, title_id: int) -> dict[str, list[Any]]:
    """Everything that a title's page can show, by section: lists of objects that say where each is from."""
    from db.reading import titles

    story, details = titles.storyline(con, title_id), titles.details(con, title_id)
    facts, critics = titles.did_you_know(con, title_id), titles.critics(con, title_id)
    consensus = [critics.consensus] if critics.consensus is not None else []
    found: dict[str, Sequence[Any]] = {
        "plots": [each for each in story.plots if each.kind != "synopsis"],
        "synopsis": [each for each in story.plots if each.kind == "synopsis"],
        "taglines": story.taglines, "keywords": story.keywords, "certificates": story.certificates,
        "release_dates": details.releases, "locations": details.locations, "business": details.business,
        "companies": details.companies, "technical": details.technical, "countries": details.countries,
        "languages": details.languages, "trivia": facts.trivia, "goofs": facts.goofs, "quotes": facts.quotes,
        "connections": facts.connections, "soundtrack": facts.soundtrack, "versions": facts.versions,
        "crazy_credits": facts.crazy_credits, "credits": titles.credits(con, title_id), "awards": titles.awards(con, title_id),
        "reviews": [each for each in titles.reviews(con, title_id) if not each.own], "critics": critics.critics,
        "consensus": consensus, "faq": facts.questions, "akas": details.akas, "links": details.links,
        "literature": details.literature, "advisory": story.advisory,
    }  # fmt: skip
    return {section: [_entry_json(each) for each in entries] for section, entries in found.items()}


#: Fields of an entry that are the viewer's own, or a page's.
_NOT_TOLD = ("own", "own_id", "my_vote", "other")


def _entry_json(entry: Any) -> dict[str, Any]:
    if isinstance(entry, str):
        return {"text": entry}
    told = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in _NOT_TOLD}
    other = getattr(entry, "other", None)
    return told | ({"tconst": tconst(other.id)} if other is not None else {})


def _hit_json(card: TitleCard | PersonCard) -> dict[str, Any]:
    if isinstance(card, TitleCard):
        return card_json(card) | {"your_rating": card.mine.rating}
    return {
        "nconst": nconst(card.id), "name": card.name, "year": card.birth_year, "kind": "person", "rating": None, "votes": None,
    }  # fmt: skip


def _title_json(page: TitlePage, credits: Sequence[Credit]) -> dict[str, Any]:
    card = page.card
    return card_json(card) | {
        "original_title": page.original_title,
        "end_year": card.end_year,
        "runtime": card.runtime,
        "genres": list(card.genres),
        "certificate": page.certificate or None,
        "release": {"country": page.release.kind, "date": page.release.value} if page.release else None,
        "rating_as_of": page.rating_as_of or None,
        "your_rating": card.mine.rating,
        "liked": card.mine.liked,
        "watchlist": card.mine.on_watchlist,
        "times_seen": card.mine.times_seen,
        "last_seen": card.mine.last_seen,
        "plot": page.plot or None,
        "directors": [credit.name for credit in page.directors],
        "writers": list(dict.fromkeys(credit.name for credit in page.writers)),
        "cast": [
            {"nconst": nconst(credit.person_id), "name": credit.name, "character": credit.character}
            for credit in credits
            if credit.category in ("actor", "actress", "self")
        ],
        "awards": [
            {"event": award.event, "year": award.year, "category": award.category, "won": award.won,
             "people": [name for name, _ in award.people]}
            for award in page.awards
        ],
    }  # fmt: skip


def _person_json(page: PersonPage) -> dict[str, Any]:
    card = page.card
    return {
        "nconst": nconst(card.id),
        "name": card.name,
        "birth_year": card.birth_year,
        "death_year": card.death_year,
        "professions": list(card.professions),
        "known_for": [card_json(known) for known in page.known_for],
        "filmography": [
            card_json(role.card)
            | {"your_rating": role.card.mine.rating, "category": role.category, "job": role.job, "character": role.character}
            for role in page.roles
        ],
    }


# -- for people ------------------------------------------------------------------------------------------------------


def rating(card: TitleCard) -> str:
    """``8.3``, or a dash: never a made-up number."""
    return f"{card.rating:.1f}" if card.rating is not None else "–"


def marks(mine: Mine) -> str:
    """What the viewer said of a title, in words."""
    seen = f"seen {day(mine.last_seen, short=True)}" if mine.last_seen else "seen" if mine.times_seen else ""
    return " · ".join(filter(None, [seen, "on watchlist" if mine.on_watchlist else ""]))


def _hit_row(card: TitleCard | PersonCard, matched: str) -> tuple[str, ...]:
    if isinstance(card, PersonCard):
        lived = years(card.birth_year, card.death_year, series=card.birth_year is not None)
        return nconst(card.id), card.name, lived, "person", "", "", card.known_for
    note = " · ".join(filter(None, [matched, marks(card.mine)]))
    year = years(card.year, card.end_year, series=card.kind == "tvSeries")
    return tconst(card.id), card.full_title, year, kind_word(card.kind), rating(card), str(card.mine.rating or ""), note


def _print_title(page: TitlePage, credits: Sequence[Credit]) -> None:
    card = page.card
    year = years(card.year, card.end_year, series=card.kind == "tvSeries")
    printing.say((card.title, "bold"), f" ({year})" if year else "", ("  " + tconst(card.id), "dim"))
    if page.original_title != card.title:
        printing.say((page.original_title, "italic"))
    release = f"{day(page.release.value)} ({page.release.kind})" if page.release else ""
    facts = [page.certificate, kind_word(card.kind), runtime(card.runtime), ", ".join(card.genres), release]
    printing.say((" · ".join(filter(None, facts)), "dim"))
    printing.say("")
    printing.say(*_rating_line(page))
    if said := marks(card.mine):
        printing.say((said[0].upper() + said[1:], "green"))
    if page.plot:
        printing.say("")
        printing.say(page.plot)
    printing.say("")
    billed = [credit for credit in credits if credit.category in ("actor", "actress", "self")]
    lines = [
        ("Directors" if len(page.directors) > 1 else "Director", ", ".join(credit.name for credit in page.directors)),
        ("Writers" if len(page.writers) > 1 else "Writer", ", ".join(_with_job(credit) for credit in page.writers)),
        ("Stars", ", ".join(credit.name for credit in billed[:3])),
        ("Awards", award_sentence(page.awards)),
    ]
    printing.table(("", ""), [line for line in lines if line[1]], ("dim", ""))
    if billed:
        printing.say("")
        printing.table(("Cast", ""), [_part(credit) for credit in billed[:_BILLED]], ("", "dim"))
        if len(billed) > _BILLED:
            printing.say((f"and {len(billed) - _BILLED} more", "dim"))


def _rating_line(page: TitlePage) -> list[printing.Piece]:
    card = page.card
    if card.rating is None:
        known: list[printing.Piece] = [("–/10", "yellow"), ", import IMDb's ratings"]
    else:
        votes = plural(card.votes, "rating") if card.votes is not None else "number of ratings unknown"
        known = [(f"★ {card.rating:.1f}/10", "bold yellow"), f"  {votes}"]
        if page.rating_as_of:
            known.append((f", as of {day(page.rating_as_of)}", "dim"))
    return [*known, "    You: ", (f"{card.mine.rating}/10" if card.mine.rating else "–/10", "yellow")]


def _with_job(credit: Credit) -> str:
    return f"{credit.name} ({credit.job})" if credit.job else credit.name


def _part(credit: Credit) -> tuple[str, str]:
    credited = f"(as {credit.credited_as})" if credit.credited_as else ""
    return credit.name, " ".join(filter(None, [credit.character, credited]))


def _print_person(page: PersonPage) -> None:
    card = page.card
    printing.say((card.name, "bold"), f" ({years(card.birth_year, card.death_year, series=True)})" if card.birth_year else "",
                 ("  " + nconst(card.id), "dim"))  # fmt: skip
    if page.also_known_as:
        printing.say(("also " + ", ".join(page.also_known_as), "dim"))
    printing.say((f"{page.seen} of {len({role.card.id for role in page.roles})} titles seen", "dim"))
    for category in dict.fromkeys(role.category for role in page.roles):
        printing.say("")
        printing.table(
            (category.replace("_", " ").capitalize(), "", "★", "yours", ""),
            [
                (role.card.full_title, str(role.card.year or ""), rating(role.card), str(role.card.mine.rating or ""),
                 role.character or role.job or "")
                for role in page.roles
                if role.category == category
            ],
            ("", "", "yellow", "yellow", "dim"),
            right=(2, 3),
        )  # fmt: skip
