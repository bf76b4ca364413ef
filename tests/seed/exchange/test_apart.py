"""Titles of one name and year in one file: what tells them apart keeps them two."""

from __future__ import annotations

from pathlib import Path

from db.base.records.exchange import FILM, Mention, Origin, Rating, Reading, Viewing, uid_of_mention
from seed.exchange.apart import tell_apart
from tests.seed.exchange.reading import export_of, of_kind

_HEAD = "Date,Name,Year,Letterboxd URI"


def test_addresses_of_films_tell_namesakes_apart_and_leave_others_alone(tmp_path: Path) -> None:
    ratings = f"{_HEAD},Rating\n2020-01-01,Puppet,2022,https://b.test/1,4\n2020-01-01,Puppet,2022,https://b.test/2,2\n"
    ratings += "2020-01-01,Alone,2015,https://b.test/3,3\n"
    watched = f"{_HEAD}\n2020-01-01,Puppet,2022,https://b.test/2\n"
    reading = export_of(tmp_path, {"ratings.csv": ratings, "watched.csv": watched}, "letterboxd")
    first, second, alone = (each.of for each in of_kind(reading, Rating))
    assert uid_of_mention(first) != uid_of_mention(second)
    assert [each.of for each in of_kind(reading, Viewing)] == [second]
    assert alone == Mention("Alone", 2015, FILM)


def test_ids_of_other_services_tell_namesakes_apart() -> None:
    def rated(of: Mention) -> Rating:
        return Rating(origin=Origin("a", 1), of=of, value=5, at=None)

    one, two, other = (
        Mention("Puppet", 2022, FILM, tmdb=1),
        Mention("puppet", 2022, FILM, tmdb=2),
        Mention("Alone", 2015, tmdb=3),
    )
    series = Mention("Watch", None, "series", tvdb=8)
    episode = Mention("", None, "tvEpisode", series=series, season=1, number=1)
    reading = Reading(records=[rated(each) for each in (one, two, other, episode, series._replace(tvdb=9))])
    tell_apart(reading)
    found = [each.of for each in of_kind(reading, Rating)]
    assert len({uid_of_mention(of) for of in found[:2]}) == 2 and found[2] == other
    assert found[3].series is not None and uid_of_mention(found[3].series) != uid_of_mention(found[4])
