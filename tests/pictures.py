"""``make pictures``: SVG pictures of the main screens into ``docs/``, for the README and for the eye."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.base.home import Home
from tests.driving import opened, press
from tui.app import MatineeApp
from tui.settings import Loaded, Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
SIZE = (120, 40)

#: What the export of TV Time is called, and films in it.
EXPORT = "tvtime-gdpr.zip"
FILMS = (("Arrival", 2016), ("Moonlight", 2016), ("Aftersun", 2022))
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
    ("bring-in", ("H", "ctrl+o", "ctrl+u", f"={EXPORT}")),
    ("preview", ("enter",)),
    ("brought", ("I",)),
    ("up-next", ("H", "tab", "k", "d", "d", "d")),
    ("deciding", ("Q",)),
)


def export(path: Path) -> None:
    """An invented TV Time export: three series under way, one that is a question, one that no catalogue has."""
    rows = []
    for name, season, last in (("Severance", 1, 4), ("Twin Peaks", 1, 3), ("Breaking Bad", 2, 5), ("Harbour Watch", 1, 2)):
        for number in range(1, last + 1):
            seen = (datetime.now(UTC) - timedelta(days=30 - number)).strftime("%Y-%m-%d 20:15:00")
            rows.append(f"watch-episode-{len(rows)},{name},{season},{number},{seen},0,false")
    head = "key,series_name,season_number,episode_number,created_at,rewatch_count,is_special"
    films = [f"movie,watch,2026-01-0{day} 20:00:00,{name},{year}-01-01" for day, (name, year) in enumerate(FILMS, 1)]
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("tracking-prod-records-v2.csv", "\n".join([head, *rows, ""]))
        file.writestr(
            "tracking-prod-records.csv", "\n".join(["entity_type,type,watch_date,movie_name,release_date", *films, ""])
        )


async def draw(folder: Path) -> None:
    """An evening's use in one go, a picture of each screen."""
    with tempfile.TemporaryDirectory() as home, contextlib.chdir(home):
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
            export(Path(EXPORT))
            for name, keys in PICTURES:
                await press(app, pilot, *keys)
                app.save_screenshot(str(folder.resolve() / f"{name}.svg"))


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    asyncio.run(draw(DOCS))
