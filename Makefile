# Everything sets itself up: only Python ≥ 3.11, git and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test test-fast coverage check docs bench lock clean

help:  ## Say what each target does
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.installed  ## Run the bundled case and write demo/report.html
	$(BIN)/winset run us-russia-2025 -o demo

test: $(VENV)/.developed  ## Run every test, the slow and the browser ones too
	@scripts/install-chromium
	$(BIN)/python -m pytest --slow -n auto --dist loadfile --no-loadscope-reorder

coverage: $(VENV)/.developed  ## Run every test and show what of the code they reach
	@scripts/install-chromium
	$(BIN)/python -m pytest --slow -n auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term

test-fast: $(VENV)/.developed  ## Run the tests that take little time
	$(BIN)/python -m pytest

check: $(VENV)/.developed docs  ## Lint, types, imports between the rooms, and the docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.developed  ## Build the documentation to docs/_build/html
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

bench: $(VENV)/.developed  ## Measure speed and memory
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/analysis.py
	$(BIN)/python benchmarks/frontier.py
	$(BIN)/python benchmarks/durability.py
	$(BIN)/python benchmarks/forecast.py
	$(BIN)/python benchmarks/advice.py
	$(BIN)/python benchmarks/mechanisms.py
	$(BIN)/python benchmarks/web.py

lock: $(VENV)/.developed  ## Renew the lock files
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" \
		--group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" \
		--all-extras --group build --group dev pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "winset needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Python cannot make a virtual environment; install its venv package (python3-venv)"; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --no-deps --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.developed: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

clean:  ## Remove what was built
	rm -rf $(VENV) build dist docs/_build docs/reference/generated .mypy_cache .pytest_cache .ruff_cache demo
