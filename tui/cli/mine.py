"""``rate``, ``list``, ``log``, ``diary``, ``undo``, ``history``: what the viewer says, and has said."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from db.base import fold
from db.base.clock import local
from db.base.errors import BadInput, NotFound
from db.base.ids import tconst
from db.base.records.cards import DiaryEntry, Done, ListCard, ListEntry, TitleCard
from tui.cli import finding, printing
from tui.cli.house import House
from tui.cli.look import card_json, marks, rating
from widgets.text import clean, plural

#: More than any list holds.
_ALL = 1_000_000


def rate(house: House, args: argparse.Namespace) -> None:
    """Rate a title, or clear its rating."""
    from db.personal import ratings

    said(ratings.rate(house.desk, finding.title(house.con, args.title), args.value))


def log_viewing(house: House, args: argparse.Namespace) -> None:
    """Write a viewing into the diary."""
    from db.base.clock import spoken
    from db.personal import diary

    day = spoken("today" if args.date is None else args.date)
    if (season := finding.season(house.con, args.title)) is not None:
        _log_season(house, *season, day)
        return
    told = {name: getattr(args, name) for name in ("rewatch", "rating", "place", "company", "note")}
    card = finding.episode(house.con, args.title) or finding.title(house.con, args.title)
    given: Any = {name: value for name, value in told.items() if value is not None}
    said(diary.log(house.desk, card, day, **given))


def _log_season(house: House, series: TitleCard, season: int, day: str | None) -> None:
    """Log what is left of a season, as one action."""
    from db.base.clock import today
    from db.personal import diary
    from db.reading import episodes

    left = episodes.unseen(house.con, series.id, season, today().year)
    if not left:
        raise NotFound(f"No episode of season {season} of {series.title} is left to be seen.", "See: matinee next")
    said(diary.log_all(house.desk, left, day, f"season {season} of {series.title}"))


def show_next(house: House, args: argparse.Namespace) -> None:
    """The next episode of every series under way; those not watched for a while come last."""
    from db.base.clock import today
    from db.reading.upnext import up_next

    found = up_next(house.con, today())
    if args.json:
        printing.dump(
            [
                {
                    "series": {"tconst": tconst(each.series.id), "title": each.series.title, "year": each.series.year},
                    "episode": {"tconst": tconst(each.episode.id), "title": each.episode.title},
                    "season": each.season, "number": each.number, "seen": each.seen, "episodes": each.episodes,
                    "last": each.last, "resting": each.resting,
                }
                for each in found
            ]
        )  # fmt: skip
        return
    if not found:
        sys.stderr.write('No series is under way. Log an episode: matinee log "Twin Peaks" s1e1\n')
        return
    rows = [
        (
            each.series.title, f"s{each.season}e{each.number}" if each.number is not None else "", each.episode.title,
            f"{each.seen:,} of {each.episodes:,}", each.last or "", "not watched for a while" if each.resting else "",
        )
        for each in found
    ]  # fmt: skip
    printing.table(("series", "", "next", "seen", "last", ""), rows, ("bold", "", "", "", "dim", "dim"))


def undo(house: House, args: argparse.Namespace) -> None:
    """Take back the last action."""
    from db.personal import journal

    said(journal.undo(house.desk), "matinee redo does it again.")


def redo(house: House, args: argparse.Namespace) -> None:
    """Do again what was undone."""
    from db.personal import journal

    said(journal.redo(house.desk))


def history(house: House, args: argparse.Namespace) -> None:
    """What the viewer did, latest first."""
    from db.personal import journal

    actions = journal.history(house.con, limit=args.limit)
    if args.json:
        printing.dump(
            [
                {"id": act.id, "at": act.at, "kind": act.kind, "sentence": act.sentence, "undone": act.undone}
                for act in actions
            ]
        )
    elif not actions:
        sys.stderr.write("You have done nothing yet that could be undone.\n")
    else:
        rows = [(" ".join(local(act.at)), act.sentence, "undone" if act.undone else "") for act in actions]
        printing.table(("when", "what", ""), rows, ("dim", "", "dim"))


def show_diary(house: House, args: argparse.Namespace) -> None:
    """What was watched, latest first."""
    from db.reading import viewings

    entries = viewings.entries(house.con, year=args.year, limit=args.limit)
    if args.json:
        printing.dump([_viewing_json(entry) for entry in entries])
    elif not entries:
        when = f" of {args.year}" if args.year else ""
        sys.stderr.write(f"The diary{when} is empty. matinee log TITLE writes into it.\n")
    else:
        rows = [
            (
                entry.watched_on or "unknown",
                entry.card.full_title,
                str(entry.card.year or ""),
                str(entry.rating or entry.card.mine.rating or ""),
                _told(entry),
            )
            for entry in entries
        ]
        printing.table(("day", "", "year", "rated", ""), rows, ("dim", "bold", "", "yellow", "dim"), right=(3,))


def _told(entry: DiaryEntry) -> str:
    stopped = f"stopped at minute {entry.stopped_at}" if entry.stopped_at is not None else ""
    company = f"with {entry.company}" if entry.company else ""
    return " · ".join(filter(None, ["again" if entry.rewatch else "", entry.place, company, stopped, entry.note]))


def _viewing_json(entry: DiaryEntry) -> dict[str, Any]:
    return card_json(entry.card) | {
        "watched_on": entry.watched_on or None, "rewatch": entry.rewatch, "your_rating": entry.card.mine.rating,
        "viewing_rating": entry.rating, "place": entry.place or None,
        "company": entry.company or None, "stopped_at": entry.stopped_at, "note": entry.note or None,
    }  # fmt: skip


# -- lists -----------------------------------------------------------------------------------------------------------


def show_list(house: House, args: argparse.Namespace) -> None:
    """One list, or, without a name, all of them."""
    if args.list is None:
        _show_lists(house, args.json)
        return
    card = _list_called(house, args.list)
    entries = _entries(house, card, args.sort)
    if args.json:
        printing.dump([_entry_json(entry) for entry in entries])
        return
    printing.say((card.name, "bold"), (f"  {plural(card.size, 'title')}, {card.seen} seen", "dim"))
    if card.query:
        printing.say(("searches ", "dim"), card.query)
    if card.about:
        printing.say(card.about)
    rows = [
        (str(entry.position), entry.card.full_title, str(entry.card.year or ""), rating(entry.card),
         str(entry.card.mine.rating or ""), " · ".join(filter(None, [marks(entry.card.mine), entry.note])))
        for entry in entries
    ]  # fmt: skip
    if rows:
        printing.table(
            ("", "", "year", "★", "yours", ""), rows, ("dim", "bold", "", "yellow", "yellow", "dim"), right=(0, 3, 4)
        )


def list_add(house: House, args: argparse.Namespace) -> None:
    """Put a title on a list of the viewer's."""
    from db.personal import lists

    list_id = _own_list(house, args.list)
    said(lists.put(house.desk, list_id, finding.title(house.con, args.title)))


