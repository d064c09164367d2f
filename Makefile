# Everything runs from a bare clone that has python3 (3.11 or newer, with venv) and make.
# Another interpreter: make test PYTHON=python3.13

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
REPORT := report

export PYTHONUTF8 := 1

.PHONY: help demo test lint bench clean

help:
	@echo "make demo    check the sample articles, print the report, write it as HTML and JSON to $(REPORT)/"
	@echo "make test    lint, types, the examples inside the rules, the test suite"
	@echo "make lint    ruff and mypy only"
	@echo "make bench   time runs over many articles, alone and with workers; count the anchors that survive edits"
	@echo "make clean   remove .venv, reports and caches"

# The environment is made once and again only when pyproject.toml changes.
$(READY): pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || \
		{ echo "attribcheck needs Python 3.11 or newer, and '$(PYTHON)' was not found. Try: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "attribcheck needs Python 3.11 or newer, but '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.11" >&2; exit 1; }
	@echo "== setting up $(VENV) (once)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || \
		{ echo "'$(PYTHON) -m venv' failed. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --root-user-action=ignore --upgrade 'pip>=25.1'
	@$(PIP) install --root-user-action=ignore --editable . --group dev
	@touch $@

demo: $(READY)
	@$(BIN)/attribcheck check samples --all --exit-zero -f text -f json -o $(REPORT)/attribcheck.json -f html -o $(REPORT)/html/
	@echo
	@echo "The same report in a browser: $(REPORT)/html/index.html"
	@echo "The same report for programs: $(REPORT)/attribcheck.json"

test: lint
	@echo "== rules"
	@$(BIN)/attribcheck rules test
	@echo "== pytest"
	@$(BIN)/python -m pytest --quiet

lint: $(READY)
	@echo "== ruff"
	@$(BIN)/ruff check --quiet .
	@echo "== mypy"
	@$(BIN)/mypy --no-error-summary

bench: $(READY)
	@$(BIN)/python benchmarks/check_many.py
	@$(BIN)/python benchmarks/many_at_once.py
	@$(BIN)/python benchmarks/reanchoring.py

clean:
	@rm -rf $(VENV) report build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
