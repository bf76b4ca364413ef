"""The migration and reconciling, killed: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.counts import cases


@pytest.mark.parametrize("what", ["migration", "reconcile"])
def test_killed_at_any_step_nothing_is_lost_and_it_is_done_the_next_time(what: str) -> None:
    kills = cases(15, 500)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill_steps", "--what", what, "--kills", str(kills), "--seed", str(os.getpid())],
        capture_output=True, text=True, timeout=3600, check=False,
    )  # fmt: skip
    told = json.loads(done.stdout or "null")
    assert told is not None, done.stderr
    assert (told["lost"], done.returncode, told["undone"] + told["done"]) == ([], 0, kills)
    assert told["undone"] > kills // 4
