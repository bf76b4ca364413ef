"""One action while it is carried out: where writers find and make the rows that it changes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, TypeVar

from db.base.records.cards import Done, PersonCard, TitleCard
from db.personal import identity
from db.personal.identity import Said

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.personal.models import PersonalModel

Model = TypeVar("Model", bound="PersonalModel")


class Act:
    """An action while it is carried out: its session, and what history will say of it. :meth:`done` is what it came to."""

    def __init__(
        self, con: sqlite3.Connection, session: Session, action_id: int, sentence: str, title_id: int | None
    ) -> None:
        self.con = con
        self.session = session
        self.id = action_id
        self.sentence = sentence
        self.title_id = title_id
        self.changed = False

    def keep(self, card: TitleCard) -> Said:
        """The row that what is said of a title hangs on; it keeps the title's name and year."""
        return identity.keep_titles(self.con, [card])[card.id]

    def keep_all(self, *cards: TitleCard) -> dict[int, Said]:
        """The same for many titles, by their ids."""
        return identity.keep_titles(self.con, cards)

    def keep_person(self, card: PersonCard) -> Said:
        """The row that what is said of a person hangs on."""
        return identity.keep_person(self.con, card)

    def of_title(self, model: type[Model], title_id: int, *where: Any) -> list[Model]:
        """The rows of a table that are of a title, by whichever row of ``my_title``, the oldest first."""
        ids = [said.id for said in identity.titles(self.con, title_id)]
        return self._rows(model, "my_id", ids, where)

    def of_person(self, model: type[Model], person_id: int, *where: Any) -> list[Model]:
        """The rows of a table that are of a person, the oldest first."""
        ids = [said.id for said in identity.people(self.con, person_id)]
        return self._rows(model, "my_person_id", ids, where)

    def _rows(self, model: type[Model], column: str, ids: list[int], where: tuple[Any, ...]) -> list[Model]:
        from sqlmodel import select

        if not ids:
            return []
        order = model.metadata.tables[str(model.__tablename__)].primary_key.columns
        return list(self.session.exec(select(model).where(getattr(model, column).in_(ids), *where).order_by(*order)))

    def clear(self, rows: list[Model]) -> None:
        """Delete rows."""
        for row in rows:
            self.session.delete(row)

    def subject(self, my_id: int | None) -> Said:
        """The row of ``my_title`` of this id."""
        return Said(*self.con.execute("SELECT id, uid, title FROM my_title WHERE id = ?", (my_id,)).fetchone())

    def name(self, my_id: int | None) -> str:
        """What a title was called when something was said of it."""
        return self.subject(my_id).name

    def about(self, my_id: int | None) -> None:
        """Say which title the action is about."""
        self.title_id = self.con.execute("SELECT shown_id FROM my_title WHERE id = ?", (my_id,)).fetchone()[0]

    def done(self) -> Done:
        """The outcome to show once the action is on disk."""
        return Done(self.sentence, self.id if self.changed else None, self.changed)
