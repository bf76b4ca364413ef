"""Tags and private notes, put on and taken off by their keys."""

from __future__ import annotations

import pytest
from textual import events

from db.base.errors import BadInput, MatineeError
from db.base.home import Home
from db.base.records.cards import Done
from db.personal import notes, owned, ratings, reviews, tags
from db.reading import my_lists
from screens.dialogs.note import NoteDialog
from screens.dialogs.owned import OwnedDialog
from screens.dialogs.tags import TagsDialog
from screens.editor import ReviewEditor
from screens.list import ListScreen
from screens.lists import ListsScreen
from tests.catalogues import FERRY, RED, SHORE, STARLING
from tests.driving import press, running, settled, shown
from tests.hostile import HOSTILE, raw_characters
from tests.screens.records import asked, card_of, here, said, toasts, visit


def tagged(home: Home) -> None:
    said(
        home,
        *((tags.tag, (card_of(home, title_id), word)) for title_id, word in ((SHORE, "rainy"), (RED, "rainy"), (FERRY, "noir"))),
    )  # fmt: skip


# -- tags ------------------------------------------------------------------------------------------------------------


async def test_a_title_is_tagged_with_new_words_and_words_in_use(home: Home) -> None:
    tagged(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "#")
        assert isinstance(app.screen, TagsDialog)
        text = shown(app)
        assert "✓ noir" in text and "· rainy" in text and "2 titles" in text
        await press(app, pilot, "=At Sea")
        assert "· at sea" in shown(app) and "new" in shown(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, TagsDialog) and "✓ at sea" in shown(app)
        await press(app, pilot, "=rai", "down", "enter")
        assert "✓ rainy" in shown(app)
        await press(app, pilot, "=noir", "enter", "escape")
        assert asked(home, tags.tags_of, FERRY) == ("at sea", "rainy")
        assert "Tags       at sea, rainy" in shown(app)
        assert any("Tagged Night Ferry at sea · u undoes" in toast for toast in toasts(app))
        await press(app, pilot, "u")
        assert asked(home, tags.tags_of, FERRY) == ("at sea", "noir", "rainy")
        assert "at sea, noir, rainy" in shown(app)


async def test_the_cursor_of_the_dialog_stays_on_the_tag_and_takes_it_off_again(home: Home) -> None:
    tagged(home)
    async with running(home, (40, 10)) as (app, pilot):
        await visit(app, pilot, "list", "tag:noir", "noir")
        await press(app, pilot, "#", "down", "enter")
        assert asked(home, tags.tags_of, FERRY) == ("noir", "rainy")
        await press(app, pilot, "enter", "=  ", "enter", "enter")
        assert asked(home, tags.tags_of, FERRY) == ("noir",)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, ListScreen)


async def test_nothing_typed_and_no_tags_is_no_tag(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "#", "enter")
        assert isinstance(app.screen, TagsDialog) and "No tags yet: type a word." in shown(app)
        await press(app, pilot, "pagedown", "up", "=x", "pageup", "escape")
    assert asked(home, tags.all_tags) == {}


async def test_a_tag_on_the_title_page_leads_to_its_titles(home: Home) -> None:
    tagged(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        sheet = app.screen.query_one("#sheet")
        sheet.move_to(("tag", "rainy"))  # type: ignore[attr-defined]
        await press(app, pilot, "enter")
        assert (here(app).screen, here(app).subject) == ("list", "tag:rainy")
        assert "tagged rainy" in shown(app) and "The Glass Shore" in shown(app) and "0 of 2 seen" in shown(app)


async def test_the_titles_of_a_tag_are_sorted_filtered_and_untagged(home: Home) -> None:
    tagged(home)
    said(home, (ratings.rate, (card_of(home, SHORE), 9)))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "list", "tag:rainy", "rainy")
        assert isinstance(app.screen, ListScreen)
        assert "by title" in shown(app) and app.screen.rows.record.card.id == RED
        await press(app, pilot, "J", "e", "R")
        assert [toast for toast in toasts(app) if "tag in common" in toast] and any(
            "renames a tag" in t for t in toasts(app)
        )
        await press(app, pilot, "s", "s", "s", "s", "s")
        assert "by title" in shown(app)
        await press(app, pilot, "f", "=seen", "down")
        assert app.screen.rows.count == 1
        await press(app, pilot, "f", "escape", "delete", "delete")
        assert "No title is tagged rainy. Press # wherever a title is in view." in shown(app)
        await press(app, pilot, "u")
        assert app.screen.rows.count == 1


