"""Writes the README's key table from the registry of commands: ``make keys``."""

from __future__ import annotations

from pathlib import Path

from tui.cli.upkeep import markdown
from tui.commands import table

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- keys: written by make keys -->\n", "<!-- end of keys -->\n"


def with_keys(text: str) -> str:
    """``text`` with the table as the registry has it now between the marks."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + markdown(table()) + END + rest.partition(END)[2]


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
