"""What the running program does without."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.end_to_end.steps import find
from tests.terminal import matinee


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc what is loaded")
def test_an_offline_program_loads_no_openssl(starter: Path) -> None:
    with matinee(starter) as terminal:
        find(terminal, "red sho", "The Red Shoes")
        terminal.type("8")
        terminal.until("undoes")  # SQLModel is loaded too
        loaded = Path(f"/proc/{terminal.process.pid}/maps").read_text("utf-8")
    assert "libsqlite3" in loaded or "_sqlite3" in loaded
    assert "libcrypto" not in loaded and "libssl" not in loaded
