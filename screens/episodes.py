"""The episodes of a series, season by season; every key of a title works on the episode under the cursor."""

from __future__ import annotations

from typing import Any, ClassVar

from db.base.records.findings import Season
from db.base.records.pages import Episode
from db.reading import episodes
from screens.places import Place
from screens.section import SectionScreen
from widgets.episode_sheet import episode_sheet, season_name
from widgets.sheet import Sheet
from widgets.text import plural


class EpisodesScreen(SectionScreen):
    """One season at a time; it opens on the one that holds the next episode to see."""

    SECTION = "episodes"
    KEYS: ClassVar[tuple[str, ...]] = (
        "rate_1",
        "watchlist",
        "log",
        "mark",
        "filter",
        "lists",
        "credits",
        "share",
        "undo",
        "help",
    )

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._seasons: tuple[Season, ...] = ()
        self._season: int | None = None
        self._chosen = "season" in place.state
        if self._chosen:
            self._season = place.state["season"]
        self._next: Episode | None = None
        self._turned = False  # to another season, on whose first episode the cursor is to stand

    async def read(self, title_id: int) -> Any:
        """Seasons, the next episode, and the episodes of the season in front."""
        self._seasons = await self.ask(episodes.seasons, title_id)
        self._next = await self.ask(episodes.next_unseen, title_id)
        if not self._chosen or self._season not in [each.number for each in self._seasons]:
            first = self._seasons[0].number if self._seasons else None
            self._season = self._next.season if self._next else first
            self._chosen = self._turned = True
        found = await self.ask(episodes.episodes, title_id, self._season)
        if self._turned and found and "sheet" not in self.place.state:
            begin = self._next.card.id if self._next and self._next.season == self._season else found[0].card.id
            self.place.state["sheet"] = (("episode", begin), None)
        self._turned = False
        return found

    def sheet(self, section: Any, cells: int) -> Sheet:
        """Progress, seasons, episodes."""
        return episode_sheet(self._seasons, self._season, section, self._next, cells)

    def remember(self) -> dict[str, Any]:
        """Also the season."""
        return super().remember() | ({"season": self._season} if self._chosen else {})

    def open(self, what: object) -> None:
        """A season opens in place."""
        if isinstance(what, str) and what.startswith("season:"):
            number = what.removeprefix("season:")
            self._turn_to(int(number) if number else None)
        else:
            super().open(what)

    def action_filter(self) -> None:
        """The next season."""
        numbers = [each.number for each in self._seasons]
        if len(numbers) < 2:
            self.house.say(f"There is only {season_name(numbers[0]).lower()}." if numbers else "There are no seasons here.")
            return
        self._turn_to(numbers[(numbers.index(self._season) + 1) % len(numbers)])

    def action_mark(self) -> None:
        """Say that episodes are seen, or how the viewer stands with the series."""
        self.dialog(self._mark())

    async def _mark(self) -> None:
        from db.base import clock
        from db.personal import diary, series
        from screens.dialogs.choose import Choose, Option

        assert self.page is not None
        here, today = self.subject(), clock.today()
        earlier = await self.ask(episodes.before, here.id) if here is not None else ()
        left = await self.ask(episodes.unseen, self.title_id, self._season, today.year)
        state = await self.ask(series.state, self.title_id)
        options = []
        if here is not None and earlier:
            options.append(Option("here", f"Up to {here.title}, today: this one and {plural(len(earlier), 'earlier one')}"))
        if left:
            options.append(Option("season", f"The whole of {season_name(self._season).lower()}, today: {len(left):,} left"))
            options.append(Option("unknown", "The same, on a day unknown"))
        words = {"under way": "Watching it", "paused": "Paused", "dropped": "Dropped", "finished": "Finished"}
        options += [Option(name, f"The series: {said.lower()}") for name, said in words.items() if name != state]
        if state is not None:
            options.append(Option("none", f"The series: no longer {words[state].lower()}"))
        card = self.page.card
        chosen = await self.show_dialog(Choose(card.title, "What have you seen?", options))
        if chosen == "here" and here is not None:
            await self.act(diary.log_all, [*earlier, here], today.isoformat(), f"{card.title} up to {here.title}")
        elif chosen in {"season", "unknown"}:
            day = today.isoformat() if chosen == "season" else None
            await self.act(diary.log_all, left, day, f"{season_name(self._season).lower()} of {card.title}")
        elif chosen is not None:
            await self.act(series.set_state, card, None if chosen == "none" else chosen)

    def _turn_to(self, season: int | None) -> None:
        self._season, self._turned = season, True
        self.load()
