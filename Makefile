# make run and make test work as the very first command in a fresh clone: they need Python 3.11 or newer and a package index.
# Another Python: make run PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
SIZE ?= 1000000
FACTS ?= ../shared/facts
CODE := tui screens widgets db seed

.PHONY: help run test again prove check bench bench-imdb pictures keys check-facts clean

help:
	@echo "make run          start Matinee"
	@echo "make test         run the tests (COVERAGE=1 also measures what they cover)"
	@echo "make again        run the tests that failed last time, one after another"
	@echo "make prove        the same tests with large counts: hours"
	@echo "make check        style, types, import contract, spelling"
	@echo "make bench        print the timing rows"
	@echo "make bench-imdb   compare the import with imdb-sqlite's (SIZE=$(SIZE) titles)"
	@echo "make pictures     draw docs/*.svg anew"
	@echo "make keys         write the key table of the README anew"
	@echo "make check-facts  compare the starter films with reference facts (FACTS=$(FACTS))"
	@echo "make clean        remove what was made, the virtual environment too"

run: .venv/.run
	@$(BIN)/matinee

test: .venv/.dev
	$(BIN)/python -m pytest -n $(JOBS) $(if $(COVERAGE),--cov --cov-report=term-missing:skip-covered) tests
	$(if $(COVERAGE),$(BIN)/coverage report --include='db/*' --fail-under=95 --format=total)
	$(if $(COVERAGE),$(BIN)/coverage report --include='seed/*' --fail-under=95 --format=total)

again: .venv/.dev
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures=none tests

prove: .venv/.dev
	MATINEE_PROVE=1 $(BIN)/python -m pytest -n $(JOBS) tests

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: .venv/.dev
	@$(COMPILE)
	$(BIN)/python -m tests.bench.interactive

bench-imdb: .venv/.dev build/imdb-sqlite/bin/imdb-sqlite
	$(BIN)/python -m tests.bench.imdb --size $(SIZE) --against build/imdb-sqlite/bin/imdb-sqlite

pictures: .venv/.dev
	$(BIN)/python -m tests.pictures

keys: .venv/.dev
	$(BIN)/python -m tests.readme

check-facts: .venv/.run
	$(BIN)/python -m seed.check $(FACTS)

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Compiled when it is installed, as a wheel is: else the first start does it, and every start where Python may not write.
COMPILE = $(BIN)/python -m compileall -q $(CODE)

# The stamps say what is installed; they are older than a changed pyproject.toml or constraints.txt, and so redone.
.venv/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Matinee into .venv; this happens once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(COMPILE)
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Matinee and its tools into .venv; this happens once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(COMPILE)
	@touch .venv/.run $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name yours: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Matinee needs Python 3.11 or newer; $(PYTHON) is older. Name another: make $(or $(MAKECMDGOALS),run) PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -m venv .venv && $(BIN)/python -m pip --version >/dev/null || { rm -rf .venv; \
	  echo "$(PYTHON) cannot make a virtual environment with pip in it. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# What the import is measured against, as published; in an environment of its own, since Matinee never needs it.
build/imdb-sqlite/bin/imdb-sqlite:
	$(PYTHON) -m venv build/imdb-sqlite
	build/imdb-sqlite/bin/python -m pip install --quiet --disable-pip-version-check imdb-sqlite
