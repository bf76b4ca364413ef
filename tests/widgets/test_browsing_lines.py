"""People, lists, charts, diary, history, sources and help as lines: what they say, and that no text breaks them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from db.base.records.cards import DiaryEntry, ListCard, ListEntry, Mine, PersonCard, TitleCard
from db.base.records.findings import Fillable, SourceOfPages
from db.base.records.pages import Action, Award, CoStar, Item, PersonPage, Role, SourceCard  # fmt: skip
from tests.hostile import HOSTILE, raw_characters
from tui.themes import THEMES
from widgets.chart_sheet import chart_head, charts_sheet
from widgets.diary_sheet import by_month, calendar_sheet, diary_head, month_name, totals, turned, viewing_line
from widgets.groups import Gap, Heading, group_line, grouped
from widgets.help_sheet import CommandRow, help_sheet
from widgets.history_lines import action_line, by_day
from widgets.ink import Inks
from widgets.list_lines import entry_line, list_head, lists_sheet
from widgets.person_sheet import ALL, about, categories, in_order, of_category, part_of, person_head, role_line
from widgets.progress import bar, progress, words
from widgets.sheet import Line, Sheet, line_width, strip
from widgets.sources_sheet import sources_sheet

INKS = Inks(THEMES[0].variables)


def said(lines: list[Line] | Sheet) -> str:
    """What stands on the lines."""
    rows = lines.lines if isinstance(lines, Sheet) else lines
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in rows)


def film(title: str = "The Red Shoes", number: int = 1, **fields: Any) -> TitleCard:
    return TitleCard(number, title, fields.pop("year", 1948), **fields)


def person(text: str) -> PersonPage:
    card = film(text, rating=8.3, mine=Mine(rating=8, times_seen=1))
    return PersonPage(
        card=PersonCard(1, text, 1926, 2006, (text, "actress"), text),
        also_known_as=(text, text),
        biography=(Item(text, "biography", by=text), Item(text, text)),
        known_for=(card,),
        roles=(Role(card, "actress", character=text, credited_as=text), Role(card, text, job=text)),
        co_stars=(CoStar(PersonCard(2, text), 3, (text, text)),),
        seen=1,
        followed=True,
        note=text,
        awards=((card, Award(text, 1949, text, True)), (card, Award(text, None, text, False))),
    )


def drawings(text: str) -> list[Callable[[int], list[Line]]]:
    """Everything this file is about, drawn with ``text`` wherever text can stand."""
    page, card = person(text), film(text, rating=8.3, votes=1)
    tag, smart = ListCard(f"tag:{text}", text, "tag", 2), ListCard("my:2", text, "smart", 3, 1, text, query=text)
    mine, canon = ListCard("my:1", text, "list", 3, 1, text, text), ListCard("canon:x", text, "canon", 0, 0, text, text)
    charts = [
        ListCard("chart:top", text, "chart", 250, about=text),
        ListCard("chart:genre:x", text, "chart", 100, about=text),
    ]
    entry = ListEntry(12, card, text, "2026-05-03T20:15:00.000Z", 117)
    viewing = DiaryEntry(1, card, "2026-05-03", True, 8, text, text, 40, text)
    action = Action(1, "2026-05-03T20:15:00.000Z", text, text, undone=True)
    source = SourceCard(text, text, text, "2026-01-02", "2026-01-03T00:00:00Z", 9, 1, text)
    pages = SourceOfPages(text, text, text, 3, 1, 2, 1, 1, "2026-01-02", 9, text, text)
    row = CommandRow("x", text, text, text, text)
    return [
        lambda cells: person_head(page, "actress", "newest", cells).lines,
        lambda cells: person_head(page, ALL, "mine", cells).lines,
        lambda cells: about(page, cells).lines,
        lambda cells: [role_line(page.roles[0], cells, True), role_line(of_category(page.roles, ALL)[0], cells, False)],
        lambda cells: lists_sheet([mine, smart], [tag], [canon], cells).lines,
        lambda cells: list_head(mine, text[:40], cells).lines,
        lambda cells: [*list_head(tag, text[:40], cells).lines, *list_head(smart, text[:40], cells).lines],
        lambda cells: [entry_line(entry, cells, True)],
        lambda cells: charts_sheet(charts, [canon], cells).lines,
        lambda cells: chart_head(charts[0], [entry], "by rank", cells).lines,
        lambda cells: [
            viewing_line(viewing, cells, True),
            group_line(Heading("k", text[:9], text[:9])),
            group_line(Gap("k")),
        ],
        lambda cells: diary_head({"2026-05": 3}, totals([viewing], "2026"), "", cells).lines,
        lambda cells: calendar_sheet("2026-05", [viewing, viewing, viewing, viewing], "2026-05-03", cells).lines,
        lambda cells: [action_line(action, cells, True)],
        lambda cells: sources_sheet([source], [pages], [Fillable(text, text, text, text, text)], 1, 2, cells).lines,
        lambda cells: help_sheet("here", [row], cells).lines,
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_drawn_safely_and_within_the_width(name: str) -> None:
    for number, draw in enumerate(drawings(HOSTILE[name])):
        for cells in (78, 118, 198):
            lines = draw(cells)
            assert raw_characters(strip(line, cells, INKS) for line in lines) == set(), number
            too_wide = [line for line in lines if line_width(line) > cells]
            assert not too_wide, (number, cells, [line_width(line) for line in too_wide], said(too_wide[:1]))
        assert raw_characters(strip(line, 20, INKS) for line in draw(20)) == set()


# -- progress --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "size", "full"), [(0, 95, 0), (1, 95, 1), (94, 95, 11), (95, 95, 12), (0, 0, 0), (7, 3, 12)]
)
def test_a_bar_shows_what_is_begun_and_is_full_only_at_the_end(done: int, size: int, full: int) -> None:
    line = bar(done, size)
    assert line_width(line) == 12
    assert sum(piece.text.count("━") for piece in line) == full


def test_progress_in_words() -> None:
    assert (words(20, 95), words(13, 13), words(1, 1), words(0, 0)) == (
        "20 of 95 seen",
        "all 13 seen",
        "seen",
        "0 of 0 seen",
    )
    assert said([progress(20, 95)]).endswith("20 of 95 seen")


# -- people ----------------------------------------------------------------------------------------------------------

SHOES, NARCISSUS = (
    film("The Red Shoes", 1, rating=8.3),
    film("Black Narcissus", 2, year=1947, rating=8.0, mine=Mine(rating=9)),
)
UNDATED = film("Unfinished", 3, year=None)
ROLES = (
    Role(SHOES, "director"), Role(NARCISSUS, "director"), Role(SHOES, "writer", job="screenplay"),
    Role(SHOES, "actor", character="A Man"), Role(UNDATED, "writer"),
)  # fmt: skip


def test_categories_count_titles_and_all_counts_each_once() -> None:
    assert categories(ROLES) == [("director", 2), ("writer", 2), ("actor", 1), (ALL, 3)]
    assert categories(ROLES[:2]) == [("director", 2)]
    assert categories(()) == []


def test_all_names_everything_done_on_a_title() -> None:
    roles = of_category(ROLES, ALL)
    assert [role.card.title for role in roles] == ["The Red Shoes", "Black Narcissus", "Unfinished"]
    assert part_of(roles[0]) == "director, writer, actor · A Man"
    assert part_of(of_category(ROLES, "writer")[0]) == "screenplay"


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("newest", "Unfinished", "Black Narcissus"), ("oldest", "Black Narcissus", "Unfinished"),
     ("rating", "The Red Shoes", "Unfinished"), ("mine", "Black Narcissus", "Unfinished")],
)  # fmt: skip
def test_filmographies_in_order(sort: str, first: str, last: str) -> None:
    titles = [role.card.title for role in in_order(of_category(ROLES, ALL), sort)]
    assert (titles[0], titles[-1]) == (first, last)


def test_the_head_of_a_person_says_life_progress_and_the_category_in_front() -> None:
    head = person_head(person("Moira Shearer"), "actress", "newest", 100)
    text = said(head)
    assert "Moira Shearer  1926–2006" in text
    assert "all 1 seen" not in text and "seen" in text and "followed" in text
    front = [piece for line in head.lines for piece in line if piece.ink == "b accent"]
    assert [piece.text for piece in front] == ["Actress"]


# -- lists -----------------------------------------------------------------------------------------------------------


def test_lists_stand_beside_each_other_where_there_is_room() -> None:
    own, canon = [ListCard("watchlist", "Watchlist", "watchlist", 3)], [ListCard("canon:x", "Canon", "canon", 95, 20)]
    narrow, wide = said(lists_sheet(own, [], canon, 78)), said(lists_sheet(own, [], canon, 158))
    assert "20 of 95 seen" in narrow and "20 of 95 seen" in wide
    assert any("Yours" in line and "Built in" in line for line in wide.split("\n"))
    assert not any("Yours" in line and "Built in" in line for line in narrow.split("\n"))


def test_a_saved_search_says_what_it_searches_for_and_tags_stand_under_the_lists() -> None:
    smart, tag = ListCard("my:2", "Early", "smart", 9, 2, query="1940..1950 >7"), ListCard("tag:rain", "rain", "tag", 3)
    text = said(lists_sheet([smart], [tag], [], 78))
    assert "searches 1940..1950 >7" in text
    assert text.index("Early") < text.index("Tags") < text.index("rain") < text.index("Built in")
    assert "searches 1940..1950 >7" in said(list_head(smart, "by relevance", 78))
    assert "tagged rain" in said(list_head(tag, "by title", 78))
    assert "Tags" not in said(lists_sheet([smart], [], [], 78))


def test_an_entry_shows_its_day_or_its_score_where_there_is_room() -> None:
    entry = ListEntry(7, SHOES, "for the colour", "2026-05-03T20:15:00.000Z")
    assert "7 The Red Shoes  for the colour" in said([entry_line(entry, 78, False)])
    assert said([entry_line(entry, 118, False)]).endswith("3 May 2026")
    assert said([entry_line(ListEntry(1, SHOES, score=1170), 118, False)]).endswith("1,170")


def test_a_chart_says_what_orders_it_and_counts_what_it_holds() -> None:
    card = ListCard("chart:top", "Top rated", "chart", 250, about="Ordered by acclaim.")
    text = said(chart_head(card, [ListEntry(1, SHOES), ListEntry(2, NARCISSUS)], "by rank", 80))
    assert "Ordered by acclaim." in text and "1 of 2 seen" in text and "by rank" in text


# -- diary -----------------------------------------------------------------------------------------------------------


def viewing(number: int, day: str, **fields: Any) -> DiaryEntry:
    return DiaryEntry(number, film(runtime=135), day, **fields)


VIEWINGS = [
    viewing(3, "2026-05-03", rewatch=True),
    viewing(2, "2026-05-01", stopped_at=30),
    viewing(1, "2025-12-24", rating=9),
]


def test_viewings_stand_under_their_months() -> None:
    rows = by_month(VIEWINGS)
    assert [type(row).__name__ for row in rows] == ["Heading", "DiaryEntry", "DiaryEntry", "Gap", "Heading", "DiaryEntry"]
    assert (
        said([group_line(row) for row in rows if isinstance(row, Heading)]) == " May 2026  2 films\n December 2025  1 film"
    )


def test_totals_of_a_year_count_what_was_watched() -> None:
    assert totals(VIEWINGS, "2026") == "2026: 2 films, 2 h, 1 seen again"
    assert totals(VIEWINGS, "2024") == "2024: 0 films"


def test_a_viewing_says_all_there_is_to_say() -> None:
    entry = DiaryEntry(1, film(), "2026-05-03", True, 8, "the Curzon", "Ann", 0, "two\nlines")
    text = said([viewing_line(entry, 140, True)])
    assert text.startswith("▸  3 Sun  The Red Shoes")
    assert "★ 8" in text and "again · stopped at the start · at the Curzon · with Ann · two lines" in text


def test_the_calendar_marks_days_and_every_day_is_a_spot() -> None:
    sheet = calendar_sheet("2026-05", VIEWINGS, "2026-05-09", 78)
    assert [placed.spot.key for placed in sheet.spots()][:2] == ["2026-05-01", "2026-05-02"]
    assert len(sheet.spots()) == 31
    assert "✓1" in said(sheet) and "May 2026  2 films" in said(sheet)


@pytest.mark.parametrize(
    ("month", "by", "to"),
    [("2026-05", 1, "2026-06"), ("2026-12", 1, "2027-01"), ("2026-01", -1, "2025-12"), ("0001-01", -1, "0001-01")],
)
def test_months_turn(month: str, by: int, to: str) -> None:
    assert turned(month, by) == to
    assert month_name(to)


# -- history, help -----------------------------------------------------------------------------------------------------


def test_actions_stand_under_their_days_and_say_whether_they_are_undone() -> None:
    actions = [
        Action(3, "2026-05-03T12:15:00.000Z", "rate", "Rated The Red Shoes 8"),
        Action(2, "2026-05-03T12:10:00.000Z", "rate", "Rated Black Narcissus 7", undone=True),
        Action(1, "2026-05-01T12:00:00.000Z", "list", "Made the list Colour", can_undo=False),
    ]
    assert [type(row).__name__ for row in by_day(actions)] == ["Heading", "Action", "Action", "Gap", "Heading", "Action"]
    texts = [said([action_line(action, 80, False)]) for action in actions]
    assert [text.split("  ")[-1].strip() for text in texts][1:] == ["undone", "changed later"]
    assert "undone" not in texts[0]


def test_groups_begin_anew_where_the_key_changes() -> None:
    rows = grouped("aab", str, lambda key, count: Heading(key, key.upper(), str(count)))
    assert rows == [Heading("a", "A", "2"), "a", "a", Gap("b"), Heading("b", "B", "1"), "b"]


def test_help_groups_by_where_a_command_works_and_rates_in_one_row() -> None:
    rate = ("1 … 9, 0", "Rate", "Rate this title 1 to 10.")
    rows = [
        CommandRow("sort", "Sort", "Another order.", "s", "lists"),
        *(CommandRow(f"rate_{n}", f"Rate {n}", "Give it.", str(n), "wherever a title is in view", rate) for n in (1, 2)),
        CommandRow("undo", "Undo", "Take back.", "u", "everywhere"),
    ]
    text = said(help_sheet("a list", rows, 78))
    assert [line for line in text.split("\n") if line and not line.startswith(" ")][:4] == [
        "On a list", "On the title in view", "Moving", "Everywhere",
    ]  # fmt: skip
    assert "1 … 9, 0" in text and "Rate 2" not in text
