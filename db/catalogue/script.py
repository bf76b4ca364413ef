"""Writing the models out as SQL: ``python -m db.catalogue.script`` makes ``schema.sql``, from which catalogues are built."""

from __future__ import annotations

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from db.catalogue.ddl import SCRIPT
from db.catalogue.schema import CatalogueModel
from db.catalogue.views import VIEWS


def tables() -> list[str]:
    """``CREATE TABLE`` for every model, in an order that SQLite takes."""
    dialect = sqlite.dialect()
    return [str(CreateTable(table).compile(dialect=dialect)) for table in CatalogueModel.metadata.sorted_tables]


def indexes() -> list[str]:
    """``CREATE INDEX`` for every index of the models; run after the rows are in."""
    dialect = sqlite.dialect()
    return [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in CatalogueModel.metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]


def script() -> str:
    """The whole schema: tables, views, indexes."""
    statements = [*tables(), *VIEWS.split(";\n"), *indexes()]
    return "".join(f"{statement.strip()};\n" for statement in statements if statement.strip())


if __name__ == "__main__":
    SCRIPT.write_text(script(), encoding="utf-8")
