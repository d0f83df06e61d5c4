# `make demo` shows the product, `make test` proves it. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Everything built or downloaded lies here, outside of the work tree.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/uptake-target
# The program that the end-to-end tests start: it has fail points, so it is never the one of
# `make demo`. And the Python that reads its tables.
TEST_BIN := $(CARGO_TARGET_DIR)/demo/uptake-failpoints
RELEASE_BIN := $(CARGO_TARGET_DIR)/release/uptake
VENV := $(CARGO_TARGET_DIR)/python
TOOLS := $(CARGO_TARGET_DIR)/tools
export UPTAKE_PYTHON ?= $(VENV)/bin/python

# Readers of our tables that share no code with the program and a client of Partner Center
# (test), and peers (bench).
TEST_PACKAGES := deltalake==1.6.6 duckdb==2.0.0 partnercenterservices==0.1.2 schemathesis==4.32.5
BENCH_PACKAGES := polars==2.1.0
CARGO_DENY_VERSION := 0.20.2

# Where tests have their folders: they sync thousands of small files, which takes a disk longer
# than the tests themselves. In memory, where there is room.
TEST_DIR := $(shell [ "$$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 ] \
  2>/dev/null && echo /dev/shm)

# Arguments for `uptake demo`: make demo DEMO_ARGS="--customers 2000"
DEMO_ARGS ?=
# Where `make demo` serves it.
DEMO_LISTEN ?= 127.0.0.1:8420
# Arguments for the bench: make bench BENCH_ARGS=--quick
BENCH_ARGS ?=
# In CI a stale Cargo.lock is a fault.
LOCKED := $(if $(CI),--locked)

# Cargo knows what to build again by the times of files, and clones may share what is built: in a
# clone that was not the last to build, every source counts as new.
LAST_CLONE := $(CARGO_TARGET_DIR)/last-clone
ifneq ($(file <$(LAST_CLONE)),$(CURDIR))
$(shell find . \( -path ./.git -o -path ./target -o -path ./web/src -o -name node_modules \) -prune \
    -o -type f ! -name 'package*.json' -exec touch {} +; \
  mkdir -p $(CARGO_TARGET_DIR); echo $(CURDIR) >$(LAST_CLONE))
endif

.PHONY: help
help: ## lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

.PHONY: demo
demo: setup-cc web ## builds page and program, makes a realistic portfolio, shows and serves it
	cargo run $(LOCKED) --profile demo --package uptake --bin uptake -- \
	  demo --listen $(DEMO_LISTEN) $(DEMO_ARGS)

.PHONY: test
test: setup-cc setup-python setup-node setup-postgres setup-chromium web ## runs every test, those on the built binary, on PostgreSQL and in a browser included
	cargo build $(LOCKED) --profile demo --package uptake --features failpoints --bin uptake-failpoints
	if command -v cargo-nextest >/dev/null; then run='nextest run --no-fail-fast'; else run='test --no-fail-fast'; fi; \
	UPTAKE_BIN=$(TEST_BIN) $(if $(TEST_DIR),TMPDIR=$(TEST_DIR)) e2e/postgres.sh cargo $$run $(LOCKED) --workspace --features uptake-state/failpoints
	npm test --prefix web
	UPTAKE_BIN=$(TEST_BIN) $(if $(TEST_DIR),TMPDIR=$(TEST_DIR)) npm run e2e --prefix web

.PHONY: check
check: fmt lint tidy ## checks format, lints and house rules, and runs the unit tests (on SQLite)
	cargo test $(LOCKED) --workspace --exclude e2e --exclude benches
	npm test --prefix web

.PHONY: web
web: web/dist/index.html ## builds the page, which becomes part of the program
web/dist/index.html: web/node_modules/.package-lock.json web/index.html web/vite.config.ts web/compress.ts \
    $(shell find web/src web/public l10n -type f)
	npm run build --prefix web

.PHONY: fmt
fmt: ## checks the format
	cargo fmt --all -- --check

.PHONY: lint
lint: setup-cc web ## runs clippy, the checks of the documentation, and those of the page
	cargo clippy $(LOCKED) --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc $(LOCKED) --workspace --no-deps --document-private-items
	npm run check --prefix web

.PHONY: tidy
tidy: setup-cc ## checks the rules between crates and for files
	cargo xtask tidy

.PHONY: deny
deny: setup-deny ## checks licences, sources and packages of dependencies
	PATH="$$PATH:$(TOOLS)/bin" cargo deny $(LOCKED) check --hide-inclusion-graph bans licenses sources

.PHONY: bench
bench: setup-cc setup-python setup-bench ## measures speed against peers; prints ratios of one run
	cargo build $(LOCKED) --release --package uptake
	UPTAKE_BIN=$(RELEASE_BIN) cargo run $(LOCKED) --release --package benches -- $(BENCH_ARGS)

# As root on Debian both install what is missing; anybody else is told what it is.
define install
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy \
    --no-install-recommends $(1) </dev/null; \
else \
  echo 'missing: $(2); on Debian: apt-get install $(1)' >&2; \
  exit 1; \
fi
endef

.PHONY: setup-cc setup-venv
setup-cc: ## installs a C compiler, which builds SQLite and Zstandard
	@cc -E -x c -include stdio.h /dev/null >/dev/null 2>&1 || \
	{ $(call install,gcc libc6-dev,a C compiler); }
setup-venv: ## installs Python 3 with venv, for the independent readers and peers
	@[ -x $(VENV)/bin/python ] || python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || \
	{ $(call install,python3 python3-venv,Python 3 with venv); }

.PHONY: setup-python setup-node setup-postgres setup-chromium setup-bench setup-deny
setup-python: $(VENV)/test.stamp ## installs the independent readers of our tables
setup-node: e2e/oidc/node_modules/.package-lock.json ## installs the identity provider that the tests sign in at
setup-postgres: ## installs PostgreSQL, if missing, and starts it once
	@e2e/postgres.sh true
setup-chromium: ## installs Chromium, in which the page is tested
	@[ -x /usr/bin/chromium ] || { $(call install,chromium fonts-liberation,Chromium); }
setup-bench: $(VENV)/bench.stamp ## installs the peers of the benchmark
setup-deny: setup-cc ## installs cargo-deny beside what is built, if missing
	@PATH="$$PATH:$(TOOLS)/bin" command -v cargo-deny >/dev/null || CARGO_TARGET_DIR=$(TOOLS)/build \
	  cargo install --locked --debug --version $(CARGO_DENY_VERSION) --root $(TOOLS) cargo-deny

%/node_modules/.package-lock.json: %/package-lock.json
	@command -v npm >/dev/null || { $(call install,nodejs npm,Node.js with npm); }
	npm ci --ignore-scripts --prefix $* --no-audit --no-fund --loglevel=error

$(VENV)/bin/python: | setup-venv
	python3 -m venv $(VENV)

$(VENV)/test.stamp: Makefile | $(VENV)/bin/python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check $(TEST_PACKAGES)
	touch $@

$(VENV)/bench.stamp: Makefile | $(VENV)/bin/python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check $(BENCH_PACKAGES)
	touch $@
