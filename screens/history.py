"""History: what the viewer did, latest first; each can be undone from here, by itself."""

from __future__ import annotations

from collections.abc import Hashable

from textual.binding import Binding

from db.base.records.pages import Action
from db.personal import journal
from screens.places import Place, title
from screens.reader import Listing
from widgets.groups import Gap, Heading, group_line
from widgets.history_lines import action_line, by_day
from widgets.sheet import Line, Sheet, Span, span
from widgets.text import plural

FIRST, MOST = 200, 20_000


class HistoryScreen(Listing):
    """Actions under their days; ``u`` undoes the one under the cursor, Enter opens the title that it was about."""

    KEYS = ("undo", "redo", "search", "help")
    BINDINGS = [Binding("u", "undo_this", "Undo this", show=False, id="undo")]

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._actions: list[Action] = []
        self._read = False

    async def read(self) -> None:
        """The latest first, then the rest."""
        actions = await self.ask(journal.history, limit=FIRST)
        if len(actions) == FIRST:
            if not self._actions and not self._come_back:
                self._actions = actions
                self.show_so_far()
            actions = [*actions, *await self.ask(journal.history, limit=MOST, before=actions[-1].id)]
        self._actions = actions

    def show(self) -> None:
        """By day."""
        self._read = True
        self.show_rows(
            by_day(self._actions), "Nothing yet. Whatever you rate, list, log or write is kept here, and can be undone."
        )

    def head(self, cells: int) -> Sheet:
        """How much there is, and what the keys do."""
        if not self._read:
            return super().head(cells)
        undone = sum(action.undone for action in self._actions)
        line: Line = [span("History", "b text"), span("  " + plural(len(self._actions), "action"), "muted")]
        if undone:
            line.append(span(f", {undone:,} undone", "muted"))
        keys: Line = [
            Span("u", "b gold"), span(" undoes this one, ", "muted"), Span("Enter", "b gold"),
            span(" opens its title, ", "muted"), Span("U", "b gold"),
        ]  # fmt: skip
        return Sheet([line, [*keys, span(" redoes the last one undone", "muted")]])

    def draw(self, record: Action | Heading | Gap, cells: int, lit: bool) -> Line:
        """A day or an action."""
        return action_line(record, cells, lit) if isinstance(record, Action) else group_line(record)

    def key(self, record: Action | Heading | Gap) -> Hashable:
        """The action's id; headings by their day."""
        return record.id if isinstance(record, Action) else record

    def standable(self, record: Action | Heading | Gap) -> bool:
        """Headings are stepped over."""
        return isinstance(record, Action)

    def open_row(self, record: Action) -> None:
        """Enter opens the title."""
        if record.title_id is None:
            self.house.say("This was about no single title; u undoes it.")
        else:
            self.go(title(record.title_id, ""))

    async def action_undo_this(self) -> None:
        """Undo the action under the cursor; where later ones built on it, a sentence names them."""
        record = self.rows.record
        if not isinstance(record, Action):
            self.house.say("There is nothing to undo here.")
            return
        await self.act(journal.undo_action, record.id, back="U")
