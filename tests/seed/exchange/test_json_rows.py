"""Rows of JSON arrays, read one at a time."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seed.exchange import json_rows, json_stream, text
from seed.exchange.container import Held, Unreadable
from tests.counts import cases

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=4), inside, max_size=4),
    max_leaves=12,
)


def held(text: str | bytes, size: int | None = None) -> Held:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return Held("rows.json", len(data) if size is None else size, lambda: io.BytesIO(data))


def read(data: str | bytes) -> list[dict[str, Any]] | str:
    try:
        return list(json_rows.each_row(held(data)))
    except Unreadable as trouble:
        return str(trouble)


@pytest.fixture(params=[1, 7, 1 << 20])
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_PIECE", request.param)


_UNFIXED = settings(
    deadline=None, max_examples=cases(300, 5000), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_UNFIXED
@given(st.lists(_VALUES, max_size=6), st.sampled_from([None, 1, "\t"]), st.sampled_from(["", " \r\n", "\ufeff"]))
def test_rows_are_those_of_the_whole_value(_pieces: None, values: list[Any], indent: Any, before: str) -> None:
    written = before + json.dumps(values, indent=indent) + "\n"
    assert read(written) == [each if isinstance(each, dict) else {} for each in values]


@_UNFIXED
@given(st.binary(max_size=60) | st.text(alphabet='[]{},:"1a \n\\', max_size=40).map(str.encode))
def test_bytes_give_rows_or_a_reason_as_they_do_all_at_once(_pieces: None, data: bytes) -> None:
    found = read(data)
    try:
        whole = json.loads(text.decoded(held(data)).lstrip("\ufeff"))
    except (Unreadable, ValueError):
        assert isinstance(found, str) and found
    else:
        assert isinstance(found, str) is not isinstance(whole, list)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('[{"a": 1}, {"a"', "ends in the middle (line 1, column"),
        ('[{"a": 1},\n', "ends in the middle (line 2, column 1"),
        ('[{"a": 1}', "ends in the middle"),
        ('[{"a": 1}] [', "no JSON (line 1, column 12: Extra data)"),
        ("[{} {}]", "no JSON"),
        ("[1,]", "no JSON"),
        ('{"a": 1}', "not a list"),
        ("[" * 100_000, "nested"),
        ("[" + "9" * 5_000 + "]", "number too long"),
        ("\0" * 50, "NUL"),
        ("<html>", "web page"),
    ],
)
def test_a_file_that_is_no_array_says_why(_pieces: None, data: str, said: str) -> None:
    found = read(data)
    assert isinstance(found, str) and said in found


def test_lines_and_columns_are_those_of_the_file_however_it_is_read(_pieces: None) -> None:
    rows = [json.dumps({"a": number, "b": "x" * number}) for number in range(40)]
    data = "[" + ",\n".join([*rows, '  {"a" 1}']) + "]"
    with pytest.raises(ValueError, match="delimiter") as whole:
        json.loads(data)
    error = whole.value
    assert isinstance(error, json.JSONDecodeError)
    assert read(data) == f"it is no JSON (line {error.lineno}, column {error.colno}: {error.msg})"


def test_too_many_bytes_values_letters_or_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "MOST_ROWS", 2)
    assert read("[1, 2]") == [{}, {}]
    assert read("[1, 2, 3]") == "it has more than 2 rows"
    monkeypatch.setattr(text, "_PIECE", 10)
    monkeypatch.setattr(json_stream, "MOST_SIGNS", 20)
    assert read('[1,\n{"a": [' + "[]," * 19) == "it has a row of more than 20 values, in line 2"
    monkeypatch.setattr(json_stream, "MOST_VALUE", 60)
    assert read('[1,\n"' + "a" * 90 + '"]') == "it has a row of more than 60 letters, in line 2"
    monkeypatch.setattr(json_rows, "MOST", 2_000_000)
    assert read("[" + " " * 2_000_000 + "]") == "it holds more than 2 MB"


def test_encodings_are_those_of_text_files() -> None:
    assert read(json.dumps([{"a": "é"}], ensure_ascii=False).encode("utf-16")) == [{"a": "é"}]
