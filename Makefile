.DEFAULT_GOAL := help
.PHONY: help run test test-quick check format bench walk lighthouse screens messages images language migration clean

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PORT ?= 8000
export PORT
# Where it is set, every process of the portal and of the tests compiles all of the source anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## What can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: $(VENV)/installed ## Start the portal with its sample world on http://127.0.0.1:8000 (PORT changes it)
	@$(BIN)/flask --app wsgi serve

test: $(VENV)/installed-dev ## Run the whole test suite
	@$(BIN)/pytest -q -n 2 --dist worksteal

test-quick: $(VENV)/installed-dev ## Run the tests that need neither a browser, PostgreSQL nor seconds each
	@QUICK=1 $(BIN)/pytest -q -n 2 --dist worksteal --ignore tests/architecture -m "not browser and not postgresql and not thorough"

check: $(VENV)/installed-dev ## Lint, format, types and import order
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -q tests/architecture

format: $(VENV)/installed-dev ## Let the formatter have its way
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

bench: $(VENV)/installed-dev ## Measure speed and memory beside yardsticks
	@$(BIN)/python -m tests.bench

walk: $(VENV)/installed-dev ## Look at every page in every language, theme and width as everybody (PAGES="home store")
	@$(BIN)/python -m tests.walk $(PAGES)

lighthouse: $(VENV)/installed-dev ## Ask Lighthouse (LIGHTHOUSE=its program) about the pages that matter most
	@$(BIN)/python -m tests.walk.lighthouse $(PAGES)

screens: $(VENV)/installed-dev ## Photograph every page into the sheets of docs/screens
	@$(BIN)/python -m tests.walk.screens $(PAGES)

messages: $(VENV)/installed-dev ## Collect the texts of the interface into the catalogues
	@$(BIN)/python -m portal.language.extract

images: $(VENV)/installed-dev ## Draw icons and the pictures of shared links (INSTANCE=folder: of an installation)
	@$(BIN)/python -m tests.images $(INSTANCE)

language: $(VENV)/installed ## Begin a language of the interface (CODE=ckb)
	@$(BIN)/python -m portal.language.skeleton $(CODE)

migration: $(VENV)/installed-dev ## Write a migration from the models (NAME=slug)
	@test -n "$(NAME)" || { echo "say what it does: make migration NAME=slug"; exit 1; }
	@$(BIN)/flask --app wsgi db upgrade
	@$(BIN)/flask --app wsgi db migrate -m $(NAME)
	@echo "read what it wrote, and put its name into migrations/HEAD"

clean: ## Remove what was installed and what tests left (never the instance folder)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "missing: python3 (3.11 or newer)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "missing: Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "missing: the venv module of Python (python3-venv)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@echo "installing what the portal needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	@echo "installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed
