"""Writing the models out as SQL: ``python -m db.catalogue.script`` makes ``schema.sql``, from which catalogues are built."""

from __future__ import annotations

from db.base import ddl
from db.catalogue.ddl import SCRIPT
from db.catalogue.schema import CatalogueModel
from db.catalogue.views import VIEWS


def script() -> str:
    """The whole schema: tables, views, indexes."""
    metadata = CatalogueModel.metadata
    views = [view for view in VIEWS.strip().split(";\n") if view]
    return ddl.joined([*ddl.tables(metadata), *(view.removesuffix(";") for view in views), *ddl.indexes(metadata)])


if __name__ == "__main__":
    SCRIPT.write_text(script(), encoding="utf-8")
