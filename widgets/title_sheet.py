"""The title page's overview as a sheet: head, tabs, and a summary of every section that ends in its own "see all"."""

from __future__ import annotations

from collections.abc import Sequence

from db.base.records.cards import ListCard
from db.base.records.pages import Credit, TitlePage
from widgets.award_words import award_sentence
from widgets.episode_sheet import place_of
from widgets.glance_blocks import (
    details_block,
    did_you_know_block,
    lists_block,
    questions_block,
    see_all,
    story_block,
)
from widgets.poster import CELLS, poster
from widgets.sheet import Line, Sheet, Span, Spot, at_most, beside, cell, heading, indented, prose, span, stack, wrap
from widgets.story_sheet import nothing_here
from widgets.tabs import tab_lines
from widgets.text import day, kind_word, plural, runtime, stars
from widgets.title_line import year_of

#: From these widths on there are a poster, two columns of blocks, three; the cells between columns.
WIDE, TWO, THREE, _GAP = 100, 100, 160, 4
LABEL = 11
#: Lines of the viewer's note, and of where they have it, that are shown; their own keys show all.
NOTE = 4


def overview(page: TitlePage, cells: int) -> Sheet:
    """The whole overview, laid out for ``cells``."""
    sheet = Sheet([[]])
    if cells >= WIDE:
        sheet.add(*beside(art(page), head(page, cells - CELLS - 4), CELLS, gap=4), [])
    else:
        sheet.add(*head(page, cells, narrow=True), [])
    sheet.add(*tab_lines(page.counts, "title", cells))
    sheet.add(*_blocks(page, cells))
    if page.source:
        sheet.gap()
        told = [f"Source: {page.source}"]
        told += [f"{what}: {source}" for what, source in (
            ("plot", page.plot_from), ("trivia", page.trivia.source if page.trivia else ""),
        ) if source]  # fmt: skip
        sheet.add(*wrap([span(" · ".join(told), "muted")], cells))
    return sheet


def _blocks(page: TitlePage, cells: int) -> list[Line]:
    """A summary of every section: in one column, from :data:`TWO` on in two, from :data:`THREE` on in three."""
    number = 3 if cells >= THREE else 2 if cells >= TWO else 1
    column = (cells - _GAP * (number - 1)) // number
    order = {
        3: ((cast_block, story_block, questions_block, diary_block), (did_you_know_block, review_block, lists_block),
            (similar_block, details_block)),
        2: ((cast_block, story_block, did_you_know_block, diary_block),
            (similar_block, review_block, details_block, questions_block, lists_block)),
        1: ((cast_block, story_block, details_block, did_you_know_block, questions_block, review_block, lists_block, similar_block,
             diary_block),),
    }[number]  # fmt: skip
    columns = [stack(*(block(page, column) for block in blocks)) for blocks in order]
    lines = columns[0]
    for at, more in enumerate(columns[1:], 1):
        lines = beside(lines, more, column * at + _GAP * (at - 1), gap=_GAP)
    told = ((story_block, "storyline"), (details_block, "details"), (did_you_know_block, "trivia, goofs and quotes"))
    missing = [name for block, name in told if not block(page, column)]
    return stack(lines, nothing_here(missing, cells))


def art(page: TitlePage) -> list[Line]:
    """The typographic poster."""
    directors = tuple(credit.name for credit in page.directors)
    return poster(page.card.title, page.card.year, directors, tuple(credit.name for credit in page.cast[:2]))


# -- the head ------------------------------------------------------------------------------------------------------


def head(page: TitlePage, cells: int, *, narrow: bool = False) -> list[Line]:
    """Title, facts, ratings, marks, plot line, makers, awards."""
    card = page.card
    lines: list[Line] = []
    name: Line = [span(card.title, "b text"), span("  " + year_of(card), "muted")]
    if card.kind != "movie":
        name.append(span("  " + kind_word(card.kind), "muted"))
    lines += wrap(name, cells)
    if page.series:
        where = f"  season {page.season}, episode {page.episode}" if page.season is not None else ""
        lines.append([span(page.series.title, "link", Spot(("series",), page.series)), span(where, "muted")])
    if page.original_title and page.original_title != card.title:
        lines += wrap([span(page.original_title, "i muted"), span("  original title", "muted")], cells)
    facts = [page.certificate, runtime(card.runtime), ", ".join(card.genres)]
    if page.release and not narrow:
        where = f" ({page.release.kind})" if page.release.kind else ""
        facts.append(day(page.release.value) + where)
    lines += wrap([span("  ·  ".join(filter(None, facts)), "muted")], cells)
    if not narrow:
        lines.append([])
    lines += wrap(rating(page, narrow=narrow), cells, indent=2)
    marks = standing(page)
    if marks:
        lines += wrap(marks, cells, indent=2)
    lines += own_words(page, cells)
    lines.append([])
    if page.plot:
        lines += prose(page.plot, cells)
    else:
        lines.append([span("No plot line here yet. O says what fills it; A keeps a note of your own.", "muted")])
    lines.append([])
    lines += people("Director" if len(page.directors) == 1 else "Directors", page.directors, cells)
    lines += people("Writer" if len(page.writers) == 1 else "Writers", page.writers, cells, notes=True, most=3)
    lines += people("Stars", page.cast[:3], cells)
    if page.awards:
        lines += _labelled(
            "Awards", [span(award_sentence(page.awards) + " »", "gold", Spot(("awards",), "tab:awards"))], cells
        )
    return [*lines, *_neighbours(page, cells)]


