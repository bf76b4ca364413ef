"""Words without end for :mod:`tests.bench.generate`, as real names and titles have them: some often, ever new ones behind them.

A word has a rank. The first ranks are words of :mod:`tests.bench.vocabulary`, the others are put together of pieces by
their rank alone. Ranks fall as a power (Zipf's law), so that the number of different words grows as the number of names
does, without a knee; how fast was fitted to real names and titles (``python -m tests.bench.generate --curves``).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tests.bench import vocabulary as v

_U32 = 2**32
_GOLDEN, _MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9
#: Ranks beyond it are as rare as each other.
_LAST = 2**36
_PRIME = 7_368_787


def dice(of: pl.Expr, salt: int) -> pl.Expr:
    """32 evenly spread bits that depend on a whole number and ``salt`` alone, as a float in [0, 1)."""
    mixed = (of.cast(pl.UInt64) + pl.lit(salt * 7919 + 1, pl.UInt64)) * pl.lit(_GOLDEN, pl.UInt64)
    mixed = mixed.xor(mixed // pl.lit(2**30, pl.UInt64)) * pl.lit(_MIX, pl.UInt64)
    mixed = mixed.xor(mixed // pl.lit(2**27, pl.UInt64)) * pl.lit(0x94D049BB133111EB, pl.UInt64)
    return (mixed // pl.lit(_U32, pl.UInt64)).cast(pl.Float64) / _U32


def pick(words: tuple[str, ...], of: pl.Expr, *, steep: float = 1.0) -> pl.Expr:
    """One of ``words`` by a float in [0, 1); ``steep`` above 1 prefers the first ones."""
    place = (of.pow(steep) * len(words)).cast(pl.UInt32).clip(0, len(words) - 1)
    return pl.lit(pl.Series(words, dtype=pl.String)).gather(place)


@dataclass(frozen=True, slots=True)
class Tongue:
    """Where words come from: ``head`` are the first ranks; then ``begins`` and ``ends``, with one of ``inner`` between or more.

    The chance of a rank above *r* is ``(1 + r / bend) ** -fall``: of *n* words about ``n ** (1 / (1 + fall))`` are different.
    """

    head: tuple[str, ...]
    begins: tuple[str, ...]
    inner: tuple[str, ...]
    ends: tuple[str, ...]
    bend: float
    fall: float

    def word(self, of: pl.Expr) -> pl.Expr:
        """A word by a float in [0, 1)."""
        rank = (((1 - of).clip(1 / _U32).pow(-1 / self.fall) - 1) * self.bend).clip(0, _LAST).cast(pl.Int64)
        made = self._made((rank - len(self.head)).clip(0))
        if not self.head:
            return made
        common = pl.lit(pl.Series(self.head, dtype=pl.String)).gather(rank.clip(0, len(self.head) - 1))
        return pl.when(rank < len(self.head)).then(common).otherwise(made)

    def _made(self, rank: pl.Expr) -> pl.Expr:
        """Every rank another word, rare ones longer; neighbours have nothing in common."""
        begins, inner, ends = (pl.Series(part, dtype=pl.String) for part in (self.begins, ["", *self.inner], self.ends))
        short = begins.len() * ends.len()
        place, more = rank * _PRIME % short, rank // short
        # the longer words begin with other pieces than the short ones in whose place they stand
        first, last = place // ends.len() + more * 31, place % ends.len()
        parts = [pl.lit(begins).gather(first % begins.len()), pl.lit(inner).gather(more % inner.len())]
        second = (more // inner.len()) % inner.len()
        return pl.concat_str(*parts, pl.lit(inner).gather(second), pl.lit(ends).gather(last))


def _titled(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.title() for word in words)


_NAMES = _titled(v.SYLLABLES)
GIVEN = Tongue(v.FIRST, _NAMES, v.SYLLABLES, v.GIVEN_ENDINGS, 330, 0.6)
FAMILY = Tongue(v.LAST, _NAMES, v.SYLLABLES, v.ENDINGS, 1400, 0.35)
NOUN = Tongue(v.NOUNS, _titled(v.STEMS), v.STEMS, v.NOUN_ENDINGS, 850, 0.7)
ADJECTIVE = Tongue(v.ADJECTIVES, _titled(v.STEMS), v.STEMS, v.ADJECTIVE_ENDINGS, 120, 0.7)
PLACE = Tongue(v.PLACES, _titled(v.SYLLABLES), v.SYLLABLES, v.PLACE_ENDINGS, 250, 0.6)
#: Other scripts, the most frequent first.
SCRIPTS = tuple(
    Tongue((), begins, inner, ends, 60, 0.45)
    for begins, inner, ends in (
        v.HAN,
        v.KANA,
        v.CYRILLIC_PIECES,
        v.HANGUL,
        v.DEVANAGARI,
        v.GREEK,
        v.ARABIC,
        v.HEBREW,
        v.THAI,
        v.ACCENTED_PIECES,
    )
)


def name_of_title(i: pl.Series, salt: int) -> pl.Series:
    """A title for each number, of one to five words; now and then in another script, with brackets, quotes or a number."""
    n = pl.col("i")
    shapes = _shapes(n, salt)
    bounds = pl.Series([below for below, _ in shapes])
    rows = pl.DataFrame({"i": i}).with_row_index("at").with_columns(die=dice(n, salt + 15))
    rows = rows.with_columns(shape=bounds.search_sorted(rows["die"], side="right").clip(0, len(shapes) - 1))
    parts = []
    for (shape,), part in rows.partition_by("shape", as_dict=True).items():
        parts.append(part.select("at", made=shapes[int(str(shape))][1].cast(pl.String)))
    return pl.concat(parts).sort("at")["made"] if parts else pl.Series("made", [], dtype=pl.String)


def _shapes(n: pl.Expr, salt: int) -> list[tuple[float, pl.Expr]]:
    """What titles look like, each up to a share of all."""

    def noun(which: int) -> pl.Expr:
        return NOUN.word(dice(n, salt + which))

    def said(text: str) -> pl.Expr:
        return pl.lit(text)

    adjective, place = ADJECTIVE.word(dice(n, salt + 11)), PLACE.word(dice(n, salt + 12))
    first, last = GIVEN.word(dice(n, salt + 13)), FAMILY.word(dice(n, salt + 14))
    number = (dice(n, salt + 19) * 9 + 2).cast(pl.Int32).cast(pl.String)
    latin: list[tuple[float, pl.Expr]] = [
        (0.10, noun(1)),
        (0.20, said("The ") + noun(1)),
        (0.30, adjective + " " + noun(1)),
        (0.38, said("The ") + adjective + " " + noun(1)),
        (0.46, noun(1) + said(" of ") + place),
        (0.56, noun(1) + " " + noun(2)),
        (0.62, noun(1) + said(" & ") + noun(2)),
        (0.68, first + said("'s ") + noun(1)),
        (0.76, first + " " + last),
        (0.80, said("The ") + noun(1) + said(" Who ") + pick(v.VERBS, dice(n, salt + 16)) + " " + noun(2)),
        (0.86, noun(1) + said(": ") + adjective + " " + noun(2)),
        (0.875, noun(1) + " " + number),
        (0.88, said("[") + noun(1).str.to_uppercase() + said("]")),
        (0.885, said('"') + noun(1) + said('"')),
        (0.93, noun(1) + said(" in ") + place),
    ]
    share, rest = latin[-1][0], 1 - latin[-1][0]
    for number_of, tongue in enumerate(SCRIPTS):
        part = tongue.word(dice(n, salt + 17)) + (" " if number_of > 1 else "") + tongue.word(dice(n, salt + 18))
        share += rest / 2 ** min(number_of + 1, len(SCRIPTS) - 1)
        latin.append((min(share, 1.0), part))
    return latin


def name_of_person(i: pl.Expr) -> pl.Expr:
    """A name of mostly two words, in Latin letters, as IMDb has them."""
    first, last = GIVEN.word(dice(i, 90)), FAMILY.word(dice(i, 91))
    die = dice(i, 95)
    return (
        pl.when(die < 0.86).then(first + " " + last)
        .when(die < 0.90).then(first + " " + GIVEN.word(dice(i, 96)) + " " + last)
        .when(die < 0.92).then(first + pl.lit(" ") + last + pl.lit("-") + FAMILY.word(dice(i, 96)))
        .when(die < 0.93).then(first + pl.lit(' "') + NOUN.word(dice(i, 96)) + pl.lit('" ') + last)
        .when(die < 0.95).then(pick(v.ACCENTED_NAMES, dice(i, 96)) + " " + last)
        .when(die < 0.96).then(SCRIPTS[-1].word(dice(i, 96)) + " " + last)
        .when(die < 0.985).then(first + pl.lit(" O'") + last)
        .otherwise(last)
    )  # fmt: skip
