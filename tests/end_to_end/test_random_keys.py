"""No key ends the program: random ones, alone, beside a second Matinee on the same home, and beside an import."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.counts import PROVING, cases
from tests.end_to_end.random_keys import SIZES, Outcome, sent, steps, type_keys
from tests.seed.imdb import datafiles
from tests.terminal import ROOT

SECONDS = float(os.environ.get("MATINEE_RANDOM_SECONDS", cases(12, 180)))


def assert_fine(outcome: Outcome, least: int) -> None:
    """No fault; else the trail, to be typed again with ``python -m tests.end_to_end.random_keys --replay``."""
    assert not outcome.faults, outcome.faults
    assert outcome.steps > least


@pytest.mark.parametrize("seed", range(1, 1 + cases(1, 20)))
def test_no_key_ends_the_program(starter: Path, seed: int) -> None:
    assert_fine(type_keys(starter, steps(seed), SECONDS, SIZES[seed % len(SIZES)]), 20)


@pytest.mark.skipif(not PROVING, reason="takes minutes; make prove runs it")
def test_beside_a_second_matinee_on_the_same_home(starter: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        for outcome in both.map(lambda seed: type_keys(starter, steps(seed), SECONDS), (31, 32)):
            assert_fine(outcome, 20)


@pytest.mark.skipif(not PROVING, reason="takes minutes; make prove runs it")
def test_beside_an_import(starter: Path, tmp_path: Path) -> None:
    folder = datafiles.write(tmp_path / "downloads")
    over = threading.Event()

    def imports() -> None:
        command = [sys.executable, "-m", "tui", "import", str(folder)]
        while not over.is_set():
            subprocess.run(
                command, cwd=ROOT, env=os.environ | {"MATINEE_HOME": str(starter)}, capture_output=True, timeout=600
            )

    importing = threading.Thread(target=imports)
    importing.start()
    try:
        assert_fine(type_keys(starter, steps(41), SECONDS), 20)
    finally:
        over.set()
        importing.join()


def test_the_same_seed_types_the_same_keys() -> None:
    one, other = steps(5), steps(5)
    trail = [next(one) for _ in range(500)]
    assert trail == [next(other) for _ in range(500)]
    assert {step[0] for step in trail} == {"key", "burst", "type", "paste", "click", "wheel", "size"}
    assert sent(("burst", "down", "w")) == "\x1b[Bw" and sent(("click", 3, 4)) == "\x1b[<0;3;4M\x1b[<0;3;4m"
