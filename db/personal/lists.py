"""The watchlist and the viewer's own lists: making them, putting titles on them, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.base.clock import now
from db.base.errors import BadInput, NotFound
from db.base.ids import uid_of
from db.base.records.cards import Done, PersonCard, TitleCard
from db.base.text import MOST_LETTERS, line, named, prose
from db.personal import identity

if TYPE_CHECKING:
    from sqlmodel import Session

    from db.personal.act import Act
    from db.personal.desk import Desk
    from db.personal.models import MyList, MyListEntry

#: Positions are kept to so many decimals, which JSON holds exactly; where two come closer, the list is numbered anew.
_DECIMALS = 6
#: What is said to whoever would put a title on a smart list, move it there or take it off.
FILLS_ITSELF = "A smart list fills itself; change its search with e."


# -- lists -----------------------------------------------------------------------------------------------------------


def create_list(desk: Desk, name: str, about: str = "") -> Done:
    """Make a list. BadInput where there is one of that name."""
    from db.personal.models import MyList

    name = named(name, "list")
    with desk.action("list", f"Made the list {name}") as act:
        place = _next_place(act.session, name)
        act.session.add(MyList(name=name, about=prose(about), position=place, created_at=now()))
    return act.done()


def create_smart(desk: Desk, name: str, query: str) -> Done:
    """Make a list that holds whatever ``query``, a line of the search, finds. BadInput where there is one of that name."""
    from db.personal.models import MyList

    name, query = named(name, "list"), _searched(query)
    with desk.action("list", f"Made the smart list {name}") as act:
        place = _next_place(act.session, name)
        act.session.add(MyList(kind="smart", name=name, query=query, position=place, created_at=now()))
    return act.done()


def change_search(desk: Desk, list_id: int, query: str) -> Done:
    """Let a smart list hold what another search finds."""
    query = _searched(query)
    with desk.action("list") as act:
        found = _list(act.session, list_id)
        if found.kind != "smart":
            raise BadInput("Only a smart list has a search.")
        act.sentence = f"{found.name} searches for {query}" if found.query != query else f"{found.name} is as it was"
        found.query = query
    return act.done()


def rename_list(desk: Desk, list_id: int, name: str, about: str) -> Done:
    """Give a list another name and description."""
    name = named(name, "list")
    with desk.action("list") as act:
        found = _own(act.session, list_id)
        _refuse_twin(_all(act.session), name, list_id)
        if found.name != name:
            act.sentence = f"Renamed the list {found.name} to {name}"
        elif found.about != prose(about):
            act.sentence = f"Updated the description of {name}"
        else:
            act.sentence = f"The list {name} is as it was"
        found.name, found.about = name, prose(about)
    return act.done()


def rank_list(desk: Desk, list_id: int, ranked: bool) -> Done:
    """Say whether the order of a list is a ranking."""
    with desk.action("list") as act:
        found = _filled(act.session, list_id)
        as_it_was = bool(found.ranked) == ranked
        act.sentence = f"{_called(found)} is {'' if ranked else 'not '}ranked{' already' if as_it_was else ''}"
        found.ranked = int(ranked)
    return act.done()


def delete_list(desk: Desk, list_id: int) -> Done:
    """Delete a list with all its entries."""
    with desk.action("list") as act:
        found = _own(act.session, list_id)
        act.sentence = f"Deleted the list {found.name}"
        act.session.delete(found)  # its entries go with it, by the schema's cascade
    return act.done()


# -- titles on them --------------------------------------------------------------------------------------------------


def toggle_watchlist(desk: Desk, card: TitleCard) -> Done:
    """Put ``card`` on the watchlist, or take it off."""
    from sqlmodel import select

    from db.personal.models import MyList

    with desk.action("watchlist", title_id=card.id) as act:
        _toggle(act, act.session.exec(select(MyList).where(MyList.kind == "watchlist")).one(), card)
    return act.done()


def toggle(desk: Desk, list_id: int, card: TitleCard) -> Done:
    """Put ``card`` on a list, or take it off."""
    with desk.action("list", title_id=card.id) as act:
        _toggle(act, _filled(act.session, list_id), card)
    return act.done()


def put(desk: Desk, list_id: int, card: TitleCard) -> Done:
    """Put ``card`` at the end of a list, unless it is on it."""
    with desk.action("list", title_id=card.id) as act:
        found = _filled(act.session, list_id)
        if _entries(act, list_id, card.id):
            act.sentence = f"{line(card.title)} is on {_called(found)} already"
        else:
            _append(act, found, card)
    return act.done()


def put_person(desk: Desk, list_id: int, card: PersonCard) -> Done:
    """Put a person at the end of a list, unless they are on it."""
    from db.personal.models import MyListEntry

    with desk.action("list") as act:
        found = _filled(act.session, list_id)
        if found.kind == "watchlist":
            raise BadInput("The watchlist is for films.", "Make a list for people.")
        if act.of_person(MyListEntry, card.id, MyListEntry.list_id == list_id):
            act.sentence = f"{line(card.name)} is on {_called(found)} already"
        else:
            said = act.keep_person(card)
            uid, place = uid_of("entry", found.uid, said.uid), _end(act, found)
            act.session.add(MyListEntry(list_id=list_id, uid=uid, my_person_id=said.id, position=place, added_at=now()))
            act.sentence = f"Put {line(card.name)} on {_called(found)}"
    return act.done()


def take_off_person(desk: Desk, list_id: int, person_id: int) -> Done:
    """Take a person off a list."""
    from db.personal.models import MyListEntry

    with desk.action("list") as act:
        found = _filled(act.session, list_id)
        held = act.of_person(MyListEntry, person_id, MyListEntry.list_id == list_id)
        if not held:
            raise NotFound("That person is not on the list any more.")
        act.sentence = f"Took {identity.people(act.con, person_id)[-1].name} off {_called(found)}"
        act.clear(held)
    return act.done()


def take_off(desk: Desk, list_id: int, title_id: int) -> Done:
    """Take a title off a list."""
    with desk.action("list", title_id=title_id) as act:
        _remove(act, _filled(act.session, list_id), _there(act, list_id, title_id))
    return act.done()


def move(desk: Desk, list_id: int, title_id: int, by: int) -> Done:
    """Move a title ``by`` places down its list, or up where ``by`` is negative; no further than the ends."""
    from sqlmodel import col, select

    from db.personal.models import MyListEntry

    with desk.action("list", title_id=title_id) as act:
        found, moved = _filled(act.session, list_id), _there(act, list_id, title_id)[-1]
        query = select(MyListEntry).where(MyListEntry.list_id == list_id)
        others = list(act.session.exec(query.order_by(col(MyListEntry.position), col(MyListEntry.id))))
        place = others.index(moved)
        others.remove(moved)
        to = max(0, min(len(others), place + by))
        name, where = act.name(moved.my_id), _called(found)
        if to == place:
            end = "first" if to == 0 else "last"
            act.sentence = f"{name} is {end} on {where} already" if by else f"{name} stays where it is on {where}"
        else:
            act.sentence = f"Moved {name} to place {to + 1} on {where}"
            _settle(others, moved, to)
    return act.done()


def annotate(desk: Desk, list_id: int, title_id: int, note: str) -> Done:
    """Set what a list says of a title on it."""
    with desk.action("list", title_id=title_id) as act:
        found, entry = _filled(act.session, list_id), _there(act, list_id, title_id)[-1]
        verb = "Noted" if prose(note) else "Cleared the note"
        act.sentence = f"{verb} on {act.name(entry.my_id)}, on {_called(found)}"
        if entry.note == prose(note):
            act.sentence = "The note is as it was"
        entry.note = prose(note)
    return act.done()


# -- parts of these --------------------------------------------------------------------------------------------------


def _all(session: Session) -> list[MyList]:
    from sqlmodel import select

    from db.personal.models import MyList

    return list(session.exec(select(MyList)))


def _next_place(session: Session, name: str) -> float:
    """The place after all lists, for a new one of that name; BadInput where there is one already."""
    lists = _all(session)
    _refuse_twin(lists, name, None)
    return max((each.position for each in lists), default=0.0) + 1


def _searched(query: str) -> str:
    query = line(query)
    if not query:
        raise BadInput("A smart list needs a search.", "Type words and filters, as in the search line.")
    return query[:MOST_LETTERS]


def _refuse_twin(lists: list[MyList], name: str, but: int | None) -> None:
    twin = next((each for each in lists if each.id != but and each.name.casefold() == name.casefold()), None)
    if twin:
        raise BadInput(f"There is a list called {twin.name} already.", "Choose another name.")


def _list(session: Session, list_id: int) -> MyList:
    from db.personal.models import MyList

    found = session.get(MyList, list_id)
    if found is None:
        raise NotFound("That list is not there any more.")
    return found


def _filled(session: Session, list_id: int) -> MyList:
    """A list that the viewer fills by hand."""
    found = _list(session, list_id)
    if found.kind == "smart":
        raise BadInput(FILLS_ITSELF)
    return found


def _own(session: Session, list_id: int) -> MyList:
    found = _list(session, list_id)
    if found.kind == "watchlist":
        raise BadInput("The watchlist is always there.", "It cannot be renamed or deleted.")
    return found


def _entries(act: Act, list_id: int, title_id: int) -> list[MyListEntry]:
    """The entries of a title on a list: one, or none, or several that have become one title."""
    from db.personal.models import MyListEntry

    return act.of_title(MyListEntry, title_id, MyListEntry.list_id == list_id)


def _there(act: Act, list_id: int, title_id: int) -> list[MyListEntry]:
    found = _entries(act, list_id, title_id)
    if not found:
        raise NotFound("That title is not on the list any more.")
    return found


def _called(found: MyList) -> str:
    return "the watchlist" if found.kind == "watchlist" else found.name


def _toggle(act: Act, found: MyList, card: TitleCard) -> None:
    held = _entries(act, found.id or 0, card.id)
    if held:
        _remove(act, found, held)
    else:
        _append(act, found, card)


def _append(act: Act, found: MyList, card: TitleCard) -> None:
    from db.personal.models import MyListEntry

    said = act.keep(card)
    place = _end(act, found)
    uid = uid_of("entry", found.uid, said.uid)
    act.session.add(MyListEntry(list_id=found.id or 0, uid=uid, my_id=said.id, position=place, added_at=now()))
    act.sentence = f"Put {line(card.title)} on {_called(found)}"


def _end(act: Act, found: MyList) -> float:
    """The place after all others: whole numbers, however finely the last one was placed."""
    from sqlmodel import col, func, select

    from db.personal.models import MyListEntry

    last = act.session.exec(select(func.max(col(MyListEntry.position))).where(MyListEntry.list_id == found.id)).one()
    return float(int(last or 0) + 1)


def _remove(act: Act, found: MyList, held: list[MyListEntry]) -> None:
    act.sentence = f"Took {act.name(held[-1].my_id)} off {_called(found)}"
    act.clear(held)


def _settle(others: list[MyListEntry], moved: MyListEntry, to: int) -> None:
    """Give ``moved`` a position between its new neighbours; number the whole list anew where there is no room left."""
    low = others[to - 1].position if to else others[0].position - 2
    high = others[to].position if to < len(others) else float(int(low) + 2)
    middle = round((low + high) / 2, _DECIMALS)
    if low < middle < high:
        moved.position = middle
        return
    for place, entry in enumerate([*others[:to], moved, *others[to:]], start=1):
        entry.position = float(place)
