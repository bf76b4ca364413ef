"""The house itself: what imports what, what the wheel holds, and what no file may say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("tui", "screens", "widgets", "seed", "db")
LONGEST = 450


def modules(*floors: str) -> list[str]:
    """The modules of some floors, by their dotted names."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for floor in floors
        for path in sorted((ROOT / floor).rglob("*.py"))
        if "migrations" not in path.parts and path.name != "__main__.py"
    ]


def loaded_by(*names: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after importing ``names``."""
    script = "import sys, importlib\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, *names], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stdout.split()}


# -- imports ---------------------------------------------------------------------------------------------------------


def test_the_data_floors_know_nothing_of_the_terminal() -> None:
    found = modules("db", "seed")
    assert "db.library" in found and "seed.build" in found
    found.remove("seed.imdb.fetch")  # httpx loads Rich for a command line of its own
    assert not {"textual", "rich"} & loaded_by(*found)


def test_the_command_line_never_loads_textual() -> None:
    found = [name for name in modules("tui") if name.startswith("tui.cli")]
    assert "tui.cli.parser" in found
    loaded = loaded_by(*found, "tui.commands", "tui.settings", "tui.colours")
    assert not {"textual", "sqlmodel", "sqlalchemy", "polars"} & loaded


def test_the_first_frame_waits_for_no_database_library() -> None:
    assert not {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "polars", "numpy", "httpx"} & loaded_by(
        "tui.app", "screens.home"
    )


def test_widgets_load_no_database() -> None:
    assert not {"sqlite3", "sqlmodel", "seed"} & loaded_by(*modules("widgets"))


def test_the_import_contract_holds() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


# -- files -----------------------------------------------------------------------------------------------------------


def test_no_file_is_too_long_to_read() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
    }
    assert len(lengths) > 30
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


@pytest.mark.parametrize(
    ("call", "homes"),
    [
        (r"run_worker\(|@work\b", {"screens/working.py"}),  # else an unexpected error in a worker ends the program
        (r"push_screen\(|push_screen_wait", {"screens/base.py", "tui/going.py", "tui/leaving.py"}),
        (r"\.dismiss\(", {"screens/dialogs/frame.py", "screens/dialogs/note.py", "screens/editor.py", "tui/going.py"}),
    ],
)
def test_what_is_done_in_one_place_only(call: str, homes: set[str]) -> None:
    found = {
        str(path.relative_to(ROOT))
        for floor in ("tui", "screens", "widgets")
        for path in (ROOT / floor).rglob("*.py")
        if re.search(call, path.read_text(encoding="utf-8"))
    }
    assert found == homes


def test_no_file_names_a_registry_or_somebodys_machine() -> None:
    forbidden = re.compile(
        rb"(?i)[p]ypi\.org|[p]ythonhosted|[i]ndex-url|[f]ind-links|\x2f(home|users)\x2f\w|\x2f(root|work)\x2f"
    )
    kept = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    if kept.returncode:
        pytest.skip("not a clone")
    paths = [ROOT / name.decode() for name in kept.stdout.split(b"\0") if name]
    guilty = [
        f"{path.relative_to(ROOT)}: {found[0].decode(errors='replace')}"
        for path in paths
        if path.is_file() and path.suffix not in {".svg", ".gz"} and (found := forbidden.search(path.read_bytes()))
    ]
    assert len(paths) > 50
    assert not guilty


def test_every_pin_meets_what_the_project_asks_for() -> None:
    import tomllib

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    for written in project["dependencies"] + project["optional-dependencies"]["dev"]:
        requirement = Requirement(written)
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), written


# -- the wheel -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree as it is, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(build, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("matinee-*.whl")
    return made


def test_the_wheel_holds_every_data_file_and_nothing_strange(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert any(name.endswith(".txt") for name in wanted) and "db/py.typed" in wanted and "db/catalogue/schema.sql" in wanted
    assert any("migrations" in name for name in wanted)
    assert wanted <= held
    assert {top for name in held if not (top := name.partition("/")[0]).endswith(".dist-info")} == set(FLOORS)
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_wheel_installs_into_an_empty_environment_and_runs_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=60)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    done = subprocess.run(install, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    # The dependencies are lent by this environment: the network stays out of the tests. Its own .pth files are not
    # read from there, so that an editable installation of this tree does not leak in.
    (site,) = place.glob("[Ll]ib/**/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV"))}
    environ["MATINEE_HOME"] = str(tmp_path / "home of its own")

    def call(*command: str | Path) -> str:
        done = subprocess.run(command, cwd=elsewhere, env=environ, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def matinee(*words: str) -> str:
        return call(python.with_name("matinee"), *words)

    assert Path(call(python, "-c", "import db; print(db.__file__)").strip()).is_relative_to(site)
    assert matinee("--version").startswith("matinee ")
    assert json.loads(matinee("search", "red sho", "--json"))[0]["tconst"] == "tt0040725"
    assert "Rated The Red Shoes 8" in matinee("rate", "tt0040725", "8")
    assert json.loads(matinee("show", "tt0040725", "--json"))["your_rating"] == 8
