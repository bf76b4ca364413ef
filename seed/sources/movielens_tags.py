"""Words that viewers of MovieLens put on films, as keywords: those that several of them use, the commonest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from db.base.records.exchange import FILM, Mention, Unplaced
from db.base.records.sources import Piece, Subject, Told
from db.base.text import line
from seed.exchange import table
from seed.exchange.container import Held
from seed.exchange.formats import Claimed
from seed.sources import cells
from seed.sources.formats import Source

#: Viewers who have to use a word, words of a film, letters of a word.
_VIEWERS, _WORDS, _LETTERS = 2, 30, 60


def claims(held: Held) -> str | None:
    """``tags`` or ``links``, by its columns."""
    names = table.columns(held)
    if table.has(names, "userid", "movieid", "tag"):
        return "tags"
    return "links" if table.has(names, "movieid", "imdbid", "tmdbid") else None


def read(files: Sequence[Claimed]) -> Iterator[Piece]:
    """The words of each film, once all are counted; ``links.csv`` says which film is meant."""
    if not any(role == "tags" for role, _ in files):
        return
    imdb: dict[str, int] = {}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    rows: Counter[str] = Counter()
    for role, held in sorted(files, key=lambda claimed: claimed.role != "links"):
        for row in table.endless(held):
            film = row["movieid"]
            if role == "links":
                if (number := cells.whole(row["imdbid"])) is not None:
                    imdb[film] = number
                continue
            word = line(row["tag"]).lower()[:_LETTERS]
            if film not in imdb:
                yield Unplaced(row.origin, "links.csv, which says which film is meant, does not have it")
            elif not word:
                yield Unplaced(row.origin, "the word is empty")
            else:
                said[film][word] += 1
                rows[film] += 1
    for film, words in said.items():
        number = imdb[film]
        subject = Subject(f"tt{number:07}", Mention("", None, FILM, imdb=number))
        made = tuple(word for word, count in words.most_common(_WORDS) if count >= _VIEWERS)
        yield Told(subject, "keywords", made, rows[film])


SOURCE = Source(
    name="movielens-tags",
    label="MovieLens tags",
    fills=("keywords",),
    published="grouplens.org/datasets/movielens: tags.csv with links.csv beside it",
    size="up to 70 MB",
    terms="for non-commercial use, with a word of thanks to GroupLens",
    claims=claims,
    read=read,
    credit="F. M. Harper and J. A. Konstan, The MovieLens Datasets, 2015",
)
