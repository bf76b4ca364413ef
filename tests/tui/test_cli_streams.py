"""The command line as a process: closed pipes, poor encodings, colours, and what it loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalogues import small_home
from tests.terminal import ROOT, Terminal

COMMANDS = (
    "--help", "--version", "search glass", "show tt9000001", "rate tt9000001 5", "watchlist", "list", "log tt9000001", "diary",
    "undo", "history", "paths", "doctor", "keys", "themes", "backup", "restore",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_home(tmp_path_factory.mktemp("streams")).data)


def call(home: str, words: str, *, through: str = "", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``matinee words`` in a shell, with ``through`` behind it."""
    environ = {**os.environ, "MATINEE_HOME": home, "PYTHONPATH": str(ROOT), **env}
    command = f'set -o pipefail; "{sys.executable}" -m tui {words} {through}'
    return subprocess.run(
        ["bash", "-c", command], env=environ, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )


def test_no_sub_command_loads_textual(home: str) -> None:
    script = (
        "import sys, io, contextlib, tui.cli\n"
        f"for words in {COMMANDS!r}:\n"
        "    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        "        tui.cli.run(words.split())\n"
        "    found = [name for name in sys.modules if name.split('.')[0] == 'textual']\n"
        "    assert not found, (words, found[:3])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "MATINEE_HOME": home}, cwd=ROOT, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()


def test_reading_loads_neither_sqlmodel_nor_polars_and_json_no_rich_tables(home: str) -> None:
    script = (
        "import sys, tui.cli\n"
        "tui.cli.run(['search', 'glass', '--json'])\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'polars', 'rich.console'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "MATINEE_HOME": home}, cwd=ROOT, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("words", ["keys", "keys --json", "--help"])
def test_a_broken_pipe_is_quiet(home: str, words: str) -> None:
    done = call(home, words, through="| true")
    assert done.stderr == b""


@pytest.mark.parametrize("words", ["search glass", "search glass --json", "paths"])
def test_a_closed_or_full_output_is_no_traceback(home: str, words: str) -> None:
    assert call(home, words, through=">&-").stderr == b""
    assert call(home, words, through="2>&-").returncode == 0
    if Path("/dev/full").exists():
        done = call(home, words, through="> /dev/full")
        assert done.returncode == 1 and done.stderr.decode().startswith("The output could not be written:")
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_of_the_output_will_do(home: str, encoding: str) -> None:
    done = call(home, "show tt9000001", PYTHONIOENCODING=encoding)
    assert done.returncode == 0 and done.stderr == b"" and "The Glass Harbour" in done.stdout.decode(encoding)
    done = call(home, "show tt9000001 --json", PYTHONIOENCODING=encoding)
    assert b'"title": "The Glass Harbour"' in done.stdout


def test_bytes_that_are_no_text_are_searched_for_all_the_same(home: str) -> None:
    done = call(home, "search $'\\xff\\xfe' --json")
    assert done.returncode == 0 and done.stdout.strip() == b"[]"


def test_without_a_terminal_the_browser_says_so(home: str) -> None:
    done = call(home, "")
    assert done.returncode == 1 and b"matinee --help" in done.stderr and b"Traceback" not in done.stderr


def test_colours_are_for_terminals_and_not_for_those_who_want_none(home: str) -> None:
    assert b"\x1b" not in call(home, "show tt9000001").stdout
    command = [sys.executable, "-m", "tui", "show", "tt9000001"]
    with Terminal(command, env={"MATINEE_HOME": home}) as terminal:
        assert terminal.finish() == 0
        assert "Cast" in terminal.text
        assert b"\x1b[1;33m" in terminal.raw
    with Terminal(command, env={"MATINEE_HOME": home, "NO_COLOR": "1"}) as terminal:
        assert terminal.finish() == 0
        assert "Cast" in terminal.text
        assert b"33m" not in terminal.raw


def test_a_log_that_cannot_be_written_is_passed_over(home: str, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    done = call(str(tmp_path), "paths")
    assert done.returncode == 0 and done.stderr == b""
