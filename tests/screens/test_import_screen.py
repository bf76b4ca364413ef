"""Importing IMDb's data from the sources screen, while browsing goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from db.base.home import Home
from screens.dialogs.importing import ImportDialog
from screens.sources import SourcesScreen
from tests.driving import press, running, settled, shown
from tests.screens.records import toasts
from tests.seed.imdb import datafiles
from tui.app import MatineeApp
from widgets.text import clean


async def ask_for(app: MatineeApp, pilot: Pilot[None], folder: Path) -> None:
    """Open the dialog and name a folder."""
    await app.action_go("sources", None, "Sources")
    await press(app, pilot, "I")
    assert isinstance(app.screen, ImportDialog)
    app.screen.query_one(Input).value = str(folder)
    await settled(app, pilot)


async def over(app: MatineeApp) -> None:
    """Wait for the import's own end."""
    assert app.imports.job is not None
    await asyncio.wait_for(app.imports.job.task, 60)


async def test_the_dialog_says_what_is_there_and_what_is_missing(home: Home, tmp_path: Path) -> None:
    folder = datafiles.write(tmp_path / "downloads")
    (folder / "title.akas.tsv.gz").unlink()
    async with running(home) as (app, pilot):
        await ask_for(app, pilot, tmp_path / "nowhere")
        assert "There is no" in shown(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ImportDialog)  # nothing to import: it stays
        app.screen.query_one(Input).value = "a" * 300
        await press(app, pilot, "enter")
        assert "cannot be read: File name too long" in " ".join(shown(app).split())
        app.screen.query_one(Input).value = str(folder)
        await settled(app, pilot)
        text = shown(app)
        assert "✓ title.basics" in text and "– title.akas" in text and "missing: no other names of titles" in text
        await press(app, pilot, "escape")
        assert isinstance(app.screen, SourcesScreen) and app.imports.state is None


async def test_an_import_brings_the_new_catalogue_and_says_what_came_of_it(home: Home, tmp_path: Path) -> None:
    folder = datafiles.write(tmp_path / "downloads")
    async with running(home) as (app, pilot):
        await ask_for(app, pilot, folder)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, SourcesScreen) and app.imports.state is not None
        await press(app, pilot, "I")
        assert "An import is under way" in toasts(app)[-1] or app.imports.state.over
        await over(app)
        state = app.imports.state
        assert state.over and not state.failed and any("titles and" in sentence for sentence in state.said)
        app._watch.look()
        await settled(app, pilot)
        app.screen._look()
        await settled(app, pilot)
        text = shown(app)
        assert "IMDb's title.basics" in text and "titles and" in text
        assert any("The import is done" in toast for toast in toasts(app))
        assert any("has moved over" in toast for toast in toasts(app))
        await press(app, pilot, "X")
        assert "No import is under way." in toasts(app)[-1]


async def test_a_damaged_file_is_a_sentence_and_the_catalogue_stays(home: Home, tmp_path: Path) -> None:
    folder = datafiles.write(tmp_path / "downloads")
    before = home.catalogue.read_bytes()
    whole = (folder / "title.principals.tsv.gz").read_bytes()
    (folder / "title.principals.tsv.gz").write_bytes(whole[: len(whole) - 40])
    async with running(home) as (app, pilot):
        await ask_for(app, pilot, folder)
        await press(app, pilot, "enter")
        await over(app)
        assert app.imports.state is not None and app.imports.state.failed
        (sentence,) = app.imports.state.said
        assert "title.principals" in sentence and "Traceback" not in sentence and clean(sentence) == sentence
        await settled(app, pilot)
        assert sentence in toasts(app)
    assert home.catalogue.read_bytes() == before


@pytest.mark.parametrize("leaving", [False, True])
async def test_stopping_it_and_leaving_the_program_both_end_it(home: Home, tmp_path: Path, leaving: bool) -> None:
    folder = datafiles.write(tmp_path / "downloads")
    before = home.catalogue.read_bytes()
    async with running(home) as (app, pilot):
        await ask_for(app, pilot, folder)
        app.imports.start(folder)
        job = app.imports.job
        assert job is not None
        if not leaving:
            await press(app, pilot, "escape", "X")  # the process has hardly begun: it hears of it before its first row
            await over(app)
    assert job.task.done() and job.state.over
    assert job.state.failed and "catalogue" in job.state.said[0]
    assert home.catalogue.read_bytes() == before
    assert not home.catalogue.with_name("catalogue.db.new").exists()


async def test_a_program_that_cannot_be_started_is_a_sentence(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.importing.sys.executable", str(tmp_path / "no python"))
    async with running(home) as (app, _pilot):
        app.imports.start(tmp_path)
        await over(app)
        assert app.imports.state is not None and "could not be started" in app.imports.state.said[0]
