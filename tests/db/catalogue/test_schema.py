"""The schema that catalogues are made from is the models', and its public face can be asked."""

from __future__ import annotations

import sqlite3

import pytest

from db.base import ddl as base_ddl
from db.catalogue import ddl, schema, script


def test_the_written_schema_is_the_models() -> None:
    assert ddl.SCRIPT.read_text(encoding="utf-8") == script.script(), "run python -m db.catalogue.script"


def test_indexes_may_be_made_later() -> None:
    con = sqlite3.connect(":memory:")
    ddl.create(con, with_indexes=False)
    count = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    assert con.execute(count).fetchone() == (0,)
    for statement in ddl.indexes():
        con.execute(statement)
    assert con.execute(count).fetchone() == (len(base_ddl.indexes(schema.CatalogueModel.metadata)),)
    assert set(ddl.sections(con)) == {str(model.__tablename__) for model in schema.Section.__subclasses__()}


@pytest.mark.parametrize(
    ("face", "columns"),
    [
        ("title", "id, kind, title, original_title, year, end_year, runtime_minutes, is_adult, average_rating, num_votes"),
        ("person", "id, name, birth_year, death_year"),
        ("principal", "title_id, ordering, person_id, category, job, character"),
        ("title_aka", "title_id, ordering, title, region, language, types, attributes"),
        ("title_genre", "title_id, genre"),
        ("filmography", "person_id, title_id, category"),
        ("known_for", "person_id, title_id"),
    ],
)
def test_the_public_face(con: sqlite3.Connection, face: str, columns: str) -> None:
    assert con.execute(f"SELECT {columns} FROM {face}").fetchone() is not None


def test_episodes_have_a_face_of_their_own(con: sqlite3.Connection) -> None:
    assert con.execute("SELECT series_id, season, number FROM episode").fetchall() == [(9_000_020, 2, 3)]