async def test_lists_and_the_search_line_are_narrowed_by_tag(home: Home) -> None:
    tagged(home)
    async with running(home) as (app, pilot):
        await press(app, pilot, "=tag:rainy")
        text = shown(app)
        assert " tagged rainy " in text and "2 found" in text
        await visit(app, pilot, "list", "canon:ss2012", "Sight & Sound 2012")
        await press(app, pilot, "f", "=tag:no")
        assert isinstance(app.screen, ListScreen)
        assert app.screen.rows.count == 1 and app.screen.rows.record.card.id == FERRY


async def test_the_lists_screen_opens_renames_and_drops_tags(home: Home) -> None:
    tagged(home)
    async with running(home) as (app, pilot):
        await visit(app, pilot, "lists", None, "Lists")
        text = shown(app)
        assert "Tags" in text and "rainy" in text and "0 of 2 seen" in text
        await press(app, pilot, "j", "e")
        assert any("no more than its word" in toast for toast in toasts(app))
        await press(app, pilot, "R", "= days", "enter")
        assert asked(home, tags.all_tags) == {"rainy days": 2, "noir": 1}
        await press(app, pilot, "k", "j", "enter")
        assert here(app).subject == "tag:rainy days"
        await press(app, pilot, "escape", "delete")
        assert asked(home, tags.all_tags) == {"noir": 1}
        await press(app, pilot, "u")
        assert isinstance(app.screen, ListsScreen) and "rainy days" in shown(app)


# -- notes -----------------------------------------------------------------------------------------------------------


async def test_a_note_on_a_title_is_shown_under_its_marks_and_undone(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "A", "=See it with Ada", "enter", "=in [winter]", "f2")
        assert asked(home, notes.note, "title", RED) == "See it with Ada\nin [winter]"
        text = shown(app)
        assert "Note       See it with Ada" in text and "in [winter]" in text
        assert text.index("Yours") < text.index("See it with Ada") < text.index("Director")
        await press(app, pilot, "A", "=!", "ctrl+s")
        assert asked(home, notes.note, "title", RED).endswith("in [winter]!")
        await press(app, pilot, "u", "u")
        assert "See it with Ada" not in shown(app) and asked(home, notes.note, "title", RED) == ""


async def test_what_was_typed_is_not_lost_without_a_warning(home: Home) -> None:
    said(home, (notes.set_note, (card_of(home, RED), "Fog.")))
    async with running(home, (40, 10)) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "A", "escape")
        assert not isinstance(app.screen, NoteDialog) and toasts(app) == []
        await press(app, pilot, "A", "=x", "escape")
        assert isinstance(app.screen, NoteDialog) and "Esc once more" in shown(app)
        await press(app, pilot, "=y", "escape")
        assert isinstance(app.screen, NoteDialog)
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, NoteDialog)
    assert asked(home, notes.note, "title", RED) == "Fog."


async def test_a_note_is_cleared_by_leaving_nothing(home: Home) -> None:
    said(home, (notes.set_note, (card_of(home, RED), "Fog")))
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        await press(app, pilot, "A", "backspace", "backspace", "backspace", "f2")
        assert any("Took the note off The Glass Harbour" in toast for toast in toasts(app))
    assert asked(home, notes.note, "title", RED) == ""


async def test_a_long_note_is_cut_on_the_page(home: Home) -> None:
    said(home, (notes.set_note, (card_of(home, RED), "\n".join(f"line {n}" for n in range(1, 9)))))
    async with running(home, (80, 24)) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        assert "line 4 …" in shown(app) and "line 5" not in shown(app)


async def test_a_note_on_a_person_stands_in_the_head_of_their_page(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "person", STARLING, "Gwen Starling")
        await press(app, pilot, "A", "=Sings, too.", "f2")
        assert "Note       Sings, too." in shown(app)
        await press(app, pilot, "u")
        assert "Sings, too." not in shown(app)


async def test_without_a_title_in_view_both_say_so(home: Home) -> None:
    async with running(home) as (app, pilot):
        await press(app, pilot, "=gwen starling", "tab", "#", "A")
        assert toasts(app) == ["No title is in view here."] * 2


@pytest.mark.parametrize("name", HOSTILE)
async def test_the_dialogs_bear_hostile_text(home: Home, name: str) -> None:
    async with running(home, (40, 10)) as (app, pilot):
        await visit(app, pilot, "title", RED, "The Glass Harbour")
        for key, keep in (("#", "enter"), ("A", "f2")):
            await press(app, pilot, key)
            app.screen.post_message(events.Paste(HOSTILE[name]))
            await settled(app, pilot)
            assert not raw_characters(app.screen._compositor.render_strips())
            await press(app, pilot, keep, "escape", "escape")
            assert here(app).screen in {"title", "home"}
            assert not raw_characters(app.screen._compositor.render_strips())


