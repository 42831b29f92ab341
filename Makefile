# `make` lists what can be done. A fresh clone needs Python 3.11 or newer and this file.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help chat test check fix golden bench soak lock clean

help:  ## list what can be done
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 10

.venv/run: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

chat: .venv/run  ## the whole product in this terminal, on SQLite
	@$(BIN)/tenths chat

test: .venv/dev  ## every test
	$(BIN)/pytest -n 4

check: .venv/dev  ## format, lint, types, imports, tests: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

fix: .venv/dev  ## format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: .venv/dev  ## rewrite the golden files; read the diff before committing
	$(BIN)/python -m tests.golden
	$(BIN)/python -m tests.readme
	$(BIN)/python -m tests.handlers.email.answers

bench: .venv/dev  ## print the measurements, each beside its reference
	$(BIN)/python -m benchmarks

soak: .venv/dev  ## the long runs
	$(BIN)/pytest -m soak --timeout=3600

lock: .venv/dev  ## renew both locks (needs uv on the path)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements-dev.lock

clean:  ## forget the environment and the caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
