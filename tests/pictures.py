"""``make pictures``: SVG pictures of the main screens into ``docs/``, for the README and for the eye."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from db.base.home import Home
from tests.driving import opened, press
from tui.app import MatineeApp
from tui.settings import Loaded, Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
SIZE = (120, 40)

#: (picture, keys from the home screen on); ``=…`` types letters.
PICTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("home", ()),
    ("search", ("slash", "=red", "tab")),
    ("title", ("slash", "=red sho", "enter")),
    ("cast", ("c",)),
    ("did-you-know", ("t",)),
    ("reviews", ("v",)),
    ("more-like-this", ("m",)),
    ("person", ("slash", "=moira shearer", "enter")),
    ("diary", ("Y",)),
    ("lists", ("B",)),
)


async def draw(folder: Path) -> None:
    """An evening's use in one go, a picture of each screen."""
    with tempfile.TemporaryDirectory() as home:
        app = MatineeApp(Home.of(Path(home)), Loaded(Settings()))
        async with app.run_test(size=SIZE) as pilot:
            await opened(app, pilot)
            for name, keys in (
                ("red sho", "8wd"),
                ("black narcissus", "9d"),
                ("tales of hoffmann", "w"),
                ("tokyo story", "w"),
            ):
                await press(app, pilot, "slash", f"={name}", "enter", *keys)
            await press(app, pilot, "H")
            for name, keys in PICTURES:
                await press(app, pilot, *keys)
                app.save_screenshot(str(folder / f"{name}.svg"))


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    asyncio.run(draw(DOCS))