def test_tags_of_hostile_text_are_lists_of_their_own(home: Home) -> None:
    for text in HOSTILE.values():
        word = text[:60].encode("utf-8", "replace").decode("utf-8")
        if word.strip("\x00 \t\n\x1b"):
            said(home, (tags.tag, (card_of(home, RED), word)))
    cards = asked(home, my_lists.my_tags)
    assert len(cards) > 8
    for card in cards:
        assert [entry.card.id for entry in asked(home, my_lists.entries, card.key)] == [RED]


async def test_a_draft_whose_every_letter_is_taken_out_again_is_none(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "e", "=Fog", "escape")
        assert asked(home, reviews.draft, FERRY).headline == "Fog"
        await press(app, pilot, "e", "shift+tab", "end", "backspace", "backspace", "backspace", "escape")
        assert asked(home, reviews.draft, FERRY) is None


@pytest.mark.parametrize("mended", [True, False])
async def test_a_draft_that_cannot_be_kept_is_not_left_without_a_word(
    home: Home, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    def full(*_: object) -> Done:
        raise MatineeError("The disk is full.", "Make room.")

    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        monkeypatch.setattr(reviews, "save_draft", full)
        await press(app, pilot, "e", "=Fog", "escape")
        assert isinstance(app.screen, ReviewEditor) and "Esc once more" in shown(app)
        if mended:
            monkeypatch.undo()
        await press(app, pilot, "escape")
        assert not isinstance(app.screen, ReviewEditor)
        draft = asked(home, reviews.draft, FERRY)
        assert (draft.headline if draft else "") == ("Fog" if mended else "")


# -- where one has it ------------------------------------------------------------------------------------------------


async def test_where_one_has_a_title_is_said_shown_and_taken_back(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "o")
        assert isinstance(app.screen, OwnedDialog) and "Where is your copy?" in shown(app)
        await press(app, pilot, "=/films/Night Ferry.mkv", "enter", "=Shelf 3", "enter")
        text = shown(app)
        assert "✓ /films/Night Ferry.mkv" in text and "✓ Shelf 3" in text and "file" in text and "shelf" in text
        await press(app, pilot, "escape")
        assert "⌂ Owned" in shown(app) and "Have it    /films/Night Ferry.mkv" in shown(app) and "Shelf 3" in shown(app)
        await press(app, pilot, "o", "enter", "escape")
        assert "Have it    Shelf 3" in shown(app)
        await press(app, pilot, "u")
        assert [place.location for place in asked(home, owned.owned, FERRY)] == ["/films/Night Ferry.mkv", "Shelf 3"]
        await press(app, pilot, "o", "down", "enter", "up", "enter", "escape")
        assert asked(home, owned.owned, FERRY) == [] and "⌂ Owned" not in shown(app)


async def test_a_place_is_found_however_it_is_typed_and_taken_back_at_once(home: Home) -> None:
    async with running(home) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        await press(app, pilot, "o", "=Shelf  3", "enter", "=shelf")
        assert "✓ Shelf  3" in shown(app)
        await press(app, pilot, "down", "enter", "=~/a  b.mkv", "enter")
        (place,) = asked(home, owned.owned, FERRY)
        assert place.medium == "file" and place.location.endswith("/a  b.mkv") and "~" not in place.location
        await press(app, pilot, "enter")
        assert asked(home, owned.owned, FERRY) == []


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_any_place_is_borne(home: Home, size: tuple[int, int]) -> None:
    places = [text for text in HOSTILE.values() if text.strip()]
    for place in places:
        try:
            said(home, (owned.own, (card_of(home, FERRY), place)))
        except BadInput:
            continue
    async with running(home, size) as (app, pilot):
        await visit(app, pilot, "title", FERRY, "Night Ferry")
        assert not raw_characters(app.screen._compositor.render_strips())
        await press(app, pilot, "o", "down")
        assert isinstance(app.screen, OwnedDialog) and not raw_characters(app.screen._compositor.render_strips())


async def test_a_heart_is_put_on_and_taken_off_and_found_again(home: Home) -> None:
    async with running(home) as (app, pilot):
        await app.action_go("title", RED, "The Glass Harbour")
        await settled(app, pilot)
        assert "♥" not in shown(app)
        await press(app, pilot, "*")
        assert "♥ Liked" in shown(app)
        await press(app, pilot, "slash", "=liked")
        await settled(app, pilot)
        assert "The Glass Harbour" in shown(app)
        await press(app, pilot, "escape", "escape", "u")
        await app.action_go("title", RED, "The Glass Harbour")
        await settled(app, pilot)
        await press(app, pilot, "*", "*")
        assert "♥ Liked" not in shown(app)
