# `make demo` sets everything up and annotates the demo article; `make test` sets everything up and runs the tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check audit checksums notebooks clean

demo: $(VENV)/installed
	$(BIN)/newsgrain annotate corpus/data/demo.txt

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

# what CI runs besides the tests
check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy newsgrain tests

# known vulnerabilities of what newsgrain needs (not of the environment's own pip); asks PyPI, and fails where it gets no
# answer
audit: $(VENV)/installed
	$(BIN)/python -m pip freeze --exclude-editable >$(VENV)/audited.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/pip-audit --strict --disable-pip --no-deps --requirement $(VENV)/audited.txt

# after a change to the labelled corpus
checksums:
	cd corpus/data && LC_ALL=C sha256sum *.jsonl *.tsv schema.json GUIDELINES.md >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS

# after a change to a notebook, to the corpus or to a model
notebooks: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[notebook]'
	$(BIN)/python -m newsgrain.training.notebooks

# Debian's python3 without python3-venv cannot put pip into an environment: its own pip does it then
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check pip; \
	} || { rm -rf $(VENV); exit 1; }

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) build dist *.egg-info