def list_remove(house: House, args: argparse.Namespace) -> None:
    """Take a title off a list of the viewer's."""
    from db.personal import lists

    list_id = _own_list(house, args.list)
    said(lists.take_off(house.desk, list_id, finding.title(house.con, args.title).id))


def list_new(house: House, args: argparse.Namespace) -> None:
    """Make a list."""
    from db.personal import lists

    said(lists.create_list(house.desk, args.list, args.about))


def list_delete(house: House, args: argparse.Namespace) -> None:
    """Delete a list of the viewer's."""
    from db.personal import lists

    said(lists.delete_list(house.desk, _own_list(house, args.list)))


def _show_lists(house: House, as_json: bool) -> None:
    found = _lists(house)
    if as_json:
        keys = ("key", "name", "kind", "size", "seen", "by", "about", "query")
        printing.dump([{key: getattr(card, key) for key in keys} for card in found])
        return
    rows = [(card.name, plural(card.size, "title"), f"{card.seen} seen", card.by, card.key) for card in found]
    printing.table(("list", "", "", "by", "key"), rows, ("bold", "", "", "dim", "dim"), right=(1, 2))


def _lists(house: House) -> list[ListCard]:
    from db.reading import canon_lists, my_lists

    own = my_lists.my_lists(house.con, adult=house.loaded.settings.adult)
    return [*own, *canon_lists.lists(house.con), *my_lists.my_tags(house.con)]


def _list_called(house: House, name: str) -> ListCard:
    """The list of this name or key; the viewer's own before the built-in ones."""
    found = _lists(house)
    wanted = fold.key(name)
    for card in found:
        if name in (card.key, card.key.partition(":")[2]) or fold.key(card.name) == wanted:
            return card
    near = [card for card in found if wanted and wanted in fold.key(card.name)]
    if len(near) == 1:
        return near[0]
    if near:
        raise BadInput(
            f"{name} may be any of these: {', '.join(card.name for card in near)}.", "Say the whole name, or the key."
        )
    raise NotFound(f"There is no list called {name}.", "See what there is: matinee list. Make one: matinee list new NAME")


def _own_list(house: House, name: str) -> int:
    from db.reading import my_lists

    card = _list_called(house, name)
    if card.kind == "canon":
        raise BadInput(f"{card.name} is a built-in list.", "Only your own lists can be changed.")
    if card.kind == "tag":
        raise BadInput(f"{card.name} is a tag.", "Tags are put on titles and taken off them in the browser, with #.")
    return my_lists.list_id(house.con, card.key)


def _entries(house: House, card: ListCard, sort: Any) -> list[ListEntry]:
    from db.reading import canon_lists, my_lists

    if card.kind == "canon":
        return canon_lists.list_entries(house.con, card.key, sort=sort, limit=_ALL)
    return my_lists.entries(house.con, card.key, sort=sort, limit=_ALL, adult=house.loaded.settings.adult)


def _entry_json(entry: ListEntry) -> dict[str, Any]:
    return {"position": entry.position} | card_json(entry.card) | {
        "your_rating": entry.card.mine.rating, "seen": entry.card.mine.times_seen > 0, "note": entry.note or None,
        "score": entry.score,
    }  # fmt: skip


# -- saying it -------------------------------------------------------------------------------------------------------


def said(done: Done, way_back: str = "matinee undo takes it back.") -> None:
    """Say what is on disk now."""
    sys.stdout.write(clean(done.sentence) + (f". {way_back}\n" if done.changed else ".\n"))
