"""What tests in a real terminal do again and again."""

from __future__ import annotations

from tests.terminal import Terminal


def find(terminal: Terminal, words: str, title: str) -> None:
    """Search from wherever we are and open the first hit."""
    terminal.type("/" + words)
    terminal.until(f"▸ {title}")
    terminal.type("\r")
    terminal.until("Overview")
