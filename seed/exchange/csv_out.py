"""The viewer's records in the CSV layouts of Letterboxd and IMDb: the files, and a count of what they have no place for.

No cell is one that a spreadsheet would run (:func:`seed.exchange.table.escaped`).
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from db.base.clock import local_day
from db.base.ids import nconst, tconst
from db.base.records.cards import PersonCard, TitleCard
from db.base.records.exchange import (
    Entry,
    Follow,
    Like,
    ListHead,
    Mention,
    Note,
    Owned,
    PersonMention,
    Rating,
    Record,
    Review,
    SeriesState,
    Tag,
    Viewing,
)
from db.base.records.taken import Details, Taken, Written
from seed.exchange.table import escaped

#: Bytes of one file that Letterboxd takes.
MOST = 1_000_000
LETTERBOXD = ("imdbID", "Title", "Year", "Rating10", "WatchedDate", "Rewatch", "Tags", "Review")
_OF_TITLE = (
    "Title", "Original Title", "URL", "Title Type", "IMDb Rating", "Runtime (mins)", "Year", "Genres", "Num Votes",
    "Release Date", "Directors",
)  # fmt: skip
IMDB_RATINGS = ("Const", "Your Rating", "Date Rated", *_OF_TITLE)
IMDB_LIST = ("Position", "Const", "Created", "Modified", "Description", *_OF_TITLE, "Your Rating", "Date Rated")
IMDB_PEOPLE = ("Position", "Const", "Created", "Modified", "Description", "Name", "Known For", "Birth Date")
#: What Letterboxd keeps, by IMDb's words; the last two are of titles whose kind was never known for sure.
_FILMS = frozenset(("movie", "tvMovie", "video", "short", "tvShort", "tvSpecial", "film", ""))
#: What a file's name may not hold on any system.
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_NAME = 150
_WATCHLIST = re.compile(r"(watch)(list)", re.IGNORECASE)

Rows = Iterable[Sequence[object]]


def table(header: Sequence[str], rows: Rows) -> bytes:
    """A CSV file; None is an empty cell."""
    return b"".join(_lines([header, *rows]))


def _lines(rows: Rows) -> list[bytes]:
    """Each row as it stands in a file."""
    found = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(["" if cell is None else escaped(str(cell)) for cell in row])
        found.append(out.getvalue().encode("utf-8", "replace"))
    return found


# -- Letterboxd --------------------------------------------------------------------------------------------------------


def letterboxd(taken: Taken) -> Written:
    """Films for Letterboxd's import: a row for each viewing of a known day, and rows without a day for what else is said.

    A viewing's row has the rating of that viewing; the rating of the film itself is in a row without a day.
    """
    done = Written(left=Counter(taken.others))  # a copy: more is counted there
    films: dict[Mention, list[Record]] = {}
    for record in taken.records:
        of = getattr(record, "of", None)
        if isinstance(record, (Viewing, Review)) or (isinstance(record, Rating) and record.season is None):
            if isinstance(of, Mention) and of.kind in _FILMS:
                films.setdefault(of, []).append(record)
            else:
                done.left[f"{_OTHERS[type(record)]} of series, episodes and games"] += 1
        else:
            done.left[_left(record)] += 1
    dated: list[tuple[str, Sequence[object]]] = []
    rest: list[Sequence[object]] = []
    for of, records in films.items():
        film = (tconst(of.imdb) if of.imdb else "", of.name, of.year)
        for day, cells in _film(records, done):
            if day:
                dated.append((day, (*film, *cells)))
            else:
                rest.append((*film, *cells))
    rows = [row for _, row in sorted(dated, key=lambda each: each[0])] + rest
    done.files.update(_split("letterboxd", LETTERBOXD, rows, done))
    return done


def _film(records: Sequence[Record], done: Written) -> list[tuple[str, tuple[object, ...]]]:
    """What is said of one film: by day, empty for none, the cells after its name."""
    viewings = [record for record in records if isinstance(record, Viewing)]
    days = [viewing for viewing in viewings if viewing.at]
    done.left["viewings of a day unknown (the film is written as seen)"] += len(viewings) - len(days)
    texts: dict[tuple[str | int, ...], str] = {}
    loose: list[str] = []
    for review in (record for record in records if isinstance(record, Review)):
        _parts(done, {"headlines of reviews": review.headline, "marks of spoilers": review.spoiler})
        on = review.viewing if any(viewing.key == review.viewing for viewing in days) else ()
        if on and on not in texts:
            texts[on] = _marked(review.text)
        else:
            loose.append(_marked(review.text))
        done.wrote["reviews"] += 1
    rows: list[tuple[str, tuple[object, ...]]] = []
    for viewing in days:
        tags = [tag for tag in viewing.tags if "," not in tag]
        done.left["tags with a comma"] += len(viewing.tags) - len(tags)
        again = "true" if viewing.rewatch else "false"
        rows.append((viewing.at or "", (viewing.rating, viewing.at, again, ", ".join(tags), texts.get(viewing.key, ""))))
    for viewing in viewings:
        told: dict[str, object] = {"places, company and notes of viewings": viewing.place or viewing.company or viewing.note}
        told["♥ of viewings"] = viewing.liked
        if not viewing.at:
            told["ratings and tags of viewings of a day unknown"] = viewing.rating or viewing.tags
        _parts(done, told)
    done.wrote["viewings"] += len(days)
    rating = next((record.value for record in records if isinstance(record, Rating)), None)
    done.wrote["ratings"] += rating is not None
    if rating is not None or (not days and not loose):
        rows.append(("", (rating, "", "", "", loose.pop(0) if loose else "")))
    return rows + [("", (None, "", "", "", text)) for text in loose]


def _parts(done: Written, told: Mapping[str, object]) -> None:
    for what, value in told.items():
        done.left[what] += bool(value)


def _marked(text: str) -> str:
    """A text as HTML, which Letterboxd takes reviews for."""
    return html.escape(text, quote=False)


def _split(name: str, header: Sequence[str], rows: Rows, done: Written) -> dict[str, bytes]:
    """Files of at most :data:`MOST` bytes, each with its header; a row that is larger loses its review."""
    (head,) = _lines([header])
    parts: list[list[bytes]] = [[head]]
    size = len(head)
    for row in rows:
        (line,) = _lines([row])
        if len(head) + len(line) > MOST:
            done.left["reviews longer than 1 MB"] += 1
            done.wrote["reviews"] -= 1
            (line,) = _lines([[*row[:-1], ""]])
        if size + len(line) > MOST:
            parts.append([head])
            size = len(head)
        parts[-1].append(line)
        size += len(line)
    if len(parts) == 1:
        return {f"{name}.csv": b"".join(parts[0])}
    return {f"{name}-{number}.csv": b"".join(part) for number, part in enumerate(parts, 1)}


# -- IMDb --------------------------------------------------------------------------------------------------------------


def imdb(taken: Taken, details: Callable[[Iterable[int]], Mapping[int, Details]]) -> Written:
    """IMDb's layouts since 2017: ``ratings.csv``, ``watchlist.csv``, and a file for each list. ``details`` is asked once."""
    done = Written(left=Counter(taken.others))
    ratings: dict[Mention, Rating] = {}
    entries: dict[tuple[str | int, ...], list[Entry]] = {head.key: [] for head in taken.lists}
    for record in taken.records:
        if isinstance(record, Rating) and record.season is None:
            ratings[record.of] = record
        elif isinstance(record, Entry) and record.on.key in entries:
            entries[record.on.key].append(record)
        else:
            done.left[_left(record)] += 1
    named = {*ratings, *(entry.of for held in entries.values() for entry in held)}
    more = details([of.imdb for of in named if isinstance(of, Mention) and of.imdb])

    def of_title(of: Mention) -> tuple[object, ...]:
        return _of_title(taken.cards[of], more.get(of.imdb or 0, Details()))

    rated = [(tconst(of.imdb), each.value, _day(each.at), *of_title(of)) for of, each in ratings.items() if of.imdb]
    done.left["ratings of titles without an id of IMDb's"] += len(ratings) - len(rated)
    done.wrote["ratings"] += len(rated)
    done.files["ratings.csv"] = table(IMDB_RATINGS, rated)
    names = Names()
    for head in taken.lists:
        titles: list[Sequence[object]] = []
        people: list[Sequence[object]] = []
        for entry in entries[head.key]:
            of, day = entry.of, _day(entry.at)
            if of.imdb is None:
                done.left["list entries without an id of IMDb's"] += 1
            elif isinstance(of, PersonMention):
                card = taken.people[of]
                people.append((len(people) + 1, nconst(of.imdb), day, day, entry.note, *_of_person(card)))
            else:
                own = ratings.get(of)
                mine = (own.value, _day(own.at)) if own else (None, None)
                titles.append((len(titles) + 1, tconst(of.imdb), day, day, entry.note, *of_title(of), *mine))
        if titles or not people:
            done.files[f"{names.of(head)}.csv"] = table(IMDB_LIST, titles)
        if people:
            done.files[f"{names.of(head, ' (people)')}.csv"] = table(IMDB_PEOPLE, people)
        done.wrote["list entries"] += len(titles) + len(people)
        done.wrote["lists"] += 1
        _parts(done, {"descriptions of lists": head.about, "ranks of lists (their order is written)": head.ranked})
    return done


