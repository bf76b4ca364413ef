"""Writes the README's key table from the registry of commands: ``make keys``."""

from __future__ import annotations

from pathlib import Path

from db.search.filters import FILTERS
from tui.cli.upkeep import markdown
from tui.commands import table

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys: written by make keys -->\n", "<!-- end of keys -->\n"


FILTERS_BEGIN, FILTERS_END = "<!-- filters: written by make keys -->\n", "<!-- end of filters -->\n"


def with_keys(text: str) -> str:
    """``text`` with the tables of keys and filters as the registries have them now between the marks."""
    before, _, rest = text.partition(BEGIN)
    text = before + BEGIN + markdown(table()) + END + rest.partition(END)[2]
    before, _, rest = text.partition(FILTERS_BEGIN)
    return before + FILTERS_BEGIN + filters_table() + FILTERS_END + rest.partition(FILTERS_END)[2]


def filters_table() -> str:
    """The filters as a Markdown table."""
    lines = [f"| {' '.join(f'`{each}`' for each in entry.examples)} | {entry.help} |\n" for entry in FILTERS]
    return "| written | means |\n|---|---|\n" + "".join(lines)


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
