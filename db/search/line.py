"""One reading of a search line, put to the index: what every finder is given."""

from __future__ import annotations

from db.search.find import Index, Row, any_of
from db.search.pool import Candidate, Pool
from db.search.query import Reading
from db.search.score import Wanted


class Line:
    """The words and filters of one reading, the index under these filters, and how many hits are wanted.

    ``extra`` is added to the score of all its hits (a reading that takes words for filters is the less likely one); ``people_too``
    says whether people are looked for at all.
    """

    def __init__(self, index: Index, reading: Reading, limit: int, extra: float, *, people_too: bool) -> None:
        self.index, self.reading, self.limit, self.extra = index, reading, limit, extra
        self.people_too = people_too
        self.wanted = Wanted(reading.words, reading.unfinished)
        self.scattered: list[Row] = []
        """Titles that have all the words, but in no single name; added last."""

    def has_filter(self, field: str) -> bool:
        """Whether it has a filter of this field."""
        return any(one.field == field for one in self.reading.filters)

    def add(
        self,
        pool: Pool,
        row: Row,
        score: float,
        *,
        is_person: bool = False,
        words: tuple[str, ...] | None = None,
        strong: bool = False,
    ) -> None:
        """Add a row as a candidate. ``words`` are those that its names show: None for those typed, empty for none in particular."""
        typed = self.reading.words
        shown = typed if words is None else words
        place = -row[0] if is_person else row[0]
        if pool.lacks(place, score := score + self.extra):
            mended = bool(shown) and shown != typed
            pool.best[place] = Candidate(score, is_person, row, place, shown, mended, strong, self.reading.chips)

    def years(self) -> range:
        """A narrow range of years that the filters ask for; empty where there is none."""
        for one in self.reading.filters:
            if one.field == "year" and one.low and one.high and one.high - one.low < 20:
                return range(one.low, one.high + 1)
        return range(0)

    def narrowed(self, match: str) -> str:
        """An expression with the narrow range of years as words, which every title's document has."""
        years = self.years()
        return f"({match}) AND ({any_of(map(str, years))})" if years else match
