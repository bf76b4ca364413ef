"""The trail behaves as a browser's history does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.places import Place
from tui.trail import LONGEST, Trail

HOME = Place("home", None, "Home")


def place(number: int) -> Place:
    return Place("title", number, f"Title {number}")


def test_back_and_forward_return_to_the_same_places() -> None:
    trail = Trail(HOME)
    assert trail.go(place(1)) and trail.go(place(2))
    assert trail.back() and trail.here == place(1)
    assert trail.forward() and trail.here == place(2)
    assert not trail.forward()


def test_going_elsewhere_ends_the_way_forward() -> None:
    trail = Trail(HOME)
    trail.go(place(1))
    trail.back()
    trail.go(place(2))
    assert not trail.forward()


def test_home_is_never_left() -> None:
    trail = Trail(HOME)
    assert not trail.back()
    trail.go(place(1), instead=True)
    assert trail.back() and trail.here == HOME


def test_a_tab_takes_the_place_of_a_tab() -> None:
    trail = Trail(HOME)
    trail.go(place(1))
    trail.go(Place("credits", 1, "Cast"))
    trail.go(Place("facts", 1, "Did you know"), instead=True)
    assert trail.names() == ("Title 1", "Did you know")
    trail.back()
    assert trail.here == place(1)


def test_the_same_place_twice_is_one_step() -> None:
    trail = Trail(HOME)
    trail.go(place(1))
    assert not trail.go(place(1))
    assert trail.back() and trail.here == HOME


def test_state_returns_with_the_place() -> None:
    trail = Trail(HOME)
    trail.go(place(1))
    trail.here.state["scroll"] = 12
    trail.go(place(2))
    trail.back()
    assert trail.here.state == {"scroll": 12}


@given(st.lists(st.tuples(st.sampled_from(["go", "back", "forward"]), st.integers(0, 400)), max_size=600))
def test_it_never_grows_beyond_an_evening_and_always_starts_at_home(steps: list[tuple[str, int]]) -> None:
    trail = Trail(HOME)
    for what, number in steps:
        if what == "go":
            trail.go(place(number))
        elif what == "back":
            trail.back(number % 3 + 1)
        else:
            trail.forward()
    assert trail.places[0] == HOME
    assert len(trail.places) <= LONGEST + 1
