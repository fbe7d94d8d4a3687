SHELL := /bin/sh
VENV  := .venv
RUN   := $(VENV)/bin/python -m
# Prefect's own database and server of a local run stay under .local/, never with the user's own.
LOCAL := env -u PREFECT_API_URL -u PREFECT_API_KEY -u PREFECT_PROFILE \
	PREFECT_HOME=$(CURDIR)/.local/prefect DO_NOT_TRACK=1

.DEFAULT_GOAL := help
.PHONY: help install run-local up test check format eval bench lock deploy

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## Install everything into .venv, from requirements.lock

$(VENV)/.installed: requirements.lock pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "python3 is older than 3.11: install a newer one")'
	@echo "Installing into $(VENV): about a minute"
	@python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run-local: install ## Read the sample newsroom twice and show what it corrected; or FEEDS=<file.yaml|file.opml|url>
	@$(LOCAL) $(RUN) $(if $(FEEDS),flows.cli ingest --reread "$(FEEDS)",tests.newsroom.rehearsal)

up: install ## Run S3 server, Prefect with its UI, the deployment and the newsroom (or FEEDS=...); Ctrl-C ends all
	@$(LOCAL) $(RUN) flows.up $(if $(FEEDS),"$(FEEDS)")

test: install ## Run every test
	$(RUN) pytest -n 2 --dist loadfile

check: install ## Lint, types, import contracts, lock file and the fast tests: about a minute
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(VENV)/bin/lint-imports
	$(RUN) codespell_lib
	$(RUN) pytest -n 2 --dist loadfile -m "not server and not flow and not browser" -x

format: install ## Format and mend what can be mended
	$(RUN) ruff format
	$(RUN) ruff check --fix

eval: install ## Score the readers and deciders against their floors; or PAGES=<folder of a public set> as well
	$(RUN) tests.measure.eval $(if $(PAGES),--pages "$(PAGES)")

bench: install ## Time them beside trafilatura and lxml; or PAGES=<folder of a public set>
	$(RUN) tests.measure.bench $(if $(PAGES),--pages "$(PAGES)")

lock: install ## Resolve the dependencies of pyproject.toml anew into requirements.lock
	$(VENV)/bin/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -o requirements.lock

deploy: install ## Register the deployments of prefect.yaml on the server in PREFECT_API_URL
	CORRIGENDA_ROOT=$(CURDIR) $(VENV)/bin/prefect --no-prompt deploy --all
