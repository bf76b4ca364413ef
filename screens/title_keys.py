"""The keys that work wherever a title is in view: rate, watchlist, log, lists, tags, note, own, share.

What they change is written by ``db.personal``; the toast appears once it is on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.base import MatineeScreen

if TYPE_CHECKING:  # records that the first frame does without
    from db.base.records.cards import PersonCard, TitleCard


class TitleKeys(MatineeScreen):
    """A screen on which titles are in view; :meth:`subject` says which."""

    async def action_rate(self, value: int | None) -> None:
        """Rate the title in view, or clear its rating."""
        from db.personal import ratings

        if card := self._subject():
            await self.change(ratings.rate, card, value)

    def action_rating_bar(self) -> None:
        """Rate with the arrow keys."""
        from screens.dialogs import RatingBar

        if card := self._subject():
            self.app.push_screen(RatingBar(card), lambda value: self._rated(card, value))

    def _rated(self, card: TitleCard, value: int | None) -> None:
        from db.personal import ratings

        if value is not None:
            self.work(self.change(ratings.rate, card, value or None), group="change")

    async def action_watchlist(self) -> None:
        """Put the title in view on the watchlist, or take it off."""
        from db.personal import lists

        if card := self._subject():
            await self.change(lists.toggle_watchlist, card)

    async def action_log(self) -> None:
        """Log the title in view as seen today."""
        from db.base import clock
        from db.personal import diary

        if card := self._subject():
            await self.change(diary.log, card, clock.today().isoformat())

    def action_log_edit(self) -> None:
        """Change the last diary entry of the title in view."""
        if card := self._subject():
            self.work(self._edit_log(card), group="dialog")

    async def _edit_log(self, card: TitleCard) -> None:
        from db.personal import diary
        from db.reading import viewings
        from screens.dialogs import DiaryDialog

        entries = await self.ask(viewings.entries, title_id=card.id, limit=1)
        if not entries:
            self.house.say(f"{card.title} is not in your diary yet; d logs it today.")
            return
        fields = await self.app.push_screen_wait(DiaryDialog(entries[0]))
        if fields is not None:
            await self.change(diary.edit_entry, entries[0].id, **fields)

    def action_lists(self) -> None:
        """Choose which lists hold the title in view."""
        if card := self._subject():
            self.work(self._choose_lists(card), group="dialog")

    async def _choose_lists(self, card: TitleCard) -> None:
        from db.base.records.cards import ListCard
        from db.personal import lists
        from db.reading import my_lists
        from screens.dialogs import ListsDialog

        at = ""
        while True:
            membership = await self.ask(my_lists.membership, card.id)
            chosen = await self.app.push_screen_wait(ListsDialog(card, membership, at))
            if chosen is None:
                return
            at = chosen.key if isinstance(chosen, ListCard) else at
            if isinstance(chosen, str):
                await self.change(lists.create_list, chosen)
            elif chosen.kind == "watchlist":
                await self.change(lists.toggle_watchlist, card)
            else:
                await self.change(lists.toggle, int(chosen.key.partition(":")[2]), card)

    def action_tag(self) -> None:
        """Choose the words that stand on the title in view."""
        if card := self._subject():
            self.work(self._choose_tags(card), group="dialog")

    async def _choose_tags(self, card: TitleCard) -> None:
        from db.personal import tags
        from screens.dialogs.tags import TagsDialog

        at = ""
        while True:
            held, known = await self.ask(tags.tags_of, card.id), await self.ask(tags.all_tags)
            chosen = await self.app.push_screen_wait(TagsDialog(card, held, known, at))
            if chosen is None:
                return
            at = chosen
            await self.change(tags.untag if chosen in held else tags.tag, card, chosen)

    def action_own(self) -> None:
        """Say where the viewer has the title in view."""
        if card := self._subject():
            self.work(self._say_where(card), group="dialog")

    async def _say_where(self, card: TitleCard) -> None:
        from db.personal import owned
        from screens.dialogs.owned import OwnedDialog

        at = ""
        while True:
            places = await self.ask(owned.owned, card.id)
            chosen = await self.app.push_screen_wait(OwnedDialog(card, places, at))
            if chosen is None:
                return
            at = chosen
            held = [place.id for place in places if place.location == chosen]
            await (self.change(owned.disown, held[0]) if held else self.change(owned.own, card, chosen))

    def action_note(self) -> None:
        """Keep a private note on the title in view."""
        if card := self._subject():
            self.work(self.annotate(card), group="dialog")

    async def annotate(self, card: TitleCard | PersonCard) -> None:
        """Write a private note on a title or person."""
        from db.base.records.cards import TitleCard
        from db.personal import notes
        from screens.dialogs.note import NoteDialog

        subject: notes.Subject = "title" if isinstance(card, TitleCard) else "person"
        text = await self.ask(notes.note, subject, card.id)
        name = card.title if isinstance(card, TitleCard) else card.name
        written = await self.app.push_screen_wait(NoteDialog(name, text))
        if written is not None:
            await self.change(notes.set_note, card, written)

    def action_share(self) -> None:
        """Copy the title in view, or its address elsewhere."""
        from screens.dialogs import ShareDialog

        if card := self._subject():
            self.app.push_screen(ShareDialog(card))
