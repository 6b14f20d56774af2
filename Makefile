# A fresh machine needs Python 3.11 or newer, make and git: `make run` and `make test` install the rest.
PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
NODE := tests/browser
STATIC := $(DATA_DIR)/static/staticfiles.json
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
export PORT DATA_DIR
# A program of Debian's, and the package that brings it where it is missing.
need = command -v $(1) >/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $(2); }

.PHONY: help run dev test check keep bench install static lock browser lighthouse clean
help: ## What there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: install static ## Set up what is missing, then serve the portal
	@$(PY) manage.py setup
	@echo "Clusterix: http://127.0.0.1:$(PORT)   (Ctrl-C stops it)"
	@exec $(VENV)/bin/gunicorn clusterix.wsgi

dev: $(VENV)/.dev ## Serve with autoreload, for those who change the code
	@DEBUG=1 $(PY) manage.py setup
	@DEBUG=1 $(PY) manage.py runserver $(PORT)

test: $(VENV)/.dev ## Every test, on the database at DATABASE_URL (SQLite by default)
	@$(PY) -m pytest -q -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev ## Lint, format, types, templates, migrations, deployment settings
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/djlint templates --lint --quiet
	@$(VENV)/bin/mypy .
	@$(PY) manage.py makemigrations --check --dry-run
	@ENVIRONMENT=production SITE_URL=https://clusterix.example SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(PY) manage.py check --deploy --fail-level WARNING

keep: $(VENV)/.dev ## Renew the kept pictures and trees of pages after a wanted change; look at `git diff` before committing
	@KEEP=1 $(PY) -m pytest -q -n auto --dist worksteal tests/browser/test_kept_pictures.py tests/browser/test_kept_trees.py

bench: $(VENV)/.dev ## The benchmarks, as ratios; on PostgreSQL too with DATABASE_URL (see tests/benchmarks/)
	@$(PY) -m tests.benchmarks.run

install: $(VENV)/.run ## The environment that serves the portal, in .venv/

static: $(STATIC) ## Static files: hashed, compressed

lock: $(VENV)/.dev ## Pin the newest versions that pyproject.toml allows
	@$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url pyproject.toml -o requirements.txt
	@$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --constraint requirements.txt --group dev pyproject.toml -o requirements-dev.txt

browser: $(NODE)/node_modules/.installed ## Debian's Chromium, Java and npm, and from npm the Nu HTML checker and Lighthouse
	@$(call need,chromium,chromium)
	@$(call need,java,default-jre-headless)

lighthouse: $(VENV)/.dev browser ## Lighthouse's four scores as on a phone, of this portal or of the one at BASE
	@$(PY) -m tests.browser.lighthouse

clean: ## Take away what can be made again; keeps the data in $(DATA_DIR)/
	rm -rf $(VENV) $(DATA_DIR)/static .mypy_cache .ruff_cache

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Clusterix needs Python 3.11 or newer; name one with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Debian keeps Python's venv in a package of its own: installing python3-venv"; \
		     $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(PY)
	@echo "Installing what the portal needs"
	@$(PIP) -r requirements.txt && touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt | $(PY)
	@echo "Installing what the portal and its tests need"
	@$(PIP) -r requirements-dev.txt && touch $@ $(VENV)/.run

$(NODE)/node_modules/.installed: $(NODE)/package-lock.json
	@$(call need,npm,--no-install-recommends npm)
	@cd $(NODE) && npm ci --silent && touch node_modules/.installed

$(STATIC): $(VENV)/.run $(shell find static -type f)
	@$(PY) manage.py collectstatic --no-input --verbosity 0
