# One door: `make demo` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

.PHONY: demo test lint types docs bench format constraints clean

demo: $(VENV)/.demo
	mkdir -p build/demo
	$(BIN)/qualpipe code corpora_samples/ --project build/demo

test: $(VENV)/.dev lint types
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev
	$(BIN)/mypy qualpipe tests

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/.dev
	$(BIN)/python docs/make_cli.py

bench: $(VENV)/.dev
	$(BIN)/python tests/bench/run.py

constraints: $(VENV)/.dev
	@echo "# The versions this release was tested with: make clean, empty this file, make constraints"
	@$(BIN)/python -m pip freeze --exclude-editable --all | sed 's/+cpu//'

clean:
	rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.venv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --disable-pip-version-check install --quiet pip==25.3
	touch $@

# torch first and pinned: a resolver left alone takes a build for graphics cards, gigabytes of it.
$(VENV)/.demo: $(VENV)/.venv pyproject.toml constraints.txt
	@echo "Installing qualpipe and what it needs into $(VENV): about 1 GB, some minutes."
	$(PIP) torch==2.13.0
	$(PIP) -e .
	touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(PIP) -e '.[fast,encoders]' --group dev
	touch $@
