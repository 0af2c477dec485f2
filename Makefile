# Targets with "##" are what `make help` lists.
.DEFAULT_GOAL := help
.PHONY: help run test setup check messages bench soak cards

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(READY) ## serve with sample data; in a terminal with a chat
	@$(BIN)/python -m bot run --sample

test: $(READY) ## run the whole test suite
	@$(BIN)/python -m pytest -n auto --dist loadfile

setup: $(READY) ## only set up .venv from the locked requirements

check: $(READY) ## lint, types, import rules, message catalogs, pages of commands
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.messages --check
	$(BIN)/python -m tools.commands --check

messages: $(READY) ## bring the message catalogs and docs/commands up to date
	$(BIN)/python -m tools.messages
	$(BIN)/python -m tools.commands

bench: $(READY) ## measure requests a second and how answers grow with the log
	$(BIN)/python -m tests.benchmarks

soak: $(READY) ## the long fault and property tests
	$(BIN)/python -m pytest -m soak

cards: $(READY) ## pictures of every card on both platforms in each language; wants Node and Chromium
	@npm ci --silent --prefix tools/pictures
	$(BIN)/python -m tests.acceptance.pictures build/cards
	for cards in build/cards/*.json; do node tools/pictures/sheet.mjs $$cards $${cards%.json}.png 2 || exit 1; done
	for cards in build/cards/*.json; do node tools/pictures/sheet.mjs $$cards $${cards%.json}-main.png 2 main || exit 1; done

$(READY): requirements/development.txt
	@test -n "$(PYTHON)" || { echo "Python is missing; install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Say which: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Installing what Aftercall needs into .venv; the first time this takes a minute or two."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	@touch $@
