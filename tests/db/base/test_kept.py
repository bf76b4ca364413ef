"""Mentions as they are stored with rows without a match."""

from __future__ import annotations

from db.base.records.exchange import Mention
from db.base.records.kept import read_mention, written


def test_a_mention_is_read_as_it_was_written_also_by_an_older_matinee() -> None:
    of = Mention("Harbour Runner", 1984, also="Harbour Runner 1984")
    assert read_mention(written(of)) == of
    assert read_mention(written(of)[: Mention._fields.index("also")]) == of._replace(also="")
