"""The floor: the least Textual program that takes a key and paints it."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Minimal(App[None]):
    """One input."""

    def compose(self) -> ComposeResult:
        """One input."""
        yield Input(placeholder="MINIMAL")


if __name__ == "__main__":
    Minimal().run()
