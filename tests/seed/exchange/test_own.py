"""Matinee's own JSON: what is written comes back the same, and what is no such file is said in a sentence."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.base.errors import MatineeError
from db.base.records.exchange import Mention, PersonMention, Reading, Row
from db.personal.dump import Dump
from seed.exchange import container, formats, json_stream, own, own_outline, text
from seed.exchange.container import opened
from seed.exchange.own_layout import LAYOUT
from seed.exchange.own_out import pieces
from seed.exchange.own_schema import PATH, schema
from tests.counts import cases
from tests.seed.exchange import lives

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "samples"
A, B, C = "a" * 32, "b" * 32, "c" * 32
FILM, SERIES, SOMEBODY = "1" * 32, "2" * 32, "3" * 32
WHEN = "2026-05-03T20:15:00.000Z"


@pytest.fixture(autouse=True)
def _only_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MODULES", ("own",))


def text_of(con: sqlite3.Connection, *, history: bool = False) -> str:
    return "".join(pieces(Dump(con, history=history), WHEN, Counter()))


def read(path: Path, data: object) -> Reading:
    """What is read of a file with this content, through the registry; the row arithmetic holds."""
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    with opened(path) as found:
        exports, _ = formats.recognise(found)
        assert [export.format.name for export in exports] == ["own"]
        reading = exports[0].format.read(exports[0].files)
    adds_up(reading)
    return reading


def adds_up(reading: Reading) -> None:
    told = sum(record.rows for record in reading.records) + sum(each.rows for each in reading.unplaced)
    assert told == sum(each.rows for each in reading.files)


def small(**arrays: Any) -> dict[str, Any]:
    """A file with a film, a series and a person."""
    return {
        "matinee": {"format": 1, "written_at": WHEN, "schema": 2},
        "titles": {
            FILM: {"imdb": "tt0040725", "name": "The Paper Boat", "year": 1961, "kind": "movie"},
            SERIES: {"name": "Harbour Watch", "kind": "tvSeries"},
        },
        "people": {SOMEBODY: {"imdb": "nm0790452", "name": "Ina Lund"}},
        **arrays,
    }


def rating(**other: Any) -> dict[str, Any]:
    return {"uid": A, "title": FILM, "value": 8, "rated_at": WHEN, **other}


@settings(max_examples=cases(500, 5000), deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 6))
def test_records_written_and_read_again_are_the_same(seed: int, size: int) -> None:
    con = lives.invent(seed, size)
    written = text_of(con)
    again = lives.empty()
    reading = _read_text(written)
    assert [each.why for each in reading.unplaced] == []
    lives.load(again, reading)
    assert text_of(again) == written
    con.close()
    again.close()


def _read_text(text: str) -> Reading:
    from seed.exchange.container import Held
    from seed.exchange.formats import Claimed

    data = text.encode("utf-8", "surrogatepass")
    held = Held("matinee.json", len(data), lambda: io.BytesIO(data))
    reading = own.FORMAT.read([Claimed("records", held)])
    adds_up(reading)
    return reading


def test_a_column_that_is_lost_would_be_seen() -> None:
    """The comparison above is of two exports: every column of every table is in them."""
    con = lives.invent(7, 6)
    data = json.loads(text_of(con))
    derived = {"id", "uid", "twin"}
    for section in LAYOUT:
        columns = {row[1] for row in con.execute(f"PRAGMA table_info({section.table})")} - derived
        fields = {field.column for field in section.fields}
        assert fields | ({"list_id"} if section.inside else set()) == columns, section.table
        (stored,) = con.execute(f"SELECT count(*) FROM {section.table}").fetchone()
        written = data[section.key] if not section.inside else [one for each in data["lists"] for one in each["entries"]]
        assert len(written) == stored, section.key


def test_two_exports_are_the_same_text_and_one_row_is_a_line() -> None:
    con = lives.invent(3, 5)
    written = text_of(con)
    assert written == text_of(con)
    rows = json.loads(written)["viewings"]
    lines = {line.rstrip(",") for line in written.split("\n")}
    assert rows and all(json.dumps(row, ensure_ascii=False) in lines for row in rows)


def test_the_schema_in_docs_is_that_of_the_layout_and_exports_follow_it() -> None:
    assert json.loads(PATH.read_text(encoding="utf-8")) == schema()
    for seed in range(20):
        follows(json.loads(text_of(lives.invent(seed, 5))), schema(), schema())


def test_the_history_is_written_when_asked_and_left_where_it_was_done_when_read() -> None:
    con = lives.empty()
    con.execute("INSERT INTO my_title (uid, title_id, said_id, title) VALUES (?, 5, 5, 'Gone')", (FILM,))
    con.execute("INSERT INTO journal_action (uid, at, kind, sentence, my_id) VALUES (?, ?, 'rate', 'Rated', 1)", (A, WHEN))
    con.execute("INSERT INTO journal_now VALUES (1, 1)")
    con.execute("INSERT INTO said_rating (uid, my_id, value, rated_at) VALUES (?, 1, 8, ?)", (B, WHEN))
    con.execute("DELETE FROM said_rating")
    data = json.loads(text_of(con, history=True))
    (action,) = data["history"]
    assert (action["uid"], action["kind"], action["title"]) == (A, "rate", FILM)
    one = {"uid": B, "title": FILM, "value": 8, "rated_at": WHEN}
    assert action["changes"] == [
        {"of": "ratings", "uid": B, "before": None, "after": one},
        {"of": "ratings", "uid": B, "before": one, "after": None},
    ]
    assert FILM in data["titles"], "the history speaks of it"
    assert "history" not in json.loads(text_of(con)) and not json.loads(text_of(con))["titles"]
    reading = _read_text(json.dumps(data))
    assert [(each.rows, "history" in each.why) for each in reading.unplaced] == [(1, True)]
    assert not [row for row in reading.records if row.rows]


def test_rows_hang_on_titles_and_people_by_their_uids(tmp_path: Path) -> None:
    reading = read(
        tmp_path / "x.json",
        small(
            ratings=[rating()],
            follows=[{"uid": B, "person": SOMEBODY, "followed_at": WHEN}],
            viewings=[{"uid": C, "title": SERIES, "watched_on": None, "logged_at": WHEN}],
            reviews=[{"uid": A, "title": SERIES, "viewing": C, "text": "Wet.", "written_at": WHEN, "edited_at": WHEN}],
        ),
    )
    assert reading.subjects == {
        FILM: Mention("The Paper Boat", 1961, "movie", 40725),
        SERIES: Mention("Harbour Watch", None, "tvSeries"),
        SOMEBODY: PersonMention("Ina Lund", 790452),
    }
    rows = {row.table: row for row in reading.records if isinstance(row, Row)}
    assert rows["said_rating"].refers == {"my_id": FILM} and rows["said_rating"].values == {"value": 8, "rated_at": WHEN}
    assert rows["said_rating"].key == ("ratings", A)
    assert rows["said_follow"].refers == {"my_person_id": SOMEBODY}
    assert rows["said_diary"].values["tags"] == "[]" and rows["said_diary"].values["watched_on"] is None
    assert rows["said_review"].refers == {"my_id": SERIES, "viewing_id": C}
    assert rows["my_title"].rows == 0 and reading.unplaced == []


@pytest.mark.parametrize(
    ("array", "row", "why"),
    [
        ("ratings", rating(value=11), "A rating: value is not between 1 and 10."),
        ("ratings", rating(value=0), "A rating: value is not between 1 and 10."),
        ("ratings", rating(value="8"), "A rating: value is no whole number."),
        ("ratings", rating(value=True), "A rating: value is no whole number."),
        ("ratings", rating(title=B), "A rating: title names a title that the file does not hold."),
        ("ratings", rating(title=SOMEBODY), "A rating: title names a title that the file does not hold."),
        ("ratings", rating(uid="A" * 32), "A rating: it has no uid of 32 hexadecimal digits."),
        ("ratings", {"uid": A, "title": FILM, "value": 8}, "A rating: rated_at is missing."),
        ("ratings", "8", "A rating: it is no object."),
        ("ratings", rating(rated_at="yesterday"), "A rating: rated_at is no moment such as 2026-05-03T20:15:00.000Z."),
        ("viewings", {"uid": A, "title": FILM, "watched_on": "9999-01-01", "logged_at": WHEN}, "A viewing: watched_on is a day in the future."),
        ("viewings", {"uid": A, "title": FILM, "watched_on": "0000-01-01", "logged_at": WHEN}, "A viewing: watched_on is no day such as 2026-05-03."),
        ("viewings", {"uid": A, "title": FILM, "watched_on": None, "tags": "x", "logged_at": WHEN}, "A viewing: tags is no list of words."),
        ("notes", {"uid": A, "text": "", "edited_at": WHEN}, "A note: it is about neither a title nor a person, or about both."),
        ("notes", {"uid": A, "title": FILM, "person": SOMEBODY, "text": "", "edited_at": WHEN}, "A note: it is about neither a title nor a person, or about both."),
        ("corrections", {"uid": A, "title": FILM, "section": "x", "value": "{", "made_at": WHEN}, "A correction: value is no JSON."),
        ("series_states", {"uid": A, "title": FILM, "state": "begun", "since": WHEN}, "A series state: state is none of under way, paused, dropped, finished."),
        ("owned", {"uid": A, "title": FILM, "location": "/x", "raw": "zz", "added_at": WHEN}, "A title owned: raw is not written in hexadecimal digits."),
    ],
)  # fmt: skip
def test_a_row_that_makes_no_sense_is_refused_by_itself(tmp_path: Path, array: str, row: Any, why: str) -> None:
    good = {"ratings": [rating(uid=C, title=SERIES)], array: [row]} if array != "ratings" else {array: [row, rating(uid=C)]}
    reading = read(tmp_path / "x.json", small(**good))
    assert [each.why for each in reading.unplaced] == [why]
    assert [row.uid for row in reading.records if row.rows] == [C]


def test_a_list_of_no_sense_takes_its_entries_along(tmp_path: Path) -> None:
    entry = {"uid": A, "title": FILM, "position": 1.0, "added_at": WHEN}
    one = {"uid": B, "kind": "odd", "name": "Sea", "created_at": WHEN, "entries": [entry, entry]}
    other = {
        "uid": C,
        "kind": "list",
        "name": "Sea",
        "created_at": WHEN,
        "entries": [entry, {**entry, "uid": B, "title": A}],
    }
    reading = read(tmp_path / "x.json", small(lists=[one, other, {**other, "uid": A, "entries": 5}]))
    assert [(each.rows, each.why) for each in reading.unplaced] == [
        (1, "A list: kind is none of watchlist, list, smart."),
        (2, "The list that it belongs to makes no sense."),
        (1, "A list entry: title names a title that the file does not hold."),
        (1, "A list entry: it is no object."),
    ]
    assert reading.files[0].rows == 3 + 2 + 2 + 1
    (kept,) = (row for row in reading.records if isinstance(row, Row) and row.table == "said_list_entry")
    assert kept.refers == {"list_id": C, "my_id": FILM}


def test_what_is_unknown_is_said_and_not_read(tmp_path: Path) -> None:
    reading = read(
        tmp_path / "x.json",
        small(ratings=[rating(mood="blue"), rating(uid=B, mood="red")], moods=[1, 2, 3], theme="dark", history=[{}]),
    )
    assert [(each.rows, each.why) for each in reading.unplaced] == [
        (0, "This version of Matinee does not know “mood” of a rating."),
        (3, "This version of Matinee does not know what this is."),
        (1, "This version of Matinee does not know what this is."),
        (1, own._HISTORY),
    ]
    assert len([row for row in reading.records if row.rows]) == 2


def test_a_review_stays_where_its_viewing_is_not_in_the_file(tmp_path: Path) -> None:
    review = {"uid": A, "title": FILM, "viewing": B, "text": "Wet.", "written_at": WHEN, "edited_at": WHEN}
    reading = read(tmp_path / "x.json", small(reviews=[review]))
    (row,) = (row for row in reading.records if row.rows)
    assert isinstance(row, Row) and row.refers == {"my_id": FILM}
    assert [(each.rows, each.why) for each in reading.unplaced] == [(0, "The viewing of a review is not in the file.")]


def test_the_same_uid_twice_is_read_once(tmp_path: Path) -> None:
    reading = read(tmp_path / "x.json", small(ratings=[rating(), rating(value=3)]))
    assert [each.why for each in reading.unplaced] == [f"A rating: its uid {A} stands twice in the file."]


@pytest.mark.parametrize(
    ("version", "why"),
    [
        (2, "it is written in version 2 of Matinee's format, and this Matinee reads version 1; a newer Matinee reads it"),
        (0, "it does not say in which version of Matinee's format it is written"),
        (1.5, "it does not say in which version of Matinee's format it is written"),
    ],
)
def test_another_version_is_refused_with_a_sentence(tmp_path: Path, version: Any, why: str) -> None:
    reading = read(tmp_path / "x.json", {**small(ratings=[rating()]), "matinee": {"format": version}})
    assert [(each.rows, each.trouble) for each in reading.files] == [(0, why)] and not reading.records


def test_a_file_that_was_cut_is_refused_and_another_is_read(tmp_path: Path) -> None:
    whole = json.dumps(small(ratings=[rating()]))
    (tmp_path / "a.json").write_text(whole[:-20], encoding="utf-8")
    (tmp_path / "b.json").write_text(whole, encoding="utf-16")
    with opened(tmp_path) as container:
        exports, unknown = formats.recognise(container)
        reading = exports[0].format.read(exports[0].files)
    assert not unknown and [(each.name, each.rows) for each in reading.files] == [("a.json", 0), ("b.json", 1)]
    assert reading.files[0].trouble.startswith("it ends in the middle")


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 50, b"[]", b"{}", b'[{"matinee": {"format": 1}}]', b'{"title": "Matinee", "year": 1993}', b"<html>", b"matinee"],
)  # fmt: skip
def test_other_files_are_not_claimed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "matinee.json").write_bytes(content)
    with opened(tmp_path) as container:
        assert formats.recognise(container)[0] == []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_no_export_of_others_is_claimed() -> None:
    with opened(SAMPLES) as container:
        exports, unknown = formats.recognise(container)
    assert exports == [] and len(unknown) > 50


def test_deep_and_large_values_are_refused(tmp_path: Path) -> None:
    deep = '{"matinee": {"format": 1}, "ratings": ' + "[" * 100_000
    assert "nested too deeply" in read(tmp_path / "a.json", deep).files[0].trouble
    digits = '{"matinee": {"format": 1}, "ratings": [' + "9" * 5_000 + "]}"
    assert "a number too long" in read(tmp_path / "b.json", digits).files[0].trouble
    nested: Any = "x"
    for _ in range(900):
        nested = [nested]
    correction = {"uid": A, "title": FILM, "section": "x", "value": nested, "made_at": WHEN}
    infinite = f'{{"uid": "{A}", "kind": "list", "name": "x", "position": 1e999, "created_at": "{WHEN}"}}'
    read(tmp_path / "c.json", small(corrections=[correction]))
    why = read(tmp_path / "d.json", json.dumps(small(lists=["HERE"])).replace('"HERE"', infinite)).unplaced[0].why
    assert why == "A list: position is too large a number."


def test_more_than_any_life_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_outline, "MOST_ROWS", 3)
    entry = {"uid": A, "title": FILM, "position": 1.0, "added_at": WHEN}
    sea = {"uid": C, "kind": "list", "name": "Sea", "created_at": WHEN, "entries": [entry, entry]}
    assert read(tmp_path / "a.json", small(lists=[sea], ratings=[], history=[{}] * 9)).files[0].rows == 3 + 9
    assert read(tmp_path / "b.json", small(lists=[sea], odd=[1])).files[0].trouble == "it has more than 3 rows"


@settings(max_examples=cases(60, 1000), deadline=None)
@given(st.integers(0, 2**32), st.randoms())
def test_the_order_of_keys_means_nothing(seed: int, random: Random) -> None:
    data = json.loads(text_of(lives.invent(seed, 3)))
    keys = list(data)
    random.shuffle(keys)
    reading = _read_text(json.dumps({key: data[key] for key in keys}))
    assert reading.unplaced == [] and reading.records == _read_text(json.dumps(data)).records


def test_a_history_of_any_size_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_PIECE", 500)
    monkeypatch.setattr(json_stream, "MOST_VALUE", 2_000)
    changes = [{"of": "ratings", "uid": A, "before": None, "after": rating()}] * 100
    reading = _read_text(json.dumps(small(ratings=[rating()], history=[{"uid": B, "changes": changes}] * 3)))
    assert [each.rows for each in reading.unplaced] == [3] and reading.files[0].rows == 1 + 3


def test_rows_that_take_too_much_memory_are_refused_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_KEPT", 5_000)
    assert _read_text(json.dumps(small(ratings=[rating()]))).files[0].rows == 1
    reading = _read_text(json.dumps(small(ratings=[rating(), rating(uid=B), rating(uid=C)])))
    assert "more than 0 MB of memory" in reading.files[0].trouble and not reading.records and not reading.subjects


def test_the_document_names_every_array_and_field() -> None:
    page = PATH.with_name("export.md").read_text(encoding="utf-8")
    for section in LAYOUT:
        (line,) = (line for line in page.splitlines() if line.startswith(f"| `{section.key}`"))
        missing = [field.name for field in section.fields if f"`{field.name}`" not in line]
        assert not missing, (section.key, missing)


def test_halves_of_letters_do_not_reach_the_database(tmp_path: Path) -> None:
    reading = read(tmp_path / "x.json", small(tags=[{"uid": A, "title": FILM, "tag": "a\ud800b"}]))
    (row,) = (row for row in reading.records if row.rows)
    assert isinstance(row, Row) and row.values["tag"] == "a\ufffdb"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from((A, B, FILM, SERIES, WHEN, "2020-02-30")),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(sorted({field.name for section in LAYOUT for field in section.fields} | {"uid", "entries"})), inner, max_size=8),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=cases(300, 5000), deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([section.key for section in LAYOUT] + ["titles", "people", "odd"]),
        st.lists(_JSON, max_size=3) | _JSON,
    )
)
def test_any_values_are_read_or_refused_and_add_up(arrays: dict[str, Any]) -> None:
    reading = _read_text(json.dumps(small() | arrays))
    for record in reading.records:
        assert isinstance(record, Row)
        for value in record.values.values():
            assert not isinstance(value, str) or value.encode("utf-8") is not None


@settings(max_examples=cases(300, 5000), deadline=None)
@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 20))
def test_any_bytes_are_read_or_refused(noise: bytes, at: int, seed: int) -> None:
    from seed.exchange.container import Held
    from seed.exchange.formats import Claimed

    data = text_of(lives.invent(seed, 1)).encode()
    data = data[:at] + noise + data[at + len(noise) :]
    held = Held("x.json", len(data), lambda: io.BytesIO(data))
    try:
        own.FORMAT.claims(held)
        adds_up(own.FORMAT.read([Claimed("records", held)]))
    except MatineeError:
        pass


# -- a checker for the parts of JSON Schema that the document uses -------------------------------------------------------

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "null": (type(None),),
}  # fmt: skip


def follows(value: Any, rule: dict[str, Any], whole: dict[str, Any], where: str = "$") -> None:
    if "$ref" in rule:
        follows(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole, where)
        return
    if "anyOf" in rule:
        assert any(_fits(value, each, whole) for each in rule["anyOf"]), (where, value)
        return
    if "enum" in rule:
        assert value in rule["enum"], (where, value)
    kinds = rule.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fitting = [kind for kind in kinds if isinstance(value, _TYPES[kind]) and isinstance(value, bool) <= (kind == "boolean")]
    assert not kinds or fitting, (where, value, kinds)
    if isinstance(value, str) and "pattern" in rule:
        assert re.search(rule["pattern"], value), (where, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        assert rule.get("minimum", value) <= value <= rule.get("maximum", value), (where, value)
    if isinstance(value, dict):
        assert set(rule.get("required", ())) <= set(value), (where, value)
        for key, part in value.items():
            if key in rule.get("properties", {}):
                follows(part, rule["properties"][key], whole, f"{where}.{key}")
            elif "additionalProperties" in rule:
                follows(key, rule["propertyNames"], whole, f"{where} key")
                follows(part, rule["additionalProperties"], whole, f"{where}.{key}")
            else:
                assert "properties" not in rule, (where, key)
    if isinstance(value, list) and "items" in rule:
        for part in value:
            follows(part, rule["items"], whole, f"{where}[]")


def _fits(value: Any, rule: dict[str, Any], whole: dict[str, Any]) -> bool:
    try:
        follows(value, rule, whole)
    except AssertionError:
        return False
    return True
