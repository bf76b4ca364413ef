"""What filters need of a title, packed into one integer: kind, adult, genres and rating (the ``facets`` columns)."""

from __future__ import annotations

#: IMDb's kinds in the order of their codes; a kind that is not among them has code 0.
KINDS = (
    "", "movie", "short", "tvSeries", "tvMiniSeries", "tvMovie", "tvEpisode", "tvSpecial", "tvShort", "tvPilot", "video",
    "videoGame",
)  # fmt: skip
#: IMDb's genres in the order of their bits.
GENRES = (
    "Action", "Adult", "Adventure", "Animation", "Biography", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy",
    "Film-Noir", "Game-Show", "History", "Horror", "Music", "Musical", "Mystery", "News", "Reality-TV", "Romance", "Sci-Fi",
    "Short", "Sport", "Talk-Show", "Thriller", "War", "Western",
)  # fmt: skip
_KIND_CODE = {kind: code for code, kind in enumerate(KINDS)}
_GENRE_BIT = {genre: 1 << bit for bit, genre in enumerate(GENRES)}

# facets, from the lowest bit: kind (4 bits), adult (1), genres (28), rating in tenths (7, 0 where there is none).
ADULT_SHIFT, GENRE_SHIFT, RATING_SHIFT = 4, 5, 33


def genre_bits(genres: str | None) -> int:
    """The bits of comma-joined ``genres``; unknown ones have none."""
    return sum(_GENRE_BIT.get(genre, 0) for genre in set(genres.split(","))) if genres else 0


def pack(kind: str, genres: str | None, rating: float | None, is_adult: int) -> int:
    """What filters need of a title in one integer: kind, adult, genres, rating (as the columns of ``title`` hold them).

    A bulk importer may compute it in vectorised form: ``code | adult << 4 | genre_bits << 5 | round(rating * 10) << 33``.
    """
    tenths = round(rating * 10) if rating else 0
    adult = (1 if is_adult else 0) << ADULT_SHIFT
    return _KIND_CODE.get(kind, 0) | adult | genre_bits(genres) << GENRE_SHIFT | tenths << RATING_SHIFT
