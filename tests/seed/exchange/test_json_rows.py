"""Rows of JSON arrays, all at once and one at a time."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.exchange import json_rows
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


def read(text: str | bytes) -> list[dict[str, Any]] | str:
    try:
        return list(json_rows.each_row(held(text)))
    except Unreadable as trouble:
        return str(trouble)


@settings(deadline=None, max_examples=cases(300, 5000))
@given(st.lists(_VALUES, max_size=6), st.sampled_from([None, 1, "\t"]), st.sampled_from(["", " \r\n", "\ufeff"]))
def test_rows_are_those_of_the_whole_value(values: list[Any], indent: Any, before: str) -> None:
    text = before + json.dumps(values, indent=indent) + "\n"
    assert read(text) == [each if isinstance(each, dict) else {} for each in values]


@settings(deadline=None, max_examples=cases(300, 5000))
@given(st.binary(max_size=60) | st.text(alphabet='[]{},:"1a \n\\', max_size=40).map(str.encode))
def test_bytes_give_rows_or_a_reason_as_they_do_all_at_once(data: bytes) -> None:
    found = read(data)
    try:
        whole = json_rows.parsed(held(data))
    except Unreadable:
        assert isinstance(found, str) and found
    else:
        assert isinstance(found, str) is not isinstance(whole, list)


@pytest.mark.parametrize(
    ("text", "said"),
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
def test_a_file_that_is_no_array_says_why(text: str, said: str) -> None:
    found = read(text)
    assert isinstance(found, str) and said in found


def test_too_many_bytes_values_or_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="more than 40 MB"):
        list(json_rows.each_row(held("[" + " " * json_rows.MOST_BY_ROW + "]")))
    with pytest.raises(Unreadable, match="more than 16 MB"):
        json_rows.rows(held("[" + " " * json_rows.MOST + "]"))
    monkeypatch.setattr(json_rows, "MOST_ROWS", 2)
    assert json_rows.rows(held("[1, 2]")) == [{}, {}]
    with pytest.raises(Unreadable, match="more than 2 rows"):
        json_rows.rows(held("[1, 2, 3]"))
    monkeypatch.setattr(json_rows, "MOST_VALUES", 4)
    with pytest.raises(Unreadable, match="more than 4 values"):
        json_rows.rows(held("[1, 2, {}, [], 3]"))


def test_encodings_are_those_of_text_files() -> None:
    assert read(json.dumps([{"a": "é"}], ensure_ascii=False).encode("utf-16")) == [{"a": "é"}]
