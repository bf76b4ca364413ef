"""What is in doubt after an import or a new catalogue, question by question, at the speed of typing."""

from __future__ import annotations

from typing import ClassVar

from db.base.records.cards import TitleCard
from db.base.records.findings import Question
from db.personal import answers
from db.reading import deciding, reconcile
from screens.places import Place
from screens.reader import Paged
from widgets.deciding_sheet import deciding_sheet
from widgets.sheet import Sheet


class DecidingScreen(Paged):
    """One question in front; each answer is on disk before the next one is shown."""

    KEYS: ClassVar[tuple[str, ...]] = ("answer_1", "answer_none", "next_section", "search", "undo", "help")
    OF_SERIES: ClassVar[tuple[str, ...]] = (
        "answer_1",
        "answer_all",
        "answer_none",
        "next_section",
        "search",
        "undo",
        "help",
    )

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._numbers: list[int] = []
        self._number: int | None = place.state.get("number")
        self._question: Question | None = None

    async def read(self) -> None:
        """The questions that are left, and the one in front. An answer, or one taken back, moves what was said of the title."""
        if await self.ask(reconcile.pending):
            self.house.settle()
        before, self._numbers = self._numbers, await self.ask(deciding.numbers)
        come = [number for number in self._numbers if number not in before]
        if before and come:  # an answer was taken back, or has led to another question
            self._number = come[0]
        if self._number not in self._numbers:
            later = [number for number in self._numbers if self._number is None or number > self._number]
            self._number = next(iter(later or self._numbers), None)
        self._question = None
        if self._number is not None:
            self._question = await self.ask(deciding.question, self._number)

    def shown_keys(self) -> tuple[str, ...]:
        """An episode's question may be answered for its whole series."""
        question = self._question
        return self.OF_SERIES if question is not None and question.series is not None and question.candidates else self.KEYS

    def show(self) -> None:
        """The question, and the keys that answer it."""
        super().show()
        self.retrail()

    def sheet(self, cells: int) -> Sheet:
        """The question."""
        return deciding_sheet(self._question, len(self._numbers), cells)

    def remember(self) -> dict[str, object]:
        """Which question is in front."""
        return super().remember() | {"number": self._number}

    def open(self, what: object) -> None:
        """Enter on a candidate chooses it."""
        if isinstance(what, str) and what.startswith("answer:"):
            self.work(self.action_answer(int(what.removeprefix("answer:"))), group="answering")
        else:
            super().open(what)

    # -- answers

    async def action_answer(self, digit: int) -> None:
        """The candidate of this digit is meant."""
        candidates = self._question.candidates if self._question else ()
        if digit > len(candidates):
            self.house.say(f"There is no candidate {digit}." if candidates else "Nothing is offered here; / looks for it.")
        else:
            await self._answer(candidates[digit - 1])

    async def action_answer_none(self) -> None:
        """None of those offered is meant: what was said stays without a page."""
        await self._answer(None)

    async def action_answer_all(self) -> None:
        """For an episode: each by its number, in all that is left of its series."""
        if self._question is None or self._question.series is None:
            self.house.say("All rows of this title are decided with it already.")
            return
        found = await self.ask(deciding.of_series, self._question.series)
        if not found:
            self.house.say("The catalogue has no episodes of these numbers.")
        else:
            await self.act(answers.answer_all, found, "this series' episodes")

    def action_turn(self, by: int) -> None:
        """Leave the question for later; or go back to the one before."""
        if self._number in self._numbers:
            at = (self._numbers.index(self._number) + by) % len(self._numbers)
            self._number = self._numbers[at]
            self.load()

    def search_here(self) -> None:
        """Look for the title that is meant."""
        self.dialog(self._look())

    async def _look(self) -> None:
        from screens.dialogs.titles import TitleDialog

        if self._question is None:
            return
        asked = TitleDialog("Which title is it?", self._question.said_of.title)
        if (card := await self.show_dialog(asked)) is not None:
            await self._answer(card)

    async def _answer(self, card: TitleCard | None) -> None:
        question = self._question
        if question is None:
            self.house.say("Nothing is to be decided.")
            return
        self._question = None  # a second digit in the same burst is for the next question
        name = f"{card.full_title} ({card.year or '?'})" if card else ""
        if await self.change(answers.answer, question.number, card.id if card else None, name) is None:
            self._question = question