def _neighbours(page: TitlePage, cells: int) -> list[Line]:
    """An episode's neighbours, or a series' next episode; rating keys still mean the page's own title."""
    lines: list[Line] = []
    labels = ("Before", "After") if page.series else ("", "Up next")
    for label, episode in zip(labels, (page.before, page.after), strict=True):
        if episode:
            name = span(episode.card.title, "link", Spot(("episode", label), episode.card))
            lines += _labelled(label, [name, span(f"  {place_of(episode)}", "muted")], cells)
    return lines


def rating(page: TitlePage, *, narrow: bool = False) -> Line:
    """``★ 8.3/10   18,662 ratings      Yours  ★★★★★★★★☆☆  8``."""
    card = page.card
    line: Line = []
    if card.rating is not None:
        line += [Span("★ ", "gold"), Span(f"{card.rating:.1f}", "b gold"), Span("/10", "muted")]
        count = plural(card.votes, "rating") if card.votes is not None else ""
        asof = f"as of {day(page.rating_as_of)}" if page.rating_as_of else ""
        line.append(span("   " + ", ".join(filter(None, [count, asof])), "muted"))
    else:
        line += [Span("★ ", "muted"), Span("–/10", "text"), Span("  import IMDb's ratings", "muted")]
    mine = card.mine.rating
    line += [Span("    " if not narrow else "   "), Span("Yours ", "muted")]
    line += [  # a click on a star gives so many
        Span(star, "gold" if mine else "muted", Spot(("star", value), f"star:{value}", resting=False))
        for value, star in enumerate(stars(mine), 1)
    ]
    line += [
        Span(f" {mine}" if mine else " –/10", "b text" if mine else "muted"),
    ]
    return line


def standing(page: TitlePage) -> Line:
    """Seen, ♥, watchlist, lists, review, owned: a glyph and a word each; empty when nothing is so."""
    mine = page.card.mine
    parts: list[Line] = []
    if mine.times_seen:
        again = {1: "", 2: ", twice"}.get(mine.times_seen, f", {mine.times_seen} times")
        when = f" {day(mine.last_seen)}" if mine.last_seen else ""
        parts.append([Span("✓ Seen", "done"), span(when + again, "muted")])
    if mine.liked:
        parts.append([Span("♥ Liked", "accent")])
    if mine.on_watchlist:
        parts.append([Span("+ Watchlist", "link")])
    if mine.lists:
        parts.append([span(f"in {plural(mine.lists, 'list')}", "muted")])
    if mine.reviewed:
        parts.append([Span("¶ Reviewed", "text")])
    if mine.owned:
        parts.append([Span("⌂ Owned", "text")])
    if page.move:
        arrow, way = ("▲", "up") if page.move.change > 0 else ("▼", "down") if page.move.change < 0 else ("=", "unmoved")
        moved = f"{arrow} {way} {abs(page.move.change):,}" if page.move.change else f"{arrow} {way}"
        since = f" by {page.move.by} since {day(page.move.since, short=True)}"
        parts.append([span(moved, "text"), span(since, "muted")])
    line: Line = []
    for part in parts:
        line += [Span("   "), *part] if line else part
    return line


def own_words(page: TitlePage, cells: int) -> list[Line]:
    """The viewer's tags, each leading to the titles that have it too, where they have it, and the private note; nothing where
    there are none.
    """
    line: Line = []
    for tag in page.card.mine.tags:
        line += [Span(", " if line else ""), span(tag, "link", Spot(("tag", tag), ListCard(f"tag:{tag}", tag, "tag", 0)))]
    lines = _labelled("Tags", line, cells) if line else []
    places = [row for place in page.owned for row in wrap([span(place.location, "text")], cells - LABEL, indent=2)]
    lines += _beside("Have it", at_most(places, NOTE, cells - LABEL))
    if page.note:
        lines += _beside("Note", at_most(prose(page.note, cells - LABEL), NOTE, cells - LABEL))
    return lines


def people(label: str, credits: Sequence[Credit], cells: int, *, notes: bool = False, most: int = 6) -> list[Line]:
    """``Directors  Michael Powell, Emeric Pressburger``; a person credited twice stands once."""
    shown: dict[int, list[Credit]] = {}
    for credit in credits:
        shown.setdefault(credit.person_id, []).append(credit)
    if not shown:
        return []
    value: Line = []
    for held in list(shown.values())[:most]:
        credit = held[0]
        if value:
            value.append(Span(", "))
        value.append(span(credit.name, "link", Spot((label, credit.person_id), credit)))
        jobs = ", ".join(dict.fromkeys(job for job in (each.job for each in held) if job)) if notes else ""
        if jobs:
            value.append(span(f" ({jobs})", "muted"))
    if len(shown) > most:
        value.append(span(f"  +{len(shown) - most} »", "muted", Spot((label, "more"), "tab:credits")))
    return _labelled(label, value, cells)


