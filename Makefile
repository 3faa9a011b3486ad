# One word per job. Needs make and Python 3.11 to 3.14; everything else goes into .venv, nothing needs root.
#
#   make demo                  a photo becomes demo.mp4    (PHOTO=my.jpg WORDS="slow dolly in")
#   make test                  all tests                   (ARGS="-k loop")
#   make check                 ruff, mypy, import-linter;  make fix repairs what can be repaired
#   make bench                 speed, camera, fidelity, life, depth, subject, views, load    (BENCHES=speed)
#   make pages                 writes the generated pages, which are committed
#   make docs                  those, and docs/site with a clip of everything    (ARGS="--only snow", ARGS=--no-knobs)
#   make train                 draws scenes and trains the eyes, for hours; make train-smoke tries both, small
#   make lock                  writes requirements.lock from the newest versions that pyproject.toml allows
#   make clean                 removes everything that make has made

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check
BENCHES ?= speed camera fidelity life depth subject views load
TRAIN_DATA ?= train-data
TRAIN_SHARDS ?= 100
TRAIN_MINUTES ?= 50
TRAIN_DEVICE ?= cpu
export PHOTO WORDS

# The first Python that fits; python3 where it does.
PYTHON ?= $(shell for p in python3 python3.13 python3.14 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && break; done)

# An environment that was copied or moved, or whose Python has gone, is made anew.
ifneq ($(shell test ! -e $(VENV)/made-in || { test "$$(cat $(VENV)/made-in)" = "$$(pwd)" && $(RUN) -c 'import pip' 2>&1; } || echo stale),)
  $(shell rm -f $(VENV)/made-in)
endif

.PHONY: help demo test check fix bench docs pages train train-smoke lock clean
.DEFAULT_GOAL := help

help:
	@sed -n '3,$$s/^#   //p' Makefile

$(VENV)/made-in:
	@test -n "$(PYTHON)" || { echo "Vivant needs Python 3.11 to 3.14: install it with \"sudo apt install python3 python3-venv\" (Debian) or \"brew install python@3.13\" (macOS) and run make again." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make environments: install the missing part with \"sudo apt install python3-venv\" and run make again." >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)" >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@pwd > $@

$(VENV)/demo-ready: $(VENV)/made-in pyproject.toml requirements.lock
	@echo "Installing Vivant and what it needs into $(VENV) (about 250 MB to fetch, once, a minute or a few)" >&2
	@$(PIP) install --quiet --constraint requirements.lock hatchling
	@$(PIP) install --quiet --constraint requirements.lock --no-build-isolation --editable '.[demo]'
	@$(RUN) -c 'from vivant.render.kernels import load_all; load_all()'
	@touch $@

$(VENV)/dev-ready: $(VENV)/demo-ready
	@echo "Installing the tools for tests and checks into $(VENV)" >&2
	@$(PIP) install --quiet --constraint requirements.lock --no-build-isolation --editable '.[demo,dev]'
	@touch $@

$(VENV)/bench-ready: $(VENV)/dev-ready requirements-bench.lock
	@$(PIP) install --quiet --no-deps --requirement requirements-bench.lock
	@touch $@

demo: $(VENV)/demo-ready
	@$(RUN) -m vivant animate "$${PHOTO:-$$($(RUN) examples/demo_photo.py)}" "$$WORDS" --output demo.mp4

test: $(VENV)/dev-ready
	$(RUN) -m pytest -n auto $(ARGS)

check: $(VENV)/dev-ready
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports --no-cache

fix: $(VENV)/dev-ready
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench: $(VENV)/bench-ready
	@for name in $(BENCHES); do $(RUN) bench/$$name.py || exit 1; done

pages: $(VENV)/demo-ready
	$(RUN) docs/generate.py

docs: pages
	$(RUN) docs/gallery.py $(ARGS)

$(VENV)/train-ready: $(VENV)/dev-ready
	@echo "Installing PyTorch into $(VENV): training needs it, the product does not" >&2
	@$(PIP) install --quiet --constraint requirements.lock torch==2.13.0
	@touch $@

train: $(VENV)/train-ready
	$(RUN) -m train.scenes $(TRAIN_DATA) --first 0 --shards $(TRAIN_SHARDS)
	@for long in "128 160" "192 256" "192 256 320 384"; do $(RUN) -m train.fit $(TRAIN_DATA) $(TRAIN_DATA)/eyes.pt \
		--minutes $(TRAIN_MINUTES) --long $$long --device $(TRAIN_DEVICE) || exit 1; done
	$(RUN) -m train.export $(TRAIN_DATA)/eyes.pt $(TRAIN_DATA)/eyes.onnx

train-smoke: $(VENV)/train-ready
	$(RUN) -m pytest tests/train

lock:
	@test -n "$(PYTHON)" || { echo "Vivant needs Python 3.11 to 3.14." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/python -m pip install --quiet hatchling '.[demo,dev]'
	{ sed -n '/^#/p' requirements.lock; .venv-lock/bin/python -m pip freeze --exclude vivant; } > requirements.lock.new
	mv requirements.lock.new requirements.lock
	rm -rf .venv-lock

clean:
	rm -rf $(VENV) .venv-lock .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist demo.mp4 bench/out docs/site
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
