"""The small page beside the search results: a title or a person at a glance."""

from __future__ import annotations

from db.base.records.pages import PersonPage, TitlePage
from widgets.award_words import award_sentence
from widgets.sheet import Line, Sheet, Span, Spot, cell, prose, span, wrap
from widgets.text import plural, runtime, stars
from widgets.title_line import lifespan, year_of
from widgets.title_sheet import standing


def title_preview(page: TitlePage, cells: int) -> Sheet:
    """Name, facts, ratings, plot, makers, awards."""
    card = page.card
    sheet = Sheet()
    sheet.add(*wrap([span(card.title, "b text"), span(f" {year_of(card)}", "muted")], cells))
    sheet.add(*wrap([span(" · ".join(filter(None, [runtime(card.runtime), ", ".join(card.genres)])), "muted")], cells))
    rating: Line = (
        [Span("★ ", "gold"), Span(f"{card.rating:.1f}", "b gold"), Span("/10  ", "muted")]
        if card.rating is not None
        else [Span("★ –/10  ", "muted")]
    )
    rating += [
        Span(stars(card.mine.rating), "gold" if card.mine.rating else "muted"),
        Span(f" {card.mine.rating or '–'}", "b text"),
    ]
    sheet.add(rating)
    if marks := standing(page):
        sheet.add(*wrap(marks, cells))
    sheet.gap()
    if page.plot:
        sheet.add(*prose(page.plot, cells))
        sheet.gap()
    for people in (page.directors[:3], page.cast[:4]):
        line: Line = []
        for credit in dict.fromkeys(people):
            if line:
                line.append(Span(", "))
            line.append(span(credit.name, "link", Spot((credit.category, credit.person_id), credit)))
        if line:
            sheet.add(*wrap(line, cells))
    if page.awards:
        sheet.gap()
        sheet.add(*wrap([span(award_sentence(page.awards), "gold")], cells))
    return sheet


def person_preview(page: PersonPage, cells: int) -> Sheet:
    """Name, life, best known for."""
    sheet = Sheet()
    sheet.add(*wrap([span(page.card.name, "b text"), span(f"  {lifespan(page.card)}", "muted")], cells))
    if page.card.professions:
        sheet.add(*wrap([span(", ".join(word.replace("_", " ") for word in page.card.professions), "muted")], cells))
    titles = len({role.card.id for role in page.roles})
    sheet.add([span(f"{plural(titles, 'title')}, {page.seen} seen", "muted")])
    sheet.gap()
    for card in page.known_for[:6]:
        spot = Spot(("known", card.id), card, card)
        sheet.add(
            [cell(card.title, max(8, cells - 6), "link", spot), cell(year_of(card)[:4], 6, "muted", spot, to_right=True)]
        )
    return sheet
