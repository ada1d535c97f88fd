# make run    sets up and opens the map on http://localhost:8501
# make test   sets up, then checks style, types, layers and runs every test, in a real browser too
# make setup | check | lock | clean
#
# Needs Python 3.11+, git and make. Everything else comes into .venv, at the versions and hashes of the lock files.

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
UV := .venv/bin/uv
INSTALL := $(UV) pip install --quiet --python $(PY) --no-deps
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

# A machine's own certificates, where it keeps any, so that a company's proxy is trusted as pip trusts it.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := 1
endif

# An environment made in another folder (this one was copied or moved) is made anew.
FOLDER := $(shell cat .venv/.folder 2>/dev/null)
ifneq ($(FOLDER),)
ifneq ($(FOLDER),$(CURDIR))
MOVED := moved
endif
endif

# The map's JavaScript: from npm by its lock file; without npm the page asks the internet for it.
ifneq ($(shell command -v npm),)
ASSETS := .venv/.assets
else
ASSETS := .venv/.assets-from-internet
endif

READY := .venv/.runtime $(ASSETS)

.PHONY: run test check setup lock clean moved

run: $(READY)
	@.venv/bin/kharita run $(ARGS)

setup: $(READY)
	@echo "Ready: make run, or .venv/bin/kharita --help"

.venv/.build: requirements-build.lock .ci/python $(MOVED)
	@echo "Making the environment .venv"
	@PYTHON="$(PYTHON)" .ci/python
	@touch $@

.venv/.runtime: requirements.lock pyproject.toml .venv/.build
	@echo "Installing what Kharita needs to run"
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements.lock
	@$(INSTALL) --no-build-isolation --editable .
	@$(PY) -m compileall -q gazetteer geo dashboard
	@echo "Indexing the gazetteer"
	@.venv/bin/kharita gazetteer list > /dev/null
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo "Installing what the tests need"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.assets: package.json package-lock.json dashboard/static/build.mjs dashboard/static/lines.mjs .venv/.build
	@echo "Fetching the map's JavaScript"
	@if npm ci --silent --no-audit --no-fund; then touch $@; \
	else echo "kharita: npm could not fetch it; the page will take Leaflet from the internet" >&2; fi

.venv/.assets-from-internet: .venv/.build
	@echo "npm is not installed: the page will take Leaflet from the internet (with npm, run make setup again)"
	@touch $@

test: $(READY) .venv/.dev
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(MAKE) check && $(PY) -m pytest $(ARGS)

check: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

lock: .venv/.build
	$(COMPILE) --group build --output-file requirements-build.lock
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@! grep -n '://' requirements*.lock || { echo "a lock file names an address" >&2; exit 1; }

clean:
	rm -rf .venv node_modules dashboard/static/vendor build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
