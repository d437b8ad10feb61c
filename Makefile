# Everything that one does here goes through this file; "make" alone lists it.
# Written for the GNU make that every Linux and macOS has (3.81).

.DEFAULT_GOAL := help

python := .venv/bin/python
# What pip would otherwise ask or print; the exact versions and their hashes are in the requirements files.
pip_install := $(python) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
goal := $(firstword $(MAKECMDGOALS))
# Folders count too: their date changes when a file in them goes away.
pages_sources := $(shell find frontend/src frontend/public -print 2>/dev/null) \
	$(wildcard frontend/index.html frontend/*.ts frontend/tsconfig*.json)

.PHONY: help
help:  ## list these commands
	@printf 'TaskStream. "make run", then open what it prints.\n\n'
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'
	@printf '\nSettings come from the environment or from a file .env; .env.example explains them all.\n'

# ---- Use it

.PHONY: run
run: .state/python .state/pages  ## start the product (http://localhost:5000, or TASKSTREAM_PORT)
	@cd backend && exec ../$(python) -m taskstream

.PHONY: ready
ready: .state/python .state/pages  ## install and build what running needs, and start nothing (for a service)

.PHONY: demo
demo: .state/python-dev .state/pages  ## start it with an open scan and twenty simulated workers; its data is kept apart
	@cd backend && exec ../$(python) -m taskstream demo

# ---- Work on it

.PHONY: setup
setup: .state/python-dev .state/frontend  ## install everything that developing needs

.PHONY: build
build: .state/pages  ## build the pages into frontend/dist

.PHONY: test
test: setup build  ## run every check and every test, as CI does
	@$(python) scripts/test.py

.PHONY: test-backend
test-backend: setup build  ## run pytest alone
	@$(python) scripts/test.py pytest api

.PHONY: test-frontend
test-frontend: setup  ## run vitest alone
	@$(python) scripts/test.py vitest

.PHONY: e2e
e2e: setup build  ## run the browser tests alone
	@$(python) scripts/test.py playwright

.PHONY: check
check: setup  ## lint, formatting, types and import rules, of both halves
	@$(python) scripts/test.py check

.PHONY: fix
fix: setup  ## mend what the linters can mend by themselves
	cd backend && ../$(python) -m ruff check --fix . ../scripts
	cd backend && ../$(python) -m ruff format . ../scripts
	cd frontend && npm run --silent lint -- --fix

.PHONY: bench
bench: setup  ## measure the server beside its peers (needs Go; twenty minutes, on a quiet machine; SCENARIOS="one flood" for some)
	@cd backend && ../$(python) -m bench $(SCENARIOS)

.PHONY: bench-ui
bench-ui: setup build  ## measure the console: a flood, a long day, opening a full scan (six minutes, on a quiet machine)
	@cd frontend && node bench/run.js

.PHONY: pictures
pictures: setup build  ## take the pictures of the README (docs/pictures) with the demo's people and texts
	@cd frontend && node pictures/run.js

.PHONY: chaos
chaos: setup  ## kill a running server 200 times at its worst moments, and 30 times on MongoDB, and count what was lost (twenty minutes)
	@cd backend && if ../scripts/mongo-server path >/dev/null; then ../scripts/mongo-server with ../$(python) -m tests.chaos; \
	else ../$(python) -m tests.chaos; fi

.PHONY: audit
audit: setup  ## ask for known vulnerabilities in everything that is installed
	@scripts/audit

.PHONY: generate
generate: .state/python  ## write the files that are made from the code (.env.example, protocol.gen.ts)
	cd backend && ../$(python) -m taskstream settings > ../.env.example
	cd backend && ../$(python) -m taskstream protocol > ../frontend/src/live/protocol.gen.ts

.PHONY: lock
lock: setup  ## pin the newest versions that the .in files and package.json allow
	cd backend && for name in requirements requirements-dev; do \
	  ../$(python) -m uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11.0 \
	    $$name.in -o $$name.txt || exit 1; done
	cd frontend && npm update --package-lock-only --no-audit --no-fund

.PHONY: mongo
mongo:  ## build the MongoDB test server (needs Go; kept for this machine)
	@scripts/mongo-server path

.PHONY: images
images:  ## build the container images taskstream-api and taskstream-pages (needs Docker)
	docker build --file backend/Dockerfile --tag taskstream-api .
	docker build --file frontend/Dockerfile --tag taskstream-pages .

.PHONY: clean
clean:  ## remove what was installed and built; var/ (your data) and .env stay
	rm -rf .venv .state frontend/node_modules frontend/dist frontend/test-results frontend/playwright-report
	rm -rf backend/.mypy_cache backend/.ruff_cache backend/.pytest_cache backend/.import_linter_cache backend/.hypothesis
	find backend scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- What these commands stand on
#
# An empty file in .state says that a step is done, and when. The step is taken again when one of
# its inputs is newer, or when what it made has been deleted or does not run any more.

.PHONY: again preflight

preflight:
	@scripts/preflight $(goal)

unless_there = $(if $(wildcard $(1)),,again)
venv_works := $(shell $(python) -c 'import sys; print("yes" if sys.version_info >= (3, 11) else "")' 2>/dev/null)

.state/venv: $(if $(venv_works),,again) | preflight
	@echo "==> Python: a virtual environment in .venv"
	@$(if $(venv_works),,$$(scripts/find-python) -m venv --clear .venv)
	@mkdir -p .state && touch $@

.state/python: backend/requirements.txt .state/venv
	@echo "==> Python: installing what the product needs (versions pinned, hashes checked)"
	@$(pip_install) -r $<
	@touch $@

.state/python-dev: backend/requirements-dev.txt .state/python
	@echo "==> Python: installing what checks and tests need"
	@$(pip_install) -r $<
	@touch $@

.state/frontend: frontend/package-lock.json frontend/package.json $(call unless_there,frontend/node_modules) | preflight
	@echo "==> Pages: installing what they are built from (npm ci)"
	@cd frontend && npm ci --no-audit --no-fund --loglevel error
	@mkdir -p .state && touch $@

.state/pages: $(pages_sources) .state/frontend $(call unless_there,frontend/dist/index.html)
	@echo "==> Pages: building"
	@cd frontend && npm run --silent build -- --logLevel warn
	@touch $@
