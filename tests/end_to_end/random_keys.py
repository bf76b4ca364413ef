"""Random keys in a real terminal: no key ends the program.

``python -m tests.end_to_end.random_keys HOME --seconds 180 --seed 7`` types into a copy of HOME, keys weighted to what people
press, with bursts, pastes, clicks and other sizes. It prints the trail of each fault as JSON; ``--replay FILE`` types a trail
again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.terminal import Terminal, matinee

SIZES = ((80, 24), (120, 40), (200, 50), (60, 15), (40, 10))
_NAMED = {
    "down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "enter": "\r", "esc": "\x1b", "backspace": "\x7f",
    "tab": "\t", "shift+tab": "\x1b[Z", "pgdn": "\x1b[6~", "pgup": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F",
    "delete": "\x1b[3~", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "alt+right": "\x1b[1;3C",
}  # fmt: skip
_KEYS = (
    ["down"] * 12 + ["up"] * 6 + ["enter"] * 14 + ["esc"] * 5 + ["backspace"] * 3 + ["tab"] * 5 + ["pgdn"] * 3 + ["f2"] * 2
    + ["pgup", "home", "end", "left", "right", "delete", "shift+tab", "f1", "f3", "alt+right"]
    + list("wdlrctvmeSiaLuUyYWBCNPTOHfsnRVFphhzoA#xXdD?><1234567890JK gGjk./I ")
)  # fmt: skip
_WORDS = (
    "red shoes", "kurosawa", "[REC]", "[/x]", "'", '"', "drama 1950..1960", "é", "日本", "tag:", "person:", "\u202e", "a" * 300,
    "1948", ">7.5", "rainy, technicolor", "yesterday", "12 May", "powell",
)  # fmt: skip
#: Ctrl+P, T, S, U, C.
_CONTROLS = ("\x10", "\x14", "\x13", "\x15", "\x03")

Step = tuple[str, *tuple[str | int, ...]]
"""``("key", name)``, ``("burst", name, …)``, ``("type", words)``, ``("paste", words)``, ``("click", x, y)``,
``("wheel", button, x, y)``, ``("size", columns, rows)``."""


def steps(seed: int) -> Iterator[Step]:
    """Endless steps, the same for the same seed."""
    chance = random.Random(seed)
    while True:
        k = chance.random()
        if k < 0.03:
            yield ("paste" if chance.random() < 0.3 else "type", chance.choice(_WORDS))
        elif k < 0.05:
            yield ("key", chance.choice(_CONTROLS))
        elif k < 0.06:
            yield ("size", *chance.choice(SIZES))
        elif k < 0.08:
            x, y = chance.randint(1, 110), chance.randint(1, 38)
            yield ("click", x, y) if chance.random() < 0.6 else ("wheel", chance.choice((64, 65)), x, y)
        elif k < 0.2:
            yield ("burst", *chance.choices(_KEYS, k=chance.randint(2, 5)))
        else:
            yield ("key", chance.choice(_KEYS))


def sent(step: Step) -> str:
    """What the terminal sends for a step; nothing for another size."""
    what, *given = step
    match what:
        case "key" | "burst":
            return "".join(_NAMED.get(str(key), str(key)) for key in given)
        case "type":
            return str(given[0])
        case "paste":
            return f"\x1b[200~{given[0]}\x1b[201~"
        case "click":
            return "\x1b[<0;{0};{1}M\x1b[<0;{0};{1}m".format(*given)
        case "wheel":
            return "\x1b[<{};{};{}M".format(*given)
    return ""


@dataclass
class Outcome:
    """How it went: steps typed, times the program was left by a key, and what went wrong, each with its trail."""

    steps: int = 0
    left: int = 0
    faults: list[tuple[str, list[Step]]] = field(default_factory=list)


def _begin(home: Path, size: tuple[int, int]) -> Terminal:
    terminal = matinee(home, size=size, screen=False, env={"BROWSER": "true", "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    terminal.until("MATINEE", raw=True)
    terminal.settle(0.2, most=2.0)
    return terminal


def _tracebacks(home: Path) -> list[str]:
    """The tracebacks in the log of ``home``."""
    found = next(home.rglob("matinee.log"), None)
    text = found.read_text(encoding="utf-8", errors="replace") if found else ""
    return [part for part in text.split("\n20") if "Traceback" in part or "ERROR" in part]


def type_keys(home: Path, trail: Iterable[Step], seconds: float, size: tuple[int, int] = (120, 40)) -> Outcome:
    """Type a trail for so many seconds, beginning anew whenever a key has left the program."""
    outcome = Outcome()
    typed: list[Step] = []
    known = len(_tracebacks(home))
    end = time.monotonic() + seconds
    terminal = _begin(home, size)

    def over(ended: bool) -> None:
        nonlocal known
        found = _tracebacks(home)
        new, known = found[known:], len(found)
        status = terminal.process.wait(15) if ended else 0
        if new or status not in {0}:
            outcome.faults.append((f"status {status}: {new[-1][-3000:] if new else ''}", list(typed)))
        outcome.left += ended

    try:
        for step in trail:
            if time.monotonic() > end:
                break
            outcome.steps += 1
            typed.append(step)
            if step[0] == "size":
                terminal.resize(int(step[1]), int(step[2]))
            try:
                terminal.type(sent(step))
                terminal.settle((0.0, 0.01, 0.03)[outcome.steps % 3], most=0.4)
            except OSError:
                pass
            if len(terminal.raw) > 1 << 20:
                terminal.raw.clear()
            if terminal.process.poll() is not None:
                over(ended=True)
                terminal.kill()
                typed.clear()
                terminal = _begin(home, size)
        for _ in range(3):  # it still listens
            terminal.type("\x11")
            terminal.settle(0.3, most=3.0)
            if terminal.process.poll() is not None:
                break
        try:
            terminal.finish()
        except AssertionError:
            outcome.faults.append(("it does not listen any more", list(typed)))
            terminal.kill()
        over(ended=terminal.process.poll() is not None)
    finally:
        terminal.kill()
    return outcome


def main() -> int:
    """Run, and print what went wrong; 1 if anything has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--seed", type=int, default=1948)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--replay", type=Path)
    options = parser.parse_args()
    columns, _, lines = options.size.partition("x")
    trail: Iterable[Step] = steps(options.seed)
    if options.replay:
        trail = [tuple(step) for step in json.loads(options.replay.read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        home = Path(folder) / "home"
        shutil.copytree(options.home, home)
        outcome = type_keys(home, trail, options.seconds, (int(columns), int(lines)))
    for what, typed in outcome.faults:
        print(what)
        print("trail:", json.dumps(typed, ensure_ascii=False))
    print(f"seed {options.seed}: {outcome.steps} steps, {outcome.left} times left by a key, {len(outcome.faults)} faults")
    return bool(outcome.faults)


if __name__ == "__main__":
    sys.exit(main())
