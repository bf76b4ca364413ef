"""The question of a browser that finds ``personal.db`` gone, and what its answers do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from db.base.errors import PersonalMissing
from db.base.home import Home
from screens.dialogs.lost import LostRecords

if TYPE_CHECKING:
    from textual.app import App

    from db.base.records.cards import Done
    from db.personal.desk import Desk


def ask(app: App[Any], home: Home, trouble: PersonalMissing, change: Callable[[Callable[..., Done]], Any]) -> None:
    """Ask whether to restore, to begin anew or to quit; films can be browsed without an answer.

    ``change`` carries a change out on the writing thread, says what it did and shows it.
    """
    from db.personal import backup

    saved = backup.latest(home)

    def answered(answer: str | None) -> None:
        if answer == "quit":
            app.exit()
        elif answer is not None:
            app.run_worker(change(restored if answer == "restore" else begun_anew), exit_on_error=False)

    def restored(desk: Desk) -> Done:
        from db.base.records.cards import Done
        from db.personal.restore import restore

        desk.close()
        latest = backup.latest(home)
        assert latest is not None
        restore(home, latest)
        return Done(f"Your records are as they were in {latest.name}", changed=False)

    def begun_anew(desk: Desk) -> Done:
        from db.base.records.cards import Done
        from db.personal.restore import begin_anew

        desk.close()
        begin_anew(home)
        return Done("Your records begin anew", changed=False)

    app.push_screen(LostRecords(trouble.sentence, backup.day_of(saved) if saved else ""), answered)