def _of_title(card: TitleCard, more: Details) -> tuple[object, ...]:
    url = f"https://www.imdb.com/title/{tconst(card.id)}/"
    original = card.original_title or card.title
    return (
        card.full_title, original, url, card.kind, card.rating, card.runtime, card.year, ", ".join(card.genres), card.votes,
        more.released, ", ".join(more.directors),
    )  # fmt: skip


def _of_person(card: PersonCard) -> tuple[object, ...]:
    return card.name, card.known_for, card.birth_year


def _day(at: str | None) -> str:
    return local_day(at) if at else ""


# -- names and counts --------------------------------------------------------------------------------------------------


#: Names that other files of an export have, and those that Windows keeps for devices.
_RESERVED = frozenset(
    ("ratings", "reviews", "con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(10)))
)


class Names:
    """Names for the files of lists: that of the list, without what some system does not take, each once in any case.

    Only the watchlist's has "watchlist" in it: readers know it by that.
    """

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def of(self, head: ListHead, behind: str = "") -> str:
        """The name of a list's file, without an ending; ``behind`` is added where a list has several."""
        name = "watchlist"
        if head.kind != "watchlist":
            fit = _WATCHLIST.sub(r"\1-\2", _UNFIT.sub("-", head.name)).encode("utf-8", "replace")[:_LONGEST_NAME]
            name = fit.decode("utf-8", "ignore").strip(" .") or "untitled"
        name = found = name + behind
        number = 2
        while found.casefold() in self._taken:
            found, number = f"{name} ({number})", number + 1
        self._taken.add(found.casefold())
        return found


_OTHERS: dict[type[Record], str] = {
    Viewing: "viewings",
    Rating: "ratings",
    Review: "reviews",
    Like: "♥",
    Tag: "tags",
    Note: "notes",
    Follow: "people followed",
    Owned: "titles owned",
    SeriesState: "series states",
}


def _left(record: Record) -> str:
    """What a record is that a format has no place for."""
    if isinstance(record, Rating):
        return "ratings of seasons" if record.season is not None else "ratings"
    if isinstance(record, Entry):
        return {"favourites": "favourites", "watchlist": "titles on the watchlist"}.get(record.on.kind, "list entries")
    return _OTHERS[type(record)]
