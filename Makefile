PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TEXTS := $(wildcard translations/*/LC_MESSAGES/*.po)

.DEFAULT_GOAL := help
.PHONY: help run test sure bench assistant kill migrate texts docs clean
.DELETE_ON_ERROR:

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "%-10s %s\n", $$1, $$2}'

run: .venv/translated ## Install if needed, prepare the database and the sample data, and serve
	@exec $(BIN)/hub serve --prepare

test: .venv/tools .venv/translated ## Run all tests, on SQLite and PostgreSQL
	@$(BIN)/python -m pytest -n 3 --dist loadfile

sure: .venv/tools ## Check form, mistakes and types, then run all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

bench: .venv/tools .venv/translated ## Measure the pages and print a table
	@$(BIN)/python -m benchmarks

assistant: .venv/tools ## Measure how often the assistant's suggestions are right
	@$(BIN)/python -m benchmarks.assistant

kill: .venv/tools .venv/translated ## Kill the hub 200 times while it writes, and look for what got lost
	@$(BIN)/python -m benchmarks.kill --rounds 200

migrate: .venv/tools ## For developers: make a migration of what changed in the models (NAME="add a column")
	@$(BIN)/flask --app app db migrate --message "$(NAME)"

texts: .venv/tools ## For developers: bring the catalogues up to date with the texts of code and templates
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword _l --keyword _p:1c,2 --ignore-dirs ".git .venv" --sort-output --no-location \
	  --project "Migration Network Hub" --version 0.1.0 --output translations/messages.pot .
	@for language in $(notdir $(wildcard translations/??)); do $(BIN)/pybabel --quiet update --no-fuzzy-matching \
	  --ignore-obsolete --input-file translations/messages.pot --output-dir translations --locale $$language; done

docs: .venv/tools ## For developers: write the pages of docs/ that say what the code says
	@$(BIN)/python docs/generate.py

clean: ## Remove what was installed and made, but never the data in var/
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find translations -name '*.mo' -delete

# Each step leaves a file, so that it is done again only when what it depends on has changed.

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The hub needs Python 3.11 or newer. Name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Python cannot make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }
	@touch $@

.venv/installed: .venv/made requirements.lock pyproject.toml
	@echo "Installing …" >&2
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tools: .venv/installed requirements-dev.lock
	@echo "Installing what the tests need …" >&2
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/translated: .venv/installed $(TEXTS)
	@$(if $(TEXTS),$(BIN)/pybabel --quiet compile --directory translations 2>/dev/null)
	@touch $@
