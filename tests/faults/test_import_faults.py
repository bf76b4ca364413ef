"""Bad days of an import: killed, no space, no memory for it. The old catalogue is whole each time."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from db.base.home import Home
from seed.imdb.importer import import_imdb
from tests.bench.generate import generate
from tests.faults.kill_import import HOUSE, digest, kill_imports

_LIMITED = """
import resource, signal, sys
from pathlib import Path
from db.base.errors import MatineeError
from db.base.home import Home
from seed.imdb.importer import import_imdb
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    import_imdb(Home.of(Path(sys.argv[1])), [Path(sys.argv[2])])
except MatineeError as error:
    print(error.sentence)
    sys.exit(3)
"""


def test_killed_imports_leave_the_catalogue_whole(tmp_path: Path) -> None:
    _, harmed = kill_imports(tmp_path, kills=5, titles=2_000)
    assert harmed == []


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on file sizes here")
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
def test_a_disk_that_fills_is_said_in_a_sentence(tmp_path: Path, share: float) -> None:
    home, data = Home.of(tmp_path / "home"), tmp_path / "data"
    generate(data, 2_000, level=1)
    import_imdb(home, [data])
    before, size = digest(home.catalogue), home.catalogue.stat().st_size
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(home.data), str(data), str(int(size * share))],
        capture_output=True,
        text=True,
        cwd=HOUSE,
    )
    assert (done.returncode, done.stderr) == (3, "")
    assert "catalogue" in done.stdout
    assert digest(home.catalogue) == before
    assert [path.name for path in home.data.iterdir() if "new" in path.name] == []
