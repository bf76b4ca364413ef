"""The question of a browser that finds ``personal.db`` gone, and what its answers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.base.errors import PersonalMissing
from db.base.home import Home
from db.base.records.cards import Done
from screens.dialogs.lost import LostRecords

if TYPE_CHECKING:
    from db.personal.desk import Desk
    from tui.app import MatineeApp


async def ask(app: MatineeApp, home: Home, trouble: PersonalMissing) -> None:
    """Ask whether to restore, to begin anew or to quit; films can be browsed without an answer."""
    from db.personal import backup

    saved = backup.latest(home)

    def restored(desk: Desk) -> Done:
        from db.personal.restore import restore

        desk.close()
        latest = backup.latest(home)
        assert latest is not None
        restore(home, latest)
        return Done(f"Your records are as they were in {latest.name}", changed=False)

    def begun_anew(desk: Desk) -> Done:
        from db.personal.restore import begin_anew

        desk.close()
        begin_anew(home)
        return Done("Your records begin anew", changed=False)

    async def carry_out(answer: str) -> None:
        if answer != "quit":
            await app.keep(restored if answer == "restore" else begun_anew)

    asked = LostRecords(trouble.sentence, backup.day_of(saved) if saved else "")
    if await app.page.show_dialog(asked, carry_out) == "quit":
        await app.action_quit()
