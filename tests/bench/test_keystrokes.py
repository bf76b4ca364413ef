"""The benchmark that outside measurements use: its command line and what it prints."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from db.base.home import Home
from tests.bench import keystrokes
from tests.db.search.indexed import indexed


def test_one_object_of_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    home = Home.find()
    home.make()
    indexed(path=str(home.catalogue)).close()
    queries = tmp_path / "queries.json"
    asked = [
        {"q": "red har", "target": 1, "kind": "title"},
        {"q": "harbour", "target": 1, "kind": "common"},
        {"q": "zzqqxx", "target": None, "kind": "none"},
    ]
    queries.write_text(json.dumps(asked), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["keystrokes", "--queries", str(queries)])
    keystrokes.main()
    (line,) = capsys.readouterr().out.splitlines()
    figures = json.loads(line)
    assert list(figures) == ["p50", "p95", "p99", "max", "over16ms", "top1", "top5", "keys"]
    assert figures["keys"] == len("red har" + "harbour" + "zzqqxx")
    assert (figures["top1"], figures["top5"]) == (0.5, 1.0)
    assert 0 < figures["p50"] <= figures["p95"] <= figures["p99"] <= figures["max"]
