"""Instants on disk are UTC, days on screen are the viewer's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from db.base import clock
from db.base.errors import BadInput
from db.base.text import line, prose
from widgets.text import day


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def stand(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield stand
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "instant", "local"),
    [
        ("UTC", "2026-05-03T20:15:00.000Z", ("2026-05-03", "20:15")),
        ("Pacific/Kiritimati", "2026-05-03T20:15:00.000Z", ("2026-05-04", "10:15")),  # UTC+14
        ("Pacific/Pago_Pago", "2026-05-03T08:15:00.000Z", ("2026-05-02", "21:15")),  # UTC-11
        ("Europe/London", "2026-03-29T00:59:59.000Z", ("2026-03-29", "00:59")),  # the clocks go forward
        ("Europe/London", "2026-03-29T01:00:00.000Z", ("2026-03-29", "02:00")),
        ("Europe/London", "2026-10-25T00:30:00.000Z", ("2026-10-25", "01:30")),  # and back
        ("Europe/London", "2026-10-25T01:30:00.000Z", ("2026-10-25", "01:30")),
        ("Europe/Berlin", "2026-12-31T23:30:00.000Z", ("2027-01-01", "00:30")),
        ("AAA-24", "2026-05-03T20:15:00.000Z", ("2026-05-04", "20:15")),
        ("UTC", "2026-05", ("2026-05", "")),
    ],
)
def test_an_instant_is_shown_in_the_viewers_zone(
    zone: Callable[[str], None], name: str, instant: str, local: tuple[str, str]
) -> None:
    zone(name)
    assert clock.local(instant) == local


def test_a_day_stays_the_day_that_was_typed(zone: Callable[[str], None]) -> None:
    zone("Pacific/Kiritimati")
    assert clock.local_day("2026-05-03") == "2026-05-03"
    assert day("2026-05-03") == "3 May 2026"
    assert day("2026-05-03T20:15:00.000Z") == "4 May 2026"


def test_what_is_stored_has_the_same_form_everywhere(zone: Callable[[str], None]) -> None:
    zone("Pacific/Pago_Pago")
    assert clock.local(clock.now())[0] == clock.today().isoformat()
    assert clock.now().endswith("Z") and len(clock.now()) == 24


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u2028", "\x1b", "\x07", "\ufeff", "\ud800"])
def test_what_turns_a_line_round_or_moves_the_cursor_is_never_stored(char: str) -> None:
    assert prose(f"a{char}b\nc") in ("ab\nc",)
    assert line(f"a{char}b") == "a b"


def test_marks_that_scripts_and_emoji_need_stay() -> None:
    assert line("👩‍🚀 שלום\u200f") == "👩‍🚀 שלום\u200f"


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("today", "2026-05-03"),
        (" Yesterday ", "2026-05-02"),
        ("3 days ago", "2026-04-30"),
        ("friday", "2026-05-01"),
        ("last friday", "2026-05-01"),
        ("last Sunday", "2026-04-26"),  # today is a Sunday
        ("sun", "2026-04-26"),
        ("12 May", "2025-05-12"),
        ("May 3", "2026-05-03"),
        ("1st May", "2026-05-01"),
        ("12. May, 2024", "2024-05-12"),
        ("dec 31", "2025-12-31"),
        ("29 Feb", "2024-02-29"),
        ("2024-05-12", "2024-05-12"),
        ("2026-05-04", "2026-05-04"),  # a day of grace
        ("unknown", None),
        ("?", None),
    ],
)
def test_a_day_as_people_say_it(clock: object, said: str, iso: str | None) -> None:
    from db.base.clock import spoken

    assert spoken(said) == iso


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "not a date"), ("soon", "not a date"), ("30 Feb", "not a date"), ("12 May 2027", "in the future"),
        ("2026-05-05", "in the future"), ("12 Ma", "not a date"), ("99999 days", "not a date"), ("2026-5-3", "not a date"),
        ("١٢ May", "not a date"), ("5 6", "not a date"), ("0 May", "not a date"), ("1 May 0", "not a date"),
        ("99999999 days ago", "not a date"),
    ],
)  # fmt: skip
def test_what_is_no_day_that_could_be_logged(clock: object, said: str, sentence: str) -> None:
    from db.base.clock import spoken

    with pytest.raises(BadInput, match=sentence):
        spoken(said)
