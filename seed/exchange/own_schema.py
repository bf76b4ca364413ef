"""The JSON Schema of Matinee's own JSON, docs/export.schema.json: ``python -m seed.exchange.own_schema`` writes it anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from seed.exchange.own_layout import DECIDED, FORMAT_VERSION, LAYOUT, Field, Section
from seed.exchange.own_types import UID, YEAR, id_of, maybe, one_of

PATH = Path(__file__).parents[2] / "docs" / "export.schema.json"
_DECIDED = one_of(*DECIDED).schema
_TEXT = {"type": "string"}


def schema() -> dict[str, Any]:
    """The schema. Fields that are not required may be left out; unknown ones are reported and skipped."""
    inside = {section.inside: section for section in LAYOUT if section.inside}
    arrays = {
        section.key: {"type": "array", "items": _row(section, inside.get(section.key))}
        for section in LAYOUT
        if not section.inside
    }
    head = {"format": {"type": "integer", "const": FORMAT_VERSION}, "written_at": _TEXT, "schema": {"type": "integer"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Matinee's own JSON: everything that a viewer said",
        "type": "object",
        "properties": {
            "matinee": {"type": "object", "properties": head, "required": ["format"]},
            "titles": _subjects("tt", kind=_TEXT),
            "people": _subjects("nm"),
            **arrays,
            "history": {"type": "array", "items": {"type": "object"}},
        },
        "required": ["matinee"],
        "$defs": {
            "uid": {"type": "string", "pattern": "^[0-9a-f]{32}$", "description": "names a row on every machine"},
            "moment": {
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}",
                "description": "an instant in UTC, 2026-05-03T20:15:00.000Z, or a day where no more is known",
            },
        },
    }


def _subjects(prefix: str, **more: dict[str, Any]) -> dict[str, Any]:
    found = id_of(prefix).schema
    properties = {
        "imdb": {"type": "string", "pattern": f"^{prefix}[0-9]{{1,10}}$"},
        "local": {"type": "string", "pattern": "^local-[0-9]{1,15}$"},
        "name": _TEXT,
        "year": maybe(YEAR).schema,
        **more,
        "said": {"anyOf": [found, {"type": "null"}]},
        "decided_by": _DECIDED,
    }
    return {
        "type": "object",
        "propertyNames": UID.schema,
        "additionalProperties": {"type": "object", "properties": properties, "required": ["name"]},
    }


def _row(section: Section, inner: Section | None) -> dict[str, Any]:
    properties: dict[str, Any] = {"uid": UID.schema} if section.has_uid else {}
    properties |= {field.name: _described(field) for field in section.fields}
    if inner is not None:
        properties[inner.key] = {"type": "array", "items": _row(inner, None)}
    required = [field.name for field in section.fields if field.required]
    return {"type": "object", "properties": properties, "required": ["uid", *required] if section.has_uid else required}


def _described(field: Field) -> dict[str, Any]:
    if field.refers:
        where = {"person": "people"}.get(field.refers, f"{field.refers}s")
        return {**field.type.schema, "description": f"the uid of one of {where}"}
    return {**field.type.schema, **({} if field.required else _default(field))}


def _default(field: Field) -> dict[str, Any]:
    """The value of a field that is left out, as it is written."""
    return {"default": field.type.out(field.default)}


if __name__ == "__main__":
    PATH.write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")