def _labelled(label: str, value: Line, cells: int) -> list[Line]:
    return _beside(label, wrap(value, cells - LABEL))


def _beside(label: str, rows: list[Line]) -> list[Line]:
    return [[cell(label if at == 0 else "", LABEL, "muted"), *row] for at, row in enumerate(rows)]


# -- the blocks ----------------------------------------------------------------------------------------------------


def credit_line(credit: Credit, cells: int, name_cells: int, place: str) -> Line:
    """``Moira Shearer     Victoria Page``: one spot, so that the cursor covers the row."""
    spot = Spot((place, credit.person_id, credit.character or credit.job), credit)
    part = credit.character or credit.job or ""
    if credit.credited_as:
        part += f"  (as {credit.credited_as})"
    return [
        Span(" ", "text", spot),
        cell(credit.name, name_cells, "link", spot),
        Span(" ", "text", spot),
        cell(part.strip(), max(4, cells - name_cells - 2), "muted", spot),
    ]


def cast_block(page: TitlePage, cells: int, most: int = 8) -> list[Line]:
    """First billed."""
    if not page.cast:
        return [heading("Cast"), [span(" No cast here; IMDb's data sets fill it.", "muted")]]
    names = min(22, max(12, cells // 3))
    lines = [heading("Cast", "first billed"), []]
    lines += [credit_line(credit, cells, names, "cast") for credit in page.cast[:most]]
    lines += [[], see_all(f"all {plural(page.counts.credits, 'credit')} by department", "c", "credits")]
    return lines


def similar_block(page: TitlePage, cells: int, most: int = 4) -> list[Line]:
    """Suggestions with their reasons."""
    if not page.similar:
        return []
    note = f"because you gave it {page.card.mine.rating}" if page.card.mine.rating else ""
    lines = [heading("More like this", note), []]
    for entry in page.similar[:most]:
        card = entry.card
        spot = Spot(("similar", card.id), card, card)
        rated = f"★{card.rating:.1f}" if card.rating is not None else "★ –"
        mine = str(card.mine.rating) if card.mine.rating else "–"
        name_cells = max(10, cells - 19)
        lines.append([
            Span(" ", "text", spot), cell(card.title, name_cells, "text", spot),
            cell(year_of(card)[:4], 6, "muted", spot, to_right=True),
            cell(rated, 6, "gold" if card.rating is not None else "muted", spot, to_right=True),
            cell(mine, 4, "b text" if card.mine.rating else "muted", spot, to_right=True), Span("  ", "text", spot),
        ])  # fmt: skip
        lines.append([Span("   ", "text", spot), cell(entry.reason, cells - 3, "muted", spot)])
    lines += [[], see_all("more, with reasons", "m", "similar")]
    return lines


def review_block(page: TitlePage, cells: int) -> list[Line]:
    """One review's head and first words."""
    count = page.counts.reviews
    own = "one yours" if page.own_review else "none yours"
    here = f"{count:,} user · {plural(page.counts.critics, 'critic')}" if page.counts.critics else f"{count:,} here"
    lines = [heading("Reviews", f"{here}, {own}" if count or page.counts.critics else "none here yet"), []]
    if (consensus := page.glance.consensus) is not None:
        lines += [
            *at_most(indented(prose(consensus.text, cells - 1), 1), 3, cells),
            [span(" Critics' consensus", "muted")],
            [],
        ]
    if page.review:
        review = page.review
        mark = f"★ {review.rating}  " if review.rating else ""
        by = ", ".join(filter(None, [review.author, day(review.date)]))
        spot = Spot(("review",), "tab:reviews")
        lines += [
            [Span(" "), *row]
            for row in wrap(
                [span(mark, "gold", spot), span(review.headline, "b text", spot), span("  " + by, "muted", spot)], cells - 1
            )
        ]
        first = prose(review.text.split("\n\n")[0], cells - 4)
        lines += indented(first[:3] if len(first) <= 3 else [*first[:2], [*first[2], span(" …", "muted")]], 3)
        lines.append([])
    lines.append(see_all("read all, write yours (e)" if count else "write the first (e)", "v", "reviews"))
    return lines


def diary_block(page: TitlePage, cells: int) -> list[Line]:
    """When the viewer saw it."""
    if not page.diary:
        return []
    lines = [heading("Your diary"), []]
    for entry in page.diary[:4]:
        rest = " · ".join(
            filter(
                None,
                [
                    "again" if entry.rewatch else "",
                    f"★ {entry.rating}" if entry.rating else "",
                    entry.place,
                    entry.company,
                    entry.note,
                ],
            )
        )
        lines.append([Span(" "), cell(day(entry.watched_on) or "day unknown", 18, "done"), cell(rest, cells - 19, "muted")])
    return lines
