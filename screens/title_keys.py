"""The keys that work wherever a title is in view: rate, watchlist, log, lists, tags, note, own, share.

What they change is written by ``db.personal``; the toast appears once it is on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.base.errors import MatineeError
from screens.base import MatineeScreen

if TYPE_CHECKING:  # records that the first frame does without
    from db.base.records.cards import DiaryEntry, ListCard, PersonCard, TitleCard


class TitleKeys(MatineeScreen):
    """A screen on which titles are in view; :meth:`subject` says which."""

    async def action_rate(self, value: int | None) -> None:
        """Rate the title in view, or clear its rating."""
        from db.personal import ratings

        if card := self._subject():
            await self.act(ratings.rate, card, value)

    def action_rating_bar(self) -> None:
        """Rate with the arrow keys."""
        if card := self._subject():
            self.dialog(self._rate_in_bar(card))

    async def _rate_in_bar(self, card: TitleCard) -> None:
        from db.personal import ratings
        from screens.dialogs import RatingBar

        await self.show_dialog(RatingBar(card), lambda value: self.keep(ratings.rate, card, value or None))

    async def action_watchlist(self) -> None:
        """Put the title in view on the watchlist, or take it off."""
        from db.personal import lists

        if card := self._subject():
            await self.act(lists.toggle_watchlist, card)

    async def action_like(self) -> None:
        """Put a ♥ on the title in view, or take it off."""
        from db.personal import likes

        if card := self._subject():
            await self.act(likes.toggle, card)

    def action_log(self) -> None:
        """Log the title in view as seen today; where that has been done already, ask."""
        if card := self._subject():
            self.dialog(self._log_today(card))

    async def _log_today(self, card: TitleCard) -> None:
        from db.base import clock
        from screens.dialogs.choose import Choose, Option

        today = clock.today().isoformat()
        entry = await self._viewing_of(card, today)
        if entry is not None:
            options = (Option("edit", "Change today's entry"), Option("again", "Log it a second time"))
            asked = Choose(card.title, f"{card.title} is in your diary today already.", options)
            chosen = await self.show_dialog(asked)
            if chosen == "edit":
                await self.edit_viewing(entry)
            if chosen != "again":
                return
        await self._log(card, {"watched_on": today})

    async def _viewing_of(self, card: TitleCard, day: str) -> DiaryEntry | None:
        """The title's latest viewing, if it was on ``day``."""
        from db.reading import viewings

        entries = await self.ask(viewings.entries, title_id=card.id, limit=1)
        return entries[0] if entries and entries[0].watched_on == day else None

    def action_log_edit(self) -> None:
        """Log a viewing of the title in view with day, rating and note, or change today's."""
        if card := self._subject():
            self.dialog(self._log_in_dialog(card))

    async def _log_in_dialog(self, card: TitleCard) -> None:
        from db.base import clock
        from screens.dialogs import DiaryDialog

        entry = await self._viewing_of(card, clock.today().isoformat())
        if entry is not None:
            await self.edit_viewing(entry)
        elif await self.show_dialog(DiaryDialog(card), lambda fields: self._keep_viewing(card, fields)) is not None:
            await self._after_logging(card)

    async def _log(self, card: TitleCard, fields: dict[str, Any]) -> None:
        """Log a viewing, as a key asked for: what fails is said, and keys do not wait for the disk."""

        async def log() -> None:
            try:
                await self._keep_viewing(card, fields)
            except MatineeError as error:
                self.house.failed(error)

        await self.moment(log())
        await self._after_logging(card)

    async def _keep_viewing(self, card: TitleCard, fields: dict[str, Any]) -> None:
        from db.personal import diary

        await self.keep(diary.log, card, fields["watched_on"], **{k: v for k, v in fields.items() if k != "watched_on"})

    async def _after_logging(self, card: TitleCard) -> None:
        """What was meant to be seen has been seen: offer to take it off the watchlist, as the viewer has settled it."""
        from db.personal import lists, marks
        from db.reading import my_lists
        from screens.dialogs.choose import Choose, Option

        wish = self.house.drop_watched
        if wish == "never" or not (await self.ask(marks.mine, [card.id]))[card.id].on_watchlist:
            return
        if wish == "ask":
            options = (
                Option("yes", "Take it off"), Option("no", "Keep it there"),
                Option("always", "Take off whatever I log, from now on"), Option("never", "Keep it, and do not ask again"),
            )  # fmt: skip
            chosen = await self.show_dialog(Choose(card.title, f"{card.title} is on your watchlist.", options)) or "no"
            if chosen in {"always", "never"}:
                self.house.settle_watched(chosen)
            if chosen in {"no", "never"}:
                return
        await self.act(lists.take_off, await self.ask(my_lists.list_id, "watchlist"), card.id)

    async def edit_viewing(self, entry: DiaryEntry) -> None:
        """Change what the diary says of a viewing."""
        from db.personal import diary
        from screens.dialogs import DiaryDialog

        asked = DiaryDialog(entry.card, entry)
        await self.show_dialog(asked, lambda fields: self.keep(diary.edit_entry, entry.id, **fields))

    def action_lists(self) -> None:
        """Choose which lists hold the title in view."""
        if card := self._subject():
            self.dialog(self._choose_lists(card))

    async def _choose_lists(self, card: TitleCard) -> None:
        from db.personal import lists
        from db.reading import my_lists
        from screens.dialogs import ListsDialog

        async def put(chosen: ListCard | str) -> list[tuple[ListCard, bool]]:
            if isinstance(chosen, str):
                await self.keep(lists.create_list, chosen)
            elif chosen.kind == "watchlist":
                await self.keep(lists.toggle_watchlist, card)
            else:
                await self.keep(lists.toggle, int(chosen.key.partition(":")[2]), card)
            return await self.ask(my_lists.membership, card.id)

        await self.show_dialog(ListsDialog(card, await self.ask(my_lists.membership, card.id)), put)

    def action_tag(self) -> None:
        """Choose the words that stand on the title in view."""
        if card := self._subject():
            self.dialog(self._choose_tags(card))

    async def _choose_tags(self, card: TitleCard) -> None:
        from db.personal import tags
        from screens.dialogs.onoff import Choice
        from screens.dialogs.tags import TagsDialog, tag_choices

        async def choices() -> list[Choice]:
            return tag_choices(await self.ask(tags.tags_of, card.id), await self.ask(tags.all_tags))

        async def put(typed: str) -> list[Choice]:
            held = await self.ask(tags.tags_of, card.id)
            words = [word for each in typed.split(",") if (word := each.strip())]
            if len(words) == 1 and words[0] in held:
                await self.keep(tags.untag, card, words[0])
            for word in words:
                if word not in held:
                    await self.keep(tags.tag, card, word)
            return await choices()

        await self.show_dialog(TagsDialog(card, await choices()), put)

    def action_own(self) -> None:
        """Say where the viewer has the title in view."""
        if card := self._subject():
            self.dialog(self._say_where(card))

    async def _say_where(self, card: TitleCard) -> None:
        from db.personal import owned
        from screens.dialogs.onoff import Choice
        from screens.dialogs.owned import OwnedDialog, place_choices

        async def put(location: str) -> list[Choice]:
            held = [place.id for place in await self.ask(owned.owned, card.id) if place.location == location]
            await (self.keep(owned.disown, held[0]) if held else self.keep(owned.own, card, location))
            return place_choices(await self.ask(owned.owned, card.id))

        await self.show_dialog(OwnedDialog(card, place_choices(await self.ask(owned.owned, card.id))), put)

    def action_note(self) -> None:
        """Keep a private note on the title in view."""
        if card := self._subject():
            self.dialog(self.annotate(card))

    async def annotate(self, card: TitleCard | PersonCard) -> None:
        """Write a private note on a title or person."""
        from db.base.records.cards import TitleCard
        from db.personal import notes
        from screens.dialogs.note import NoteDialog

        subject: notes.Subject = "title" if isinstance(card, TitleCard) else "person"
        text = await self.ask(notes.note, subject, card.id)
        name = card.title if isinstance(card, TitleCard) else card.name
        dialog = NoteDialog(name, text, lambda written: self.house.write(notes.set_note, card, written))
        await self.show_dialog(dialog, lambda written: self.keep(notes.set_note, card, written))

    def action_share(self) -> None:
        """Copy the title in view, or its address elsewhere."""
        if card := self._subject():
            self.dialog(self._share(card))

    async def _share(self, card: TitleCard) -> None:
        from screens.dialogs import ShareDialog

        await self.show_dialog(ShareDialog(card))
