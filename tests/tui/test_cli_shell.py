"""Completions, the manual page, and tables of many rows."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from contextlib import redirect_stdout

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.counts import cases
from tests.hostile import HOSTILE
from tui.cli import completions, man, printing, rows, run
from tui.cli.describing import Command, described
from tui.cli.parser import parser


@pytest.fixture(scope="module")
def root() -> Command:
    return described(parser())


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", {"search", "import", "export"}), ("ex", {"export"}), ("export le", {"letterboxd"}), ("import --ra", {"--ratings", "--rated"}),
        ("import --ratings n", {"newer"}), ("sources re", {"remove", "refused"}), ("completions z", {"zsh"}),
    ],
)  # fmt: skip
def test_bash_offers_commands_options_and_choices(typed: str, offered: set[str]) -> None:
    words = ["matinee", *(typed.split() or [""])]
    if typed.endswith(" "):
        words.append("")
    call = f"COMP_WORDS=({' '.join(map(repr, words))}); COMP_CWORD={len(words) - 1}; _matinee; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{completions.script('bash')}\n{call}"], capture_output=True, text=True, check=True
    )
    assert offered <= set(done.stdout.split()) and done.stderr == ""


@pytest.mark.parametrize("shell", sorted(completions.SHELLS))
def test_a_script_names_every_command_and_option(shell: str, root: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completions", shell]) == 0
    text = capsys.readouterr().out
    for each in root.walk():
        assert all(word in text for word in each.words)
        for argument in each.arguments:
            assert all(flag.lstrip("-") in text for flag in argument.flags)
    checker = {"zsh": ["zsh", "-n"], "fish": ["fish", "-n"], "bash": ["bash", "-n"]}[shell]
    if shutil.which(checker[0]):
        assert subprocess.run([*checker, "/dev/stdin"], input=text, text=True, check=False).returncode == 0


def test_the_manual_page_has_every_command(root: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["man"]) == 0
    page = capsys.readouterr().out
    assert page == man.page() and page.startswith(".TH MATINEE 1")
    sections = re.findall(r"^\.SS (.+)$", page, flags=re.MULTILINE)
    named = {" ".join(each.words[1:]).replace("-", "\\-") for each in root.walk() if len(each.words) > 1}
    assert all(any(section.startswith(name) for section in sections) for name in named)
    assert not re.search(r"^\.(?!TH|SH|SS|TP|PP|B|br)", page, flags=re.MULTILINE)
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=True)
        assert done.stderr == ""


def _written(heads: tuple[str, ...], cells: list[tuple[str, ...]]) -> list[str]:
    out = io.StringIO()
    with redirect_stdout(out):
        printing.table(heads, cells, ("bold", "", "dim"), right=(2,))
    return out.getvalue().splitlines()


def test_a_long_table_looks_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [(f"tt{number:07}", f"Film {'é漢'[number % 2]} {number}", str(number * 7)) for number in range(150)]
    short = _written(("id", "title", "votes"), cells)
    monkeypatch.setattr(printing, "_LONG", 10)
    assert _written(("id", "title", "votes"), cells) == short


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_cells_stay_in_their_row(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_LONG", 2)
    lines = _written(("a", "b", "c"), [(HOSTILE[name], "x", "1")] * 5)
    assert len(lines) == 6 and not any(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line) for line in lines)


@settings(deadline=None, max_examples=cases(80, 3000))
@given(st.lists(st.integers(0, 300), min_size=1, max_size=8), st.integers(20, 250))
def test_columns_fit_where_they_can(widths: list[int], most: int) -> None:
    made = rows.fitted(widths, most)
    assert all(new <= old for new, old in zip(made, widths, strict=True))
    room = most - 2 * (len(widths) - 1)
    if sum(widths) <= room:
        assert made == widths
    assert sum(made) <= room or all(new == min(old, 6) or new <= 6 for new, old in zip(made, widths, strict=True))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colours_and_cut_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    out = _Terminal()
    for name, value in (("COLUMNS", "60"), ("PAGER", "cat"), ("TERM", "xterm-256color")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    with redirect_stdout(out):
        printing.table(("id", "title", "votes"), [("tt1", "long " * 30, "9")] * 300, ("bold", "", "dim"), right=(2,))
    lines = out.getvalue().splitlines()
    bare = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    assert len(lines) == 301 and "\x1b[1m" in lines[1]
    assert all(cell_len(line) <= 60 for line in bare) and "…" in bare[1]
